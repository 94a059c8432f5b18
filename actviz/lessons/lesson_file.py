"""A lesson is a walk of some ten minutes through runs: `resources/lessons/KEY.toml`.

To add a lesson, write such a file; nothing else is to be edited. Its texts in another language: see `translated`. Its
fields:

    title, summary      a few words, and one sentence on what one can do afterwards
    order, minutes      its place in the menu, and how long it takes
    layout              the arrangement of the panels at its start
    draws               how many groups of steps are drawn by chance, each time; steps of one `group` stay together
    [[step]]            the steps, in their order

Each step has a `kind` (KINDS) and a `text`: paragraphs, *emphasis*, and measures in braces, whose values are those of
the run at this step. It may have a `title`; a `formula` in TeX, in which `\\value{gradient}` is a measure's value and
`\\symbol{name}{…}` marks what one of its `symbols` names; an `anchor`, a `layer` and a `unit` to point at; and claims,
[[step.claim]], each of which a test checks on several seeds where the step begins. The kinds:

    say                 no more than that
    predict             `choices`, of which the one holds whose bounds the `measure` keeps, or the first of them marked
                        `right`; without choices a number, right within a `factor` of the measured one
    set up              from step 0: a `scene`, or a table [step.config]; or a `change` of settings in the present run
    run                 to a step (`to`), or until a measure keeps its bounds (`until`), `at_most` so many steps
    point               `anchor` is to be looked at
    task                a `goal`, reached without touching the settings in `keep`; `solution` is one that reaches it;
                        a `hint` is shown on asking, or after two tries
    explain             the measured answer to the prediction before, beside what was said
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

from actviz.frozen import dataclass
from actviz.lessons.lesson import (
    EXPLAIN,
    POINT,
    PREDICT,
    RUN,
    SAY,
    SET_UP,
    TASK,
    Choice,
    Goal,
    Lesson,
    Step,
)  # fmt: skip
from actviz.lessons.lesson_fields import check_anchor, formula_of, goal_of
from actviz.lessons.measures import MEASURES
from actviz.lessons.scene import LAST, LAYOUTS, scene
from actviz.lessons.tables import (
    MOST_CLAIM,
    MOST_LANES,
    MOST_TITLE,
    Collector,
    Fault,
    check_names,
    config_fault,
    did_you_mean,
    lane_of,
    names_of,
    sentence,
    tables_of,
    title_of,
)  # fmt: skip
from actviz.lessons.translated import Texts, Translated, read_translated, translated
from actviz.number_text import whole
from actviz.registry import BadInput, Registry, quoted
from actviz.resource_files import resource
from actviz.training.config.config import FIELDS, LIVE_FIELDS, RunConfig
from actviz.training.config.text_format import from_table
from actviz.translation import language, mark, tr

FOLDER, SUFFIX = "lessons", ".toml"
TEXTS = Texts(
    ("title", "summary", "step.title", "step.text", "step.hint", "step.symbols.text", "step.choices.text",
     "step.config.lane.name"),
    may=("step.formula",),  # for the words in it
)  # fmt: skip
MOST_STEPS = 20_000  # that a run has
MOST_STOPS, MOST_CHOICES = 200, 9
COMMON = ("kind", "title", "text", "formula", "symbols", "anchor", "lane", "layer", "unit", "claim", "group")

KINDS: Mapping[str, tuple[str, ...]] = {  # by kind: the fields that it has beside the common ones
    SAY: (),
    PREDICT: ("measure", "choices", "factor"),
    SET_UP: ("scene", "config", "change"),
    RUN: ("to", "until", "at_most", "speed"),
    POINT: (),
    TASK: ("goal", "keep", "solution", "again", "at_most", "hint"),
    EXPLAIN: (),
}


@dataclass(frozen=True, eq=False)
class Lessons:
    """The lessons by key, in the order of the menu, and a sentence for each file that could not be read."""

    entries: Registry[Lesson]
    faults: tuple[str, ...]


def lessons() -> Lessons:
    """Read all lessons, in the language in use."""
    return _read_all(language())


@cache
def _read_all(_language: str) -> Lessons:
    found: list[Lesson] = []
    faults: list[str] = []
    for file in resource(FOLDER).iterdir():
        if file.name.endswith(SUFFIX):
            try:
                lesson, wrong = _read(file)
            except BadInput as fault:
                faults.append(str(fault))
            else:
                found.append(lesson)
                faults += wrong
    entries: Registry[Lesson] = Registry(mark("lesson"))
    for each in sorted(found, key=lambda each: (each.order, each.key)):
        entries.add(each)
    return Lessons(entries, tuple(sorted(faults)))


def _read(file: Traversable) -> tuple[Lesson, Sequence[str]]:
    """Return the lesson in a file, in the language in use, and what is wrong with its translation."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise BadInput(tr("{name} is not UTF-8 text", name=file.name)) from None
    translation = translated(FOLDER, file.name, TEXTS)
    return read_lesson(text, file.name, translation), () if translation is None else translation.faults


