"""Random expressions: right by the grammar, and spoilt."""

from actviz.nn.expression.parser import SIGNATURES

HOSTILE = (
    "__import__('os').system('true')", "z.__class__.__mro__", "(lambda: z)()", "[z]", "{z: z}", "f'{z}'", "z:=1",
    "9**9**9", "9" * 80, "()", "exec", "eval('z')", "open('x')", "z\x00", "ｚ", "σ(z)", "1j", "'a'", "True", "None",
    "...", "*z", "**z", "z if z else z", "await z", "yield", "import os", "print(z)", "globals()", "z[0]", "@", "\\",
    "1/0", "1e999", "0**-1", "log(0)", "sqrt(-1)", "z//2", "z%2", "z<<9", "~z", "(" * 50, ")" * 50, "-" * 90, "\n",
)  # fmt: skip


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
