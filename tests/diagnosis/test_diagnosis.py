"""A diagnosis: its verdict, what explains what, its sentences about deaths, and its hysteresis."""

import dataclasses
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest

from actviz.diagnosis.changes import activation
from actviz.diagnosis.diagnosis import STEADY, Diagnostician, diagnose, diagnosis_of, gradient_verdict, verdict_ratio
from actviz.diagnosis.findings import Diagnosis, Finding, layers_text, merged
from actviz.diagnosis.rules import RULES
from actviz.number_text import figure
from actviz.training import RunConfig, Trainer
from actviz.training.measure.probes import all_alike

SIGMOID = {"activation": "sigmoid", "initializer": "xavier_normal"}
TANH = {"activation": "tanh", "initializer": "xavier_normal"}
DIGITS = {"dataset": "digits", "n_examples": 1797}
STEPS = 400


def looked_at(trainer: Trainer) -> Diagnosis:
    return diagnosis_of(trainer.facts, trainer.measure(), trainer.history.view())


def diagnosed(changes: dict, steps: int = STEPS) -> Diagnosis:
    trainer = Trainer(RunConfig(**changes))
    trainer.measure()
    trainer.advance(steps)
    return looked_at(trainer)


def test_what_died_explains_what_does_not_learn_and_no_one_advises_a_larger_rate():
    found = diagnosed({"learning_rate": 3.0})
    assert [f.key for f in found.because] == ["not_learning"]
    rates = [s.changes["learning_rate"] for s in found.verdict.suggestions if "learning_rate" in s.changes]
    assert rates
    assert max(rates) < 3.0


def test_explanations_go_from_cause_to_effect_only():
    rules = list(RULES.values())
    pairs = [(i, j) for i, rule in enumerate(rules) for j, other in enumerate(rules) if rule.accounts_for(other)]
    assert len(pairs) > 20
    assert all(cause < effect for cause, effect in pairs)


def test_neighbouring_layers_are_named_together():
    assert merged([21, 22, 23, 5, 7]) == ((5, 5), (7, 7), (21, 23))
    assert layers_text(merged(range(21, 31))) == "layers 21 to 30"
    assert layers_text(merged([8])) == "layer 8"
    assert layers_text(merged([3, 5, 6, 7, 9])) == "layers 3, 5 to 7 and 9"
    assert layers_text(merged([1, 3, 5, 7, 8])) == "layers 1, 3, 5 and 2 more"


def test_a_dead_layers_finding_names_the_layers_and_how_many_were_born_dead():
    verdict = diagnosed({"bias_init": -2.0}).verdict
    dead = Trainer(RunConfig(bias_init=-2.0)).measure().dead_layers
    assert verdict.layers == merged(dead)
    assert "from the start" in verdict.explanation
    assert verdict.suggestions[0].changes == {"bias_init": 0.0}


def test_units_killed_by_steps_are_told_from_those_born_dead():
    verdict = diagnosed({"learning_rate": 1.0}).verdict
    assert "learning rate 1" in verdict.explanation
    assert "first death" in [e.label for e in verdict.evidence]


@pytest.mark.parametrize(("by_inputs", "words"), [(True, "earlier layers"), (False, "their own weights")])
def test_known_causes_of_death_tell_what_killed(by_inputs, words):
    from actviz.training.snapshot import Cause

    trainer = Trainer(RunConfig(learning_rate=1.0))
    trainer.measure()
    trainer.advance(STEPS)
    own, inputs = (0.1, -2.0) if by_inputs else (-2.0, 0.1)
    cause = Cause(1, 2, 0, 1.0, -1.0, own, 0.0, inputs, 1.0, 0.5)
    history = trainer.history.view()
    events = tuple(dataclasses.replace(event, cause=cause) for event in history.events)
    snapshot = trainer.measure()
    found = diagnosis_of(trainer.facts, snapshot, dataclasses.replace(history, events=events))
    assert words in found.verdict.explanation


@pytest.mark.parametrize("key", ["=0*z", "=where(z>0, 1, 0)"])
def test_a_slope_of_zero_everywhere_is_told_from_weights_that_switch_units_off(key):
    verdict = diagnosed({"activation": key}, 5).verdict
    assert verdict.key == "dead_layer"
    assert "slope is zero everywhere" in verdict.explanation
    assert all("activation" in suggestion.changes for suggestion in verdict.suggestions)