def read_lesson(text: str, name: str, translation: Translated | None = None) -> Lesson:
    """Return the lesson that a file of this name holds, in the words of its translation.

    Raises:
        BadInput: one sentence with the file, the line and the rule.
    """
    key = name.removesuffix(SUFFIX)
    return read_translated(text, name, lambda values: _Reading(values).lesson(key), translation)


class _Reading:
    """Reads the tables of one file."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values
        self._n_lanes = 0  # of what runs at the step that is being read
        self._n_claims = 0  # read so far: a claim's place among all of the file

    def lesson(self, key: str) -> Lesson:
        values = self._values
        known = ("title", "summary", "order", "minutes", "layout", "draws", "step")
        check_names(values, known, tr("a lesson"))
        title, summary = title_of(values, "title", MOST_TITLE), title_of(values, "summary", MOST_CLAIM)
        order, minutes = values.get("order", LAST), values.get("minutes", 10)
        for field, value in (("order", order), ("minutes", minutes)):
            if type(value) is not int:
                raise Fault(
                    tr("{field} must be a whole number, got {value}", field=field, value=quoted(value)), field=field
                )
        layout = values.get("layout", LAYOUTS[0])
        if layout not in LAYOUTS:
            raise Fault(
                tr("layout must be one of {layouts}, got {layout}", layouts=", ".join(LAYOUTS), layout=quoted(layout)),
                field="layout",
            )
        tables = tables_of(values, "step")
        if not tables:
            raise Fault(tr("a lesson needs at least one [[step]]"))
        if len(tables) > MOST_STOPS:
            raise Fault(tr("a lesson has at most {most} steps", most=MOST_STOPS), "step", MOST_STOPS)
        collector = Collector()
        steps = collector.each(tables, self._step_or_fault)
        collector.raise_faults()
        draws = self._draws(steps)
        found = Lesson(key, title, summary, order, minutes, layout, steps, draws)
        for i, step in enumerate(steps):
            if step.kind == EXPLAIN and found.prediction_before(i) is None:
                raise Fault(tr("there is no prediction before this step to explain"), "step", i, "kind")
        return found

    def _draws(self, steps: Sequence[Step]) -> int:
        """Return how many groups are drawn: any of them can come after any other, as each begins from step 0."""
        n_groups = len({step.group for step in steps if step.group})
        draws = self._values.get("draws", 0)
        if type(draws) is not int or not min(1, n_groups) <= draws <= n_groups:
            raise Fault(
                tr(
                    "draws must be a number of groups, of which there are {n_groups}, got {draws}",
                    n_groups=n_groups,
                    draws=quoted(draws),
                ),
                field="draws",
            )
        runs = [
            (i, step) for i, step in enumerate(steps) if step.group and step.group != (steps[i - 1].group if i else "")
        ]
        for place, (i, step) in enumerate(runs):
            if step.group in [other.group for _, other in runs[:place]] or (place and not steps[i - 1].group):
                raise Fault(
                    tr("the steps of the group {group} must stand together", group=quoted(step.group)),
                    "step",
                    i,
                    "group",
                )
            if not step.lanes:
                raise Fault(tr("the first step of a group must set up what runs"), "step", i, "kind")
        return draws

    def _step_or_fault(self, table: Mapping[str, Any], place: int) -> Step:
        n_claims = self._n_claims
        try:
            return self._step(table, place)
        except Fault:
            if not self._n_lanes or {"scene", "config"} & table.keys():
                self._n_lanes = MOST_LANES  # the steps after it may speak of any
            raise
        finally:
            claims = table.get("claim", [])
            self._n_claims = n_claims + (len(claims) if isinstance(claims, list) else 0)

    def _step(self, table: Mapping[str, Any], place: int) -> Step:
        kind = str(table.get("kind"))
        if kind not in KINDS:
            near = did_you_mean(kind, KINDS) or tr("; the kinds are {kinds}", kinds=", ".join(KINDS))
            raise Fault(tr("there is no kind of step {kind}", kind=quoted(kind)) + near, "step", place, "kind")
        check_names(table, COMMON + KINDS[kind], tr("a step of the kind {kind}", kind=kind), "step", place)
        made: dict[str, Any] = {"kind": kind}
        made |= self._of_kind(kind, table, place)
        if made.get("lanes"):
            self._n_lanes = len(made["lanes"])
        if not self._n_lanes:
            raise Fault(tr("the first step must set up what runs"), "step", place, "kind")
        made["text"] = sentence(table.get("text"), "text", self._n_lanes, "step", place).strip()
        for field, most in (("title", MOST_TITLE), ("hint", MOST_CLAIM), ("group", MOST_TITLE)):
            made[field] = title_of(table, field, most, "step", place) if field in table else ""
        made |= formula_of(table, place, self._n_lanes) | self._place(table, place)
        made["claims"] = tuple(self._claim(each) for each in tables_of(table, "claim"))
        return Step(**made)

    def _of_kind(self, kind: str, table: Mapping[str, Any], place: int) -> dict[str, Any]:
        read = {PREDICT: self._prediction, SET_UP: self._set_up, RUN: self._run, TASK: self._task}
        if kind == POINT and "anchor" not in table:
            raise Fault(tr("a step that points needs an anchor"), "step", place, "kind")
        return read[kind](table, place) if kind in read else {}

    def _place(self, table: Mapping[str, Any], place: int) -> dict[str, Any]:
        if "anchor" in table:
            check_anchor(table["anchor"], place, "anchor")
        for field, least in (("layer", 1), ("unit", 0)):
            value = table.get(field)
            if value is not None and (type(value) is not int or value < least):
                raise Fault(
                    tr("{field} must be a whole number from {least} on", field=field, least=least), "step", place, field
                )
        lane = lane_of(table, "step", place, self._n_lanes) or 1
        return {"anchor": table.get("anchor", ""), "lane": lane, "layer": table.get("layer"), "unit": table.get("unit")}

    def _prediction(self, table: Mapping[str, Any], place: int) -> dict[str, Any]:
        measure = table.get("measure", "")
        if measure and measure not in MEASURES:
            near = did_you_mean(str(measure), MEASURES)
            raise Fault(tr("there is no measure {name}", name=quoted(measure)) + near, "step", place, "measure")
        choices = []
        for each in tables_of(table, "choices"):
            check_names(each, names_of(Choice), tr("a choice"), "step", place)
            if not isinstance(each.get("text"), str) or len(each["text"]) > MOST_CLAIM:
                raise Fault(
                    tr("a choice needs a text, got {text}", text=quoted(each.get("text"))), "step", place, "choices"
                )
            choices.append(Choice(**each))
        if len(choices) > MOST_CHOICES:
            raise Fault(tr("a prediction has at most {most} choices", most=MOST_CHOICES), "step", place, "choices")
        if not choices and not measure:
            raise Fault(
                tr("a prediction needs choices, or the measure of the number that is asked"), "step", place, "kind"
            )
        if choices and not measure and sum(choice.right for choice in choices) != 1:
            raise Fault(tr("exactly one choice must be right where no measure decides"), "step", place, "choices")
        if len(choices) == 1:
            raise Fault(tr("a prediction has at least two choices"), "step", place, "choices")
        factor = table.get("factor", 2.0)
        if not isinstance(factor, (int, float)) or factor < 1:
            raise Fault(
                tr("factor must be a number >= 1, got {factor}", factor=quoted(factor)), "step", place, "factor"
            )
        return {"measure": measure, "choices": tuple(choices), "factor": float(factor)}

    def _set_up(self, table: Mapping[str, Any], place: int) -> dict[str, Any]:
        given = [field for field in KINDS[SET_UP] if field in table]
        if len(given) != 1:
            raise Fault(tr("a step that sets up needs one of scene, config, change"), "step", place, "kind")
        try:
            if given == ["scene"]:
                return {"lanes": scene(str(table["scene"])).lanes}
            if given == ["config"]:
                if not isinstance(table["config"], dict):
                    raise BadInput(tr("config must be a table"))
                return {"lanes": from_table(table["config"])}
        except BadInput as fault:
            values = table["config"] if isinstance(table.get("config"), dict) else {}
            raise config_fault(fault, values, "step", place, given[0]) from None
        return {"change": self._settings(table, place, "change")}

    def _settings(self, table: Mapping[str, Any], place: int, field: str) -> Mapping[str, Any]:
        changes = table[field]
        if not isinstance(changes, dict) or not changes:
            raise Fault(
                tr("{field} must be a table of settings, got {changes}", field=field, changes=quoted(changes)),
                "step",
                place,
                field,
            )
        changed = {name: tuple(value) if isinstance(value, list) else value for name, value in changes.items()}
        try:
            RunConfig().replace(**changed)
        except (BadInput, TypeError) as fault:
            raise Fault(str(fault).rstrip("."), "step", place, field) from None
        if field == "change" and not changed.keys() <= LIVE_FIELDS:
            name = min(changed.keys() - LIVE_FIELDS)
            raise Fault(tr("{name} cannot change while it trains: set up another run", name=name), "step", place, field)
        return changed

    def _run(self, table: Mapping[str, Any], place: int) -> dict[str, Any]:
        if ("to" in table) == ("until" in table):
            raise Fault(tr("a step that runs needs either to or until"), "step", place, "kind")
        to, speed = table.get("to"), table.get("speed")
        if to is not None and (type(to) is not int or not 0 < to <= MOST_STEPS):
            raise Fault(
                tr("to must be a step from 1 to {most}, got {to}", most=whole(MOST_STEPS), to=quoted(to)),
                "step",
                place,
                "to",
            )
        if speed is not None and not (isinstance(speed, (int, float)) and speed > 0):
            raise Fault(tr("speed must be a number > 0, got {speed}", speed=quoted(speed)), "step", place, "speed")
        until = goal_of(table["until"], "until", "step", place, self._n_lanes) if "until" in table else None
        return {"to": to, "speed": speed, "until": until, "at_most": self._at_most(table, place)}

    def _at_most(self, table: Mapping[str, Any], place: int) -> int:
        most = table.get("at_most", 2000)
        if type(most) is not int or not 0 < most <= MOST_STEPS:
            raise Fault(
                tr("at_most must be from 1 to {most}, got {text}", most=whole(MOST_STEPS), text=quoted(most)),
                "step",
                place,
                "at_most",
            )
        return most

    def _task(self, table: Mapping[str, Any], place: int) -> dict[str, Any]:
        for field in ("goal", "solution"):
            if field not in table:
                raise Fault(tr("a task needs a {field}", field=field), "step", place, "kind")
        keep, again = table.get("keep", []), table.get("again", False)
        if not isinstance(keep, list) or not all(isinstance(name, str) and name in FIELDS for name in keep):
            raise Fault(tr("keep must be names of settings, got {keep}", keep=quoted(keep)), "step", place, "keep")
        solution = self._settings(table, place, "solution")
        touched = set(keep) & solution.keys()
        if touched:
            raise Fault(
                tr("the solution touches {name}, which is to be kept", name=min(touched)), "step", place, "solution"
            )
        if not isinstance(again, bool) or not (again or solution.keys() <= LIVE_FIELDS):
            raise Fault(
                tr("again must be true where the solution cannot be made while it trains"), "step", place, "solution"
            )
        goal = goal_of(table["goal"], "goal", "step", place, self._n_lanes)
        at_most = self._at_most(table, place)
        return {"goal": goal, "keep": tuple(keep), "solution": solution, "again": again, "at_most": at_most}

    def _claim(self, table: Mapping[str, Any]) -> Goal:
        self._n_claims += 1
        return goal_of(table, "claim", "step.claim", self._n_claims - 1, self._n_lanes)
