"""Change: one change of settings while a run trained, and its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actviz.frozen import dataclass
from actviz.joined_text import clauses, items
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import compact, whole
from actviz.outside_text import file_name, one_line
from actviz.training.config.config import FIELDS, RunConfig
from actviz.training.config.layer_widths import format_hidden
from actviz.translation import mark, tr


@dataclass(frozen=True)
class Change:
    """After `step` steps the configuration `before` was replaced by `after`; the weights stayed."""

    step: int
    before: RunConfig
    after: RunConfig

    def changes(self, *names: str) -> bool:
        """Whether any of these fields has another value afterwards."""
        return any(getattr(self.before, name) != getattr(self.after, name) for name in names)

    @property
    def recycles(self) -> bool:
        """Whether this change recycled units: a step was added at which to do so, and it had come or was past."""
        return any(step <= self.step for step in set(self.after.recycle_at) - set(self.before.recycle_at))

    @property
    def only_recycles(self) -> bool:
        """Whether this is the command to recycle units now, and nothing else."""
        return self.recycles and list(self.before.differences(self.after)) == ["recycle_at"]

    def with_settings(self, settings: Mapping[str, Any]) -> Change:
        """Return the change with these values in both configurations."""
        return replace(self, before=self.before.replace(**settings), after=self.after.replace(**settings))

    @property
    def text(self) -> str:
        """Every field that changed, with both values: "learning rate 0.1 → 0.02, momentum 0 → 0.9"."""
        if self.only_recycles:
            return tr("dead and nearly silent units recycled")
        return clauses(
            tr(
                "{setting} {old} → {new}",
                setting=FIELDS[name].label.lower(),
                old=value_text(name, self.before),
                new=value_text(name, self.after),
            )
            if name != "activation"
            else self._activation_text()
            for name in self.before.differences(self.after)
        )

    def _activation_text(self) -> str:
        """Name the layers (from 1) that have another activation, unless all have."""
        pairs = list(zip(self.before.activations, self.after.activations, strict=True))
        changed = dict.fromkeys(pair for pair in pairs if pair[0] != pair[1])
        setting = FIELDS["activation"].label.lower()
        if not changed:
            told = mark("{setting} {value}, said layer by layer")
            return tr(told, setting=setting, value=value_text("activation", self.after))
        moves = []
        for old, new in changed:
            layers = [layer for layer, pair in enumerate(pairs, 1) if pair == (old, new)]
            values = {"old": ACTIVATIONS[old].label, "new": ACTIVATIONS[new].label}
            told = tr("{old} → {new}", **values)
            if len(layers) < len(pairs):
                one, several = mark("of layer {layers} {old} → {new}"), mark("of layers {layers} {old} → {new}")
                told = tr(one if len(layers) == 1 else several, layers=_ranges(layers), **values)
            moves.append(told)
        return tr("{setting} {changes}", setting=setting, changes=clauses(moves))


def value_text(name: str, config: RunConfig) -> str:
    """Return the value of a field as a person reads it: "off", "SGD", "32x20", "yes", "0.1"."""
    field, value = FIELDS[name], getattr(config, name)
    if name == "activation":
        labels = [ACTIVATIONS[key].label for key in config.activations]
        return labels[0] if len(set(labels)) == 1 else items(labels)
    if name == "hidden":
        return format_hidden(value)
    if name == "weights_file":
        return tr("drawn") if value is None else file_name(value)
    if field.zero_text and value == 0:
        return field.zero_text
    if field.registry is not None and value is not None:
        return str(field.registry[value].label)
    if field.kind == "steps":
        return items(map(whole, value)) or "–"
    if isinstance(value, tuple):
        return items(map(one_line, value)) or "–"
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return "–" if value is None else compact(value) if isinstance(value, float) else str(value)


def _ranges(numbers: list[int]) -> str:
    """Return rising numbers with their runs shortened: "1–3, 7"."""
    starts = [n for n in numbers if n - 1 not in numbers]
    ends = [n for n in numbers if n + 1 not in numbers]
    return items(str(a) if a == b else f"{a}–{b}" for a, b in zip(starts, ends, strict=True))