def test_an_alpha_of_zero_is_known_to_kill_and_the_usual_alpha_is_a_remedy():
    changes = {"activation": "leaky_relu", "alpha": 0.0, "bias_init": -20.0}
    assert diagnosed(changes, 1).verdict.key == "dead_layer"
    usual, config = activation("leaky_relu", "he_normal"), RunConfig(**changes)
    assert usual(config).changes == {"activation": "leaky_relu", "alpha": None}
    assert usual(config.replace(alpha=0.1)) is None
    assert activation("relu", "he_normal")(config.replace(activation="relu")) is None


def test_hard_tanh_units_of_a_dead_layer_are_not_said_to_be_constant():
    explanation = diagnosed(
        {"activation": "hard_tanh", "learning_rate": 1.0, "hidden": (64,) * 10, "dataset": "spiral"}, 1800
    ).verdict.explanation
    assert "so no gradient gets past" in explanation
    assert "constant" not in explanation


def test_a_network_that_overflows_before_its_first_step_is_not_attributed_to_the_learning_rate():
    verdict = diagnosed({"activation": "=z**3", "hidden": (16,) * 8}, 5).verdict
    assert (verdict.key, verdict.title) == ("diverged", "Training cannot begin")
    assert verdict.cause == "growing_function"
    assert all("activation" in suggestion.changes for suggestion in verdict.suggestions)


def killed(snapshot, cause):
    """Return events in which every dead unit died of this cause, after one earlier death that it revived from."""
    from actviz.training.snapshot import UnitEvent

    events = []
    for layer, since in enumerate(snapshot.dead_since, 1):
        for unit in np.flatnonzero(since > 0).tolist():
            past = dataclasses.replace(cause, own=0.1, inputs=-2.0, update_ratio=9.0)
            events.append(UnitEvent(0, layer, unit, "death", 0, 0, past))
            step = int(since[unit])
            events.append(UnitEvent(step, layer, unit, "death", step - 1, step, cause))
    return tuple(events)


@pytest.mark.parametrize(("ratio", "words"), [(0.5, "A large step of their own"), (1e-3, "Steps of their own")])
def test_only_deaths_that_last_count_and_a_step_is_called_large_when_it_was(ratio, words):
    from actviz.training.snapshot import Cause

    trainer = Trainer(RunConfig(learning_rate=1.0))
    trainer.advance(STEPS)
    trainer.apply({"learning_rate": 0.5})
    snapshot, history = trainer.measure(), trainer.history.view()
    events = killed(snapshot, Cause(1, 2, 0, 1.0, -1.0, -2.0, 0.0, 0.1, 0.7, ratio))
    verdict = diagnosis_of(trainer.facts, snapshot, dataclasses.replace(history, events=events)).verdict
    assert words in verdict.explanation
    assert "at learning rate 0.7." in verdict.explanation  # the one they died at, not the present one
    assert ("largest update ratio", figure(ratio)) in [(e.label, e.value) for e in verdict.evidence]


def test_a_healthy_verdict_says_what_speaks_for_it():
    found = diagnosed({})
    assert found.line.startswith("Healthy")
    for each in found.verdict.evidence:
        assert f"{each.label}: {each.value}".lower() in found.line.lower()
    assert "1.2 → 0.096" in found.line


def test_a_loss_far_above_guessing_is_not_called_in_order_just_after_a_change():
    trainer = Trainer(RunConfig(activation="tanh", hidden=(12, 12)))
    trainer.measure()
    trainer.advance(20)
    trainer.network.weights[-1][...] *= 300.0
    trainer.apply({"learning_rate": 1e-4})
    assert looked_at(trainer).verdict.title == "Too early to say"


def test_a_few_dead_units_in_a_network_that_learns_are_a_note():
    found = diagnosed({"learning_rate": 0.35, "momentum": 0.5})
    assert (found.verdict.key, found.verdict.severity) == ("dead_units", "note")


