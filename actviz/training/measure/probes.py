"""Probes: measure a network's gradients, factors, units, histograms and maps.

All functions read the network and change nothing but its scratch buffers; those that may take long work in pieces.
Their price: `survey` is one forward pass over the training set (and the test set); "distributions" counts all values
of that pass and of the gradient's, see `distributions`; "wasted" is up to three more passes over both sets, see
`wasted_capacity`; "unit_maps" and "output_map" are one over 400 and 1,024 points ("fine_map" makes them 4,096); "unit"
is one over the training set and, for 2-D data, over 2,304 points, up to its layer. Besides, `training.pair_map` names
an extra for every two inputs.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Bools, Floats
from actviz.nn.network import Network
from actviz.nn.norms import PART, norm, parts
from actviz.nn.propagation import Propagation
from actviz.training.distribution import Distribution
from actviz.training.layer_row import layer_means
from actviz.training.measure.distributions import ForwardCounts, ValueCounts
from actviz.training.measure.histograms import Binning
from actviz.training.measure.underflow import underflowing_layers
from actviz.training.measure.unit_census import ShortTally, Tally
from actviz.training.pieces import Pieces, finished
from actviz.training.results import Results
from actviz.training.structure_facts import SkipShare, added
from actviz.training.unit_state import LayerHistogram, UnitCensus

EXTRAS = frozenset(
    {
        *("weights", "histograms", "distributions", "unit", "unit_maps", "output_map", "fine_map"),
        *("confusion", "predictions", "wasted"),
    }
)
UNIT_MAP_PX, OUTPUT_MAP_PX, FINE_MAP_PX = 20, 32, 64  # pixels a side
LEAST_SWING = 0.1  # of φ(0): a unit that stays closer to it has a pale map, or noise would look like a pattern
ROUNDING = 100.0  # machine epsilons, by which units that began alike may differ
GRADIENT_CHUNK = 512


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


@dataclass(frozen=True, eq=False)
class Survey:
    """A measurement of the whole training and test set with the present parameters."""

    units: tuple[UnitCensus, ...]
    results: Results
    histograms: tuple[LayerHistogram | None, ...] | None
    confusion: NDArray[np.int64] | None
    predictions: Floats | None
    forward: tuple[tuple[Distribution, ...], tuple[Distribution, ...]] | None  # of pre-activations, and of activations


def results(network: Network, train: tuple[Floats, Floats], test: tuple[Floats, Floats]) -> Results:
    """Measure loss and accuracy on `train` = (x (n_0, N), target (n_L, N)), and on `test`."""
    return finished(testing(network, train, test))


def testing(network: Network, train: tuple[Floats, Floats], test: tuple[Floats, Floats]) -> Pieces[Results]:
    """Measure the same in pieces."""
    trained = yield from _tested(network, train)
    return _of_both(trained, (yield from _tested(network, test)))


def short_survey(
    network: Network, train: tuple[Floats, Floats], test: tuple[Floats, Floats]
) -> tuple[Results, Floats, list[Bools]]:
    """Measure the same, and on `train` each hidden layer's mean activation, (L-1,), and which of its units are dead.

    They have the bits that `survey` has, for a third of its price.
    """
    tallies = [ShortTally(network, i) for i in range(network.n_layers - 1)]
    trained, tested = finished(_tested(network, train, tallies)), finished(_tested(network, test))
    means = layer_means(tally.sum / max(1, trained.n) for tally in tallies)
    return _of_both(trained, tested), means, [tally.dead for tally in tallies]


def _tested(network: Network, data: tuple[Floats, Floats], tallies: Sequence[ShortTally] = ()) -> Pieces[_Outputs]:
    """Measure the outputs; add the examples to the tallies, one for each hidden layer."""
    tested = _Outputs(network)
    if data[0].shape[1]:
        for part, passes in network.forward_chunks(data[0]):
            k = part.stop - part.start
            tested.add(passes.z[-1][:, :k], data[1][:, part])
            for tally, z, u in zip(tallies, passes.z, passes.u, strict=False):
                tally.add(z[:, :k], u[:, :k])
            yield
    return tested


def _of_both(trained: _Outputs, tested: _Outputs) -> Results:
    return Results(
        trained.loss, trained.accuracy, tested.loss if tested.n else None, tested.accuracy if tested.n else None
    )


def survey(
    network: Network,
    train: tuple[Floats, Floats],
    test: tuple[Floats, Floats],
    extras: Collection[str] = (),
) -> Pieces[Survey]:
    """Measure every unit, loss and accuracy on all of `train` = (x (n_0, N), target (n_L, N)), and on `test`."""
    wants_histograms = "histograms" in extras
    binnings = [Binning() if wants_histograms else None for _ in range(1, network.n_layers)]
    tallies = [Tally(network, i, binning) for i, binning in enumerate(binnings)]
    outputs = _Outputs(network, keep="predictions" in extras or "confusion" in extras)
    forward = ForwardCounts(network) if "distributions" in extras else None
    for part, passes in network.forward_chunks(train[0]):
        k = part.stop - part.start
        for tally, z, u in zip(tallies, passes.z, passes.u, strict=False):
            tally.add(z[:, :k], u[:, :k])
        outputs.add(passes.z[-1][:, :k], train[1][:, part])
        if forward is not None:
            forward.add(passes, k)
        yield
    return Survey(
        tuple(t.census() for t in tallies),
        _of_both(outputs, (yield from _tested(network, test))),
        tuple(t.histogram() for t in tallies) if wants_histograms else None,
        outputs.confusion(train[1]) if "confusion" in extras else None,
        outputs.predictions() if "predictions" in extras else None,
        forward.distributions() if forward is not None else None,
    )


class _Outputs:
    """Loss, accuracy and outputs over examples."""

    def __init__(self, network: Network, keep: bool = False) -> None:
        self.classes = network.loss.task == "classification"
        self.total_loss = network.loss.total
        self.n = 0
        self.total, self.right = 0.0, 0
        self.outputs: list[Floats] | None = [] if keep else None

    def add(self, z: Floats, target: Floats) -> None:
        self.total += self.total_loss(z.astype(np.float64), target)
        if self.classes:
            self.right += int((z.argmax(axis=0) == target.argmax(axis=0)).sum())
        self.n += z.shape[1]
        if self.outputs is not None:
            self.outputs.append(z.copy())

    @property
    def loss(self) -> float:
        return self.total / max(1, self.n)

    @property
    def accuracy(self) -> float | None:
        return self.right / max(1, self.n) if self.classes else None

    def confusion(self, target: Floats) -> NDArray[np.int64] | None:
        if not self.classes or self.outputs is None:
            return None
        n = target.shape[0]
        pairs = target.argmax(axis=0) * n + np.concatenate(self.outputs, axis=1).argmax(axis=0)
        return np.bincount(pairs, minlength=n * n).reshape(n, n)

    def predictions(self) -> Floats | None:
        if self.classes or self.outputs is None:
            return None
        return np.asarray(np.concatenate(self.outputs, axis=1)[0])


def maps(
    network: Network, extent: tuple[float, float, float, float], extras: Collection[str]
) -> Pieces[tuple[tuple[NDArray[np.uint8], ...] | None, Floats | None]]:
    """Evaluate the network over the input plane: the units' own maps, and the output's.

    A unit's map shows h - φ(0), scaled by its largest size, or by LEAST_SWING of φ(0) where that is more: 128 is
    φ(0), what the unit gives when nothing moves it.
    """
    unit_maps = output_map = None
    if "unit_maps" in extras:
        points = grid(extent, UNIT_MAP_PX).astype(network.dtype)
        pictures = np.empty((sum(network.sizes[1:-1]), points.shape[1]), network.dtype)
        ends = np.cumsum(network.sizes[1:-1])
        for part, passes in network.forward_chunks(points):
            for end, h, activation in zip(ends, passes.u, network.activations, strict=True):
                rows = slice(end - len(h), end)
                np.subtract(h[:, : part.stop - part.start], activation.at_rest, out=pictures[rows, part])
            yield
        drawn = []
        for of_layer, activation in zip(np.split(pictures, ends[:-1]), network.activations, strict=True):
            least = LEAST_SWING * abs(activation.at_rest)
            drawn.append(_bytes(of_layer, least).reshape(-1, UNIT_MAP_PX, UNIT_MAP_PX))
            yield
        unit_maps = tuple(drawn)
    if "output_map" in extras:
        px = FINE_MAP_PX if "fine_map" in extras else OUTPUT_MAP_PX
        points = grid(extent, px).astype(network.dtype)
        output_map = (yield from plane_outputs(network, points)).reshape(-1, px, px)
    return unit_maps, output_map


def plane_outputs(network: Network, points: Floats) -> Pieces[Floats]:
    """Return the network's outputs at points (n_0, N): class shares or values, (n_L, N)."""
    z = np.empty((network.sizes[-1], points.shape[1]), network.dtype)
    for part, passes in network.forward_chunks(points):  # beyond the data, outputs may overflow
        z[:, part] = passes.z[-1][:, : part.stop - part.start]
        yield
    if network.loss.task == "classification":
        z -= z.max(axis=0)
        np.exp(z, out=z)
        z /= z.sum(axis=0)
    return z


