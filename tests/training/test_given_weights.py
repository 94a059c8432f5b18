"""A run that starts from the weights in a file: its bits, its replay, its recording without the file, its scripts."""

import json
import subprocess
import sys
from contextlib import closing

import numpy as np
import pytest

from actviz.__main__ import main
from actviz.app.lane_runs import LaneRuns
from actviz.app.lanes import LaneSpec, single
from actviz.diagnosis.changes import initializer, stronger_network
from actviz.diagnosis.gradient_band import known_band, measured_band
from actviz.diagnosis.outlook import passes_gradient_on
from actviz.diagnosis.theory_at_step_0 import expectation, predicted_gradient
from actviz.export.exported_run import exported, no_progress
from actviz.export.report import write_report
from actviz.export.scripts import write_script
from actviz.recording import RecordingWriter, read_recording, recording_of
from actviz.registry import BadInput
from actviz.training import RunConfig, Trainer
from actviz.training.config.run_name import names_apart
from actviz.training.config.text_format import NamedConfig, read_text, to_line, to_toml
from actviz.training.pieces import finished
from actviz.training.replay import Replay, fork
from actviz.weights.saving import save_weights

SMALL = RunConfig(hidden=(6, 6), n_examples=60, activation="prelu")


def save(path, trainer, key="npz"):
    with path.open("wb") as file:
        save_weights(key, trainer.network.named_parameters(), file)
    return str(path)


@pytest.fixture
def given(tmp_path):
    """The configuration of a run that starts where another one has ended."""
    before = Trainer(SMALL.replace(seed=3))
    before.advance(40)
    return SMALL.replace(weights_file=save(tmp_path / "w.npz", before))


def test_a_run_starts_from_the_weights_and_not_from_the_draw(given):
    run, before = Trainer(given), Trainer(SMALL.replace(seed=3))
    before.advance(40)
    assert run.network.parameters.tobytes() == before.network.parameters.tobytes()
    assert run.network.parameters.tobytes() != Trainer(SMALL).network.parameters.tobytes()
    run.advance(30)
    again = Trainer(given)
    again.advance(30)
    assert run.network.parameters.tobytes() == again.network.parameters.tobytes()


def test_copies_replays_and_recordings_need_the_file_no_more(given, tmp_path):
    run = Trainer(given)
    run.advance(100)
    run.apply({"learning_rate": 0.01})
    run.advance(50)
    (tmp_path / "w.npz").unlink()
    with closing(RecordingWriter(tmp_path / "run.actviz")) as writer:
        writer.write(recording_of([run]))
        run.advance(10)
        writer.write(recording_of([run]))
    (opened,) = read_recording(tmp_path / "run.actviz").trainers()
    for trainer in (run, opened, fork(run)):
        assert trainer.network.parameters.tobytes() == run.network.parameters.tobytes()
        past = Replay(trainer).go_to(0)
        assert past.network.parameters.tobytes() == opened.at_start().network.parameters.tobytes()
    opened.advance(20)
    run.advance(20)
    assert opened.network.parameters.tobytes() == run.network.parameters.tobytes()


def test_a_recording_without_its_weights_is_refused_in_one_sentence(given, tmp_path):
    import sqlite3

    with closing(RecordingWriter(tmp_path / "run.actviz")) as writer:
        writer.write(recording_of([Trainer(given)]))
    with closing(sqlite3.connect(tmp_path / "run.actviz")) as file:
        file.execute("DELETE FROM starts")
        file.commit()
    with pytest.raises(BadInput, match="given weights are missing"):
        read_recording(tmp_path / "run.actviz")


def test_lanes_start_again_from_weights_whose_file_is_gone(given, tmp_path):
    runs, setup = LaneRuns(), single(given)
    runs.apply(setup)
    first = runs.lanes[0].trainer.network.parameters.copy()
    (tmp_path / "w.npz").unlink()
    runs.advance(5)
    runs.apply(setup, again=True)
    np.testing.assert_array_equal(runs.lanes[0].trainer.network.parameters, first)
    with pytest.raises(BadInput, match="no such file"):
        runs.apply(single(SMALL.replace(weights_file="other.npz")))
    np.testing.assert_array_equal(runs.lanes[0].trainer.network.parameters, first)


def test_a_lane_with_given_weights_runs_beside_one_that_draws_them(given, tmp_path):
    lanes, runs = (SMALL, given), LaneRuns()
    assert names_apart(lanes) == ["weights drawn", "weights w.npz"]
    runs.apply(tuple(LaneSpec(i + 1, i, "AB"[i], config) for i, config in enumerate(lanes)))
    runs.advance(20)
    trainers = [run.trainer for run in runs.lanes]
    with closing(RecordingWriter(tmp_path / "run.actviz")) as writer:
        writer.write(recording_of(trainers))
    for before, opened in zip(trainers, read_recording(tmp_path / "run.actviz").trainers(), strict=True):
        assert opened.network.parameters.tobytes() == before.network.parameters.tobytes()
        assert (opened.given is None) == opened.config.draws_weights
    assert trainers[0].network.parameters.tobytes() != trainers[1].network.parameters.tobytes()


