import random
from itertools import pairwise

import pytest

from actviz.data import DATASETS
from actviz.diagnosis import remedies, remedy_record
from actviz.diagnosis.causes import CAUSES
from actviz.diagnosis.diagnosis import diagnose
from actviz.diagnosis.remedies import MOST, REMEDIES, changed_by, ordered, suggestions
from actviz.diagnosis.remedy_record import Helped, record_of
from actviz.diagnosis.trial import Trial
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.optimizers import OPTIMIZERS
from actviz.nn.schedules import SCHEDULES
from actviz.resource_files import resource
from actviz.training import RunConfig, Trainer
from actviz.training.config.config import FIELDS

# Each fails for another reason and is trained for as many steps as its trial.
SICK = {
    "sigmoid": (RunConfig(activation="sigmoid", initializer="xavier_normal"), 500),
    "small weights": (RunConfig(initializer="normal", hidden=(16,) * 8), 500),
    "large weights": (RunConfig(activation="tanh", initializer="xavier_normal", init_scale=8.0), 500),
    "equal weights": (RunConfig(activation="tanh", initializer="zeros"), 500),
    "long steps": (RunConfig(activation="tanh", learning_rate=100.0, initializer="xavier_normal"), 500),
    "short steps": (RunConfig(learning_rate=1e-6), 500),
    "bias": (RunConfig(bias_init=-3.0), 500),
    "killed": (RunConfig(learning_rate=10.0, hidden=(24,) * 5), 500),
    "no activation": (RunConfig(activation="identity", initializer="xavier_normal"), 500),
    "step function": (RunConfig(activation="=where(z>0,1,0)", hidden=(12,) * 4), 500),
    "growing function": (RunConfig(activation="=exp(z)"), 500),
    "sigmoid and zeros": (RunConfig(activation="sigmoid", initializer="zeros", hidden=(16,) * 3), 600),
    "sigmoid far to the side": (
        RunConfig(activation="sigmoid", initializer="xavier_normal", bias_init=-10.0, hidden=(16,) * 4),
        600,
    ),
    "hard sigmoid far to the side": (RunConfig(activation="hard_sigmoid", bias_init=30.0, hidden=(16,) * 4), 600),
    "mixed classes": (RunConfig(noise=1.0, activation="tanh", initializer="xavier_normal", hidden=(12,) * 3), 600),
    "narrow and deep leaky ReLU": (RunConfig(hidden=(8,) * 60, activation="leaky_relu", learning_rate=0.01), 1000),
    "29 ReLU layers with Xavier": (
        RunConfig(hidden=(32,) * 29, initializer="xavier_normal", learning_rate=0.01, momentum=0.9, seed=1),
        800,
    ),
}


@pytest.mark.parametrize("name", SICK)
def test_the_first_remedy_of_a_sick_run_helps(name):
    config, steps = SICK[name]
    trainer = Trainer(config)
    trainer.advance(steps)
    trial = Trial(config, diagnose(trainer).verdict.suggestions[0], steps)
    while trial.advance():
        pass
    assert trial.result().helped
    assert not trial.result().harmed


@pytest.mark.parametrize("dataset", ["circle", "digits", "gaussians"])
def test_deep_relus_with_xavier_are_first_told_to_begin_with_he(dataset):
    """He et al. 2015, Fig. 3."""
    trainer = Trainer(
        RunConfig(dataset=dataset, hidden=(32,) * 29, initializer="xavier_normal", learning_rate=0.01, momentum=0.9)
    )
    trainer.advance(500)
    assert diagnose(trainer).verdict.suggestions[0].changes["initializer"] == "he_normal"


def test_every_cause_has_a_remedy():
    meant = {cause for remedy in REMEDIES.values() for cause in remedy.causes}
    assert meant == set(CAUSES)


def test_the_record_counts_remedies_for_causes_that_there_are():
    assert set(remedy_record.causes_on_record()) <= set(CAUSES)
    for cause in remedy_record.causes_on_record():
        for count in record_of(cause).values():
            assert 0 <= count.helped <= count.tried
            assert count.tried > 0


@pytest.mark.parametrize("cause", CAUSES)
def test_remedies_are_offered_in_the_order_of_the_record_and_none_that_rarely_helped(cause):
    record = record_of(cause)
    keys = [remedy.key for remedy in ordered(cause)]
    on_record = [key for key in keys if key in record]
    assert on_record == [key for key, count in record.items() if 3 * count.helped >= count.tried and key in REMEDIES]
    assert keys[: len(on_record)] == on_record  # the others come after them


def test_a_suggestion_knows_its_remedy_and_how_often_it_has_helped(monkeypatch):
    counts = {"rate_third": Helped(2, 3), "clip": Helped(1, 4), "rate_tenth": Helped(1, 3)}
    monkeypatch.setattr(remedies, "record_of", lambda _cause: counts)
    suggestions.cache_clear()
    offered = suggestions(RunConfig(learning_rate=0.3), "long_steps")
    suggestions.cache_clear()
    assert [(each.key, each.helped) for each in offered[:2]] == [
        ("rate_third", Helped(2, 3)),
        ("rate_tenth", Helped(1, 3)),
    ]
    assert "clip" not in {each.key for each in offered}
    assert len(offered) <= MOST


