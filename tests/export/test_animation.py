import numpy as np
import pytest

from actviz.export.animation import write_animation
from actviz.export.exported_run import Cancelled
from actviz.registry import BadInput

FRAMES = [np.full((6, 8, 3), value, np.uint8) for value in (10, 10, 200)]


def test_a_gif_keeps_every_frame_its_order_and_its_time(tmp_path):
    image = pytest.importorskip("PIL.Image")
    frames = [np.random.default_rng(i).integers(0, 256, (6, 8, 3)).astype(np.uint8) // 64 * 64 for i in range(4)]
    assert write_animation(iter(frames), 4, tmp_path / "a.gif", 20) == [tmp_path / "a.gif"]
    with image.open(tmp_path / "a.gif") as gif:
        assert gif.n_frames == 4
        for i, frame in enumerate(frames):
            gif.seek(i)
            assert gif.info["duration"] == 50
            assert np.abs(np.asarray(gif.convert("RGB")).astype(int) - frame).max() <= 40


def test_without_pillow_numbered_pictures_can_be_written(tmp_path):
    files = write_animation(iter(FRAMES), 3, tmp_path / "a.png", 10)
    assert [file.name for file in files] == ["a-0001.png", "a-0002.png", "a-0003.png"]
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in files)


@pytest.mark.parametrize("name", ["a.png", "a.gif"])
def test_an_animation_that_is_called_off_leaves_nothing(tmp_path, name):
    if name == "a.gif":
        pytest.importorskip("PIL.Image")

    def stop(done):
        if done > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_animation(iter(FRAMES), 3, tmp_path / name, 10, stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "words"), [("a.mp4", "must end in .gif or .png"), ("no/a.png", "there is no folder")])
def test_an_animation_that_cannot_be_written_is_refused(tmp_path, name, words):
    with pytest.raises(BadInput, match=words):
        write_animation(iter(FRAMES), 3, tmp_path / name, 10)
