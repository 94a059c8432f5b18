"""Frozen facts about a run: what it is (RunFacts), and what was measured at one step (Snapshot).

Every array is a copy that nobody changes, so the worker hands them to the window without a lock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from functools import cached_property
from itertools import takewhile
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Bools, Floats, Ints
from actviz.data import DATASETS, Data
from actviz.data.column_names import column_text
from actviz.data.columns import ColumnFacts
from actviz.data.split import Units, moments
from actviz.frozen import dataclass
from actviz.nn.losses import loss_for
from actviz.number_text import compact, whole
from actviz.training.config.change import Change
from actviz.training.config.config import RunConfig
from actviz.training.distribution import Distributions
from actviz.training.layer_row import alpha_spans, layer_means
from actviz.training.pair_map import PairMap
from actviz.training.results import WastedCapacity
from actviz.training.structure_facts import StructureFacts
from actviz.training.turn_facts import Recycled, TaskEnd
from actviz.training.unit_state import LayerHistogram, UnitCensus, UnitFacts
from actviz.translation import mark, tr


@dataclass(frozen=True, eq=False)
class RunFacts:
    """What stays the same through a run, or one of its tasks; a new one is made at every restart, and for each task."""

    run: int  # counts restarts: tells one run's snapshots from the next one's
    config: RunConfig  # at the start
    sizes: tuple[int, ...]  # n_0 … n_L
    n_weights: int
    task: str
    class_names: tuple[str, ...]
    input_names: tuple[str, ...]
    source: str  # the data set's or file's name
    train_x: Floats  # (N, n_0), as the network sees it
    train_y: NDArray[Any]  # (N,) classes or (N, n_L), as the loss sees them
    test_x: Floats
    test_y: NDArray[Any]
    map_extent: tuple[float, float, float, float] | None  # x0, x1, y0, y1 of the maps, for 2-D data
    target_units: Units | None = None  # of standardised targets; None where they are the data's own
    input_units: Units | None = None  # of standardised inputs; the same
    target_names: tuple[str, ...] = ()  # where they have names
    data: Data | None = None  # before split and standardisation
    task_number: int = 0  # whose examples these are, see `tasks`

    @property
    def n_hidden(self) -> int:
        """Number of hidden layers."""
        return len(self.sizes) - 2

    @property
    def n_hidden_units(self) -> int:
        """Number of hidden units over all layers."""
        return sum(self.sizes[1:-1])

    @cached_property
    def chance_loss(self) -> float:
        """The loss of the best constant answer on the training set."""
        return loss_for(self.task, self.config.loss).chance(self.train_y)

    @cached_property
    def input_moments(self) -> tuple[Floats, Floats]:
        """Mean and deviation of each training input as the network sees it, (n_0,) each."""
        return moments(self.train_x)

    @property
    def columns(self) -> tuple[ColumnFacts, ...]:
        """The columns of the user's own data; none for a built-in data set."""
        return () if self.data is None or self.source in DATASETS else self.data.columns

    @property
    def data_notes(self) -> tuple[str, ...]:
        """What was taken for what in the user's file, and left out, in sentences; the first one says it all."""
        return () if self.data is None else self.data.notes

    @cached_property
    def own_train_y(self) -> NDArray[Any]:
        """The training examples' classes, or their targets in the data's own units."""
        return self.train_y if self.target_units is None else self.target_units.own(self.train_y)

    @cached_property
    def own_test_y(self) -> NDArray[Any]:
        """The test examples' classes, or their targets in the data's own units."""
        return self.test_y if self.target_units is None else self.target_units.own(self.test_y)

    def own_x(self, x: Floats, inputs: Sequence[int]) -> Floats:
        """Return some inputs of examples, (N, n_0) as the network sees them, in the data's own units: (N, inputs)."""
        chosen, columns = x[:, list(inputs)], list(inputs)
        if self.input_units is None:
            return chosen
        return Units(self.input_units.mean[columns], self.input_units.deviation[columns]).own(chosen)

    @property
    def source_text(self) -> str:
        """The data set's name, as its card has it, or the file's."""
        return tr(DATASETS[self.source].label) if self.source in DATASETS else self.source

    @property
    def class_texts(self) -> tuple[str, ...]:
        """The classes' names as they are shown; files and `class_names` keep a data set's names in English."""
        return tuple(map(tr, self.class_names)) if self.source in DATASETS else self.class_names

    @property
    def input_texts(self) -> tuple[str, ...]:
        """The inputs' names as they are shown; files and `input_names` keep one that has none in English."""
        return self.input_names if self.source in DATASETS else tuple(map(column_text, self.input_names))

    @property
    def target_text(self) -> str:
        """The only target's name, or "value"."""
        return column_text(self.target_names[0]) if len(self.target_names) == 1 else tr("value")

    @property
    def loss_text(self) -> str:
        """What the loss is measured in: "loss", or "loss of standardised targets"."""
        return tr("loss") if self.target_units is None else tr("loss of standardised targets")

    def own_error(self, loss: float) -> float | None:
        """Return the root mean square error, in the data's own unit, of a loss of one standardised target."""
        if self.target_units is None or self.sizes[-1] != 1:
            return None
        return sqrt(max(0.0, 2.0 * loss)) * float(self.target_units.deviation[0])


