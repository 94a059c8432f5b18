"""The name of a run, made of what people tell runs apart by: "ReLU 8×12 · circle · rate 0.3"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actviz.number_text import compact
from actviz.training.config.change import value_text
from actviz.training.config.config import FIELDS, RunConfig
from actviz.training.config.setting_text import differing_fields

MOST_LABELS, MOST_WIDTHS, MOST_FIELDS = 2, 4, 2
_SHORT = {  # other fields have their label
    "learning_rate": "rate", "bias_init": "biases", "init_scale": "scale", "weights_draw": "draw", "clip_norm": "clip",
    "weights_file": "weights", "residual": "skips over", "warmup_steps": "warm-up",
}  # fmt: skip
_IN_WORDS: dict[str, dict[Any, str]] = {  # values that say by themselves what they are of
    "normalization": {"none": "plain", "batch": "BatchNorm", "layer": "LayerNorm", "rms": "RMSNorm"},
    "normalization_place": {"before": "before φ", "after": "after φ"},
    "residual": {0: "no skips"},
    "warmup_steps": {0: "no warm-up"},
    "dropout": {0.0: "no dropout"},
}
_DETAILS: dict[str, tuple[Any, ...]] = {  # of which setting, and with which of its values they have no meaning
    "normalization_place": ("normalization", "none"),
    **dict.fromkeys(("residual_place", "residual_scale", "residual_path"), ("residual", 0)),
}
_SPEAKS = frozenset({"activation", "optimizer", "initializer", "dataset", "loss"})  # a value that needs no label


def run_name(configs: Sequence[RunConfig], source: str) -> str:
    """Return the name of what ran side by side on the data of this name."""
    first = configs[0]
    labels = list(dict.fromkeys(activation_text(config) for config in configs))
    rates = list(dict.fromkeys(compact(config.learning_rate) for config in configs))
    activation = " / ".join(labels) if len(labels) <= MOST_LABELS else f"{len(labels)} activations"
    rate = "rate " + " / ".join(rates) if len(rates) <= MOST_LABELS else f"{len(rates)} rates"
    return f"{activation} {shape_text(first.hidden)} · {source} · {rate}"


def activation_text(config: RunConfig) -> str:
    """Return the activations' names, as long as they are few."""
    labels = list(dict.fromkeys(value_text("activation", config).split(", ")))
    return ", ".join(labels) if len(labels) <= MOST_LABELS else f"{len(labels)} activations"


def shape_text(hidden: Sequence[int]) -> str:
    """Return hidden layers as depth × width, or as their widths: 8×12, 16-8-4."""
    if len(set(hidden)) == 1:
        return f"{len(hidden)}×{hidden[0]}"
    if len(hidden) <= MOST_WIDTHS:
        return "-".join(map(str, hidden))
    return f"{len(hidden)}×{min(hidden)}–{max(hidden)}"


def names_apart(configs: Sequence[RunConfig]) -> list[str]:
    """Return a short name for each of some runs: the first settings that tell them apart, such as "rate 0.5".

    Where nothing differs, the names are empty.
    """
    names = [name for name in differing_fields(configs) if name != "alpha"] or differing_fields(configs)
    texts = ["" for _ in configs]
    for n in range(1, min(MOST_FIELDS, len(names)) + 1):
        texts = [", ".join(filter(None, (short_text(name, config) for name in names[:n]))) for config in configs]
        if len(set(texts)) == len(texts):
            break
    return texts


def short_text(name: str, config: RunConfig) -> str:
    """Return a setting in as few words as are understood alone: "tanh", "8×12", "rate 0.5", "biases −2".

    It is empty where the setting has no meaning in this configuration.
    """
    whole, without = _DETAILS.get(name, (name, None))
    if without is not None and getattr(config, whole) == without:
        return ""
    if name == "activation":
        return activation_text(config)
    if name == "hidden":
        return shape_text(config.hidden)
    words = _IN_WORDS.get(name, {}).get(getattr(config, name))
    if words is not None:
        return words
    value = value_text(name, config)
    return value if name in _SPEAKS else f"{_SHORT.get(name, FIELDS[name].label.lower())} {value}"
