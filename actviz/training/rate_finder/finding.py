"""RateFinding: what a sweep of the learning rate tells. The rules are here, and nowhere else.

The sweep is Smith's learning-rate range test (L. N. Smith, "Cyclical Learning Rates for Training Neural Networks",
2017, arXiv:1506.01186, section 3.3): train for some hundred steps while the rate grows, and see where the loss begins
to fall and where it stops. Smith reads both off the curve by eye. Here they are numbers, from the loss L after each
step, smoothed over about a seventh of a decade; L₀ is the loss before the first step, G that of guessing:

- *learns*: the rates from where L has fallen by 5 % of what it falls in all, up to the rate with the lowest L. The fall
  ends where L has risen again by a tenth of it (and 5 % of L₀), or a whole decade of rates has added less than 2 % to
  it; a rise by 0.2 % of L₀ before L has fallen by 2 % means that it does not fall. There is such a region only if L
  falls by at least 2 % of L₀, to at least 2 % below G: a network whose loss comes down to that of guessing has learned
  how frequent the classes are, and nothing of its inputs.
- *suggested*: half the rate with the lowest L, in two figures. Beyond that rate the loss rises, so it is too high to
  stay at; far below it steps are shorter than they need be. Counted on 2026-11-29 by `tests/benchmarks/rate_finder.py`:
  14 networks (SGD, momentum, RMSprop, Adam; batches of 4 and 32) from steps 0 and 200, three seeds each. In 73 of 84 it
  found a rate. After 300 steps the loss with it was lower than with a tenth of it in 71, and lower than with ten times
  as much in 67; in the others the two differ little, the curve being flat.
  There is none, either, where a loss far above G (three times it) has to come down first: such a sweep shows little
  else, and is to be made again some steps later.
- *kills*: the first rate from which on, up to the end of the sweep, at least 1 % of the units that lived before it, and
  at least one, are dead. Units that were dead before do not count, nor does one that dies for some steps and comes
  back, or one of hundreds that a single example kept alive.
- *diverges*: the first rate at which L is more than twice as high as L₀ and G, or where the sweep stopped because the
  loss was ten times as high or not finite.

All of this holds for the present state, and for the few steps that the sweep spends at each rate: a unit may die at a
lower rate that is kept for longer, and a network may begin to learn later than the sweep lasts.
"""

from __future__ import annotations

from functools import cached_property
from math import ceil, isfinite, log10
from typing import Any

import numpy as np

from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.joined_text import sentences
from actviz.number_text import compact, figure, whole
from actviz.training.config.config import RunConfig
from actviz.training.rate_finder.sweep import STEPS, RateSweep, Sweep, SweepStart
from actviz.training.trainer import Trainer
from actviz.translation import mark, tr, tr_count

SMOOTHING = 50  # the window's half is this part of the sweep
LEAST_FALL = 0.02  # of the first loss; and of guessing's, below it
HAS_FALLEN = 0.05  # of the whole fall, where it begins
RISEN, RISEN_LEAST = 0.1, 0.05  # of the fall so far, and of the first loss, at the least, where it ends
RISEN_BEFORE = 0.002  # of the first loss, where there is no fall yet
SUGGESTED = 0.5  # of the rate with the lowest loss
KILLED = 0.01  # of the units that lived
FAR = 3.0  # times guessing's loss: a first loss beyond says little of how well the network learns
DIVERGED = 2.0  # times the greater of the first loss and guessing's
CLIPPED = 3.0  # times the same: higher losses count as that much where they are smoothed


