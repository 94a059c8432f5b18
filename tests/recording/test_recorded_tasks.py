"""A recording of a run whose tasks change and whose units are recycled opens at every step with the same bits."""

from contextlib import closing

import pytest

from actviz.recording import RecordingWriter, read_recording, recording_of
from actviz.training import RunConfig, Trainer
from actviz.training.replay import Replay


def turns(trainer):
    history = trainer.history
    ends = [(e.task, e.step, e.results, e.dead.tolist(), e.dormant.tolist()) for e in history.tasks]
    return ends, [(r.step, r.dead.tolist(), r.dormant.tolist()) for r in history.recycled]


@pytest.mark.parametrize("change", ["none", "classes", "inputs", "dataset"])
def test_tasks_and_recycled_units_come_back_from_the_file(tmp_path, change):
    config = RunConfig(hidden=(9, 6), learning_rate=0.5, task_change=change, task_every=60, task_dataset="moons",
                       recycle_every=50, n_examples=120)  # fmt: skip
    run = Trainer(config)
    run.advance(130)
    run.apply({"recycle_at": (130,)})
    run.advance(61)
    path = tmp_path / "run.actviz"
    with closing(RecordingWriter(path)) as writer:
        writer.write(recording_of([run]))
    (again,) = read_recording(path).trainers()
    assert turns(again) == turns(run)
    assert len(turns(run)[0]) == (0 if change == "none" else 3)
    assert [c.text for c in again.changes] == ["dead and nearly silent units recycled"]
    for step in (119, 131, 60):
        mine, theirs = (Replay(trainer).go_to(step) for trainer in (run, again))
        assert mine.network.parameters.tobytes() == theirs.network.parameters.tobytes()
        assert mine.train_x.tobytes() == theirs.train_x.tobytes()
    for trainer in (run, again):
        trainer.advance(70)
    assert run.network.parameters.tobytes() == again.network.parameters.tobytes()
    assert turns(again) == turns(run)
