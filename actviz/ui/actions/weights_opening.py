"""WeightsOpening: the command File › Open weights, and a file of weights that is dropped on the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from actviz.app.session import Session
from actviz.translation import tr
from actviz.ui.actions.commands import Actions
from actviz.ui.widgets.file_kinds import all_files, named_kind
from actviz.ui.widgets.message_strip import MessageStrip


class WeightsOpening(QObject):
    """Lets the present network start from the weights in a file, through the dialog that shows what they become."""

    def __init__(self, session: Session, actions: Actions, messages: MessageStrip, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._messages, self._window = session, messages, window
        actions.connect("open_weights", self.ask_for_file)

    def ask_for_file(self) -> None:
        """Let the user pick a file."""
        from actviz.weights.reading import FILE_FILTER  # few starts need it

        kinds = ";;".join((named_kind(tr("Weights"), FILE_FILTER), all_files()))
        path, _ = QFileDialog.getOpenFileName(self._window, tr("Open weights"), "", kinds)
        if path:
            self.ask_about(path)

    def ask_about(self, path: str) -> None:
        """Show what a file's arrays become in the network, and start from them when the user agrees."""
        from actviz.ui.actions.weights_dialog import WeightsDialog  # few starts need it

        plan = self._session.plan
        dialog = WeightsDialog(path, lambda question: self._session.ask(question, plan.current), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted_weights.connect(lambda hidden: self._open(path, hidden))
        dialog.show()

    def _open(self, path: str, hidden: tuple[int, ...] | None) -> None:
        self._messages.dismiss()
        self._session.plan.open_weights(path, hidden)


def is_weights_file(path: str) -> bool:
    """Whether a file that was dropped, or picked as data, is one of weights."""
    from actviz.weights.reading import seems_weights

    return seems_weights(path)
