"""Gradient check: compare back-propagation with central differences, in float64, for a network between two steps.

For a parameter p of layer l and a scalar function F of the network, (F(p+h) − F(p−h)) / 2h approaches ∂F/∂p. F is the
loss J wherever float64 can tell J's two values apart well enough. Where a vanishing gradient is too small for that
(a gradient of 1e-13 moves J by less than its last digit), F is taken nearer to the layer: F = Σ s_m ⊙ h_m, with
s_m = ∂J/∂h_m of a hidden layer m ≥ l held fixed, has by the chain rule the same derivative for every parameter up to
layer m. So each layer is checked in full precision; s_m itself rests on the checks of the layers above.

An entry's error is |back-propagated − difference| over the layer's largest gradient entry (or the difference, if
that is larger). Where a step of h carries some pre-activation over a kink of its activation, the difference is no
derivative: narrower steps are tried, and an entry that cannot get away from the kink is counted apart. So is one whose
differences are lost in rounding: those of several h disagree among themselves as much as with back-propagation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.nn.activation import Activation
from actviz.nn.architecture import Architecture
from actviz.nn.losses import Loss
from actviz.nn.network import Network
from actviz.nn.propagation import Propagation
from actviz.number_text import scientific
from actviz.training.trainer import Trainer
from actviz.translation import mark, tr

Progress = Callable[[int, int], bool]  # entries done, of how many; False stops the check
TOLERANCE = 1e-6  # relative error up to which back-propagation counts as right
PLAIN = 1e-7  # error from which on another h may do better
HALF_WIDTHS = (1e-5, 1e-4, 1e-6, 1e-7)  # h, in the order they are tried; wider against rounding, narrower for kinks
RESOLVED = 1e-7  # share of the gradient that the rounding of F may make up
SAFETY = 4.0  # times what the differences are known to be uncertain by
SLOPE_JUMP = 1e-3  # of the largest slope: a pre-activation whose slope changes by more has crossed a kink
MOST_EXAMPLES, FEWEST_EXAMPLES = 64, 8
MOST_ENTRIES, FEWEST_ENTRIES = 48, 2  # of a layer
OVERHEAD = 1e4  # multiplications that the calls for one small layer last as long as
MULTIPLICATIONS = 4e9  # that a check may take, about, whatever the network's size: a second or two


@dataclass(frozen=True, eq=False)
class Standing:
    """A copy of a network after `step` steps, and of some training examples."""

    step: int
    sizes: tuple[int, ...]
    activations: tuple[Activation, ...]
    loss: Loss
    alphas: tuple[float | None, ...]
    alpha_per_unit: bool
    architecture: Architecture
    parameters: Floats
    x: Floats  # (n, n_0)
    y: NDArray[Any]  # (n,) classes or (n, n_L)

    def network(self) -> Network:
        """Return the same network in float64."""
        alphas = list(self.alphas) or None
        network = Network(
            self.sizes, self.activations, self.loss, "float64", alphas, self.alpha_per_unit, self.architecture
        )
        network.parameters[...] = self.parameters
        return network


def standing(trainer: Trainer, seed: int = 0) -> Standing:
    """Copy what a check needs. This is quick, so it can be done between two steps of training."""
    network = trainer.network
    n = min(len(trainer.train_x), _n_examples(network.parameters.size))
    chosen = np.random.default_rng(seed).choice(len(trainer.train_x), n, replace=False)
    return Standing(
        trainer.step,
        network.sizes,
        network.activations,
        network.loss,
        tuple(network.fixed_alphas),
        network.alpha_per_unit,
        network.architecture,
        network.parameters.copy(),
        trainer.train_x[chosen],
        trainer.train_y[chosen],
    )


@dataclass(frozen=True)
class LayerCheck:
    """What was found in one layer (1 … L)."""

    layer: int
    n_entries: int  # that the layer has: weights, biases, learned slopes
    n_checked: int  # without those at a kink or lost in rounding
    n_at_kink: int
    n_lost: int  # in rounding
    largest_error: float  # relative; NaN when nothing could be checked
    worst_entry: str  # where it is: "weight 3 → 5", "bias 2", "α"
    through: int  # the differences are of the loss (0), or of this hidden layer's share in it

    @property
    def right(self) -> bool:
        """Whether back-propagation and the differences agree in this layer."""
        return self.n_checked == 0 or self.largest_error <= TOLERANCE


@dataclass(frozen=True)
class GradientCheck:
    """The outcome for a network after `step` steps."""

    step: int
    n_examples: int
    layers: tuple[LayerCheck, ...]

    @property
    def right(self) -> bool:
        """Whether back-propagation agrees with the differences in every layer."""
        return all(layer.right for layer in self.layers)

    @property
    def worst(self) -> LayerCheck | None:
        """The layer with the largest error; None when no entry could be checked."""
        checked = [layer for layer in self.layers if layer.n_checked]
        return max(checked, key=lambda layer: _rank(layer.largest_error), default=None)

    def __str__(self) -> str:
        worst = self.worst
        if worst is None:
            return tr("No entry could be checked: each stands at a kink of an activation, or is lost in rounding.")
        if np.isnan(worst.largest_error):
            return tr("The gradient of layer {layer} is not finite: there is nothing to compare.", layer=worst.layer)
        told = mark(
            "Back-propagation disagrees with the differences: largest relative error {error} in layer {layer}, {entry}."
        )
        if self.right:
            told = mark("Back-propagation is right: largest relative error {error} in layer {layer}.")
        return tr(told, error=scientific(worst.largest_error, 0), layer=worst.layer, entry=worst.worst_entry)


def check_gradients(
    stand: Standing,
    progress: Progress | None = None,
    most_entries: int = MOST_ENTRIES,
    seed: int = 0,
) -> GradientCheck | None:
    """Compare back-propagation with central differences; None when `progress` stopped it.

    Up to `most_entries` entries of each layer are checked, chosen at random when it has more, and fewer where the
    network is so large that the check would take long.
    """
    with np.errstate(all="ignore"):
        return _Check(stand, progress or (lambda _done, _total: True)).run(most_entries, np.random.default_rng(seed))


def _n_examples(n_parameters: int) -> int:
    return int(np.clip(MULTIPLICATIONS / (1e3 * n_parameters), FEWEST_EXAMPLES, MOST_EXAMPLES))


def _rank(error: float) -> float:
    return np.inf if np.isnan(error) else error


@dataclass
class _Found:
    """A layer's entries so far."""

    errors: list[float] = field(default_factory=list)
    entries: list[int] = field(default_factory=list)
    n_at_kink: int = 0
    n_lost: int = 0

    def note(self, entry: int, outcome: float | str) -> None:
        if outcome == "kink":
            self.n_at_kink += 1
        elif outcome == "lost":
            self.n_lost += 1
        else:
            self.errors.append(float(outcome))
            self.entries.append(entry)


