"""What File › Export does: it asks where to, works in a thread, and says how it went; what is written is in EXPORTS."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMainWindow, QWidget

from actviz.app.session import Session
from actviz.app.task import Task, patiently
from actviz.export.exported_run import ExportedRun, Lane, Progress, exported
from actviz.export.extras import extra
from actviz.export.files import in_place
from actviz.export.formats import Export, MenuItem, Writer, export_for, exports_of, menu_items
from actviz.frozen import dataclass
from actviz.number_text import whole
from actviz.registry import BadInput
from actviz.training.config.text_format import NamedConfig, read_text, to_line
from actviz.translation import tr
from actviz.ui.panels.base.panel import Panel
from actviz.ui.widgets.file_kinds import named_kind
from actviz.ui.widgets.only_dialog import OnlyDialog

if TYPE_CHECKING:
    from actviz.ui.actions.animation import AnimationDialog, Recorder
    from actviz.ui.actions.task_progress import TaskProgress


@dataclass(frozen=True)
class Question:
    """What is asked before an export: the dialog's title, the name it suggests, and the kinds of files."""

    title: str
    name: str
    kinds: str  # Qt's filter


class Exports(QObject):
    """Exports of one session's lanes, one at a time; `actions` are its slots by the key of the command.

    Signals:
        saved(str): one sentence about what was written.
        refused(str): one sentence about what could not be done.
    """

    saved = Signal(str)
    refused = Signal(str)

    def __init__(self, window: QMainWindow, session: Session, panels: Callable[[], Sequence[Panel]]) -> None:
        super().__init__(window)
        self._window, self._session, self._panels = window, session, panels
        self._progress: TaskProgress | None = None
        self.folder: Path | None = None  # of what was written last; None after anything else
        self._recorder: Recorder | None = None
        self.animation = OnlyDialog(self._make_animation)
        self.actions: dict[str, Callable[[], object]] = {
            "copy_config": self.copy_config,
            "paste_config": self.paste_config,
            "save_image": lambda: self.ask_for_image(None),
            "export.animation": self.ask_for_animation,
        }
        for item in menu_items():
            self.actions[f"export.{item.key}"] = partial(self.ask_for, item)

    @property
    def busy(self) -> bool:
        """Whether something is being written."""
        return self._progress is not None

    def close(self) -> None:
        """Call off what is being written, because the window is being closed."""
        if self._recorder is not None:
            self._recorder.stop()
        if self._progress is not None:
            self._progress.give_up()
            self._progress = None

    # Configuration

    def copy_config(self) -> None:
        """Put the configuration of all lanes on the clipboard, as one line."""
        line = to_line(self._configs())
        QGuiApplication.clipboard().setText(line)
        self._say(tr("Copied: {line}", line=line))

    def paste_config(self) -> None:
        """Run the configuration on the clipboard, in either form, instead of what is running."""
        try:
            lanes = read_text(QGuiApplication.clipboard().text())
        except BadInput as error:
            self.refused.emit(str(error))
            return
        if self._session.plan.run_instead(lanes, tr("pasted configuration")):
            self._say(tr("Pasted: the configuration on the clipboard runs from step 0."))

    def _configs(self) -> list[NamedConfig]:
        return [NamedConfig(spec.name, spec.config) for spec in self._session.plan.setup]

    # Pictures

    def ask_for_image(self, panel: Panel | None) -> None:
        """Save a picture of a panel, or of the window."""
        from actviz.ui.images.files import FILTER

        name = "actviz" if panel is None else panel.key
        target = self._asked(Question(tr("Save image"), f"{name}.png", FILTER))
        if target is not None:
            self.save_image(panel, target)

    def save_image(self, panel: Panel | None, target: Path) -> None:
        """Write a picture of a panel, or of the window."""
        from actviz.ui.images.files import save_image

        self._at_once(lambda: save_image(self._window if panel is None else panel, target))

    def ask_for_animation(self) -> None:
        """Record a span of steps as an animation."""
        if self._session.lanes and not self._refuses():
            self.animation.open()

    def _make_animation(self) -> AnimationDialog:
        from actviz.ui.actions.animation import AnimationDialog

        dialog = AnimationDialog(self._session, self._panels(), self._refuses, self._window)
        dialog.accepted.connect(lambda: self._ask_where_to_record(dialog))
        return dialog

    def _ask_where_to_record(self, dialog: AnimationDialog) -> None:
        kinds = ";;".join((named_kind(tr("Animated GIF"), "(*.gif)"), named_kind(tr("Numbered PNG files"), "(*.png)")))
        target = self._asked(Question(tr("Export animation"), "actviz.gif", kinds))
        if target is not None:
            self.record(dialog, target)

    def record(self, dialog: AnimationDialog, target: Path) -> None:
        """Record what the dialog says."""
        if self._refuses():
            return
        from actviz.ui.actions.animation import Recorder

        shown: QWidget = dialog.panel or self._window
        try:
            recorder = Recorder(self._session, shown, dialog.steps, dialog.scale, self._needs, self)
            task = recorder.start(target, dialog.frames_per_second)
        except BadInput as error:
            self.refused.emit(str(error))
            return
        self._recorder = recorder
        self._follow(tr("Recording"), task, holds=True)  # nobody else may travel meanwhile

    def _needs(self) -> frozenset[str]:
        return frozenset().union(*(panel.needs for panel in self._panels()))

    # Files about the runs

    def ask_for(self, item: MenuItem) -> None:
        """Ask where to, and write there what this line of the menu stands for."""
        exports = exports_of(item)
        of_settings = exports[0].settings_text
        if of_settings is None and self._refuses():
            return
        if item.file:
            kinds = ";;".join(f"{tr(export.kind)} (*{export.suffix})" for export in exports)
            title = tr("Export {thing}", thing=tr(item.noun))
            target = self._asked(Question(title, item.file, kinds))
        else:
            target = self._asked_for_folder(exports[0])
        if target is None:
            return
        if of_settings is not None:
            self._at_once(lambda: _write_text(target, of_settings(self._configs())))
            return
        sections = [section for panel in self._panels() if (section := panel.report_section())]

        def write(runs: Sequence[ExportedRun], lanes: Sequence[Lane], to: Path, progress: Progress) -> list[Path]:
            export = export_for(item, to)
            writer = export.write if export.write_with is None else export.write_with(sections)
            return writer(runs, lanes, to, progress)

        self.write(target, write)

    def write(self, target: Path, writer: Writer) -> None:
        """Let `writer` write copies of all lanes, as they are at the step on show, in a thread."""
        if not self._refuses():
            self._follow(tr("Writing {file}", file=target.name), Task(_work(self._session, target, writer), "export"))

    def _asked_for_folder(self, export: Export) -> Path | None:
        try:
            if export.library is not None:
                extra(*export.library)
        except BadInput as error:
            self.refused.emit(str(error))
            return None
        title = tr("Export {thing} into this folder", thing=tr(export.menu.noun))
        folder = QFileDialog.getExistingDirectory(self._window, title)
        return Path(folder) if folder else None

    # One at a time

    def _asked(self, question: Question) -> Path | None:
        path, kind = QFileDialog.getSaveFileName(self._window, question.title, question.name, question.kinds)
        return with_suffix(Path(path), kind or question.kinds) if path else None

    def _refuses(self) -> bool:
        if self.busy:
            self.refused.emit(tr("Something is being exported already: wait for it, or cancel it."))
        return self.busy

    def _at_once(self, write: Callable[[], Path]) -> None:
        try:
            self._say_written([write()])
        except BadInput as error:
            self.refused.emit(str(error))

    def _follow(self, what: str, task: Task[Sequence[Path]], holds: bool = False) -> None:
        from actviz.ui.actions.task_progress import TaskProgress  # few starts need it

        self._progress = TaskProgress(what, task, self._window, holds)
        self._progress.ended.connect(lambda: self._on_ended(task))

    def _on_ended(self, task: Task[Sequence[Path]]) -> None:
        self._progress = None
        if self._recorder is not None:
            self._recorder.stop()
            self._recorder = None
        fault = task.fault(tr("There is not enough memory for this."))
        if fault is not None:
            self.refused.emit(fault)
        elif task.cancelled:
            self._say(tr("The export was cancelled; its files were deleted."))
        else:
            self._say_written(task.result or ())

    def _say_written(self, written: Sequence[Path]) -> None:
        self.folder = written[0].parent.absolute()
        self.saved.emit(_sentence(written))

    def _say(self, sentence: str) -> None:
        self.folder = None
        self.saved.emit(sentence)


