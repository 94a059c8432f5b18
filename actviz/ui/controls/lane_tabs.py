"""LaneTabs: the lanes that run side by side, as tabs over the controls; the chosen one is what the controls change."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from actviz.app.lanes import MAX_LANES, Setup
from actviz.joined_text import clauses
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import whole
from actviz.recording.recorded import Origin
from actviz.training.config.change import value_text
from actviz.training.config.config import FIELDS
from actviz.training.config.run_name import short_text
from actviz.training.config.setting_text import differing_fields
from actviz.translation import tr
from actviz.ui.theme import icons, theme
from actviz.ui.theme.palettes import LANE_COLOUR_NAMES
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.buttons import tool_button
from actviz.ui.widgets.roving_focus import RovingFocus
from actviz.ui.widgets.text import Rich, bold, italic, lines, paragraphs, set_tip

DOT_PX, HEIGHT_PX, WORD_PX = 8, 26, 84
WHAT_IT_IS = ("activation", "learning_rate")


class LaneTab(QAbstractButton):
    """One lane: its colour, its name and what it is, as far as there is room for whole words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFixedHeight(px(HEIGHT_PX))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.index = 0
        self.details: tuple[str, ...] = ()
        self.tells_rest = False  # says how many details there was no room for

    def sizeHint(self) -> QSize:
        """Return the room for a short name."""
        return QSize(px(44), px(HEIGHT_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the dot, the name and the details; the chosen lane has a line in its colour beneath."""
        now, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(theme.pen(now.text if self.hasFocus() else now.border))
        painter.setBrush(theme.pen(now.accent_soft if self.isChecked() else now.card).color())
        painter.drawRoundedRect(box, 5, 5)
        colour = now.lane(self.index)
        if self.isChecked():
            painter.fillRect(QRectF(6, self.height() - 3, self.width() - 12, 2), colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QRectF(8, (self.height() - DOT_PX) / 2, DOT_PX, DOT_PX))
        left = 8 + DOT_PX + 5
        painter.setPen(theme.pen(now.text if self.isChecked() else now.muted))
        middle, cut = Qt.AlignmentFlag.AlignVCenter, Qt.TextElideMode.ElideRight
        metrics = self.fontMetrics()
        room = self.width() - left - 6
        text = metrics.elidedText(self.text(), cut, room)
        small = theme.small(self.font())
        left_over = room - metrics.horizontalAdvance(f"{text}: ")
        details = fitting(self.details, self.tells_rest, left_over, QFontMetrics(small))
        text += ":" if details else ""
        painter.drawText(self.rect().adjusted(left, 0, -4, 0), middle, text)
        painter.setFont(small)
        painter.drawText(self.rect().adjusted(left + metrics.horizontalAdvance(f"{text} "), 0, 0, 0), middle, details)
        painter.end()


def fitting(details: Sequence[str], tells_rest: bool, room: int, metrics: QFontMetrics) -> str:
    """Return as many details as there is room for, with the number of the others if that is to be told."""
    for n in range(len(details), 0, -1):
        rest = len(details) - n if tells_rest else 0
        text = clauses(details[:n]) + (f" +{rest}" if rest else "")
        if metrics.horizontalAdvance(text) <= room:
            return text
    return ""


class LaneTabs(QFrame):
    """The lanes' tabs and, where there are several, the switches for all of them.

    Signals:
        picked(int), remove_requested(int), rename_requested(int): the lane's place in the setup.
        add_requested(), differences_requested().
        colour_picked(int, int): the lane's place, and the colour's (0 … 3).
        edit_all_toggled(bool), same_weights_toggled(bool).
    """

    picked = Signal(int)
    add_requested = Signal()
    remove_requested = Signal(int)
    rename_requested = Signal(int)
    colour_picked = Signal(int, int)
    edit_all_toggled = Signal(bool)
    same_weights_toggled = Signal(bool)
    differences_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(tr("Lanes"))
        self._setup: Setup = ()
        self.tabs = [LaneTab() for _ in range(MAX_LANES)]
        for place, tab in enumerate(self.tabs):
            tab.clicked.connect(lambda _checked=False, place=place: self.picked.emit(place))
        RovingFocus(self).set_widgets(self.tabs)
        self.add_button = tool_button(
            "tight",
            tr("Compare"),
            paragraphs(
                tr(
                    "Add a lane: a second run beside this one, on the same data and from the same initial weights. "
                    "Then change one thing in it, and watch both. (Ctrl+L)"
                )
            ),
            tr("Add a lane to compare with"),
        )
        self.add_button.setFont(theme.small(self.add_button.font()))
        self.add_button.setFixedHeight(px(HEIGHT_PX))
        self.add_button.clicked.connect(self.add_requested)
        self.all_box = self._box(tr("Change all lanes"), tr("Changes apply to every lane, not to the chosen one alone"))
        self.all_box.clicked.connect(self.edit_all_toggled)
        self.weights_box = self._box(
            tr("Same starting weights"),
            tr("Start all lanes again, from the same random weights; only the initializer's scale may differ"),
        )
        self.weights_box.clicked.connect(self.same_weights_toggled)
        what = tr("List the settings that differ between the lanes")
        self.differences_button = tool_button(
            "textLink", tr("What differs"), tr("List the settings that differ between the lanes (Ctrl+D)"), what
        )
        self.differences_button.setFont(theme.small(self.differences_button.font()))
        self.differences_button.clicked.connect(self.differences_requested)
        self._second = QWidget()
        self._first = first = QGridLayout()
        first.setSpacing(4)
        for place, tab in enumerate(self.tabs):
            first.addWidget(tab, place, 0)
        first.setColumnStretch(0, 1)
        second, self._last = QVBoxLayout(self._second), QHBoxLayout()
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(2)
        switches = QHBoxLayout()
        switches.addWidget(self.all_box, 1)
        switches.addWidget(self.differences_button)
        self._last.addWidget(self.weights_box, 1)
        for row in (switches, self._last):
            row.setSpacing(4)
            second.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(4)
        column.addLayout(first)
        column.addWidget(self._second)
        self.restyle()

    def show_setup(self, setup: Setup, current: int, edits_all: bool) -> None:
        """Show the lanes; emits nothing."""
        self._setup = setup
        alone = len(setup) == 1
        for place, tab in enumerate(self.tabs):
            tab.setVisible(place < len(setup))
            if place < len(setup):
                spec = setup[place]
                tab.index = spec.index
                tab.setText(spec.name)
                tab.setShortcut(QKeySequence())  # an ampersand in a name is no mnemonic
                tab.setChecked(place == current or (edits_all and not alone))
                set_tip(tab, _tip(setup, place))
                tab.details, tab.tells_rest = own_texts(setup, place), not alone
                tab.setAccessibleName(clauses((tr("Lane {name}", name=spec.name), *tab.details)))
                tab.update()
        self._place_add_button(alone)
        self.add_button.setEnabled(len(setup) < MAX_LANES)
        self.add_button.setVisible(len(setup) < MAX_LANES)
        self._second.setVisible(not alone)
        self.all_box.setChecked(edits_all)
        self.weights_box.setChecked(len({spec.config.weights_draw for spec in setup}) == 1)

    def _place_add_button(self, word: bool) -> None:
        """Put the button with its word beside the only lane, else without it below the lanes, which need the width."""
        if word:
            self._first.addWidget(self.add_button, 0, 1)
        else:
            self._last.addWidget(self.add_button)
        style = Qt.ToolButtonStyle
        self.add_button.setText(tr("Compare") if word else "")
        self.add_button.setToolButtonStyle(style.ToolButtonTextBesideIcon if word else style.ToolButtonIconOnly)
        self.add_button.setFixedWidth(max(px(WORD_PX), self.add_button.sizeHint().width()) if word else px(HEIGHT_PX))

    def restyle(self) -> None:
        """Apply the theme's colours."""
        self.add_button.setIcon(icons.icon("add"))
        for tab in self.tabs:
            tab.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to rename or remove the lane under the mouse."""
        child = self.childAt(event.pos())
        if isinstance(child, LaneTab):
            self.menu_of(self.tabs.index(child)).popup(self.mapToGlobal(QPoint(event.pos())))

    def menu_of(self, place: int) -> QMenu:
        """Return the menu of a lane."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Rename…"), lambda: self.rename_requested.emit(place))
        colours = menu.addMenu(tr("Colour"))
        for index, name in enumerate(LANE_COLOUR_NAMES):
            action = colours.addAction(tr(name), partial(self.colour_picked.emit, place, index))
            action.setIcon(icons.dot(theme.current().lane(index), 10, 16))
            action.setCheckable(True)
            action.setChecked(index == self._setup[place].index)
        remove = menu.addAction(tr("Remove"), lambda: self.remove_requested.emit(place))
        remove.setEnabled(len(self._setup) > 1)
        return menu

    def _box(self, text: str, tip: str) -> QCheckBox:
        box = QCheckBox(text)
        set_tip(box, tip)
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box.setFont(theme.small(box.font()))
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # the column stays as wide as it is
        return box


