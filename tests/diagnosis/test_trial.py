import numpy as np
import pytest

from actviz.diagnosis.findings import Suggestion
from actviz.diagnosis.trial import LEAST_STEPS, Trial, affordable_steps
from actviz.registry import BadInput
from actviz.training import RunConfig, Trainer

SMALL = RunConfig(hidden=(6, 6), activation="sigmoid", n_examples=60)
RELU = Suggestion("ReLU", (("activation", "relu"),))


def tried(config: RunConfig, suggestion: Suggestion, steps: int = 0):
    trial = Trial.affordable(config, suggestion, steps)
    while trial.advance():
        pass
    return trial.result()


@pytest.mark.parametrize("which", ["before", "after"])
def test_a_trial_measures_what_a_trainer_alone_measures_after_as_many_steps(which):
    result = tried(SMALL, RELU)
    outcome = getattr(result, which)
    trainer = Trainer(SMALL if which == "before" else SMALL.replace(activation="relu"))
    trainer.advance(result.steps)
    snapshot = trainer.measure()
    assert outcome.config == trainer.config
    assert (outcome.loss, outcome.accuracy) == (snapshot.loss, snapshot.accuracy)
    assert (outcome.first_last_ratio, outcome.n_dead) == (snapshot.first_last_ratio, snapshot.n_dead)


def test_a_trial_takes_as_many_steps_as_were_seen_and_no_fewer_than_some():
    assert Trial.affordable(SMALL, RELU, 0).steps == LEAST_STEPS
    assert Trial.affordable(SMALL, RELU, 1234).steps == 1200


def test_a_trial_takes_as_many_steps_as_it_is_told_to():
    trial = Trial(SMALL, RELU, 137)
    while trial.advance():
        pass
    assert (trial.steps, trial.result().steps) == (137, 137)
    assert trial.result().before.loss == trained(SMALL, 137).measure().loss


def test_a_trial_of_a_negative_number_of_steps_is_refused():
    with pytest.raises(BadInput, match="steps must be >= 0, got -1"):
        Trial(SMALL, RELU, -1)


def trained(config, steps):
    trainer = Trainer(config)
    trainer.advance(steps)
    return trainer


def test_a_large_network_gets_fewer_steps_so_that_a_trial_stays_short():
    large = RunConfig(hidden=(1024,) * 4)
    assert 1 <= Trial.affordable(large, RELU.__class__("tanh", (("activation", "tanh"),)), 100_000).steps <= 200
    assert affordable_steps(10, 1e12) == 1


def test_progress_goes_from_nothing_to_one_in_slices():
    trial = Trial(SMALL, RELU, 2000)
    seen = [trial.progress]
    while trial.advance():
        seen.append(trial.progress)
    assert seen[0] == 0.0
    assert seen == sorted(seen)
    assert len(seen) > 4
    assert trial.progress == 1.0


def test_a_network_that_diverges_ends_its_part_and_says_so():
    result = tried(RunConfig(learning_rate=10.0), Suggestion("slow", (("learning_rate", 0.1),)))
    assert result.before.diverged_at == 4
    assert result.before.diagnosis.verdict.key == "diverged"
    assert result.after.diverged_at is None
    assert result.after.diagnosis.verdict.key == "healthy"


def test_a_suggestion_for_a_vanishing_gradient_cures_it_by_measurement():
    config = RunConfig(activation="sigmoid", initializer="xavier_normal")
    trainer = Trainer(config)
    trainer.advance(200)
    from actviz.diagnosis.diagnosis import diagnosis_of

    verdict = diagnosis_of(trainer.facts, trainer.measure(), trainer.history.view()).verdict
    result = tried(config, verdict.suggestions[0])
    assert result.before.first_last_ratio < 1e-3 < result.after.first_last_ratio
    assert result.after.loss < 0.5 * result.before.loss


def test_a_change_that_is_not_allowed_is_refused_at_the_start():
    with pytest.raises(BadInput, match="learning_rate"):
        Trial(SMALL, Suggestion("none", (("learning_rate", -1.0),)), 0)


def test_the_ratio_of_a_gradient_that_underflows_is_told_as_a_bound():
    deep = RunConfig(hidden=(8,) * 100, activation="sigmoid", initializer="xavier_normal", n_examples=40)
    trial = Trial(deep, RELU, 0)  # measured before its first step
    assert trial.result().before.first_last_ratio == 0.0
    assert trial.result().before.ratio_text.startswith("<")


def test_a_change_has_helped_where_the_fault_is_gone_and_the_network_learns():
    sick = RunConfig(activation="sigmoid", initializer="xavier_normal")
    relu = Suggestion("ReLU", (("activation", "relu"), ("initializer", "he_normal")))
    result = tried(sick, relu)
    assert (result.helped, result.harmed) == (True, False)


def test_a_change_that_only_silences_a_rule_has_not_helped():
    sick = RunConfig(activation="sigmoid", initializer="xavier_normal")
    result = tried(sick, Suggestion("blind", (("vanishing_below", 0.0),)))
    assert result.before.diagnosis.verdict.key == "vanishing"
    assert result.after.diagnosis.verdict.key != "vanishing"
    assert (result.helped, result.harmed) == (False, False)


def test_a_change_with_which_the_network_diverges_has_harmed():
    result = tried(SMALL, Suggestion("fast", (("activation", "relu"), ("learning_rate", 1000.0))))
    assert (result.helped, result.harmed) == (False, True)


def test_against_overfitting_the_test_loss_tells_whether_a_change_has_helped():
    sick = RunConfig(
        dataset="moons", hidden=(48,) * 3, n_examples=60, noise=0.5, test_fraction=0.5, batch_size=16, seed=1
    )
    result = tried(sick, Suggestion("decay", (("weight_decay", 0.01),)), 3000)
    assert result.before.diagnosis.verdict.on_test_set
    assert result.after.loss > result.before.loss
    assert result.after.test_loss < result.before.test_loss
    assert (result.helped, result.harmed) == (True, False)


def test_losses_are_compared_in_units_of_guessings():
    outcome = tried(SMALL, RELU).after
    assert outcome.relative_loss == pytest.approx(outcome.loss / np.log(2.0), rel=0.01)
    assert outcome.relative_test_loss == outcome.test_loss / outcome.guessing_loss
