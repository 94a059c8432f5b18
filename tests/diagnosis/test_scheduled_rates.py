"""Sentences that name the learning rate name the one that a schedule gives at that step."""

import pytest
from short_runs import run

from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.pace import fast_text, is_too_slow, rate_text
from actviz.number_text import compact

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
