"""Figure: a widget whose picture has a header above it."""

from __future__ import annotations

from contextlib import AbstractContextManager

from PySide6.QtWidgets import QWidget


class Figure(QWidget):
    """A widget that is saved and copied with its header, `header`, above it; a panel is one."""

    header: QWidget

    def without_buttons(self) -> AbstractContextManager[None]:
        """Return a context in which the header shows no buttons."""
        raise NotImplementedError