def grid(extent: tuple[float, float, float, float], px: int) -> Floats:
    """Return the pixels' centres (2, px²), row by row from the lowest y."""
    x0, x1, y0, y1 = extent
    centres = (np.arange(px) + 0.5) / px
    return np.stack([np.tile(x0 + (x1 - x0) * centres, px), np.repeat(y0 + (y1 - y0) * centres, px)])


def _bytes(pictures: Floats, least: float) -> NDArray[np.uint8]:
    """Scale each row to its largest size, `least` at least: 128 is zero, 1 and 255 are the ends."""
    largest = np.maximum(np.maximum(pictures.max(axis=1), -pictures.min(axis=1)), least)
    usable = np.isfinite(largest) & (largest > 0)
    pictures *= np.where(usable, 127.0 / largest, 0.0).astype(pictures.dtype)[:, None]
    pictures += 128.0
    pictures[~usable] = 128.0
    return pictures.astype(np.uint8)


def all_alike(matrix: Floats) -> bool:
    """Return whether a layer, weights and biases (fan_in + 1, fan_out), has several units that are all the same.

    The same up to rounding: on some processors a product's last columns are added up in another order.
    """
    if matrix.shape[1] < 2:
        return False
    rounding = ROUNDING * np.finfo(matrix.dtype).eps * max(float(matrix.max()), -float(matrix.min()))
    return all(bool((np.ptp(part, axis=1) <= rounding).all()) for part in parts(matrix))
