"""SceneDialog: asks for the title and the claim of a scene that is to be saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from actviz.lessons.tables import MOST_CLAIM, MOST_TITLE
from actviz.number_text import whole
from actviz.translation import tr
from actviz.ui.widgets.buttons import push_button
from actviz.ui.widgets.text import PlainLabel

WIDTH_CHARACTERS = 80


class SceneDialog(QDialog):
    """Two fields; training goes on behind them, and what is saved is what was on show when the dialog came.

    Signals:
        accepted_texts(str, str): title and claim, neither of them empty.
    """

    accepted_texts = Signal(str, str)

    def __init__(self, step: int, paths: Sequence[str], parent: QWidget) -> None:
        """`paths` are those of files that the scene needs."""
        super().__init__(parent)
        self.setWindowTitle(tr("Save this as a scene"))
        self.title, self.claim = QLineEdit(), QLineEdit()
        self.title.setMaxLength(MOST_TITLE)
        self.claim.setMaxLength(MOST_CLAIM)
        self.title.setPlaceholderText(tr("A few words"))
        self.claim.setPlaceholderText(tr("One sentence: what the scene shows"))
        self.title.setAccessibleName(tr("Title"))
        self.claim.setAccessibleName(tr("Claim"))
        form = QFormLayout()
        form.addRow(tr("Title"), self.title)
        form.addRow(tr("Claim"), self.claim)
        said = tr(
            "The file keeps the lanes with their settings and data, the arrangement of the panels, the speed, "
            "and step {step}, which was on show when this dialog came.",
            step=whole(step),
        )
        self.note = PlainLabel("\n".join([said, *(_path_text(path) for path in paths)]))
        self.note.setWordWrap(True)
        self.note.setObjectName("muted")
        self.save_button = push_button(tr("Save…"), tr("Choose where the file is written"))
        self.save_button.setObjectName("primary")
        self.save_button.setDefault(True)
        self.cancel_button = push_button(tr("Cancel"), tr("Write nothing (Escape)"))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.note)
        column.addLayout(buttons)
        width = WIDTH_CHARACTERS * self.fontMetrics().averageCharWidth()
        self.setMinimumWidth(width)
        self.resize(width, column.heightForWidth(width))  # Qt's own guess is that of a narrow one
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.reject)
        for field in (self.title, self.claim):
            field.textChanged.connect(self._offer)
        self._offer()

    @Slot()
    def _offer(self) -> None:
        self.save_button.setEnabled(bool(self.title.text().strip() and self.claim.text().strip()))

    @Slot()
    def _save(self) -> None:
        self.accepted_texts.emit(self.title.text(), self.claim.text())


def _path_text(path: str) -> str:
    return tr("The file {path} is not in the scene, but named by its path: it must be there, too.", path=path)
