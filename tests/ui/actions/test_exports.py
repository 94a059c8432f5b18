import re
import threading
import zlib
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QGraphicsView, QMenu
from pytestqt.qtbot import QtBot

from actviz.training import RunConfig
from actviz.training.config.text_format import NamedConfig, read_text, to_toml
from actviz.ui.actions.animation import AnimationDialog
from actviz.ui.actions.exports import with_suffix
from actviz.ui.actions.task_progress import TaskProgress
from actviz.ui.images.files import FIGURE_RATIO, figure_of, pdf_of, pixmap_of, svg_of
from actviz.ui.panels.base.header import BUTTON_PX
from actviz.ui.window.main_window import MainWindow

SMALL = RunConfig(hidden=(4, 4), n_examples=60, batch_size=16, seed=2)  # what the window trains
SVG = "{http://www.w3.org/2000/svg}"


def progress_of(window: MainWindow) -> TaskProgress:
    progress = window.findChild(TaskProgress)
    assert isinstance(progress, TaskProgress)
    return progress


def trained(qtbot: QtBot, window: MainWindow, steps: int) -> None:
    window.session.step(steps)
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step == steps, timeout=10_000)
    qtbot.waitUntil(lambda: window.session.view.shows(window.frames.needs), timeout=10_000)


def answer(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    """Let the next file dialog be answered with this file, or folder."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(target))


def finished(qtbot: QtBot, window: MainWindow) -> str:
    """Wait for the export under way; return what the status line says."""
    qtbot.waitUntil(lambda: not window.exports.busy, timeout=20_000)
    assert window.messages.text == ""
    return window.status.currentMessage()


def choose(window: MainWindow, key: str) -> None:
    window.actions_by_key[key].trigger()


# Configuration


def test_a_copied_configuration_is_pasted_back_and_undone(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    copied = QApplication.clipboard().text()
    assert read_text(copied)[0].config == SMALL
    QApplication.clipboard().setText(copied.replace("relu", "tanh").replace("4x2", "5"))
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.session.plan.config == SMALL.replace(activation="tanh", hidden=(5,))
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.config.hidden == (5,), timeout=10_000)
    window.session.plan.undo()
    assert window.session.plan.config == SMALL


def test_several_lanes_are_pasted_from_toml(qtbot: QtBot, window: MainWindow) -> None:
    lanes = [NamedConfig("one", SMALL), NamedConfig("two", SMALL.replace(activation="sigmoid"))]
    QApplication.clipboard().setText(to_toml(lanes))
    choose(window, "paste_config")
    qtbot.waitUntil(lambda: len(window.session.lanes) == 2, timeout=10_000)
    assert [view.name for view in window.session.lanes] == ["one", "two"]
    assert [view.snapshot.config.activation for view in window.session.lanes] == ["relu", "sigmoid"]
    assert {view.snapshot.step for view in window.session.lanes} == {0}


def test_pasting_begins_anew_even_where_the_network_could_go_on(qtbot: QtBot, window: MainWindow) -> None:
    trained(qtbot, window, 20)
    QApplication.clipboard().setText("actviz: elu 4x2 batch=16 examples=60 seed=2")
    choose(window, "paste_config")
    qtbot.waitUntil(lambda: window.session.lanes[0].facts.config.activation == "elu", timeout=10_000)
    assert window.session.lanes[0].snapshot.step == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("actviz: rleu", "did you mean 'relu'?"),
        ("seed = = 1", "line 1, column 8"),
        ("a shopping list", "is no configuration"),
        (to_toml([NamedConfig(str(i), SMALL) for i in range(5)]), "at most 4 lanes, and the configuration has 5"),
    ],
)
def test_what_cannot_be_pasted_is_said_and_changes_nothing(window: MainWindow, text: str, words: str) -> None:
    setup = window.session.plan.setup
    QApplication.clipboard().setText(text)
    choose(window, "paste_config")
    assert words in window.messages.text
    assert window.session.plan.setup == setup
    assert window.session.plan.undo_text is None


# Pictures


def test_a_panels_svg_has_text_lines_and_clipped_plots(qtbot: QtBot, window: MainWindow) -> None:
    trained(qtbot, window, 30)
    panel = window.panels["loss"]
    root = ElementTree.fromstring(svg_of(panel))
    texts = "".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    assert "Loss" in texts
    assert "step 30" in texts
    clips = {element.get("id") for element in root.iter(f"{SVG}clipPath")}
    used = {group.get("clip-path") for group in root.iter(f"{SVG}g") if group.get("clip-path")}
    assert used
    assert used <= {f"url(#{name})" for name in clips}
    assert "non-scaling-stroke" not in svg_of(panel).decode()


def test_lines_in_an_svg_are_as_wide_as_on_screen_and_go_through_the_plot(qtbot: QtBot, window: MainWindow) -> None:
    trained(qtbot, window, 30)
    root = ElementTree.fromstring(svg_of(window.panels["loss"]))
    window_of_plot = next(root.iter(f"{SVG}clipPath"))[0]
    left, width = float(window_of_plot.attrib["x"]), float(window_of_plot.attrib["width"])
    clipped = [group for group in root.iter(f"{SVG}g") if group.get("clip-path") == "url(#plot0)"]
    stroked = [inner for group in clipped for inner in group if inner.get("stroke") != "none" and len(inner)]
    assert {inner.get("transform") for inner in stroked} == {"matrix(1,0,0,1,0,0)"}
    lines = [re.findall(r"(-?[\d.]+),", path.get("d", "")) for inner in stroked for path in inner]
    curve = [float(x) for x in max(lines, key=len)]  # the batches' losses
    assert len(curve) == 30
    assert curve == pytest.approx([left + width * step / 50 for step in range(1, 31)], abs=0.5)


def test_the_networks_words_and_river_are_no_pixels_in_a_file(qtbot: QtBot, window: MainWindow) -> None:
    trained(qtbot, window, 30)
    root = ElementTree.fromstring(svg_of(window.panels["network"]))
    texts = {"".join(text.itertext()).strip() for text in root.iter(f"{SVG}text")}
    assert {"input", "1", "2", "output"} <= texts
    pictures = [float(image.attrib["width"]) for image in root.iter(f"{SVG}image")]
    assert pictures
    assert max(pictures) < window.panels["network"].width()


def test_a_plots_axes_are_text_in_a_file_and_kept_as_pixels_on_screen_again(qtbot: QtBot, window: MainWindow) -> None:
    trained(qtbot, window, 30)
    panel = window.panels["gradient_flow"]
    items = [item for plot in panel.findChildren(QGraphicsView) for item in plot.scene().items()]
    before = [item.cacheMode() for item in items]
    texts = {"".join(text.itertext()).strip() for text in ElementTree.fromstring(svg_of(panel)).iter(f"{SVG}text")}
    assert {"1", "2", "out", "10⁻⁸", "10⁰"} <= texts
    assert [item.cacheMode() for item in items] == before


def test_a_pdf_is_one_page_of_the_panels_size_with_text_in_it(qtbot: QtBot, window: MainWindow) -> None:
    trained(qtbot, window, 30)
    panel = window.panels["gradient_flow"]
    data = pdf_of(panel)
    assert data.startswith(b"%PDF")
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert box is not None
    assert float(box[1]) == pytest.approx(panel.width() * 0.75, abs=1)
    assert float(box[2]) == pytest.approx((panel.height() + panel.header.height()) * 0.75, abs=1)
    assert b"/Font" in data
    streams = re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL)
    assert any(b" Tf" in _inflated(stream) for stream in streams)


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.svg", "a.pdf", "a"])
def test_the_window_is_saved_as_what_the_name_says(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    answer(monkeypatch, tmp_path / name)
    choose(window, "save_image")
    target = tmp_path / (name if "." in name else "a.png")
    assert window.status.currentMessage() == f"Saved {target.name} in {tmp_path}"
    starts = {".png": b"\x89PNG", ".jpg": b"\xff\xd8\xff", ".svg": b"<?xml", ".pdf": b"%PDF"}
    assert target.read_bytes().startswith(starts[target.suffix])


def test_the_plots_are_drawn_on_screen_as_before_after_an_export(qtbot: QtBot, window: MainWindow) -> None:
    trained(qtbot, window, 5)
    panel = window.panels["learned_map"]
    before = pixmap_of(panel).toImage()
    svg_of(panel)
    assert pixmap_of(panel).toImage() == before


def test_a_panels_picture_has_two_pixels_for_one_of_the_screens(qtbot: QtBot, window: MainWindow) -> None:
    trained(qtbot, window, 5)
    panel = window.panels["loss"]
    picture = figure_of(panel)
    assert picture.devicePixelRatio() == FIGURE_RATIO
    assert picture.width() == FIGURE_RATIO * panel.width()
    assert picture.height() == FIGURE_RATIO * (panel.height() + panel.header.height())


def test_a_panels_picture_is_without_its_headers_buttons(qtbot: QtBot, window: MainWindow) -> None:
    trained(qtbot, window, 30)
    panel = window.panels["loss"]
    words = {"".join(text.itertext()).strip() for text in ElementTree.fromstring(svg_of(panel)).iter(f"{SVG}text")}
    assert "step 30" in words
    assert not {"?", "⋯"} & words
    assert panel.menu_button.width() == panel.help_button.width() == BUTTON_PX, "on screen they are there again"


def test_a_panels_picture_is_without_the_stripe_on_the_selected_layer(qtbot: QtBot, window: MainWindow) -> None:
    trained(qtbot, window, 5)
    panel = window.panels["gradient_flow"]
    window.session.view.select(None, None)
    qtbot.waitUntil(lambda: not panel.gradient.bars._highlight.isVisible())
    plain = figure_of(panel).toImage()
    window.session.view.select(1, None)
    qtbot.waitUntil(panel.gradient.bars._highlight.isVisible)
    assert figure_of(panel).toImage() == plain
    assert panel.gradient.bars._highlight.isVisible(), "on screen it is there again"


@pytest.mark.parametrize(
    ("name", "kind", "named"),
    [
        ("a", "SVG (*.svg)", "a.svg"),
        ("a.b.c", "SVG (*.svg)", "a.b.c"),
        ("a", "Animated GIF (*.gif);;PNG (*.png)", "a.gif"),
    ],
)
def test_a_name_without_a_suffix_gets_that_of_the_kind_chosen(name: str, kind: str, named: str) -> None:
    assert with_suffix(Path(name), kind) == Path(named)


@pytest.mark.parametrize(("name", "words"), [("a.bmp", "must end in .png, .svg"), ("no/a.svg", "cannot be written in")])
def test_a_picture_that_cannot_be_saved_is_one_sentence(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    answer(monkeypatch, tmp_path / name)
    choose(window, "save_image")
    assert words in window.messages.text


# Files about the runs


@pytest.mark.parametrize(
    ("key", "name", "files"),
    [
        ("export.report", "r.html", {"r.html"}),
        ("export.data", "d.csv", {"d-steps.csv", "d-census.csv", "d-units.csv", "d-layers.csv"}),
        ("export.data", "d.npz", {"d.npz"}),
        ("export.numpy", "s.py", {"s.py", "s.npz"}),
        ("export.torch", "s.py", {"s.py", "s.npz"}),
        ("export.toml", "c.toml", {"c.toml"}),
    ],
)
def test_an_export_writes_its_files_and_says_where(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    key: str,
    name: str,
    files: set[str],
) -> None:
    trained(qtbot, window, 12)
    folder = tmp_path / "out"
    folder.mkdir()
    answer(monkeypatch, folder / name)
    choose(window, key)
    assert str(folder) in finished(qtbot, window)
    assert {file.name for file in folder.iterdir()} - {"d-events.csv"} == files


@pytest.mark.skipif(find_spec("tensorboardX") is None, reason="tensorboardX is not installed")
def test_tensorboards_files_go_into_a_folder(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained(qtbot, window, 12)
    answer(monkeypatch, tmp_path)
    choose(window, "export.tensorboard")
    finished(qtbot, window)
    assert list((tmp_path / "A").glob("events.out.tfevents*"))


def test_training_goes_on_while_an_export_is_written(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.play()
    answer(monkeypatch, tmp_path / "r.html")
    choose(window, "export.report")
    finished(qtbot, window)
    assert window.session.playing
    at = window.session.lanes[0].snapshot.step
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step > at, timeout=10_000)
    assert (tmp_path / "r.html").exists()


def test_what_is_exported_is_the_step_on_show(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained(qtbot, window, 40)
    window.session.travel(25)
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step == 25, timeout=10_000)
    answer(monkeypatch, tmp_path / "d.npz")
    choose(window, "export.data")
    finished(qtbot, window)
    with np.load(tmp_path / "d.npz") as arrays:
        assert set(arrays["layers.step"]) == {25}
        assert arrays["steps.step"].max() == 25


def test_the_gradient_exported_is_the_one_on_screen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained(qtbot, window, 40)
    answer(monkeypatch, tmp_path / "d.npz")
    choose(window, "export.data")
    finished(qtbot, window)
    with np.load(tmp_path / "d.npz") as arrays:
        assert arrays["layers.gradient_rms"].tolist() == window.session.lanes[0].snapshot.gradient_rms.tolist()


def waiting_writer(*given: Any) -> list[Path]:
    """Write for ever, until it is cancelled."""
    never = threading.Event()
    while not never.wait(0.01):
        given[-1](0.3)
    return []


def test_a_long_export_shows_how_far_it_is_and_is_called_off(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.exports.write(tmp_path / "x", waiting_writer)
    progress = progress_of(window)
    qtbot.waitUntil(progress.isVisible, timeout=10_000)
    qtbot.waitUntil(lambda: progress.bar.value() > 300)
    choose(window, "export.report")
    assert window.messages.text.startswith("Something is being exported already")
    window.messages.dismiss()
    qtbot.mouseClick(progress.cancel_button, Qt.MouseButton.LeftButton)
    assert finished(qtbot, window) == "The export was cancelled; its files were deleted."


def test_closing_the_window_calls_an_export_off(open_window: Callable[..., MainWindow], tmp_path: Path) -> None:
    window = open_window()
    window.exports.write(tmp_path / "x", waiting_writer)
    task = progress_of(window).task
    window.close()
    assert not task.running
    assert task.cancelled


def test_what_goes_wrong_in_the_thread_is_one_sentence(qtbot: QtBot, window: MainWindow, monkeypatch, tmp_path) -> None:
    answer(monkeypatch, tmp_path / "no" / "r.html")
    choose(window, "export.report")
    qtbot.waitUntil(lambda: not window.exports.busy, timeout=10_000)
    assert window.messages.text == f"r.html cannot be written: there is no folder {tmp_path / 'no'}."


# Animations


def dialog_of(window: MainWindow) -> AnimationDialog:
    choose(window, "export.animation")
    dialog = window.findChild(AnimationDialog)
    assert isinstance(dialog, AnimationDialog)
    return dialog


def test_an_animations_frames_are_what_was_shown_at_their_steps(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained(qtbot, window, 30)
    loss = window.panels["loss"]
    size = pixmap_of(loss).size()
    dialog = dialog_of(window)
    dialog.what.setCurrentText(loss.title)
    dialog.first.setValue(10)
    dialog.every.setValue(10)
    assert dialog.summary.text() == "3 frames, 0.3 s"
    answer(monkeypatch, tmp_path / "f.png")
    qtbot.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Save), Qt.MouseButton.LeftButton)
    finished(qtbot, window)
    frames = [QImage(str(tmp_path / f"f-000{i}.png")) for i in (1, 2, 3)]
    assert [frame.size() for frame in frames] == [size] * 3
    assert frames[0] != frames[1] != frames[2]
    assert window.session.view.cursor is None
    assert window.session.lanes[0].newest == 30


@pytest.mark.skipif(find_spec("PIL") is None, reason="Pillow is not installed")
def test_a_gif_has_every_frame_at_the_size_and_speed_asked_for(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PIL import Image

    trained(qtbot, window, 30)
    dialog = dialog_of(window)
    dialog.every.setValue(6)
    dialog.size_box.setCurrentText("25 %")
    dialog.speed.setValue(20)
    answer(monkeypatch, tmp_path / "a.gif")
    dialog.accept()
    finished(qtbot, window)
    with Image.open(tmp_path / "a.gif") as gif:
        assert gif.n_frames == 6
        assert gif.size == (320, 200)
        assert gif.info["duration"] == 50


def test_a_recording_that_is_called_off_leaves_nothing_and_the_session_where_it_was(
    qtbot: QtBot, open_window: Callable[..., MainWindow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    trained(qtbot, window, 300)
    window.session.travel(7)
    dialog = dialog_of(window)
    dialog.every.setValue(1)
    answer(monkeypatch, tmp_path / "f.png")
    dialog.accept()
    progress = progress_of(window)
    assert progress.isModal()
    qtbot.waitUntil(lambda: (tmp_path / "f-0003.png").exists(), timeout=10_000)
    progress.reject()
    assert finished(qtbot, window) == "The export was cancelled; its files were deleted."
    assert not list(tmp_path.glob("f-*.png"))
    assert window.session.view.cursor == 7


def test_a_span_of_no_or_too_many_frames_cannot_be_recorded(qtbot: QtBot, window: MainWindow) -> None:
    trained(qtbot, window, 1500)
    dialog = dialog_of(window)
    save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    assert save.isEnabled()
    dialog.every.setValue(1)
    assert not save.isEnabled()
    assert "1,501 frames; at most 1,000" in dialog.summary.text()
    dialog.first.setValue(9)
    dialog.last.setValue(8)
    assert not save.isEnabled()
    dialog.reject()


def test_every_export_is_in_the_menu_with_a_shortcut(window: MainWindow) -> None:
    menu = next(m for m in window.findChildren(QMenu) if m.title() == "Export")
    actions = [action for action in menu.actions() if not action.isSeparator()]
    assert [action.text() for action in actions][:2] == ["Report…", "Data…"]
    assert all(isinstance(a, QAction) and not a.shortcut().isEmpty() and a.toolTip() for a in actions)