def with_suffix(target: Path, kind: str) -> Path:
    """Return the file, with the suffix of its kind, "SVG (*.svg)" say, if its name has none."""
    found = re.search(r"\*(\.\w+)", kind)
    return target if target.suffix or found is None else target.with_suffix(found[1])


def _write_text(target: Path, text: str) -> Path:
    with in_place(target) as file:
        file.write(text.encode())
    return target


def _work(session: Session, target: Path, writer: Writer) -> Callable[[Progress], Sequence[Path]]:
    """Return what a thread is to do: take copies of all lanes at the step on show, and write."""
    promised, step = session.copies(), session.view.cursor

    def work(progress: Progress) -> Sequence[Path]:
        lanes = [_at(lane, step) for lane in patiently(promised, progress)]
        progress(0.05)
        runs = [exported(lane.trainer, lane.name, lane.index, lane.notes, lane.verdict) for lane in lanes]
        return writer(runs, lanes, target, lambda done: progress(0.1 + 0.9 * done))

    return work


def _at(lane: Lane, step: int | None) -> Lane:
    """Return the lane at this step, None for its newest; a past step has a verdict of its own."""
    from actviz.export.command import as_shown

    past = step is not None and step < lane.trainer.step
    return replace(lane, trainer=as_shown(lane.trainer, step if past else None), verdict="" if past else lane.verdict)


def _sentence(written: Sequence[Path]) -> str:
    """Say what was written, and where."""
    first = written[0]
    folder = first.parent.absolute()
    if len(written) > 1:
        return tr("Saved {file} and {n} more in {folder}", file=first.name, n=whole(len(written) - 1), folder=folder)
    return tr("Saved {file} in {folder}", file=first.name, folder=folder)