def test_figures_have_two_places():
    values = [0.6952, 0.0, 47.3, 1234.0, 3.21e-6, float("nan"), float("inf"), 1.74e13]
    assert [figure(v) for v in values] == ["0.70", "0", "47", "1,234", "3.2·10⁻⁶", "–", "∞", "1.7·10¹³"]


# Hysteresis


def finding(key: str) -> Finding:
    return Finding(key, key, "warning", "", rank=[*RULES, "healthy"].index(key) + 1)


def facts_of(run: int) -> SimpleNamespace:
    return SimpleNamespace(run=run)


@pytest.fixture
def shown(monkeypatch):
    """Return a function that passes a verdict to a Diagnostician and returns the one it then shows."""
    facts, doctor = facts_of(1), Diagnostician()

    def see(key: str, moving: bool = True, facts: object = facts) -> str:
        found = Diagnosis(1, finding(key))
        monkeypatch.setattr("actviz.diagnosis.diagnosis.diagnosis_of", lambda *_: found)
        return doctor.update(facts, None, None, moving).verdict.key

    return see


def test_a_verdict_stays_until_another_has_held_for_some_measurements(shown):
    assert shown("vanishing") == "vanishing"
    for _ in range(STEADY - 1):
        assert shown("not_learning") == "vanishing"
    assert shown("not_learning") == "not_learning"


def test_a_verdict_that_comes_and_goes_is_not_shown(shown):
    shown("vanishing")
    assert [shown(key) for key in ("not_learning", "vanishing") * 5] == ["vanishing"] * 10


def test_a_divergence_a_new_run_and_a_standstill_count_at_once(shown):
    shown("vanishing")
    assert shown("diverged") == "diverged"
    assert shown("not_learning", facts=facts_of(2)) == "not_learning"
    assert shown("vanishing", moving=False) == "vanishing"


def test_the_steps_at_which_the_verdict_changed_are_remembered(monkeypatch):
    facts, doctor = facts_of(1), Diagnostician()
    told = [
        (0, "healthy"),
        (5, "vanishing"),
        (9, "vanishing"),
        (20, "not_learning"),
        (30, "vanishing"),
        (12, "diverged"),
    ]
    for step, key in told:
        found = Diagnosis(step, finding(key))
        monkeypatch.setattr("actviz.diagnosis.diagnosis.diagnosis_of", lambda *_, found=found: found)
        doctor.update(facts, None, None, moving=False)
        if step == 30:
            assert [(change.step, change.key) for change in doctor.verdict_changes] == [told[1], told[3], told[4]]
    assert [(change.step, change.key) for change in doctor.verdict_changes] == [
        told[1],
        told[5],
    ]  # the diverged run went back to 12
    doctor.update(facts_of(2), None, None, moving=True)
    assert [change.key for change in doctor.verdict_changes] == ["diverged"]  # a new run begins with an empty memory


def test_a_verdict_on_show_is_given_the_newest_figures_while_it_is_still_found(monkeypatch):
    facts, doctor = facts_of(1), Diagnostician()
    numbered = [
        Diagnosis(1, finding("vanishing")),
        Diagnosis(2, finding("saturation"), (dataclasses.replace(finding("vanishing"), title="newer"),)),
    ]
    monkeypatch.setattr("actviz.diagnosis.diagnosis.diagnosis_of", lambda *_: numbered.pop(0))
    doctor.update(facts, None, None, True)
    now = doctor.update(facts, None, None, True)
    assert (now.step, now.verdict.title) == (2, "newer")
    assert [f.key for f in now.findings] == ["vanishing", "saturation"]


def test_a_verdict_does_not_flicker_while_a_run_learns():
    trainer, doctor = Trainer(RunConfig(learning_rate=0.2)), Diagnostician()
    keys = []
    for _ in range(60):
        trainer.advance(20)
        snapshot = trainer.measure()
        keys.append(doctor.update(trainer.facts, snapshot, trainer.history.view(), True).verdict.key)
    changes = sum(a != b for a, b in pairwise(keys))
    assert changes <= 4
    assert set(keys) <= {"healthy", "dead_units"}


# What the rules rest on


