"""Exports of runs whose tasks change or whose units are recycled."""

import json

import pytest

from actviz.__main__ import main
from actviz.export.exported_run import exported
from actviz.export.report import report_html
from actviz.export.scripts import SCRIPTS, write_script
from actviz.export.tables import table
from actviz.registry import BadInput
from actviz.training import RunConfig, Trainer

TASKS = RunConfig(hidden=(6, 6), n_examples=60, task_change="inputs", task_every=20)
DEAD = RunConfig(hidden=(6, 6), n_examples=60, bias_init=-3.0, recycle_every=20)


def run_of(config, steps):
    trainer = Trainer(config)
    trainer.advance(steps)
    return trainer


@pytest.mark.parametrize("kind", SCRIPTS)
@pytest.mark.parametrize(("config", "named"), [(TASKS, "one task"), (DEAD, "recycle")])
def test_a_script_is_refused_once_the_run_has_taken_a_turn(tmp_path, kind, config, named):
    assert len(write_script(kind, tmp_path / "early.py", run_of(config, 19))) == 2
    with pytest.raises(BadInput, match=named) as caught:
        write_script(kind, tmp_path / "late.py", run_of(config, 20))
    assert "20" in str(caught.value)
    assert not (tmp_path / "late.py").exists()


def test_the_tables_list_tasks_and_recyclings():
    tasks, recycled = exported(run_of(TASKS, 45)), exported(run_of(DEAD, 45))
    assert table("tasks", [tasks])["step"].tolist() == [20, 40]
    assert table("recyclings", [recycled])["step"].tolist() == [20, 40]
    assert len(table("tasks", [recycled])["step"]) == 0
    page = report_html([tasks])
    assert "task 2 begins" in page
    assert "<h2>Tasks</h2>" in page
    assert "recycled" in report_html([recycled])


def test_the_command_line_tells_tasks_and_recyclings(capsys):
    options = ["run", "--hidden", "6x2", "--n-examples", "60", "--steps", "45"]
    changes = ["--task-change", "labels", "--task-every", "20", "--recycle-at", "10,30", "--bias-init", "-3"]
    assert main([*options, *changes, "--json", "-"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [end["step"] for end in found["tasks"]] == [20, 40]
    assert [each["step"] for each in found["recycled"]] == [10, 30]
    assert found["config"]["recycle_at"] == [10, 30]
    assert main([*options, *changes]) == 0
    assert "task 2 ended at step 40" in capsys.readouterr().out
