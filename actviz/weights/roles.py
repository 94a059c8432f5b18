"""Roles: what the arrays of a file of weights are, told from their names and their numbers of dimensions.

The names of one layer begin alike ("fc1.weight", "fc1.bias"), or end in one number ("W1", "b1"), and make a group.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from actviz.arrays import Floats
from actviz.translation import mark

KINDS = {  # of parameters, in words; those that are not optional must be in a file
    "weights": mark("weights"),
    "biases": mark("biases"),
    "alpha": mark("slopes α"),
    "gamma": mark("scales γ"),
    "beta": mark("shifts β"),
    "running_mean": mark("running mean"),
    "running_var": mark("running variance"),
    "branch_scale": mark("branch scale"),
    "projection": mark("projection"),
}
OPTIONAL = frozenset(KINDS) - {"weights"}  # a network begins with values of its own for them
NORMS = ("gamma", "beta", "running_mean", "running_var")  # in the order in which Keras numbers them
TORCH, KERAS, PLAIN, POSITIONS = "PyTorch", "Keras", "plain", "positions"
_WORDS: Mapping[str, tuple[str, str]] = {  # the last word of a name: the kind, and whose word it is
    "weight": ("weight", TORCH),  # of weights, slopes or scales, see `_settle`
    "kernel": ("weights", KERAS), "kernels": ("weights", KERAS),
    "weights": ("weights", PLAIN), "w": ("weights", PLAIN), "coef": ("weights", PLAIN), "coefs": ("weights", PLAIN),
    "bias": ("biases", ""), "biases": ("biases", ""), "b": ("biases", ""), "intercept": ("biases", ""),
    "intercepts": ("biases", ""),
    "alpha": ("alpha", ""), "alphas": ("alpha", ""),
    "gamma": ("gamma", ""), "scale": ("gamma", ""), "beta": ("beta", ""),
    "running_mean": ("running_mean", TORCH), "moving_mean": ("running_mean", KERAS),
    "running_var": ("running_var", TORCH), "moving_variance": ("running_var", KERAS),
    "moving_var": ("running_var", KERAS),
}  # fmt: skip
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_LAST = rf"(?:(?P<stem>.+)[_\- .])?(?P<word>{_WORD})_?(?P<number>\d*)"  # compiled by `re`, which keeps it, at first use
_NOT_WEIGHTS = r"optimizer|seed_generator|num_batches_tracked|(^|[/.])rng([/.]|$)"


@dataclass
class Group:
    """The arrays of one layer: their names by kind, and by whose rules they are named."""

    key: str
    names: dict[str, str] = field(default_factory=dict)
    convention: str = PLAIN

    @property
    def is_dense(self) -> bool:
        """Whether it has the weights of a layer."""
        return "weights" in self.names


def natural(text: str) -> list[tuple[int, int, str]]:
    """Return a key that sorts names as people count: "fc2" before "fc10"."""
    parts = re.split(r"(\d+)", text)
    return [(1, int(part[:18]), part) if part.isdecimal() else (0, 0, part.lower()) for part in parts if part]


def groups_of(arrays: Mapping[str, Floats], is_ordered: bool, by_rms: bool = False) -> list[Group]:
    """Return the layers that the names tell of, in their order; `by_rms` says whether the network is normalised so.

    Layers that are numbered alike come in the order of their numbers, others as they were saved, or by their names.
    """
    if arrays and all(re.fullmatch(r"arr_\d+", name) for name in arrays):
        return _by_position(sorted(arrays, key=natural), arrays)
    found: dict[str, Group] = {}
    numbered: dict[str, list[str]] = {}  # of Keras' groups whose arrays are only counted
    for name in arrays:
        parts = re.split(r"[/.]+", re.sub(r":\d+$", "", name))
        if re.search(_NOT_WEIGHTS, name, re.IGNORECASE):
            continue
        if len(parts) > 2 and parts[-2] == "vars" and parts[-1].isdecimal():
            numbered.setdefault("/".join(parts[:-2]), []).append(name)
            found.setdefault("/".join(parts[:-2]), Group("/".join(parts[:-2]), convention=KERAS))
            continue
        match = re.fullmatch(_LAST, parts[-1], re.IGNORECASE)
        if match is None:
            continue
        kind, whose = _WORDS[match["word"].lower()]
        key = "/".join([*parts[:-1], *filter(None, (match["stem"], match["number"]))])
        group = found.setdefault(key, Group(key))
        if kind not in group.names:
            group.names[kind] = name
            group.convention = whose or group.convention
    for key, names in numbered.items():
        found[key].names = _counted(sorted(names, key=natural), arrays)
    groups = [_settled(group, arrays, by_rms) for group in found.values()]
    patterns = {re.sub(r"\d+", "#", group.key) for group in groups if group.is_dense}
    if not is_ordered or len(patterns) == 1:
        groups.sort(key=lambda group: natural(group.key))
    return groups


def _settled(group: Group, arrays: Mapping[str, Floats], by_rms: bool) -> Group:
    """Settle what PyTorch's "weight" is: of a layer, of a normalisation, or the slopes of a PReLU.

    Alone, a row of numbers is a PReLU's slopes, or the scales of a normalisation by the RMS, which has nothing else.
    """
    names = group.names
    if "weight" in names:
        name = names.pop("weight")
        beside = "biases" in names or "running_mean" in names
        is_flat = arrays[name].ndim < 2
        kind = "weights" if not is_flat else "gamma" if beside or (by_rms and arrays[name].size > 1) else "alpha"
        group.names = {kind: name} | names
    if "weights" not in group.names and "biases" in group.names and group.names.keys() & set(NORMS):
        group.names["beta"] = group.names.pop("biases")
    return group


def _counted(names: list[str], arrays: Mapping[str, Floats]) -> dict[str, str]:
    """Return the kinds of arrays that Keras only counts: kernel and bias, or what a normalisation or a PReLU has."""
    if arrays[names[0]].ndim >= 2:
        return dict(zip(("weights", "biases"), names, strict=False))
    return dict(zip(("alpha",) if len(names) == 1 else NORMS, names, strict=False))


def _by_position(names: list[str], arrays: Mapping[str, Floats]) -> list[Group]:
    """Group arrays without names, as `numpy.savez(file, *model.get_weights())` saves them: a matrix, then its bias."""
    groups: list[Group] = []
    for name in names:
        if arrays[name].ndim >= 2:
            groups.append(Group(name, {"weights": name}, POSITIONS))
        elif groups and "biases" not in groups[-1].names:
            groups[-1].names["biases"] = name
    return groups
