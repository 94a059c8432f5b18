"""Sentences that name the learning rate name the one that a schedule gives at that step."""

from math import prod

import pytest
from short_runs import run

from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.pace import decayed_shares, fast_text, is_too_slow, rate_text
from actviz.number_text import compact, figure

COSINE = {"schedule": "cosine", "schedule_steps": 60}


def measured(settings, steps):
    case = run(settings, steps)
    return MeasuredRun(case.trainer.facts, case.s, case.h)


def test_the_pace_is_that_of_the_present_rate():
    early, late = (measured({"learning_rate": 2.0, "hidden": (8,), **COSINE}, n) for n in (5, 59))
    assert compact(early.config.rate_at(5)) in fast_text(early)
    assert fast_text(late) is None
    assert compact(late.config.rate_at(59)) in rate_text(late)
    assert compact(late.config.learning_rate) + "," not in rate_text(late)


def test_the_rates_of_all_steps_are_added_up():
    few = measured({"hidden": (4,), **COSINE}, 60)
    assert few.summed_rates == pytest.approx(sum(few.config.rate_at(step) for step in range(60)))
    many = measured({"hidden": (4,), "schedule": "cosine", "schedule_steps": 900, "batch_size": 4}, 1000)
    assert many.summed_rates == pytest.approx(sum(many.config.rate_at(step) for step in range(1000)), rel=0.01)


def test_steps_that_a_schedule_has_made_too_short_are_blamed_on_it():
    case = run({"learning_rate": 0.1, "schedule": "exponential", "schedule_steps": 30, "schedule_factor": 1e-8}, 400)
    verdict = diagnosis_of(case.trainer.facts, case.s, case.h).verdict
    assert verdict.key == "rate_too_small"
    evidence = {each.label: each.value for each in verdict.evidence}
    assert compact(case.s.rate) in evidence.values()
    assert verdict.suggestions[0].changes == {"schedule": "constant", "warmup_steps": 0}


def test_a_warm_up_is_not_called_too_slow_while_it_lasts():
    warming = measured({"learning_rate": 0.1, "warmup_steps": 1_000_000, "hidden": (8,)}, 300)
    assert warming.update_ratio < 1e-5
    assert not is_too_slow(warming)


def test_decay_is_that_of_the_present_rate():
    settings = {"learning_rate": 1.0, "weight_decay": 2.5, "hidden": (6,), "warmup_steps": 2000}
    case = run(settings, 40)
    found = diagnosis_of(case.trainer.facts, case.s, case.h)
    assert not any("grow" in finding.title for finding in found.findings)


WAVES = {"dataset": "waves", "hidden": (12,) * 5, "learning_rate": 0.0215, "weight_decay": 1.0, "seed": 5967}
DROP = {"schedule": "step", "schedule_every": 60, "schedule_factor": 0.1, "schedule_steps": 150}


def strong_decay_of(settings, steps):
    case = run(settings, steps)
    found = diagnosis_of(case.trainer.facts, case.s, case.h).findings
    return case, next(each for each in found if each.key == "strong_decay")


def test_what_decay_took_in_a_step_is_compared_with_that_step():
    case, told = strong_decay_of({**WAVES, **DROP}, 60)
    assert case.s.config.rate_at(59) > 9.0 * case.s.rate  # the rate drops after the step that was measured
    assert "strong_decay.shrinks" in told.said
    assert figure(case.s.config.rate_at(59) * 1.0) in told.explanation
    assert figure(case.s.rate) not in told.explanation
    assert compact(case.s.config.rate_at(59), 3) in {each.value for each in told.evidence}


@pytest.mark.parametrize(
    ("schedule", "steps"), [(DROP, 60), (DROP, 66), ({"schedule": "cosine", "schedule_steps": 150}, 120)]
)
def test_what_decay_alone_would_leave_is_the_product_over_the_steps(schedule, steps):
    case, told = strong_decay_of({**WAVES, **schedule}, steps)
    config = case.s.config
    alone = prod(1.0 - config.rate_at(step) * config.weight_decay for step in range(steps))
    assert f"leave {figure(alone)}" in told.explanation


def test_momentum_multiplies_what_decay_takes():
    heavy = measured({"hidden": (4,), "momentum": 0.9, "weight_decay": 0.01, **COSINE}, 60)
    light = measured({"hidden": (4,), "momentum": 0.9, "optimizer": "adam", "weight_decay": 0.01, **COSINE}, 60)
    assert decayed_shares(heavy) == pytest.approx(10.0 * decayed_shares(light))
