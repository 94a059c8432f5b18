"""Recordings of 2026-11 whose lanes differ in what they share open, with a sentence, and go on with the same bits."""

import gzip
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from actviz.__main__ import main
from actviz.recording import RecordingWriter, read_recording, recording_of, recover
from actviz.registry import BadInput
from actviz.training import RunConfig, Trainer
from actviz.training.replay import Replay

RECORDINGS = Path(__file__).parent / "recordings"
FAULTS = {  # what the program of then recorded: a lane's letter, and the setting that is told about it
    "own_batch_size": ("C", "batch size"),  # it began late, with its own weights and another batch size
    "faulty_data_file": ("B", "data file"),  # it was added before a file of data was found to be faulty
    "opened_meanwhile": ("B", "data set"),  # it was added while another session was being opened
}
SMALL = RunConfig(hidden=(6, 6), n_examples=60)


@pytest.fixture
def unpacked(tmp_path):
    def unpack(name):
        path = tmp_path / f"{name}.actviz"
        path.write_bytes(gzip.decompress((RECORDINGS / f"{name}.actviz.gz").read_bytes()))
        return path

    return unpack


@pytest.mark.parametrize("name", FAULTS)
def test_a_recording_with_lanes_that_do_not_share_what_they_must_opens_and_says_so(unpacked, name):
    recording, trainers = recover(read_recording(unpacked(name)))
    lane, label = FAULTS[name]
    assert len(trainers) == len(recording.lanes) == {"own_batch_size": 3}.get(name, 2)
    *about_lanes, about_its_age = recording.remarks
    assert all(f"Lane {lane}" in remark for remark in about_lanes)
    assert label in about_lanes[0]
    assert f"step {recording.step:,}" in about_its_age


def ran_here(lane, examples):
    """Return a trainer that ran what a recorded lane ran."""
    trainer = Trainer(lane.initial_config, examples=examples)
    trainer.replay(lane.checkpoint.step, lane.changes)
    return trainer


@pytest.mark.parametrize("name", FAULTS)
def test_its_lanes_are_what_ran(unpacked, name):
    recording, trainers = recover(read_recording(unpacked(name)))
    for lane, trainer in zip(recording.lanes, trainers, strict=True):
        here = ran_here(lane, trainer.examples)
        close = {"rtol": 1e-3, "atol": 1e-4}  # the file is of another processor, whose last bits may differ
        np.testing.assert_allclose(lane.checkpoint.parameters, here.network.parameters, **close)
        at_20 = [Replay(each).go_to(20).network.parameters for each in (trainer, here)]
        np.testing.assert_allclose(*at_20, **close)


def with_changes(lane, other):
    """Return a copy of a lane's history with the other lane's changes."""
    history = lane.history.copy()
    history.changes = list(other.changes)
    return history


@pytest.mark.parametrize("name", FAULTS)
def test_recorded_on_this_processor_its_lanes_have_the_bits_that_ran_and_go_on(unpacked, tmp_path, name):
    faulty = read_recording(unpacked(name))
    recovered, trainers = recover(faulty)
    here = [ran_here(lane, trainers[0].examples) for lane in recovered.lanes]
    lanes = tuple(
        replace(lane, initial_config=old.initial_config, config=old.config, history=with_changes(lane, old))
        for lane, old in zip(recording_of(here).lanes, faulty.lanes, strict=True)
    )
    if name == "faulty_data_file":  # which reading the file has corrected
        lanes = (*lanes[:-1], lanes[-1].with_settings({"data_path": "big.csv"}))
    with closing(RecordingWriter(tmp_path / "here.actviz")) as writer:
        writer.write(replace(recording_of(here), lanes=lanes))
    recording, again = recover(read_recording(tmp_path / "here.actviz"))
    assert recording.remarks
    for one, other in zip(here, again, strict=True):
        assert np.array_equal(one.network.parameters, other.network.parameters)
        assert np.array_equal(Replay(one).go_to(20).network.parameters, Replay(other).go_to(20).network.parameters)
        assert one.advance(30) == other.advance(30) == 30
        assert np.array_equal(one.network.parameters, other.network.parameters)


