"""Subjects: the networks that a proof measures, each with its examples: drawn at random, or a run at a step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.data import DATASETS
from actviz.export.exported_run import Progress
from actviz.frozen import dataclass
from actviz.lessons.measures import Seen, seen_of
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.architecture import NORMALIZATIONS, RESIDUAL_SCALES, Architecture
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.losses import LOSSES
from actviz.nn.network import Network
from actviz.nn.propagation import Propagation
from actviz.number_text import whole
from actviz.registry import BadInput, Registry
from actviz.training.config.config import RunConfig
from actviz.training.trainer import Trainer
from actviz.translation import mark, tr

PIECE = 100  # steps of a run, after which it can be cancelled
MOST_DRAWS, MOST_EXAMPLES, MOST_WIDTH, MOST_LAYERS = 10_000, 10_000, 2_000, 200
LINE = 2.0  # the inputs on a line reach from -LINE to LINE


@dataclass(frozen=True)
class Subject:
    """A network with its examples, and, of a run, its trainer."""

    network: Network
    x: Floats  # (N, n_0)
    y: NDArray[Any]
    trainer: Trainer | None = None

    @property
    def passes(self) -> Propagation:
        """Both passes over all examples, as a training step makes them."""
        return self.with_gradients.propagation(len(self.x))

    @cached_property
    def with_gradients(self) -> Network:
        """The network, after both passes over all examples have written its gradients."""
        self.network.loss_and_gradients(self.x, self.y)
        return self.network

    def seen(self, needs: tuple[str, ...]) -> Seen:
        """Return what the measures of the lessons look at."""
        if self.trainer is None:
            raise TypeError("a network that is drawn has no run")
        return seen_of(self.trainer, needs)[0]


@dataclass(frozen=True)
class Inputs:
    """One entry: what a drawn network is given, (examples, inputs)."""

    key: str
    label: str
    draw: Callable[[np.random.Generator, int, int], Floats]


INPUTS: Registry[Inputs] = Registry(mark("kind of inputs"))


def _line(_rng: np.random.Generator, examples: int, inputs: int) -> Floats:
    return np.repeat(np.linspace(-LINE, LINE, examples)[:, None], inputs, axis=1)


def _pictures(dataset: str, low: float, rng: np.random.Generator, examples: int, inputs: int) -> Floats:
    """Return pictures of a data set with pixels from `low` to 1; there may be fewer than were asked for."""
    x = DATASETS[dataset].generate(examples, 0.0, rng).x
    if inputs != x.shape[1]:
        raise BadInput(
            tr("inputs must be {n}, as many as the pictures have pixels, got {inputs}", n=x.shape[1], inputs=inputs)
        )
    return np.asarray(low + (1.0 - low) * x, np.float64)


for _entry in (
    Inputs("normal", "normal numbers", lambda rng, examples, inputs: rng.normal(size=(examples, inputs))),
    Inputs("line", "points on a line", _line),
    Inputs("digits", "pictures of digits, pixels from 0 to 1", partial(_pictures, "digits", 0.0)),
    Inputs("fashion", "pictures of clothes, pixels from -1 to 1", partial(_pictures, "fashion", -1.0)),
):
    INPUTS.add(_entry)


@dataclass(frozen=True)
class DrawnNetwork:
    """Networks of one shape whose weights are drawn again `draws` times for each seed; they do not train.

    Where there are classes, `outputs` of them, an example's class is drawn; else its target is a normal number.
    """

    name: str
    inputs: int
    hidden: tuple[int, ...]
    outputs: int = 1
    data: str = "normal"
    examples: int = 1
    draws: int = 1
    activation: str = "relu"
    initializer: str = "he_normal"
    init_scale: float = 1.0
    bias_spread: float = 0.0
    without_biases: bool = True  # those that the initializer draws are set to 0
    loss: str = "squared_error"
    normalization: str = "none"
    residual: int = 0
    residual_scale: str = "one"
    dtype: str = "float32"

    def __post_init__(self) -> None:
        for name, most in (("inputs", MOST_WIDTH), ("outputs", MOST_WIDTH), ("examples", MOST_EXAMPLES),
                           ("draws", MOST_DRAWS)):  # fmt: skip
            if type(getattr(self, name)) is not int or not 1 <= getattr(self, name) <= most:
                raise BadInput(tr("{name} must be a whole number from 1 to {most}", name=name, most=whole(most)))
        if not self.hidden or len(self.hidden) > MOST_LAYERS or not all(1 <= n <= MOST_WIDTH for n in self.hidden):
            raise BadInput(
                tr("hidden must be 1 to {most} layers of 1 to {width} units", most=MOST_LAYERS, width=whole(MOST_WIDTH))
            )
        for number in ("init_scale", "bias_spread"):
            value = getattr(self, number)
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1000:
                raise BadInput(tr("{number} must be a number from 0 to 1000", number=number))
        if self.dtype not in ("float32", "float64"):
            raise BadInput(tr("dtype must be float32 or float64"))
        if type(self.residual) is not int or self.residual < 0:
            raise BadInput(tr("residual must be a whole number >= 0"))
        for key, registry in (
            (self.activation, ACTIVATIONS),
            (self.initializer, INITIALIZERS),
            (self.data, INPUTS),
            (self.loss, LOSSES),
            (self.normalization, NORMALIZATIONS),
            (self.residual_scale, RESIDUAL_SCALES),
        ):
            registry[key]  # raises UnknownKey
        if LOSSES[self.loss].task == "classification" and self.outputs < 2:
            raise BadInput(tr("classes need at least 2 outputs"))
        self.architecture.check(self.hidden, self.examples)

    @property
    def architecture(self) -> Architecture:
        """Normalisation and skips."""
        return Architecture(self.normalization, residual=self.residual, residual_scale=self.residual_scale)

    @property
    def shape(self) -> str:
        """The sizes, inputs first, as text."""
        return "–".join(map(str, (self.inputs, *self.hidden, self.outputs)))

    def subjects(self, seed: int, progress: Progress) -> Iterator[Subject]:
        """Draw the networks of this seed one after another; each overwrites the one before."""
        rng = np.random.default_rng([seed, 21])
        x = INPUTS[self.data].draw(rng, self.examples, self.inputs)
        y: NDArray[Any] = rng.normal(size=(len(x), self.outputs))
        if LOSSES[self.loss].task == "classification":
            y = rng.integers(0, self.outputs, len(x))
        kinds = [ACTIVATIONS[self.activation]] * len(self.hidden)
        sizes = (self.inputs, *self.hidden, self.outputs)
        network = Network(sizes, kinds, LOSSES[self.loss], self.dtype, architecture=self.architecture)
        for draw in range(self.draws):
            progress(draw / self.draws)
            network.initialize(INITIALIZERS[self.initializer], rng, self.init_scale, 0.0)
            for biases in network.biases:
                if self.without_biases:
                    biases[...] = 0.0
                if self.bias_spread:
                    biases += rng.normal(0.0, self.bias_spread, len(biases)).astype(network.dtype)
            yield Subject(network, x, y)


@dataclass(frozen=True)
class RunSubject:
    """A run that is measured at one step after another."""

    trainer: Trainer

    @classmethod
    def of(cls, config: RunConfig, seed: int) -> RunSubject:
        """Return the run of a configuration with a seed, which is added to its own, at step 0."""
        return cls(Trainer(config.replace(seed=config.seed + seed)))

    def at(self, step: int, progress: Progress) -> Subject:
        """Train up to a step, and return the network with its training set; `progress` is told the steps."""
        while self.trainer.step < step:
            progress(float(self.trainer.step))
            self.trainer.advance(min(PIECE, step - self.trainer.step))
        facts = self.trainer.facts
        return Subject(self.trainer.network, facts.train_x, facts.train_y, self.trainer)