class _Check:
    def __init__(self, stand: Standing, progress: Progress) -> None:
        self.stand, self.progress = stand, progress
        self.network = stand.network()
        self.passes: Propagation = self.network.propagation(len(stand.x))
        self.passes.inputs[...] = stand.x.T
        self.passes.target[...] = self.network.encode(np.asarray(stand.y))
        self.loss = self.passes.run()
        self.gradient = self.network.gradient.copy()
        self.s = [s.copy() for s in self.passes.s]  # of every hidden layer, (units, batch)
        self.h = [h.copy() for h in self.passes.h]
        self._coarsest = 0.0  # rounding of the latest difference, at the least

    def run(self, most_entries: int, rng: np.random.Generator) -> GradientCheck | None:
        layers = [self.network.layout.entries(layer) for layer in range(1, self.network.n_layers + 1)]
        chosen = [
            rng.choice(entries, min(len(entries), self._n_entries(most_entries)), replace=False) for entries in layers
        ]
        total, done = sum(map(len, chosen)), 0
        checks = []
        for layer, (entries, sample) in enumerate(zip(layers, chosen, strict=True), 1):
            largest = float(np.abs(self.gradient[entries]).max())
            through, found = self._through(layer, largest), _Found()
            for entry in map(int, np.sort(sample)):
                if not self.progress(done, total):
                    return None
                found.note(entry, self._error(entry, largest, through))
                done += 1
            checks.append(self._layer_check(layer, entries, found, through))
        self.progress(total, total)
        return GradientCheck(self.stand.step, len(self.stand.x), tuple(checks))

    def _layer_check(self, layer: int, entries: NDArray[np.int64], found: _Found, through: int) -> LayerCheck:
        worst = int(np.argmax([_rank(e) for e in found.errors])) if found.errors else None
        return LayerCheck(
            layer,
            len(entries),
            len(found.errors),
            found.n_at_kink,
            found.n_lost,
            float("nan") if worst is None else found.errors[worst],
            "" if worst is None else self.network.layout.name(layer, found.entries[worst]),
            through,
        )

    def _n_entries(self, most: int) -> int:
        n_layers = self.network.n_layers
        one_pass = self.network.layout.n_matrix_values * len(self.stand.x) + OVERHEAD * n_layers
        each = 2.0 * one_pass * n_layers  # two passes for an entry, and as many entries in every layer
        return int(min(most, max(FEWEST_ENTRIES, MULTIPLICATIONS / each)))

    def _through(self, layer: int, largest: float) -> int:
        """Choose F for a layer: 0 for the loss, or the hidden layer, as far up as float64 can follow the gradient."""
        # past a hidden layer leads a skip, too, so only the loss depends on the parameter as the gradient says
        if self.network.architecture.residual:
            return 0
        if largest == 0.0 or self._rounding(0) / HALF_WIDTHS[0] <= RESOLVED * largest:
            return 0
        for m in range(self.network.n_layers - 1, layer, -1):
            if self._rounding(m) / HALF_WIDTHS[0] <= RESOLVED * largest:
                return m
        return layer if layer < self.network.n_layers else 0

    def _rounding(self, through: int) -> float:
        """Return about how much of F's change is rounding."""
        size = float(np.linalg.norm(self.s[through - 1] * self.h[through - 1])) if through else abs(self.loss)
        return float(np.finfo(np.float64).eps) * (size if through else max(size, 1e-3))

    def _difference(self, entry: int, h: float, through: int) -> tuple[float, bool]:
        """Return the central difference, and whether a pre-activation crossed a kink on the way.

        `h` is relative to the parameter where that is larger than 1: beyond 1e11 another 1e-5 would be rounded away.
        """
        parameters, kept = self.network.parameters, float(self.network.parameters[entry])
        size = max(1.0, abs(kept))
        h *= size
        parameters[entry] = kept + h
        wide = float(parameters[entry]) - kept
        above, z_above = self._function(through), [z.copy() for z in self.passes.z[: through or -1]]
        h_above = self.passes.h[through - 1].copy() if through else None
        parameters[entry] = kept - h
        wide += kept - float(parameters[entry])
        below = self._function(through)
        crossed = self._crosses(z_above)
        parameters[entry] = kept
        eps = float(np.finfo(np.float64).eps)
        if h_above is None:
            self._coarsest = eps * max(1.0, abs(above)) / (size * max(HALF_WIDTHS))
            return (above - below) / wide, crossed
        # the difference of each h first: their sums are much larger than what they differ by
        s = self.s[through - 1]  # an h may be e^z − 1, and then rounds as 1 does
        self._coarsest = eps * float(np.linalg.norm(s) * np.linalg.norm(1.0 + np.abs(h_above)))
        self._coarsest /= size * max(HALF_WIDTHS)
        return float(np.vdot(s, h_above - self.passes.h[through - 1])) / wide, crossed

    def _function(self, through: int) -> float:
        if not through:
            return self.passes.loss()
        self.passes.forward(through, training=True)
        return 0.0

    def _crosses(self, z_above: list[Floats]) -> bool:
        for i, (above, below) in enumerate(zip(z_above, self.passes.z, strict=False)):
            activation, learned = self.network.activations[i], self.network.alphas[i]
            alpha = self.network.fixed_alphas[i] if learned is None else learned
            jump = np.abs(activation.slope(above, alpha) - activation.slope(below, alpha)).max()
            if jump > SLOPE_JUMP * activation.max_slope(self.network.fixed_alphas[i]):
                return True
        return False

    def _error(self, entry: int, largest: float, through: int) -> float | str:
        """Return an entry's relative error, the smallest over all widths h, or why there is none: "kink" or "lost"."""
        backward, crossed, differences = float(self.gradient[entry]), False, {}
        least = np.inf
        for h in HALF_WIDTHS:
            differences[h], crossed = self._difference(entry, h, through)
            scale = max(largest, abs(differences[h]))
            error = abs(backward - differences[h]) / scale if scale > 0.0 else 0.0
            least = error if np.isnan(error) else min(least, error)
            if least <= PLAIN:
                return float(least)
        if least <= TOLERANCE:
            return float(least)
        if crossed:
            return "kink"
        scatter = min(abs(differences[a] - differences[b]) for a, b in pairwise(sorted(HALF_WIDTHS)))
        doubt = SAFETY * (scatter + self._coarsest)
        nearest = min(abs(backward - each) for each in differences.values())
        return "lost" if nearest <= doubt else float(least)