@pytest.mark.parametrize("name", FAULTS)
def test_once_opened_and_recorded_again_it_opens_as_it_is(unpacked, tmp_path, name):
    recording, trainers = recover(read_recording(unpacked(name)))
    for trainer in trainers:
        trainer.advance(10)
    with closing(RecordingWriter(tmp_path / "again.actviz")) as writer:
        writer.write(recording_of(trainers))
    found, again = recover(read_recording(tmp_path / "again.actviz"))
    assert [lane.initial_config for lane in found.lanes] == [lane.initial_config for lane in recording.lanes]
    assert all(np.array_equal(a.network.parameters, b.network.parameters) for a, b in zip(again, trainers, strict=True))


@pytest.mark.parametrize("name", FAULTS)
def test_show_reports_on_it_and_says_so(unpacked, capsys, name):
    path = str(unpacked(name))
    assert main(["show", path]) == 0
    shown = capsys.readouterr()
    assert f"Lane {FAULTS[name][0]}" in shown.err
    assert "loss" in shown.out


def test_lanes_with_other_depths_are_exported_side_by_side(unpacked, tmp_path):
    arguments = ["export", str(unpacked("opened_meanwhile")), "--csv", str(tmp_path / "t.csv")]
    arguments += ["--report", str(tmp_path / "t.html"), "--npz", str(tmp_path / "t.npz")]
    assert main(arguments) == 0
    header, *rows = (tmp_path / "t-steps.csv").read_text().splitlines()
    place = header.split(",").index("gradient_rms_4")
    assert [row.split(",")[place] == "" for row in (rows[0], rows[-1])] == [True, False]


def of_fewer_examples(state):
    return replace(state, batches=replace(state.batches, order=state.batches.order[:-1]))


def test_a_lane_whose_state_does_not_fit_is_left_out_and_named(tmp_path):
    trainers = [Trainer(SMALL), Trainer(SMALL.replace(activation="tanh"))]
    for trainer in trainers:
        trainer.advance(100)
    good, bad = recording_of(trainers).lanes
    bad = replace(bad, checkpoint=of_fewer_examples(bad.checkpoint), checkpoints=())
    with closing(RecordingWriter(tmp_path / "run.actviz")) as writer:
        writer.write(replace(recording_of(trainers), lanes=(good, bad), current=1))
    recording, (again,) = recover(read_recording(tmp_path / "run.actviz"))
    assert ([lane.name for lane in recording.lanes], recording.current) == (["A"], 0)
    assert [remark.startswith("Lane B is left out: ") for remark in recording.remarks] == [True]
    assert np.array_equal(again.network.parameters, trainers[0].network.parameters)


def test_a_recording_with_no_lane_that_fits_is_refused(tmp_path):
    trainer = Trainer(SMALL)
    trainer.advance(100)
    (lane,) = recording_of([trainer]).lanes
    lane = replace(lane, checkpoint=of_fewer_examples(lane.checkpoint), checkpoints=())
    with closing(RecordingWriter(tmp_path / "run.actviz")) as writer:
        writer.write(replace(recording_of([trainer]), lanes=(lane,)))
    with pytest.raises(BadInput, match="does not fit its 48 training examples"):
        recover(read_recording(tmp_path / "run.actviz"))


def test_lanes_of_one_colour_open_each_with_its_own(tmp_path):
    trainers = [Trainer(SMALL) for _ in range(3)]
    a, b, c = recording_of(trainers).lanes
    with closing(RecordingWriter(tmp_path / "run.actviz")) as writer:
        writer.write(replace(recording_of(trainers), lanes=(a, b, replace(c, index=1))))
    assert [lane.index for lane in read_recording(tmp_path / "run.actviz").lanes] == [0, 1, 2]
