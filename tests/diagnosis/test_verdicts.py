"""The table of verdicts: short runs, faulty and healthy, with the verdict that their kind calls for.

Each kind states why its runs must get one of its verdicts, whatever the program finds: by the construction of the
network, the data or the rate. Where a fault can show in several ways (a rate far too large kills, saturates or
diverges), the kind allows each of them. Processors round differently, which a large learning rate makes another run of.
"""

from dataclasses import dataclass

import pytest
from scale_sentences import circle, values
from short_runs import huge, large, one_class, one_point, one_target, run

from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.diagnosis.rules import RULES
from actviz.nn.activations import ACTIVATIONS
from actviz.training import RunConfig
from actviz.training.config.config import FIELDS

SIGMOID = {"activation": "sigmoid", "initializer": "xavier_normal"}
TANH = {"activation": "tanh", "initializer": "xavier_normal"}
LINEAR = {"activation": "identity", "initializer": "lecun_normal"}
DIGITS = {"dataset": "digits", "n_examples": 1797}
SHALLOW = {"hidden": (12, 12)}
LEAKY = {"activation": "leaky_relu"}
STEPS = 400


@dataclass(frozen=True)
class Kind:
    """Runs with one fault: the verdicts that it may get, the reason, and the configurations."""

    keys: set[str]
    reason: str
    runs: tuple
    steps: int = STEPS
    data: object = None


