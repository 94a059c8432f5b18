"""The short texts of the Help menu, in windows that do not block."""

from __future__ import annotations

import html
import platform
from collections.abc import Callable, Iterable
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import qVersion
from PySide6.QtGui import QCursor, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

import actviz
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.training.config.text_format import NamedConfig
from actviz.translation import mark, tr
from actviz.ui.actions.commands import MENUS, Actions, menu_name
from actviz.ui.actions.proofs import ProofsWindow
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme
from actviz.ui.widgets.message_strip import MessageStrip
from actviz.ui.widgets.only_dialog import OnlyDialog
from actviz.ui.widgets.term_link import pointed_term, term_of
from actviz.ui.window.dock_area import DockArea

if TYPE_CHECKING:
    from actviz.ui.window.handbook import Handbook
    from actviz.ui.window.main_window import MainWindow
    from actviz.ui.window.tour import Tour


class TextDialog(QDialog):
    """A text to read, with a Close button."""

    def __init__(
        self, title: str, body: Callable[[], str], parent: QWidget, width: int = 520, height: int = 410
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.setAccessibleName(title)
        self._body = body
        self.restyle()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        column.addWidget(buttons)
        self.resize(width, height)

    def restyle(self) -> None:
        """Write the text in the theme's colours."""
        self.text.setHtml(self._body())


def shortcuts(actions: Actions, parent: QWidget) -> TextDialog:
    """Return the list of every shortcut, made from the table of commands."""
    return TextDialog(tr("Keyboard shortcuts"), lambda: _shortcut_table(actions), parent, 440, 560)


PLOT_KEYS = (
    (("+", "−"), mark("Zoom in or out")),
    (("← → ↑ ↓",), mark("Move what is zoomed")),
    (("0",), mark("Show the whole axes again")),
    (("Page Down", "Page Up"), mark("Go to the next plot, or the one before")),
)


def _shortcut_table(actions: Actions) -> str:
    muted, rows, menu = theme.current().muted, [], ""
    for key, command in sorted(actions.commands.items(), key=lambda each: MENUS.index(each[1].menu.split("/")[0])):
        keys = _either(each.toString(QKeySequence.SequenceFormat.NativeText) for each in actions[key].shortcuts())
        if not keys:
            continue
        name = command.menu.split("/")[0]
        if name != menu:
            rows.append(f'<tr><td colspan="2" style="padding-top:8px"><b>{menu_name(name)}</b></td></tr>')
            menu = name
        text = command.text
        if key.startswith("panel."):
            text = tr("Panel: {title}", title=text)
        elif "/" in command.menu:
            text = tr("{menu}: {command}", menu=menu_name(command.menu), command=text)
        rows.append(
            f'<tr><td style="padding-right:24px; color:{muted}">{html.escape(keys)}</td>'
            f"<td>{html.escape(text)}</td></tr>"
        )
    plot = tr("In a plot (click it, or press ↓ in the head of its panel)")
    rows.append(f'<tr><td colspan="2" style="padding-top:8px"><b>{plot}</b></td></tr>')
    rows += [
        f'<tr><td style="padding-right:24px; color:{muted}">{_either(keys)}</td><td>{tr(text)}</td></tr>'
        for keys, text in PLOT_KEYS
    ]
    return f"<table cellspacing='2'>{''.join(rows)}</table>"


def _either(keys: Iterable[str]) -> str:
    """Return keys of which any one does it: "Ctrl+Y or Ctrl+Z"."""
    found = list(keys)
    return reduce(lambda one, other: tr("{one} or {other}", one=one, other=other), found) if found else ""


def about(parent: QWidget) -> TextDialog:
    """Return the version and what the program is made with."""
    what = tr("See vanishing gradients and dying ReLUs happen, unit by unit, while a network trains.")
    body = (
        f"<p><b>actviz {actviz.__version__}</b></p><p>{what}</p>"
        f"<p>Python {platform.python_version()}, Qt {qVersion()}, NumPy {np.__version__}, "
        f"pyqtgraph {pg.__version__}</p>"
    )
    return TextDialog(tr("About actviz"), lambda: body, parent, 400, 220)


class Help:
    """The commands of the menu Help; each window is opened once and does not block."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        docks: DockArea,
        actions: Actions,
        messages: MessageStrip,
        window: MainWindow,
    ) -> None:
        self._session, self._settings, self._docks, self._messages = session, settings, docks, messages
        self.handbook: OnlyDialog[Handbook] = OnlyDialog(lambda: _made_handbook(window))
        self.tour: OnlyDialog[Tour] = OnlyDialog(self._made_tour)
        self.proofs = ProofsWindow(session, actions, window)
        self._window = window
        actions.connect("tour", self.tour.open)
        actions.connect("handbook", self._open_handbook)
        actions.connect("copy_diagnostics", self._copy_diagnostics)
        for key, dialog in (
            ("shortcuts", OnlyDialog(lambda: shortcuts(actions, window))),
            ("about", OnlyDialog(lambda: about(window))),
        ):
            actions.connect(key, dialog.open)

    def _made_tour(self) -> Tour:
        from actviz.ui.window.tour import Tour, sights_of  # not every start needs it

        tour = Tour(self._window, sights_of(self._window))
        tour.handbook_requested.connect(self._open_handbook)
        return tour

    def _open_handbook(self) -> None:
        """Open the handbook on the page of the panel that the mouse is in, or else where it stands."""
        handbook = self.handbook.open()
        panel = next((panel for panel in self._docks.seen_panels if panel.underMouse()), None)
        if panel is not None:
            handbook.show_page(panel.key)

    def show_term(self, key: str) -> None:
        """Open the handbook at a term of the glossary; the list of terms for a key without one."""
        self.handbook.open().show_term(key)

    def explain(self) -> None:
        """Show the term of the underlined label, of what has the focus or of what is under the mouse; else the list."""
        term = pointed_term(self._window) or term_of(QApplication.focusWidget())
        if term is None:
            term = term_of(QApplication.widgetAt(QCursor.pos()))
        self.show_term("" if term is None else term.key)

    def _copy_diagnostics(self) -> None:
        from actviz.ui.actions.diagnostics import diagnostics  # few starts need it

        configs = [NamedConfig(spec.name, spec.config) for spec in self._session.plan.setup]
        QGuiApplication.clipboard().setText(diagnostics(self._settings, configs))
        self._messages.show_message(tr("The diagnostics are on the clipboard: versions, screen, settings and the log."))


def _made_handbook(window: MainWindow) -> Handbook:
    from actviz.ui.window.handbook import Handbook  # not every start needs it

    handbook = Handbook(window)
    handbook.panel_requested.connect(window.panel_links.show_panel)
    return handbook
