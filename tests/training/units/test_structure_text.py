"""What is said of units and layers with normalisation, skips and dropout, compared with what was measured."""

from __future__ import annotations

import re

import numpy as np
import pytest

from actviz.nn.evaluation import Evaluation
from actviz.training import RunConfig, Trainer
from actviz.training.config.change import Change
from actviz.training.snapshot import Cause, UnitEvent
from actviz.training.structure_facts import SkipShare
from actviz.training.units.death_text import cause_sentence, config_at, death_story, own_parts, why_unknown
from actviz.training.units.structure_text import (
    dead_in_evaluation_sentence,
    formula_of_z,
    gets_no_gradient,
    is_dead_in_evaluation_only,
    outputs_words,
    skip_lines,
)

SMALL = RunConfig(hidden=(5, 5, 5), n_examples=60, batch_size=16)
DEATH = Cause(120, 121, 17, 1.5, -0.03, -1.84, -0.02, 0.31, 0.35, 0.008)


def number(text: str) -> float:
    return float(text.replace("−", "-").replace(" ", "").replace(",", ""))


def test_the_formula_gives_z_from_the_weighted_sum():
    trainer = Trainer(SMALL.replace(normalization="batch"))
    trainer.advance(40)
    snapshot, network = trainer.measure(), trainer.network
    x = trainer.facts.train_x.T.astype(float)
    first = Evaluation(network, network.parameters.astype(float))
    outputs = [x, *(values.h for values in first.layers(x, 3))]
    for layer in (1, 2, 3):
        a = network.weights[layer - 1].T.astype(float) @ outputs[layer - 1] + network.biases[layer - 1][:, None]
        z = first.pre_activation(layer, outputs)
        for unit in range(5):
            said = formula_of_z(snapshot, layer, unit)
            found = re.fullmatch(r"z = (\S+) \(a ([+−] \S+)\)/(\S+) ([+−] \S+)", said)
            assert found, said
            gamma, mean, deviation, beta = map(number, found.groups())
            # with two figures for each number
            assert gamma * (a[unit] + mean) / deviation + beta == pytest.approx(z[unit], rel=0.15, abs=0.15)


@pytest.mark.parametrize(
    ("settings", "pattern"),
    [
        ({}, "z"),
        ({"dropout": 0.3}, "z"),
        ({"normalization": "batch", "normalization_place": "after"}, "z"),
        ({"normalization": "layer"}, r"z = \S+ \(a − mean\)/dev [+−] \S+"),
        ({"normalization": "rms"}, r"z = \S+ a/RMS"),
        ({"residual": 1}, "z"),
        ({"residual": 1, "residual_place": "before"}, r"z = a \+ skip"),
        ({"residual": 1, "residual_place": "before", "residual_scale": "depth"}, r"z = 0\.71 \(a\) \+ skip"),
    ],
)
def test_z_is_a_where_nothing_stands_between_them(settings, pattern):
    trainer = Trainer(SMALL.replace(**settings))
    trainer.advance(2)
    assert re.fullmatch(pattern, formula_of_z(trainer.measure(), 2, 1))


def test_what_the_next_layer_receives_is_named_where_it_is_not_the_activations_output():
    def said(layer: int, **settings: object) -> str:
        return outputs_words(Trainer(SMALL.replace(**settings)).measure(), layer)

    assert said(2) == ""
    assert said(2, normalization="layer") == ""
    assert "normalised" in said(2, normalization="layer", normalization_place="after")
    assert "skip" in said(2, residual=1)
    assert said(1, residual=1) == ""
    assert said(2, residual=1, residual_place="before") == ""


def test_the_ways_of_a_gradient_are_its_parts_along_the_whole():
    s, rng = np.zeros(6), np.random.default_rng(0)
    branch, skip = rng.normal(size=6), 3.0 * rng.normal(size=6)
    s = branch + skip
    share = SkipShare(1, 2, float(np.linalg.norm(branch)), float(np.linalg.norm(skip)), float(branch @ skip))
    of_skip = round(100 * float(skip @ s) / float(s @ s))
    assert skip_lines(share, 1.0)[0].startswith(f"{of_skip} % of layer 1's gradient")
    assert f"{100 - of_skip} % over the branch" in skip_lines(share, 1.0)[0]
    assert len(skip_lines(share, 0.5)) == len(skip_lines(share, 1.0)) + 1
    assert "%" not in "".join(skip_lines(SkipShare(1, 2, 0.0, 0.0, 0.0), 1.0))


