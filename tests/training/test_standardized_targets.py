"""Targets of very different scales, standardised: what is trained on, what is shown, and what older texts mean."""

import subprocess
import sys
from contextlib import closing
from importlib.util import find_spec

import numpy as np
import pytest

from actviz.__main__ import main
from actviz.data import Data, split
from actviz.export.report_lists import command
from actviz.export.scripts import write_script
from actviz.recording import RecordingWriter, read_recording, recording_of
from actviz.training import RunConfig, Trainer
from actviz.training.config.text_format import NamedConfig, read_text, to_line, to_toml

SCALES = [(2e5, 1e5), (460.0, 20.0), (2000.0, 10.0), (1e6, 1.0), (0.0, 1e-6), (3e-7, 1e-9), (-5e12, 1e12)]


def table(mean=460.0, deviation=20.0, n=60, inputs=2):
    rng = np.random.default_rng(1)
    x = rng.normal(size=(n, inputs))
    return x, mean + deviation * (np.tanh(x[:, 0]) + 0.5 * x[:, 1])


def csv(folder, mean=460.0, deviation=20.0, inputs=2):
    x, y = table(mean, deviation, inputs=inputs)
    names = [*"abcdef"[:inputs], "price"]
    lines = [",".join(names), *(",".join(f"{v!r}" for v in row) for row in np.c_[x, y].tolist())]
    path = folder / "table.csv"
    path.write_text("\n".join(lines))
    return str(path)


def config(path, **rest):
    return RunConfig(data_path=path, hidden=(8, 8), learning_rate=0.05, **rest)


def test_a_files_targets_are_standardised_unless_one_says_no_and_built_in_ones_are_not():
    assert RunConfig(data_path="a.csv").standardize_targets is True
    assert RunConfig(data_path="a.csv", standardize_targets=False).standardize_targets is False
    assert RunConfig(dataset="plane").standardize_targets is False
    assert RunConfig().replace(data_path="a.csv").standardize_targets is True
    assert RunConfig(data_path="a.csv").replace(data_path=None).standardize_targets is False
    off = RunConfig(data_path="a.csv", standardize_targets=False)
    assert off.replace(data_path="b.csv").standardize_targets is False
    assert off.replace(seed=3).standardize_targets is False


def test_texts_from_before_the_setting_mean_targets_as_they_are():
    for text in ("actviz: relu 12x8 file=a.csv", 'data_path = "a.csv"'):
        assert read_text(text)[0].config.standardize_targets is False
    values = RunConfig(data_path="a.csv").to_dict()
    del values["standardize_targets"]
    assert RunConfig.from_dict(values).standardize_targets is False


@pytest.mark.parametrize("on", [True, False])
def test_every_text_of_a_configuration_keeps_the_choice(on):
    lane = NamedConfig("", RunConfig(data_path="a.csv", standardize_targets=on))
    assert read_text(to_line([lane])) == read_text(to_toml([lane])) == (lane,)
    assert ("--no-standardize-targets" in command(lane.config, 5)) == (not on)


@pytest.mark.parametrize(("mean", "deviation"), SCALES)
def test_mean_and_deviation_are_those_of_the_training_targets(mean, deviation):
    x, y = table(mean, deviation)
    data = Data(x, y[:, np.newaxis], "regression", ("a", "b"), (), "test")
    parts = split(data, 0.25, True, np.random.default_rng(0), standardize_targets=True)
    raw = split(data, 0.25, True, np.random.default_rng(0))
    assert raw.target_units is None
    np.testing.assert_allclose(parts.train_y.mean(axis=0), 0, atol=1e-9)
    np.testing.assert_allclose(parts.train_y.std(axis=0), 1, rtol=1e-9)
    for part, before in ((parts.train_y, raw.train_y), (parts.test_y, raw.test_y)):
        np.testing.assert_allclose(parts.target_units.own(part), before, rtol=1e-12, atol=1e-12 * deviation)


