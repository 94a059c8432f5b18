import pytest
from short_runs import run

from actviz.diagnosis import remedies
from actviz.diagnosis.diagnosis import diagnose
from actviz.diagnosis.plain_network import plain_network, unusual_settings
from actviz.diagnosis.remedies import MOST, PLAIN, REMEDIES, SEVERAL, suggestions
from actviz.diagnosis.remedy_record import Helped, record_of
from actviz.diagnosis.trial import Trial
from actviz.training import RunConfig, Trainer

DROPPED_AND_DECAYED = RunConfig(hidden=(12,) * 4, dropout=0.8, weight_decay=0.3)
SIGMOID = RunConfig(activation="sigmoid", initializer="xavier_normal")
UNUSUAL = {
    "hidden": {"hidden": (16, 1, 16)},
    "initializer": {"initializer": "normal"},
    "activation": {"activation": "identity", "initializer": "xavier_normal"},
    "init_scale": {"hidden": (16,), "init_scale": 20.0},
    "bias_init": {"bias_init": -4.0},
    "bias_spread": {"bias_spread": 5.0},
    "dropout": {"dropout": 0.7},
    "learning_rate": {"learning_rate": 1e-5},
    "momentum": {"momentum": 0.999, "learning_rate": 1e-4},
    "batch_size": {"batch_size": 1},
    "schedule": {"schedule": "cosine", "schedule_steps": 200},
    "warmup_steps": {"warmup_steps": 5000},
    "clip_norm": {"clip_norm": 1e-4},
    "weight_decay": {"weight_decay": 1.0},
    "normalization": {"normalization": "batch", "batch_size": 4},
}


def test_a_steep_activation_is_unusual_where_nothing_normalises_what_it_enlarges():
    steep = RunConfig(activation="=z*z")
    assert "activation" in unusual_settings(steep)
    assert "activation" not in unusual_settings(steep.replace(normalization="layer"))


def test_much_noise_is_taken_away_first_and_does_not_make_the_plain_network_the_first():
    noisy = RunConfig(dataset="moons", noise=1.0, activation="elu")
    assert suggestions(noisy, "local_minimum")[0].changes["noise"] < 1.0
    assert suggestions(noisy.replace(activation="sigmoid"), "small_slopes")[0].key != PLAIN


def test_where_a_test_set_is_too_small_more_examples_are_offered_if_the_data_are_generated():
    few = RunConfig(n_examples=12)
    assert any(each.changes.get("n_examples", 0) > 12 for each in suggestions(few, "unfit_test"))
    assert all("n_examples" not in each.changes for each in suggestions(RunConfig(n_examples=5000), "unfit_test"))


def changed_to(config, suggestion):
    return config.replace(**suggestion.changes)


@pytest.mark.parametrize("name", UNUSUAL)
def test_a_setting_that_alone_can_keep_a_network_from_learning_is_unusual(name):
    assert name in unusual_settings(RunConfig(**UNUSUAL[name]))
    assert not unusual_settings(RunConfig())


@pytest.mark.parametrize("name", UNUSUAL)
def test_the_plain_network_leaves_no_unusual_setting(name):
    config = RunConfig(**UNUSUAL[name])
    assert not unusual_settings(changed_to(config, plain_network(config)))


def test_clipping_and_decay_are_judged_by_what_the_optimizer_makes_of_them():
    sgd = RunConfig(clip_norm=1e-4, weight_decay=0.02)
    assert unusual_settings(sgd) == {"clip_norm"}
    assert unusual_settings(sgd.replace(optimizer="adam", learning_rate=0.003)) == {"weight_decay"}
    assert not unusual_settings(sgd.replace(optimizer="adamw", learning_rate=0.003))


def test_the_plain_network_is_the_last_where_one_change_is_enough():
    offered = suggestions(SIGMOID, "small_slopes")
    assert len(offered) == MOST
    assert [each.key for each in offered].index(PLAIN) == MOST - 1
    assert offered[-1].helped == record_of("small_slopes").get(PLAIN)


def test_the_plain_network_is_the_first_where_every_other_change_leaves_an_unusual_setting():
    first, *others = suggestions(DROPPED_AND_DECAYED, "strong_decay")
    assert (first.key, first.helped) == (PLAIN, record_of(SEVERAL)[PLAIN])
    assert all(unusual_settings(changed_to(DROPPED_AND_DECAYED, each)) for each in others)


def test_the_plain_network_is_never_the_first_unless_its_record_is_the_best(monkeypatch):
    counts = {SEVERAL: {"single_change": Helped(3, 4), PLAIN: Helped(1, 2)}}
    monkeypatch.setattr(remedies, "record_of", lambda cause: counts.get(cause, {}))
    suggestions.cache_clear()
    offered = suggestions(DROPPED_AND_DECAYED, "strong_decay")
    suggestions.cache_clear()
    assert [each.key for each in offered][-1] == PLAIN
    assert len(offered) > 1


def test_changes_that_leave_fewer_unusual_settings_come_first():
    config = SIGMOID.replace(bias_init=5.0, dropout=0.6)
    left = [len(unusual_settings(changed_to(config, each))) for each in suggestions(config, "small_slopes")[1:]]
    assert left == sorted(left)


def test_a_network_that_learns_is_not_told_to_be_plain():
    for cause in ("memory", "killed_some", "unfit_test"):
        assert cause not in REMEDIES[PLAIN].causes
    keys = [each.key for each in suggestions(RunConfig(hidden=(20,) * 40, dropout=0.6, weight_decay=0.005), "memory")]
    assert len(keys) > 1
    assert keys == sorted(keys, key=list(record_of("memory")).index)  # it bears its depth and its dropout


def test_several_faults_at_once_are_mended_by_the_first_remedy():
    trainer = Trainer(DROPPED_AND_DECAYED)
    trainer.advance(600)
    trial = Trial(DROPPED_AND_DECAYED, diagnose(trainer).verdict.suggestions[0], 600)
    while trial.advance():
        pass
    assert trial.result().helped


def test_far_too_short_steps_become_usual_with_a_change_of_the_network():
    config = SIGMOID.replace(learning_rate=1e-5)
    for each in suggestions(config, "small_slopes"):
        assert each.changes["learning_rate"] > 1e-5


def test_a_layer_whose_normalised_weights_shrink_the_gradient_has_remedies():
    case = run(
        {
            "hidden": (1,) * 6,
            "normalization": "rms",
            "normalization_place": "after",
            "activation": "silu",
            "initializer": "lecun_normal",
            "optimizer": "adamw",
            "learning_rate": 0.004,
        },
        500,
    )
    assert "vanishing.why.weights_and_normalization" in case.said
    (found,) = (finding for finding in diagnose(case.trainer).findings if finding.key == "vanishing")
    assert found.cause == "normalized_weights"
    assert found.suggestions


def test_the_plain_network_comes_with_less_noise_where_there_is_much():
    noisy, file = RunConfig(noise=0.8), RunConfig(noise=0.8, data_path="a.csv")
    assert plain_network(noisy).changes["noise"] == 0.1
    assert "0.8" in plain_network(noisy).detail
    for config in (noisy.replace(noise=0.4), file):
        assert "noise" not in plain_network(config).changes


def test_a_plain_network_leaves_no_unusual_setting():
    config = RunConfig(noise=0.9, hidden=(2,) * 8, init_scale=20.0, batch_size=1, dropout=0.9, bias_init=5.0)
    assert len(unusual_settings(config)) > 5
    assert not unusual_settings(config.replace(**plain_network(config).changes))