@pytest.mark.parametrize(
    ("settings", "layer", "none"),
    [
        ({"residual": 1}, 1, True),
        ({"residual": 1}, 2, True),
        ({"normalization": "layer", "normalization_place": "after"}, 2, True),
        ({"normalization": "batch", "normalization_place": "after"}, 1, True),
        ({"dropout": 0.5}, 1, True),
        ({"normalization": "layer"}, 2, False),
        ({"normalization": "rms"}, 1, False),
    ],
)
def test_a_dead_unit_gets_no_gradient_where_that_is_said(settings, layer, none):
    trainer = Trainer(SMALL.replace(learning_rate=1e-3, **settings))
    network, unit = trainer.network, 2
    if trainer.config.architecture.normalizes_before:
        # a shift after the normalisation; RMS has none, but a factor and inputs of one sign
        shifts = network.layout.betas[layer - 1]
        if shifts.stop > shifts.start:
            network.parameters[shifts][unit] = -100.0
        else:
            network.weights[layer - 1][:, unit] = 0.0
            network.biases[layer - 1][unit] = -1.0
    else:
        network.biases[layer - 1][unit] = -100.0
    trainer.advance(1)
    assert trainer.measure().units[layer - 1].dead[unit]
    assert gets_no_gradient(trainer.config, layer) is none
    gradient = network.weight_gradients[layer - 1][:, unit]
    assert bool((gradient == 0.0).all()) is none


def test_a_unit_that_is_dead_by_the_running_statistics_alone_is_found_and_others_are_not():
    trainer = Trainer(SMALL.replace(normalization="batch"))
    trainer.advance(3)
    layout = trainer.network.layout
    trainer.network.parameters[layout.means[1]][2] += 1000.0
    snapshot = trainer.measure()
    assert is_dead_in_evaluation_only(snapshot, 2, 2)
    assert "by the running statistics only" in dead_in_evaluation_sentence(snapshot)
    trainer.network.parameters[layout.betas[1]][2] = -1000.0
    trainer.advance(1)
    snapshot = trainer.measure()
    assert snapshot.units[1].dead[2]
    assert not is_dead_in_evaluation_only(snapshot, 2, 2)
    assert not is_dead_in_evaluation_only(Trainer(SMALL).measure(), 2, 2)


@pytest.mark.parametrize(
    ("settings", "words", "missing"),
    [
        ({}, ("own weights", "own bias"), ("γ",)),
        ({"normalization": "batch"}, ("γ", "statistics", "β"), ("bias",)),
        ({"normalization": "layer"}, ("layer", "γ", "β"), ("bias",)),
        ({"normalization": "rms"}, ("layer", "γ"), ("β", "own bias")),
        ({"normalization": "batch", "normalization_place": "after"}, ("own weights", "own bias"), ("γ",)),
    ],
)
def test_a_cause_names_what_its_own_part_is_made_of(settings, words, missing):
    own = own_parts(SMALL.replace(**settings))
    text = f"{cause_sentence(DEATH, own)} {death_story(DEATH, own)}"
    assert all(word in text for word in words)
    assert not any(word in text for word in missing)


def test_a_death_is_told_in_the_settings_of_its_step():
    batch = SMALL.replace(normalization="batch")
    changes = [Change(50, SMALL, batch), Change(90, batch, SMALL)]

    def at(step: int) -> str:
        return config_at(UnitEvent(step, 1, 0, "death", step - 1, step), changes, SMALL).normalization

    assert [at(step) for step in (50, 51, 90, 91)] == ["none", "batch", "batch", "none"]
    across = UnitEvent(60, 1, 0, "death", 40, 60)
    assert "changed at step 50" in why_unknown(across, changes)


@pytest.mark.parametrize("settings", [{"normalization": "batch"}, {"normalization": "rms"}, {"normalization": "layer"}])
def test_the_own_shift_of_a_real_cause_is_that_of_beta(settings):
    """γ and everything else left as it was, only β moves: then it is the whole cause; RMS has none."""
    trainer = Trainer(SMALL.replace(learning_rate=1e-9, **settings))
    trainer.advance(20)
    trainer.complete_record()
    network, unit = trainer.network, 2
    shifts = network.layout.betas[0]
    if shifts.stop > shifts.start:
        network.parameters[shifts][unit] -= 50.0
    else:
        network.weights[0][:, unit], network.biases[0][unit] = 0.0, -1.0
    trainer.complete_record()
    cause = next(e.cause for e in trainer.history.view().events if (e.layer, e.unit, e.kind) == (1, unit, "death"))
    assert cause is not None
    assert cause.own + cause.inputs == pytest.approx(cause.z_after - cause.z_before)
    assert cause.own_bias == pytest.approx(-50.0 if shifts.stop > shifts.start else 0.0)
