import struct

import pytest

from actviz.export.exported_run import Cancelled, exported
from actviz.export.tensorboard import write_tensorboard
from actviz.registry import BadInput


def scalars_and_histograms(folder):
    """Read the event files as TensorBoard would: {tag: {step: value}}, and the tags of histograms."""
    from tensorboardX.proto.event_pb2 import Event

    scalars, histograms = {}, set()
    for file in folder.glob("events.out.tfevents*"):
        data, at = file.read_bytes(), 0
        while at < len(data):
            (size,) = struct.unpack("<Q", data[at : at + 8])
            event = Event.FromString(data[at + 12 : at + 12 + size])
            at += 12 + size + 4
            for value in event.summary.value:
                if value.HasField("histo"):
                    histograms.add((value.tag, event.step))
                else:
                    scalars.setdefault(value.tag, {})[event.step] = value.simple_value
    return scalars, histograms


def test_every_step_and_the_weights_are_there_for_tensorboard(trainer, pair, tmp_path):
    pytest.importorskip("tensorboardX")
    folders = write_tensorboard(pair[:1], [trainer], tmp_path / "tb")
    scalars, histograms = scalars_and_histograms(folders[0])
    history = pair[0].history
    assert list(scalars["loss/batch"]) == list(range(1, 41))
    assert list(scalars["loss/batch"].values()) == pytest.approx(history.loss.tolist(), rel=1e-6)
    assert list(scalars["gradient_rms/layer_004"].values()) == pytest.approx(history.rms[:, 3].tolist(), rel=1e-6)
    assert scalars["dead_units/all"][40] == history.dead[-1].sum()
    step = int(history.census_steps[-1])
    assert scalars["mean_activation/layer_002"][step] == pytest.approx(history.mean_activation[-1, 1], rel=1e-6)
    assert scalars["update_ratio/layer_004"][step] == pytest.approx(history.update_ratio[-1, 3], rel=1e-6)
    assert ("weights/layer_001", 0) in histograms


def test_each_lane_has_a_folder_of_its_own(trainer, pair, tmp_path):
    pytest.importorskip("tensorboardX")
    folders = write_tensorboard(pair, [trainer, trainer], tmp_path)
    assert [folder.name for folder in folders] == ["A", "B_my_b_B_b"]


def test_tensorboards_files_can_be_called_off(trainer, pair, tmp_path):
    pytest.importorskip("tensorboardX")

    def stop(_done):
        raise Cancelled

    with pytest.raises(Cancelled):
        write_tensorboard(pair[:1], [trainer], tmp_path, stop)


def test_a_file_in_place_of_the_folder_is_refused(trainer, tmp_path):
    pytest.importorskip("tensorboardX")
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="it is not a folder"):
        write_tensorboard([exported(trainer)], [trainer], tmp_path / "file")


def test_the_weights_histogram_counts_every_weight(trainer, pair, tmp_path):
    pytest.importorskip("tensorboardX")
    from tensorboardX.proto.event_pb2 import Event

    (folder,) = write_tensorboard(pair[:1], [trainer], tmp_path)
    (file,) = folder.iterdir()
    data, at, counted = file.read_bytes(), 0, []
    while at < len(data):
        (size,) = struct.unpack("<Q", data[at : at + 8])
        for value in Event.FromString(data[at + 12 : at + 12 + size]).summary.value:
            counted += [sum(value.histo.bucket)] if value.HasField("histo") else []
        at += 12 + size + 4
    sizes = [w.size for w in trainer.network.weights]
    assert counted == sizes * (len(counted) // len(sizes))
