"""How often each remedy helps: `.venv/bin/python tests/benchmarks/remedies.py [--quick] [--write]`.

Every sick run (`sick_runs.py`) trains; the diagnosis names its cause; then every remedy that declares this cause is
tried, for the same number of steps from the same seed, those that the record drops included. A remedy has helped if
the fault is gone and the network learns, and has harmed if the loss ends clearly higher; `TrialResult.helped` and
`.harmed` (`actviz/diagnosis/trial.py`) are the criterion.

The order of a cause's remedies: first the one with the largest share of helped over tried, then again and again the
one with the largest share in the runs that those before it left sick. A share is (helped + ½)/(tried + 1), so that one
lucky run counts for little, and shares are compared in tenths: some twenty runs tell no more. Of equal ones the remedy
with the smallest change comes first, then the one with the larger share in all runs. A change is as large as the number
of settings that it changes; a normalisation or skips that it brings in count as three, for they are new parts. The
plain network is the last of a cause's. Runs with several unusual settings, where every other change leaves one, have a
table of their own: in how many the plain network helps, and in how many the first of the other changes does.

The table tells how well the order does, and how well the order of the even seeds does on the odd ones. `--write`
writes `resources/remedies.toml` and the last section of `resources/help/remedies.md`, in all languages.

`--unseen SEED [N]` draws N sick runs (`unseen_runs.py`; 184) that the record was not made from, and counts how often
the first remedy that the diagnosis offers helps, and one of those offered.
"""

from __future__ import annotations

import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from sick_runs import SickRun, runs_of_several_faults, sick_runs
from unseen_runs import unseen_runs

from actviz import RunConfig, Trainer
from actviz.diagnosis import remedies
from actviz.diagnosis.causes import CAUSES
from actviz.diagnosis.findings import Suggestion
from actviz.diagnosis.plain_network import unusual_settings
from actviz.diagnosis.remedies import MOST, PLAIN, REMEDIES, SEVERAL, changed_by, suggestion_of
from actviz.diagnosis.remedy_record import FILE, Helped
from actviz.diagnosis.trial import Outcome, TrialResult, outcome_of
from actviz.resource_files import languages, resource

PAGE, HEADING = "help/remedies.md", "## The present record\n\n"
LAST_HEADING = re.compile(r".*^## [^\n]*\n\n", re.DOTALL | re.MULTILINE)  # of a page in another language, and all above
OTHER = "single_change"  # the first of the changes other than the plain network
PARTS, NEW_PART = ("normalization", "residual", "dropout"), 3
Orders = dict[str, list[str]]  # of each cause: keys of remedies


@dataclass
class Tried:
    """A sick run and, by remedy, whether it helped and whether it harmed."""

    run: SickRun
    cause: str
    helped: dict[str, bool] = field(default_factory=dict)
    harmed: set[str] = field(default_factory=set)
    size: dict[str, int] = field(default_factory=dict)  # of the change


def trained(config: RunConfig, steps: int) -> Outcome:
    """Train a configuration and measure it."""
    trainer = Trainer(config)
    trainer.advance(steps)
    return outcome_of(trainer)


def every_suggestion(config: RunConfig, cause: str, offered: Sequence[Suggestion]) -> dict[str, Suggestion]:
    """Return the suggestion of every remedy for a cause; those that a rule made itself are among the offered."""
    made = {each.key: each for each in offered if each.key not in REMEDIES}
    for key, remedy in REMEDIES.items():
        suggestion = suggestion_of(remedy, config, cause) if cause in remedy.causes else None
        if suggestion is not None and changed_by(suggestion, config) is not None:
            made[key] = suggestion
    return made


def tried(run: SickRun) -> Tried | None:
    """Try every remedy for a run's cause; None where the diagnosis finds it well or names no cause."""
    before = trained(run.config, run.steps)
    verdict = before.diagnosis.verdict
    if not verdict.cause:
        return None
    result, outcomes = Tried(run, verdict.cause), {run.config: before}
    for key, suggestion in every_suggestion(run.config, verdict.cause, verdict.suggestions).items():
        changed = run.config.replace(**suggestion.changes)
        if changed not in outcomes:
            outcomes[changed] = trained(changed, run.steps)
        trial = TrialResult(suggestion, run.steps, before, outcomes[changed])
        result.helped[key] = trial.helped
        result.size[key] = size_of_change(run.config, changed)
        if trial.harmed:
            result.harmed.add(key)
    return result


def tried_on_several(run: SickRun) -> Tried | None:
    """Try the plain network and the first other change; None where the run is well or a change leaves no such setting.

    The other changes are in the order of the present record.
    """
    before = trained(run.config, run.steps)
    verdict = before.diagnosis.verdict
    by_key = {(PLAIN if each.key == PLAIN else OTHER): each for each in reversed(verdict.suggestions)}
    changed = {key: run.config.replace(**each.changes) for key, each in by_key.items()}
    if not verdict.sick or len(changed) < 2 or not unusual_settings(changed[OTHER]):
        return None
    result = Tried(run, SEVERAL)
    for key, config in changed.items():
        trial = TrialResult(by_key[key], run.steps, before, trained(config, run.steps))
        result.helped[key] = trial.helped
        result.size[key] = size_of_change(run.config, config)
        if trial.harmed:
            result.harmed.add(key)
    return result


