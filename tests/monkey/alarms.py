"""Alarms: everything that may go wrong without an assertion, written down: exceptions, warnings, words of Qt's."""

from __future__ import annotations

import re
import sys
import threading
import traceback
import warnings
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

HARMLESS = ("This plugin does not support",)  # raising, grabbing, size hints: what the offscreen platform has none of
SERIOUS = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
INTERNAL = re.compile(r"internal error|unexpected", re.IGNORECASE)


class Finding(Exception):
    """What the monkey found; `kind` is the same for two findings of one fault, `text` tells more."""

    def __init__(self, kind: str, text: str = "") -> None:
        super().__init__(kind, text)
        self.kind, self.text = kind, text


class Alarms:
    """Collects findings from all threads; `raise_first` tells of them."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def install(self) -> None:
        """Take the place of Python's and Qt's hooks."""
        sys.excepthook = self.on_exception
        threading.excepthook = lambda e: self.on_exception(e.exc_type, e.exc_value, e.exc_traceback)
        sys.unraisablehook = lambda e: self.on_exception(e.exc_type, e.exc_value, e.exc_traceback)
        warnings.simplefilter("always")
        warnings.filterwarnings("ignore", "path is deprecated", DeprecationWarning)  # of the library of formulas
        warnings.showwarning = self._on_warning
        qInstallMessageHandler(self._on_qt_message)

    def on_exception(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Write an exception down that nobody caught."""
        told = "".join(traceback.format_exception(kind, error, trace))
        frames = traceback.extract_tb(trace)
        own = [frame for frame in frames if "actviz" in frame.filename] or list(frames)
        place = f" in {own[-1].filename.rpartition('/')[2]} {own[-1].name}" if own else ""
        self.findings.append(Finding(f"{kind.__name__}{place}", told))

    def on_sentence(self, sentence: str) -> None:
        """Write down what the window says of a fault of its own."""
        if INTERNAL.search(sentence):
            self.findings.append(Finding("internal error told", sentence))

    def raise_first(self) -> None:
        """Raise the first finding, the others in its text.

        Raises:
            Finding: there is one.
        """
        if self.findings:
            first, *others = self.findings
            raise Finding(first.kind, "\n".join([first.text, *(f"also {each.kind}" for each in others)]))

    def _on_warning(self, message: Any, category: type[Warning], filename: str, lineno: int, *_: Any) -> None:
        place = f"{filename.rpartition('/')[2]}:{lineno}"
        told = "".join(traceback.format_stack())
        self.findings.append(Finding(f"{category.__name__} {place}", f"{message}\n{told}"))

    def _on_qt_message(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind in SERIOUS and not text.startswith(HARMLESS):
            self.findings.append(
                Finding(f"Qt: {re.sub('[0-9]+', '#', text)[:60]}", text + "".join(traceback.format_stack()))
            )