def test_the_loss_of_guessing_is_that_of_the_best_constant():
    facts = Trainer(RunConfig(dataset="digits", n_examples=1797)).facts
    shares = np.bincount(facts.train_y) / len(facts.train_y)
    assert facts.chance_loss == pytest.approx(-np.sum(shares * np.log(shares)))
    wave = Trainer(RunConfig(dataset="waves")).facts
    assert wave.chance_loss == pytest.approx(0.5 * np.mean((wave.train_y - wave.train_y.mean()) ** 2))


def test_layers_of_units_that_are_all_the_same_are_told():
    assert Trainer(RunConfig(initializer="zeros", hidden=(5, 1, 4))).measure().alike == (True, False, True)
    assert Trainer(RunConfig(hidden=(5, 4))).measure().alike == (False, False)


def test_units_that_differ_by_rounding_alone_are_alike():
    matrix = np.outer(np.array([0.0, 1e-3, -2.0], np.float32), np.ones(4, np.float32))
    assert all_alike(matrix)
    matrix[1, 3] += 1e-7
    assert all_alike(matrix)
    matrix[1, 3] += 1e-4
    assert not all_alike(matrix)


def test_sigmoid_like_functions_are_those_that_saturate():
    from actviz import ACTIVATIONS

    found = {key for key, a in ACTIVATIONS.items() if a.saturates}
    assert found == {"sigmoid", "tanh", "softsign", "hard_tanh", "hard_sigmoid"}
    assert not ACTIVATIONS["=0*z"].saturates  # no slope to be small against


def test_units_that_a_change_of_the_activation_switched_off_are_not_attributed_to_the_learning_rate():
    trainer = Trainer(RunConfig(hidden=(12,) * 8, activation="tanh", initializer="xavier_normal", bias_init=-3.0))
    trainer.advance(20)
    trainer.measure()
    trainer.apply({"activation": "relu"})
    snapshot = trainer.measure()
    verdict = diagnosis_of(trainer.facts, snapshot, trainer.history.view()).verdict
    assert snapshot.n_dead > 48
    assert "The change of the activation at step 20 switched them off" in verdict.explanation
    assert not any("rate" in suggestion.label for suggestion in verdict.suggestions)


def test_a_network_before_its_first_step_is_told_how_many_of_its_units_are_dead():
    trainer = Trainer(RunConfig(initializer="xavier_normal", dataset="circle", seed=3))
    verdict = looked_at(trainer).verdict
    assert verdict.title == "Ready"
    n_dead = trainer.measure().n_dead
    assert n_dead > 0
    assert f"{n_dead} of 96 units are dead from the start" in verdict.explanation


def test_a_healthy_run_without_dead_units_says_nothing_of_them():
    assert "dead" not in diagnosed({"activation": "tanh", "initializer": "xavier_normal"}).verdict.explanation


def test_only_a_finding_about_dead_units_tells_of_dead_units():
    assert diagnosed({"bias_init": -2.0}).tells_of_dead_units
    assert diagnosed({"weight_decay": 1.0}).tells_of_dead_units
    assert not diagnosed({}).tells_of_dead_units


# A weight's gradient is the signal forward times the signal back: where both fade alike, only the signals show it.
FADING = {
    "tanh on digits, weights half as large": (
        RunConfig(dataset="digits", hidden=(64,) * 20, activation="tanh", initializer="xavier_normal", init_scale=0.5),
        {"init_scale": 1.0},
    ),
    "30 ReLU layers with Xavier": (
        RunConfig(dataset="digits", hidden=(64,) * 30, initializer="xavier_normal"),
        {"initializer": "he_normal"},
    ),
    "29 ReLU layers with Xavier on circle": (
        RunConfig(hidden=(32,) * 29, initializer="xavier_normal", learning_rate=0.01, momentum=0.9),
        {"initializer": "he_normal"},
    ),
}


@pytest.mark.parametrize("name", FADING)
def test_a_signal_that_fades_forward_and_back_alike_is_called_vanishing_from_step_0_and_the_weights_are_named(name):
    config, remedy = FADING[name]
    trainer = Trainer(config)
    assert trainer.measure().first_last_ratio > 1e-3  # the weight gradients alone show nothing
    verdict = diagnose(trainer).verdict
    assert verdict.key == "vanishing"
    assert "initial weights" in verdict.explanation
    assert verdict.suggestions[0].changes.items() >= remedy.items()


