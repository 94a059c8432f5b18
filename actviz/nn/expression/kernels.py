"""The kernels of an expression compute its graph by a list of prepared calls on arrays allocated once.

Parts that do not depend on z are computed when the kernel is made, so that α costs nothing in training.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from actviz.nn.activation import Alpha
from actviz.nn.expression.graph import Node, ordered
from actviz.nn.expression.operations import OPERATIONS, Function, Shape

Array = NDArray[Any]
Values = dict[Node, Any]
_Z, _OUT = object(), object()  # placeholders for a kernel's arguments


def values_of(nodes: list[Node], z: Array, alpha: Alpha) -> Values:
    """Return the value of every node at every z; `nodes` contains the arguments of each node before it."""
    found = _without_z(nodes, z.dtype, alpha)
    for node in nodes:
        if not node.has_z:
            continue
        if node.operation == "z":
            found[node] = z
            continue
        op = OPERATIONS[node.operation]
        found[node] = np.empty(z.shape, bool if op.is_condition else z.dtype)
        op.make(z.shape, z.dtype)(*(found[x] for x in node.arguments), out=found[node])
    return found


def _without_z(nodes: list[Node], dtype: DTypeLike, alpha: Alpha) -> Values:
    """Return the values that do not depend on z: numbers as they are, α and results of it in the given dtype."""
    found: Values = {}
    for node in nodes:
        if node.is_constant:
            found[node] = node.value
        elif node.operation == "a":
            found[node] = np.asarray(alpha, dtype)
        elif not node.has_z:
            arguments = [np.asarray(found[x]) for x in node.arguments]
            shape, op = np.broadcast_shapes(*(x.shape for x in arguments)), OPERATIONS[node.operation]
            found[node] = np.empty(shape, bool if op.is_condition else dtype)
            op.make(shape, dtype)(*(np.broadcast_to(x, shape) for x in arguments), out=found[node])
    return found


def prepared(target: Node, shape: Shape, dtype: DTypeLike, alpha: Alpha) -> Callable[[Array, Array], None]:
    """Return f(z, out), which writes the target's value at every z, (*shape), into out."""
    nodes = ordered(target)
    with np.errstate(all="ignore"):
        operands = _without_z(nodes, dtype, alpha)
    if not target.has_z:
        return lambda _z, out: np.copyto(out, operands[target])
    calls = _calls(target, nodes, operands, shape, dtype)
    bound: list[tuple[Function, tuple[Any, ...], Array]] = []
    bound_to: list[Array | None] = [None, None]

    def run(z: Array, out: Array) -> None:
        if z is not bound_to[0] or out is not bound_to[1]:  # training always passes the same two arrays
            bound_to[:] = z, out
            bound[:] = [
                (call, tuple(z if x is _Z else x for x in inputs), out if into is _OUT else into)
                for call, inputs, into in calls
            ]
        for call, inputs, into in bound:
            call(*inputs, out=into)

    return run


def _calls(
    target: Node, nodes: list[Node], operands: Values, shape: Shape, dtype: DTypeLike
) -> list[tuple[Function, tuple[Any, ...], Any]]:
    """Return the calls in order; an array is reused once no later call needs its content."""
    if target.operation == "z":
        return [(_copy, (_Z,), _OUT)]
    left = Counter(x for node in nodes if node.has_z for x in node.arguments)
    free: dict[bool, list[Array]] = {False: [], True: []}
    calls: list[tuple[Function, tuple[Any, ...], Any]] = []
    for node in nodes:
        if not node.has_z:
            continue
        if node.operation == "z":
            operands[node] = _Z
            continue
        op = OPERATIONS[node.operation]
        inputs = tuple(_full(operands[x], shape, dtype) if op.wants_arrays else operands[x] for x in node.arguments)
        if node is target:
            into: Any = _OUT
        else:
            spare = free[op.is_condition]
            into = spare.pop() if spare else np.empty(shape, bool if op.is_condition else dtype)
        operands[node] = into
        calls.append((op.make(shape, dtype), inputs, into))
        for x in node.arguments:
            left[x] -= 1
            if not left[x] and x.has_z and x.operation != "z":
                free[OPERATIONS[x.operation].is_condition].append(operands[x])
    return calls


def _full(operand: Any, shape: Shape, dtype: DTypeLike) -> Any:
    return np.full(shape, operand, dtype) if isinstance(operand, float) else operand


def _copy(z: Array, out: Array) -> None:
    np.copyto(out, z)
