"""Runs of which a sentence is not true, though it nearly is: it must not be said."""

import numpy as np
import pytest
from short_runs import run

from actviz.diagnosis.diagnosis import diagnosis_of

XAVIER = {"initializer": "xavier_normal"}


def found(case):
    diagnosis = diagnosis_of(case.trainer.facts, case.s, case.h)
    return {finding.key: finding for finding in diagnosis.findings}


def test_layers_below_a_dead_one_are_not_said_to_have_lost_their_slopes():
    case = run({"hidden": (16,) * 8, "init_scale": 0.1}, 500)
    lively = [units.active_fraction.mean() for units in case.s.units[:4]]
    assert case.s.dead_layers
    assert min(lively) > 0.25
    assert "not_learning.why.flattened" not in case.said


@pytest.mark.parametrize("activation", ["relu", "relu6"])
def test_a_gradient_that_units_without_slope_stop_is_not_said_to_vanish_by_weights_of_0(activation):
    case = run({"hidden": (16,) * 3, "activation": activation, "learning_rate": 0.5, "batch_size": 1, "seed": 2}, 500)
    assert case.s.gradient_rms[0] == 0.0
    assert not case.s.underflows[0]
    assert min(abs(weights).max() for weights in case.trainer.network.weights) > 0.1
    assert "vanishing" not in found(case)


def test_a_last_layer_that_gets_more_gradient_is_no_change_of_the_others():
    case = run(
        {"dataset": "digits", "hidden": (48,) * 20, "activation": "tanh", "initializer": "lecun_normal"}
        | {"init_scale": 0.6},
        300,
    )
    ends = case.h.backward[[0, -1]]
    assert case.h.rms[0, 0] / case.h.rms[0, -1] > 30 * case.rms[0] / case.rms[-1]
    assert ends[1, 0] / ends[1, -1] == pytest.approx(ends[0, 0] / ends[0, -1], rel=0.2)
    assert "not_learning.why.faded" not in case.said


def test_what_another_activation_changed_is_not_put_down_to_steps():
    case = run({"dataset": "digits", "hidden": (32,) * 6}, 500, change=(("activation", "sigmoid"),), more=1000)
    assert np.median(case.s.slope_factors) < 0.25
    assert "not_learning" in found(case)
    assert not case.said & {"not_learning.why.faded", "not_learning.why.flattened"}
