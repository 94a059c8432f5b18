"""The one place where errors reach the user's eyes: a strip under the top bar, and stderr for the unexpected."""

from __future__ import annotations

import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from actviz.ui import icons, theme

HEIGHT_PX, LINE_PADDING_PX, EDGE_PX = 36, 18, 8


class MessageStrip(QFrame):
    """One sentence on a vermilion ground, over the upper edge of its parent, so that nothing moves when it comes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageStrip")
        self.setAccessibleName("Message")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 6, 0)
        row.setSpacing(8)
        self._mark = QLabel()
        self._label = QLabel()
        self._label.setObjectName("messageText")
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.dismiss_button = QToolButton()
        self.dismiss_button.setObjectName("quiet")
        self.dismiss_button.setToolTip("Dismiss this message")
        self.dismiss_button.setAccessibleName("Dismiss this message")
        self.dismiss_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.dismiss_button.clicked.connect(self.dismiss)
        row.addWidget(self._mark)
        row.addWidget(self._label, 1)
        row.addWidget(self.dismiss_button)
        self._text = ""
        if parent is not None:
            parent.installEventFilter(self)
        self.restyle()
        self.hide()

    @property
    def text(self) -> str:
        """The sentence on show, or an empty text."""
        return self._text

    @Slot(str)
    def show_message(self, sentence: str) -> None:
        """Show the sentence; a later one takes its place."""
        self._text = " ".join(sentence.split())
        self._label.setText(self._text)
        self.setAccessibleDescription(self._text)
        self._place()
        self.show()
        self.raise_()

    @Slot()
    def dismiss(self) -> None:
        """Take the sentence away."""
        self._text = ""
        self.hide()

    def restyle(self) -> None:
        """Take on the theme's colours."""
        colours = theme.current()
        self._mark.setPixmap(icons.icon("warning", colours.dead_text).pixmap(16))
        self.dismiss_button.setIcon(icons.icon("close", colours.dead_text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the parent's width."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        elif event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.raise_()  # docks that were moved come to lie above
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """Lie along the parent's upper edge, as high as the sentence needs."""
        parent = self.parentWidget()
        if parent is not None:
            width = parent.width() - 2 * EDGE_PX
            room = max(80, width - 80)
            wrapped = QRect(0, 0, room, 10_000)
            text = self._label.fontMetrics().boundingRect(wrapped, Qt.TextFlag.TextWordWrap, self._text)
            self.setGeometry(EDGE_PX, EDGE_PX, width, max(HEIGHT_PX, text.height() + LINE_PADDING_PX))


class UnexpectedErrors(QObject):
    """Catches what no code expected, in any thread: a traceback to stderr and one sentence to the window.

    Signals:
        reported(str): one sentence; arrives in the GUI thread.
    """

    reported = Signal(str)

    def install(self) -> None:
        """Take the place of Python's two exception hooks."""
        self._old = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def remove(self) -> None:
        """Put back the hooks that were there before."""
        sys.excepthook, threading.excepthook = self._old

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if sys.stderr is not None:  # a windowed program on Windows has none
            traceback.print_exception(kind, error, trace, file=sys.stderr)
        if issubclass(kind, KeyboardInterrupt):
            return
        text = str(error).strip().splitlines()
        what = f"{kind.__name__}: {text[0]}" if text else kind.__name__
        self.reported.emit(f"Something unexpected went wrong ({what}); details are on the terminal.")

    def _on_thread_exception(self, details: threading.ExceptHookArgs) -> None:
        if details.exc_value is not None:
            self._on_exception(details.exc_type, details.exc_value, details.exc_traceback)
