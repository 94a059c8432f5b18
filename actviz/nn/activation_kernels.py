"""The activation kernels compute each activation function's value and, beside it, its slope.

z is a pre-activation, h = φ(z) the output, d = φ′(z) the slope, a the parameter α. Each function here returns two
*kernels* for arrays of one shape: `value(z, h)` writes φ(z) into h and `slope(z, h, d)` writes φ′(z) into d;
their scratch arrays are allocated once. Where the slope follows from the output (sigmoid, tanh) the kernel computes
it from h, as every framework does; an `exact_…_slope` keeps the digits that 1 - h loses in saturation.
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

from actviz.arrays import Floats
from actviz.nn.activation import Alpha, Kernels
from actviz.nn.normal_tail import upper_tail


def sigmoid(shape: tuple[int, ...], dtype: DTypeLike, _a: Alpha) -> Kernels:
    """1 / (1 + e^-z)."""
    ones = np.ones(shape, dtype)  # an array of ones is faster than a scalar 1

    def value(z: Floats, h: Floats) -> None:  # 1 / (1 + e^-z); e^-z may overflow to inf, which gives 0
        np.negative(z, out=h)
        exp(h, out=h)
        add(h, ones, out=h)
        reciprocal(h, out=h)

    def slope(_z: Floats, h: Floats, d: Floats) -> None:  # φ (1 - φ)
        subtract(ones, h, out=d)
        multiply(d, h, out=d)

    return value, slope


def exact_sigmoid_slope(z: Floats) -> Floats:
    """The sigmoid's slope computed from z, so that it keeps all digits in saturation."""
    e = exp(-absolute(z))
    return np.asarray(e / (1.0 + e) ** 2)


def tanh(shape: tuple[int, ...], dtype: DTypeLike, _a: Alpha) -> Kernels:
    """tanh z."""
    ones = np.ones(shape, dtype)

    def slope(_z: Floats, h: Floats, d: Floats) -> None:  # 1 - φ²
        multiply(h, h, out=d)
        subtract(ones, d, out=d)

    return np_tanh, slope  # a ufunc takes its output as second argument


def exact_tanh_slope(z: Floats) -> Floats:
    """The slope of tanh computed from z, so that it keeps all digits in saturation."""
    return np.asarray(4.0 * exact_sigmoid_slope(2.0 * z))


def relu(shape: tuple[int, ...], dtype: DTypeLike, _a: Alpha) -> Kernels:
    """max(0, z)."""
    zeros, on = np.zeros(shape, dtype), np.empty(shape, bool)  # an array of zeros is faster than a scalar 0

    def value(z: Floats, h: Floats) -> None:
        maximum(z, zeros, out=h)

    def slope(z: Floats, _h: Floats, d: Floats) -> None:
        greater(z, zeros, out=on)
        copyto(d, on)

    return value, slope


def leaky_relu(shape: tuple[int, ...], dtype: DTypeLike, a: Alpha) -> Kernels:
    """max(0, z) + α min(0, z)."""
    zeros, on, below = np.zeros(shape, dtype), np.empty(shape, bool), np.empty(shape, dtype)
    alpha = np.asarray(a, dtype)  # no copy: a learned α is an array that broadcasts over the units

    def value(z: Floats, h: Floats) -> None:  # max(0, z) + α min(0, z), true for every α
        minimum(z, zeros, out=below)
        multiply(below, alpha, out=below)
        maximum(z, zeros, out=h)
        add(h, below, out=h)

    def slope(z: Floats, _h: Floats, d: Floats) -> None:
        greater(z, zeros, out=on)
        copyto(d, alpha)
        copyto(d, 1.0, where=on)

    return value, slope


