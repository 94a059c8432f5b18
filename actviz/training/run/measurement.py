"""Measurement: makes a snapshot of a run between two steps, in pieces where that takes long."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any

import numpy as np
from numpy import copyto

from actviz.arrays import Bools, Floats, Ints
from actviz.nn.network import Network
from actviz.training.config.config import RunConfig
from actviz.training.distribution import Distribution, Distributions
from actviz.training.examples import Examples, map_extent
from actviz.training.history.record import Record
from actviz.training.measure.distributions import ValueCounts, of_matrices, of_products, of_sizes
from actviz.training.measure.gradient_reading import whole_gradient
from actviz.training.measure.pair_map import medians, pair_map
from actviz.training.measure.probes import all_alike, maps, survey
from actviz.training.measure.wasted_capacity import wasted_capacity
from actviz.training.pair_map import PairMap, asked_pair
from actviz.training.pieces import Pieces, finished
from actviz.training.run.rollback import Rollback
from actviz.training.run.train_state import TrainState
from actviz.training.snapshot import RunFacts, Snapshot, UnitEvent
from actviz.training.steps.reserve import LONG, touch
from actviz.training.tasks import input_names
from actviz.training.units.observer import Observer
from actviz.training.units.permanence import drifting_units
from actviz.training.units.unit_facts import unit_facts

_NUMBERS = count(1)  # of the full measurements of this process
MOST_FACTS = 2  # of tasks that are over, which the cursor may show
LARGE_NETWORK = 1 << 20  # parameters; beyond, a measurement takes long even of few examples


class Measurement:
    """Measures a run between two steps, and changes nothing in it.

    `run` is a number that its snapshots carry, to tell them from those of other runs.
    """

    def __init__(self, run: int, state: TrainState, observer: Observer, record: Record, rollback: Rollback) -> None:
        self.run = run
        self._state, self._observer, self._record, self._rollback = state, observer, record, rollback
        self._first_weights: tuple[Distribution, ...] = ()  # measured when they are first asked for
        self._facts: dict[int, RunFacts] = {}  # of the first task, and of the latest ones
        self._seen: Examples | None = None  # those that the next two are of
        self._extent: tuple[float, float, float, float] | None = None  # of the maps, for 2-D data
        self._medians: Floats | None = None  # of the inputs, once they are needed
        self._copy: tuple[Network, Network] | None = None  # a network and one to stand as it stood at a measurement

    def measuring(
        self,
        extras: Collection[str],
        unit: tuple[int, int] | None,
    ) -> Pieces[Snapshot]:
        """Measure the run in pieces. Between two of them the caller may do anything, even train.

        A small network is measured in one piece. Of a large one the parameters are copied first, and the copy is
        measured: the snapshot belongs to the step at which the copy was made.
        """
        state = self._state
        if not (self._observer.takes_long or state.network.parameters.size > LARGE_NETWORK):
            return finished(self._measured(state.network, None, extras, unit))
        while self._copy is None or self._copy[0] is not state.network:
            network = state.network
            twin = network.twin()
            yield from touch(twin.parameters)
            self._copy = network, twin
        update = None
        if "weights" in extras:
            update = np.zeros(state.network.parameters.size, state.network.dtype)  # whose memory is not touched yet
            yield from touch(update)
        if self._copy[0] is not state.network:  # it was changed meanwhile
            return (yield from self.measuring(extras, unit))
        copy = self._copy[1]
        copyto(copy.parameters, state.network.parameters)
        return (yield from self._measured(copy, update, extras, unit))

    def _measured(
        self,
        network: Network,
        room: Floats | None,
        extras: Collection[str],
        unit: tuple[int, int] | None,
    ) -> Pieces[Snapshot]:
        """Measure `network`, the run's own or a copy of it. Everything else is read in the first piece.

        `room` is an array for the step's update, as long as the parameters; None allocates one.
        """
        state, history, liveness = self._state, self._record.history, self._observer.liveness
        examples, train, test = state.examples, state.train, state.test  # another task may begin between two pieces
        extent = self._extent_of(examples)
        current, optimizer, activity = state.network, state.stepper.optimizer, self._record.activity
        latest, with_weights, with_all = state.last_step, "weights" in extras, "distributions" in extras
        moment, step = latest.moment, state.step
        since, counts = [s.copy() for s in history.dead_since], history.counts
        seen_alive, seen_dead = liveness.seen_alive.copy(), liveness.seen_dead.copy()
        reading = latest.known_gradient(sure=with_weights)
        update = latest.update(room) if with_weights else None
        factors = latest.passes.gradient_factors() if (with_weights or with_all) and latest.is_known else []
        first = self._first_parameters() if with_all and not self._first_weights else None
        facts = latest.facts(reading) | self._now()
        rate = state.config.largest_rate_from(step)
        drifting = None if network is current else drifting_units(current, optimizer, rate)
        if network is not current:
            yield
        found = yield from survey(network, train, test, extras)
        backward = [ValueCounts() for _ in network.weights] if with_all and not factors else []
        if reading is None or backward:
            reading = yield from whole_gradient(network, *train, backward)
            latest.know(reading, moment)
            facts |= latest.gradient_facts(reading)
            if facts["structure"] is not None:
                skips = {"skips": reading.skips, "n_examples": reading.n_examples}
                facts["structure"] = replace(facts["structure"], **skips)
        dead, wasted = [u.dead for u in found.units], None
        if "wasted" in extras:
            wasted = yield from wasted_capacity(network, train, test, found.units, found.results)
        yield
        unit_maps = output_map = of_unit = None
        if extent is not None:
            unit_maps, output_map = yield from maps(network, extent, extras)
        of_pair, pair = None, asked_pair(extras)
        if pair is not None and max(pair) < network.sizes[0]:
            of_pair = yield from self._pair_map(network, examples, pair)
        predictions, units = found.predictions, examples.target_units
        if units is not None:
            if output_map is not None:
                output_map = np.moveaxis(units.own(np.moveaxis(output_map, 0, -1)), -1, 0)
            if predictions is not None:
                predictions = predictions * units.deviation[0] + units.mean[0]
        if unit is not None and "unit" in extras and _is_unit(network, *unit):
            row = _with_now(activity.of(*unit), step, found.units[unit[0] - 1].active_fraction[unit[1]])
            of_unit = yield from unit_facts(network, train[0], extent, *unit, *row)
        alike = []
        for matrix in network.matrices[:-1]:
            alike.append(all_alike(matrix))
            yield
        if not any(d.any() for d in dead):
            drifting = tuple(np.zeros(len(d), bool) for d in dead)
        elif drifting is None:
            drifting = drifting_units(current, optimizer, rate)
        weights, gradients = [], []
        for matrix in network.weights if with_weights else ():
            copied = yield from _in_parts(matrix.shape, matrix.dtype, matrix.__getitem__)
            weights.append(copied)
        for h, delta in factors if with_weights else ():
            shape = len(h) - 1, len(delta)
            gradients.append((yield from _in_parts(shape, h.dtype, partial(_weight_gradient, h, delta))))
        distributions = None
        if found.forward is not None:
            if first is not None:
                self._first_weights = yield from of_matrices(network.layout.weight_matrices(first))
            if factors:  # of a batch of so many examples, whose mean loss the deltas are of
                of_backward = yield from of_sizes([delta for _, delta in factors], float(factors[0][1].shape[1]))
                of_gradients = yield from of_products(factors)
            else:
                of_backward = tuple(counts.logarithmic() for counts in backward)
                of_gradients = yield from of_sizes(reading.weight_gradients)
            of_weights = yield from of_matrices(network.weights)
            distributions = Distributions(*found.forward, of_backward, of_gradients, of_weights, self._first_weights)
        pending = _pending(step, dead, since, seen_alive, seen_dead)
        return Snapshot(
            run=self.run,
            measurement=next(_NUMBERS),
            step=step,
            units_step=step,
            **found.results._asdict(),
            **facts,
            units=found.units,
            n_outputs=network.sizes[-1],
            prelu_alphas=tuple(None if a is None else a.ravel().copy() for a in network.alphas),
            extras=frozenset(extras),
            drifting=drifting,
            alike=tuple(alike),
            pending=pending,
            dead_since=tuple(
                np.where(d, np.where(before >= 0, before, step), -1) for d, before in zip(dead, since, strict=True)
            ),
            counts=counts.with_events(pending),
            weights=tuple(weights) if with_weights else None,
            weight_gradients=(tuple(gradients) or reading.weight_gradients) if with_weights else None,
            weight_updates=None if update is None else network.layout.weight_matrices(update),
            histograms=found.histograms,
            distributions=distributions,
            unit=of_unit,
            unit_maps=unit_maps,
            output_map=output_map,
            pair_map=of_pair,
            confusion=found.confusion,
            predictions=predictions,
            wasted=wasted,
        )

    def facts(self, config: RunConfig, task: int, examples: Examples) -> RunFacts:
        """Return the facts of one of the run's tasks; the same object while the task lasts."""
        found = self._facts.get(task)
        if found is None or found.run != self.run:
            found = self._facts[task] = run_facts(self.run, config, self._state.network, examples, task)
            for other in [other for other in self._facts if other not in (0, task)][:-MOST_FACTS]:
                del self._facts[other]
        return found

    def share_facts(self, other: Measurement) -> None:
        """Have the facts of another trainer of the same run, so that they are the same objects."""
        self._facts = other._facts

    def _extent_of(self, examples: Examples) -> tuple[float, float, float, float] | None:
        if self._seen is not examples:
            self._seen, self._extent, self._medians = examples, map_extent(examples.train_x), None
        return self._extent

    def _pair_map(self, network: Network, examples: Examples, pair: tuple[int, int]) -> Pieces[PairMap]:
        if self._seen is not examples or self._medians is None:
            self._extent_of(examples)
            self._medians = medians(examples.train_x)
        units = examples.input_units, examples.target_units
        return (yield from pair_map(network, examples.train_x, self._medians, pair, *units))

    def glance(self, before: Snapshot) -> Snapshot:
        """Measure only the gradient, its factors and the updates, and copy the rest from the measurement `before`."""
        latest = self._state.last_step
        return replace(before, step=self._state.step, **self._now(), **latest.facts(latest.gradient()))

    def _first_parameters(self) -> Floats:
        """Return the parameters of step 0: the first checkpoint has them, and before there is one the network."""
        first = self._rollback.checkpoints.latest(0)
        return self._state.network.parameters.copy() if first is None else first.parameters

    def _now(self) -> dict[str, Any]:
        state = self._state
        rate = state.config.rate_at(state.step)
        return {"epoch": state.epoch, "config": state.config, "rate": rate, "divergence": self._record.divergence}