def own_texts(setup: Setup, place: int) -> tuple[str, ...]:
    """Return what tells this lane from the others, such as "ReLU", "rate 0.35"; if nothing does, what it is.

    What its name says already is left out. A copy of another lane with the same settings says where it comes from.
    """
    spec = setup[place]
    names = differing_fields([each.config for each in setup])
    if all(ACTIVATIONS[key].alpha is None for key in spec.config.activations):
        names = [name for name in names if name != "alpha"]
    if not names and spec.origin is not None:
        return (_whence(setup, spec.origin),)
    texts = (short_text(name, spec.config) for name in names or WHAT_IT_IS)
    return tuple(text for text in texts if text and text.casefold() != spec.name.casefold())


def _whence(setup: Setup, origin: Origin) -> str:
    if origin.step is not None:
        return tr("from step {step}", step=whole(origin.step))
    source = next((spec.name for spec in setup if spec.key == origin.key), "")
    return tr("copy of {lane}", lane=source) if source else tr("a copy")


def _tip(setup: Setup, place: int) -> Rich:
    spec, names = setup[place], differing_fields([spec.config for spec in setup])
    tip: list[str] = [bold(tr("Lane {name}", name=spec.name))]
    tip += [f"{tr(FIELDS[name].label)}: {value_text(name, spec.config)}" for name in names]
    if len(setup) > 1 and not names:
        tip.append(tr("The same settings as the others: change one of them"))
    return lines(*tip, italic(tr("Right-click to rename, recolour or remove it")))