def elu(shape: tuple[int, ...], dtype: DTypeLike, a: Alpha, scale: float = 1.0) -> Kernels:
    """z, or α (e^z - 1) below 0; all of it times `scale`."""
    zeros, on, t = np.zeros(shape, dtype), np.empty(shape, bool), np.empty(shape, dtype)
    depth = scale * float(a if a is not None else 1.0)

    def value(z: Floats, h: Floats) -> None:  # e^x - 1 = 2t / (1 - t), t = tanh(x/2): no digits lost near 0
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

    def slope(z: Floats, _h: Floats, d: Floats) -> None:  # scale above 0, α e^z below
        minimum(z, zeros, out=d)
        exp(d, out=d)
        if depth == 1.0 == scale:
            return
        multiply(d, depth, out=d)
        greater(z, zeros, out=on)
        copyto(d, scale, where=on)

    return value, slope


SELU_ALPHA, SELU_SCALE = 1.6732632423543772, 1.0507009873554805  # Klambauer et al. 2017


def selu(shape: tuple[int, ...], dtype: DTypeLike, _a: Alpha) -> Kernels:
    """ELU with the scale and depth that keep mean 0 and variance 1."""
    return elu(shape, dtype, SELU_ALPHA, SELU_SCALE)


def gelu(shape: tuple[int, ...], dtype: DTypeLike, _a: Alpha) -> Kernels:
    """z Φ(z), exactly."""
    bell, t, on = np.empty(shape, dtype), np.empty(shape, dtype), np.empty(shape, bool)

    def distribution(z: Floats, out: Floats) -> None:  # Φ(z): the tail below 0, 1 - tail above, so no digits are lost
        upper_tail(z, out, bell, t)
        greater(z, 0.0, out=on)
        subtract(1.0, out, out=out, where=on)

    def value(z: Floats, h: Floats) -> None:
        distribution(z, h)
        multiply(h, z, out=h)

    def slope(z: Floats, _h: Floats, d: Floats) -> None:  # Φ(z) + z ϕ(z)
        distribution(z, d)
        multiply(bell, 1.0 / np.sqrt(2.0 * np.pi).item(), out=bell)
        multiply(bell, z, out=bell)
        add(d, bell, out=d)

    return value, slope


def gelu_tanh(shape: tuple[int, ...], dtype: DTypeLike, _a: Alpha) -> Kernels:
    """GELU in the approximation by tanh."""
    t, u = np.empty(shape, dtype), np.empty(shape, dtype)
    c, k = float(np.sqrt(8.0 / np.pi)), 0.044715

    def gate(z: Floats, out: Floats) -> None:  # ½ (1 + tanh y) = σ(2y), y = √(2/π) (z + k z³)
        np.clip(z, -30.0, 30.0, out=out)  # beyond, the gate is 0 or 1; keeps z³ finite
        multiply(out, out, out=t)
        multiply(t, -c * k, out=t)
        subtract(t, c, out=t)
        multiply(t, out, out=t)
        exp(t, out=out)
        add(out, 1.0, out=out)
        reciprocal(out, out=out)

    def value(z: Floats, h: Floats) -> None:
        gate(z, h)
        multiply(h, z, out=h)

    def slope(z: Floats, _h: Floats, d: Floats) -> None:  # g + z g (1 - g) 2y′
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


def silu(shape: tuple[int, ...], dtype: DTypeLike, a: Alpha) -> Kernels:
    """z σ(z)."""
    logistic, t = sigmoid(shape, dtype, a)[0], np.empty(shape, dtype)

    def value(z: Floats, h: Floats) -> None:
        logistic(z, h)
        multiply(h, z, out=h)

    def slope(z: Floats, _h: Floats, d: Floats) -> None:  # σ (1 + z (1 - σ))
        logistic(z, d)
        subtract(1.0, d, out=t)
        multiply(t, z, out=t)
        add(t, 1.0, out=t)
        multiply(d, t, out=d)

    return value, slope


