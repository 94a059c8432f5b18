"""Runs with normalisation, residual connections and dropout: the same bits again, and what they say of their units."""

from contextlib import closing
from functools import cache

import numpy as np
import pytest

from actviz.nn.evaluation import Evaluation
from actviz.recording import RecordingWriter, read_recording, recording_of
from actviz.training import RunConfig, Trainer
from actviz.training.config.field import ConfigError
from actviz.training.config.seeds import seeds
from actviz.training.measure.probes import results
from actviz.training.measure.wasted_capacity import without
from actviz.training.replay import Replay, fork
from tests.nn.structures import masks_of, training_forward

SMALL = RunConfig(hidden=(6,) * 4, n_examples=60, batch_size=16)
RUNS = {
    "batch before": SMALL.replace(normalization="batch", learning_rate=0.3),
    "batch after": SMALL.replace(normalization="batch", normalization_place="after", optimizer="adam"),
    "layer": SMALL.replace(normalization="layer", activation="prelu", momentum=0.9),
    "rms, learned scale": SMALL.replace(normalization="rms", residual=2, residual_scale="learned", dropout=0.1),
    "residual before": SMALL.replace(residual=1, residual_place="before", residual_scale="depth", dropout=0.2),
    "projection": SMALL.replace(hidden=(6, 5, 6, 7), residual=1, residual_path="projection", activation="tanh"),
    "dropout": SMALL.replace(dropout=0.5, optimizer="adamw", learning_rate=0.01, weight_decay=0.1),
    "everything": SMALL.replace(
        normalization="batch", residual=2, residual_path="projection", dropout=0.3, activation="gelu", clip_norm=1.0
    ),
}
CHANGES = {
    20: {"normalization": "batch"},
    40: {"normalization_place": "after"},
    64: {"residual": 2, "residual_scale": "learned"},
    80: {"residual_place": "before", "batch_size": 7},
    90: {"residual_scale": "depth"},
    100: {"dropout": 0.3},
    110: {"normalization": "layer", "activation": "prelu"},
    128: {"residual_path": "projection"},
    140: {"normalization": "rms", "dropout": 0.1, "optimizer": "adam", "learning_rate": 0.01},
    150: {"normalization": "none", "residual": 0, "dropout": 0.0},
    160: {"normalization": "batch", "residual": 1, "dropout": 0.5},
}


def trained(config, steps, changes=()):
    trainer = Trainer(config)
    for step in sorted(dict(changes)):
        trainer.advance(step - trainer.step)
        trainer.apply(dict(changes)[step])
    trainer.advance(steps - trainer.step)
    return trainer


def bits(trainer):
    return trainer.network.parameters.tobytes(), trainer.measure().loss, trainer.measure().gradient_norms.tobytes()


COURSES = {**{name: (config, {}) for name, config in RUNS.items()}, "changed": (SMALL, CHANGES)}


@pytest.mark.parametrize("name", COURSES)
def test_a_run_comes_to_the_same_bits_however_it_is_sliced_replayed_forked_or_reopened(name, tmp_path):
    config, changes = COURSES[name]
    run, noted = Trainer(config), {}
    for step in sorted({*changes, 1, 63, 65, 130, 155, 200}):
        while run.step < step:
            run.advance(min(7, step - run.step))
        noted[step] = bits(run)
        if step in changes:
            run.apply(changes[step])
    assert len({parameters for parameters, *_ in noted.values()}) == len(noted)  # it learns all the while
    again = Trainer(config)
    for step in sorted(noted):  # in long slices, unmeasured
        again.advance(step - again.step)
        assert again.network.parameters.tobytes() == noted[step][0]
        if step in changes:
            again.apply(changes[step])
    replay = Replay(run)
    for step in (*noted, *reversed(noted)):
        assert bits(replay.go_to(step)) == noted[step]
    copy = fork(run)
    with closing(RecordingWriter(tmp_path / "run.actviz")) as writer:
        writer.write(recording_of([run]))
    (reopened,) = read_recording(tmp_path / "run.actviz").trainers()
    assert reopened.config == run.config
    assert [change.step for change in reopened.changes] == sorted(changes)
    for each in (run, copy, reopened):
        each.advance(40)
    assert bits(run) == bits(copy) == bits(reopened)
    assert bits(Replay(reopened).go_to(65)) == noted[65]


