"""Ways to spoil what is good: bytes, text, and the values of JSON and tables."""

HOSTILE_TEXTS = (
    "",
    "\0",
    "\n",
    "\r",
    '"',
    "'",
    '"""',
    "\\",
    "[" * 3_000,
    "{" * 3_000,
    "]" * 40,
    "9" * 5_000,
    "-" * 5_000,
    "1e400",
    "-1e400",
    "1e-400",
    "nan",
    "-inf",
    "1_000",
    "١٢",
    "0x10",
    "1j",
    "True",
    "null",
    "None",
    "=",
    "=z",
    "=1/z",
    "=" + "(" * 300,
    "#",
    ",",
    ";",
    "\t",
    "|",
    "|" * 500,
    "a.b.c",
    "[[lane]]\n",
    "name='x'\n",
    "\ufeff",
    "\u202e",
    "\u2028",
    "\U0001f600",
    "é" * 200,
    "%s%n",
    "{0}",
    "../../x",
    "x" * 3_000,
    "a=" * 999,
    "\x1b[31m",
    "<img src=x>",
    "12x8",
    "1x999999",
    "4096x200",
)
HOSTILE_BYTES = (
    b"\xff",
    b"\x80",
    b"\xed\xa0\x80",
    b"\xff\xfe",
    b"\0" * 40,
    b"\xf8\x88\x80\x80\x80",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
)
HOSTILE_VALUES = (
    None,
    True,
    False,
    0,
    -1,
    1,
    2,
    63,
    2**31,
    2**63 - 1,
    -(2**63),
    10**400,
    0.5,
    -0.0,
    1e308,
    float("nan"),
    float("inf"),
    "",
    "x",
    "relu",
    "=z*z",
    "nan",
    "A" * 3_000,
    "\n",
    "\0",
    "\ud800",
    [],
    {},
    [[]],
    [None],
    [1e999],
    {"": None},
    [0] * 2_000,
    ["relu"] * 300,
    {"a": {"b": {}}},
)


def spoilt_bytes(rng, data):
    """Return the bytes with a few places changed, cut out, doubled or replaced by hostile ones."""
    data = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 30))):
        at = rng.randint(0, len(data))
        kind = rng.random()
        if kind < 0.4 and at < len(data):
            data[at] ^= 1 << rng.randrange(8)
        elif kind < 0.55 and at < len(data):
            data[at] = rng.choice((0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256)))
        elif kind < 0.65:
            del data[at : at + rng.choice((1, 1, 4, 50, 5_000))]
        elif kind < 0.75:
            data[at:at] = data[at : at + rng.choice((1, 8, 100))] * rng.choice((1, 2, 30))
        elif kind < 0.85:
            data[at:at] = rng.choice(HOSTILE_BYTES)
        elif kind < 0.95:
            number = rng.choice((0, 1, 2**31 - 1, 2**32 - 1, 10_000, rng.getrandbits(32)))
            data[at : at + 4] = number.to_bytes(4, rng.choice(("little", "big")))
        else:
            del data[at:]
    return bytes(data)


def spoilt_text(rng, text):
    """Return the text, as bytes, with a few places replaced by hostile text; now and then it is no UTF-8 then."""
    for _ in range(rng.choice((1, 1, 2, 4))):
        at = rng.randint(0, len(text))
        text = text[:at] + rng.choice(HOSTILE_TEXTS) + text[at + rng.choice((0, 0, 1, 3, 20)) :]
    data = text.encode("utf-8", "surrogatepass")
    return spoilt_bytes(rng, data) if rng.random() < 0.2 else data


def spoilt_value(rng, value):
    """Return JSON's value with something in it replaced, taken away, added or exchanged."""
    if isinstance(value, dict) and value and rng.random() < 0.9:
        key = rng.choice(list(value))
        kind = rng.random()
        if kind < 0.1:
            return {k: v for k, v in value.items() if k != key}
        if kind < 0.15:
            return value | {str(rng.choice(HOSTILE_TEXTS)): rng.choice(HOSTILE_VALUES)}
        if kind < 0.2:
            return value | {key: value[rng.choice(list(value))]}
        return value | {key: spoilt_value(rng, value[key])}
    if isinstance(value, list) and value and rng.random() < 0.8:
        at = rng.randrange(len(value))
        kind = rng.random()
        if kind < 0.2:
            return value[:at] + value[at + 1 :]
        if kind < 0.3:
            return value + value[: at + 1]
        return [*value[:at], spoilt_value(rng, value[at]), *value[at + 1 :]]
    if isinstance(value, (int, float)) and not isinstance(value, bool) and rng.random() < 0.4:
        return rng.choice(
            (
                value + 1,
                value - 1,
                -value,
                value * 1000,
                value // 3,
                value * 0.3 if abs(value) < 1e300 else 0,
                str(value),
            )
        )
    return rng.choice(HOSTILE_VALUES)