BATCH = {"normalization": "batch"}
KINDS = (
    Kind({"batch_statistics"}, "of two examples normalisation makes -1 and 1, whatever their sums are", (
        {**BATCH, "batch_size": 2, "hidden": (16,) * 4}, {**BATCH, "batch_size": 2, "hidden": (16,) * 2, "seed": 3},
    )),
    Kind({"batch_statistics"}, "what a unit that is nearly constant says once is divided by next to 0", (
        {**BATCH, "normalization_place": "after", "bias_init": -2.0, "hidden": (12,) * 8},
    ), steps=300),
    Kind({"dropout"}, "one layer of four or another loses all its four units for a quarter of the examples", (
        {"dropout": 0.5, "hidden": (4,) * 4, "dataset": "moons", "seed": 1}, {"dropout": 0.5, "hidden": (4,) * 4},
    ), steps=800),
    Kind({"exploding", "diverged"}, "each unscaled branch adds about as much as the skip carries: 1.5 ** 19 = 2,000", (
        {"residual": 1, "hidden": (16,) * 20}, {"residual": 1, "hidden": (12,) * 50, "learning_rate": 0.02},
    ), steps=5),
    Kind({"vanishing"}, "a sigmoid's slope is at most 1/4, so 8 layers pass on less than 4^-7 of the gradient", (
        SIGMOID, {**SIGMOID, "hidden": (12,) * 30}, {**SIGMOID, "hidden": (32,) * 20}, {**SIGMOID, "hidden": (2,) * 10},
        {**SIGMOID, "hidden": (128,) * 8, "batch_size": 16}, {**SIGMOID, "hidden": (8,) * 60}, {**SIGMOID, "seed": 7},
        {**SIGMOID, "dataset": "waves"}, {**SIGMOID, "dataset": "xor", "momentum": 0.5},
        {**SIGMOID, **DIGITS, "hidden": (32,) * 10}, {**SIGMOID, "activation": "hard_sigmoid"},
        {**SIGMOID, "optimizer": "rmsprop", "learning_rate": 1e-3, "hidden": (12,) * 20},
        {**SIGMOID, "activation": "=1/(1+exp(-z))", "hidden": (12,) * 10}, {**SIGMOID, "activation": "=0.2*tanh(z)"},
    )),
    Kind({"vanishing"}, "weights of half the size or less halve both signals in each of 12 to 40 layers", (
        {**TANH, "initializer": "normal", "hidden": (12,) * 30}, {**TANH, "init_scale": 0.5, "hidden": (32,) * 20},
        {**TANH, **DIGITS, "init_scale": 0.5, "hidden": (32,) * 20}, {**TANH, "init_scale": 0.3, "hidden": (16,) * 12},
        {"activation": "elu", "init_scale": 0.4, "hidden": (16,) * 20}, {"activation": "=0.3*z", "hidden": (12,) * 20},
        {"activation": "gelu", "initializer": "xavier_normal", "hidden": (12,) * 20},
        {**LEAKY, "initializer": "xavier_normal", "init_scale": 0.5, "hidden": (16,) * 20},
    ), steps=60),
    Kind({"vanishing"}, "ReLU halves the signal's square, and Xavier does not make up for it: 2^-15 in 30 layers", (
        {**DIGITS, "initializer": "xavier_normal", "hidden": (64,) * 30, "learning_rate": 0.01},
        {"initializer": "lecun_normal", "hidden": (64,) * 30, "learning_rate": 0.01, "seed": 1},
        {**LEAKY, "initializer": "xavier_uniform", "hidden": (64,) * 40, "learning_rate": 0.01},
    ), steps=5),
    Kind({"dead_layer"}, "all biases start far below 0, and the weights are too small to make up for it", (
        {"bias_init": -2.0}, {"bias_init": -20.0, "hidden": (128, 16)}, {"bias_init": -20.0, "activation": "relu6"},
        {**LEAKY, "alpha": 0.0, "bias_init": -20.0}, {"activation": "hard_sigmoid", "bias_init": -30.0},
        {"activation": "hard_tanh", "bias_init": -20.0}, {"activation": "=max(0,z)", "bias_init": -20.0},
        {"activation": "elu", "alpha": 0.0, "bias_init": -20.0},
    ), steps=20),
    Kind({"dead_layer"}, "the function's slope is 0 everywhere", (
        {"activation": "=0*z"}, {"activation": "=where(z>0, 1, 0)"}, {"activation": "=2+0*z", **SHALLOW},
    ), steps=5),
    Kind({"dead_layer"}, "of 2 ReLU units a layer, both are born dead in one of 30 layers: 1 - (3/4)^29", tuple(
        {"hidden": (2,) * 30, "seed": seed, "weights_draw": seed} for seed in range(3)
    ), steps=50),
    Kind({"symmetric"}, "weights of 0 are equal weights", (
        *({"initializer": "zeros", "activation": key} for key in ("relu", "sigmoid", "tanh", "elu", "gelu")),
        {**TANH, "init_scale": 0.0}, {"initializer": "zeros", "dataset": "waves"},
    ), steps=50),
    Kind({"rate_too_small"}, "at this rate 400 steps move the weights by less than 1 %", (
        {"learning_rate": 1e-5}, {"learning_rate": 1e-6, "seed": 3}, {**TANH, "learning_rate": 1e-5},
        {"optimizer": "adam", "learning_rate": 1e-6}, {"optimizer": "rmsprop", "learning_rate": 1e-7, **SHALLOW},
        {"dataset": "waves", "hidden": (16,) * 3, "learning_rate": 1e-5}, {**LEAKY, **DIGITS, "learning_rate": 1e-5},
    )),
    Kind({"diverged", "dead_layer", "dead_units", "rate_too_large", "saturation", "vanishing", "not_learning"},
         "at ten to a thousand times the usual rate a step is longer than the weights", (
        {"learning_rate": 1.0}, {"learning_rate": 3.0}, {"learning_rate": 10.0}, {"learning_rate": 100.0},
        {**LEAKY, "learning_rate": 3.0}, {**LEAKY, "learning_rate": 10.0}, {**TANH, "learning_rate": 10.0},
        {"optimizer": "adam", "learning_rate": 1.0}, {**TANH, "learning_rate": 100.0, "hidden": (12,) * 3},
        {"dataset": "plane", "hidden": (32,) * 4, "learning_rate": 3.0}, {**DIGITS, "learning_rate": 10.0, **SHALLOW},
        {**TANH, "optimizer": "adam", "learning_rate": 0.3}, {"activation": "elu", "learning_rate": 10.0},
        {**SIGMOID, "learning_rate": 10.0, **SHALLOW}, {"optimizer": "rmsprop", "learning_rate": 1.0},
    )),
    Kind({"rate_too_large"}, "most are right, but the loss is guessing's: steps have made the outputs too large", (
        {**DIGITS, **LEAKY, "hidden": (64, 64), "optimizer": "adam", "learning_rate": 0.1},
    ), steps=150),
    Kind({"diverged", "exploding"}, "weights three times too large multiply the signal by 3^8, or by 10^4", (
        {"init_scale": 3.0}, {"init_scale": 3.0, "clip_norm": 1.0}, {**LEAKY, "init_scale": 10.0, "hidden": (16,) * 4},
        {"init_scale": 4.0, "hidden": (16,) * 10, "dataset": "moons", "clip_norm": 1.0},
    ), steps=20),
    Kind({"exploding"}, "at twice Xavier's deviation a tanh network is chaotic: its gradient grows by 60 layers", (
        {**TANH, "init_scale": 2.0, "hidden": (64,) * 60, "learning_rate": 1e-3, "seed": 1},
    ), steps=3),
    Kind({"saturation"}, "weights ten times too large put tanh and sigmoid units where their slope is nearly 0", (
        {**TANH, "init_scale": 10.0, "hidden": (12,) * 4}, {**SIGMOID, "init_scale": 30.0, "hidden": (12,) * 4},
        {**TANH, "optimizer": "adam", "learning_rate": 0.1}, {"activation": "softsign", "init_scale": 30.0, **SHALLOW},
    )),
    Kind({"diverged"}, "the function grows faster than any line, or its slope overflows", (
        {"activation": "=z**3", "hidden": (16,) * 8}, {"activation": "=exp(z)", "hidden": (16,) * 8},
        {"activation": "=z**5", "hidden": (8,) * 5, "init_scale": 2.0},
    ), steps=5),
    Kind({"diverged", "input_scale"}, "exp(z) overflows where z is 300", (
        {"activation": "=log(1+exp(z))", "hidden": (8, 8)}, {"activation": "=exp(z)", "hidden": (8,)},
    ), steps=3, data=large),
    Kind({"not_learning", "plateau"}, "classes that noise has mixed, or that no line parts, cannot be told apart", (
        {**TANH, "noise": 1.0}, LINEAR, {**LINEAR, "hidden": (32,)}, {**LINEAR, "seed": 4},
        {**SIGMOID, "hidden": (12,) * 3, "learning_rate": 0.5},
        {**LINEAR, "dataset": "spiral"}, {**TANH, **SHALLOW, "noise": 1.0, "seed": 2},
    ), steps=600),
    Kind({"plateau"}, "at a rate ten times the usual, noisy data cannot be settled on", (
        {**TANH, **SHALLOW, "noise": 0.4, "learning_rate": 1.0, "batch_size": 16},
    ), steps=1500),
    Kind({"overfitting"}, "thousands of weights fit 30 to 40 noisy examples", (
        {"dataset": "moons", "noise": 0.5, "n_examples": 60, "test_fraction": 0.5, "hidden": (64, 64),
         "optimizer": "adam", "learning_rate": 0.01},
        {"noise": 0.6, "n_examples": 80, "test_fraction": 0.5, "hidden": (64,) * 3, "momentum": 0.9},
    )),
    Kind({"strong_decay"}, "decay times rate of 0.1 leaves 0.9^400 of a weight without a gradient, and of 2 flips it", (
        {"weight_decay": 1.0}, {"weight_decay": 3.0, "hidden": (12,) * 6},
        {**TANH, "learning_rate": 0.3, "weight_decay": 10.0, "hidden": (8, 8)},
    )),
    Kind({"unfit_test"}, "three test examples of noisy classes say nothing", (
        {"n_examples": 60, "test_fraction": 0.05, "noise": 0.8, "hidden": (32, 32), "optimizer": "adam",
         "learning_rate": 0.01},
    )),
    Kind({"input_scale"}, "inputs of 500 where 1 is usual", (SHALLOW, {**SHALLOW, **TANH}), data=circle(500.0, 500.0)),
    Kind({"target_scale"}, "targets of 2000 ± 10 where 0 ± 1 is usual", (SHALLOW,), data=values(2000.0, 10.0)),
    Kind({"dead_units", "dead_layer"}, "such steps kill ReLU units, which do not come back", (
        {**DIGITS, "hidden": (256, 64), "learning_rate": 1.0}, {"optimizer": "adam", "learning_rate": 0.3},
    )),
    Kind({"alike_inputs"}, "all inputs are one point", (SHALLOW, TANH), steps=50, data=one_point),
    Kind({"alike_targets"}, "all targets are one value", (TANH,), steps=50, data=one_class),
    Kind({"alike_targets"}, "all targets are one value", (TANH,), steps=50, data=one_target),
    Kind({"diverged", "target_scale"}, "the square of 1e25 is no float32", (SHALLOW,), steps=5, data=huge),
)  # fmt: skip
SICK = {
    f"{i}.{j} {sorted(kind.keys)[0]}": (kind, changes)
    for i, kind in enumerate(KINDS)
    for j, changes in enumerate(kind.runs)
}
NOTES = {"alike_targets"}

