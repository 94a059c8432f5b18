"""Proving: a proof is repeated with several seeds, and what was published is compared with what is measured."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from time import thread_time

import numpy as np

from actviz.arrays import Floats
from actviz.export.exported_run import Progress, no_progress
from actviz.lessons.proofs.measures import measure_of
from actviz.lessons.proofs.proof import COMBINED, LEAST_FOR_BAND, SEEDS, Compared, Outcome, Proof, PublishedNumber
from actviz.lessons.proofs.subjects import DrawnNetwork, RunSubject
from actviz.training.config.text_format import NamedConfig

Values = dict[tuple[str, str, int, str], list[float]]  # by subject, measure, step and combination


def prove(proof: Proof, n_seeds: int = SEEDS, progress: Progress = no_progress) -> Outcome:
    """Measure a proof's numbers with the seeds 0, 1 …; at least LEAST_FOR_BAND of them where it needs a band.

    Args:
        proof: what is repeated.
        n_seeds: how many seeds.
        progress: is told the share done; it may raise `Cancelled`.
    """
    if proof.needs_band:
        n_seeds = max(n_seeds, LEAST_FOR_BAND)
    began, n_subjects = thread_time(), len(proof.runs) + len(proof.networks)
    found: list[list[list[float]]] = [[] for _ in proof.numbers]
    for seed in range(n_seeds):
        values: Values = {}
        parts = (_part(progress, seed * n_subjects + place, n_seeds * n_subjects) for place in range(n_subjects))
        with np.errstate(all="ignore"):  # what is not finite agrees with nothing
            for run, part in zip(proof.runs, parts, strict=False):
                _measure_run(run, seed, _of(proof, run.name), values, part)
            for networks, part in zip(proof.networks, parts, strict=False):
                _measure_networks(networks, seed, _of(proof, networks.name), values, part)
        for of_number, number in zip(found, proof.numbers, strict=True):
            of_number.append(_value(number, values))
    compared = [Compared(n, np.array(of_number)) for n, of_number in zip(proof.numbers, found, strict=True)]
    progress(1.0)
    return Outcome(proof, n_seeds, tuple(compared), thread_time() - began)


def _part(progress: Progress, place: int, of: int) -> Progress:
    return lambda done: progress((place + done) / of)


def _of(proof: Proof, name: str) -> list[PublishedNumber]:
    return [number for number in proof.numbers if name in (number.of, number.divided_by)]


def _key(number: PublishedNumber, name: str) -> tuple[str, str, int, str]:
    return name, number.measure, number.step, number.combine


def _measure_networks(
    networks: DrawnNetwork, seed: int, numbers: Sequence[PublishedNumber], values: Values, progress: Progress
) -> None:
    keys = {_key(number, networks.name): measure_of(number.measure) for number in numbers}
    measures = {measure.key: measure for measure in keys.values()}
    draws: dict[str, list[Sequence[float]]] = {key: [] for key in measures}
    for subject in networks.subjects(seed, progress):
        for key, measure in measures.items():
            draws[key].append(measure.of(subject))
    for of_number, measure in keys.items():
        values[of_number] = _combined(np.array(draws[measure.key]), of_number[-1])


def _combined(draws: Floats, combine: str) -> list[float]:
    """Return the mean or the deviation over the draws, (draws, values), of those that are finite."""
    columns = [column[np.isfinite(column)] for column in draws.T]
    return [COMBINED[combine](column) if len(column) else math.nan for column in columns]


def _measure_run(
    run: NamedConfig, seed: int, numbers: Sequence[PublishedNumber], values: Values, progress: Progress
) -> None:
    trained = RunSubject.of(run.config, seed)
    last = max([1, *(number.step for number in numbers)])
    for step in sorted({number.step for number in numbers}):
        subject = trained.at(step, partial(_of_steps, progress, last))
        for number in numbers:
            if number.step == step:
                values[_key(number, run.name)] = list(measure_of(number.measure).of(subject))


def _of_steps(progress: Progress, last: int, step: float) -> None:
    progress(step / last)


def _value(number: PublishedNumber, values: Values) -> list[float]:
    """Return a number's values for one seed."""
    own = number.chosen(values[_key(number, number.of)])
    if number.divided_by is None:
        return own
    other = number.chosen(values[_key(number, number.divided_by)])
    return [a / b if b else math.nan for a, b in zip(own, other, strict=True)]
