"""The measures of proofs: what is computed from a network and its examples, by layer or as one number.

A proof may also name a measure of the lessons (`lessons.measures`) where it is about a run. To add a measure, add an
entry to `_measures`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.lessons.measures import MEASURES
from actviz.lessons.proofs.subjects import Subject
from actviz.nn.norms import norm
from actviz.registry import Registry
from actviz.translation import looked_up, mark

LAG = 5  # the label of the measure says it, too; places between two points of the line whose slopes are compared
JACOBIANS = 8  # examples whose Jacobians are averaged
NEAR_ONE = 0.97  # the label of the measure says it, too; |tanh| above is called saturated in the published code


@looked_up("label")
@dataclass(frozen=True)
class ProofMeasure:
    """One entry: numbers of a network with its examples; one for each hidden layer if it is `by_layer`."""

    key: str
    label: str
    of: Callable[[Subject], Sequence[float]]
    by_layer: bool = True


PROOF_MEASURES: Registry[ProofMeasure] = Registry(mark("measure"))


def measure_of(key: str) -> ProofMeasure:
    """Return the measure with this key, of a proof's own or of the lessons'.

    Raises:
        UnknownKey: there is none.
    """
    if key in MEASURES and key not in PROOF_MEASURES:
        measure = MEASURES[key]
        return ProofMeasure(key, measure.label, lambda subject: [measure.of(subject.seen(measure.needs))], False)
    return PROOF_MEASURES[key]


def needs_run(key: str) -> bool:
    """Whether a measure is one of a run."""
    return key in MEASURES or key == "penalised_loss"


def _rms(values: Floats) -> float:
    return float(norm(values) / values.size**0.5)


def _deviations(subject: Subject) -> list[float]:
    return [float(h.std(dtype=np.float64)) for h in subject.passes.h]


def _means(subject: Subject) -> list[float]:
    return [float(h.mean(dtype=np.float64)) for h in subject.passes.h]


def _saturated(subject: Subject) -> list[float]:
    return [float((np.abs(h) > NEAR_ONE).mean()) for h in subject.passes.h]


def _dead(subject: Subject) -> list[float]:
    return [float((z.max(axis=1) <= 0.0).sum()) for z in subject.passes.z[:-1]]


def _bias_gradients(subject: Subject) -> list[float]:
    return [norm(gradient) for gradient in subject.with_gradients.bias_gradients[:-1]]


def _backward(subject: Subject) -> list[float]:
    return [_rms(delta) * len(subject.x) for delta in subject.passes.delta[:-1]]


def _weight_gradients(subject: Subject) -> list[float]:
    return [_rms(gradient) for gradient in subject.with_gradients.weight_gradients]


def _last_over_first(values: Sequence[float]) -> float:
    return values[-1] / values[0] if values[0] else float("nan")


def _a_layer(values: Sequence[float]) -> float:
    """Return the factor from one layer to the one before, averaged over the layers as a product."""
    return float((1.0 / _last_over_first(values)) ** (1.0 / (len(values) - 1)))


def _log_backward(subject: Subject) -> float:
    first, last = norm(subject.passes.delta[0]), norm(subject.passes.delta[-2])
    return float(np.log(first / last)) if first and last else float("nan")  # no gradient at all: a dead network


def _constant(subject: Subject) -> float:
    """Return 1 where the output is the same for all examples: some layer's units are all 0 for all of them."""
    return float(any(not h.any() for h in subject.passes.h))


def _singular_values(subject: Subject) -> list[float]:
    """Return the mean singular value of ∂z_(l+1)/∂z_l, for each hidden layer but the last; of a plain network."""
    passes, network = subject.passes, subject.network
    found = []
    for i, activation in enumerate(network.activations[:-1]):
        slopes = activation.slope(passes.z[i].astype(np.float64), network.fixed_alphas[i])
        weights = network.weights[i + 1].astype(np.float64)
        jacobians = np.stack([slopes[:, n, None] * weights for n in range(min(JACOBIANS, slopes.shape[1]))])
        found.append(float(np.linalg.svd(jacobians, compute_uv=False).mean()))
    return found


