"""What the diagnosis says of networks with normalisation, skips and dropout is true, and of healthy ones nothing."""

from __future__ import annotations

import numpy as np
import pytest
from short_runs import run

from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.diagnosis.outlook import is_linear
from actviz.training import RunConfig
from actviz.training.units.death_text import born_dead_text, since_step_0

BATCH = {"normalization": "batch"}
DYING = {**BATCH, "hidden": (12,) * 8, "bias_init": -2.0}
SIGMOID = {"activation": "sigmoid", "initializer": "xavier_normal"}


def diagnosed(case):
    return diagnosis_of(case.trainer.facts, case.s, case.h)


def test_units_that_only_unmoved_statistics_make_dead_are_no_fault():
    case = run(DYING, 0)
    diagnosis = diagnosed(case)
    assert case.s.n_dead > 0.8 * case.trainer.facts.n_hidden_units
    assert not diagnosis.verdict.sick
    assert not any(finding.of_dead_units for finding in diagnosis.findings)
    assert "healthy.dead.by_unmoved_statistics" in case.said


def test_units_that_live_on_their_batch_are_dead_by_running_statistics_alone():
    case = run(DYING, 1)
    assert case.s.n_dead > 0.8 * case.trainer.facts.n_hidden_units
    assert not any(units.any() for units in case.s.structure.dead_in_batch)
    assert not any(finding.sick for finding in diagnosed(case).findings)
    assert "batch_statistics.dead_by_statistics" in case.said


@pytest.mark.parametrize("steps", [5, 100])
def test_no_bad_start_is_blamed_where_no_batch_had_moved_the_statistics(steps):
    case = run(DYING, steps)
    blamed = {finding.cause for finding in diagnosed(case).findings}
    assert case.h.events[0].kind == "born dead"
    assert not blamed & {"born_dead", "equal_weights"}
    assert not any(key.startswith("death_manner.born_dead") for key in case.said)


def test_a_unit_dead_at_step_0_is_put_down_to_its_start_only_where_that_was_measured():
    assert since_step_0(RunConfig(**DYING)) != since_step_0(RunConfig())
    assert born_dead_text(RunConfig(**DYING)) != born_dead_text(RunConfig())
    after = RunConfig(**DYING, normalization_place="after")
    assert born_dead_text(after, 1) == born_dead_text(RunConfig(), 1)  # layer 1 is normalised after its activation
    assert born_dead_text(after, 2) == born_dead_text(RunConfig(**DYING), 2)


def test_constant_units_that_are_normalised_are_to_blame_for_what_an_evaluation_says():
    case = run({**DYING, "normalization_place": "after"}, 300)
    verdict = diagnosed(case).verdict
    assert case.s.loss > 100.0 * case.h.loss[-40:].mean()
    assert verdict.cause == "normalized_constants"


@pytest.mark.parametrize("settings", [{"normalization": "batch"}, {"normalization": "layer"}])
def test_the_size_of_normalised_weights_is_not_blamed(settings):
    case = run({**settings, "hidden": (16,) * 6, "init_scale": 0.5, "activation": "sigmoid"}, 300)
    blamed = {finding.cause for finding in diagnosed(case).findings}
    assert not blamed & {"small_weights", "large_weights"}


def test_branches_that_begin_at_0_are_not_said_to_lack_gradient():
    case = run({"hidden": (12,) * 20, "residual": 1, "residual_scale": "learned", "learning_rate": 0.02}, 1)
    assert (case.s.gradient_norms == 0.0).any()
    texts = [text for finding in diagnosed(case).findings for text in (finding.fact, finding.explanation)]
    assert not any("Not every layer" in text or "not every layer" in text for text in texts)
    plain = run({"hidden": (12,) * 20, "residual": 1, "residual_scale": "learned", "learning_rate": 0.02}, 30)
    assert (plain.s.gradient_norms > 0.0).all()


def test_unscaled_skips_are_blamed_for_what_they_enlarge_and_scaled_ones_enlarge_nothing():
    skips = {"hidden": (16,) * 20, "residual": 1}
    grown = run(skips, 0)
    assert {finding.cause for finding in diagnosed(grown).findings if finding.sick} == {"growing_skips"}
    for scale in ("depth", "learned"):
        cured = run({**skips, "residual_scale": scale}, 0)
        assert cured.h.signal[0, -2] < 0.01 * grown.h.signal[0, -2]
        assert not any(finding.sick for finding in diagnosed(cured).findings)


def test_layers_that_a_skip_leads_past_may_die_in_a_network_that_learns():
    case = run({"hidden": (4,) * 8, "bias_init": -1.0, "residual": 1, "residual_scale": "depth", "seed": 1}, 500)
    assert case.s.dead_layers
    assert case.guess < 0.5
    assert not any(finding.sick for finding in diagnosed(case).findings)


def test_a_network_that_divides_each_example_by_a_number_of_its_own_is_not_linear():
    linear = RunConfig(activation="identity")
    assert is_linear(linear)
    assert is_linear(linear.replace(normalization="batch"))
    assert not is_linear(linear.replace(normalization="layer"))


def test_large_inputs_are_not_blamed_where_layer_1_is_normalised():
    rng = np.random.default_rng(0)

    def data():
        x = rng.normal(size=(80, 2))
        return 300.0 * x, (x[:, 0] > 0).astype(np.int64)

    case = run({"standardize": False, "normalization": "layer", "hidden": (8, 8), "noise": 0.0}, 60, data=data)
    assert np.abs(case.trainer.facts.train_x).max() > 100.0
    assert not any(finding.key == "input_scale" for finding in diagnosed(case).findings)


def test_an_evaluation_that_overflows_before_the_first_batch_is_not_put_down_to_the_inputs():
    case = run({**BATCH, "hidden": (12,) * 6, "activation": "=exp(z)"}, 5)
    assert case.s.divergence is not None
    assert "diverged.why.large_inputs" not in case.said


def test_dropout_that_drops_whole_layers_is_blamed_and_without_it_the_network_learns():
    narrow = {"hidden": (4,) * 4, "dropout": 0.5, "dataset": "moons", "seed": 1}
    assert diagnosed(run(narrow, 800)).verdict.cause == "dropped"
    assert run({**narrow, "dropout": 0.0}, 800).guess < 0.6


def test_a_normalised_layers_third_factor_is_told():
    case = run({**SIGMOID, "normalization": "layer", "hidden": (12,) * 8}, 300)
    (text,) = (finding.explanation for finding in diagnosed(case).findings if finding.key == "vanishing")
    assert "normalisation" in text


def test_what_unmoved_statistics_make_of_the_first_loss_is_not_put_down_to_the_weights():
    case = run({**BATCH, "hidden": (16,) * 40, "residual": 1}, 1)
    assert case.h.train_loss[0] > 100.0 * case.h.loss[0]  # by statistics that no batch had moved, nothing is normalised
    assert not any(finding.cause == "large_weights" for finding in diagnosed(case).findings)
    later = run({**BATCH, "hidden": (16,) * 40, "residual": 1}, 400)
    assert later.guess < 0.5


def test_slopes_are_blamed_where_nothing_else_shrinks_a_normalised_gradient():
    case = run({"normalization": "layer", "hidden": (16,) * 40}, 400)
    (found,) = (finding for finding in diagnosed(case).findings if finding.key == "vanishing")
    assert np.median(case.s.weight_factors * case.s.normalization_factors) > 1.0 > np.median(case.s.slope_factors)
    assert found.cause == "small_slopes"
    assert found.suggestions
