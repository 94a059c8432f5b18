"""The name of a run, made of what people tell runs apart by: "ReLU 8×12 · circle · rate 0.3"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actviz.joined_text import clauses, items
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import compact
from actviz.training.config.change import value_text
from actviz.training.config.config import FIELDS, RunConfig
from actviz.training.config.setting_text import differing_fields
from actviz.translation import mark, tr

MOST_LABELS, MOST_WIDTHS, MOST_FIELDS = 2, 4, 2
_SHORT = {  # other fields have their label
    "learning_rate": mark(
        "rate",
    ), "bias_init": mark(
        "biases",
    ), "init_scale": mark("scale"), "weights_draw": mark("draw"), "clip_norm": mark("clip"),
    "weights_file": mark("weights"), "residual": mark("skips over"), "warmup_steps": mark("warm-up"),
}  # fmt: skip
_IN_WORDS: dict[str, dict[Any, str]] = {  # values that say by themselves what they are of
    "normalization": {
        "none": mark("plain"),
        "batch": mark("BatchNorm"),
        "layer": mark("LayerNorm"),
        "rms": mark("RMSNorm"),
    },
    "normalization_place": {"before": mark("before φ"), "after": mark("after φ")},
    "residual": {0: mark("no skips")},
    "warmup_steps": {0: mark("no warm-up")},
    "dropout": {0.0: mark("no dropout")},
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
    activation = " / ".join(labels) if len(labels) <= MOST_LABELS else _n_activations(len(labels))
    rate = tr("rate {rates}", rates=" / ".join(rates))
    if len(rates) > MOST_LABELS:
        rate = tr("{n} rates", n=len(rates))
    return f"{activation} {shape_text(first.hidden)} · {source} · {rate}"


def activation_text(config: RunConfig) -> str:
    """Return the activations' names, as long as they are few."""
    labels = list(dict.fromkeys(ACTIVATIONS[key].label for key in config.activations))
    return items(labels) if len(labels) <= MOST_LABELS else _n_activations(len(labels))


def _n_activations(n: int) -> str:
    return tr("{n} activations", n=n)


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
        texts = [clauses(short_text(name, config) for name in names[:n]) for config in configs]
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
        return tr(words)
    value = value_text(name, config)
    if name in _SPEAKS:
        return value
    label = tr(_SHORT[name]) if name in _SHORT else FIELDS[name].label.lower()
    return tr("{setting} {value}", setting=label, value=value)
