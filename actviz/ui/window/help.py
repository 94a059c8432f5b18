"""The short texts of the Help menu, in windows that do not block."""

from __future__ import annotations

import html
import platform
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import qVersion
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

import actviz
from actviz.ui.actions.commands import MENUS, Actions
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme

HOW_TO_READ = """
<p>A network learns while you watch. Everything on screen is measured on it, and says at which step.</p>
<p><b>Try this.</b> The first example is a stack of <i>Sigmoid</i> layers: the river under the network runs dry towards
the input, and the chip on top says VANISHING. Click <i>ReLU</i> on the left: the gradient comes through, and tiles
are crossed out, which are dead units. Click <i>Leaky ReLU</i>: none is dead. Ctrl+Z takes each change back.</p>
<p><b>The top bar</b> holds two verdicts. <i>Gradient first/last</i> compares the gradient that reaches the first
layer with the last layer's: below 0.001 it <b>vanishes</b> and the early layers stop learning, above 70 it
<b>explodes</b>. <i>Dead units</i> counts the units whose slope is zero on every training example: no gradient
reaches them. Click either one for the panels that explain it.</p>
<p><b>The network</b> shows each unit as a tile, from the input on the left to the output on the right. A dead unit
is vermilion and crossed out. The river beneath is the gradient on its way from the loss, on the right, back to
the input: where it runs dry, nothing is learned. Point at a tile for its state; click it, and the panel <b>Unit</b>
tells that unit's life, and what killed it.</p>
<p><b>Diagnosis</b>, on the right, says what is wrong, with the numbers it rests on. Under it are changes that may help:
<i>Try</i> trains the present network and the changed one from the same seed, in the background, and shows what came of
both; <i>Adopt</i> starts your run anew with the change. <b>Why</b>, among the panels of <i>Vanishing gradient</i>,
splits the loss of gradient into slopes and weights.</p>
<p><b>Lanes.</b> <i>Compare</i>, on the left on top, adds a second network beside the first, on the same data and from
the same first weights: change one thing in it, and every panel shows both. Up to four lanes train in step.</p>
<p><b>The timeline</b>, at the foot, holds the whole run: red marks are deaths, green ones revivals, squares your
changes, pins your notes (<b>N</b> writes one). Drag it to see everything as it was then; <i>Branch</i> goes on from
that step in a new lane, and <i>Newest</i> leads back.</p>
<p>Every panel has a <b>?</b> that says how to read it (in a narrow one it is in the menu <b>⋯</b>). Drag a panel by its
header to move it, double-click the header to make it large (<b>Escape</b> brings the others back); the menu <i>View</i>
has more panels, and <b>Ctrl+0</b> brings everything back.</p>
"""


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


def how_to_read(parent: QWidget) -> TextDialog:
    """Return the guide to the window."""
    return TextDialog("How to read this window", lambda: HOW_TO_READ, parent, 640, 600)


def shortcuts(actions: Actions, parent: QWidget) -> TextDialog:
    """Return the list of every shortcut, made from the table of commands."""
    return TextDialog("Keyboard shortcuts", lambda: _shortcut_table(actions), parent, 440, 560)


def _shortcut_table(actions: Actions) -> str:
    muted, rows, menu = theme.current().muted, [], ""
    for key, command in sorted(actions.commands.items(), key=lambda each: MENUS.index(each[1].menu.split("/")[0])):
        keys = " or ".join(each.toString(QKeySequence.SequenceFormat.NativeText) for each in actions[key].shortcuts())
        if not keys:
            continue
        name = command.menu.split("/")[0]
        if name != menu:
            rows.append(f'<tr><td colspan="2" style="padding-top:8px"><b>{name}</b></td></tr>')
            menu = name
        sub = command.menu.partition("/")[2]
        sub = "Show or hide" if key.startswith("panel.") else sub
        text = f"{sub}: {command.text}" if sub else command.text
        rows.append(
            f'<tr><td style="padding-right:24px; color:{muted}">{html.escape(keys)}</td>'
            f"<td>{html.escape(text)}</td></tr>"
        )
    return f"<table cellspacing='2'>{''.join(rows)}</table>"


def about(parent: QWidget) -> TextDialog:
    """Return the version and what the program is made with."""
    body = (
        f"<p><b>actviz {actviz.__version__}</b></p>"
        "<p>See vanishing gradients and dying ReLUs happen, unit by unit, while a network trains.</p>"
        f"<p>Python {platform.python_version()}, Qt {qVersion()}, NumPy {np.__version__}, "
        f"pyqtgraph {pg.__version__}</p>"
    )
    return TextDialog("About actviz", lambda: body, parent, 400, 220)
