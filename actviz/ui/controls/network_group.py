"""NetworkGroup: how many hidden layers there are, and how wide they are."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from actviz.training.config.config import RunConfig
from actviz.training.config.network_shape import MAX_LAYERS
from actviz.translation import mark, tr
from actviz.ui.controls.fields import CountBox, UnitsBox
from actviz.ui.controls.group import FIELD_WIDTH_PX, ControlGroup
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.text import Rich, italic, paragraphs

LAYERS, UNITS = mark("Hidden layers"), mark("Units per layer")


class NetworkGroup(ControlGroup):
    """The controls of depth and width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(tr("Network"))
        self._hidden: tuple[int, ...] = RunConfig().hidden
        restarts = italic(tr("Starts the run again from step 0."))
        self.count_box = CountBox(
            1, MAX_LAYERS, LAYERS, paragraphs(tr("How many hidden layers, 1 to {most}.", most=MAX_LAYERS), restarts)
        )
        self.units_box = UnitsBox(tr(UNITS))
        for box in (self.count_box, self.units_box):
            box.setFixedWidth(px(FIELD_WIDTH_PX))
            box.refused.connect(self.refused)
        self.count_box.committed.connect(self._on_count)
        self.units_box.committed.connect(lambda sizes: self.changed.emit({"hidden": sizes}))
        self.add_row(LAYERS, self.count_box, Rich(self.count_box.toolTip()))
        self.add_row(
            UNITS,
            self.units_box,
            paragraphs(
                tr(
                    "Units of every hidden layer; or each layer's own, such as 32x4,16,8: four layers of 32, one "
                    "of 16, one of 8."
                ),
                restarts,
            ),
        )
        self._refreshers.append(self._show)

    def _show(self, config: RunConfig) -> None:
        self._hidden = config.hidden
        self.count_box.show_text(str(len(config.hidden)))
        self.units_box.show_hidden(config.hidden)

    def _on_count(self, count: object) -> None:
        if not isinstance(count, int) or not 1 <= count <= MAX_LAYERS:
            self.refused.emit(tr("hidden must have between 1 and {most} layers, got {n}", most=MAX_LAYERS, n=count))
            return
        longer = self._hidden + self._hidden[-1:] * max(0, count - len(self._hidden))
        self.changed.emit({"hidden": longer[:count]})
