"""A proof is a file `resources/proofs/KEY.toml`. To add one, write such a file; nothing else is to be edited.

    title, claim        a few words, and one sentence that the experiment shows
    order               its place in the list
    source              author, title and year of what was published
    setting, differs    the published setting in words, and in what ours is another one (may be left out)
    [config]            the settings of runs, and a [[config.lane]] for each, as in `actviz run --config`
    [[network]]         networks drawn at random, which do not train: see `subjects.DrawnNetwork`
    [[number]]          what was published, how it is measured, and what agreement means: see `proof.PublishedNumber`

A proof has runs, networks or both, each with a name of its own, which its numbers name as `of`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from actviz.frozen import dataclass
from actviz.lessons.measures import MEASURES
from actviz.lessons.proofs.measures import PROOF_MEASURES
from actviz.lessons.proofs.proof import Proof, PublishedNumber, is_about_run
from actviz.lessons.proofs.subjects import DrawnNetwork
from actviz.lessons.tables import Collector, Fault, check_names, did_you_mean, names_of, table_of, tables_of
from actviz.lessons.translated import Texts, Translated, read_translated, translated
from actviz.number_text import whole
from actviz.registry import BadInput, Registry, quoted
from actviz.resource_files import resource
from actviz.training.config.layer_widths import parse_hidden
from actviz.training.config.text_format import NamedConfig, from_table
from actviz.translation import language, mark, tr

FOLDER, SUFFIX = "proofs", ".toml"
WORDS = ("title", "claim", "source", "setting")
NAMES = ("config.lane.name", "network.name")
TEXTS = Texts(
    (*WORDS, "differs", *NAMES, "number.what", "number.in_kind", "number.where"),
    names={"number.of": NAMES, "number.divided_by": NAMES},
)
KNOWN = (*WORDS, "differs", "order", "config", "network", "number")


@dataclass(frozen=True, eq=False)
class Proofs:
    """The proofs by key, in their order, and a sentence for each file that could not be read."""

    entries: Registry[Proof]
    faults: tuple[str, ...]


def proofs() -> Proofs:
    """Read all proofs, in the language in use."""
    return _read_all(language())


@cache
def _read_all(_language: str) -> Proofs:
    found: list[Proof] = []
    faults: list[str] = []
    for file in resource(FOLDER).iterdir():
        if file.name.endswith(SUFFIX):
            translation = translated(FOLDER, file.name, TEXTS)
            try:
                found.append(read_proof(file.read_text(encoding="utf-8"), file.name, translation))
                faults += [] if translation is None else translation.faults
            except BadInput as fault:
                faults.append(str(fault))
            except UnicodeDecodeError:
                faults.append(f"{file.name} cannot be read: this is not UTF-8 text")
    entries: Registry[Proof] = Registry(mark("proof"))
    for each in sorted(found, key=lambda each: (each.order, each.key)):
        entries.add(each)
    return Proofs(entries, tuple(sorted(faults)))


def read_proof(text: str, name: str, translation: Translated | None = None) -> Proof:
    """Return the proof that a file of this name holds, in the words of its translation.

    Raises:
        BadInput: one sentence with the file, the line and the rule.
    """
    return read_translated(text, name, lambda values: _proof(values, name.removesuffix(SUFFIX)), translation)


def _proof(values: Mapping[str, Any], key: str) -> Proof:
    check_names(values, KNOWN, tr("a proof"))
    if not re.fullmatch(r"[\w-]+", key):
        raise Fault(tr("a proof's file must be named by letters, digits and -"))
    for field in WORDS:
        if not isinstance(values.get(field), str) or not values[field].strip():
            raise Fault(
                tr("{field} must be a text, got {text}", field=field, text=quoted(values.get(field))), field=field
            )
    if type(values.get("order")) is not int:
        raise Fault(tr("order must be a whole number, got {text}", text=quoted(values.get("order"))), field="order")
    if not isinstance(values.get("differs", ""), str):
        raise Fault(tr("differs must be a text, got {text}", text=quoted(values.get("differs"))), field="differs")
    runs = _runs(table_of(values, "config")) if "config" in values else ()
    networks = tuple(_network(each, i) for i, each in enumerate(tables_of(values, "network")))
    found = Collector()
    names = [*(run.name for run in runs), *(network.name for network in networks)]
    if not names:
        raise Fault(tr("a proof needs a [config] of runs or a [[network]]"))
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise Fault(tr("two runs or networks have the name {twice}", twice=quoted(twice)))
    own = [run.name for run in runs]
    numbers = found.each(tables_of(values, "number"), lambda each, i: _number(each, i, names, own))
    found.raise_faults()
    if not numbers:
        raise Fault(tr("a proof needs at least one [[number]]"))
    title, claim, source, setting = (values[field].strip() for field in WORDS)
    differs = values.get("differs", "").strip()
    return Proof(key, title, values["order"], claim, source, setting, differs, runs, networks, numbers)


def _runs(values: Mapping[str, Any]) -> tuple[NamedConfig, ...]:
    """Return the runs, which, unlike lanes, may differ in everything."""
    common = {name: value for name, value in values.items() if name != "lane"}
    own = values.get("lane", [{"name": "run"}])
    if not isinstance(own, list) or not all(isinstance(each, dict) for each in own):
        raise Fault(tr("the runs must be tables, each under a line [[config.lane]]"), "config")
    runs = []
    for place, each in enumerate(own):
        table, at = ("config.lane", place) if "lane" in values else ("config", 0)
        if not isinstance(each.get("name"), str) or not each["name"].strip():
            raise Fault(tr("name must be a text, got {text}", text=quoted(each.get("name"))), table, at, "name")
        settings = {name: value for name, value in (common | each).items() if name != "name"}
        try:
            (run,) = from_table(settings)
        except BadInput as fault:
            text = str(fault).rstrip(".")
            field = next((name for name in settings if re.search(rf"\b{re.escape(name)}\b", text)), "")
            where = (table, at, field) if field in each else ("config", 0, field)
            raise Fault(text, *where) from None
        runs.append(NamedConfig(each["name"].strip(), run.config))
    return tuple(runs)


def _network(values: Mapping[str, Any], place: int) -> DrawnNetwork:
    check_names(values, names_of(DrawnNetwork), tr("a network"), "network", place)
    turned = dict(values)
    if not isinstance(values.get("name"), str):
        raise Fault(tr("name must be a text, got {text}", text=quoted(values.get("name"))), "network", place, "name")
    if not isinstance(values.get("hidden"), str):
        raise Fault(
            tr("hidden must be widths such as 500x10, got {text}", text=quoted(values.get("hidden"))),
            "network",
            place,
            "hidden",
        )
    try:
        turned["hidden"] = parse_hidden(values["hidden"])
        return DrawnNetwork(**turned)
    except (BadInput, TypeError) as fault:
        raise Fault(str(fault).rstrip("."), "network", place, _first_word(fault)) from None


def _number(values: Mapping[str, Any], place: int, names: Sequence[str], runs: Sequence[str]) -> PublishedNumber:
    check_names(values, names_of(PublishedNumber), tr("a number"), "number", place)
    measure, known = values.get("measure"), [*PROOF_MEASURES, *MEASURES]
    if measure not in known:
        near = did_you_mean(str(measure), known)
        raise Fault(tr("there is no measure {name}", name=quoted(measure)) + near, "number", place, "measure")
    turned = {"of": names[0]} | dict(values)
    if not isinstance(turned.get("what"), str) or not turned["what"].strip():
        raise Fault(tr("what must be a text, got {text}", text=quoted(turned.get("what"))), "number", place, "what")
    for field in ("of", "divided_by"):
        if field in turned and turned[field] not in names:
            near = did_you_mean(str(turned[field]), names) or tr(": there are {names}", names=", ".join(names))
            raise Fault(
                tr("there is no run or network {name}", name=quoted(turned[field])) + near, "number", place, field
            )
    for field, kind in (("published", (int, float)), ("percentiles", (int, float)), ("layers", int)):
        if field in turned:
            turned[field] = _list_of(turned[field], kind, field, place)
    for field in ("within", "plus_minus", "above", "below", "least"):
        value = turned.get(field, 0.0)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise Fault(
                tr("{field} must be a number, got {value}", field=field, value=quoted(value)), "number", place, field
            )
    if type(turned.get("step", 0)) is not int:
        raise Fault(
            tr("step must be a whole number, got {value}", value=quoted(turned["step"])), "number", place, "step"
        )
    for field in ("where", "in_kind", "combine"):
        if not isinstance(turned.get(field, ""), str):
            raise Fault(
                tr("{field} must be a text, got {text}", field=field, text=quoted(turned[field])),
                "number",
                place,
                field,
            )
    if len(turned.get("percentiles", (0, 0))) != 2:
        raise Fault(tr("percentiles must be two numbers, such as [5, 95]"), "number", place, "percentiles")
    try:
        number = PublishedNumber(**turned)
    except (BadInput, TypeError) as fault:
        raise Fault(str(fault), "number", place, _first_word(fault)) from None
    of_network = next((name for name in (number.of, number.divided_by) if name is not None and name not in runs), None)
    if is_about_run(number) and of_network is not None:
        told = mark("{name} does not train, so {measure} at step {step} has no value there")
        values = {"name": quoted(of_network), "measure": measure, "step": whole(number.step)}
        raise Fault(tr(told, **values), "number", place, "measure")
    return number


def _list_of(values: Any, kind: Any, field: str, place: int) -> tuple[Any, ...]:
    listed = values if isinstance(values, list) else [values]
    if not listed or any(isinstance(value, bool) or not isinstance(value, kind) for value in listed):
        raise Fault(
            tr("{field} must be numbers, got {values}", field=field, values=quoted(values)), "number", place, field
        )
    return tuple(listed)


def _first_word(fault: Exception) -> str:
    return str(fault).split(" ", 1)[0]
