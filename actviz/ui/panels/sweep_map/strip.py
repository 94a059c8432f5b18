"""SweepStrip: which map there is, how far it is, and the buttons that begin, pause and stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QProgressBar, QToolButton, QWidget

from actviz.app.sweeping import SweepView
from actviz.number_text import duration, whole
from actviz.sweeps.shipped import shipped_sweeps, words_of
from actviz.translation import tr
from actviz.ui.widgets.buttons import tool_button
from actviz.ui.widgets.text import PlainLabel, set_tip


class SweepStrip(QWidget):
    """A row: the menu of maps, the state, a progress bar, Pause and Stop.

    Signals:
        asked(str, object): what is to be done with the sweep, see `Panel.sweep_asked`.
    """

    asked = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.maps = tool_button("tool", tr("Maps"), tr("Choose what is mapped"))
        self.maps.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.maps)
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self._fill)
        self.maps.setMenu(self.menu)
        self.state = PlainLabel("")
        self.state.setObjectName("muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.bar.setMinimumWidth(40)
        self.bar.setAccessibleName(tr("Runs of the sweep that have been trained"))
        self.pause = tool_button("tool", tr("Pause"), tr("Begin no more runs for now"))
        self.pause.setCheckable(True)
        self.pause.toggled.connect(lambda on: self.asked.emit("pause", on))
        self.stop = tool_button("tool", tr("Stop"), tr("Stop the sweep; what was measured stays"))
        self.stop.clicked.connect(lambda: self.asked.emit("stop", None))
        self.go_on = tool_button("tool", tr("Go on"), tr("Measure what the map still lacks"))
        self.go_on.clicked.connect(lambda: self.asked.emit("go_on", None))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 0)
        row.setSpacing(6)
        row.addWidget(self.maps)
        row.addWidget(self.state, 1)
        row.addWidget(self.bar, 1)
        for button in (self.pause, self.stop, self.go_on):
            row.addWidget(button)
        self.show_view(SweepView())

    def show_view(self, view: SweepView) -> None:
        """Show how far a sweep is."""
        found = view.map
        total = 0 if found is None else found.sweep.n_runs - found.sweep.seeds * len(found.left_out)
        done = 0 if found is None else found.n_done
        self.bar.setVisible(view.is_running)
        self.bar.setMaximum(max(1, total))
        self.bar.setValue(done)
        self.pause.setVisible(view.is_running)
        self.stop.setVisible(view.is_running)
        self.go_on.setVisible(not view.is_running and 0 < done < total)
        if self.pause.isChecked() != view.is_paused:
            self.pause.blockSignals(True)
            self.pause.setChecked(view.is_paused)
            self.pause.blockSignals(False)
        self.state.setText(self._text(view, done, total))
        set_tip(self.state, "" if view.file is None else tr("The results are kept in {file}", file=view.file))

    def _text(self, view: SweepView, done: int, total: int) -> str:
        if view.map is None:
            return tr("Starting …") if view.is_running else ""
        text = tr("{done} of {total} runs", done=whole(done), total=whole(total))
        if view.is_paused:
            return tr("{runs}, paused", runs=text)
        if view.is_running and view.seconds_left is not None and done < total:
            return tr("{runs}, {time} left", runs=text, time=duration(max(1.0, view.seconds_left)))
        return text

    def _fill(self) -> None:
        """List the maps again: the present one decides what can be done with it."""
        self.menu.clear()
        around = self.menu.addAction(tr("Around the present settings"))
        set_tip(around, tr("Nine learning rates by nine weight scales around those of the chosen lane"))
        around.triggered.connect(lambda: self.asked.emit("around", ""))
        self.menu.addSeparator()
        for key, sweep in shipped_sweeps().items():
            words = words_of(sweep)
            action = self.menu.addAction(words.title)
            set_tip(action, words.says)
            action.triggered.connect(lambda _checked=False, key=key: self.asked.emit("shipped", key))
        self.menu.addSeparator()
        for text, what in (
            (tr("Open a map or a sweep…"), "open"),
            (tr("Compare with a map…"), "compare"),
            (tr("Compare no longer"), "alone"),
            (tr("Save the results…"), "export"),
        ):
            self.menu.addAction(text).triggered.connect(lambda _checked=False, what=what: self.asked.emit(what, None))
