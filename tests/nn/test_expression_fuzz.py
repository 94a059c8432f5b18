"""Random expressions, most of them broken: none may crash, and none may run anything.

2,000 of them here; `ACTVIZ_FUZZ=100000` before pytest's command takes so many.
"""

import os
import random
import sys
import warnings

from actviz.nn.custom_activation import custom_activation
from actviz.nn.expression import SIGNATURES
from actviz.nn.expression_graph import BadExpression, ordered
from actviz.nn.expression_operations import OPERATIONS

COUNT = int(os.environ.get("ACTVIZ_FUZZ", "2000"))
HOSTILE = (
    "__import__('os').system('true')", "z.__class__.__mro__", "(lambda: z)()", "[z]", "{z: z}", "f'{z}'", "z:=1",
    "9**9**9", "9" * 80, "()", "exec", "eval('z')", "open('x')", "z\x00", "ｚ", "σ(z)", "1j", "'a'", "True", "None",
    "...", "*z", "**z", "z if z else z", "await z", "yield", "import os", "print(z)", "globals()", "z[0]", "@", "\\",
    "1/0", "1e999", "0**-1", "log(0)", "sqrt(-1)", "z//2", "z%2", "z<<9", "~z", "(" * 50, ")" * 50, "-" * 90, "\n",
)  # fmt: skip
HARMLESS = {"compile", "builtins.id", "sys._getframe"}  # the first by `ast.parse`; to run something is "exec"
events: set[str] = set()
watching = False


def _note(event, _arguments):
    if watching:
        events.add(event)


sys.addaudithook(_note)  # it cannot be taken away again; it does nothing while nobody watches


def grown(rng, depth):
    """Return a random expression, right by its grammar."""
    if depth == 0 or rng.random() < 0.15:
        return rng.choice(
            ["z", "z", "z", "a", "pi", "e", "0", "1", "0.5", "2", "1e-3", "1e30", f"{rng.gauss(0, 3):.3g}"]
        )
    kind = rng.random()
    if kind < 0.5:
        sign = rng.choice(["+", "-", "*", "*", "/", "**"])
        return f"({grown(rng, depth - 1)}{sign}{grown(rng, depth - 1)})"
    if kind < 0.6:
        return f"-{grown(rng, depth - 1)}"
    name = rng.choice(list(SIGNATURES))
    first = grown(rng, depth - 1)
    if name == "where":
        first = f"{first}{rng.choice(['<', '<=', '>', '>='])}{grown(rng, depth - 1)}"
        first = first if rng.random() < 0.8 else f"not {first} {rng.choice(['and', 'or'])} z<1"
    n = {"where": 3, "clip": 3, "min": 2, "max": 2}.get(name, 1)
    return f"{name}({', '.join([first, *(grown(rng, depth - 1) for _ in range(n - 1))])})"


def broken(rng, text):
    """Return the text with a few places spoilt."""
    for _ in range(rng.randint(1, 3)):
        place = rng.randint(0, len(text))
        what = (
            rng.choice(HOSTILE)
            if rng.random() < 0.5
            else chr(rng.choice([rng.randint(32, 126), rng.randint(0, 0x3FF)]))
        )
        text = text[:place] + what + text[place + rng.randint(0, 2) :]
    return text


def test_random_expressions_neither_crash_nor_run_anything_that_is_not_on_the_list():
    global watching
    rng, accepted, columns = random.Random(20261124), 0, []
    custom_activation("z*sigmoid(z)").value(1.0)  # what is imported at the first use is imported here
    events.clear()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(COUNT):
            text = grown(rng, rng.randint(1, 5))
            text = broken(rng, text) if rng.random() < 0.4 else text
            watching = True
            try:
                made = custom_activation(text)
                made.value([-1.0, 0.0, 1.0]), made.slope([-1.0, 0.0, 1.0])
            except BadExpression as fault:
                columns.append((fault.column, len(text) + 1))
                continue
            finally:
                watching = False
            accepted += 1
            nodes = ordered(made.expression.value, made.expression.slope)
            assert {node.operation for node in nodes} <= set(OPERATIONS), text
            assert custom_activation(made.key[1:]).key == made.key, text
    assert events <= HARMLESS, events
    assert all(1 <= column <= end for column, end in columns)
    assert accepted > COUNT / 20
    print(f"{COUNT} expressions, {accepted} accepted")
