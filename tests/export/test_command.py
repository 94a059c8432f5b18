import json
from contextlib import closing

import numpy as np
import pytest

from actviz import RunConfig, Trainer
from actviz.__main__ import main
from actviz.export.command import as_shown
from actviz.export.formats import EXPORTS
from actviz.recording import RecordingWriter, recording_of
from actviz.training.replay import fork


@pytest.fixture
def recording(trainer, tmp_path):
    file = tmp_path / "run.actviz"
    with closing(RecordingWriter(file)) as writer:
        writer.write(recording_of([trainer]))
    return str(file)


def refused(capsys, *arguments):
    assert main(list(arguments)) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    return err


def test_a_recording_becomes_every_file_asked_for(capsys, recording, tmp_path):
    wanted = {"report": "r.html", "npz": "d.npz", "toml": "c.toml", "numpy-script": "n.py", "torch-script": "t.py"}
    arguments = [word for name, file in wanted.items() for word in (f"--{name}", str(tmp_path / file))]
    assert main(["export", recording, *arguments]) == 0
    printed = capsys.readouterr().out.split()
    assert {str(tmp_path / file) for file in wanted.values()} <= set(printed)
    assert all((tmp_path / file).stat().st_size > 50 for file in wanted.values())


def test_an_earlier_step_can_be_shown(capsys, recording, tmp_path, trainer):
    assert main(["export", recording, "--step", "17", "--npz", str(tmp_path / "d.npz")]) == 0
    with np.load(tmp_path / "d.npz") as arrays:
        assert set(arrays["layers.step"]) == {17}
        assert arrays["layers.gradient_rms"] == pytest.approx(trainer.history.view().rms[16], rel=1e-6)
    capsys.readouterr()
    assert "step must be between 0 and 40, got 41" in refused(
        capsys, "export", recording, "--step", "41", "--npz", str(tmp_path / "e.npz")
    )


def test_the_newest_step_is_shown_with_its_own_batchs_gradient(recording, tmp_path, trainer):
    assert main(["export", recording, "--npz", str(tmp_path / "d.npz")]) == 0
    with np.load(tmp_path / "d.npz") as arrays:
        assert arrays["layers.gradient_rms"].tolist() == trainer.measure().gradient_rms.tolist()


def test_a_diverged_run_is_exported_as_diverged():
    trainer = Trainer(RunConfig(hidden=(32,) * 6, learning_rate=1000.0, init_scale=10.0))
    trainer.advance(200)
    assert as_shown(fork(trainer), None).divergence == trainer.divergence
    assert trainer.divergence is not None


def test_the_script_makes_the_changes_made_while_training(recording, tmp_path):
    assert main(["export", recording, "--numpy-script", str(tmp_path / "n.py")]) == 0
    text = (tmp_path / "n.py").read_text(encoding="utf-8")
    assert "# after step 25: learning rate 0.5 → 0.25\nLEARNING_RATE = 0.25\n" in text


def test_a_run_without_a_window_exports_too(capsys, tmp_path):
    arguments = ["run", "--hidden", "4", "--steps", "5", "--json", "-", "--report", str(tmp_path / "r.html")]
    assert main([*arguments, "--csv", str(tmp_path / "d.csv")]) == 0
    assert json.loads(capsys.readouterr().out)["step"] == 5
    assert (tmp_path / "r.html").exists()
    assert (tmp_path / "d-steps.csv").exists()


@pytest.mark.parametrize("name", [name for name, export in EXPORTS.items() if not export.is_folder])
def test_a_place_that_cannot_be_written_to_is_refused_before_any_work(capsys, recording, tmp_path, name):
    assert f"--{name} must name a file in a folder that exists" in refused(
        capsys, "export", recording, f"--{name}", str(tmp_path / "no" / "file")
    )


def test_nothing_to_export_is_said(capsys, recording):
    assert "nothing to export: name at least one of --report, --csv" in refused(capsys, "export", recording)


def test_what_is_no_recording_is_one_sentence(capsys, tmp_path):
    (tmp_path / "x.actviz").write_bytes(b"no recording at all")
    assert "x.actviz" in refused(capsys, "export", str(tmp_path / "x.actviz"), "--npz", str(tmp_path / "d.npz"))