def random_config(draw: random.Random) -> RunConfig:
    """A configuration with every field drawn from all of its range."""
    hidden = tuple(draw.choice((1, 2, 7, 16, 300, 4096)) for _ in range(draw.choice((1, 2, 5, 13, 60))))
    momentum = draw.choice((0.0, 0.0, 0.5, 0.9, 0.99))
    mixed = draw.random() < 0.3
    config = RunConfig(
        hidden=hidden, dataset=draw.choice(list(DATASETS)), n_examples=draw.choice((10, 500, 200_000)),
        seed=draw.randrange(9), noise=draw.choice((0.0, 0.2, 1.0)),
        test_fraction=draw.choice((0.0, 0.2, 0.9)), standardize=draw.random() < 0.5,
        activation=tuple(draw.choice(list(ACTIVATIONS)) for _ in hidden) if mixed else draw.choice(list(ACTIVATIONS)),
        initializer=draw.choice(list(INITIALIZERS)), init_scale=draw.choice((0.0, 0.5, 1.0, 100.0)),
        bias_init=draw.choice((-100.0, 0.0, 1.0)), optimizer=draw.choice(list(OPTIMIZERS)),
        learning_rate=draw.choice((1e-9, 1e-3, 0.1, 1000.0)), momentum=momentum,
        schedule=draw.choice(list(SCHEDULES)), schedule_steps=draw.choice((600, 1_000_000)),
        schedule_every=draw.choice((50, 598)), warmup_steps=draw.choice((0, 0, 1)),
        schedule_factor=draw.choice((0.999999, 1.0)),
        nesterov=momentum > 0.0 and draw.random() < 0.5, weight_decay=draw.choice((0.0, 0.01, 10.0)),
        clip_norm=draw.choice((0.0, 1e-3, 1e6)), weights_draw=draw.choice((0, 9999)),
        batch_size=(size := draw.choice((1, 32))),
        normalization=draw.choice(("none", "none", "layer", "rms", *["batch"] * (size > 1))),
        normalization_place=draw.choice(("before", "after")), dropout=draw.choice((0.0, 0.0, 0.5, 0.95)),
        residual=draw.choice((0, 1)) * (len(hidden) > 2), residual_path="projection",
        residual_scale=draw.choice(("one", "depth", "learned")),
    ) if sum(a * b for a, b in pairwise(hidden)) < 10_000_000 else RunConfig()  # fmt: skip
    return config.replace(alpha=0.0) if draw.random() < 0.2 else config


@pytest.mark.parametrize("key", REMEDIES)
def test_a_remedy_changes_any_configuration_to_a_valid_one_or_not_at_all(key):
    draw, n_changed = random.Random(key), 0
    for _ in range(60):
        config = random_config(draw)
        suggestion = REMEDIES[key].change(config)
        if suggestion is None:
            continue
        assert suggestion.label
        assert set(suggestion.changes) <= set(FIELDS)
        changed = changed_by(suggestion, config)
        if changed is not None:
            n_changed += 1
            assert set(config.differences(changed)) <= set(suggestion.changes)
    assert n_changed > 0


def test_the_handbook_tells_the_record():
    text = resource("help/remedies.md").read_text(encoding="utf-8")
    for cause in remedy_record.causes_on_record():
        (row,) = (line for line in text.splitlines() if line.startswith(f"| {CAUSES[cause].text} |"))
        worthy = {key: count for key, count in record_of(cause).items() if count.is_worthy}
        offered = [f"{key.replace('_', ' ')} {count.helped}/{count.tried}" for key, count in worthy.items()]
        assert row.split("|")[3].strip().split(", ") == offered


def first_suggestion(config, steps):
    trainer = Trainer(config)
    trainer.advance(steps)
    return diagnose(trainer).verdict.suggestions[0].changes


def test_where_shorter_steps_cannot_do_alone_the_network_is_changed_too():
    deep = RunConfig(activation="sigmoid", initializer="xavier_normal", hidden=(20,) * 7, optimizer="adam")
    fast = deep.replace(learning_rate=0.1)
    assert {"activation", "learning_rate"} <= first_suggestion(fast, 400).keys()
    shallow = first_suggestion(fast.replace(hidden=(20,), activation="tanh", learning_rate=10.0), 400)
    assert "activation" not in shallow


def test_a_change_that_leaves_far_too_long_steps_is_not_the_first():
    config = RunConfig(hidden=(12,) * 7, initializer="pytorch", learning_rate=1.0, momentum=0.9, batch_size=4)
    assert {"learning_rate", "optimizer"} & first_suggestion(config, 100).keys()


def test_what_much_noise_hides_is_looked_for_with_less_of_it():
    moons = RunConfig(dataset="moons", noise=0.85, hidden=(4, 4))
    for config, told in ((moons, True), (moons.replace(noise=0.3), False)):
        labels = [each.changes for each in suggestions(config, "local_minimum")]
        assert any("noise" in changes for changes in labels) == told


def test_adam_is_not_suggested_with_a_strong_weight_decay():
    config = RunConfig(weight_decay=0.059, hidden=(24,))
    strong = next(each for each in suggestions(config, "local_minimum") if "hidden" in each.changes)
    assert strong.changes["weight_decay"] == 0.0
    light = next(each for each in suggestions(config.replace(weight_decay=1e-4), "local_minimum"))
    assert "weight_decay" not in light.changes