@dataclass(frozen=True)
class Divergence:
    """Where non-finite values first appeared."""

    step: int  # the first step that cannot be taken without them
    layer: int  # 1 … L; 0 when only the loss is affected
    quantity: str  # "pre-activation", "gradient", "weights" or "loss"
    learning_rate: float
    kept_step: int  # at which the run stands: the last one with a finite loss on the training set
    kept_is_finite: bool = True  # False when the run began with values that are not

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """What happened, in a sentence."""
        where = tr("the loss")
        if self.layer:
            where = tr("layer {layer}'s {quantity}", layer=self.layer, quantity=tr(self.quantity))
        told = mark(
            "Training diverged at step {step}: {where} overflowed first, at learning rate {rate}; what is shown is the "
            "last finite state, step {kept}."
        )
        if not self.kept_is_finite:
            told = mark("Training cannot go on from step {kept}: {where} overflows with the present weights.")
        kept, rate = whole(self.kept_step), compact(self.learning_rate)
        return tr(told, step=whole(self.step), where=where, rate=rate, kept=kept)


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What was measured at one step.

    L is the number of layers with weights; lists named "per layer" start with layer 1. The gradient is that of
    the latest step's batch (of the whole training set at step 0, and until the next step when the activation was
    changed or a state restored); all else is measured on the whole training
    set (test_… on the test set) with the parameters after `units_step` steps. That is `step` but for a glance in
    passing, which measures the gradient, the factors and the updates and takes the rest over from a moment before.
    Fields that were not asked for are None.
    """

    run: int
    measurement: int  # numbers the full measurements; a glance in passing has that of the one before
    step: int
    units_step: int
    epoch: float
    config: RunConfig  # at this step: changes while training are in it
    rate: float  # the learning rate of the next step: the setting, times its schedule's factor
    loss: float
    accuracy: float | None
    test_loss: float | None
    test_accuracy: float | None
    gradient_norms: Floats  # (L,) float64
    gradient_rms: Floats  # (L,) float64
    weight_factors: Floats  # (L-1,)
    slope_factors: Floats  # (L-1,)
    gains: Floats  # (L-1,)
    normalization_factors: Floats  # (L-1,) 1 in a plain network: see `GradientReading.factors`
    signal: Floats  # (L,) RMS over the units of the deviation of z over the examples of the gradient
    backward: Floats  # (L,) RMS over these examples and the units of ∂J_x/∂z, J_x an example's own loss
    underflows: Bools  # (L,) where the gradient reads 0, is not 0 by construction, and is below what a float can hold
    units: tuple[UnitCensus, ...]  # one per hidden layer
    n_outputs: int
    update_ratios: Floats | None  # (L,); None before the first step
    prelu_alphas: tuple[Floats | None, ...]  # per hidden layer: (1,) or (n,), None where α is not learned
    whole_gradient: bool = False
    extras: frozenset[str] = frozenset()  # what was asked for beyond the plain measurement: probes.EXTRAS
    divergence: Divergence | None = None
    drifting: tuple[Bools, ...] = ()  # per hidden layer (n,): see `drift`; all False while no unit is dead
    alike: tuple[bool, ...] = ()  # per hidden layer: whether it has several units, all with the same weights and bias
    pending: tuple[UnitEvent, ...] = ()  # what happened to units since the record's last census
    dead_since: tuple[Ints, ...] = ()  # per hidden layer (n,): step of death, 0 born dead, -1 alive
    counts: EventCounts | None = None
    weights: tuple[Floats, ...] | None = None  # per layer (fan_in, fan_out)
    weight_gradients: tuple[Floats, ...] | None = None  # per layer, of the latest batch
    weight_updates: tuple[Floats, ...] | None = None  # per layer, what the latest step added; None before the first
    histograms: tuple[LayerHistogram | None, ...] | None = None  # per hidden layer; None where not asked for
    distributions: Distributions | None = None
    unit: UnitFacts | None = None  # of the one unit that was asked for
    unit_maps: tuple[NDArray[np.uint8], ...] | None = None  # per hidden layer (n, px, px): 0…255, 128 is zero
    output_map: Floats | None = None  # (n_L, px, px): class shares, or predicted values in own units; lowest y first
    confusion: Ints | None = None  # (classes, classes): true class by predicted class, on the training set
    wasted: WastedCapacity | None = None
    pair_map: PairMap | None = None  # over two inputs of data that has more
    structure: StructureFacts | None = None  # what a network that is not plain has beside weights and activations
    predictions: Floats | None = None  # (N,) regression output 1 over the training set, in own units; or None

    @property
    def mean_activation(self) -> Floats:
        """Mean of h over the training examples and the units of each hidden layer, (L-1,)."""
        return layer_means(units.mean_activation for units in self.units)

    @property
    def first_last_ratio(self) -> float:
        """Gradient RMS of layer 1 over that of layer L; 0 when the first is 0, NaN when both are."""
        return _ratio(self.gradient_rms[0], self.gradient_rms[-1])

    @property
    def backward_ratio(self) -> float:
        """Backward signal of layer 1 over that of layer L; 0 when the first is 0, NaN when both are."""
        return _ratio(self.backward[0], self.backward[-1])

    @property
    def forward_ratio(self) -> float:
        """Signal of the last hidden layer over that of layer 1; 0 when the last is 0, NaN when both are."""
        return _ratio(self.signal[-2], self.signal[0])

    @property
    def gradient_verdict(self) -> str:
        """One of "diverged", "exploding", "vanishing", "no gradient", "healthy"."""
        if self.divergence is not None:
            return "diverged"
        if not np.isfinite(self.gradient_norms).all():
            return "exploding"
        ratio = self.first_last_ratio
        if np.isnan(ratio):
            return "no gradient"
        if ratio < self.config.vanishing_below:
            return "vanishing"
        return "exploding" if ratio > self.config.exploding_above else "healthy"

    @property
    def n_dead(self) -> int:
        """Dead hidden units over all layers."""
        return sum(u.n_dead for u in self.units)

    @property
    def n_recyclable(self) -> int:
        """Hidden units that are dead or nearly silent, over all layers."""
        return sum(u.n_dead + u.n_dormant for u in self.units)

    @property
    def dead_layers(self) -> list[int]:
        """Hidden layers (1-based) of which every unit is dead."""
        return [i for i, u in enumerate(self.units, 1) if u.dead.all()]


@dataclass(frozen=True)
class EventCounts:
    """How many unit events there were since the run began."""

    born_dead: int = 0
    deaths: int = 0
    revivals: int = 0

    def with_events(self, events: Sequence[UnitEvent]) -> EventCounts:
        """Return the counts with these events too."""
        born, died, revived = (sum(e.kind == kind for e in events) for kind in ("born dead", "death", "revival"))
        return EventCounts(self.born_dead + born, self.deaths + died, self.revivals + revived)


@dataclass(frozen=True)
class Cause:
    """Why a unit died: what its pre-activation z moved by, on the example that had the largest z before.

    From the last census in which it lived (parameters W, b; inputs h) to the first in which it was dead (W′, b′, h′):
    own = h(W′−W) + (b′−b), inputs = (h′−h)W′, and own + inputs = z′ − z exactly, up to rounding.

    `by_layer` splits `inputs` among the earlier layers, layer 1 first: what the steps of one more layer, with those of
    all layers before it, moved z by. It is empty where that was too much work, and in a recording.
    """

    step_before: int  # of the census in which it lived
    step: int  # of the one in which it was dead
    example: int  # its place in the training set, from 0
    z_before: float
    z_after: float
    own: float  # by the unit's own weights and bias
    own_bias: float  # the bias's part of `own`
    inputs: float  # by the earlier layers
    learning_rate: float
    update_ratio: float  # ‖W′−W‖ / ‖W′‖ of the unit's layer, divided by the steps in between: of one step its update
    # ratio, and of several at most the largest among them
    by_layer: tuple[float, ...] = field(default=(), compare=False, kw_only=True)

    @property
    def by_inputs(self) -> bool:
        """Whether the earlier layers moved z more, the way it went, than the unit's own weights and bias did."""
        return self.inputs < self.own if self.z_after < self.z_before else self.inputs > self.own


