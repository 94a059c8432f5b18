"""SweepLinks: what the panels ask for of the sweep, and the cells of its map that are opened as runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from actviz.app.lanes import MAX_LANES
from actviz.app.session import Session
from actviz.app.setup_changes import given_names
from actviz.registry import BadInput
from actviz.training.config.config import SHARED_FIELDS, RunConfig
from actviz.training.config.text_format import NamedConfig
from actviz.translation import tr
from actviz.ui.widgets.message_strip import MessageStrip
from actviz.ui.window.dock_area import DockArea


class SweepLinks(QObject):
    """Passes on what is asked of the sweep, and shows the panels how far it is."""

    def __init__(
        self,
        session: Session,
        docks: DockArea,
        messages: MessageStrip,
        show_map: Callable[[], object],
        parent: QWidget | QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._docks, self._messages, self._show_map = session, docks, messages, show_map
        self._cell: RunConfig | None = None  # that was opened as a lane last
        self._asked: dict[str, Callable[[Any], object]] = {
            "around": self._around,
            "shipped": self._begin_shipped,
            "pause": session.sweeping.pause,
            "stop": lambda _: session.sweeping.cancel(),
            "go_on": lambda _: session.sweeping.go_on(),
            "open": lambda _: self._open(),
            "compare": lambda _: self._compare(),
            "alone": lambda _: session.sweeping.compare(None),
            "export": lambda _: self._export(),
            "lane": self._open_lane,
            "run": self._open_run,
        }
        session.sweeping.changed.connect(self._on_changed)

    @Slot(str, object)
    def ask(self, what: str, of: object) -> None:
        """Do what a panel asks for.

        "around" a cause or "": map the present settings; "shipped" a key: one of the program's sweeps; "pause" a bool;
        "stop"; "go_on"; "open", "compare", "export": ask for a file; "alone": compare no longer; "lane", "run" a
        configuration: beside the present run, or instead of it.
        """
        self._messages.dismiss()
        self._asked[what](of)

    @Slot()
    def _on_changed(self) -> None:
        for panel in self._docks.built_panels:
            panel.show_sweep(self._session.sweeping.view)

    # Maps

    def _around(self, cause: str) -> None:
        plan = self._session.plan
        if plan.config.data_path is None and plan.data is not None and not plan.config.draws_weights:
            self._messages.show_message(tr("A map draws its own weights, and this run has given ones."))
            return
        self._session.sweeping.map_around(plan.config, cause)
        self._show_map()

    def _begin_shipped(self, key: str) -> None:
        from actviz.sweeps.shipped import shipped_sweeps  # not needed for a start

        self._session.sweeping.start(shipped_sweeps()[key])
        self._show_map()

    def open_file(self, path: Path) -> None:
        """Show a map, or run the sweep that a TOML file describes."""
        from actviz.sweeps.sweep_file import read_sweep

        if path.suffix.lower() != ".toml":
            self._session.sweeping.open(path)
        else:
            try:
                self._session.sweeping.start(read_sweep(path))
            except BadInput as fault:
                self._messages.show_message(str(fault))
                return
        self._show_map()

    def _ask_for_file(self, title: str, kinds: str) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(self._window, title, "", kinds)
        return Path(name) if name else None

    @property
    def _window(self) -> QWidget:
        return self._docks.window()

    def _open(self) -> None:
        path = self._ask_for_file(tr("Open a map or a sweep"), tr("Maps and sweeps (*.sqlite *.toml)"))
        if path is not None:
            self.open_file(path)

    def _compare(self) -> None:
        path = self._ask_for_file(tr("Compare with a map"), tr("Maps (*.sqlite)"))
        if path is not None:
            self._session.sweeping.compare(path)

    def _export(self) -> None:
        found = self._session.sweeping.view.map
        if found is None:
            self._messages.show_message(tr("There is no map yet whose results could be saved."))
            return
        kinds = tr("Table (*.csv);;Parquet (*.parquet)")
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Save the results"), "map.csv", kinds)
        if name:
            from actviz.sweeps.table import write_map

            try:
                write_map(found, Path(name))
            except BadInput as fault:
                self._messages.show_message(str(fault))

    # Cells as runs

    def _open_lane(self, config: RunConfig) -> None:
        """Train a cell's settings beside the present run, both from step 0; the next cell takes this one's place.

        A cell on other data than the run in the window becomes a run of its own.
        """
        plan = self._session.plan
        config = config.replace(seed=plan.config.seed)
        if SHARED_FIELDS & set(plan.config.differences(config)):
            self._open_run(config)
            return
        if config in [lane.config for lane in plan.setup]:
            self._messages.show_message(tr("These are the settings of a network that is in the window already."))
            return
        named = zip(given_names(plan.setup), plan.setup, strict=True)
        lanes = [NamedConfig(name, lane.config) for name, lane in named]
        lanes = [lane for i, lane in enumerate(lanes) if not i or lane.config != self._cell]
        if len(lanes) >= MAX_LANES:
            self._messages.show_message(tr("There are four lanes already: remove one, then click again."))
            return
        self._cell = config
        plan.run_instead([*lanes, NamedConfig("", config)], tr("cell of the sweep map"))

    def _open_run(self, config: RunConfig) -> None:
        self._session.plan.run_instead([NamedConfig("", config)], tr("cell of the sweep map"))
