"""Gradient readings: one gradient's norms, signals and factors, of a batch or of the whole training set."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from actviz.arrays import Bools, Floats
from actviz.frozen import dataclass
from actviz.nn.network import Network
from actviz.nn.norms import PART, norm, parts
from actviz.nn.propagation import Propagation
from actviz.training.measure.distributions import ValueCounts
from actviz.training.measure.underflow import underflowing_layers
from actviz.training.pieces import Pieces
from actviz.training.structure_facts import SkipShare, added

GRADIENT_CHUNK = 512  # examples


@dataclass(frozen=True, eq=False)
class GradientReading:
    """One gradient: per-layer weight-gradient norms, the norms the factors are made of, and the signal forward."""

    n_examples: int  # of the batch, or of the whole training set
    signals: list[float]  # (L,) see `Spread`
    norms: list[float]  # (L,)
    s_norms: list[float]  # (L-1,) of ∂J/∂h_l
    delta_norms: list[float]  # (L,) of the loss's gradient with respect to the weighted sums: ∂J/∂z_l if plain
    du_norms: list[float]  # (L-1,) of that with respect to the activations' outputs: ∂J/∂h_l if plain
    dz_norms: list[float]  # (L-1,) of ∂J/∂z_l
    skips: tuple[SkipShare, ...]
    weight_gradients: tuple[Floats, ...]  # per layer (fan_in, fan_out); empty for a batch's, see `Propagation`
    underflows: Bools  # (L,) which layers' gradients read 0 because of underflow, see `underflow`

    def factors(self) -> tuple[Floats, Floats, Floats, Floats]:
        """Return weight, slope and normalisation factors, and gains, (L-1,) each; a zero denominator gives 0.

        The gain of layer l, ‖δ_l‖/‖δ_{l+1}‖, is their product: ‖s_l‖/‖δ_{l+1}‖ by the weights (and a skip), then
        ‖∂J/∂z‖/‖∂J/∂u‖ by the slopes, and by the normalisation (with dropout and a branch's scale) the rest, from s to
        ∂J/∂u and from ∂J/∂z to δ. In a plain network that rest is 1.
        """
        delta, s, du, dz = map(np.array, (self.delta_norms, self.s_norms, self.du_norms, self.dz_norms))
        weight, slope = _quotient(s, delta[1:]), _quotient(dz, du)
        rest = _quotient(du, s) * _quotient(delta[:-1], dz)
        plain = (du == s) & (dz == delta[:-1])
        rest = np.where(plain, 1.0, rest)
        return weight, slope, rest, weight * slope * rest

    def backward(self, widths: Sequence[int]) -> Floats:
        """Return the backward signal, (L,): the RMS over examples and units of ∂J_x/∂z, of each example's own loss J_x.

        `widths` are the units of each layer. The deltas are those of the mean loss: each example's own is n_examples
        times as large.
        """
        return np.array(self.delta_norms) * np.sqrt(self.n_examples / np.array(widths))


def _quotient(above: Floats, below: Floats) -> Floats:
    with np.errstate(all="ignore"):
        return np.where(below > 0, above / below, 0.0)


class Spread:
    """The signal of one layer: how much its pre-activations z differ from example to example.

    It is the RMS over the units of the standard deviation of z over the examples. The examples may come in chunks:
    means and squared deviations are merged (Chan, Golub and LeVeque 1979), so that a large mean costs no digits.
    """

    def __init__(self, n_units: int) -> None:
        self._n = 0
        self._mean, self._squares = np.zeros(n_units), np.zeros(n_units)

    @np.errstate(all="ignore")
    def add(self, z: Floats) -> None:
        """Add the pre-activations of more examples, (n_units, examples)."""
        n = z.shape[1]
        rows, total = max(1, PART // n), self._n + n
        for start in range(0, len(z), rows):  # some rows at a time: the deviations are a copy in float64
            part = slice(start, start + rows)
            mean = z[part].mean(axis=1, dtype=np.float64)
            away = z[part] - mean[:, np.newaxis]
            moved = mean - self._mean[part]
            self._squares[part] += np.einsum("ij,ij->i", away, away) + moved**2 * (self._n * n / total)
            self._mean[part] += moved * (n / total)
        self._n = total

    @property
    def value(self) -> float:
        """The signal over all examples that were added."""
        return float(np.sqrt(self._squares.mean() / self._n))


def signal(z: Floats) -> float:
    """Return the signal of one layer over a batch, z (units, batch)."""
    spread = Spread(len(z))
    spread.add(z)
    return spread.value


def batch_gradient(passes: Propagation, norms: Sequence[float], underflows: Bools) -> GradientReading:
    """Read the gradient that the passes hold after `run`, without its matrices: they cost more than all the norms."""
    return GradientReading(
        passes.target.shape[1],
        batch_signals(passes),
        list(norms),
        (of_s := [norm(s) for s in passes.s]),
        (deltas := [norm(d) for d in passes.delta]),
        of_s if passes.is_plain else [norm(d) for d in passes.du],
        deltas[:-1] if passes.is_plain else [norm(d) for d in passes.dz],
        skip_shares(passes),
        (),
        underflows,
    )


def dead_in_batch(network: Network, passes: Propagation) -> tuple[Bools, ...]:
    """Return which units of each hidden layer, (n,), had no slope on any example of the batch that the passes hold."""
    found = []
    for i, (activation, z) in enumerate(zip(network.activations, passes.z, strict=False)):
        learned = network.alphas[i]
        alpha = network.fixed_alphas[i] if learned is None else learned
        found.append(np.asarray(activation.is_flat(z, alpha).all(axis=1)))
    return tuple(found)


def skip_shares(passes: Propagation) -> tuple[SkipShare, ...]:
    """Return the ways back of the gradient that the passes hold, one for each residual block."""
    return tuple(
        SkipShare(
            path.source,
            path.last,
            norm(path.branch),
            norm(path.skip),
            float(np.einsum("ij,ij->", path.branch, path.skip, dtype=np.float64)),
        )
        for path in passes.paths
    )


def signals(passes: Propagation) -> Floats:
    """Return the signal and the backward signal of every layer, (2, L), over the batch that the passes hold."""
    deltas = np.array([norm(delta) / np.sqrt(len(delta)) for delta in passes.delta])
    return np.stack([batch_signals(passes), deltas * np.sqrt(passes.target.shape[1])])


@np.errstate(all="ignore")
def batch_signals(passes: Propagation) -> list[float]:
    """Return the signal of every layer, (L,), over the batch that the passes hold."""
    if passes.hidden_z.size > PART:
        return [signal(z) for z in passes.z]
    # all hidden layers of a small network in a few calls; the row between two layers holds zeros, and adds nothing
    away = passes.hidden_z - passes.hidden_z.mean(axis=1, dtype=np.float64, keepdims=True)
    widths = np.array([len(z) for z in passes.z[:-1]])
    squares = np.add.reduceat(np.einsum("ij,ij->i", away, away), np.cumsum([0, *(widths[:-1] + 1)]))
    return [*np.sqrt(squares / (widths * away.shape[1])).tolist(), signal(passes.z[-1])]


def whole_gradient(
    network: Network, x: Floats, target: Floats, counts: Sequence[ValueCounts] = ()
) -> Pieces[GradientReading]:
    """Compute the gradient over all examples, chunk by chunk; x is (n_0, N), target (n_L, N).

    The backward signals of each example's own loss are counted on the way, if there are `counts`, one per layer.
    """
    n = x.shape[1]
    sums = [np.zeros(w.shape) for w in network.weights]
    squares = {name: np.zeros(network.n_layers - (name != "delta")) for name in ("s", "delta", "du", "dz")}
    skips: tuple[SkipShare, ...] = ()
    underflows, zero = np.zeros(network.n_layers, bool), np.ones(network.n_layers, bool)
    spreads = [Spread(width) for width in network.sizes[1:]]
    size = min(n, network.chunk_size(2 * GRADIENT_CHUNK) // 2)
    for start in range(0, n, size):
        part = slice(start, min(n, start + size))
        share = (part.stop - part.start) / n
        passes = network.propagation(part.stop - part.start)
        passes.inputs[...] = x[:, part]
        passes.target[...] = target[:, part]
        passes.run()
        for total, gradient in zip(sums, network.weight_gradients, strict=True):
            if total.size > PART:
                yield
            for of_total, of_gradient in zip(parts(total), parts(gradient), strict=True):
                of_total += share * of_gradient
        for spread, z in zip(spreads, passes.z, strict=True):
            spread.add(z)
        for of_layer, delta in zip(counts, passes.delta, strict=False):
            of_layer.add(delta, float(part.stop - part.start))
        squares["s"] += [(share * norm(s)) ** 2 for s in passes.s]
        squares["delta"] += [(share * norm(d)) ** 2 for d in passes.delta]
        if not passes.is_plain:
            squares["du"] += [(share * norm(d)) ** 2 for d in passes.du]
            squares["dz"] += [(share * norm(d)) ** 2 for d in passes.dz]
            skips = added(skips, skip_shares(passes), share)
        zero &= [not total.any() for total in sums]
        if (zero & ~underflows).any():
            underflows |= underflowing_layers(network, passes, network.parameters, zero & ~underflows)
        yield
    return GradientReading(
        n,
        [spread.value for spread in spreads],
        [norm(g) for g in sums],
        (of_s := np.sqrt(squares["s"]).tolist()),
        (deltas := np.sqrt(squares["delta"]).tolist()),
        of_s if network.architecture.is_plain else np.sqrt(squares["du"]).tolist(),
        deltas[:-1] if network.architecture.is_plain else np.sqrt(squares["dz"]).tolist(),
        skips,
        tuple(sums),
        underflows & zero,
    )