def test_constant_targets_have_deviation_1():
    x, _ = table()
    data = Data(x, np.full((60, 1), 7.5), "regression", ("a", "b"), (), "test")
    parts = split(data, 0.25, True, np.random.default_rng(0), standardize_targets=True)
    assert parts.target_units.deviation == 1
    np.testing.assert_array_equal(parts.train_y, 0)


def test_classes_are_never_standardised():
    trainer = Trainer(RunConfig(standardize_targets=True))
    assert trainer.facts.target_units is None
    np.testing.assert_array_equal(trainer.train_y, Trainer(RunConfig()).train_y)


@pytest.mark.parametrize(("mean", "deviation"), SCALES)
def test_a_run_learns_at_any_scale_and_shows_the_datas_own_units(mean, deviation, tmp_path):
    trainer = Trainer(config(csv(tmp_path, mean, deviation)))
    trainer.advance(600)
    snapshot = trainer.measure(extras={"output_map", "predictions"})
    facts = trainer.facts
    assert snapshot.loss < 0.1 * facts.chance_loss == pytest.approx(0.05)
    error = snapshot.predictions - facts.own_train_y[:, 0]
    assert np.sqrt((error**2).mean()) == pytest.approx(facts.own_error(snapshot.loss), rel=1e-3)
    assert np.sqrt((error**2).mean()) < 0.5 * deviation
    low, high = snapshot.output_map.min(), snapshot.output_map.max()
    assert low < mean + deviation < high + 2 * deviation
    assert abs(low - mean) < 20 * deviation


def test_the_network_is_the_same_whatever_the_unit(tmp_path):
    runs = []
    for mean, deviation in ((0.0, 1.0), (1024.0, 64.0)):
        trainer = Trainer(config(csv(tmp_path, mean, deviation)))
        trainer.advance(50)
        runs.append(trainer.measure().loss)
    assert runs[0] == pytest.approx(runs[1], rel=1e-3)


def test_a_recording_keeps_the_setting_and_the_targets_name(tmp_path):
    trainer = Trainer(config(csv(tmp_path)))
    trainer.advance(20)
    path = tmp_path / "run.actviz"
    with closing(RecordingWriter(path)) as writer:
        writer.write(recording_of([trainer]))
    (again,) = read_recording(path).trainers()
    assert again.measure().loss == trainer.measure().loss
    assert again.facts.target_names == ("price",)
    again.advance(5)
    trainer.advance(5)
    np.testing.assert_array_equal(again.network.parameters, trainer.network.parameters)


@pytest.mark.parametrize("kind", ["numpy", "torch"])
def test_a_script_repeats_the_losses(kind, tmp_path):
    if kind == "torch" and find_spec("torch") is None:
        pytest.skip("PyTorch is not installed")
    trainer = Trainer(config(csv(tmp_path, 2e5, 1e5)))
    trainer.advance(20)
    script, npz = write_script(kind, tmp_path / "again.py", trainer)
    ran = subprocess.run([sys.executable, "-I", "-W", "error", str(script)], check=True, capture_output=True, text=True)
    assert ran.stdout.endswith("the losses agree\n")
    arrays = np.load(npz)
    own = arrays["train_y"] * arrays["target_deviation"] + arrays["target_mean"]
    np.testing.assert_allclose(own, trainer.facts.own_train_y, rtol=1e-5)


def test_the_command_has_both_options_and_names_the_error_in_the_targets_unit(tmp_path, capsys):
    path = csv(tmp_path, 2e5, 1e5)
    arguments = ["run", "--data", path, "--hidden", "8x2", "--learning-rate", "0.05", "--steps", "300"]
    assert main(arguments) == 0
    assert "price" in capsys.readouterr().out
    assert main([*arguments, "--no-standardize-targets"]) == 0
    assert "price" not in capsys.readouterr().out.splitlines()[0]
