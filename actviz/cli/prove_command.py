"""`prove` repeats published experiments and prints the published numbers beside those that it measures."""

from __future__ import annotations

import argparse
from typing import Any

from actviz.cli.config_options import whole_number
from actviz.cli.json_target import add_json_option, check_target, finite, write_json
from actviz.cli.streams import complain, say
from actviz.lessons.proofs.proof import MOST_SEEDS, SEEDS, Compared, Outcome
from actviz.lessons.proofs.proof_file import proofs
from actviz.lessons.proofs.proving import prove
from actviz.number_text import count, plain
from actviz.registry import BadInput

MARKS = {True: "✓", False: "✗"}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser this command's options."""
    parser.add_argument("proofs", nargs="*", metavar="KEY", help="which ones; all without one (`actviz list proofs`)")
    parser.add_argument("--seeds", type=whole_number, default=SEEDS, help=f"how many draws of each ({SEEDS})")
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Repeat published experiments, print published beside measured, and end with status 1 where one disagrees."""
    if not 1 <= options.seeds <= MOST_SEEDS:
        raise BadInput(f"--seeds must be from 1 to {MOST_SEEDS:,}, got {options.seeds:,}")
    check_target(options.json)
    known = proofs()
    for fault in known.faults:
        complain(fault)
    chosen = [known.entries[key] for key in options.proofs] or list(known.entries.values())
    outcomes = []
    for proof in chosen:
        outcomes.append(prove(proof, options.seeds))
        if options.json is None:
            say(_text(outcomes[-1]))
    agreeing = sum(outcome.agrees for outcome in outcomes)
    if options.json is not None:
        write_json(options.json, {outcome.proof.key: _values(outcome) for outcome in outcomes})
    else:
        say(f"{agreeing} of {count(len(outcomes), 'proof')} agree")
    return 0 if agreeing == len(outcomes) and not known.faults else 1


def _text(outcome: Outcome) -> str:
    proof = outcome.proof
    seconds = f"{count(outcome.n_seeds, 'seed')}, {plain(outcome.cpu_s, 2)} s of processor time"
    lines = [f"{MARKS[outcome.agrees]} {proof.key}: {proof.title} ({seconds})", f"  {proof.source}"]
    for each in outcome.compared:
        number = each.number
        where = f" ({number.where})" if number.where else ""
        lines.append(f"  {MARKS[each.agrees]} {number.what}{where}: {number.rule}")
        lines.append(f"      published  {number.in_kind or '  '.join(map(plain, number.published))}")
        lines.append(f"      measured   {'  '.join(plain(value) for value in each.medians)}")
        low, high = ("  ".join(plain(edge) for edge in edges) for edges in zip(*each.bands, strict=True))
        lines.append(f"      5 to 95 %  {low}  to  {high}")
    return "\n".join([*lines, ""])


def _values(outcome: Outcome) -> dict[str, Any]:
    proof = outcome.proof
    return {
        "title": proof.title,
        "source": proof.source,
        "agrees": outcome.agrees,
        "seeds": outcome.n_seeds,
        "cpu_s": round(outcome.cpu_s, 3),
        "numbers": [_number(each) for each in outcome.compared],
    }


def _number(each: Compared) -> dict[str, Any]:
    number = each.number
    return {
        "what": number.what,
        "where": number.where,
        "measure": number.measure,
        "published": list(number.published) or None,
        "in_kind": number.in_kind or None,
        "rule": number.rule,
        "median": [finite(value) for value in each.medians],
        "percentile_5": [finite(low) for low, _ in each.bands],
        "percentile_95": [finite(high) for _, high in each.bands],
        "agrees": each.agreeing,
    }
