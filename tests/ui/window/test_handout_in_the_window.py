"""A lesson's hand-out is written from its menu and from the command line, with pictures that the panels draw."""

import re
from base64 import b64decode

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from actviz.__main__ import main
from actviz.training.config.config import RunConfig
from actviz.ui.theme import theme
from tests.ui.window.test_lesson_show import PATIENCE_MS, do_step, panel, start

SMALL = RunConfig(hidden=(5,) * 3, n_examples=60, batch_size=16)  # what the window trains
OWN = """\
title = "Mine"
summary = "A small lesson."

[[step]]
kind = "set up"
title = "Begin"
text = "Layer 1 gets {gradient}."
formula = '\\value{gradient} < 1'
anchor = "river"
config = { hidden = "4x2", n_examples = 60 }

[[step]]
kind = "predict"
text = "How large is the loss after two steps?"
measure = "loss"

[[step]]
kind = "run"
text = "Two steps."
to = 2
anchor = "learned_map"

[[step]]
kind = "explain"
title = "So large"
text = "It is {loss}."
anchor = "learned_map"
"""


@pytest.fixture
def own(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(OWN)
    return file


def pictures(file):
    found = re.findall(r'src="data:image/png;base64,([^"]*)"', file.read_text(encoding="utf-8"))
    return [QImage.fromData(b64decode(each)) for each in found]


def is_drawn(picture):
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
    return len(colours) > 5


def test_the_lesson_on_show_is_written_on_a_light_ground(qtbot, open_window, own, tmp_path, monkeypatch):
    window, target = open_window(), tmp_path / "page.html"
    window.appearance.set_theme("dark")
    window.own_files.open(str(own))
    qtbot.waitUntil(lambda: window.lessons.lesson is not None, timeout=PATIENCE_MS)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    panel(window).menu.aboutToShow.emit()
    action = next(
        each for each in panel(window).menu.actions() if each.text() == window.actions_by_key["handout"].text()
    )
    action.trigger()
    qtbot.waitUntil(target.exists, timeout=PATIENCE_MS)
    made = pictures(target)
    assert len(made) == 2
    for picture in made:
        assert is_drawn(picture)
        assert picture.pixelColor(picture.width() // 2, 8).lightness() > 200
    assert "<svg" in target.read_text(encoding="utf-8")
    assert theme.current().name == "dark"
    window.appearance.set_theme("light")


def test_without_a_lesson_it_is_said_what_to_do(open_window, monkeypatch):
    window = open_window()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: pytest.fail("there is nothing to write"))
    window.actions_by_key["handout"].trigger()
    assert window.messages.isVisible()


@pytest.mark.usefixtures("qapp")
def test_it_is_written_from_the_command_line(own, tmp_path, capsys):
    target = tmp_path / "page.html"
    assert main(["lesson", str(own), "--handout", str(target)]) == 0
    assert str(target) in capsys.readouterr().out
    assert len(pictures(target)) == 2
    assert main(["lesson", str(own), "--handout", str(tmp_path / "page.txt")]) == 2
    assert ".html" in capsys.readouterr().err


def test_a_lesson_begins_again_from_its_menu(qtbot, open_window):
    window = open_window()
    start(qtbot, window)
    for _ in range(3):
        do_step(qtbot, window)
    assert window.lessons.place == 3
    panel(window).again_requested.emit()
    assert window.lessons.place == 0
    assert all(visit.answer is None for visit in window.lessons.walk.visits.values())