@pytest.mark.parametrize("settings", [*CHANGES.values()], ids=str)
def test_a_change_leaves_the_weights_and_what_both_networks_have(settings):
    trainer = trained(SMALL.replace(normalization="batch", residual=1, dropout=0.2), 30)
    before, layout = trainer.network.parameters.copy(), trainer.network.layout
    trainer.apply(settings)
    now, new_layout = trainer.network.parameters, trainer.network.layout
    n = layout.n_matrix_values
    assert np.array_equal(now[:n], before[:n])
    for name in ("gammas", "betas", "means", "variances"):
        for old, new in zip(getattr(layout, name), getattr(new_layout, name), strict=True):
            if new.stop - new.start == old.stop - old.start:
                assert np.array_equal(now[new], before[old])
    trainer.advance(30)
    assert np.isfinite(trainer.measure().loss)


def test_another_seed_drops_other_outputs_and_the_weights_draw_does_not():
    config = SMALL.replace(dropout=0.5)
    dropped = [
        np.concatenate(trained(each, 5).measure().structure.dropped)
        for each in (config, config.replace(seed=1), config.replace(weights_draw=1))
    ]
    assert not np.array_equal(dropped[0], dropped[1])
    assert np.array_equal(dropped[0], dropped[2])


@pytest.mark.parametrize("step", [1, 5, 64, 65, 100])
def test_the_dropped_units_on_show_are_those_of_the_latest_step(step):
    config = SMALL.replace(dropout=0.4)
    found = trained(config, step).measure().structure.dropped
    for mask, shown in zip(masks_at(config, step - 1), found, strict=True):
        assert np.array_equal(mask[:, 0] == 0.0, shown)


def masks_at(config, step):
    """Return the factors of dropout in the step after `step` steps."""
    key = seeds(config).dropout.generate_state(2, np.uint64)
    return masks_of(config.hidden, config.batch_size, config.dropout, key, step)


@pytest.mark.parametrize("name", RUNS)
def test_a_snapshots_three_factors_make_its_gains(name):
    trainer = Trainer(RUNS[name])
    for steps in (0, 1, 40):
        trainer.advance(steps)
        s = trainer.measure()
        product = s.weight_factors * s.slope_factors * s.normalization_factors
        np.testing.assert_allclose(product, s.gains, rtol=1e-6)
        # the backward signal is ‖δ‖ times √(examples/units), so its ratios are the gains, too
        deltas = s.backward * np.sqrt(trainer.network.sizes[1:])
        arrives = deltas[1:] > 0.0  # nothing does within a branch whose scale is still 0
        np.testing.assert_allclose(s.gains[arrives], deltas[:-1][arrives] / deltas[1:][arrives], rtol=1e-6)
        for share in s.structure.skips:
            assert abs(share.product) <= share.branch * share.skip * (1 + 1e-6)
            assert share.total <= share.branch + share.skip + 1e-12


# Units

DYING = {
    "batch": RunConfig(hidden=(10,) * 4, normalization="batch", learning_rate=2.5),
    "layer": RunConfig(hidden=(10,) * 4, normalization="layer", learning_rate=2.5, seed=1),
    "rms after": RunConfig(hidden=(10,) * 4, normalization="rms", normalization_place="after", learning_rate=1.0),
    "residual": RunConfig(hidden=(10,) * 5, residual=2, learning_rate=1.0, residual_scale="learned"),
    "residual before, batch": RunConfig(
        hidden=(10,) * 4, residual=1, residual_place="before", normalization="batch", learning_rate=2.5
    ),
    "projection, dropout": RunConfig(
        hidden=(10, 8, 10, 6), residual=1, residual_path="projection", dropout=0.3, learning_rate=0.4
    ),
    "batch after, relu6": RunConfig(
        hidden=(10,) * 4, normalization="batch", normalization_place="after", activation="relu6", learning_rate=2.0
    ),
}


@cache
def died(name, steps=300):
    """Train; return the trainer, and the parameters at every step."""
    trainer, parameters = Trainer(DYING[name]), {}
    for step in range(steps):
        parameters[step] = trainer.network.parameters.copy()
        trainer.advance(1)
    parameters[steps] = trainer.network.parameters.copy()
    trainer.complete_record()
    return trainer, parameters


def z_of(trainer, parameters, dtype=np.float32):
    """Return the pre-activations of every hidden layer on the training set, by an evaluation of these parameters."""
    x = trainer.train_x.astype(np.float32).astype(dtype).T
    layers = Evaluation(trainer.network, parameters.astype(dtype)).layers(x, len(trainer.config.hidden))
    return [layer.z for layer in layers]


