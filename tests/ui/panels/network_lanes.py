"""Lanes of networks of several shapes, measured with all that the Network panel asks for."""

from functools import cache

from PySide6.QtCore import QPoint

from actviz.app.lanes import LaneView
from actviz.training import RunConfig, Trainer
from actviz.ui.panels.network import NetworkPanel

EXTRAS = frozenset({"weights", "unit_maps", "output_map"})
CONFIGS = {
    "small": RunConfig(hidden=(6, 5, 4), n_examples=60),
    "born dead": RunConfig(hidden=(8,) * 3, bias_init=-2.0, n_examples=60),
    "vanishing": RunConfig(hidden=(8,) * 12, activation="sigmoid", initializer="xavier_normal", n_examples=60),
    "digits": RunConfig(hidden=(10, 10), dataset="digits"),
    "deep": RunConfig(hidden=(4,) * 100, n_examples=60),
}


@cache
def lane(name: str = "small", index: int = 0) -> LaneView:
    trainer = Trainer(CONFIGS[name])
    trainer.advance(3)
    snapshot = trainer.measure(extras=EXTRAS)
    return LaneView(index, "ABCD"[index], trainer.facts, snapshot, trainer.history.view())


def centre_of(panel: NetworkPanel, layer: int, unit: int, picture: int = 0) -> QPoint:
    column = panel.canvas.pictures[picture].geometry.columns[layer]
    return QPoint(
        round(column.lefts[unit] + column.cell_w / 2 - 0.5), round(column.tops[unit] + column.cell_h / 2 - 0.5)
    )