def mish(shape: tuple[int, ...], dtype: DTypeLike, _a: Alpha) -> Kernels:
    """z tanh(ln(1 + e^z))."""
    e, n = np.empty(shape, dtype), np.empty(shape, dtype)

    def terms(z: Floats) -> None:  # e = e^z, n = e (e + 2): tanh(ln(1 + e)) = n / (n + 2)
        minimum(z, 20.0, out=e)  # beyond, tanh(softplus z) is 1 to the last digit
        exp(e, out=e)
        add(e, 2.0, out=n)
        multiply(n, e, out=n)

    def value(z: Floats, h: Floats) -> None:
        terms(z)
        add(n, 2.0, out=h)
        divide(n, h, out=h)
        multiply(h, z, out=h)

    def slope(z: Floats, _h: Floats, d: Floats) -> None:  # n/(n+2) + z · 4 e (1 + e) / (n + 2)²
        terms(z)
        add(n, 2.0, out=d)
        divide(n, d, out=n)
        divide(e, d, out=e)  # e / (n + 2): both factors stay in range
        divide(1.0, d, out=d)
        add(d, e, out=d)  # (1 + e) / (n + 2)
        multiply(d, e, out=d)
        multiply(d, 4.0, out=d)
        minimum(z, 20.0, out=e)  # the term is 0 beyond; a huge z times a rounding error would not be
        multiply(d, e, out=d)
        add(d, n, out=d)

    return value, slope


def softplus(shape: tuple[int, ...], dtype: DTypeLike, a: Alpha) -> Kernels:
    """ln(1 + e^z)."""
    logistic, t, zeros = sigmoid(shape, dtype, a)[0], np.empty(shape, dtype), np.zeros(shape, dtype)

    def value(z: Floats, h: Floats) -> None:  # max(0, z) + ln(1 + e^-|z|): never overflows
        absolute(z, out=t)
        np.negative(t, out=t)
        exp(t, out=t)
        np.log1p(t, out=t)
        maximum(z, zeros, out=h)
        add(h, t, out=h)

    def slope(z: Floats, _h: Floats, d: Floats) -> None:
        logistic(z, d)

    return value, slope


def exact_softplus_slope(z: Floats) -> Floats:
    """The slope of softplus: the sigmoid."""
    return np.asarray(1.0 / (1.0 + exp(-z)))


def softsign(_shape: tuple[int, ...], _dtype: DTypeLike, _a: Alpha) -> Kernels:
    """z / (1 + |z|)."""

    def value(z: Floats, h: Floats) -> None:
        absolute(z, out=h)
        add(h, 1.0, out=h)
        divide(z, h, out=h)

    def slope(z: Floats, _h: Floats, d: Floats) -> None:  # 1 / (1 + |z|)²
        absolute(z, out=d)
        add(d, 1.0, out=d)
        reciprocal(d, out=d)
        multiply(d, d, out=d)

    return value, slope


def clipped(low: float, high: float, gain: float, shift: float) -> Callable[..., Kernels]:
    """Kernels of gain·(z + shift) on low < z < high, flat outside."""

    def make(shape: tuple[int, ...], dtype: DTypeLike, _a: Alpha) -> Kernels:
        above, below, t = np.empty(shape, bool), np.empty(shape, bool), np.empty(shape, dtype)

        def value(z: Floats, h: Floats) -> None:
            np.clip(z, low, high, out=h)
            add(h, shift, out=h)
            multiply(h, gain, out=h)

        def slope(z: Floats, _h: Floats, d: Floats) -> None:
            greater(z, low, out=above)
            np.less(z, high, out=below)
            np.logical_and(above, below, out=above)
            copyto(t, above)
            multiply(t, gain, out=d)

        return value, slope

    return make


def identity(_shape: tuple[int, ...], _dtype: DTypeLike, _a: Alpha) -> Kernels:
    """z."""

    def value(z: Floats, h: Floats) -> None:
        copyto(h, z)

    def slope(_z: Floats, _h: Floats, d: Floats) -> None:
        d.fill(1.0)

    return value, slope
