"""The wasted capacity of a network: which hidden units do nothing, and its results without them, measured."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from actviz.arrays import Bools, Floats
from actviz.nn.network import Network
from actviz.training.measure.probes import survey, testing
from actviz.training.pieces import Pieces, finished
from actviz.training.results import Part, Results, WastedCapacity
from actviz.training.unit_state import UnitCensus


def measure_waste(network: Network, train: tuple[Floats, Floats], test: tuple[Floats, Floats]) -> WastedCapacity:
    """Return the wasted capacity on `train` = (x (n_0, N), target (n_L, N)), and the results on `test` too."""
    found = finished(survey(network, train, test))
    return finished(wasted_capacity(network, train, test, found.units, found.results))


def wasted_capacity(
    network: Network,
    train: tuple[Floats, Floats],
    test: tuple[Floats, Floats],
    units: Sequence[UnitCensus],
    whole: Results,
) -> Pieces[WastedCapacity]:
    """Return the wasted capacity of a network whose units and results on the same data are known.

    Each of the two removals costs a copy of the parameters and a forward pass over all examples; nothing is done where
    no unit can be removed.
    """
    dead = [u.dead for u in units]
    silent = [u.dormant & ~u.dead for u in units]
    linear = [u.always_on & ~u.dormant & ~u.dead for u in units]
    least, most, means = yield from _ends(network, train[0], dead)
    means = means or [u.mean_activation for u in units]
    constant = [d & (low == high) for d, low, high in zip(dead, least, most, strict=True)]
    gone = [c | s for c, s in zip(constant, silent, strict=True)]
    without_dead = whole
    if any(c.any() for c in constant):
        without_dead = yield from testing(without(network, constant, least), train, test)
    without_both = without_dead
    if any(s.any() for s in silent):
        values = [np.where(c, low, mean) for c, low, mean in zip(constant, least, means, strict=True)]
        without_both = yield from testing(without(network, gone, values), train, test)
    return WastedCapacity(
        n_units=sum(network.sizes[1:-1]),
        n_weights=sum(w.size for w in network.weights),
        dead=_part(network, dead),
        silent=_part(network, silent),
        linear=_part(network, linear),
        removed=_part(network, gone),
        whole=whole,
        without_dead=without_dead,
        without=without_both,
    )


def _ends(
    network: Network, x: Floats, dead: Sequence[Bools]
) -> Pieces[tuple[list[Floats], list[Floats], list[Floats]]]:
    """Return each unit's least and largest output over x (n_0, N), (n,) for each hidden layer; of a dead ReLU it is 0.

    A dead unit's output is not constant where it is flat on both sides of a slope, as hard tanh's is. Last come the
    mean outputs of a network that is not plain, where they are not those of φ(z); of a plain one nothing.
    """
    least: list[Floats] = [np.zeros(len(d)) for d in dead]
    most: list[Floats] = [np.zeros(len(d)) for d in dead]
    plain = network.architecture.is_plain  # else h is not φ(z) alone
    if plain and all(a.off_below_zero or not d.any() for a, d in zip(network.activations, dead, strict=True)):
        return least, most, []
    means: list[Floats] = [] if plain else [np.zeros(len(d)) for d in dead]
    for part, passes in network.forward_chunks(x):
        for h, low, high in zip(passes.h, least, most, strict=True):
            seen = h[:, : part.stop - part.start]
            np.minimum(low if part.start else np.inf, seen.min(axis=1), out=low)
            np.maximum(high if part.start else -np.inf, seen.max(axis=1), out=high)
        for h, mean in zip(passes.h, means, strict=False):
            mean += h[:, : part.stop - part.start].sum(axis=1, dtype=np.float64) / x.shape[1]
        yield
    return least, most, means


@np.errstate(all="ignore")
def without(network: Network, gone: Sequence[Bools], values: Sequence[Floats]) -> Network:
    """Return a network in which these hidden units are gone, and the next layer gets `values` in their place.

    Args:
        network: stays as it is.
        gone: which units, (n,) for each hidden layer.
        values: what each unit's output is replaced by, (n,) for each hidden layer.
    """
    other = network.twin()
    other.parameters[...] = network.parameters
    for i, (units, value) in enumerate(zip(gone, values, strict=True)):
        into, out_of = other.matrices[i], other.matrices[i + 1]
        # all that comes out of the unit moves into the next layer's biases; nothing leads into it any more
        out_of[-1] += value[units] @ network.weights[i + 1][units].astype(np.float64)
        out_of[:-1][units] = 0.0
        if other.architecture.is_plain:  # else the layer's statistics rest on the unit, and a skip may carry it on
            into[:, units] = 0.0
    return other


def _part(network: Network, masks: Sequence[Bools]) -> Part:
    """Return how many hidden units these are, (n,) for each hidden layer, and how many weights they have."""
    n_in, *_, n_out = network.sizes
    kept = [n_in, *(int((~mask).sum()) for mask in masks), n_out]
    n_weights = sum(w.size for w in network.weights) - sum(a * b for a, b in pairwise(kept))
    return Part(sum(int(mask.sum()) for mask in masks), n_weights)
