"""Runs lists of actions in child processes, since a fault may kill the process, and shrinks one that fails.

python driver.py --seed 7 --actions 500         draw and run a list of actions, and shrink it if it fails
python driver.py --list FILE.json               run a list that was kept, and shrink it if it fails
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from actions import weights
from draws import Action, drawn_actions
from shrink import shrunk

HERE = Path(__file__).parent
TRIES = 3  # of each candidate
LAST_FEW = (6, 12, 25, 50, 100, 200)
S_FOR_EACH = 2.0  # of wall time an action may take on the average, on a busy machine
START_S = 120.0


@dataclass(frozen=True)
class Outcome:
    """How a run ended: `kind` is empty when nothing was found; so many actions began."""

    kind: str
    text: str
    n_begun: int


def run(actions: Sequence[Action]) -> Outcome:
    """Run the actions in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="actviz-monkey-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "actions.json").write_text(json.dumps(actions))
        environment = {key: value for key, value in os.environ.items() if not key.startswith("QT_")}
        command = [sys.executable, str(HERE / "child.py"), str(folder / "actions.json"), name]
        limit_s = START_S + S_FOR_EACH * len(actions)
        with (folder / "words").open("w") as words:
            try:
                status = subprocess.run(
                    command, stdout=words, stderr=words, env=environment, timeout=limit_s
                ).returncode
            except subprocess.TimeoutExpired:
                status = None
        return _outcome(status, folder)


def _outcome(status: int | None, folder: Path) -> Outcome:
    journal = folder / "journal"
    lines = [json.loads(line) for line in journal.read_text().splitlines()] if journal.exists() else []
    n_begun = sum("action" in line for line in lines)
    found = next((line for line in lines if "found" in line), None)
    words = (folder / "words").read_text(errors="replace")
    if found is not None and found["found"] != "done":
        return Outcome(found["found"], f"{found['text']}\n{words[-2000:]}", n_begun)
    if status == 0 and found is not None:
        return Outcome("", json.dumps(lines[-2]), n_begun)
    if status is None:
        return Outcome("the run takes too long", words[-4000:], n_begun)
    return Outcome(f"the process died{_place(words)}", f"status {status}\n{words[-6000:]}", n_begun)


def _place(words: str) -> str:
    """Return where the thread that died stood in the program's own code, or in the monkey's."""
    _, _, current = words.partition("Current thread")
    found = re.search(r'File ".*/(actviz/[^"]+|monkey/[^"]+)", line \d+ in (\w+)', current)
    return f" in {found[1]} {found[2]}" if found else ""


def shrink(actions: Sequence[Action], outcome: Outcome, budget_s: float) -> tuple[list[Action], bool]:
    """Return the shortest list found in so many seconds that has the same outcome, and whether it came again at all."""
    end = time.monotonic() + budget_s

    def in_time() -> bool:
        return time.monotonic() < end

    def fails(candidate: list[Action]) -> bool:
        return any(run(candidate).kind == outcome.kind for _ in range(TRIES) if in_time())

    begun = list(actions[: outcome.n_begun])
    lengths = [n for n in LAST_FEW if n < len(begun)] + [len(begun)]
    again = next((begun[-n:] for n in lengths if fails(begun[-n:])), None)  # mostly it is the last few that matter
    return (begun, False) if again is None else (shrunk(again, fails, in_time), True)


def report(actions: Sequence[Action], outcome: Outcome, how: str, budget_s: float) -> str:
    """Return the words for a failing run, after shrinking it; the list is kept in a file."""
    short, repeats = shrink(actions, outcome, budget_s)
    with tempfile.NamedTemporaryFile("w", prefix="monkey-", suffix=".json", delete=False) as file:
        json.dump(short, file)
    listed = "\n".join(f"  {i}. {kind} {list(numbers)}" for i, (kind, numbers) in enumerate(short[:40], 1))
    came = f"shrunk from {outcome.n_begun}" if repeats else "it did not fail again, so nothing is left out"
    return (
        f"To run it again: {how}\n{len(short)} actions ({came}):\n{listed}\n"
        f"To run these again: python tests/monkey/driver.py --list {file.name}"
    )


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--actions", type=int, default=500)
    parser.add_argument("--list", type=Path)
    parser.add_argument("--shrink-s", type=float, default=300.0, help="seconds to shrink in; 0 does not shrink")
    asked = parser.parse_args()
    listed = asked.list is not None
    actions = json.loads(asked.list.read_text()) if listed else drawn_actions(asked.seed, asked.actions, weights())
    outcome = run(actions)
    how = f"--list {asked.list}" if listed else f"--seed {asked.seed} --actions {asked.actions}"
    how = f"python tests/monkey/driver.py {how}"
    print(f"{how}\n{outcome.n_begun} actions: {outcome.kind or 'nothing found'}\n{outcome.text}", flush=True)
    if outcome.kind and asked.shrink_s:
        print(report(actions, outcome, how, asked.shrink_s))
    return bool(outcome.kind)


if __name__ == "__main__":
    sys.exit(main())