# A usual initializer and rate, and data that such a network separates: at the end the loss is under half of guessing's.
HE = ("relu", "leaky_relu", "prelu", "elu", "gelu", "gelu_tanh", "silu", "mish", "relu6")
OWN = {"selu": "lecun_normal", "identity": "lecun_normal", **dict.fromkeys(HE, "he_normal")}
EASY = {"dataset": "gaussians", "learning_rate": 0.1}
HEALTHY = {
    "the default": {},
    "wide ReLU": {"hidden": (128,) * 3, "learning_rate": 0.05},
    "20 wide layers of ReLU": {"hidden": (32,) * 20, "learning_rate": 0.03},
    "tanh": TANH,
    "one layer of sigmoid": {**SIGMOID, "hidden": (16,), "learning_rate": 1.0},
    "sigmoid, Adam": {**SIGMOID, "hidden": (12, 12), "optimizer": "adam", "learning_rate": 0.01},
    "leaky ReLU": LEAKY,
    "GELU": {"activation": "gelu", "hidden": (12,) * 4},
    "SELU, 20 layers": {
        "activation": "selu", "initializer": "lecun_normal", "hidden": (16,) * 20, "learning_rate": 0.03,
    },
    "Adam": {"optimizer": "adam", "learning_rate": 0.003},
    "RMSprop": {"optimizer": "rmsprop", "learning_rate": 0.003},
    "clipped": {"clip_norm": 1.0},
    "plane": {"dataset": "plane", "hidden": (16, 16), "learning_rate": 0.05},
    "waves": {**TANH, "dataset": "waves", "hidden": (16,) * 3},
    "moons": {"dataset": "moons", "hidden": (12,) * 4},
    "digits": {**DIGITS, "hidden": (64, 32)},
    "orthogonal tanh, 10 layers": {**TANH, "initializer": "orthogonal", "hidden": (16,) * 10},
    "AdamW with decay": {**TANH, "optimizer": "adamw", "learning_rate": 0.003, "weight_decay": 0.01},
    "momentum": {**SHALLOW, "learning_rate": 0.01, "momentum": 0.9},
    "a custom function": {"activation": "=z/(1+exp(-z))", **SHALLOW},
    **{f"{key} on two heaps": {**EASY, **SHALLOW, "activation": key, "initializer": OWN.get(key, "xavier_normal")}
       for key in ACTIVATIONS},
}  # fmt: skip
SEEDS = ("the default", "3 layers of ReLU", "leaky ReLU", "20 wide layers of ReLU", "tanh", "waves", "Adam", "moons")