def _in_parts(shape: tuple[int, int], dtype: Any, rows: Callable[[slice], Floats]) -> Pieces[Floats]:
    """Fill a new matrix with what `rows` returns for its rows, some at a time."""
    matrix, n = np.empty(shape, dtype), max(1, LONG // max(1, shape[1]))
    for start in range(0, shape[0], n):
        part = slice(start, min(shape[0], start + n))
        matrix[part] = rows(part)
        yield
    return matrix


def _weight_gradient(h: Floats, delta: Floats, rows: slice) -> Floats:
    return np.asarray(h[rows].dot(delta.T))


def run_facts(run: int, config: RunConfig, network: Network, examples: Examples, task: int = 0) -> RunFacts:
    """Return the facts of a run that do not change during a task; `config` is its configuration at step 0."""
    return RunFacts(
        run=run,
        config=config,
        sizes=network.sizes,
        n_weights=sum(w.size for w in network.weights),
        task=examples.data.task,
        class_names=examples.data.class_names,
        input_names=input_names(examples),
        source=examples.data.source,
        train_x=examples.train_x,
        train_y=examples.train_y,
        test_x=examples.test_x,
        test_y=examples.test_y,
        map_extent=map_extent(examples.train_x),
        target_units=examples.target_units,
        input_units=examples.input_units,
        target_names=examples.data.target_names,
        data=examples.data,
        task_number=task,
    )


def _pending(
    step: int, dead: Sequence[Bools], since: Sequence[Ints], seen_alive: Ints, seen_dead: Ints
) -> tuple[UnitEvent, ...]:
    """Return the deaths and revivals since the record's last census that still hold at `step`.

    Args:
        step: of the measurement.
        dead: which units are dead now, (n,) for each hidden layer.
        since: the record's step of death of each, -1 for the living, (n,) for each hidden layer.
        seen_alive: the last step at which each unit was seen alive, -1 for never, (units,) over all hidden layers.
        seen_dead: likewise, dead.
    """
    found, first = list[UnitEvent](), 0
    for layer, (now, before) in enumerate(zip(dead, since, strict=True), 1):
        for unit in np.flatnonzero(now != (before >= 0)).tolist():
            if now[unit]:
                seen = max(0, min(step - 1, int(seen_alive[first + unit])))
                kind = "death" if step else "born dead"
                found.append(UnitEvent(step, layer, unit, kind, seen, step, pending=True))
            else:
                died = int(before[unit])
                seen = max(died, min(step - 1, int(seen_dead[first + unit])))
                found.append(UnitEvent(step, layer, unit, "revival", seen, died, pending=True))
        first += len(now)
    return tuple(found)


def _with_now(activity: tuple[Ints, Floats], step: int, fraction: float) -> tuple[Ints, Floats]:
    """Add the present active fraction to those of earlier steps."""
    steps, fractions = activity
    before = steps < step
    return np.append(steps[before], step), np.append(fractions[before], fraction)


def _is_unit(network: Network, layer: int, unit: int) -> bool:
    return 1 <= layer < network.n_layers and 0 <= unit < network.sizes[layer]
