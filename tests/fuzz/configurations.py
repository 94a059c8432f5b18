"""Random configurations as text, good and spoilt: one line, TOML, and the settings file."""

import json
from functools import cache

from mutation import HOSTILE_TEXTS, HOSTILE_VALUES, spoilt_bytes, spoilt_text, spoilt_value
from random_expressions import broken, grown

from actviz.app.settings import Settings
from actviz.training import FIELDS, RunConfig
from actviz.training.config.text_format import SHORT, NamedConfig, to_line, to_toml


def _config(rng):
    changes = {
        "hidden": (rng.randint(1, 9),) * rng.randint(1, 4),
        "seed": rng.randrange(99),
        "n_examples": rng.randint(10, 60),
    }
    changes |= {
        "activation": rng.choice(("relu", "tanh", "prelu", "=z*sigmoid(z)")),
        "optimizer": rng.choice(("sgd", "adam")),
    }
    return RunConfig(**changes)


def _lanes(rng):
    config = _config(rng)
    others = [config.replace(learning_rate=rng.random() + 0.01) for _ in range(rng.choice((0, 0, 1, 3)))]
    return [NamedConfig(rng.choice(("A", "b b", "", "'", "=1")), each) for each in (config, *others)]


def line(rng):
    """Return a pasted line."""
    if rng.random() < 0.4:
        return {"text": spoilt_text(rng, to_line(_lanes(rng)))}
    words = [_word(rng) for _ in range(rng.randint(0, 8))]
    return {"text": f"actviz: {' '.join(words)}".encode("utf-8", "surrogatepass")}


def _word(rng):
    name = rng.choice((*FIELDS, *SHORT, "name", "no_such"))
    return rng.choice(
        (
            f"{name}={_value_text(rng)}",
            f"{name}='{_value_text(rng)}'",
            _value_text(rng),
            "relu",
            "12x3",
            "he_normal",
            "|",
            "'" + "=" + broken(rng, grown(rng, 2)) + "'",
        )
    )


def _value_text(rng):
    return rng.choice(
        (rng.choice(HOSTILE_TEXTS), str(rng.randint(-3, 99)), f"{rng.gauss(0, 9):.3g}", "relu", "yes", "adam")
    )


def toml(rng):
    """Return a configuration as TOML."""
    text = to_toml(_lanes(rng))
    if rng.random() < 0.5:
        lines = [
            f"{rng.choice((*FIELDS, 'name', 'lane', 'x.y'))} = {_toml_value(rng)}" for _ in range(rng.randint(1, 5))
        ]
        text = "\n".join(dict.fromkeys(lines)) + ("\n[[lane]]\nname = 'q'\n" if rng.random() < 0.3 else "")
    return {"text": spoilt_text(rng, text) if rng.random() < 0.5 else text.encode("utf-8", "surrogatepass")}


def _toml_value(rng):
    return rng.choice(
        (
            str(rng.randint(-3, 99)),
            f"{rng.gauss(0, 9):.3g}",
            "true",
            '"relu"',
            '["relu", "tanh"]',
            "[3, 4]",
            '"12x2"',
            "{a=1}",
            "[" * 2_000,
            "[" * 2_000 + "]" * 2_000,
            "9" * 5_000,
            "0x" + "f" * 4_000,
            "nan",
            "-inf",
            "1e999",
            "1979-05-27",
            "07:32:00",
            "[[[]]]",
            "[{}]",
            '""',
            '"\\u0000"',
            '"' + "x" * 3_000 + '"',
            "'''\n'''",
            "{" + "a." * 1_000 + "b=1}",
            "1_000",
        )
    )


@cache
def _good_settings():
    settings = Settings(None, config=RunConfig(hidden=(3,)), recent=("a.actviz", "b"), more_settings=True, speed=30.0)
    config = settings.config.to_dict()
    return {
        "version": 1,
        "theme": "dark",
        "preset": "x",
        "speed": 30.0,
        "config": config,
        "geometry": "AAAA",
        "layout": "AAAA",
        "more_activations": True,
        "recent": ["a.actviz", "b"],
        "last_session": "c.actviz",
        "more_settings": True,
        "cures": True,
    }


def settings_file(rng):
    """Return a settings file."""
    value = _good_settings()
    for _ in range(rng.choice((1, 2, 5))):
        value = spoilt_value(rng, value)
    if rng.random() < 0.1:
        value = rng.choice(HOSTILE_VALUES)
    data = json.dumps(value).encode()
    kind = rng.random()
    if kind < 0.2:
        data = spoilt_bytes(rng, data)
    elif kind < 0.3:
        data = spoilt_text(rng, data.decode())
    return {"settings.json": data}


def expression(rng):
    """Return an activation's expression."""
    text = grown(rng, rng.randint(1, 5))
    return {"text": (broken(rng, text) if rng.random() < 0.5 else text).encode("utf-8", "surrogatepass")}
