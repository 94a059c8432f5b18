"""PointedUnit: tells all panels on screen which unit the mouse is at in one of them, and its pre-activations."""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QObject, QTimer, Slot

from actviz.app.lanes import Selection
from actviz.app.session import Session
from actviz.arrays import Floats
from actviz.training import Trainer
from actviz.training.pieces import finished
from actviz.training.units.unit_facts import pre_activations
from actviz.ui.panels.base.panel import Panel
from actviz.ui.window.dock_area import DockArea

ASK_MS = 100  # after which an answer is looked for, and a new question asked once there is one
MOST_EXAMPLES = 400  # whose z is computed: the training goes on meanwhile
MOST_PRODUCTS = 50_000_000  # of a weight and an input, in one answer


def z_of(layer: int, unit: int, trainer: Trainer) -> Floats:
    """Return a unit's pre-activations on training examples, evenly spaced and not too many, (n,)."""
    x, network = trainer.train_x, trainer.network
    sizes = network.sizes[: layer + 1]
    products = sum(a * b for a, b in pairwise(sizes))
    most = max(1, min(MOST_EXAMPLES, MOST_PRODUCTS // max(1, products)))
    shown = np.ascontiguousarray(x[:: -(-len(x) // most)].T, network.dtype)
    return finished(pre_activations(network, shown, layer, unit))


class PointedUnit(QObject):
    """Passes on what the mouse is at; while it stays there, asks the training thread for the unit's z."""

    def __init__(self, session: Session, docks: DockArea, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._docks = session, docks
        self._unit: Selection | None = None
        self._answer: Future[Floats] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(ASK_MS)
        self._timer.timeout.connect(self._on_time)

    @Slot(object)
    def point(self, unit: Selection | None) -> None:
        """Show this unit in all panels; None: no unit any more."""
        self._unit, self._answer = unit, None
        for panel in self._docks.seen_panels if unit is not None else self._docks.built_panels:
            panel.show_pointed(unit)
        if unit is None:
            self._timer.stop()
        else:
            self._timer.start()
            self._ask()

    def _ask(self) -> None:
        unit = self._unit
        if not any(type(panel).show_pointed_z is not Panel.show_pointed_z for panel in self._docks.seen_panels):
            return  # nobody would show it
        if unit is not None and unit.layer is not None and unit.unit is not None:
            self._answer = self._session.ask(partial(z_of, unit.layer, unit.unit), unit.lane)

    @Slot()
    def _on_time(self) -> None:
        """Show an answer that has come, and ask again while the run goes on."""
        answer = self._answer
        if answer is None or not answer.done():
            if answer is None and self._session.playing:
                self._ask()
            return
        self._answer = None
        if answer.cancelled() or answer.exception() is not None:  # the network has changed under the mouse
            return
        for panel in self._docks.seen_panels:
            panel.show_pointed_z(answer.result())
