"""PanelHeader: a panel's title, its choices, what is measured where there is room, and two buttons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QCursor, QFontMetrics, QHelpEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from actviz.number_text import whole
from actviz.translation import mark, tr
from actviz.ui.theme import icons, theme
from actviz.ui.theme.text_size import UNBOUNDED, px
from actviz.ui.widgets.buttons import tool_button
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.roving_focus import RovingFocus
from actviz.ui.widgets.text import paragraphs, set_tip, show_tip

BUTTON_PX, BUTTON_HEIGHT_PX = 22, 20
PATIENCE_S = 1.0  # panels are drawn in turn: one that is behind for less is not late
HOW_TO_MOVE = mark("Drag to move this panel, double-click to make it large")


def step_text(steps: Iterable[int]) -> str:
    """Return "step 2,149", or, for lanes that stand at different steps, "step 2,149 · 1,177" in their order."""
    steps = list(steps)
    shown = steps if len(set(steps)) > 1 else steps[:1]
    return tr("step {step}", step=" · ".join(whole(step) for step in shown))


class PanelHeader(QFrame):
    """The title bar of a panel; Tab reaches one of its buttons, the arrow keys the others.

    The step stands in the top bar, once for all panels. Only a panel that lags behind tells its own, in the accent's
    colour. Where there is too little room, what is measured gives way first, then the help button, which is in the menu
    too. A panel that is large or floats has a button Back.

    Signals:
        back_requested(): the panel is to go back to its place among the others.
        left_downwards(): Down was pressed in one of its buttons.
    """

    back_requested = Signal()
    left_downwards = Signal()

    def __init__(self, title: str, menu: QMenu) -> None:
        super().__init__()
        self.setObjectName("panelHeader")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._title = title
        self._told, self._what, self._step = "", "", ""
        self._step_since = 0.0
        self._lags = False
        self._fitted: tuple[object, ...] = ()
        self._controls: list[QWidget] = []
        self._badges: list[QWidget] = []
        self._bare = False
        self.title = NumberLabel(title)
        self.title.setObjectName("panelTitle")
        self.note = NumberLabel()
        self.note.alignment = Qt.AlignmentFlag.AlignRight
        self.note.setObjectName("panelNote")
        self.note.setFont(theme.tabular(self.note.font()))
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.note.setMinimumWidth(1)  # it fills the rest, so that a longer number moves nothing
        self.back_button = tool_button(
            "back", tr("Back"), tr("Back to its place among the others (Escape)"), tr("Back: {title}", title=title)
        )
        self.back_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.back_button.clicked.connect(self.back_requested)
        self.back_button.hide()
        self.help_button = _quiet_button(
            "?", tr("How to read this panel"), tr("How to read this panel: {title}", title=title)
        )
        self.menu_button = _quiet_button("⋯", tr("Panel menu"), tr("Panel menu: {title}", title=title))
        self.menu_button.setMenu(menu)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._roving = RovingFocus(self, across=True)
        self._roving.left_downwards.connect(self.left_downwards)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 4)
        row.setSpacing(4)
        row.addWidget(self.title)
        row.addSpacing(4)
        row.addWidget(self.note, 1)
        row.addWidget(self.back_button)
        row.addWidget(self.help_button)
        row.addWidget(self.menu_button)
        self._row = row
        self._gather_buttons()
        self._fit()  # its least width is that of the narrowest form, from the first moment on

    @property
    def told(self) -> str:
        """What is measured and at which step, in full."""
        return self._told

    @property
    def lags(self) -> bool:
        """Whether the panel shows an earlier step than the others."""
        return self._lags

    def add_widget(self, widget: QWidget) -> None:
        """Put a small control left of the buttons."""
        self._controls.append(widget)
        self._fitted = ()
        self._row.insertWidget(self._row.indexOf(self.back_button), widget)
        self._gather_buttons()

    def set_badges(self, badges: Sequence[QWidget]) -> None:
        """Put these small marks beside the title, in place of those before, which are deleted."""
        for badge in self._badges:
            self._controls.remove(badge)
            self._row.removeWidget(badge)
            badge.hide()
            badge.deleteLater()
        self._badges = list(badges)
        for place, badge in enumerate(self._badges, 1):
            self._controls.append(badge)
            self._row.insertWidget(place, badge)
            badge.show()  # by itself it would be shown later, and take no room until then
        self._fitted = ()
        self._fit()

    def set_note(self, what: str, step: str = "") -> None:
        """Tell what is measured, and at which step: "latest batch", "step 1,204"."""
        if (what, step) == (self._what, self._step):
            return
        if step != self._step:
            self._step_since = perf_counter()
        self._what, self._step = what, step
        self._told = " · ".join(filter(None, (what, step)))
        self._fit()
        self._write_note()

    def offer_back(self, offered: bool, framed: bool = False) -> None:
        """Offer the way back to the other panels, or not; a panel that floats is framed as a window."""
        theme.apply_property(self, "framed", framed)
        self.back_button.setIcon(icons.icon("back"))
        self.back_button.setVisible(offered)
        self._fitted = ()
        self._fit()

    def compare(self, steps: Sequence[int]) -> None:
        """Mark the panel's own step, if it has fallen behind the lanes' steps."""
        is_old = bool(self._step) and perf_counter() > self._step_since + PATIENCE_S
        lags = is_old and self._step not in (step_text(steps), step_text([max(steps)]))
        if lags != self._lags:
            self._lags = lags
            self._write_note()

    def event(self, event: QEvent) -> bool:
        """Tell in the tool tip what the title bar has no room for; fit again when a control comes, goes or grows."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fitted = ()
            self._fit()
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            told = tr("{title}: {told}", title=self._title, told=self._told) if self._told else ""
            show_tip(event.globalPos(), paragraphs(told, tr(HOW_TO_MOVE)), self)
            return True
        return super().event(event)

    @contextmanager
    def without_buttons(self) -> Iterator[None]:
        """Leave the buttons out for a picture, which tells its step; a hidden button would lose the focus."""
        self._bare = True
        self._lay_out_again()
        try:
            yield
        finally:
            self._bare = False
            self._lay_out_again()

    def _lay_out_again(self) -> None:
        for button in (self.help_button, self.menu_button):
            button.setFixedWidth(0 if self._bare else px(BUTTON_PX))
        self.back_button.setMaximumWidth(0 if self._bare else UNBOUNDED)
        self._fitted = ()
        self._fit()
        self._write_note()
        self._row.activate()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer at the mouse what the menu button offers."""
        self.menu_button.menu().popup(event.globalPos())

    def minimumSizeHint(self) -> QSize:
        """Return the size without the help button, which gives way."""
        least = super().minimumSizeHint()
        gives_way = 0 if self.help_button.isHidden() else self.help_button.width() + self._row.spacing()
        return QSize(least.width() - gives_way, least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the forms for the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_row"):
            self._fitted = ()
            self._fit()

    def _write_note(self) -> None:
        self.note.set_colour(theme.current().accent if self._lags else None)
        if self._bare:
            self.note.set_text(self._told, self._step)
        elif self._lags or " · " in self._step:  # the top bar tells the step of one lane alone
            self.note.set_text(self._step, "")
        else:
            self.note.set_text(self._what, "")

    def _fit(self) -> None:
        state = (self.width(), self._bare)  # the title has its whole width always: see NumberLabel.minimumSizeHint
        if state == self._fitted:
            return
        self._fitted = state
        needed = self._title_metrics().horizontalAdvance(self._title) + self._taken()
        helped = needed + px(BUTTON_PX) + self._row.spacing() <= self.width()
        if self.help_button.isHidden() == helped and not self._bare:
            self.help_button.setVisible(helped)

    def _title_metrics(self) -> QFontMetrics:
        self.title.ensurePolished()  # the style sheet sets it in bold
        return self.title.fontMetrics()

    def _taken(self) -> int:
        """Return what the margins, the spaces and everything but title, note and help button need."""
        margins = self._row.contentsMargins()
        controls = [each for each in (*self._controls, self.back_button) if not each.isHidden()]
        spaces = 4 + self._row.spacing() * (3 + len(controls))
        button_px = 0 if self._bare else px(BUTTON_PX)
        widths = button_px + sum(max(each.sizeHint().width(), each.minimumWidth()) for each in controls)
        return margins.left() + margins.right() + spaces + widths

    def _gather_buttons(self) -> None:
        controls = [each for each in self._controls if each not in self._badges]
        row = [*controls, self.back_button, self.help_button, self.menu_button]
        self._roving.set_widgets(row)
        for button in row:
            menu = button.menu() if isinstance(button, QToolButton) else None
            if menu is not None and not button.property("cools"):
                button.setProperty("cools", True)
                menu.aboutToHide.connect(lambda button=button: _cool(button))


def _cool(button: QWidget) -> None:
    """Take the look of a button under the mouse from one whose menu was closed elsewhere: Qt does not notice."""
    if not button.rect().contains(button.mapFromGlobal(QCursor.pos())):
        button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
        button.update()


def _quiet_button(text: str, tip: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName("quiet")
    button.setText(text)
    set_tip(button, tip)
    button.setAccessibleName(name)
    button.setFixedSize(px(BUTTON_PX), px(BUTTON_HEIGHT_PX))
    return button
