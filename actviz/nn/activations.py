"""Activation functions: value, exact slope, flat regions and a one-line story, one entry each.

z is a pre-activation, h = φ(z) the output, d = φ′(z) the slope, a the parameter α. An entry makes two
*kernels* for arrays of one shape: `value(z, h)` writes φ(z) into h and `slope(z, h, d)` writes φ′(z) into d,
with their scratch arrays made once. Where the slope follows from the output (sigmoid, tanh) the kernel takes
it from there, as every framework does; `exact_slope` then keeps the digits that 1 - h loses in saturation.

To add an activation: write a function that makes its kernels and add one entry to ACTIVATIONS. A key that begins with
"=" is the user's own expression and has no entry here: see `custom_activation`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy import (
    absolute,
    add,
    copyto,
    divide,
    exp,
    greater,
    maximum,
    minimum,
    multiply,
    reciprocal,
    subtract,
)
from numpy import tanh as np_tanh
from numpy.typing import DTypeLike

from actviz.nn.activation import INF, Activation, Alpha, Array, Kernels
from actviz.nn.custom_activation import ActivationRegistry
from actviz.nn.gaussian import upper_tail


def _sigmoid(shape: tuple[int, ...], dtype: DTypeLike, _a: Alpha) -> Kernels:
    ones = np.ones(shape, dtype)  # an array of ones is faster than a scalar 1

    def value(z: Array, h: Array) -> None:  # 1 / (1 + e^-z); e^-z may overflow to inf, which gives 0
        np.negative(z, out=h)
        exp(h, out=h)
        add(h, ones, out=h)
        reciprocal(h, out=h)

    def slope(_z: Array, h: Array, d: Array) -> None:  # φ (1 - φ)
        subtract(ones, h, out=d)
        multiply(d, h, out=d)

    return value, slope


def _exact_sigmoid_slope(z: Array) -> Array:
    e = exp(-absolute(z))
    return np.asarray(e / (1.0 + e) ** 2)


def _tanh(shape: tuple[int, ...], dtype: DTypeLike, _a: Alpha) -> Kernels:
    ones = np.ones(shape, dtype)

    def slope(_z: Array, h: Array, d: Array) -> None:  # 1 - φ²
        multiply(h, h, out=d)
        subtract(ones, d, out=d)

    return np_tanh, slope  # a ufunc takes its output as second argument


def _exact_tanh_slope(z: Array) -> Array:
    return np.asarray(4.0 * _exact_sigmoid_slope(2.0 * z))


def _relu(shape: tuple[int, ...], dtype: DTypeLike, _a: Alpha) -> Kernels:
    zeros, on = np.zeros(shape, dtype), np.empty(shape, bool)  # an array of zeros is faster than a scalar 0

    def value(z: Array, h: Array) -> None:
        maximum(z, zeros, out=h)

    def slope(z: Array, _h: Array, d: Array) -> None:
        greater(z, zeros, out=on)
        copyto(d, on)

    return value, slope


def _leaky_relu(shape: tuple[int, ...], dtype: DTypeLike, a: Alpha) -> Kernels:
    zeros, on, below = np.zeros(shape, dtype), np.empty(shape, bool), np.empty(shape, dtype)
    alpha = np.asarray(a, dtype)  # no copy: a learned α is an array that broadcasts over the units

    def value(z: Array, h: Array) -> None:  # max(0, z) + α min(0, z), true for every α
        minimum(z, zeros, out=below)
        multiply(below, alpha, out=below)
        maximum(z, zeros, out=h)
        add(h, below, out=h)

    def slope(z: Array, _h: Array, d: Array) -> None:
        greater(z, zeros, out=on)
        copyto(d, alpha)
        copyto(d, 1.0, where=on)

    return value, slope


def _elu(shape: tuple[int, ...], dtype: DTypeLike, a: Alpha, scale: float = 1.0) -> Kernels:
    zeros, on, t = np.zeros(shape, dtype), np.empty(shape, bool), np.empty(shape, dtype)
    depth = scale * float(a if a is not None else 1.0)

    def value(z: Array, h: Array) -> None:  # e^x - 1 = 2t / (1 - t), t = tanh(x/2): no digits lost near 0
        minimum(z, zeros, out=t)
        multiply(t, 0.5, out=t)
        np_tanh(t, out=t)
        subtract(1.0, t, out=h)
        divide(t, h, out=t)
        multiply(t, 2.0 * depth, out=t)
        maximum(z, zeros, out=h)
        if scale != 1.0:
            multiply(h, scale, out=h)
        add(h, t, out=h)

    def slope(z: Array, _h: Array, d: Array) -> None:  # scale above 0, α e^z below
        minimum(z, zeros, out=d)
        exp(d, out=d)
        if depth == 1.0 == scale:
            return
        multiply(d, depth, out=d)
        greater(z, zeros, out=on)
        copyto(d, scale, where=on)

    return value, slope


SELU_ALPHA, SELU_SCALE = 1.6732632423543772, 1.0507009873554805  # Klambauer et al. 2017


def _selu(shape: tuple[int, ...], dtype: DTypeLike, _a: Alpha) -> Kernels:
    return _elu(shape, dtype, SELU_ALPHA, SELU_SCALE)


def _gelu(shape: tuple[int, ...], dtype: DTypeLike, _a: Alpha) -> Kernels:
    bell, t, on = np.empty(shape, dtype), np.empty(shape, dtype), np.empty(shape, bool)

    def distribution(z: Array, out: Array) -> None:  # Φ(z): the tail itself below 0, one minus it above
        upper_tail(z, out, bell, t)
        greater(z, 0.0, out=on)
        subtract(1.0, out, out=out, where=on)

    def value(z: Array, h: Array) -> None:
        distribution(z, h)
        multiply(h, z, out=h)

    def slope(z: Array, _h: Array, d: Array) -> None:  # Φ(z) + z ϕ(z)
        distribution(z, d)
        multiply(bell, 1.0 / np.sqrt(2.0 * np.pi).item(), out=bell)
        multiply(bell, z, out=bell)
        add(d, bell, out=d)

    return value, slope


def _gelu_tanh(shape: tuple[int, ...], dtype: DTypeLike, _a: Alpha) -> Kernels:
    t, u = np.empty(shape, dtype), np.empty(shape, dtype)
    c, k = float(np.sqrt(8.0 / np.pi)), 0.044715

    def gate(z: Array, out: Array) -> None:  # ½ (1 + tanh y) = σ(2y), y = √(2/π) (z + k z³)
        np.clip(z, -30.0, 30.0, out=out)  # beyond, the gate is 0 or 1; keeps z³ finite
        multiply(out, out, out=t)
        multiply(t, -c * k, out=t)
        subtract(t, c, out=t)
        multiply(t, out, out=t)
        exp(t, out=out)
        add(out, 1.0, out=out)
        reciprocal(out, out=out)

    def value(z: Array, h: Array) -> None:
        gate(z, h)
        multiply(h, z, out=h)

    def slope(z: Array, _h: Array, d: Array) -> None:  # g + z g (1 - g) 2y′
        gate(z, d)
        np.clip(z, -30.0, 30.0, out=u)
        multiply(u, u, out=t)
        multiply(t, 3.0 * c * k, out=t)
        add(t, c, out=t)
        multiply(t, u, out=t)
        subtract(1.0, d, out=u)
        multiply(t, u, out=t)
        add(t, 1.0, out=t)
        multiply(d, t, out=d)

    return value, slope


def _silu(shape: tuple[int, ...], dtype: DTypeLike, a: Alpha) -> Kernels:
    sigmoid, t = _sigmoid(shape, dtype, a)[0], np.empty(shape, dtype)

    def value(z: Array, h: Array) -> None:
        sigmoid(z, h)
        multiply(h, z, out=h)

    def slope(z: Array, _h: Array, d: Array) -> None:  # σ (1 + z (1 - σ))
        sigmoid(z, d)
        subtract(1.0, d, out=t)
        multiply(t, z, out=t)
        add(t, 1.0, out=t)
        multiply(d, t, out=d)

    return value, slope


def _mish(shape: tuple[int, ...], dtype: DTypeLike, _a: Alpha) -> Kernels:
    e, n = np.empty(shape, dtype), np.empty(shape, dtype)

    def terms(z: Array) -> None:  # e = e^z, n = e (e + 2): tanh(ln(1 + e)) = n / (n + 2)
        minimum(z, 20.0, out=e)  # beyond, tanh(softplus z) is 1 to the last digit
        exp(e, out=e)
        add(e, 2.0, out=n)
        multiply(n, e, out=n)

    def value(z: Array, h: Array) -> None:
        terms(z)
        add(n, 2.0, out=h)
        divide(n, h, out=h)
        multiply(h, z, out=h)

    def slope(z: Array, _h: Array, d: Array) -> None:  # n/(n+2) + z · 4 e (1 + e) / (n + 2)²
        terms(z)
        add(n, 2.0, out=d)
        divide(n, d, out=n)
        divide(e, d, out=e)  # e / (n + 2): both factors stay in range
        divide(1.0, d, out=d)
        add(d, e, out=d)  # (1 + e) / (n + 2)
        multiply(d, e, out=d)
        multiply(d, 4.0, out=d)
        minimum(z, 20.0, out=e)  # the term is gone beyond, and a huge z must not bring it back
        multiply(d, e, out=d)
        add(d, n, out=d)

    return value, slope


def _softplus(shape: tuple[int, ...], dtype: DTypeLike, a: Alpha) -> Kernels:
    sigmoid, t, zeros = _sigmoid(shape, dtype, a)[0], np.empty(shape, dtype), np.zeros(shape, dtype)

    def value(z: Array, h: Array) -> None:  # max(0, z) + ln(1 + e^-|z|): never overflows
        absolute(z, out=t)
        np.negative(t, out=t)
        exp(t, out=t)
        np.log1p(t, out=t)
        maximum(z, zeros, out=h)
        add(h, t, out=h)

    def slope(z: Array, _h: Array, d: Array) -> None:
        sigmoid(z, d)

    return value, slope


def _softsign(_shape: tuple[int, ...], _dtype: DTypeLike, _a: Alpha) -> Kernels:
    def value(z: Array, h: Array) -> None:
        absolute(z, out=h)
        add(h, 1.0, out=h)
        divide(z, h, out=h)

    def slope(z: Array, _h: Array, d: Array) -> None:  # 1 / (1 + |z|)²
        absolute(z, out=d)
        add(d, 1.0, out=d)
        reciprocal(d, out=d)
        multiply(d, d, out=d)

    return value, slope


def _clipped(low: float, high: float, gain: float, shift: float) -> Callable[..., Kernels]:
    """Kernels of gain·(z + shift) on low < z < high, flat outside."""

    def make(shape: tuple[int, ...], dtype: DTypeLike, _a: Alpha) -> Kernels:
        above, below, t = np.empty(shape, bool), np.empty(shape, bool), np.empty(shape, dtype)

        def value(z: Array, h: Array) -> None:
            np.clip(z, low, high, out=h)
            add(h, shift, out=h)
            multiply(h, gain, out=h)

        def slope(z: Array, _h: Array, d: Array) -> None:
            greater(z, low, out=above)
            np.less(z, high, out=below)
            np.logical_and(above, below, out=above)
            copyto(t, above)
            multiply(t, gain, out=d)

        return value, slope

    return make


def _identity(_shape: tuple[int, ...], _dtype: DTypeLike, _a: Alpha) -> Kernels:
    def value(z: Array, h: Array) -> None:
        copyto(h, z)

    def slope(_z: Array, _h: Array, d: Array) -> None:
        d.fill(1.0)

    return value, slope


ACTIVATIONS = ActivationRegistry()
for _entry in (
    Activation(
        "sigmoid", "Sigmoid", "1 / (1 + e⁻ᶻ)",
        "The classic squashing curve: its slope is at most 0.25, so a deep stack of it lets the gradient vanish.",
        _sigmoid, largest_slope=0.25, exact_slope=_exact_sigmoid_slope,
        solves="Gives a smooth output between 0 and 1 that reads as a probability or as an open gate.",
        costs="Every layer multiplies the gradient by 0.25 or less, and outputs are never centred on 0.",
    ),
    Activation(
        "tanh", "tanh", "tanh z",
        "Centred on zero with slope 1 there, but it saturates on both sides and the gradient fades with it.",
        _tanh, exact_slope=_exact_tanh_slope,
        solves="Keeps outputs centred on 0, so the next layer's inputs are balanced.",
        costs="Where |z| is above 3 the slope is below 0.01, and the gradient through it is all but gone.",
    ),
    Activation(
        "relu", "ReLU", "max(0, z)",
        "Slope 1 when on, so gradients pass unshrunk; slope 0 when off, so a unit off for every example is dead.",
        _relu, flat=((-INF, 0.0),), piecewise_linear=True, rectifier=True,
        solves="Passes the gradient on whole wherever a unit is on, and costs almost nothing to compute.",
        costs="A unit pushed below zero on every example gets no gradient of its own any more: it is dead.",
    ),
    Activation(
        "leaky_relu", "Leaky ReLU", "max(0, z) + α·min(0, z)",
        "ReLU with a small slope α below zero: a unit that is off still gets some gradient and can recover.",
        _leaky_relu, piecewise_linear=True, alpha=0.01, alpha_name="slope below zero", rectifier=True,
        scales_with_alpha=True,
        solves="Keeps a slope everywhere (with α above 0), so no unit can be dead.",
        costs="α is one more number to choose, and outputs below zero carry little of the gradient.",
    ),
    Activation(
        "prelu", "PReLU", "max(0, z) + α·min(0, z), α learned",
        "Leaky ReLU whose slope below zero is learned with the weights, one a layer or one a unit.",
        _leaky_relu, piecewise_linear=True, alpha=0.25, alpha_name="slope below zero at the start",
        learns_alpha=True, rectifier=True, scales_with_alpha=True,
        solves="Lets training itself find the slope below zero instead of leaving it to a guess.",
        costs="Adds parameters, and an α that is learned to be 0 brings dying back.",
    ),
    Activation(
        "elu", "ELU", "z, or α(eᶻ − 1) below 0",
        "Smooth below zero and levelling off at −α: outputs average nearer zero and no unit goes fully silent.",
        _elu, alpha=1.0, alpha_name="depth below zero", scales_with_alpha=True,
        solves="Pulls the mean output towards 0 and still has a slope just below zero.",
        costs="Needs an exponential, and far below zero the slope fades away.",
    ),
    Activation(
        "selu", "SELU", "λ·ELU(z), α = 1.673, λ = 1.051",
        "ELU scaled so that, with LeCun initialization, every layer keeps mean 0 and variance 1.",
        _selu, largest_slope=SELU_ALPHA * SELU_SCALE,
        solves="Lets a deep stack of plain layers keep its own scale without normalization layers.",
        costs="The promise holds only with LeCun initialization and plain layers, and slopes reach 1.76.",
    ),
    Activation(
        "gelu", "GELU", "z·Φ(z)",
        "Weighs z by the chance that a normal variable lies below it: a smooth ReLU, the default in transformers.",
        _gelu, largest_slope=1.1289042,
        solves="Replaces ReLU's corner by a smooth bend, so that the gradient does not switch all at once.",
        costs="Costs more to compute, and far below zero the slope is as good as none.",
    ),
    Activation(
        "gelu_tanh", "GELU (tanh)", "½z(1 + tanh(√(2/π)(z + 0.0447z³)))",
        "The fast approximation of GELU that GPT-2 and BERT were trained with.",
        _gelu_tanh, largest_slope=1.1289932,
        solves="Gives nearly GELU where the error function is slow or missing.",
        costs="Differs from the exact GELU by up to 0.0005, so trained weights do not carry over to the last digit.",
    ),
    Activation(
        "silu", "SiLU / Swish", "z·σ(z)",
        "z times its own sigmoid: smooth, dips below zero, and never has a region of zero slope.",
        _silu, largest_slope=1.0998394,
        solves="Replaces ReLU's corner by a smooth bend with nothing but a sigmoid.",
        costs="Costs an exponential, and far below zero the slope fades away.",
    ),
    Activation(
        "mish", "Mish", "z·tanh(ln(1 + eᶻ))",
        "A smooth cousin of SiLU with a slightly deeper dip; costs more to compute.",
        _mish, largest_slope=1.0884983,
        solves="Bends smoothly like SiLU and lets slightly more through just below zero.",
        costs="Takes an exponential and two divisions for what is nearly the same curve as SiLU.",
    ),
    Activation(
        "softplus", "Softplus", "ln(1 + eᶻ)",
        "ReLU with its corner rounded off; its slope is the sigmoid, so it is never exactly zero.",
        _softplus, exact_slope=lambda z: np.asarray(1.0 / (1.0 + exp(-z))),
        solves="Gives a positive output with a smooth slope everywhere, as a variance needs.",
        costs="Outputs are never below 0, and at z = 0 only half of the gradient passes.",
    ),
    Activation(
        "softsign", "Softsign", "z / (1 + |z|)",
        "Like tanh, but it approaches ±1 slowly, so it saturates later.",
        _softsign,
        solves="Saturates slowly, so units that are far out can still come back.",
        costs="Its slope falls off as soon as z leaves 0: a quarter is left at z = ±1.",
    ),
    Activation(
        "relu6", "ReLU6", "min(max(0, z), 6)",
        "ReLU capped at 6 for low-precision hardware: flat on both sides, so it can die on both.",
        _clipped(0.0, 6.0, 1.0, 0.0), flat=((-INF, 0.0), (6.0, INF)), piecewise_linear=True, rectifier=True,
        solves="Keeps outputs within 0 to 6, so that low-precision numbers can hold them.",
        costs="Has a second flat region above 6, where a unit gets no gradient either.",
    ),
    Activation(
        "hard_tanh", "Hard tanh", "min(max(−1, z), 1)",
        "Straight lines in place of tanh: exactly flat outside ±1, where a unit gets no gradient at all.",
        _clipped(-1.0, 1.0, 1.0, 0.0), flat=((-INF, -1.0), (1.0, INF)), piecewise_linear=True,
        solves="Gives tanh's shape without an exponential, with slope 1 all the way to ±1.",
        costs="Outside ±1 the slope is exactly zero: a unit there on every example is dead.",
    ),
    Activation(
        "hard_sigmoid", "Hard sigmoid", "min(max(0, z/6 + ½), 1)",
        "Straight lines in place of the sigmoid: slope only 1/6, and exactly flat outside ±3.",
        _clipped(-3.0, 3.0, 1.0 / 6.0, 3.0), largest_slope=1.0 / 6.0, flat=((-INF, -3.0), (3.0, INF)),
        piecewise_linear=True,
        solves="Gives the sigmoid's shape without an exponential, for gates on small devices.",
        costs="Its slope is at most 1/6, and outside ±3 it is exactly zero.",
    ),
    Activation(
        "identity", "Identity", "z",
        "No activation at all: the whole network stays one linear map, whatever its depth.",
        _identity, piecewise_linear=True,
        solves="Shows what the layers alone do to the gradient, since it changes nothing.",
        costs="However many layers there are, the network can only draw a straight boundary.",
    ),
):  # fmt: skip
    ACTIVATIONS.add(_entry)
