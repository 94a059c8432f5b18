"""Axes and sweeps: what can be swept, and what cannot is refused in one sentence."""

import numpy as np
import pytest

from actviz.registry import BadInput
from actviz.sweeps.axis import Axis
from actviz.sweeps.sweep import Place, Stop, Sweep, axes_from
from actviz.sweeps.sweep_file import sweep_from
from actviz.training import RunConfig

BASE = RunConfig(hidden=(4, 4), n_examples=60)
RATES = Axis.log("learning_rate", 0.01, 10, 4)


def test_values_are_spaced_evenly_or_by_a_factor() -> None:
    assert RATES.values == (0.01, 0.1, 1.0, 10.0)
    assert Axis.linear("bias_init", -2, 2, 5).values == (-2.0, -1.0, 0.0, 1.0, 2.0)
    assert Axis.linear("depth", 2, 4, 9).values == (2, 3, 4)  # whole ones, each once


def test_an_axis_sets_its_field_depth_or_width() -> None:
    assert RATES.set(BASE, 2).learning_rate == 1.0
    assert Axis("depth", (2, 5)).set(BASE, 1).hidden == (4,) * 5
    assert Axis("width", (3, 7)).set(BASE, 1).hidden == (7, 7)
    assert Axis("hidden", ("8x2", [3, 2])).set(BASE, 1).hidden == (3, 2)
    both = Sweep(BASE, (Axis("width", (3, 7)), Axis("depth", (1, 3))), seeds=2)
    assert both.config(Place(1, 1, 1)).hidden == (7, 7, 7)
    assert both.config(Place(1, 1, 1)).seed == BASE.seed + 1
    assert both.n_runs == 8 == len(set(both.places()))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Axis("learning_rte", (1, 2)), ["learning_rte", "learning_rate"]),
        (lambda: Axis("learning_rate", (1,)), ["learning_rate", "two"]),
        (lambda: Axis("learning_rate", (1, 1)), ["learning_rate", "twice"]),
        (lambda: Axis("seed", (1, 2)), ["seed"]),
        (lambda: Axis.log("learning_rate", 0, 1, 5), ["learning_rate", "above 0"]),
        (lambda: Axis.linear("learning_rate", 0, float("nan"), 5), ["learning_rate", "number"]),
        (lambda: Axis.linear("learning_rate", 0, 1, 1), ["learning_rate", "count"]),
        (lambda: Axis.linear("depth", 2, 2.2, 5), ["depth", "two"]),
        (lambda: Sweep(BASE, (Axis("learning_rate", (0.1, -1)),)), ["learning_rate", "-1"]),
        (lambda: Sweep(BASE, (Axis("activation", ("relu", "rleu")),)), ["rleu", "relu"]),
        (lambda: Sweep(BASE.replace(hidden=(4, 5)), (Axis("depth", (2, 3)),)), ["depth", "one width"]),
        (lambda: Sweep(BASE, (Axis("width", (2, 3.5)),)), ["width", "whole"]),
        (lambda: Sweep(BASE, ()), ["one or two"]),
        (lambda: Sweep(BASE, (RATES, RATES)), ["twice"]),
        (lambda: Sweep(BASE, (RATES,), seeds=0), ["seeds"]),
        (lambda: Sweep(BASE, (RATES,), steps=-1), ["steps"]),
        (lambda: Sweep(BASE, (RATES,), measures=("los",)), ["los", "loss"]),
        (lambda: Sweep(BASE, (RATES,), measures=()), ["measure"]),
        (lambda: Sweep(BASE, (RATES,), refine="some"), ["refine", "some"]),
        (lambda: Sweep(BASE, (Axis("width", range(1, 4000)), Axis("depth", range(1, 190))), 999), ["100,000,000"]),
        (lambda: Stop.read("accuracy over 1"), ["accuracy over 1", "above"]),
        (lambda: Stop.read("accuracy above much"), ["above"]),
        (lambda: axes_from({"learning_rate": 3}), ["learning_rate", "list"]),
    ],
)  # fmt: skip
def test_what_cannot_be_swept_is_told_in_one_sentence(make, words) -> None:
    with pytest.raises(BadInput) as told:
        make()
    text = str(told.value)
    assert "\n" not in text
    assert all(word in text for word in words), text


def test_a_sweep_is_written_and_read_again() -> None:
    what = Sweep(
        BASE, (RATES, Axis("hidden", ("8x2", "3"))), 2, 30, ("loss", "dead"), Stop.read("loss below 0.1"), "changing"
    )
    assert Sweep.from_dict(what.to_dict()) == what
    arrays = axes_from({"learning_rate": np.array([0.1, 0.2]), "width": [2, 4]})
    assert arrays[0].values == (0.1, 0.2)


FILE = """
title = "Rates"
steps = 20
seeds = 2
measures = ["loss"]
stop = "loss below 0.2"
[config]
hidden = "4x2"
[[axis]]
field = "learning_rate"
from = 0.01
to = 10
count = 4
scale = "log"
[[axis]]
field = "activation"
values = ["relu", "tanh"]
"""


def test_a_file_describes_a_sweep() -> None:
    what = sweep_from(FILE, "rates.toml")
    assert what.axes == (RATES, Axis("activation", ("relu", "tanh")))
    assert (what.title, what.steps, what.seeds, what.measures) == ("Rates", 20, 2, ("loss",))
    assert what.base.hidden == (4, 4)
    assert what.stop == Stop("loss", "below", 0.2)


@pytest.mark.parametrize(
    ("before", "after", "line", "word"),
    [
        ("steps = 20", "step = 20", 3, "step"),
        ("steps = 20", "steps = -20", 3, "steps"),
        ('"loss"]', '"lss"]', 5, "lss"),
        ("below 0.2", "under 0.2", 6, "under"),
        ('"4x2"', '"4y2"', 8, "4y2"),
        ("from = 0.01", "from = 0", 11, "above 0"),
        ("from = 0.01", "", 9, "from"),
        ('"learning_rate"', '"rate"', 10, "rate"),
        ('scale = "log"', 'scale = "root"', 14, "root"),
        ('["relu", "tanh"]', '["relu"]', 17, "two"),
        ('["relu", "tanh"]', '["relu", "tahn"]', 17, "tahn"),
        ("[config]", "[config", 7, "TOML"),
    ],
)  # fmt: skip
def test_a_fault_in_a_file_is_told_with_its_line(before: str, after: str, line: int, word: str) -> None:
    assert before in FILE
    with pytest.raises(BadInput) as told:
        sweep_from(FILE.replace(before, after, 1), "rates.toml")
    text = str(told.value)
    assert "rates.toml" in text
    assert f"line {line}" in text
    assert word in text
