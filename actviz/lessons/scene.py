"""A scene is a ready-made run that shows one claim: `resources/scenes/KEY.toml`.

To add a scene, write such a file; nothing else is to be edited. Its texts in another language: see `translated`. Its
fields:

    title, claim        a few words, and one sentence that the scene shows
    order               its place in the menu
    layout, speed       the arrangement of the panels; steps a second, or none for as many as can be
    [config]            the settings that its lanes share, and a [[config.lane]] for each, as in `actviz run --config`
    [[caption]]         at most three: `anchor` (ANCHORS), `text` with measures in braces, `lane`, from 1, and `after`,
                        the text once the action is done; `{dead 2}` is the measure of another lane
    [action]            `label`, `set` (a table of settings), `lane` (none: all), `from_start` (else while it trains),
                        `at`, the step at which it happens by itself, and `lasts`, after how many steps it is taken back
    [[number]]          the claim in numbers, which a test runs: see `claim.Number`

A scene that was saved from the window has the state of then, too:

    to, layer, unit     the step that it runs to, where it waits, and the layer and unit that are followed
    [[change]]          what was changed on the way: `at`, a step, `lane` and `set`, a table of settings
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from actviz.frozen import dataclass
from actviz.lessons.claim import Number
from actviz.lessons.measures import MEASURES, Seen
from actviz.lessons.tables import (
    MOST_CLAIM,
    MOST_TITLE,
    Collector,
    Fault,
    check_names,
    config_fault,
    did_you_mean,
    lane_of,
    measures_in,
    names_of,
    sentence,
    table_of,
    tables_of,
    title_of,
    values_of,
)
from actviz.lessons.translated import Texts, Translated, read_translated, translated
from actviz.number_text import whole
from actviz.registry import BadInput, Registry, quoted
from actviz.resource_files import resource
from actviz.training.config.config import LIVE_FIELDS, RunConfig
from actviz.training.config.text_format import NamedConfig, from_table
from actviz.translation import language, mark, tr

FOLDER, SUFFIX = "scenes", ".toml"
FIRST = "vanishing-sigmoid"  # on show at a first start, and in a new session
MOST_CAPTIONS = 3
KNOWN = (
    "title", "claim", "order", "layout", "speed", "lane", "to", "layer", "unit", "config", "change", "caption",
    "action", "number",
)  # fmt: skip
MOST_STEPS = 1_000_000  # to the state that a scene shows
STATE = (("to", 0, MOST_STEPS), ("layer", 1, 1000), ("unit", 0, 100_000))
USUAL = "usual"  # in a change: the value that goes with the other settings
LAST = 1000  # the place in the menu of what names none
ANCHORS = (  # the places in the window that a caption can speak of
    "network", "units", "river", "gradient_flow", "activation", "loss", "diagnosis", "dead_units", "learned_map", "why",
    "updates", "means", "alphas",
)  # fmt: skip
TEXTS = Texts(("title", "claim", "config.lane.name", "caption.text", "caption.after", "action.label"))
LAYOUTS = ("overview", "vanishing", "dying_relu", "compare")


@dataclass(frozen=True)
class Caption:
    """One sentence beside the place that it speaks of.

    `{measure}` in it is the measure's present value, of the caption's lane; `{measure 2}` is that of lane 2.
    """

    anchor: str
    text: str
    lane: int = 1
    after: str = ""  # in place of the text once the action is done

    def filled(self, lanes: Sequence[Seen], acted: bool = False) -> str:
        """Return the sentence with the values of the lanes as they are now."""
        text = self.after if acted and self.after else self.text
        return text.format(**values_of(measures_in(text), lanes, self.lane))


@dataclass(frozen=True)
class Action:
    """A change of settings that makes the point."""

    label: str
    set: Mapping[str, Any]
    lane: int | None = None
    from_start: bool = False
    at: int | None = None  # the step at which it happens by itself; None: only if it is asked for
    lasts: int | None = None  # the steps after which it is taken back; None: it stays

    def is_done(self, configs: Sequence[RunConfig]) -> bool:
        """Whether the lanes have the action's settings."""
        changed = configs if self.lane is None else configs[self.lane - 1 : self.lane]
        return all(config.replace(**self.set) == config for config in changed)