def slopes_vanish(trainer, layers):
    """Return for each unit of all hidden layers whether no example gives it a slope, and whether rounding decides."""
    dead, close = [], []
    for activation, alpha, z in zip(trainer.network.activations, trainer.network.fixed_alphas, layers, strict=True):
        dead.append((activation.slope(z, alpha) == 0.0).all(axis=1))
        corners = [np.abs(z - corner).min(axis=1) for corner in activation.corners(alpha)]
        close.append(np.min(corners, axis=0) < 1e-5 * (1.0 + np.abs(z).max(axis=1)))
    return np.concatenate(dead), np.concatenate(close)


@pytest.mark.parametrize("name", DYING)
def test_the_census_is_of_an_evaluation_with_running_statistics_and_nothing_dropped(name):
    trainer, _ = died(name)
    snapshot, layers = trainer.measure(), z_of(trainer, trainer.network.parameters)
    dead, close = slopes_vanish(trainer, layers)
    found = np.concatenate([units.dead for units in snapshot.units])
    assert found.any()
    assert np.array_equal(found[~close], dead[~close])
    assert close.mean() < 0.3
    for units, z, activation in zip(snapshot.units, layers, trainer.network.activations, strict=True):
        u = activation.value(z)
        active = (activation.slope(z) != 0.0).mean(axis=1)
        assert np.abs(units.active_fraction - active).max() <= 1.5 / z.shape[1]
        np.testing.assert_allclose(units.mean_activation, u.mean(axis=1), rtol=1e-3, atol=1e-4)
        np.testing.assert_allclose(units.mean_magnitude, np.abs(u).mean(axis=1), rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("name", DYING)
def test_the_record_says_who_died_and_when(name):
    trainer, parameters = died(name)
    width = np.cumsum([0, *trainer.config.hidden])
    states = {step: slopes_vanish(trainer, z_of(trainer, p)) for step, p in parameters.items()}
    events = [event for event in trainer.history.events if event.kind in ("death", "revival")]
    assert events
    for event in events:
        unit = width[event.layer - 1] + event.unit
        for step, is_dead in ((event.step, event.kind == "death"), (event.seen, event.kind != "death")):
            dead, close = states[step]
            assert close[unit] or dead[unit] == is_dead, event
    dead, close = states[trainer.step]
    since = np.concatenate(trainer.history.dead_since)
    assert np.array_equal((since >= 0)[~close], dead[~close])


@pytest.mark.parametrize("name", DYING)
def test_a_cause_adds_up_to_what_the_pre_activation_moved_by(name):
    trainer, parameters = died(name)
    causes = [event for event in trainer.history.events if event.cause is not None]
    assert causes
    for event in causes:
        cause, at = event.cause, (event.unit, event.cause.example)
        before = z_of(trainer, parameters[cause.step_before], np.float64)
        after = z_of(trainer, parameters[cause.step], np.float64)
        z, z_after = (each[event.layer - 1][at] for each in (before, after))
        exact = {"rel": 1e-9, "abs": 1e-9 * np.abs(before[event.layer - 1]).max()}
        assert cause.z_before == pytest.approx(z, **exact)
        assert cause.z_after == pytest.approx(z_after, **exact)
        assert cause.own + cause.inputs == pytest.approx(z_after - z, **exact)
        if event.layer == 1:
            assert cause.inputs == pytest.approx(0.0, abs=exact["abs"])  # the inputs themselves do not move


@pytest.mark.parametrize("name", [name for name in DYING if "batch" in name or "dropout" in name])
@pytest.mark.parametrize("steps", [1, 200])
def test_dead_in_the_batch_are_those_without_a_slope_with_its_own_statistics_and_drops(name, steps):
    config = DYING[name]
    trainer = trained(config, steps - 1)
    parameters = trainer.network.parameters.copy()
    trainer.advance(1)
    structure, passes = trainer.measure().structure, trainer._state.stepper.passes
    masks = masks_at(config, steps - 1) if config.dropout else [1.0] * len(config.hidden)
    layers = training_forward(trainer.network, parameters, passes.inputs, masks)
    dead, close = slopes_vanish(trainer, [layer.z for layer in layers])
    found = np.concatenate(structure.dead_in_batch)
    assert np.array_equal(found[~close], dead[~close])
    if steps > 1:
        assert found.any()
    for i, layer in enumerate(layers if config.normalization == "batch" else ()):
        np.testing.assert_allclose(structure.batch_means[i], layer.mean, rtol=1e-4, atol=1e-4)
        np.testing.assert_allclose(structure.batch_variances[i], layer.variance, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("normalization", ["layer", "batch"])
def test_a_silent_unit_is_replaced_by_the_mean_of_what_the_next_layer_gets_from_it(normalization):
    config = SMALL.replace(hidden=(12,) * 4, normalization=normalization, normalization_place="after", dropout=0.1)
    trainer = trained(config, 50)
    trainer.network.parameters[trainer.network.layout.gammas[1]] = np.linspace(0.5, 2.0, 12)
    trainer.network.matrices[1][:, 3] = 0.0  # φ(z) is next to 0 on all examples: silent; its output is not
    trainer.network.biases[1][3] = 0.002
    wasted, units = trainer.measure({"wasted"}).wasted, trainer.measure().units
    silent = [each.dormant & ~each.dead for each in units]
    assert silent[1][3]
    h = [
        layer.h for layer in Evaluation(trainer.network, trainer.network.parameters).layers(trainer._state.train[0], 4)
    ]
    gone = [s | (u.dead & (o == o[:, :1]).all(axis=1)) for s, u, o in zip(silent, units, h, strict=True)]
    reduced = without(trainer.network, gone, [o.mean(axis=1) for o in h])
    expected = results(reduced, trainer._state.train, trainer._state.test)
    assert wasted.without.loss == pytest.approx(expected.loss, rel=1e-5)


def test_a_plain_run_has_nothing_of_a_structure_to_show():
    snapshot = trained(SMALL, 3).measure()
    assert snapshot.structure is None
    assert snapshot.normalization_factors.tolist() == [1.0] * 4


# Bad input

REFUSED = [
    ({"normalization": "batch", "batch_size": 1}, ["batch normalisation", "batch size", "at least 2"]),
    ({"residual": 4}, ["residual = 4", "5 hidden layers", "got 4"]),
    ({"residual": 1, "hidden": (6, 6, 9, 6)}, ["layer 2", "layer 3", "6 and 9", "residual_path"]),
    ({"dropout": 1.0}, ["dropout", "0.95", "1.0"]),
    ({"dropout": -0.1}, ["dropout", "0", "-0.1"]),
    ({"residual": -1}, ["residual", "0", "-1"]),
    ({"residual": 1.5}, ["residual", "1.5"]),
    ({"normalization": "btach"}, ["normalization", "btach", "batch"]),
    ({"normalization_place": "between"}, ["place", "between", "before"]),
    ({"residual_scale": "2"}, ["residual scale", "2", "learned"]),
    ({"residual_path": "detour"}, ["residual path", "detour", "projection"]),
]


@pytest.mark.parametrize(("settings", "words"), REFUSED, ids=str)
def test_bad_settings_are_one_sentence(settings, words):
    with pytest.raises(ValueError) as refused:  # noqa: PT011  (what it says is checked below)
        SMALL.replace(**settings)
    text = str(refused.value)
    assert all(word in text for word in words), text
    assert "\n" not in text


@pytest.mark.parametrize("settings", [settings for settings, _ in REFUSED if "hidden" not in settings], ids=str)
def test_a_refused_change_changes_nothing(settings):
    trainer, other = (trained(SMALL.replace(normalization="layer"), 10) for _ in range(2))
    with pytest.raises(ValueError):  # noqa: PT011
        trainer.apply(settings)
    assert not trainer.changes
    assert trainer.config == other.config
    for each in (trainer, other):
        each.advance(30)
    assert bits(trainer) == bits(other)


def test_one_training_example_cannot_be_normalised_over_the_batch():
    x, y = np.zeros((1, 2)), np.zeros(1, int)
    with pytest.raises(ConfigError, match="batch size of at least 2"):
        Trainer(SMALL.replace(normalization="batch"), data=(x, y))
    trainer = Trainer(SMALL, data=(x, y))
    with pytest.raises(ConfigError, match="batch size of at least 2"):
        trainer.apply({"normalization": "batch"})
    assert trainer.advance(3) == 3


def test_a_batch_of_one_is_refused_while_the_batch_is_normalised():
    trainer = trained(SMALL.replace(normalization="batch"), 5)
    with pytest.raises(ConfigError, match="batch size of at least 2"):
        trainer.apply({"batch_size": 1})
    trainer.apply({"batch_size": 1, "normalization": "layer"})
    assert trainer.advance(5) == 5