def found_in(case):
    return diagnosis_of(case.trainer.facts, case.s, case.h)


def sick_run(name):
    kind, changes = SICK[name]
    return run(changes, kind.steps, data=kind.data)


def test_the_table_has_120_configurations_and_a_run_for_every_rule():
    assert len(SICK) + len(HEALTHY) >= 120
    assert {found_in(sick_run(name)).verdict.key for name in SICK} == set(RULES) - {"odd_columns"}  # see `test_scale`


@pytest.mark.parametrize("name", SICK)
def test_a_sick_run_gets_a_verdict_that_its_kind_calls_for(name):
    kind, _ = SICK[name]
    verdict = found_in(sick_run(name)).verdict
    assert verdict.key in kind.keys, kind.reason
    assert verdict.sick or verdict.key in NOTES


@pytest.mark.parametrize("name", HEALTHY)
def test_a_healthy_run_raises_no_alarm(name):
    case = run(HEALTHY[name], STEPS)
    assert case.guess < 0.5
    assert [f.title for f in found_in(case).findings if f.sick] == []


@pytest.mark.parametrize("seed", range(1, 4))
@pytest.mark.parametrize("name", [name for name in SEEDS if name in HEALTHY])
def test_other_seeds_raise_no_alarm(name, seed):
    assert [f.title for f in found_in(run({**HEALTHY[name], "seed": seed}, STEPS)).findings if f.sick] == []


@pytest.mark.parametrize("steps", [0, 1, 20, 150])
@pytest.mark.parametrize("name", HEALTHY)
def test_no_alarm_is_raised_early_in_a_healthy_run(name, steps):
    assert [f.title for f in found_in(run(HEALTHY[name], steps)).findings if f.sick] == []


@pytest.mark.parametrize("name", SICK)
def test_every_suggestion_changes_something_and_is_allowed(name):
    config = RunConfig(**SICK[name][1])
    for suggestion in found_in(sick_run(name)).verdict.suggestions:
        assert set(suggestion.changes) <= set(FIELDS)
        assert config.replace(**suggestion.changes) != config


def test_every_finding_carries_evidence_panels_and_sentences():
    for name in SICK:
        for finding in found_in(sick_run(name)).findings:
            assert finding.evidence
            assert finding.panels
            assert finding.said
            assert finding.explanation[-1] in ".?"