@dataclass(frozen=True)
class Change:
    """A change of one lane's settings, made at a step on the way to the state that is shown."""

    at: int
    lane: int
    set: Mapping[str, Any]


@dataclass(frozen=True)
class Scene:
    """One entry: what runs, how it is shown, and what it proves."""

    key: str
    title: str
    claim: str
    order: int
    layout: str
    speed: float | None
    lanes: tuple[NamedConfig, ...]
    captions: tuple[Caption, ...]
    action: Action | None
    numbers: tuple[Number, ...]
    lane: int = 1  # the lane whose verdict is shown at first
    to: int | None = None  # the step that it runs to and waits at; None: it runs on
    layer: int | None = None
    unit: int | None = None
    changes: tuple[Change, ...] = ()

    @property
    def label(self) -> str:
        """The title, as lists of entries want it."""
        return self.title

    @property
    def story(self) -> str:
        """The claim, as lists of entries want it."""
        return self.claim

    def configs_of(self, lane: int) -> list[tuple[int, RunConfig]]:
        """Return a lane's configurations, the first one at step 0 and each that follows at its step."""
        found = [(0, self.lanes[lane - 1].config)]
        for change in self.changes:
            if change.lane == lane:
                found.append((change.at, found[-1][1].replace(**change.set)))
        return found

    def is_shown_by(self, configs: Sequence[RunConfig]) -> bool:
        """Whether lanes with these settings are the scene's, before its action, after it or on the way to its state."""
        if tuple(configs) == self.after_action():
            return True
        return len(configs) == len(self.lanes) and all(
            config in (own for _, own in self.configs_of(lane)) for lane, config in enumerate(configs, 1)
        )

    def after_action(self) -> tuple[RunConfig, ...]:
        """Return the lanes' configurations with the action's settings."""
        changes = {} if self.action is None else dict(self.action.set)
        only = None if self.action is None else self.action.lane
        return tuple(
            config.replace(**changes) if only in (None, place) else config
            for place, (_, config) in enumerate(self.lanes, 1)
        )


@dataclass(frozen=True, eq=False)
class Scenes:
    """The scenes by key, in the order of the menu, and a sentence for each file that could not be read."""

    entries: Registry[Scene]
    faults: tuple[str, ...]


def scene(key: str) -> Scene:
    """Read one scene in the language in use, which takes less time than to read all.

    Raises:
        UnknownKey: there is no such file.
        BadInput: one sentence with the file, the line and the rule.
    """
    if not re.fullmatch(r"[\w-]+", key) or not resource(f"{FOLDER}/{key}{SUFFIX}").is_file():
        return scenes().entries[key]
    return _read(language(), key)[0]


@cache
def _read(_language: str, key: str) -> tuple[Scene, tuple[str, ...]]:
    """Return a scene, and what is wrong with its translation."""
    file = resource(f"{FOLDER}/{key}{SUFFIX}")
    translation = translated(FOLDER, file.name, TEXTS)
    found = read_scene(file.read_text(encoding="utf-8"), file.name, translation)
    return found, () if translation is None else tuple(translation.faults)


def first_example() -> RunConfig:
    """Return what a first start runs: the only lane of the scene FIRST."""
    return scene(FIRST).lanes[0].config


def scenes() -> Scenes:
    """Read all scenes, in the language in use."""
    return _read_all(language())