# The order


def order_of(runs: Sequence[Tried]) -> list[str]:
    """Return the keys of the remedies that were tried in these runs of one cause, the most helpful first."""
    left, order = list(runs), []
    keys = list(dict.fromkeys(key for run in runs for key in run.helped))
    while keys:
        best = max(keys, key=lambda key: (round(_share(left, key), 1), -_size(runs, key), _share(runs, key)))
        keys.remove(best)
        order.append(best)
        left = [run for run in left if not run.helped.get(best)] or list(runs)  # none is left: once more from all
    last = [PLAIN] if PLAIN in order and OTHER not in order else []
    return [key for key in order if key not in last] + last


def _share(runs: Sequence[Tried], key: str) -> float:
    count = counted(runs, key)
    return (count.helped + 0.5) / (count.tried + 1)


def _size(runs: Sequence[Tried], key: str) -> float:
    """Return the mean size of a remedy's change in these runs."""
    return mean(run.size[key] for run in runs if key in run.size)


def size_of_change(before: RunConfig, after: RunConfig) -> int:
    """Return how many settings differ; one that brings in a new part of every layer counts as NEW_PART."""
    changed, without = before.differences(after), RunConfig()
    new = [name for name in PARTS if name in changed and getattr(before, name) == getattr(without, name)]
    return len(changed) + (NEW_PART - 1) * len(new)


def counted(runs: Sequence[Tried], key: str) -> Helped:
    """Return in how many of these runs a remedy was tried and has helped."""
    results = [run.helped[key] for run in runs if key in run.helped]
    return Helped(sum(results), len(results))


def orders_of(runs: Sequence[Tried]) -> Orders:
    """Return the order of the remedies that are offered for each cause."""
    orders: Orders = {}
    for cause, group in by_cause(runs).items():
        orders[cause] = [key for key in order_of(group) if counted(group, key).is_worthy]
    return orders


def by_cause(runs: Sequence[Tried]) -> dict[str, list[Tried]]:
    """Return the runs of each cause."""
    groups: dict[str, list[Tried]] = {}
    for run in runs:
        groups.setdefault(run.cause, []).append(run)
    return groups


def score(runs: Sequence[Tried], orders: Orders) -> tuple[int, int]:
    """Return in how many runs the first remedy offered helps, and in how many one of those offered."""
    first = any_of = 0
    for run in runs:
        offered = _offered(run, orders.get(run.cause, ()))
        first += bool(offered) and run.helped[offered[0]]
        any_of += any(run.helped[key] for key in offered)
    return first, any_of


def _offered(run: Tried, order: Sequence[str]) -> list[str]:
    """Return the keys of the remedies that a run is offered: at most MOST, the last of the order among them."""
    keys = [key for key in order if key in run.helped]
    return keys if len(keys) <= MOST else [*keys[: MOST - 1], keys[-1] if keys[-1] == PLAIN else keys[MOST - 1]]


# The table and the files


def summary(runs: Sequence[Tried]) -> list[str]:
    """Return two sentences: the score of the order, and of one half's order on the other half."""
    even, odd = ([run for run in runs if run.run.config.seed % 2 == rest] for rest in (0, 1))
    first, any_of = score(runs, orders_of(runs))
    held_first, held_any = score(odd, orders_of(even))
    return [
        f"In the order of the record, the first remedy helps in {first} of {len(runs)} sick runs, one of the first "
        f"{MOST} in {any_of}.",
        f"A check: ordered by the runs with even seeds alone, on those with odd seeds the first helps in "
        f"{held_first} of {len(odd)}, one of those offered in {held_any}.",
    ]


def table(runs: Sequence[Tried]) -> str:
    """Return the table of all remedies of all causes, and the runs that no offered remedy helped."""
    lines, orders = [f"{'cause':18} {'runs':>4}  {'remedy':24} {'helped':>9} {'harmed':>6}"], orders_of(runs)
    for cause, group in by_cause(runs).items():
        first, any_of = score(group, orders)
        lines.append(f"{cause:18} {len(group):4}  first {first}, any {any_of}")
        for key in order_of(group):
            count, harmed = counted(group, key), sum(key in run.harmed for run in group)
            dropped = "" if count.is_worthy else "  not offered"
            lines.append(f"{'':25}{key:24} {count.helped:4}/{count.tried:<4} {harmed:6}{dropped}")
    for run in runs:
        offered = _offered(run, orders[run.cause])
        if not offered or not run.helped[offered[0]]:
            any_of = ", ".join(key for key, helped in run.helped.items() if helped) or "none"
            lines.append(f"first fails: {run.cause}, {run.run.kind}, seed {run.run.config.seed}; helping: {any_of}")
    return "\n".join([*lines, *summary(runs)])


