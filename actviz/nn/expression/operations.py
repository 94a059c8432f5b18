"""The operations of an expression are functions f(x, …, out=) on arrays of one shape and type.

Those that NumPy lacks keep their digits in the tails: the slope of the sigmoid is e/(1 + e)² with e = e^-|x|, not
φ(1 - φ), so that a slope is never 0 merely because 1 - φ lost its digits.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from actviz.frozen import dataclass
from actviz.nn.normal_tail import upper_tail
from actviz.translation import mark

Shape = tuple[int, ...]
Function = Callable[..., Any]
_erf = np.frompyfunc(math.erf, 1, 1)


@dataclass(frozen=True)
class Operation:
    """An operation: `make(shape, dtype)` returns its function, with scratch arrays of its own.

    `switch` names the quantity whose zeros are corners, jumps or gaps: the "first" or "second" argument, their
    "difference", or 1 + x ("after one"). `complaint` explains a result that is not finite.
    """

    make: Callable[[Shape, DTypeLike], Function]
    is_condition: bool = False
    switch: str = ""
    complaint: str = mark("the number is too large")
    wants_arrays: bool = False  # a comparison with an array is three times faster than with a number


def _plain(function: Function, **rest: Any) -> Operation:
    return Operation(lambda _shape, _dtype: function, **rest)


def _sigmoid(x: Any, out: NDArray[Any]) -> None:  # 1 / (1 + e^-x); e^-x may overflow to inf, which gives 0
    np.negative(x, out=out)
    np.exp(out, out=out)
    np.add(out, 1.0, out=out)
    np.reciprocal(out, out=out)


def _bell_of(scale: float, factor: float) -> Callable[[Shape, DTypeLike], Function]:
    """Make factor · e / (1 + e)² with e = e^(-scale·|x|)."""

    def make(shape: Shape, dtype: DTypeLike) -> Function:
        t = np.empty(shape, dtype)

        def function(x: Any, out: NDArray[Any]) -> None:
            np.absolute(x, out=out)
            np.multiply(out, -scale, out=out)
            np.exp(out, out=out)
            np.add(out, 1.0, out=t)
            np.square(t, out=t)
            np.divide(out, t, out=out)
            if factor != 1.0:
                np.multiply(out, factor, out=out)

        return function

    return make


def _softplus(shape: Shape, dtype: DTypeLike) -> Function:
    t = np.empty(shape, dtype)

    def function(x: Any, out: NDArray[Any]) -> None:  # max(0, x) + ln(1 + e^-|x|): never overflows
        np.absolute(x, out=t)
        np.negative(t, out=t)
        np.exp(t, out=t)
        np.log1p(t, out=t)
        np.maximum(x, 0.0, out=out)
        np.add(out, t, out=out)

    return function


def _distribution(shape: Shape, dtype: DTypeLike) -> Function:
    bell, t, on = np.empty(shape, dtype), np.empty(shape, dtype), np.empty(shape, bool)

    def function(x: Any, out: NDArray[Any]) -> None:  # Φ(x): the tail below 0, 1 - tail above, so no digits are lost
        upper_tail(x, out, bell, t)
        np.greater(x, 0.0, out=on)
        np.subtract(1.0, out, out=out, where=on)

    return function


def _error_function(shape: Shape, dtype: DTypeLike) -> Function:
    if np.dtype(dtype) != np.float32:

        def exact(x: Any, out: NDArray[Any]) -> None:
            out[...] = np.asarray(_erf(x), np.float64)

        return exact
    scaled, bell, t, near = (
        np.empty(shape, dtype),
        np.empty(shape, dtype),
        np.empty(shape, dtype),
        np.empty(shape, bool),
    )

    def function(x: Any, out: NDArray[Any]) -> None:
        np.multiply(x, math.sqrt(2.0), out=scaled)
        upper_tail(scaled, out, bell, t)
        np.multiply(out, -2.0, out=out)
        np.add(out, 1.0, out=out)  # erf |x| = 1 - 2 Q(√2 |x|)
        np.copysign(out, x, out=out)
        np.absolute(x, out=t)
        np.less(t, 0.4, out=near)  # there 1 - 2 Q has lost its digits
        np.square(x, out=t)
        bell.fill(1.0 / 216.0)
        for coefficient in (-1.0 / 42.0, 1.0 / 10.0, -1.0 / 3.0, 1.0):
            np.multiply(bell, t, out=bell)
            np.add(bell, coefficient, out=bell)
        np.multiply(bell, x, out=bell)
        np.multiply(bell, 2.0 / math.sqrt(math.pi), out=bell)
        np.copyto(out, bell, where=near)

    return function


def _bell(x: Any, out: NDArray[Any]) -> None:  # e^(-x²/2)
    np.square(x, out=out)
    np.multiply(out, -0.5, out=out)
    np.exp(out, out=out)


def _where(condition: Any, x: Any, y: Any, out: NDArray[Any]) -> None:
    np.copyto(out, y)
    np.copyto(out, x, where=condition)


OPERATIONS: dict[str, Operation] = {
    "constant": _plain(np.copyto),
    "z": _plain(np.copyto),
    "a": _plain(np.copyto),
    "add": _plain(np.add),
    "subtract": _plain(np.subtract),
    "multiply": _plain(np.multiply),
    "divide": _plain(np.divide, switch="second", complaint=mark("division by zero")),
    "power": _plain(np.power, switch="first", complaint=mark("the power is not a finite number")),
    "negative": _plain(np.negative),
    "square": _plain(np.square),
    "maximum": _plain(np.maximum, switch="difference", wants_arrays=True),
    "minimum": _plain(np.minimum, switch="difference", wants_arrays=True),
    "where": _plain(_where),
    "greater": _plain(np.greater, is_condition=True, switch="difference", wants_arrays=True),
    "greater_equal": _plain(np.greater_equal, is_condition=True, switch="difference", wants_arrays=True),
    "less": _plain(np.less, is_condition=True, switch="difference", wants_arrays=True),
    "less_equal": _plain(np.less_equal, is_condition=True, switch="difference", wants_arrays=True),
    "and": _plain(np.logical_and, is_condition=True),
    "or": _plain(np.logical_or, is_condition=True),
    "not": _plain(np.logical_not, is_condition=True),
    "abs": _plain(np.absolute, switch="first"),
    "sign": _plain(np.sign, switch="first"),
    "exp": _plain(np.exp),
    "expm1": _plain(np.expm1),
    "log": _plain(np.log, switch="first", complaint=mark("the logarithm of a number that is not positive")),
    "log1p": _plain(np.log1p, switch="after one", complaint=mark("the logarithm of a number that is not positive")),
    "sqrt": _plain(np.sqrt, switch="first", complaint=mark("the root of a negative number")),
    "sin": _plain(np.sin),
    "cos": _plain(np.cos),
    "atan": _plain(np.arctan),
    "tanh": _plain(np.tanh),
    "sigmoid": _plain(_sigmoid),
    "softplus": Operation(_softplus),
    "erf": Operation(_error_function),
    "Phi": Operation(_distribution),
    "bell": _plain(_bell),  # the rest only in slopes
    "sigmoid_slope": Operation(_bell_of(1.0, 1.0)),
    "tanh_slope": Operation(_bell_of(2.0, 4.0)),
}