@dataclass(frozen=True, eq=False)
class RateFinding:
    """The conclusions from one sweep; rates are None where there is no such rate."""

    sweep: Sweep

    @cached_property
    def smoothed(self) -> Floats:
        """The loss after each step, smoothed; losses beyond three times the first or guessing's count as that."""
        sweep, most = self.sweep, CLIPPED * self._reference
        losses = np.where(np.isfinite(sweep.losses), np.minimum(sweep.losses, most), most)
        half = max(1, sweep.n_steps // SMOOTHING)
        kernel = np.exp(-0.5 * (2.0 * np.arange(-half, half + 1) / half) ** 2)
        weights = np.convolve(np.ones(len(losses)), kernel)[half:-half]  # less at both ends
        return np.asarray(np.convolve(losses, kernel)[half:-half] / weights)

    @cached_property
    def learns(self) -> tuple[float, float] | None:
        """The lowest and the highest rate at which the loss falls steadily."""
        first, smoothed = self.sweep.first_loss, self.smoothed
        if not len(smoothed) or not np.isfinite(first):
            return None
        low = self._lowest_place
        fall = first - smoothed[low]
        if fall < LEAST_FALL * first or smoothed[low] > (1.0 - LEAST_FALL) * self.sweep.guessing_loss:
            return None
        begins = int((smoothed[: low + 1] <= first - HAS_FALLEN * fall).argmax())
        return float(self.sweep.rates[begins]), float(self.sweep.rates[low])

    @property
    def suggested(self) -> float | None:
        """The rate to take."""
        return None if self.learns is None else float(f"{SUGGESTED * self.learns[1]:.2g}")

    @cached_property
    def kills(self) -> float | None:
        """The first rate from which on at least 1 % of the units that lived before the sweep are dead."""
        few = np.flatnonzero(self.sweep.deaths < max(1.0, KILLED * self.sweep.n_alive_before))
        first = int(few[-1]) + 1 if len(few) else 0
        return float(self.sweep.rates[first]) if first < len(self.sweep.deaths) else None

    @cached_property
    def diverges(self) -> float | None:
        """The first rate at which the loss is out of hand."""
        wild = self.smoothed > DIVERGED * self._reference
        wild[-1:] |= len(wild) < self.sweep.n_steps  # it was stopped
        return float(self.sweep.rates[wild.argmax()]) if wild.any() else None

    @property
    def rises(self) -> float | None:
        """The first rate from which the loss is higher than before the sweep, by 2 % at least."""
        higher = self.smoothed > (1.0 + LEAST_FALL) * self.sweep.first_loss
        return float(self.sweep.rates[higher.argmax()]) if higher.any() else None

    def deaths_at(self, rate: float) -> int:
        """Return how many units that lived before the sweep were dead when it had come to this rate."""
        place = int(np.searchsorted(self.sweep.rates, rate * (1.0 + 1e-9), side="right")) - 1
        return int(self.sweep.deaths[place]) if place >= 0 else 0

    @property
    def sentence(self) -> str:
        """What is to be known, in a sentence or two."""
        sweep, learns, suggested = self.sweep, self.learns, self.suggested
        if learns is not None and suggested is not None:
            low, high = (compact(rate, 2) for rate in learns)
            told = mark("The loss falls at rates from {low} to {high}. Suggested: {suggested}.")
            return tr(told, low=low, high=high, suggested=compact(suggested, 2))
        if not np.isfinite(sweep.first_loss):
            return tr("There is no rate to find: the loss of the present network is not finite.")
        if not sweep.update_ratios.any():
            return tr("No rate learns: the weights' gradient is zero in every layer, and no step moves a weight.")
        steps = tr_count("{n:,} step", "{n:,} steps", len(sweep.rates))
        lowest = float(self.smoothed[self._lowest_place])
        values = {"steps": steps, "first": figure(sweep.first_loss), "guessing": figure(sweep.guessing_loss)}
        if sweep.first_loss > FAR * sweep.guessing_loss:
            return tr(
                "No rate can be told from here: the loss, now {first}, is far above that of guessing, {guessing}. "
                "Train "
                "on until it has come down, then sweep again.",
                **values,
            )
        if sweep.first_loss - lowest >= LEAST_FALL * sweep.first_loss:
            told = mark(
                "No rate learns in these {steps}: the loss falls steadily only to {lowest}; guessing has {guessing}."
            )
            return tr(told, lowest=figure(lowest), **values)
        if sweep.first_loss < (1.0 - LEAST_FALL) * sweep.guessing_loss:
            told = tr("At no rate does the loss, now {first}, fall steadily by 2 % in these {steps}.", **values)
            if self.rises is None:
                return told
            return sentences((told, tr("From a rate of {rate} on it rises.", rate=compact(self.rises, 2))))
        return tr(
            "No rate learns in these {steps}: the loss, now {first}, falls steadily at none; guessing has {guessing}.",
            **values,
        )

    @property
    def rows(self) -> list[tuple[str, str]]:
        """The conclusions as names, in English and marked, and values, for a table."""
        learns, n = self.learns, self.sweep.n_alive_before
        deaths = tr("none up to the end") if self.sweep.can_die else tr("no unit can die")
        if self.kills is not None:
            told = mark("{rate} (at most {dead} of {n} die)")
            deaths = tr(told, rate=_text(self.kills), dead=int(self.sweep.deaths.max()), n=whole(n))
        rates = tr("no rate")
        if learns is not None:
            rates = tr("{low} to {high}", low=_text(learns[0]), high=_text(learns[1]))
        return [
            (mark("Learns"), rates),
            (mark("Suggested"), "–" if self.suggested is None else _text(self.suggested)),
            (mark("First rate that kills"), deaths),
            (mark("Diverges"), tr("not up to the end") if self.diverges is None else _text(self.diverges)),
        ]

    def to_dict(self) -> dict[str, Any]:
        """Return conclusions and measurements as plain values, ready for JSON."""
        sweep = self.sweep
        return {
            "step": sweep.step,
            "steps": len(sweep.rates),
            "examples": sweep.n_examples,
            "first_loss": _finite(sweep.first_loss),
            "guessing_loss": _finite(sweep.guessing_loss),
            "learns": None if self.learns is None else list(self.learns),
            "suggested": self.suggested,
            "kills": self.kills,
            "diverges": self.diverges,
            "sentence": self.sentence,
            "alive_before": sweep.n_alive_before,
            "dead_before": sweep.n_dead_before,
            "rates": sweep.rates.tolist(),
            "loss": [_finite(loss) for loss in sweep.losses.tolist()],
            "smoothed_loss": self.smoothed.tolist(),
            "update_ratio": [_finite(ratio) for ratio in sweep.largest_ratios.tolist()],
            "deaths": sweep.deaths.tolist(),
        }

    @property
    def _reference(self) -> float:
        losses = [loss for loss in (self.sweep.first_loss, self.sweep.guessing_loss) if np.isfinite(loss)]
        return max([*losses, 1e-12])

    @cached_property
    def _lowest_place(self) -> int:
        """The row at which the steady fall of the loss ends."""
        first, smoothed = self.sweep.first_loss, self.smoothed
        lowest = np.minimum.accumulate(smoothed)
        fallen = np.maximum(first - lowest, 0.0)
        has_begun = fallen > LEAST_FALL * first
        allowed = np.where(has_begun, np.maximum(RISEN * fallen, RISEN_LEAST * first), RISEN_BEFORE * first)
        has_risen = smoothed - lowest > allowed
        rates = self.sweep.rates
        decade = ceil((self.sweep.n_steps - 1) / max(1.0, log10(self.sweep.last_rate / rates[0])))
        earlier = np.concatenate([np.zeros(min(decade, len(fallen))), fallen[:-decade]])  # by a decade
        has_stalled = has_begun & (fallen - earlier < LEAST_FALL * fallen)
        ended = has_risen | has_stalled
        end = int(ended.argmax()) if ended.any() else len(smoothed)
        return int(smoothed[: end + 1].argmin()) if end else 0


def find_learning_rate(
    run: Trainer | RunConfig, steps: int = STEPS, low: float | None = None, high: float | None = None
) -> RateFinding:
    """Sweep the learning rate from the present state of a run, or from step 0 of a configuration.

    The run itself is not touched. `low` and `high` are the first and the last rate; without them the sweep begins
    where a step moves no layer's weights by more than a millionth, and goes through seven decades.

    Raises:
        BadInput: rates or a number of steps out of their range, or a configuration that cannot be run.
    """
    trainer = run if isinstance(run, Trainer) else Trainer(run)
    sweep = RateSweep(SweepStart.of(trainer), low, high, steps)
    while sweep.advance():
        pass
    return RateFinding(sweep.result())


def _finite(value: float) -> float | None:
    return value if isfinite(value) else None


def _text(rate: float) -> str:
    return compact(rate, 2)
