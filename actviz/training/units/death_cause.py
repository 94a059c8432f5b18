"""DeathCauses: why units died, between the last step at which they lived and the first at which they were dead.

The parameters of the latest check are copied. When the next check finds deaths, the older parameters are evaluated on
the whole training set, once for all deaths of that step. Of the examples that gave the unit a slope, the one with the
largest z is chosen, and the change of z there is split exactly, in float64, into the unit's own part and its inputs'
part.

That costs as much as some training steps, and units may flicker at every step. So it is done on a credit, as the
searches of `liveness` are: a share of the training's arithmetic, priced from sizes alone and not by the clock.
Deaths that must wait keep both sets of parameters, up to KEPT_BYTES; a unit that has revived by its turn is passed
over. What is dropped, or lay between two activations, has no cause. In a large network many deaths of one step are
explained in several goes, so that none takes long.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf, isfinite, nan

import numpy as np
from numpy import copyto
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.nn.activation import Activation, Alpha
from actviz.nn.evaluation import Evaluation
from actviz.nn.network import Network
from actviz.nn.norms import norm, norm_of_difference
from actviz.training.history.record import Record
from actviz.training.snapshot import Cause, UnitEvent
from actviz.training.steps.reserve import Reserve
from actviz.training.units.cost_model import CostModel
from actviz.training.units.death_evaluation import PlainEvaluation, StructuredEvaluation
from actviz.training.units.liveness import CHUNK, FEW

RateAt = Callable[[int], float]  # the learning rate of the step that follows so many steps
Death = tuple[int, UnitEvent]  # its place among the history's events
SHARE = 0.01  # of the training's arithmetic, about, that goes into causes
KEPT_BYTES = 32 << 20  # of parameters that wait
MOST_SPARE = 2
LARGE_BYTES = 16 << 20  # a vector that takes so long to allocate that causes are found at another step
SCATTERED = 5  # times as long takes a value that stands alone in memory
MOST_WORK = 4_000_000  # multiplications, a few milliseconds, that may go into the shares of the earlier layers
PASS_64 = 4.0  # times as long as one of FEW columns takes a pass in float64, which allocates its arrays


@dataclass(eq=False)
class _Moment:
    """All parameters as they were at a step."""

    step: int
    parameters: Floats
    is_lent: bool = False  # by a checkpoint, which owns them
    wanted: int = 0  # by so many waiting cases: until there are none it may not be overwritten


@dataclass(frozen=True, eq=False)
class _Case:
    """Deaths that were found at one step."""

    before: _Moment
    after: _Moment
    learning_rate: float
    deaths: Sequence[Death]


class DeathCauses:
    """Finds the causes of a run's deaths and records them in its history; x is (n_0, N), features first."""

    def __init__(self, network: Network, x: Floats, batch: int, record: Record, reserve: Reserve | None = None) -> None:
        self._network, self._x, self._record, self._reserve = network, x, record, reserve
        self.are_wanted = True  # a sweep of many runs does without them
        self._waiting: deque[_Case] = deque()
        self._before: _Moment | None = None
        self._spare: list[Floats] = []  # vectors of moments that are not wanted any more
        self._allocated = False  # whether the latest update allocated a large one, which takes long enough
        self._rate_at: RateAt = lambda _step: nan
        self.follow(network, batch)

    def follow(self, network: Network, batch: int) -> None:
        """Go on with another network of the same sizes, or another batch size."""
        if network is not self._network:
            self.settle_now()
            self._before = None  # under another activation z may have died without moving
            self._spare.clear()
        self._network = network
        self._mortal = network.mortal
        self._costs = CostModel(network.sizes, batch)
        self._room = KEPT_BYTES // (2 * network.parameters.nbytes)  # cases that may wait; none of a large network's
        self._most_credit = 0.5 * self._costs.credit
        self._credit, self._credited = self._most_credit, 0

    def face(self, x: Floats) -> None:
        """Go on with other examples: a unit that they leave without a slope did not die by a step."""
        self.settle_now()
        self._before, self._x = None, x

    def forget(self, step: int) -> None:
        """Drop what belongs to later steps: the run goes on from this one."""
        self._waiting = deque(case for case in self._waiting if case.after.step <= step)
        if self._before is not None and self._before.step > step:
            self._before = None
        self._credited = step

    def update(
        self,
        step: int,
        deaths: Sequence[Death],
        decided: bool,
        rate_at: RateAt,
        before: tuple[int, Floats] | None = None,
        after: Floats | None = None,
        lent: Floats | None = None,
    ) -> None:
        """Add the deaths that a check at a step found, and the learning rates of the steps to come, by step.

        `decided` says whether every unit's state was found; else no unit counts as alive at this step. `after` holds
        the parameters of the step, None for the present ones; `before` a step at which those units lived and its
        parameters, None for the last check. `lent` is a copy of the present ones that is never written to.
        """
        # several steps may lie between two checks: the rate is that of the last one
        rate, self._rate_at = self._rate_at(step - 1), rate_at
        if not (self._mortal and self.are_wanted):
            return
        parameters = self._network.parameters if after is None else after
        self._allocated = False
        # the credit grows with the steps, not with the clock: the same run finds the same causes on every machine
        earlier = self._before if before is None else self._moment(*before)
        if deaths or self._waiting:
            self._credit = min(self._most_credit, self._credit + SHARE * (step - self._credited))
            self._credited = step
        if deaths and earlier is not None and (self._room or self._credit > 0.0):
            self._before = self._moment(step, parameters, lent)
            self._wait(_Case(earlier, self._before, rate, deaths))
        # no death to explain: the present parameters are the last at which these units are known to live
        elif decided:
            if self._before is None or self._before.wanted or self._before.is_lent:
                self._before = self._moment(step, parameters, lent)
            else:
                copyto(self._before.parameters, parameters)
                self._before.step = step
        if self._credit > 0.0 and not self._allocated:
            self._credit = self.find(self._credit)

    @property
    def waiting(self) -> int:
        """How many cases, the deaths of one step each, wait for their causes."""
        return len(self._waiting)

    def settle(self) -> None:
        """Find all causes that wait, whatever it costs."""
        self.find(inf, inf)

    def settle_now(self) -> None:
        """Find causes that wait, as many as a search may take at once: after this they cannot be found any more."""
        self.find(self._costs.search_credit)
        self._waiting.clear()

    def find(self, credit: float, most: float | None = None) -> float:
        """Find causes that wait while there is credit; return what is left of it.

        `most` is the price of one go, None for that of a piece of work.
        """
        most = self._costs.piece if most is None else most
        left = deque[_Case]()
        while self._waiting and credit > 0.0:
            case = self._waiting.popleft()
            deaths = [death for death in case.deaths if self._record.history.stands(death[1])]
            n, price = len(deaths), self._price(deaths)
            # a go must not take long: half of the deaths now, the rest when their turn comes
            while n and price > most:
                n //= 2
                price = self._price(deaths[:n])
            if n:
                credit -= price
                self._find(case, deaths[:n])
            if n == len(deaths):
                self._give_back(case)
            else:
                left.append(replace(case, deaths=deaths[n:]))
        self._waiting.extendleft(reversed(left))
        return credit

    def _moment(self, step: int, parameters: Floats, lent: Floats | None = None) -> _Moment:
        """Return the parameters of a step: the copy that is lent, or one of our own."""
        if lent is not None:
            return _Moment(step, lent, is_lent=True)
        if not self._spare:
            self._allocated = parameters.nbytes > LARGE_BYTES
            return _Moment(step, parameters.copy() if self._reserve is None else self._reserve.copy(parameters))
        vector = self._spare.pop()
        copyto(vector, parameters)
        return _Moment(step, vector)

    def _give_back(self, case: _Case) -> None:
        """Reuse the vectors of a case, if no other case needs them."""
        for moment in (case.before, case.after):
            moment.wanted -= 1
            is_free = not (moment.wanted or moment.is_lent or moment is self._before)
            if is_free and len(self._spare) < MOST_SPARE:
                self._spare.append(moment.parameters)

    def _wait(self, case: _Case) -> None:
        case.before.wanted += 1
        case.after.wanted += 1
        self._waiting.append(case)
        if len(self._waiting) <= max(1, self._room):
            return
        self._waiting = deque(
            c for c in self._waiting if any(self._record.history.stands(event) for _, event in c.deaths)
        )
        while len(self._waiting) > max(1, 3 * self._room // 4):
            # still too many: the oldest go without a cause, which the event then lacks
            self._waiting.popleft()

    @np.errstate(all="ignore")
    def _find(self, case: _Case, deaths: Sequence[Death]) -> None:
        """Find the causes of some deaths of a case."""
        events = [event for _, event in deaths]
        depth = max(event.layer for event in events)
        examples = self._decisive_examples(case.before, events, depth)
        # many units have the same decisive example; each is evaluated once
        columns, places = np.unique(examples, return_inverse=True)
        x = self._x[:, columns].astype(np.float64)
        # in float64, for own + inputs = z′ - z has to hold where z hardly moved
        if not self._network.architecture.is_plain:
            self._find_structured(case, deaths, examples, x, places)
            return
        earlier = PlainEvaluation(self._network, case.before.parameters, x, depth)
        later = PlainEvaluation(self._network, case.after.parameters, x, depth)
        for layer in {event.layer for event in events}:
            mine = [i for i, event in enumerate(events) if event.layer == layer and examples[i] >= 0]
            units = [events[i].unit for i in mine]
            own, own_after, ratio = (
                earlier.units(layer, units),
                later.units(layer, units),
                _update_ratio(case, layer, earlier, later),
            )
            steps_of_inputs = _inputs_layer_by_layer(earlier, later, layer)
            for i, before, after in zip(mine, own, own_after, strict=True):
                h, h_after = (evaluation.h[layer - 1][:, places[i]] for evaluation in (earlier, later))
                by_layer = tuple(float(moved[:, places[i]].dot(after[:-1])) for moved in steps_of_inputs)
                cause = _cause(case, int(examples[i]), h, before, h_after, after, ratio, by_layer)
                if cause is not None:
                    self._record.history.add_cause(deaths[i][0], cause)

    def _find_structured(
        self,
        case: _Case,
        deaths: Sequence[Death],
        examples: NDArray[np.int64],
        x: Floats,
        places: NDArray[np.int64],
    ) -> None:
        """Do the same in a network that is not plain: a layer's own part is its step with the inputs as they were.

        To it belong weights, biases, γ, β and running statistics of the layer, and a skip's scale and projection.
        """
        network, depth = self._network, max(event.layer for _, event in deaths)
        before, after = (
            StructuredEvaluation(network, moment.parameters.astype(np.float64), x, depth)
            for moment in (case.before, case.after)
        )
        for layer in {event.layer for _, event in deaths}:
            z, z_after = before.z[layer - 1], after.z[layer - 1]
            own = after.evaluation.pre_activation(layer, before.outputs) - z
            ratio = _update_ratio(case, layer, before, after)
            bias = after.shifts(layer) - before.shifts(layer)
            for (place, event), example, column in zip(deaths, examples, places, strict=True):
                at = event.unit, column
                if event.layer != layer or example < 0 or not (isfinite(z[at]) and isfinite(z_after[at])):
                    continue
                cause = Cause(
                    step_before=case.before.step,
                    step=case.after.step,
                    example=int(example),
                    z_before=float(z[at]),
                    z_after=float(z_after[at]),
                    own=float(own[at]),
                    own_bias=float(bias[event.unit]),
                    inputs=float(z_after[at] - z[at] - own[at]),
                    learning_rate=case.learning_rate,
                    update_ratio=ratio,
                )
                self._record.history.add_cause(place, cause)

    def _price(self, deaths: Sequence[Death]) -> float:
        """Return what finding the causes of these deaths costs, in training steps."""
        if not deaths:
            return 0.0
        events = [event for _, event in deaths]
        n, sizes, layers = self._x.shape[1], self._network.sizes, {event.layer for event in events}
        chunk, depth = min(n, CHUNK), max(layers)
        whole = -(-n // chunk) * self._costs.forward(chunk, depth)
        read = sum(sizes[layer - 1] * sizes[layer] for layer in layers)  # weights, for the update ratio
        read += SCATTERED * sum(sizes[event.layer - 1] for event in events)  # the units' own weights
        return float(whole + 2.0 * PASS_64 * self._costs.forward(FEW, depth) + 2.0 * self._costs.read(read))

    def _decisive_examples(self, moment: _Moment, events: Sequence[UnitEvent], depth: int) -> NDArray[np.int64]:
        """Return for each unit the example with the largest z among those with a slope, (units,); -1 for none."""
        best, example = np.full(len(events), -inf), np.full(len(events), -1, np.int64)
        layers: dict[int, list[int]] = {}
        for i, event in enumerate(events):
            layers.setdefault(event.layer, []).append(i)
        n = self._x.shape[1]
        chunk = min(n, CHUNK)
        for start in range(0, n, chunk):
            found = Evaluation(self._network, moment.parameters).layers(self._x[:, start : start + chunk], depth)
            for layer, (z, _, alpha) in enumerate(found, 1):
                mine = layers.get(layer, [])
                if not mine:
                    continue
                z_mine = _where_active(self._network.activations[layer - 1], z, alpha, [events[i].unit for i in mine])
                top = z_mine.argmax(axis=1)
                z_top = z_mine[np.arange(len(mine)), top]
                better = z_top > best[mine]
                rows = np.array(mine)[better]
                best[rows], example[rows] = z_top[better], start + top[better]
        for layer, mine in layers.items():
            if self._network.activations[layer - 1].off_below_zero:
                example[[i for i in mine if best[i] <= 0.0]] = -1  # it was off there, too: this is not its last death
        return example


def _where_active(activation: Activation, z: Floats, alpha: Alpha, units: list[int]) -> Floats:
    """Return z of these units, (units, examples), -inf where the unit has no slope."""
    if activation.off_below_zero:
        return z[units]
    if isinstance(alpha, np.ndarray) and len(alpha) > 1:
        alpha = alpha[units]
    return np.where(activation.is_flat(z[units], alpha), -inf, z[units])


def _inputs_layer_by_layer(earlier: PlainEvaluation, later: PlainEvaluation, layer: int) -> list[Floats]:
    """Return by what each earlier layer's steps moved the inputs of a layer, (units, examples) each; [] if too much.

    The k-th is the difference between two networks: one whose layers up to k have taken their steps, the others not,
    and one with the layers up to k - 1. Together they are all that the inputs moved by.
    """
    work = sum(matrix.size for matrix in earlier.matrices[: layer - 1]) * layer * earlier.h[0].shape[1]
    if work > MOST_WORK:
        return []
    reached = [earlier.h[layer - 1]]
    for k in range(1, layer):
        h = later.h[k]
        for following in range(k + 1, layer):
            h = earlier.after(h, following)
        reached.append(h)
    return [after - before for before, after in pairwise(reached)]


def _update_ratio(
    case: _Case,
    layer: int,
    earlier: PlainEvaluation | StructuredEvaluation,
    later: PlainEvaluation | StructuredEvaluation,
) -> float:
    """Return ‖W′ - W‖ / ‖W′‖ of a layer's weights, divided by the steps in between."""
    before, after = earlier.matrices[layer - 1][:-1], later.matrices[layer - 1][:-1]
    size, steps = norm(after), max(1, case.after.step - case.before.step)
    return norm_of_difference(after, before) / size / steps if size > 0.0 else 0.0


def _cause(
    case: _Case,
    example: int,
    h: Floats,
    own: Floats,
    h_after: Floats,
    own_after: Floats,
    update_ratio: float,
    by_layer: tuple[float, ...],
) -> Cause | None:
    """Split what z moved by, from the unit's inputs, (fan_in,), and its weights and bias; None where not finite."""
    w, b, w_after, b_after = own[:-1], float(own[-1]), own_after[:-1], float(own_after[-1])
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
        update_ratio=update_ratio,
        by_layer=by_layer,
    )
    return cause if isfinite(cause.z_before) and isfinite(cause.z_after) else None