@cache
def _read_all(code: str) -> Scenes:
    found: list[Scene] = []
    faults: list[str] = []
    for file in resource(FOLDER).iterdir():
        if file.name.endswith(SUFFIX):
            try:
                each, wrong = _read(code, file.name.removesuffix(SUFFIX))
                found.append(each)
                faults += wrong
            except BadInput as fault:
                faults.append(str(fault))
    entries: Registry[Scene] = Registry(mark("scene"))
    for each in sorted(found, key=lambda each: each.order):
        entries.add(each)
    return Scenes(entries, tuple(sorted(faults)))


def read_scene(text: str, name: str, translation: Translated | None = None) -> Scene:
    """Return the scene that a file of this name holds, in the words of its translation.

    Raises:
        BadInput: one sentence with the file, the line and the rule.
    """
    return read_translated(text, name, lambda values: _scene(values, name.removesuffix(SUFFIX)), translation)


def _scene(values: Mapping[str, Any], key: str) -> Scene:
    check_names(values, KNOWN, tr("a scene"))
    title, claim = title_of(values, "title", MOST_TITLE), title_of(values, "claim", MOST_CLAIM)
    order = values.get("order", LAST)
    if type(order) is not int:
        raise Fault(tr("order must be a whole number, got {order}", order=quoted(order)), field="order")
    layout, speed = values.get("layout", LAYOUTS[0]), values.get("speed")
    if layout not in LAYOUTS:
        raise Fault(
            tr("layout must be one of {layouts}, got {layout}", layouts=", ".join(LAYOUTS), layout=quoted(layout)),
            field="layout",
        )
    if speed is not None and not (isinstance(speed, (int, float)) and speed > 0):
        raise Fault(tr("speed must be a number > 0, got {speed}", speed=quoted(speed)), field="speed")
    try:
        lanes = from_table(table_of(values, "config"))
    except BadInput as fault:
        raise config_fault(fault, table_of(values, "config"), "config") from None
    found = Collector()
    captions = found.each(tables_of(values, "caption"), lambda each, i: _caption(each, i, len(lanes)))
    if len(captions) > MOST_CAPTIONS:
        raise Fault(tr("a scene has at most {most} captions", most=MOST_CAPTIONS), "caption", MOST_CAPTIONS)
    action = _action(table_of(values, "action"), lanes) if "action" in values else None
    numbers = found.each(tables_of(values, "number"), lambda each, i: _number(each, i, len(lanes), action))
    changes = found.each(tables_of(values, "change"), lambda each, i: _change(each, i, len(lanes)))
    found.raise_faults()
    lane = lane_of(values, "", 0, len(lanes)) or 1
    state = {name: _whole(values, name, least, most) for name, least, most in STATE}
    made = Scene(
        key, title, claim, order, layout, speed, lanes, captions, action, numbers, lane, changes=changes, **state
    )
    _check_changes(made)
    return made


def _whole(values: Mapping[str, Any], field: str, least: int, most: int) -> int | None:
    value = values.get(field)
    if value is not None and (type(value) is not int or not least <= value <= most):
        raise Fault(
            tr(
                "{field} must be a whole number from {least} to {most}, got {value}",
                field=field,
                least=least,
                most=whole(most),
                value=quoted(value),
            ),
            field=field,
        )
    return value


def _change(values: Mapping[str, Any], place: int, n_lanes: int) -> Change:
    check_names(values, names_of(Change), tr("a change"), "change", place)
    lane = lane_of(values, "change", place, n_lanes) or 1
    at, changes = values.get("at"), values.get("set")
    if type(at) is not int or at < 0:
        raise Fault(tr("at must be a step, got {at}", at=quoted(at)), "change", place, "at")
    if not isinstance(changes, dict) or not changes:
        raise Fault(
            tr("set must be a table of settings, got {changes}", changes=quoted(changes)), "change", place, "set"
        )
    if not changes.keys() <= LIVE_FIELDS:
        name = min(changes.keys() - LIVE_FIELDS)
        raise Fault(tr("{name} cannot change while it trains", name=name), "change", place, "set")
    return Change(at, lane, {name: _setting(value) for name, value in changes.items()})