def test_weights_of_another_shape_are_refused(given):
    with pytest.raises(BadInput, match=r"w.npz does not fit: layer 2 has 6 × 6 weights in the file .* and 6 × 7"):
        Trainer(given.replace(hidden=(6, 7), weights_file=given.weights_file))


def test_another_draw_or_shape_takes_the_place_of_the_weights_and_nothing_else_does(given):
    for changes in ({"hidden": (6, 7)}, {"initializer": "zeros"}, {"init_scale": 2.0}, {"bias_init": 1.0},
                    {"weights_draw": 1}):  # fmt: skip
        assert given.replace(**changes).weights_file is None
    for changes in ({"learning_rate": 0.5}, {"activation": "relu"}, {"seed": 9}, {"hidden": [6, 6]}, {"init_scale": 1}):
        assert given.replace(**changes).weights_file == given.weights_file


def test_the_setting_goes_through_every_text(given):
    for text in (to_line([NamedConfig("", given)]), to_toml([NamedConfig("", given)])):
        assert read_text(text)[0].config == given
    assert RunConfig.from_dict(json.loads(json.dumps(given.to_dict()))) == given
    with pytest.raises(BadInput, match="weights_file must be the name of a file"):
        RunConfig(weights_file="")


def test_no_theory_is_drawn_for_given_weights(given):
    run = Trainer(given.replace(activation="relu"))
    start = run.history.start
    found, reason = predicted_gradient(run.facts, start)
    assert found is None
    assert reason == "the weights are given, not drawn"
    assert expectation(run.facts, run.config).dead_shares is None
    assert expectation(run.facts, run.config).born_dead is None
    band = finished(measured_band(run.facts, start.config))
    assert band.edges is None
    assert "given" in band.reason
    drawn = Trainer(run.config.replace(weights_file=None))
    assert predicted_gradient(drawn.facts, drawn.history.start)[0] is not None
    assert known_band(drawn.facts, drawn.config) is not band
    assert passes_gradient_on(RunConfig(hidden=(9,) * 50, activation="sigmoid", weights_file="w.npz"))


def test_a_remedy_that_draws_the_weights_gives_up_the_given_ones(given):
    plain = initializer("he_normal")(given)
    assert initializer("he_normal")(SMALL) is None
    for suggestion in (plain, stronger_network(given)):
        assert given.replace(**suggestion.changes).draws_weights


def test_the_numpy_script_starts_from_the_weights(given, tmp_path):
    run = Trainer(given.replace(activation="relu"))
    run.advance(20)
    (tmp_path / "w.npz").unlink()
    write_script("numpy", tmp_path / "s.py", run)
    done = subprocess.run([sys.executable, tmp_path / "s.py"], capture_output=True, text=True, check=True)
    assert f"train loss {run.measure().loss:.4g}"[:16] in done.stdout


def test_the_report_names_the_file(given, tmp_path):
    run = Trainer(given)
    run.advance(5)
    write_report([exported(run)], tmp_path / "r.html", "now", no_progress)
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "Given weights" in text
    assert f"--weights-file={given.weights_file}" in text


@pytest.mark.parametrize("name", ["w.npz", "w.safetensors", "w.h5"])
def test_the_command_line_saves_weights_and_starts_from_them(tmp_path, capsys, name):
    if name == "w.h5":
        pytest.importorskip("h5py")
    option = {"w.npz": "--weights", "w.safetensors": "--weights-safetensors", "w.h5": "--weights-h5"}[name]
    settings = ["--hidden", "6,6", "--n-examples", "60"]
    run, weights = str(tmp_path / "run.actviz"), str(tmp_path / name)
    assert main(["record", "--out", run, *settings, "--steps", "80"]) == 0
    assert main(["export", run, "--step", "50", option, weights]) == 0
    trainer = Trainer(RunConfig(hidden=(6, 6), n_examples=60))
    trainer.advance(50)
    config = trainer.config.replace(weights_file=weights)
    assert Trainer(config).network.parameters.tobytes() == trainer.network.parameters.tobytes()
    capsys.readouterr()
    assert main(["run", *settings, "--weights-file", weights, "--steps", "0", "--json", "-"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["config"]["weights_file"] == weights
    assert main(["run", "--hidden", "6,7", "--n-examples", "60", "--weights-file", weights]) == 2
    assert "does not fit: layer 2" in capsys.readouterr().err
