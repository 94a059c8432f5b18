"""Namings: by which names the parameters of a network are saved, and so how a file of ours is known again.

A naming turns parameters into names; "turned" weights are written as (outputs, inputs), as PyTorch has them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from actviz.frozen import dataclass
from actviz.nn.named_parameter import NamedParameter
from actviz.weights.roles import KERAS, NORMS, PLAIN, TORCH


@dataclass(frozen=True)
class Naming:
    """One way to name parameters; what it has no name for keeps the network's own."""

    convention: str
    turned: bool
    names: Callable[[Sequence[NamedParameter]], list[str]]


def _own(parameters: Sequence[NamedParameter]) -> list[str]:
    return [parameter.name for parameter in parameters]


_TORCH = {
    "weights": "layers.{}.weight", "biases": "layers.{}.bias", "alpha": "activations.{}.weight",
    "gamma": "norms.{}.weight", "beta": "norms.{}.bias", "running_mean": "norms.{}.running_mean",
    "running_var": "norms.{}.running_var",
}  # fmt: skip


def _torch(parameters: Sequence[NamedParameter]) -> list[str]:
    """Return the names in a module that has its layers in `ModuleList`s, counted from 0."""
    return [_TORCH[p.kind].format(p.layer - 1) if p.kind in _TORCH else p.name for p in parameters]


def _keras(parameters: Sequence[NamedParameter]) -> list[str]:
    """Return the paths in Keras 3's .weights.h5 of a `Sequential`, which counts the layers of each class."""
    counts: dict[str, dict[int, int]] = {}
    found = []
    for p in parameters:
        layer, place = (
            ("dense", ("weights", "biases").index(p.kind))
            if p.kind in ("weights", "biases")
            else (
                ("p_re_lu", 0)
                if p.kind == "alpha"
                else ("batch_normalization", NORMS.index(p.kind))
                if p.kind in NORMS
                else ("", 0)
            )
        )
        number = counts.setdefault(layer, {})
        n = number.setdefault(p.layer, len(number))
        found.append(f"layers/{layer}{f'_{n}' if n else ''}/vars/{place}" if layer else p.name)
    return found


OWN = Naming(PLAIN, False, _own)
OF_TORCH = Naming(TORCH, True, _torch)
OF_KERAS = Naming(KERAS, False, _keras)
NAMINGS = (OWN, OF_TORCH, OF_KERAS)
