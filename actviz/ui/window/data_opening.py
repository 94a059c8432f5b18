"""DataOpening: a file of data, of weights, a lesson, a scene or a session is picked, dropped or looked at again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from actviz.app.data_look import Look
from actviz.app.plan import Plan
from actviz.lessons.own_files import is_own_file
from actviz.translation import tr
from actviz.ui.actions.sessions import SessionFiles, is_session_file, session_kind
from actviz.ui.actions.weights_opening import WeightsOpening, is_weights_file
from actviz.ui.widgets.file_kinds import all_files, named_kind
from actviz.ui.widgets.message_strip import MessageStrip
from actviz.ui.window.own_files import OwnFiles, file_filter


class DataOpening(QObject):
    """Opens files of data, through the dialog that shows what they are taken as; what runs goes on until it is left."""

    def __init__(
        self,
        plan: Plan,
        files: SessionFiles,
        weights: WeightsOpening,
        own_files: OwnFiles,
        messages: MessageStrip,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._plan, self._files, self._weights, self._own_files = plan, files, weights, own_files
        self._messages, self._window = messages, window

    def ask_for_file(self) -> None:
        """Let the user pick a file."""
        from actviz.data.reading.formats import FILE_FILTER  # not every start opens a file

        kinds = (named_kind(tr("Data"), FILE_FILTER), session_kind(), file_filter(), all_files())
        path, _ = QFileDialog.getOpenFileName(self._window, tr("Open data"), "", ";;".join(kinds))
        if path:
            self.ask_about(path)

    def ask_about(self, path: str) -> None:
        """Show what a file of data or weights is taken as, and use it when the user agrees; or continue a session."""
        if is_session_file(path):
            self._files.open([Path(path)])
            return
        if is_weights_file(path):
            self._weights.ask_about(path)
            return
        if is_own_file(path):
            self._own_files.open(path)
            return
        from actviz.ui.data_dialog import DataDialog  # not every start needs it

        config = self._plan.config
        dialog = DataDialog(path, config.choices if path == config.data_path else None, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted_look.connect(self._open_look)
        dialog.show()

    def ask_again(self) -> None:
        """Show what the file in use is taken as."""
        if self._plan.config.data_path is not None:
            self.ask_about(self._plan.config.data_path)

    def open(self, path: str) -> None:
        """Train on a file as it is read, or continue a recorded session; after an error the present run continues."""
        if is_session_file(path):
            self._files.open([Path(path)])
            return
        self._messages.dismiss()
        self._plan.open_data(path)

    def _open_look(self, look: Look) -> None:
        self._messages.dismiss()
        self._plan.files.expect(look)
        self._plan.open_data(look.path, look.choices)
        self._plan.files.expect(None)  # where it was not needed: its table is large
