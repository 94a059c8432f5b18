"""Screen readers find a name, a role and a value for all that has one, and a sentence on what each panel shows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QDockWidget,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot
from window_states import states

from actviz.training import RunConfig
from actviz.ui.plots.legend import Legend
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import motion
from actviz.ui.widgets.text import paragraphs, set_tip
from actviz.ui.window.main_window import MainWindow

SMALL = RunConfig(hidden=(4, 4), n_examples=60, batch_size=16)  # what the window trains
SHOWN = (pg.GraphicsView, QAbstractItemView, Legend)  # they have something to tell, though Tab does not reach them
ENTRIES = (QAccessible.Role.PageTab, QAccessible.Role.ListItem, QAccessible.Role.ColumnHeader)


def text_of(widget: QWidget, kind: QAccessible.Text) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None, widget
    return interface.text(kind)


def control_faults(widget: QWidget) -> list[str]:
    """Return what a screen reader could not tell of a control, or of a plot, a list, a picture."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None, widget
    found = [] if interface.text(QAccessible.Text.Name) else ["no name"]
    if interface.role() == QAccessible.Role.NoRole:
        found.append("no role")
    has_text = isinstance(widget, (QAbstractSpinBox, QComboBox)) and widget.isEnabled()
    if has_text and not interface.text(QAccessible.Text.Value):
        found.append("no value")
    if isinstance(widget, QAbstractSlider) and interface.valueInterface() is None:
        found.append("no value")
    return found


def faults(window: MainWindow) -> list[str]:
    """Return what a screen reader could not tell, or would read as HTML, of all that is on screen."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, (QScrollBar, QDockWidget)):
            continue
        who = f"{type(widget).__name__} {widget.objectName()} in {widget.parentWidget().objectName()}"
        is_control = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) or isinstance(widget, SHOWN)
        if is_control and widget.focusProxy() is None and not widget.objectName().startswith("qt_"):
            found += [f"{who}: {fault}" for fault in control_faults(widget)]
        for kind in (QAccessible.Text.Name, QAccessible.Text.Description):
            text = text_of(widget, kind)
            if "<p" in text or "<b>" in text or "<br" in text:
                found.append(f"{who}: {text!r} would be read with its tags")
    dumb = [panel for panel in window.docks.seen_panels if not panel.accessibleDescription().endswith((".", "…"))]
    return found + [f"panel {panel.key}: {panel.accessibleDescription()!r}" for panel in dumb]


def entry_faults(interface: QAccessibleInterface) -> list[str]:
    """Return the tabs, entries of lists and heads of columns below an interface that have no name."""
    if interface.state().invisible:
        return []
    named = interface.role() not in ENTRIES or bool(interface.text(QAccessible.Text.Name))
    below = [interface.child(i) for i in range(interface.childCount())]
    found = [] if named else [f"{interface.role()} without a name in {interface.parent().object()}"]
    return found + [fault for each in below if each is not None for fault in entry_faults(each)]


def test_every_control_and_panel_of_every_layout_and_scene_can_be_told(qtbot: QtBot, window: MainWindow) -> None:
    window.controls.more.expand(True)
    window.controls.cures.expand(True)
    for state in states(qtbot, window):
        window.session.step(1)

        def nothing_is_wrong(state: str = state) -> None:
            assert not faults(window), state

        qtbot.waitUntil(nothing_is_wrong, timeout=8_000)
        root = QAccessible.queryAccessibleInterface(window)
        assert root is not None
        assert not entry_faults(root), state


def test_a_panel_says_what_it_shows_now(qtbot: QtBot, window: MainWindow) -> None:
    network, loss = window.panels["network"], window.panels["loss"]
    qtbot.waitUntil(lambda: "2 hidden layers with 8 units" in network.accessibleDescription(), timeout=5_000)
    window.session.step(10)
    qtbot.waitUntil(lambda: "at step 10" in loss.accessibleDescription(), timeout=10_000)


def test_reduced_motion_stops_animations_and_is_stored(window: MainWindow) -> None:
    action = window.actions_by_key["reduced_motion"]
    assert window.docks.isAnimated() is not motion.is_reduced()
    action.trigger()
    assert motion.is_reduced()
    assert not window.docks.isAnimated()
    assert window.settings.reduced_motion
    action.trigger()
    assert not window.settings.reduced_motion


def test_a_tip_is_read_without_tags_and_never_takes_the_place_of_a_description(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    set_tip(widget, paragraphs("a < b", "and more"))
    assert text_of(widget, QAccessible.Text.Description) == "a < b and more"
    set_tip(widget, "plain")
    assert text_of(widget, QAccessible.Text.Description) == "plain"
    widget.setAccessibleDescription("its own")
    set_tip(widget, paragraphs("another"))
    assert text_of(widget, QAccessible.Text.Description) == "its own"
