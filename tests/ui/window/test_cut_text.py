"""No text of the window's frame is cut, at any size of the window and of the text."""

from collections.abc import Iterator

import pytest
from painted_texts import elisions, plot_faults
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenuBar, QScrollArea, QTabBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from window_states import all_scenes
from window_texts import visible

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.training import RunConfig
from actviz.ui.application.application import make_window
from actviz.ui.controls.activation_card import ActivationCard
from actviz.ui.controls.picture_card import PictureCard
from actviz.ui.panels.base.header import PanelHeader
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.text import RichLabel
from actviz.ui.window.main_window import MainWindow
from actviz.ui.window.presets import PRESETS
from actviz.ui.window.verdict_bar import Headline
from actviz.ui.window.verdict_chip import VerdictChip

CONFIG = RunConfig(hidden=(12,) * 8, activation="sigmoid", n_examples=60)
LONGEST_LABEL = 40  # characters: what is longer is a sentence
WALKS = [(1280, 800, 100, "light"), (1024, 640, 100, "dark"), (2560, 1440, 150, "light")]
SIZES = [(1024, 640, 100), (1280, 800, 100), (1280, 800, 125), (1920, 1080, 100), (1920, 1080, 150), (2560, 1440, 150)]


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    window = make_window(Session(CONFIG), Settings(theme="light"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: bool(window.session.lanes), timeout=10_000)
    yield window
    window.close()


def needed_px(widget: QWidget) -> int:
    """Return the least width that a widget's text needs; 0 for one without text, or that is broken into lines."""
    if isinstance(widget, VerdictChip):
        return widget.width_with(course=False)
    if isinstance(widget, NumberLabel):
        lines = [form.split("\n") if "\n" in form else [form] for form in widget.forms]
        return min(max(widget.fontMetrics().horizontalAdvance(line) for line in form) for form in lines)
    if isinstance(widget, QLabel):
        text = visible(widget.text()) if isinstance(widget, RichLabel) else widget.text()
        return 0 if widget.wordWrap() or widget.pixmap() else widget.fontMetrics().horizontalAdvance(text)
    if isinstance(widget, QAbstractButton) and not isinstance(widget, Headline):
        is_icon = isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
        if not widget.text() or (is_icon and not widget.icon().isNull()):
            return 0
        is_beside = isinstance(widget, QToolButton) and not widget.icon().isNull()
        return widget.fontMetrics().horizontalAdvance(widget.text()) + (widget.iconSize().width() + 4) * is_beside
    return 0


def cut_on_card(card: PictureCard) -> list[str]:
    """Return the texts of a card that are wider than it, or broken into more lines than it has."""
    most_lines = 2 if isinstance(card, ActivationCard) else 1
    found = []
    for text in card.texts():
        metrics = QFontMetricsF(card.fitted_font(text))
        room = QRectF(0, 0, card.width() - 2, 1000)
        wraps = Qt.TextFlag.TextWordWrap if most_lines > 1 else Qt.TextFlag.TextSingleLine
        box, line = (metrics.boundingRect(room, flags, text) for flags in (wraps, Qt.TextFlag.TextSingleLine))
        if box.width() > room.width() or box.height() > (most_lines + 0.5) * line.height():
            found.append(f"{text!r} on a card of {card.size().toTuple()}")
    return found


def cut(part: QWidget) -> list[str]:
    """Return the texts within a part of the window that have too little room."""
    found = []
    for widget in (part, *part.findChildren(QWidget)):
        if not widget.isVisible() or isinstance(widget, QScrollArea):
            continue
        if isinstance(widget, PictureCard):
            found += cut_on_card(widget)
        height = widget.fontMetrics().height() if needed_px(widget) else 0
        if needed_px(widget) > widget.width() or height > widget.height() + 2:
            text = widget.text() if isinstance(widget, (QLabel, QAbstractButton, NumberLabel)) else ""
            found.append(f"{type(widget).__name__} {text!r} in {part.objectName()}: {widget.size().toTuple()}")
    return found


def parts_of(window: MainWindow) -> list[QWidget]:
    headers: list[QWidget] = [h for h in window.docks.findChildren(PanelHeader) if h.isVisible()]
    return [window.scene_buttons, window.top_bar, window.status, window.timeline, window.controls, *headers]


@pytest.mark.parametrize(("width", "height", "percent"), SIZES)
def test_no_text_of_the_frame_is_cut(qtbot: QtBot, window: MainWindow, width: int, height: int, percent: int) -> None:
    window.resize(width, height)
    window.appearance.set_text(percent)
    for preset in PRESETS:
        window.docks.apply_preset(preset)
        qtbot.waitUntil(lambda: not [text for part in parts_of(window) for text in cut(part)], timeout=3_000)
        assert (window.width(), window.height()) == (width, height)


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1920, 1080)])
def test_no_tab_of_a_panel_is_cut(qtbot: QtBot, window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    for preset in PRESETS:
        window.docks.apply_preset(preset)
        qtbot.waitUntil(lambda: window.docks.placement.settled, timeout=5_000)
        for bar in window.docks.findChildren(QTabBar):
            for place in range(bar.count() if bar.isVisible() else 0):
                needed = bar.fontMetrics().horizontalAdvance(bar.tabText(place))
                assert bar.tabRect(place).width() >= needed, (preset, bar.tabText(place))


@pytest.mark.parametrize("width", [1000, 1024, 1100, 1280])
def test_every_menu_is_in_sight(qtbot: QtBot, window: MainWindow, width: int) -> None:
    window.resize(width, 640)
    bar: QMenuBar = window.menuBar()
    qtbot.waitUntil(lambda: not bar.actionGeometry(bar.actions()[-1]).isEmpty())
    assert bar.actionGeometry(bar.actions()[-1]).right() < window.scene_buttons.x()


def is_cut_by_design(text: str) -> bool:
    """Whether what the window writes may end with an ellipsis: sentences with their whole text in the tip."""
    return text.endswith(".") or len(text) > LONGEST_LABEL


@pytest.mark.parametrize(("width", "height", "percent", "theme"), WALKS)
def test_no_text_of_a_panel_is_cut_or_printed_over_in_any_scene(
    qtbot: QtBot, window: MainWindow, width: int, height: int, percent: int, theme: str
) -> None:
    window.resize(width, height)
    window.appearance.set_text(percent)
    window.appearance.set_theme(theme)
    for state in all_scenes(qtbot, window):

        def nothing_is_cut(state: str = state) -> None:
            with elisions() as found:
                for panel in window.docks.seen_panels:
                    panel.restyle()  # writes every text again
                window.grab()
            cuts = [pair for pair in found if not is_cut_by_design(pair[0])]
            faults = [*plot_faults(window), *(text for panel in window.docks.seen_panels for text in cut(panel))]
            assert not [*cuts, *faults], state

        qtbot.waitUntil(nothing_is_cut, timeout=5_000)


def test_a_text_without_room_is_found(window: MainWindow) -> None:
    assert not cut(window.status)
    window.status.speed.setFixedWidth(10)
    assert "steps" in cut(window.status)[0] or "paused" in cut(window.status)[0]