def test_that_steps_flattened_the_slopes_is_said_only_where_the_slopes_have_become_smaller():
    linear = RunConfig(hidden=(12,) * 20, activation="=0.3*z", initializer="xavier_normal")
    gelu = RunConfig(hidden=(12,) * 20, activation="gelu", initializer="xavier_normal")
    for config in (linear, gelu):
        trainer = Trainer(config)
        trainer.advance(400)
        for finding in diagnose(trainer).findings:
            assert "steps have" not in finding.explanation, config
    thrown = Trainer(RunConfig(activation="leaky_relu", learning_rate=3.0))
    thrown.advance(200)
    slopes = thrown.history.start.factors[1], thrown.measure().slope_factors
    told = any(key.endswith("flattened") for finding in diagnose(thrown).findings for key in finding.said)
    assert told == (np.median(slopes[1]) < 0.5 * np.median(slopes[0]))


@pytest.mark.parametrize(
    "config",
    [
        RunConfig(hidden=(8,) * 3, activation="silu", bias_init=-100.0),
        RunConfig(hidden=(8,) * 3, activation="gelu", bias_init=-20.0),
        RunConfig(hidden=(8,) * 3, initializer="zeros", activation="tanh", bias_init=20.0),
    ],
    ids=lambda c: f"{c.activation} {c.bias_init}",
)
def test_that_a_gradient_arrives_is_not_said_where_none_does(config):
    trainer = Trainer(config)
    trainer.advance(400)
    assert trainer.measure().gradient_norms[0] < 1e-6
    assert all("gradient arrives, so" not in finding.explanation for finding in diagnose(trainer).findings)


def test_the_verdict_on_the_gradient_is_the_diagnosiss_and_not_that_of_one_batch():
    trainer = Trainer(FADING["tanh on digits, weights half as large"][0])
    snapshot, found = trainer.measure(), diagnose(trainer)
    assert snapshot.gradient_verdict == "healthy"
    assert gradient_verdict(snapshot, None) == "healthy"
    assert gradient_verdict(snapshot, found) == found.gradient_verdict == "vanishing"


def test_a_gradient_of_zero_in_every_layer_is_called_so_whatever_the_diagnosis_says():
    trainer = Trainer(RunConfig(hidden=(8, 8), initializer="zeros"))
    assert gradient_verdict(trainer.measure(), diagnose(trainer)) == "no gradient"


def test_the_ratio_beside_the_verdict_is_the_one_that_vanishes():
    trainer = Trainer(RunConfig(dataset="digits", hidden=(64,) * 20, activation="tanh", init_scale=0.5))
    snapshot = trainer.measure()
    assert snapshot.first_last_ratio > 0.1 > snapshot.config.vanishing_below > snapshot.backward_ratio
    name, text = verdict_ratio(snapshot, diagnose(trainer))
    assert "backward" in name
    assert text == figure(snapshot.backward_ratio)
    sigmoid = Trainer(RunConfig(hidden=(12,) * 8, activation="sigmoid", initializer="xavier_normal"))
    sigmoid.advance(50)
    name, text = verdict_ratio(sigmoid.measure(), diagnose(sigmoid))
    assert "gradient" in name
    assert text == figure(sigmoid.measure().first_last_ratio)


@pytest.mark.parametrize(
    ("changes", "of"),
    [(SIGMOID, "gradient"), (TANH, "gradient"), ({"bias_init": -20.0}, "gradient")],
)
def test_the_readings_are_those_that_the_findings_rest_on(changes, of):
    found = diagnosed(changes)
    readings = found.readings
    assert readings.of == of
    assert readings.n_units == 96
    vanishes = readings.ratio is not None and readings.ratio < 1e-3 and readings.n_dead < readings.n_units
    assert vanishes == (found.verdict.key == "vanishing")
    assert (readings.text in found.headline) == vanishes
    counted = [e.value for f in found.findings for e in f.evidence if e.label == "dead units"]
    assert all(value == f"{readings.n_dead} of 96" for value in counted)


def test_a_run_in_which_nothing_is_wrong_has_a_headline_too():
    found = diagnosed(TANH)
    assert found.verdict.key == "healthy"
    assert found.verdict.title != found.headline != ""