@dataclass(frozen=True)
class UnitEvent:
    """A hidden unit's change of state between two censuses.

    `step` is the step of the census that found the new state, `seen` the last step at which the former state was
    measured. The step is exact where `seen` is step - 1. `layer` counts from 1, `unit` from 0.
    """

    step: int
    layer: int  # 1-based
    unit: int  # 0-based
    kind: str  # "born dead", "death", "revival"
    seen: int
    dead_since: int  # the step of its death; of a revived unit's, the one before
    cause: Cause | None = None  # of a death; None where it was not found out
    pending: bool = False  # a measurement shows it; the record will say when exactly, and why

    @property
    def exact(self) -> bool:
        """Whether the change happened at `step` and at no step before."""
        return self.step == 0 or self.seen == self.step - 1


@dataclass(frozen=True, eq=False)
class Start:
    """The gradient before anything was learned; predictions for step 0 are compared with it.

    It is that of the whole training set; where going through all of it takes long, that of the first step's batch.
    """

    config: RunConfig  # at that moment
    rms: Floats  # (L,)
    factors: Floats | None = None  # (2, L-1) weight and slope factors; None where they were not recorded

    def is_of(self, config: RunConfig) -> bool:
        """Whether it was measured with the same activations, normalisation and skips as `config` has."""
        mine, other = self.config, config
        return (mine.activations, mine.alpha, mine.architecture) == (other.activations, other.alpha, other.architecture)


