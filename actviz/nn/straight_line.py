"""Straight-line code: prepared calls, one after the other, as a single Python function.

In a network of a few units nearly all of a step is the cost of calling NumPy, and a loop that takes each call's
function and arguments out of a list adds to it. So the calls are written out once, each on a line of its own, and
compiled. What is computed, and in which order, is said by who lists the calls; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from types import CodeType
from typing import Any

Operation = tuple[Callable[..., Any], tuple[Any, ...], Any]  # function, arguments, and `out`, None for none
Shape = tuple[tuple[int, bool], ...]  # of each operation: how many arguments, and whether it has an `out`


def perform(operations: Iterable[Operation]) -> None:
    """Do one operation after the other, without preparing anything."""
    for function, arguments, out in operations:
        if out is None:
            function(*arguments)
        else:
            function(*arguments, out=out)


def straight_line(operations: Iterable[Operation], returned: Callable[..., Any] | None = None) -> Callable[[], Any]:
    """Return a function that does the operations in order.

    It returns what the operation whose function is `returned` gives; None without one.
    """
    listed = list(operations)
    shape = tuple((len(arguments), out is not None) for _, arguments, out in listed)
    place = next((i for i, (function, _, _) in enumerate(listed) if function is returned), -1)
    names: dict[str, Any] = {}
    for i, (function, arguments, out) in enumerate(listed):
        names[f"f{i}"], names[f"out{i}"] = function, out
        names.update((f"a{i}_{j}", argument) for j, argument in enumerate(arguments))
    exec(_code(shape, place), names)
    run: Callable[[], Any] = names["run"]
    return run


@lru_cache(maxsize=64)
def _code(shape: Shape, place: int) -> CodeType:
    lines = ["def run():"]
    for i, (n_arguments, has_out) in enumerate(shape):
        given = [f"a{i}_{j}" for j in range(n_arguments)] + [f"out=out{i}"] * has_out
        lines.append(f"    {'found = ' * (i == place)}f{i}({', '.join(given)})")
    lines.append(f"    return {'found' if place >= 0 else 'None'}")
    return compile("\n".join(lines), "<straight line>", "exec")
