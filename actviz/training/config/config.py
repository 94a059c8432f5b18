"""RunConfig: all that is needed to repeat a run, and the one table of its fields.

FIELDS holds the name of every field, the values it takes, and whether it may change while the network trains
(`live`) or starts the run again from step 0. The checks here, the command line's options and the window's controls
all read it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cached_property
from os import PathLike
from typing import Any

from actviz.data import DATASETS
from actviz.data.reading.choices import DataChoices
from actviz.data.task_changes import TASK_CHANGES
from actviz.frozen import dataclass
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.architecture import (
    MOST_DROPPED,
    NORMALIZATIONS,
    PLACES,
    RESIDUAL_PATHS,
    RESIDUAL_SCALES,
    Architecture,
)
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.losses import LOSSES
from actviz.nn.optimizers import OPTIMIZERS
from actviz.nn.schedules import Schedule
from actviz.registry import MOST_QUOTED, BadInput, quoted
from actviz.training.config.data_fields import CHOICE_FIELDS
from actviz.training.config.field import ConfigError, Field
from actviz.training.config.network_shape import MAX_LAYERS, check_activation, check_hidden
from actviz.training.config.schedule_fields import SCHEDULE_FIELDS, check_schedule
from actviz.training.config.task_fields import RECYCLE_FIELDS, TASK_FIELDS
from actviz.translation import mark, tr

FIELDS: dict[str, Field] = {
    f.name: f
    for f in (
        Field("dataset", mark("Data set"), mark("Which data the network learns from."), "key", shared=True,
              registry=DATASETS),
        Field("data_path", mark("Data file"), mark("A file of your own (CSV, Excel, NPZ, IDX …) in its place."),
              "special", shared=True),
        *CHOICE_FIELDS,
        Field("n_examples", mark("Examples"), mark("How many examples are generated, training and test together."),
              "int", shared=True, low=10, high=200_000, logarithmic=True),
        Field("noise", mark("Noise"), mark("Spread of the random shifts of the generated points."), "float",
              shared=True, low=0, high=1),
        Field("test_fraction", mark("Test share"), mark("Share of the examples kept out of training to test on."),
              "float", shared=True, low=0, high=0.9),
        Field("standardize", mark("Standardise inputs"),
              mark("Shift and scale every input to mean 0 and standard deviation 1 over the training set."), "bool",
              shared=True),
        Field("standardize_targets", mark("Standardise targets"),
              mark("For regressions: shift and scale the targets to mean 0 and standard deviation 1 over the "
                   "training set. The loss is computed on these; predictions are shown in the data's own units. At "
                   "first on for your own files, off for built-in data sets."), "bool", shared=True, nullable=True),
        *TASK_FIELDS,
        Field("hidden", mark("Hidden layers"), mark("Units of each hidden layer, first layer first."), "special",
              shared=True),
        Field("activation", mark("Activation"),
              mark("The hidden units' activation function: one name, or one for each layer. =EXPRESSION is a "
                   "function of your own, in z."), "special", live=True),
        Field("alpha", mark("α"), mark("The activation's parameter, where it has one."), "float", live=True, low=0,
              high=10, nullable=True),
        Field("prelu_per_unit", mark("α for each unit"),
              mark("PReLU learns one α for each unit, not one for each layer."), "bool", live=True),
        Field("normalization", mark("Normalisation"),
              mark("Gives the values in each hidden layer a mean of 0 and a deviation of 1, or an RMS of 1."), "key",
              live=True, registry=NORMALIZATIONS),
        Field("normalization_place", mark("Normalise"),
              mark("Before the activation, on its inputs, or after it, on its outputs."), "key", live=True,
              registry=PLACES),
        Field("residual", mark("Residual every"),
              mark("Layers in a residual block: the output of the layer before them is added to what they compute. "
                   "0 is none."), "int", live=True, low=0, high=MAX_LAYERS - 1, zero_text=mark("none")),
        Field("residual_place", mark("Add the skip"), mark("Before the last activation of a block, or after it."),
              "key", live=True, registry=PLACES),
        Field("residual_scale", mark("Branch scale"), mark("Factor of what the layers of a residual block compute."),
              "key", live=True, registry=RESIDUAL_SCALES),
        Field("residual_path", mark("Skip"), mark("What carries a block's input past its layers."), "key", live=True,
              registry=RESIDUAL_PATHS),
        Field("dropout", mark("Dropout"), mark("Share of the hidden outputs that is set to 0 in each training step."),
              "float", live=True, low=0, high=MOST_DROPPED, zero_text=mark("off")),
        Field("initializer", mark("Initializer"), mark("How the initial weights are drawn."), "key",
              registry=INITIALIZERS),
        Field("init_scale", mark("Weight scale"), mark("All initial weights are multiplied by this."), "float", low=0,
              high=100, logarithmic=True),
        Field("bias_init", mark("Starting bias"),
              mark("Added to every hidden bias at the start; with −2 most ReLUs start switched off."), "float",
              low=-100, high=100),
        Field("bias_spread", mark("Bias spread"),
              mark("Standard deviation σ_b of a normal number added to every starting bias."), "float", low=0,
              high=100, logarithmic=True, zero_text=mark("off")),
        Field("optimizer", mark("Optimizer"), mark("How a gradient becomes a step."), "key", live=True,
              registry=OPTIMIZERS),
        Field("learning_rate", mark("Learning rate"), mark("Factor of every step: a larger one makes longer steps."),
              "float", live=True, low=0, low_open=True, high=1000, logarithmic=True),
        *SCHEDULE_FIELDS,
        Field("momentum", mark("Momentum"), mark("Share of the last step that is kept in the next (SGD)."), "float",
              live=True, low=0, high=0.9999),
        Field("nesterov", mark("Nesterov"), mark("Take the gradient after the momentum's step, not before it (SGD)."),
              "bool", live=True),
        Field("weight_decay", mark("Weight decay"), mark("Pull of every weight towards zero; biases are left alone."),
              "float", live=True, low=0, high=10, logarithmic=True),
        Field("clip_norm", mark("Clip gradient at"),
              mark("Largest norm of the gradient of all layers together; a longer one is scaled to it. 0 is off."),
              "float", live=True, low=0, high=1e6, logarithmic=True, zero_text=mark("off")),
        *RECYCLE_FIELDS,
        Field("batch_size", mark("Batch size"), mark("Examples in one step."), "int", shared=True, live=True, low=1,
              high=65_536, logarithmic=True),
        Field("loss", mark("Loss"),
              mark("What training minimises; if not set, cross-entropy for classes, squared error for numbers."),
              "key", shared=True, nullable=True, registry=LOSSES),
        Field("vanishing_below", mark("Vanishing below"),
              mark("The gradient is called vanishing if layer 1's RMS, divided by the output layer's, is below this."),
              "float", live=True, judges=True, low=0, high=1),
        Field("exploding_above", mark("Exploding above"),
              mark("The gradient is called exploding if layer 1's RMS, divided by the output layer's, is above this."),
              "float", live=True, judges=True, low=1, high=1e12),
        Field("seed", mark("Seed"), mark("The same seed gives the same data, weights and batches."), "int",
              shared=True, low=0, high=2**32 - 1),
        Field("weights_draw", mark("Draw of weights"),
              mark("Which random draw of the initial weights to use for this seed."), "int", low=0, high=9999),
        Field("weights_file", mark("Given weights"),
              mark("A file of weights (NPZ, safetensors, HDF5 of Keras) to start from, in place of weights that are "
                   "drawn. Another initializer, scale, starting bias or its spread, draw or shape draws again."),
              "special"),
    )
}  # fmt: skip
BEFORE: dict[str, Any] = {"standardize_targets": False}  # what holds where a text written before a field lacks it
LIVE_FIELDS = frozenset(name for name, f in FIELDS.items() if f.live)
# to change one of these is to draw weights
DRAW_FIELDS = ("hidden", "initializer", "init_scale", "bias_init", "bias_spread", "weights_draw")
SHARED_FIELDS = frozenset(name for name, f in FIELDS.items() if f.shared)


@dataclass(frozen=True)
class RunConfig:
    """A run's configuration; every field has a default, and all are checked on construction.

    Raises:
        ConfigError: a value out of its range, naming field, rule and value.
        UnknownKey: an activation, initializer, optimizer, loss or data set that does not exist.
    """

    dataset: str = "circle"
    data_path: str | None = None
    target: tuple[str, ...] = ()  # from here to test_file: what is said about the file, see `DataChoices`
    inputs: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    categorical: tuple[str, ...] = ()
    missing: str | None = None
    missing_values: tuple[str, ...] = ()
    delimiter: str | None = None
    decimal: str | None = None
    header: bool | None = None
    task: str | None = None
    rows: int | None = None
    test_file: str | None = None
    n_examples: int = 500
    noise: float = 0.1
    test_fraction: float = 0.2
    standardize: bool = True
    standardize_targets: bool | None = None  # None: as suits the data; it becomes true for a file, else false
    task_change: str = "none"
    task_every: int = 1000
    task_dataset: str | None = None
    hidden: tuple[int, ...] = (12,) * 8
    activation: str | tuple[str, ...] = "relu"
    alpha: float | None = None
    prelu_per_unit: bool = False
    normalization: str = "none"
    normalization_place: str = "before"
    residual: int = 0
    residual_place: str = "after"
    residual_scale: str = "one"
    residual_path: str = "identity"
    dropout: float = 0.0
    initializer: str = "he_normal"
    init_scale: float = 1.0
    bias_init: float = 0.0
    bias_spread: float = 0.0
    optimizer: str = "sgd"
    learning_rate: float = 0.1
    schedule: str = "constant"
    schedule_steps: int = 1000
    schedule_every: int = 250
    schedule_factor: float = 0.1
    warmup_steps: int = 0
    momentum: float = 0.0
    nesterov: bool = False
    weight_decay: float = 0.0
    clip_norm: float = 0.0
    recycle_every: int = 0
    recycle_at: tuple[int, ...] = ()
    batch_size: int = 32
    loss: str | None = None
    vanishing_below: float = 1e-3
    exploding_above: float = 70.0
    seed: int = 0
    weights_draw: int = 0
    weights_file: str | None = None

    def __post_init__(self) -> None:
        for name, field in FIELDS.items():
            if field.kind != "special":
                object.__setattr__(self, name, field.check(getattr(self, name)))
        object.__setattr__(self, "hidden", check_hidden(self.hidden))
        object.__setattr__(self, "activation", check_activation(self.activation, len(self.hidden)))
        object.__setattr__(self, "data_path", _check_path("data_path", self.data_path))
        object.__setattr__(self, "weights_file", _check_path("weights_file", self.weights_file))
        _check_choices(self)
        if self.standardize_targets is None:
            object.__setattr__(self, "standardize_targets", self.data_path is not None)
        for key in dict.fromkeys(self.activations):
            ACTIVATIONS[key].check_alpha(self.alpha)
        try:
            self.architecture.check(self.hidden, self.batch_size)
        except BadInput as error:
            raise ConfigError(str(error)) from None
        if TASK_CHANGES[self.task_change].other_data and self.task_dataset is None:
            raise ConfigError(
                tr(
                    "task_change {task_change} needs task_dataset, the other data set, got none",
                    task_change=repr(self.task_change),
                )
            )
        if self.nesterov and not self.momentum:
            raise ConfigError(tr("nesterov needs momentum > 0, got momentum 0.0"))
        check_schedule(self.rate_schedule)

    @property
    def choices(self) -> DataChoices:
        """What is said about the file of data."""
        return DataChoices(**{field.name: getattr(self, field.name) for field in CHOICE_FIELDS})

    @cached_property
    def architecture(self) -> Architecture:
        """Normalisation, residual connections and dropout."""
        return Architecture(
            self.normalization,
            self.normalization_place,
            self.residual,
            self.residual_scale,
            self.residual_path,
            self.residual_place,
            self.dropout,
        )

    @property
    def draws_weights(self) -> bool:
        """Whether the initializer draws the weights, so that what theory says of its draws holds."""
        return self.weights_file is None

    @property
    def activations(self) -> tuple[str, ...]:
        """The activation's key for each hidden layer."""
        if isinstance(self.activation, str):
            return (self.activation,) * len(self.hidden)
        return self.activation

    @property
    def can_die(self) -> tuple[bool, ...]:
        """For each hidden layer whether its activation, with this α, has a region of zero slope."""
        return tuple(ACTIVATIONS[key].can_die(self.alpha) for key in self.activations)

    @cached_property
    def rate_schedule(self) -> Schedule:
        """The schedule of the learning rate."""
        steps, every, factor = self.schedule_steps, self.schedule_every, self.schedule_factor
        return Schedule(self.schedule, steps, every, factor, self.warmup_steps)

    def rate_at(self, step: int) -> float:
        """Return the learning rate of the step that follows the first `step` ones."""
        return self.learning_rate * self.rate_schedule.at(step)

    def largest_rate_from(self, step: int) -> float:
        """Return the largest learning rate of all the steps that follow the first `step` ones."""
        return self.learning_rate * self.rate_schedule.largest_from(step)

    def replace(self, **changes: Any) -> RunConfig:
        """Return a copy with the named fields changed, checked like a new one.

        Where a file takes the place of a data set, or the other way round, `standardize_targets` gets its default.
        What was said about a file is not said about another one. Weights of another shape, or drawn in another way,
        take the place of given ones.
        """
        unknown = set(changes) - set(FIELDS)
        if unknown:
            word = min(unknown)
            near = get_close_matches(word, FIELDS, n=1) if len(word) <= MOST_QUOTED else []
            told = tr("unknown setting {word}", word=quoted(word))
            if near:
                told = tr("unknown setting {word}: did you mean {near}?", word=quoted(word), near=repr(near[0]))
            raise ConfigError(told)
        if (changes.get("data_path", self.data_path) is None) != (self.data_path is None):
            changes.setdefault("standardize_targets", None)
        if changes.get("data_path", self.data_path) != self.data_path:
            changes = {field.name: getattr(type(self), field.name) for field in CHOICE_FIELDS} | changes
        new = dataclasses.replace(self, **changes)
        if new.weights_file is not None and "weights_file" not in changes:
            drawn_otherwise = any(getattr(new, name) != getattr(self, name) for name in DRAW_FIELDS)
            return dataclasses.replace(new, weights_file=None) if drawn_otherwise else new
        return new

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as plain values, tuples as lists, ready for JSON."""
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in dataclasses.asdict(self).items()
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> RunConfig:
        """Build from `to_dict`'s form; missing fields take their values of `BEFORE`, or else their defaults.

        Raises:
            ConfigError: an unknown field, or a value that breaks its rule.
        """
        turned = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
        return cls().replace(**(BEFORE | turned))

    def differences(self, other: RunConfig) -> dict[str, Any]:
        """Return the fields in which `other` differs, with other's values."""
        return {name: getattr(other, name) for name in FIELDS if getattr(self, name) != getattr(other, name)}


def _check_path(name: str, path: Any) -> str | None:
    if path is None:
        return None
    if not isinstance(path, (str, PathLike)) or not str(path):
        raise ConfigError(tr("{name} must be the name of a file, got {path}", name=name, path=quoted(path)))
    return str(path)


def _check_choices(config: RunConfig) -> None:
    """Check what is said about the file of data, and bring it into its own types."""
    try:
        choices = config.choices
    except BadInput as error:
        raise ConfigError(str(error)) from None
    for name, value in vars(choices).items():
        object.__setattr__(config, name, value)
    said = [name for name, value in vars(choices).items() if value != getattr(RunConfig, name)]
    if said and config.data_path is None:
        raise ConfigError(
            tr("{name} says how a file of data is read, and there is none: name one (data_path, --data)", name=said[0])
        )
