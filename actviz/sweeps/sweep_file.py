"""A sweep as TOML, as a person writes it: `actviz sweep FILE.toml`, and the maps under `resources/sweeps`.

title = "Where ReLUs die"
steps = 500
seeds = 4
measures = ["dead_share", "loss"]      # the first is shown; without the line, the usual ones
stop = "accuracy above 0.99"           # if a run may end early
refine = "changing"                    # if points between others that agree may be left out

[config]                               # what all runs share; fields of a configuration
hidden = "32x3"

[[axis]]                               # one or two
field = "learning_rate"                # a setting, or depth or width
from = 0.001
to = 10
count = 32
scale = "log"                          # or "linear"

[[axis]]
field = "activation"
values = ["relu", "leaky_relu"]
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from actviz.disk import read_file as read_bytes
from actviz.lessons.measures import MEASURES
from actviz.lessons.tables import Fault, check_names, did_you_mean, read_file, table_of, tables_of
from actviz.outside_text import file_name
from actviz.registry import BadInput, quoted
from actviz.sweeps.axis import LINEAR, LIST, LOGARITHMIC, Axis
from actviz.sweeps.sweep import ALL, STANDARD, Stop, Sweep
from actviz.training.config.config import RunConfig
from actviz.training.config.text_format import from_table
from actviz.translation import tr

MOST_BYTES = 1_000_000
_FIELDS = ("title", "says", "steps", "seeds", "measures", "stop", "refine", "config", "axis")
_SPACED, _LISTED = ("field", "from", "to", "count", "scale"), ("field", "values")


def read_sweep(path: Path) -> Sweep:
    """Return the sweep that a file describes.

    Raises:
        BadInput: one sentence with file, line and rule.
    """
    name = file_name(path)
    try:
        text = read_bytes(path, MOST_BYTES).decode()
    except OSError as error:
        raise BadInput(tr("{name} cannot be read: {why}", name=name, why=error.strerror)) from None
    except UnicodeDecodeError:
        raise BadInput(tr("{name} is not UTF-8 text, as a sweep must be", name=name)) from None
    return sweep_from(text, name)


def sweep_from(text: str, name: str) -> Sweep:
    """Return the sweep that the text of a file of this name describes.

    Raises:
        BadInput: one sentence with file, line and rule.
    """
    return read_file(text, name, _made)


def _made(values: Mapping[str, Any]) -> Sweep:
    check_names(values, _FIELDS, tr("a sweep"))
    axes = tuple(_axis(table, place) for place, table in enumerate(tables_of(values, "axis")))
    if len(axes) not in (1, 2):
        raise Fault(tr("a sweep has one or two axes, each under a line [[axis]], got {n}", n=len(axes)), field="axis")
    measures = values.get("measures", list(STANDARD))
    if not isinstance(measures, list) or not all(isinstance(each, str) for each in measures):
        raise Fault(tr("measures must be a list of names, got {measures}", measures=quoted(measures)), field="measures")
    try:
        stop = None if "stop" not in values else Stop.read(values["stop"])
    except BadInput as fault:
        raise Fault(str(fault), field="stop") from None
    for each in measures:
        if each not in MEASURES:
            raise Fault(
                tr("there is no measure {name}", name=quoted(each)) + did_you_mean(each, MEASURES), field="measures"
            )
    config = _config(table_of(values, "config"))
    for place, axis in enumerate(axes):
        _check_values(axis, config, place)
    others = {name: _text(values, name) for name in ("title", "says")}
    try:
        return Sweep(
            base=config,
            axes=axes,
            seeds=values.get("seeds", 4),
            steps=values.get("steps", 500),
            measures=tuple(measures),
            stop=stop,
            refine=values.get("refine", ALL),
            **others,
        )
    except BadInput as fault:
        raise Fault(str(fault), field=_field_of(str(fault), values)) from None


def _check_values(axis: Axis, config: RunConfig, place: int) -> None:
    for at in range(len(axis.values)):
        try:
            axis.set(config, at)
        except BadInput as fault:
            raise Fault(str(fault), "axis", place, "values" if axis.scale == LIST else "from") from None


def _text(values: Mapping[str, Any], name: str) -> str:
    text = values.get(name, "")
    if not isinstance(text, str):
        raise Fault(tr("{name} must be text, got {text}", name=name, text=quoted(text)), field=name)
    return text


def _config(table: Mapping[str, Any]) -> RunConfig:
    try:
        lanes = from_table(table)
    except BadInput as fault:
        raise Fault(str(fault).removesuffix("."), "config", 0, _field_of(str(fault), table)) from None
    if len(lanes) != 1:
        raise Fault(tr("a sweep has one configuration, without lanes"), "config")
    return lanes[0].config


def _axis(table: Mapping[str, Any], place: int) -> Axis:
    listed = "values" in table
    check_names(table, _LISTED if listed else _SPACED, tr("an axis"), "axis", place)
    field = table.get("field")
    if not isinstance(field, str):
        raise Fault(tr("field must name what the axis sets, got {field}", field=quoted(field)), "axis", place, "field")
    scale = table.get("scale", LINEAR)
    if scale not in (LINEAR, LOGARITHMIC):
        raise Fault(
            tr(
                "scale must be {linear} or {logarithmic}, got {scale}",
                linear=LINEAR,
                logarithmic=LOGARITHMIC,
                scale=quoted(scale),
            ),
            "axis",
            place,
            "scale",
        )
    try:
        if listed:
            values = table["values"]
            if not isinstance(values, list):
                raise Fault(tr("values must be a list, got {values}", values=quoted(values)), "axis", place, "values")
            return Axis(field, tuple(values))
        for name in ("from", "to", "count"):
            if name not in table:
                raise Fault(
                    tr("an axis needs values, or from, to and count: {name} is missing", name=name), "axis", place
                )
        make = Axis.log if scale == LOGARITHMIC else Axis.linear
        return make(field, table["from"], table["to"], table["count"])
    except BadInput as fault:
        raise Fault(
            str(fault), "axis", place, _field_of(str(fault), table) or ("values" if listed else "field")
        ) from None


def _field_of(fault: str, values: Mapping[str, Any]) -> str:
    """Return the field that a fault speaks of; \"\" where it names none."""
    words = fault.replace("'", " ").replace(":", " ").split()
    return next((name for name in values if name in words), "")
