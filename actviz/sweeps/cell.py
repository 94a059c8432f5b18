"""One run of a sweep: trained, measured, and told apart as measured, diverged or failed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from actviz.frozen import dataclass
from actviz.registry import BadInput
from actviz.sweeps.sweep import Place, Stop, Sweep
from actviz.told_text import english, pack, reason, retold
from actviz.training.config.config import SHARED_FIELDS, RunConfig
from actviz.translation import parts_kept, tr

if TYPE_CHECKING:
    from actviz.training.examples import Examples
    from actviz.training.trainer import Trainer

MEASURED, DIVERGED, FAILED = "measured", "diverged", "failed"
STATES = (MEASURED, DIVERGED, FAILED)
STOP_EVERY = 50  # steps between two looks at the stopping rule
SLICE = 100  # steps, about, between two looks at whether the sweep has been stopped


class Stopped(Exception):
    """The sweep was stopped while this run was trained."""


def _never() -> bool:
    return False


is_stopped: Callable[[], bool] = _never  # a worker process gets a function of its own, see `workers`


@dataclass(frozen=True)
class Job:
    """What a worker is told: one run, its configuration, and what to measure at its end."""

    place: Place
    config: RunConfig
    steps: int
    measures: tuple[str, ...]
    needs: frozenset[str] = frozenset()
    stop: Stop | None = None

    def __dask_tokenize__(self) -> str:
        """Return another token each time: Dask would else read the whole job and take one tried again for the same."""
        return os.urandom(16).hex()


@dataclass(frozen=True)
class Cell:
    """What came of one run. Measures that are not defined for it are NaN; those of a failed run are missing.

    A run that diverged stands at its last step with a finite loss, and is measured there.
    """

    place: Place
    state: str  # "measured", "diverged" or "failed"
    step: int = 0  # at which it was measured
    verdict: str = ""  # the key of the diagnosis's verdict, "healthy" among them
    values: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    seconds: float = 0.0  # of the processor's time
    message: str = ""  # why it failed, or where it diverged, in English
    settings: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))  # in `actviz.sweep`: the axes'
    packed: str = ""  # the message's parts, see `told_text`; "" where nothing is known of them

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle without the read-only views, which Python does not pickle."""
        values = (dict(self.values), self.seconds, self.message, dict(self.settings), self.packed)
        return Cell, (self.place, self.state, self.step, self.verdict, *values)

    @property
    def why(self) -> str:
        """The message in the language in use."""
        return (retold(self.packed) if self.packed else "") or self.message


def job_of(sweep: Sweep, place: Place) -> Job:
    """Return the job of one place.

    Raises:
        BadInput: settings that cannot be together.
    """
    return Job(place, sweep.config(place), sweep.steps, sweep.measures, sweep.needs, sweep.stop)


def trained_cells(jobs: Sequence[Job]) -> list[Cell]:
    """Train some runs, one after the other; this is what a worker calls."""
    return [trained_cell(job) for job in jobs]


def trained_cell(job: Job, stopped: Callable[[], bool] | None = None) -> Cell:
    """Train one run and measure it. What cannot be trained is a failed cell that says why.

    Raises:
        Stopped: `stopped` says that nobody wants the cell any more.
    """
    with parts_kept():
        return _trained_cell(job, stopped or is_stopped)


def _trained_cell(job: Job, stopped: Callable[[], bool]) -> Cell:
    from actviz.lessons.measures import MEASURES, seen_of
    from actviz.training.trainer import Trainer

    began = time.process_time()
    try:
        # the causes of deaths would take a fifth of the time, and no measure needs them; nor are suggestions wanted
        trainer = Trainer(job.config, examples=_examples_of(job.config), causes=False)
        _train(trainer, job, stopped)
        seen, diagnosis = seen_of(trainer, job.needs, with_suggestions=False)
    except (BadInput, OSError, MemoryError) as fault:
        return failed(job.place, reason(fault) or tr("there is not enough memory"), time.process_time() - began)
    divergence = seen.snapshot.divergence
    told = "" if divergence is None else divergence.text
    return Cell(
        place=job.place,
        state=MEASURED if divergence is None else DIVERGED,
        step=seen.snapshot.step,
        verdict=diagnosis.verdict.key,
        values={name: float(MEASURES[name].of(seen)) for name in job.measures},
        seconds=time.process_time() - began,
        message=english(told),
        packed=pack(told),
    )


def _examples_of(config: RunConfig) -> Examples:
    return _examples(tuple((name, getattr(config, name)) for name in sorted(SHARED_FIELDS)))


@lru_cache(maxsize=1)  # a level's runs come seed by seed
def _examples(shared: tuple[tuple[str, Any], ...]) -> Examples:
    from actviz.training.examples import own_examples

    return own_examples(RunConfig(**dict(shared)))


def failed(place: Place, why: str, seconds: float = 0.0) -> Cell:
    """Return the cell of a run that could not be made."""
    return Cell(place, FAILED, seconds=seconds, message=" ".join(english(why).split())[:400], packed=pack(why))


def _train(trainer: Trainer, job: Job, stopped: Callable[[], bool]) -> None:
    from actviz.lessons.measures import MEASURES, seen_of

    while trainer.step < job.steps and trainer.divergence is None:
        if stopped():
            raise Stopped
        n = trainer.steps_to_block_end(SLICE) if job.stop is None else STOP_EVERY
        trainer.advance(min(n, job.steps - trainer.step))
        if job.stop is not None:
            measure = MEASURES[job.stop.measure]
            if job.stop.holds(measure.of(seen_of(trainer, measure.needs, with_suggestions=False)[0])):
                return
