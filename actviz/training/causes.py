"""Inquest: why units died, between the last census in which they lived and the first in which they were dead.

The parameters of the latest census are kept. When the next one finds deaths, the older parameters are evaluated on
the whole training set, once for all deaths of that census; the example on which the unit had a slope with the largest
z is taken, and what z moved by there is split exactly, in float64, into the unit's own part and its inputs' part.

That costs as much as some training steps, and units may flicker at every step. So it is done on a credit, as the
searches of `unit_watch` are: a share of the training's arithmetic, priced from sizes alone and not by the clock.
Deaths that must wait keep both sets of parameters, up to KEPT_BYTES; a unit that has revived by its turn is passed
over. What is dropped, or lay between two activations, has no cause.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf, isfinite, nan
from typing import Any

import numpy as np
from numpy import copyto
from numpy.typing import NDArray

from actviz.nn.network import Network
from actviz.nn.norms import norm
from actviz.training.history import History
from actviz.training.pricing import Pricing
from actviz.training.snapshot import Cause, UnitEvent
from actviz.training.unit_watch import CHUNK, FEW

Array = NDArray[np.floating[Any]]
Death = tuple[int, UnitEvent]  # its place among the history's events
SHARE = 0.01  # of the training's arithmetic, about, that goes into causes
KEPT_BYTES = 32 << 20  # of parameters that wait
PASS_64 = 4.0  # a pass in float64 that makes its arrays anew takes so many times as long as one of FEW columns


@dataclass(eq=False)
class _Moment:
    """All parameters as they were at a census."""

    step: int
    parameters: Array
    wanted: bool = False  # by deaths that wait: it may not be written over


@dataclass(frozen=True, eq=False)
class _Case:
    """Deaths that one census found."""

    before: _Moment
    after: _Moment
    learning_rate: float
    deaths: Sequence[Death]


class Inquest:
    """Finds the causes of a run's deaths and hands them to its history; x is (n_0, N), features first."""

    def __init__(self, network: Network, x: Array, batch: int, history: History) -> None:
        self._network, self._x, self._history = network, x, history
        self._waiting: deque[_Case] = deque()
        self._before: _Moment | None = None
        self._learning_rate = nan
        self.follow(network, batch)

    def follow(self, network: Network, batch: int) -> None:
        """Go on with another network of the same sizes, or another batch size."""
        if network is not self._network:
            self.settle()
            self._before = None  # under another activation z may have died without moving
        self._network = network
        self._mortal = any(a.can_die for a in network.activations)
        self._pricing = Pricing(network.sizes, batch)
        self._room = KEPT_BYTES // (2 * network.parameters.nbytes)  # cases that may wait; none of a large network's
        self._most_credit = 0.5 * self._pricing.credit
        self._credit, self._credited = self._most_credit, 0

    def serve(self, history: History) -> None:
        """Hand causes to another history from now on; what waits belongs to the old one."""
        self._history = history
        self._waiting.clear()

    def forget(self, step: int) -> None:
        """Drop what belongs to later steps: the run goes on from this one."""
        self._waiting = deque(case for case in self._waiting if case.after.step <= step)
        if self._before is not None and self._before.step > step:
            self._before = None
        self._credited = step

    def census(
        self,
        step: int,
        deaths: Sequence[Death],
        decided: bool,
        learning_rate: float,
        before: tuple[int, Array] | None = None,
        after: Array | None = None,
    ) -> None:
        """Take in a census, the deaths it found, and the rate of the steps to come.

        `decided` says whether it told of every unit; one that did not is no census in which a unit lived. `after` are
        its parameters, None for the present ones; `before` is a step at which those units lived, and the parameters
        there, None for the last census.
        """
        rate, self._learning_rate = self._learning_rate, learning_rate
        if not self._mortal:
            return
        parameters = self._network.parameters if after is None else after
        earlier = self._before if before is None else _Moment(before[0], before[1].copy())
        if deaths or self._waiting:
            self._credit = min(self._most_credit, self._credit + SHARE * (step - self._credited))
            self._credited = step
        if deaths and earlier is not None and (self._room or self._credit > 0.0):
            self._before = _Moment(step, parameters.copy())
            self._wait(_Case(earlier, self._before, rate, deaths))
        elif decided:
            if self._before is None or self._before.wanted:
                self._before = _Moment(step, parameters.copy())
            else:
                copyto(self._before.parameters, parameters)
                self._before.step = step
        while self._waiting and self._credit > 0.0:
            self._credit -= self._find(self._waiting.popleft())

    def settle(self, most: float = inf) -> None:
        """Find the causes that wait, until that has cost as much as `most` training steps."""
        while self._waiting and most > 0.0:
            most -= self._find(self._waiting.popleft())

    def settle_some(self) -> None:
        """Find causes that wait for about as long as a full measurement may take."""
        self.settle(self._pricing.credit)

    def _wait(self, case: _Case) -> None:
        case.before.wanted = case.after.wanted = True
        self._waiting.append(case)
        if len(self._waiting) <= max(1, self._room):
            return
        self._waiting = deque(c for c in self._waiting if any(self._history.stands(event) for _, event in c.deaths))
        while len(self._waiting) > max(1, 3 * self._room // 4):
            self._waiting.popleft()

    @np.errstate(all="ignore")
    def _find(self, case: _Case) -> float:
        """Find the causes of those deaths of a case that still stand; return the price, in training steps."""
        deaths = [(place, event) for place, event in case.deaths if self._history.stands(event)]
        if not deaths:
            return 0.0
        events = [event for _, event in deaths]
        depth = max(event.layer for event in events)
        examples = self._decisive_examples(case.before, events, depth)
        columns, places = np.unique(examples, return_inverse=True)
        x = self._x[:, columns].astype(np.float64)
        earlier = _Evaluation(self._network, case.before.parameters, x, depth)
        later = _Evaluation(self._network, case.after.parameters, x, depth)
        for (place, event), example, column in zip(deaths, examples.tolist(), places.tolist(), strict=True):
            cause = _cause(case, event, example, column, earlier, later) if example >= 0 else None
            if cause is not None:
                self._history.add_cause(place, cause)
        n = self._x.shape[1]
        chunk = min(n, CHUNK)
        whole = -(-n // chunk) * self._pricing.forward(chunk, depth)
        return float(whole + 2.0 * PASS_64 * self._pricing.forward(FEW, depth))

    def _decisive_examples(self, moment: _Moment, events: Sequence[UnitEvent], depth: int) -> NDArray[np.int64]:
        """Return for each unit the example with the largest z among those with a slope, (units,); -1 for none."""
        best, example = np.full(len(events), -inf), np.full(len(events), -1, np.int64)
        layers: dict[int, list[int]] = {}
        for i, event in enumerate(events):
            layers.setdefault(event.layer, []).append(i)
        n = self._x.shape[1]
        chunk = min(n, CHUNK)
        passes = self._network.propagation(chunk)
        with self._set_back(moment):
            for start in range(0, n, chunk):
                k = min(n, start + chunk) - start
                passes.inputs[:, :k] = self._x[:, start : start + k]
                passes.forward(depth)
                for layer, mine in layers.items():
                    z = self._where_active(layer, passes.z[layer - 1][[events[i].unit for i in mine], :k], mine, events)
                    top = z.argmax(axis=1)
                    z_top = z[np.arange(len(mine)), top]
                    better = z_top > best[mine]
                    rows = np.array(mine)[better]
                    best[rows], example[rows] = z_top[better], start + top[better]
        return example

    def _where_active(self, layer: int, z: Array, mine: list[int], events: Sequence[UnitEvent]) -> Array:
        activation = self._network.activations[layer - 1]
        if activation.off_below_zero:
            return z
        learned = self._network.alphas[layer - 1]
        alpha: Any = self._network.fixed_alphas[layer - 1]
        if learned is not None:
            alpha = learned if len(learned) == 1 else learned[[events[i].unit for i in mine]]
        return np.where(activation.slope(z, alpha) != 0.0, z, -inf)

    @contextmanager
    def _set_back(self, moment: _Moment) -> Iterator[None]:
        """Give the network a moment's parameters for as long as this lasts."""
        parameters = self._network.parameters
        present = parameters.copy()
        copyto(parameters, moment.parameters)
        try:
            yield
        finally:
            copyto(parameters, present)


class _Evaluation:
    """Some examples' outputs of the layers below `depth`, in float64, with given parameters."""

    def __init__(self, network: Network, parameters: Array, x: Array, depth: int) -> None:
        self.matrices, alphas = network.views_of(parameters)
        self.h = [x]  # h_0 … h_{depth-1}, (units, examples) each
        for matrix, activation, learned, fixed in zip(
            self.matrices[: depth - 1], network.activations, alphas, network.fixed_alphas, strict=False
        ):
            m = matrix.astype(np.float64)
            z = m[:-1].T.dot(self.h[-1]) + m[-1][:, None]
            self.h.append(activation.value(z, fixed if learned is None else learned.astype(np.float64)))

    def unit(self, layer: int, unit: int, example: int) -> tuple[Array, Array, float]:
        """Return a unit's inputs and weights, (fan_in,), and its bias."""
        column = self.matrices[layer - 1][:, unit].astype(np.float64)
        return self.h[layer - 1][:, example], column[:-1], float(column[-1])


def _cause(
    case: _Case, event: UnitEvent, example: int, column: int, earlier: _Evaluation, later: _Evaluation
) -> Cause | None:
    """Split what z moved by; None where it is not finite."""
    h, w, b = earlier.unit(event.layer, event.unit, column)
    h_after, w_after, b_after = later.unit(event.layer, event.unit, column)
    weights, weights_after = earlier.matrices[event.layer - 1][:-1], later.matrices[event.layer - 1][:-1]
    size, steps = norm(weights_after), max(1, case.after.step - case.before.step)
    cause = Cause(
        step_before=case.before.step,
        step=case.after.step,
        example=example,
        z_before=float(h.dot(w)) + b,
        z_after=float(h_after.dot(w_after)) + b_after,
        own=float(h.dot(w_after - w)) + (b_after - b),
        own_bias=b_after - b,
        inputs=float((h_after - h).dot(w_after)),
        learning_rate=case.learning_rate,
        update_ratio=norm(weights_after - weights) / size / steps if size > 0.0 else 0.0,
    )
    return cause if isfinite(cause.z_before) and isfinite(cause.z_after) else None
