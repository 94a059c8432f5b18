"""The panel of the inputs: their distributions by class, and the data over two of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from actviz.app.lanes import LaneView, Selection
from actviz.number_text import whole
from actviz.training.pair_map import pair_extra
from actviz.training.snapshot import RunFacts
from actviz.translation import tr
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.panels.inputs.counts import BINS
from actviz.ui.panels.inputs.input_list import InputList
from actviz.ui.panels.inputs.pair_plot import PairPlot
from actviz.ui.plots.legend import Legend, LegendEntry
from actviz.ui.theme.class_colours import class_colour, shortened, signed_colour

SIDE_BY_SIDE = 1.2  # width by height, from which list and map stand side by side
MOST_NAMED = 6  # classes in the legend
LONGEST_NAME = 12


@register
class InputsPanel(Panel):
    """The values that the network is given. Each row is one input: its name, and how its values are distributed over
    the training examples, a curve for each class (each class's own share, so that small classes are seen too). For a
    regression there are bars: their height is the share of the examples, their colour the mean target. An input whose
    curves lie apart tells the classes apart on its own.

    The map has two of the inputs as its axes, → across and ↑ up; a click on a row puts another one there. Its colours
    are what the network answers for these two values while all other inputs stand at their medians: the boundary is
    where the colour changes. The points are the examples, with all their values, so that a point on another class's
    colour is not always misclassified.
    """

    key = "inputs"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = InputList()
        self.list.chosen.connect(self._on_chosen)
        self.map: PairPlot | None = None
        self.legend = Legend(most_rows=1)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(4)
        self._beside.addWidget(self.list, 1)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(6, 2, 6, 2)
        column.setSpacing(0)
        column.addLayout(self._beside, 1)
        column.addWidget(self.legend)
        self._lane: LaneView | None = None
        self._drawn: object = None

    def draw(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw the inputs of the data, and the map of the chosen lane."""
        lane = selection.chosen(lanes)
        if lane is None:
            self.set_empty(True)
            return
        if self._drawn is lane.snapshot:
            return
        new_run = self._lane is None or self._lane.present is not lane.present
        self._lane, self._drawn = lane, lane.snapshot
        self.set_empty(False)
        if new_run:
            self.list.show_facts(lane.present)
            self._make_map()
            self.legend.set_entries(_legend(lane.present))
        self._draw_map()
        self.set_note("" if len(lanes) == 1 else lane.name)

    @property
    def _pair(self) -> tuple[int, int] | None:
        """The two inputs of the map; None where there is only one."""
        return None if self._lane is None or len(self._lane.present.input_texts) < 2 else self.list.pair

    def _make_map(self) -> None:
        """Put a map of the chosen inputs in place of the one before."""
        if self.map is not None:
            self._beside.removeWidget(self.map)
            self.map.deleteLater()
            self.map = None
        pair = self._pair
        vars(self)["needs"] = frozenset(() if pair is None else (pair_extra(*pair),))
        if pair is not None and self._lane is not None:
            self.map = PairPlot(self._lane.present, pair)
            self._beside.addWidget(self.map, 1)

    def _draw_map(self) -> None:
        """Draw the map if it has been measured for the present inputs."""
        if self.map is not None and self._lane is not None and self.map.values(self._lane.snapshot) is not None:
            self.map.show_lane(self._lane)

    def _on_chosen(self, _across: int, _up: int) -> None:
        self._make_map()
        self._draw_map()

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        if self.map is not None:
            self.map.restyle()
        if self._lane is not None:
            self.legend.set_entries(_legend(self._lane.present))
        self.list.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put list and map side by side in a wide panel, else one above the other."""
        super().resizeEvent(event)
        wide = self.width() >= SIDE_BY_SIDE * self.height()
        self._beside.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def sentence(self, lane: LaneView) -> str:
        """Return how many inputs there are, and which two the map has."""
        names = lane.present.input_texts
        n = whole(len(names))
        if not self._pair:
            return tr("{n} inputs.", n=n)
        x, y = (names[place] for place in self.list.pair)
        return tr("{n} inputs. The map is over {x} and {y}.", n=n, x=x, y=y)

    def table(self) -> list[list[object]]:
        """Return the bins of every input as rows: least and largest value of the bin, and each class's share."""
        if self._lane is None:
            return []
        facts = self._lane.present
        head: list[object] = ["input", "from", "to"]
        rows = [head + (list(facts.class_names) if facts.class_names else ["share", "mean target"])]
        for i, name in enumerate(facts.input_texts):
            counts = self.list.counts_of(i)
            low, high = counts.axis
            for k in range(BINS):
                ends = [low + (high - low) * (k + side) / BINS for side in (0, 1)]
                target = [] if counts.targets is None else [float(counts.targets[k])]
                rows.append([name, *ends, *counts.shares[:, k].tolist(), *target])
        return rows


def _legend(facts: RunFacts) -> list[LegendEntry]:
    """Return the samples of the classes, or of the ends of the scale of values."""
    if facts.class_names:
        names = shortened(facts.class_texts, LONGEST_NAME)
        entries = [LegendEntry(name, class_colour(i).name(), "dot") for i, name in enumerate(names[:MOST_NAMED])]
        more = len(names) - MOST_NAMED
        return entries + (
            [LegendEntry(tr("and {n} more", n=more), class_colour(MOST_NAMED).name(), "none")] if more > 0 else []
        )
    return [
        LegendEntry(tr("small {target}", target=facts.target_text), signed_colour(-1).name(), "band"),
        LegendEntry(tr("large {target}", target=facts.target_text), signed_colour(1).name(), "band"),
    ]