def _likeness_of_slopes(subject: Subject) -> float:
    """Return the autocorrelation, at a lag of LAG points, of the output's slope along a line of inputs.

    The slope is that of the sum of all outputs by each input, as automatic differentiation gives it.
    """
    network, x = subject.network, subject.x
    passes = network.propagation(len(x))
    network.loss_and_gradients(x, subject.y)
    # with targets one below the outputs, the squared error's gradient is the same in every output
    network.loss_and_gradients(x, passes.z[-1].T - 1.0)
    slopes = (network.weights[0] @ passes.delta[0])[0].astype(np.float64)
    slopes = slopes - slopes.mean()
    variance = float(slopes @ slopes)
    return float(slopes[LAG:] @ slopes[:-LAG]) / variance if variance else float("nan")


def _penalised_loss(subject: Subject) -> float:
    """Return the loss on the training set with its penalty, half the decay times the sum of the squared weights."""
    seen = subject.seen(())
    penalty = sum(norm(weights) ** 2 for weights in subject.network.weights)
    return seen.snapshot.loss + 0.5 * seen.snapshot.config.weight_decay * penalty


def _one(of: Callable[[Subject], float]) -> Callable[[Subject], Sequence[float]]:
    return lambda subject: [of(subject)]


def _measures() -> Iterable[ProofMeasure]:
    yield ProofMeasure("deviations", mark("standard deviation of the outputs h, by layer"), _deviations)
    yield ProofMeasure("means", mark("mean of the outputs h, by layer"), _means)
    yield ProofMeasure(
        "variances", mark("variance of the outputs h, by layer"), lambda s: [value**2 for value in _deviations(s)]
    )
    yield ProofMeasure("saturated_shares", mark("share of outputs h beyond ±0.97, by layer"), _saturated)
    yield ProofMeasure("dead_units", mark("units that are 0 for all examples, by layer"), _dead)
    yield ProofMeasure("bias_gradients", mark("length of the gradient of the biases, by layer"), _bias_gradients)
    yield ProofMeasure(
        "weight_gradients", mark("RMS of the weight gradient, by layer, output layer last"), _weight_gradients
    )
    yield ProofMeasure("backward_signals", mark("backward signal, RMS of each example's ∂J/∂z, by layer"), _backward)
    yield ProofMeasure(
        "singular_values", mark("mean singular value of ∂z of the next layer by ∂z, by layer"), _singular_values
    )
    yield ProofMeasure(
        "outputs_last_to_first", mark("deviation of the outputs h, last hidden layer ÷ layer 1"),
        _one(lambda s: _last_over_first(_deviations(s))), False,
    )  # fmt: skip
    yield ProofMeasure(
        "weight_gradient_first_to_last", mark("weight gradient, layer 1 ÷ output layer"),
        _one(lambda s: 1.0 / _last_over_first(_weight_gradients(s))), False,
    )  # fmt: skip
    yield ProofMeasure(
        "weight_gradient_between", mark("weight gradient, hidden layer 2 ÷ the last hidden layer"),
        _one(lambda s: 1.0 / _last_over_first(_weight_gradients(s)[1:-1])), False,
    )  # fmt: skip
    yield ProofMeasure(
        "backward_gain", mark("backward signal, factor from a hidden layer to the one before"),
        _one(lambda s: _a_layer(_backward(s))), False,
    )  # fmt: skip
    yield ProofMeasure(
        "log_backward", mark("ln of the backward signal, layer 1 ÷ the last hidden layer"), _one(_log_backward), False
    )
    yield ProofMeasure(
        "decades_backward", mark("log₁₀ of the squared backward signal, layer 1 ÷ the last hidden layer"),
        _one(lambda s: 2.0 * _log_backward(s) / float(np.log(10.0))), False,
    )  # fmt: skip
    yield ProofMeasure("constant", mark("share of networks whose output is constant"), _one(_constant), False)
    yield ProofMeasure(
        "likeness_of_slopes",
        mark("autocorrelation of dy/dx at a distance of 5 points"),
        _one(_likeness_of_slopes),
        False,
    )
    yield ProofMeasure(
        "penalised_loss", mark("loss on the training set with its penalty"), _one(_penalised_loss), False
    )


for _measure in _measures():
    PROOF_MEASURES.add(_measure)
