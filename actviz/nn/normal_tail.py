"""The tail of the standard normal distribution, which GELU needs and NumPy lacks.

Q(x) = P(Z > x) for x >= 0. In float64 it is computed by the C library's erfc, one element at a time; in float32, where
training needs speed, Q(x) = exp(-x²/2)·p(t) with t = 1/(1 + 0.35 x) and p a polynomial of degree 9 with minimal
largest relative error, 2.4e-7 on 0 <= x <= 60 (form: Abramowitz and Stegun 7.1.26; coefficients: our own).
"""

from __future__ import annotations

import math

import numpy as np
from numpy import absolute, add, exp, multiply, reciprocal, square

from actviz.arrays import Floats

_POLE = 0.35
_COEFFICIENTS = (
    0.13962851730979642,
    0.139688917715409,
    0.12150789265065912,
    0.09702306928934536,
    0.0016851959005931608,
    0.11598021002040823,
    -0.21152860522357297,
    0.1195158011081066,
    -0.023500881572340093,
)  # of t¹ … t⁹
_erfc = np.frompyfunc(math.erfc, 1, 1)


def upper_tail(z: Floats, tail: Floats, bell: Floats, t: Floats) -> None:
    """Write Q(|z|) into `tail` and exp(-z²/2) into `bell`; `t` is scratch, all of z's shape and dtype."""
    square(z, out=bell)
    multiply(bell, -0.5, out=bell)
    exp(bell, out=bell)
    absolute(z, out=t)
    if z.dtype != np.float32:
        tail[...] = np.asarray(_erfc(t / math.sqrt(2.0)), np.float64)  # frompyfunc may return a bare float
        tail *= 0.5
        return
    multiply(t, _POLE, out=t)
    add(t, 1.0, out=t)
    reciprocal(t, out=t)
    multiply(t, _COEFFICIENTS[-1], out=tail)
    for coefficient in reversed(_COEFFICIENTS[:-1]):
        add(tail, coefficient, out=tail)
        multiply(tail, t, out=tail)
    multiply(tail, bell, out=tail)
