"""The one place that shows errors: a strip under the top bar, and stderr for the unexpected."""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QRect,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from actviz.app.program_log import LOG
from actviz.translation import tr
from actviz.ui.theme import icons, theme
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.buttons import tool_button
from actviz.ui.widgets.text import PlainLabel

HEIGHT_PX, LINE_PADDING_PX = 36, 18
BESIDE_PX = 80  # mark, button and margins


class MessageStrip(QFrame):
    """One sentence on a vermilion ground, in a row of its own, so that it covers nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageStrip")
        self.setAccessibleName(tr("Message"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 6, 0)
        row.setSpacing(8)
        self._mark = PlainLabel()
        self._label = PlainLabel()
        self._label.setObjectName("messageText")
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.dismiss_button = tool_button("quiet", "", tr("Dismiss this message"), tr("Dismiss this message"))
        self.dismiss_button.clicked.connect(self.dismiss)
        row.addWidget(self._mark)
        row.addWidget(self._label, 1)
        row.addWidget(self.dismiss_button)
        self._text = ""
        self.restyle()
        self.hide()

    @property
    def text(self) -> str:
        """The sentence on show, or an empty text."""
        return self._text

    @Slot(str)
    def show_message(self, sentence: str) -> None:
        """Show the sentence; a later one takes its place."""
        LOG.warning("Shown: %s", sentence)
        self._text = " ".join(sentence.split())
        self._label.setText(self._text)
        self.setAccessibleDescription(self._text)
        self._keep_height()
        self.show()

    @Slot()
    def dismiss(self) -> None:
        """Hide the strip."""
        self._text = ""
        self.hide()

    def restyle(self) -> None:
        """Apply the theme's colours."""
        colours = theme.current()
        self._mark.setPixmap(icons.pixmap("warning", colours.dead_text, 16))
        self.dismiss_button.setIcon(icons.icon("close", colours.dead_text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the sentence to the new width."""
        super().resizeEvent(event)
        self._keep_height()

    def _keep_height(self) -> None:
        """Be as high as the sentence needs."""
        room = max(80, self.width() - BESIDE_PX)
        box = QRect(0, 0, room, 10_000)
        text = self._label.fontMetrics().boundingRect(box, Qt.TextFlag.TextWordWrap, self._text)
        height = max(px(HEIGHT_PX), text.height() + LINE_PADDING_PX)
        if self.minimumHeight() != height:
            self.setFixedHeight(height)


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    category = context.category if isinstance(context.category, str) else "default"
    text = message if category == "default" else f"{category}: {message}"
    if sys.stderr is not None:
        print(text, file=sys.stderr)
    if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
        LOG.warning("Qt: %s", text)


def attempt(part: Callable[[], object]) -> bool:
    """Call it and return True; an exception is reported as unexpected, and the result is False."""
    try:
        part()
    except Exception as error:
        report(error)
        return False
    return True


def report(error: Exception) -> None:
    """Report an error as an unexpected one: on stderr, in the log and in the strip."""
    sys.excepthook(type(error), error, error.__traceback__)


class UnexpectedErrors(QObject):
    """Catches unexpected exceptions of any thread: a traceback to stderr and the log, one sentence to the window.

    Qt's warnings go to stderr and the log.

    Signals:
        reported(str): one sentence; arrives in the GUI thread.
    """

    reported = Signal(str)

    def install(self) -> None:
        """Replace Python's two exception hooks and Qt's message handler."""
        self._old = (sys.excepthook, threading.excepthook)
        self._old_messages = qInstallMessageHandler(_on_qt_message)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def remove(self) -> None:
        """Put back the hooks and the handler that were there before."""
        qInstallMessageHandler(self._old_messages)
        sys.excepthook, threading.excepthook = self._old

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if sys.stderr is not None:  # a windowed program on Windows has none
            traceback.print_exception(kind, error, trace, file=sys.stderr)
        if issubclass(kind, KeyboardInterrupt):
            return
        LOG.error("An unexpected error", exc_info=(kind, error, trace))
        text = str(error).strip().splitlines()
        what = f"{kind.__name__}: {text[0]}" if text else kind.__name__
        self.reported.emit(
            tr("Something unexpected went wrong ({what}); Help › Copy diagnostics has the details.", what=what)
        )

    def _on_thread_exception(self, details: threading.ExceptHookArgs) -> None:
        if details.exc_value is not None:
            self._on_exception(details.exc_type, details.exc_value, details.exc_traceback)
