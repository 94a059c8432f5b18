"""Probes: measure a network's results, units, histograms and maps; `gradient_reading` has its gradients.

All functions read the network and change nothing but its scratch buffers; those that may take long work in pieces.
Their price: `survey` is one forward pass over the training set (and the test set); "distributions" counts all values
of that pass and of the gradient's, see `distributions`; "wasted" is up to three more passes over both sets, see
`wasted_capacity`; "unit_maps" and "output_map" are one over 400 and 1,024 points ("fine_map" makes them 4,096); "unit"
is one over the training set and, for 2-D data, over 2,304 points, up to its layer. Besides, `training.pair_map` names
an extra for every two inputs.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Bools, Floats
from actviz.frozen import dataclass
from actviz.nn.network import Network
from actviz.nn.norms import parts
from actviz.training.distribution import Distribution
from actviz.training.layer_row import layer_means
from actviz.training.measure.distributions import ForwardCounts
from actviz.training.measure.histograms import Binning
from actviz.training.measure.unit_census import ShortTally, Tally
from actviz.training.pieces import Pieces, finished
from actviz.training.results import Results
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
