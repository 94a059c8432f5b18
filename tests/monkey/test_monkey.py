"""A monkey at the window: seeded random actions on the real window while it trains, and what must hold after each.

`actions` says what it does, `truth` and `child` what must hold, `driver` runs and shrinks. In an ordinary run there are
2,000 actions on 4 seeds. More, in all, and on more seeds:

    ACTVIZ_MONKEY=20000 ACTVIZ_MONKEY_SEEDS=20 python -m pytest tests/monkey

ACTVIZ_MONKEY_FIRST is the first seed (0), ACTVIZ_MONKEY_SHRINK_S how many seconds go into shrinking a failing list
(300). A failing run names its seed, the shortest list of actions that still fails, and the commands that run either.
"""

import os

import pytest
from actions import weights
from draws import drawn_actions
from driver import report, run
from shrink import shrunk

ACTIONS = int(os.environ.get("ACTVIZ_MONKEY", "2000"))
SEEDS = int(os.environ.get("ACTVIZ_MONKEY_SEEDS", str(max(4, ACTIONS // 1000))))
FIRST = int(os.environ.get("ACTVIZ_MONKEY_FIRST", "0"))
SHRINK_S = float(os.environ.get("ACTVIZ_MONKEY_SHRINK_S", "300"))


@pytest.mark.parametrize("seed", range(FIRST, FIRST + SEEDS))
def test_random_actions_do_no_harm(seed: int) -> None:
    n = ACTIONS // SEEDS
    actions = drawn_actions(seed, n, weights())
    outcome = run(actions)
    if outcome.kind:
        how = f"python tests/monkey/driver.py --seed {seed} --actions {n}"
        pytest.fail(f"{outcome.kind}\n{outcome.text}\n{report(actions, outcome, how, SHRINK_S)}")
    assert outcome.n_begun == n + 1  # closing is one


def test_a_failing_list_is_shrunk_to_what_matters() -> None:
    tried: list[list[int]] = []

    def fails(candidate: list[int]) -> bool:
        tried.append(candidate)
        return {7, 42, 43} <= set(candidate)

    assert shrunk(range(100), fails, lambda: True) == [7, 42, 43]
    assert len(tried) < 200


def test_shrinking_ends_when_its_time_is_over() -> None:
    budget = iter([True] * 3 + [False] * 1000)
    short = shrunk(range(64), lambda candidate: 5 in candidate, lambda: next(budget))
    assert 5 in short
    assert len(short) > 1