@dataclass(frozen=True, eq=False)
class HistoryView:
    """A run's columns so far, thinned evenly to at most some thousand rows; a copy.

    `steps`, `loss`, `loss_low`, `loss_high` have one row per `stride` steps: the last of these steps, their mean,
    smallest and largest loss. `rms` (rows, L) is the gradient RMS at the last of these steps. `census_steps`,
    `dead` (rows, L-1), `train_loss` …, the signals `signal` and `backward` (rows, L), `mean_activation` (rows, L-1),
    `alpha` (rows, 3, L-1) and `update_ratio` (rows, L) have one row per census: see `LayerRow`.
    """

    stride: int
    steps: Ints
    loss: Floats
    loss_low: Floats
    loss_high: Floats
    rms: Floats
    census_steps: Ints
    dead: Ints
    train_loss: Floats
    train_accuracy: Floats
    test_loss: Floats
    test_accuracy: Floats
    signal: Floats
    backward: Floats
    mean_activation: Floats
    alpha: Floats
    update_ratio: Floats
    events: tuple[UnitEvent, ...] = field(default=())  # the latest 10,000; the same object until there is a newer one
    first_event: int = 0  # how many came before them
    changes: tuple[Change, ...] = field(default=())  # made while training, in the order of their steps
    start: Start | None = None
    tasks: tuple[TaskEnd, ...] = ()  # that have ended
    recycled: tuple[Recycled, ...] = ()  # when units were

    def _with_events(self, pending: tuple[UnitEvent, ...]) -> HistoryView:
        """Return this view with the pending events that it does not hold already, with their exact steps."""
        if not pending:
            return self
        oldest = min(event.seen for event in pending)
        recent = takewhile(lambda event: event.step >= oldest, reversed(self.events))
        known = {(event.layer, event.unit, event.kind): event.step for event in recent}
        # a unit can die again after the step at which it was seen alive, but be born dead only once
        new = [e for e in pending if known.get((e.layer, e.unit, e.kind), -1) < e.seen + (e.kind != "born dead")]
        return replace(self, events=(*self.events, *new)) if new else self

    def with_now(self, snapshot: Snapshot) -> HistoryView:
        """Return this view with a later measurement as its last row and events, which are not in the record."""
        view = self._with_events(snapshot.pending)
        if len(self.census_steps) and self.census_steps[-1] >= snapshot.step:
            return view
        dead = [units.n_dead for units in snapshot.units]
        updates = np.full(len(snapshot.signal), np.nan) if snapshot.update_ratios is None else snapshot.update_ratios

        def grown(column: Floats, value: float | None) -> Floats:
            return np.append(column, np.nan if value is None else value)

        return replace(
            view,
            census_steps=np.append(self.census_steps, snapshot.step),
            dead=np.concatenate([self.dead, np.array(dead, self.dead.dtype).reshape(1, -1)]),
            train_loss=grown(self.train_loss, snapshot.loss),
            train_accuracy=grown(self.train_accuracy, snapshot.accuracy),
            test_loss=grown(self.test_loss, snapshot.test_loss),
            test_accuracy=grown(self.test_accuracy, snapshot.test_accuracy),
            signal=np.concatenate([self.signal, snapshot.signal[np.newaxis]]),
            backward=np.concatenate([self.backward, snapshot.backward[np.newaxis]]),
            mean_activation=np.concatenate([self.mean_activation, snapshot.mean_activation[np.newaxis]]),
            alpha=np.concatenate([self.alpha, alpha_spans(snapshot.prelu_alphas)[np.newaxis]]),
            update_ratio=np.concatenate([self.update_ratio, updates[np.newaxis]]),
        )


def _ratio(a: float, b: float) -> float:
    """Return a over b, both >= 0; infinity where b is 0, NaN where both are."""
    if b == 0.0:
        return float("nan") if a == 0.0 else float("inf")
    return float(a) / float(b)
