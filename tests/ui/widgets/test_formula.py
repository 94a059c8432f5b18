"""A formula is drawn with its marked parts, or stands as text; nothing in it is followed."""

import threading

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from actviz.ui.theme import theme
from actviz.ui.widgets import formula
from actviz.ui.widgets.formula import FormulaView, drawing_of, plain_text, tex_with_marks

TEX = r"\symbol{first}{\delta^{1}} = \symbol{last}{\delta^{L}} \cdot \frac{1}{100}"


@pytest.fixture
def view(qtbot):
    view = FormulaView()
    qtbot.addWidget(view)
    view.resize(300, 60)
    view.show()
    return view


def drawn(qtbot, view, tex=TEX):
    pytest.importorskip("ziamath")
    view.show_formula(tex)
    qtbot.waitUntil(lambda: view.is_drawn, timeout=10_000)


def test_a_formula_is_drawn_in_the_colour_of_the_text(qtbot, view):
    drawn(qtbot, view)
    picture = view.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert theme.current().text.lower() in colours


def test_the_mouse_finds_the_marked_parts(qtbot, view):
    drawn(qtbot, view)
    said = []
    view.pointed.connect(said.append)
    assert list(view.parts) == ["first", "last"]
    assert view.parts["first"].right() < view.parts["last"].left()
    QTest.mouseMove(view, view.parts["last"].center().toPoint())
    qtbot.waitUntil(lambda: said == ["last"])
    QTest.mouseMove(view, QPoint(299, 1))
    qtbot.waitUntil(lambda: said == ["last", ""])


def test_a_formula_fits_a_narrow_place(qtbot, view):
    drawn(qtbot, view)
    view.resize(80, 60)
    assert all(box.right() <= 80 for box in view.parts.values())


def test_without_the_library_its_text_stands(qtbot, view, monkeypatch):
    monkeypatch.setattr(formula, "drawing_of", lambda _tex: None)
    view.show_formula(TEX)
    qtbot.waitUntil(lambda: not any(thread.name == "actviz-formula" for thread in threading.enumerate()))
    assert not view.is_drawn
    assert "δ^1 = δ^L · (1) / (100)" in view.accessibleName()
    assert view.sizeHint().height() > 10


def test_one_that_takes_too_long_stays_text(qtbot, view, monkeypatch):
    end = threading.Event()
    monkeypatch.setattr(formula, "drawing_of", lambda _tex: end.wait(5))
    monkeypatch.setattr(formula, "LONGEST_S", 0.05)
    view.show_formula(TEX)
    qtbot.wait(200)
    assert not view.is_drawn
    end.set()
    qtbot.waitUntil(lambda: not any(thread.name == "actviz-formula" for thread in threading.enumerate()))


@pytest.mark.parametrize("tex", [r"\text{a & <b>}", r"\frac{1", "}" * 9, r"\href{file:///etc/x}{x}", "<svg/>", ""])
def test_what_cannot_be_drawn_or_would_lead_elsewhere_does_no_harm(tex):
    drawing = drawing_of(tex)
    assert drawing is None or ("href" not in drawing.svg and "file:" not in drawing.svg)


def test_marks_become_colours_and_text_keeps_what_they_hold():
    marked, names = tex_with_marks(TEX)
    assert names == ["first", "last"]
    assert r"\symbol" not in marked
    assert plain_text(r"\symbol{a}{\varphi^{\prime}(z)} \le 0.25") == "φ^′(z) ≤ 0.25"
