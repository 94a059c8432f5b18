"""A list of prepared calls is compiled into one Python function of straight-line code.

In a small network nearly all of a step is the cost of calling NumPy, and a loop that reads each call's function and
arguments from a list adds to it. So the calls are written one per line and compiled. The caller lists the calls in
order; this module only executes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from types import CodeType
from typing import Any

from actviz.frozen import dataclass


@dataclass(frozen=True)
class Given:
    """A placeholder in an operation for a function or an argument that each call supplies."""

    name: str


Operation = tuple[Callable[..., Any] | Given, tuple[Any, ...], Any]  # function, arguments, and `out`, None for none


def perform(operations: Iterable[Operation], given: Mapping[Given, Any] | None = None) -> None:
    """Execute the operations in order, without compiling them."""
    known = given or {}

    def value(thing: Any) -> Any:
        return known[thing] if isinstance(thing, Given) else thing

    for function, arguments, out in operations:
        out_argument = {} if out is None else {"out": value(out)}
        value(function)(*map(value, arguments), **out_argument)


def straight_line(
    operations: Iterable[Operation], returned: Callable[..., Any] | None = None, given: Sequence[Given] = ()
) -> Callable[..., Any]:
    """Compile the operations into one function, whose parameters are the placeholders `given`.

    It returns the result of the operation whose function is `returned`, or None without one.
    """
    names: dict[str, Any] = {}

    def named(thing: Any, name: str) -> str:
        if isinstance(thing, Given):
            return thing.name
        names[name] = thing
        return name

    lines, result = [f"def run({', '.join(one.name for one in given)}):"], "None"
    for i, (function, arguments, out) in enumerate(operations):
        written = [named(argument, f"a{i}_{j}") for j, argument in enumerate(arguments)]
        if out is not None:
            written.append(f"out={named(out, f'out{i}')}")
        call = f"{named(function, f'f{i}')}({', '.join(written)})"
        if function is returned and returned is not None:
            call, result = f"found = {call}", "found"
        lines.append(f"    {call}")
    exec(_compiled("\n".join([*lines, f"    return {result}"])), names)
    run: Callable[..., Any] = names.pop("run")  # without a cycle through its globals, reference counting frees it
    return run


@lru_cache(maxsize=64)
def _compiled(source: str) -> CodeType:
    return compile(source, "<straight line>", "exec")