def toml(runs: Sequence[Tried]) -> str:
    """Return the record as TOML."""
    lines = [
        "# How often each remedy has helped: remedy = [helped, tried], a table for each cause, in the order of offer.",
        "# Written by tests/benchmarks/remedies.py.",
        *(f"# {sentence}" for sentence in summary(runs)),
    ]
    for cause, group in sorted(by_cause(runs).items()):
        lines += ["", f"[{cause}]"]
        for key in order_of(group):
            count = counted(group, key)
            lines.append(f"{key} = [{count.helped}, {count.tried}]")
    return "\n".join(lines) + "\n"


def page(runs: Sequence[Tried]) -> str:
    """Return the section of the handbook: the summary, and for each cause the remedies that are offered."""
    lines = [*summary(runs), "", "| cause | runs | remedies, in the order of offer, and in how many runs they helped |"]
    lines.append("|---|---|---|")
    groups, orders = by_cause(runs), orders_of(runs)
    for cause in (cause for cause in CAUSES if cause in groups):
        counts = ((key, counted(groups[cause], key)) for key in orders[cause])
        offered = ", ".join(f"{key.replace('_', ' ')} {count.helped}/{count.tried}" for key, count in counts)
        lines.append(f"| {CAUSES[cause].text} | {len(groups[cause])} | {offered} |")
    return "\n".join(lines) + "\n"


def carried(page: str, before: str, now: str) -> str:
    """Return a page in another language with the numbers of now in its last section, which it has from the one before.

    Its own words stay: those of the sentences, in which a number is known by its place in the English ones, and the
    names of the causes.
    """
    (above, old), numbers = (text.partition("\n|")[0] for text in (before, now)), re.compile(r"\d+")
    new_of = dict(zip(numbers.findall(above), numbers.findall(old), strict=False))
    found = LAST_HEADING.match(page)
    assert found is not None
    sentences, *table = page[found.end() :].split("\n|")
    names = {row.split("|")[1]: own.split("|")[0] for row, own in zip(_rows(before), table[2:], strict=True)}
    rows = [f"{names.get(row.split('|')[1], row.split('|')[1])}|{row.split('|', 2)[2]}" for row in _rows(now)]
    said = numbers.sub(lambda number: new_of.get(number[0], number[0]), sentences)
    return found[0] + "\n|".join([said, *table[:2], *rows]) + "\n"


def _rows(section: str) -> list[str]:
    return [line for line in section.splitlines() if line.startswith("| ")][1:]


def count_unseen(seed: int, n: int) -> None:
    """Try the remedies that the diagnosis offers for runs drawn at random, and print which did not help."""
    first = any_of = sick = 0
    with TemporaryDirectory() as folder:
        for run in unseen_runs(Path(folder), seed, n):
            before = trained(run.config, run.steps)
            verdict, helped = before.diagnosis.verdict, list[bool]()
            if not verdict.sick:
                continue
            for suggestion in verdict.suggestions:
                after = trained(run.config.replace(**suggestion.changes), run.steps)
                helped.append(TrialResult(suggestion, run.steps, before, after).helped)
            sick, first, any_of = sick + 1, first + any(helped[:1]), any_of + any(helped)
            if not any(helped[:1]):
                changes = RunConfig().differences(run.config)
                tried_all = ", ".join(
                    f"{each.label}: {ok}" for each, ok in zip(verdict.suggestions, helped, strict=True)
                )
                print(f"{run.kind}; {verdict.key}, {verdict.cause}; {tried_all}; {run.steps} steps of {changes}")
    print(f"Of {sick} sick runs of {n}, the first remedy helps in {first}, one of those offered in {any_of}.")


def main(options: Sequence[str]) -> None:
    """Try all remedies on all sick runs and print the table."""
    if "--unseen" in options:
        seed, n = [*map(int, options[options.index("--unseen") + 1 :]), 184][:2]
        count_unseen(seed, n)
        return
    done = [result for run in runs_of_several_faults() if (result := tried_on_several(run)) is not None]
    remedies.MOST = len(REMEDIES) + 10  # rules are to hand over every remedy that they make themselves
    remedies.record_of = lambda _cause: {}
    n_several = len(done)
    with TemporaryDirectory() as folder:
        runs = list(sick_runs(Path(folder), quick="--quick" in options))
        for i, run in enumerate(runs, 1):
            print(f"\r{i}/{len(runs)} {run.kind:40}", end="", file=sys.stderr, flush=True)
            if (result := tried(run)) is not None:
                done.append(result)
    print(file=sys.stderr)
    print(table(done))
    print(f"{len(runs) + n_several - len(done)} of {len(runs)} runs were well.")
    if "--write" in options:
        resource(FILE).write_text(toml(done), encoding="utf-8")
        file = resource(PAGE)
        text, heading, before = file.read_text(encoding="utf-8").partition(HEADING)
        file.write_text(text + heading + page(done), encoding="utf-8")
        for code in languages()[1:]:
            other = resource(f"languages/{code}/{PAGE}")
            if other.is_file():
                other.write_text(carried(other.read_text(encoding="utf-8"), before, page(done)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