def _setting(value: Any) -> Any:
    return None if value == USUAL else tuple(value) if isinstance(value, list) else value


def _check_changes(scene: Scene) -> None:
    """Refuse changes that no lane can make on its way to the scene's state."""
    for place, change in enumerate(scene.changes):
        before = [each.at for each in scene.changes[:place] if each.lane == change.lane]
        if scene.to is None or change.at > scene.to or change.at < max(before, default=0):
            rule = tr("the changes of a lane must follow one another on the way to the step `to`")
            raise Fault(rule, "change", place, "at")
        try:
            replace(scene, changes=scene.changes[: place + 1]).configs_of(change.lane)
        except (BadInput, TypeError) as fault:
            raise Fault(str(fault).rstrip("."), "change", place, "set") from None


def _caption(values: Mapping[str, Any], place: int, n_lanes: int) -> Caption:
    check_names(values, names_of(Caption), tr("a caption"), "caption", place)
    anchor = values.get("anchor")
    if anchor not in ANCHORS:
        near = did_you_mean(str(anchor), ANCHORS)
        raise Fault(tr("there is no anchor {anchor}", anchor=quoted(anchor)) + near, "caption", place, "anchor")
    text = sentence(values.get("text"), "text", n_lanes, "caption", place)
    after = sentence(values["after"], "after", n_lanes, "caption", place) if "after" in values else ""
    return Caption(anchor, text, lane_of(values, "caption", place, n_lanes) or 1, after)


def _action(values: Mapping[str, Any], lanes: Sequence[NamedConfig]) -> Action:
    check_names(values, names_of(Action), tr("an action"), "action")
    changes = values.get("set")
    label = title_of(values, "label", MOST_TITLE, "action")
    if not isinstance(changes, dict) or not changes:
        raise Fault(tr("set must be a table of settings, got {changes}", changes=quoted(changes)), "action", 0, "set")
    from_start = values.get("from_start", False)
    if not isinstance(from_start, bool):
        raise Fault(
            tr("from_start must be true or false, got {from_start}", from_start=quoted(from_start)),
            "action",
            0,
            "from_start",
        )
    for field in ("at", "lasts"):
        steps = values.get(field)
        if steps is not None and (type(steps) is not int or steps < 1):
            raise Fault(
                tr("{field} must be a whole number of steps > 0, got {steps}", field=field, steps=quoted(steps)),
                "action",
                0,
                field,
            )
        if steps is not None and (from_start or not changes.keys() <= LIVE_FIELDS):
            raise Fault(
                tr("{field} needs a change of settings that can change while it trains", field=field),
                "action",
                0,
                field,
            )
    lane = lane_of(values, "action", 0, len(lanes))
    try:
        changed = {name: tuple(value) if isinstance(value, list) else value for name, value in changes.items()}
        for place, (_, config) in enumerate(lanes, 1):
            if lane in (None, place):
                config.replace(**changed)
    except (BadInput, TypeError) as fault:
        raise Fault(str(fault).rstrip("."), "action", 0, "set") from None
    return Action(label, changed, lane, from_start, values.get("at"), values.get("lasts"))


def _number(values: Mapping[str, Any], place: int, n_lanes: int, action: Action | None) -> Number:
    check_names(values, names_of(Number), tr("a number"), "number", place)
    measure = values.get("measure")
    if measure not in MEASURES:
        raise Fault(
            tr("there is no measure {name}", name=quoted(measure)) + did_you_mean(str(measure), MEASURES),
            "number",
            place,
            "measure",
        )
    for field in ("lane", "divided_by"):
        lane_of(values, "number", place, n_lanes, field)
    as_it_happens: dict[str, int | None] = {}
    if action is not None and action.at is not None and values.get("after_action"):
        as_it_happens = {"changed_at": action.at, "changed_for": action.lasts}
    try:
        return Number(**as_it_happens | dict(values))
    except (BadInput, TypeError) as fault:
        raise Fault(str(fault), "number", place) from None
