"""The learned map panel: what the network has made of the data, in the form that suits the data."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from actviz.app.lanes import MAX_LANES, LaneView, Selection
from actviz.number_text import plain, whole
from actviz.training.snapshot import RunFacts, Snapshot
from actviz.translation import tr
from actviz.ui.panels.base.header import step_text
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.panels.learned_map.confusion_matrix import ConfusionMatrix
from actviz.ui.panels.learned_map.prediction_plot import PredictionPlot
from actviz.ui.plots.decision_map import DecisionMap, thinned
from actviz.ui.plots.legend import Legend, LegendEntry
from actviz.ui.plots.ticks import short_number
from actviz.ui.theme import theme
from actviz.ui.theme.class_colours import class_colour, shortened, signed_colour, value_scale
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.text import PlainLabel, RichLabel, bold, coloured, rich, set_tip

View = DecisionMap | ConfusionMatrix | PredictionPlot
WIDE_PX = 300
LOW_PX = 150  # a lower panel has the room for the matrix, whose tip tells what is pointed at
ROOMY_PX = 70  # a narrower lane's title begins further left
HEADER_REST_PX = 92  # margins, spacing and two buttons
TITLE_PX = 18
ROOM_PX, LEAST_NAME_PX = 14, 90  # px of a view's width, for its title's margins, and for a name that is cut


@register
class LearnedMapPanel(Panel):
    """What the network has learned, over all its inputs. With two inputs, a map: the colour of a point is the class
    that the network predicts there, pale where it is undecided (or the value that it predicts). Dots are training
    examples, triangles test examples, in the colour of their true class or value. A ring marks a
    misclassified training point; no rings are drawn while more than a fifth are misclassified. With more inputs, a
    confusion matrix counts the training examples by true and predicted class; for a regression, predicted values are
    drawn against true ones, and on the dashed line they are equal.

    Look for a map of one colour, or a single filled column: the network gives the same answer to every input, as it
    does when its gradient has vanished or a whole layer is dead. A border that bends around single points is a sign
    of overfitting. Point at a place to read the shares of the classes there.
    """

    key = "learned_map"
    needs = frozenset({"output_map", "confusion", "predictions"})

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = _Cells()
        self.legend = Legend(most_rows=2)
        self.pointed = PlainLabel()
        self.pointed.setObjectName("muted")
        self.pointed.setFont(theme.tabular(theme.small(self.pointed.font())))
        self.pointed.setContentsMargins(12, 0, 12, 4)
        self.pointed.setMinimumWidth(1)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(0)
        column.addWidget(self.cells, 1)
        column.addWidget(self.legend)
        column.addWidget(self.pointed)
        self._lanes: list[LaneView] = []
        self._subjects: list[object] = []
        self._spare: list[tuple[View, tuple[str, ...]]] = []  # made for lanes that have gone, with their inputs' names
        self._drawn: tuple[object, ...] = ()
        self._unit: Selection | None = None  # that the mouse is at in another panel

    @property
    def views(self) -> list[View]:
        """The views of the lanes, in their order."""
        return self.cells.views

    def draw(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw the latest map of every lane that has one."""
        del selection  # a map is the whole network's
        shown = [lane for lane in lanes if _view_type(lane.present, lane.snapshot) is not None]
        if not shown:
            self.set_empty(True)
            self.set_note("")
            return
        drawn = tuple(lane.snapshot for lane in shown)
        if len(drawn) == len(self._drawn) and all(a is b for a, b in zip(drawn, self._drawn, strict=True)):
            return
        self._prepare_views(shown)
        self._lanes = shown
        self.set_empty(False)
        for place, (view, lane) in enumerate(zip(self.views, shown, strict=True)):
            self._show(view, lane, place)
        self._write_words()
        self._drawn = drawn
        is_large = any(isinstance(view, DecisionMap) and view.wants_fine for view in self.views)
        vars(self)["needs"] = type(self).needs | ({"fine_map"} if is_large else set())

    def _show(self, view: View, lane: LaneView, place: int) -> None:
        if isinstance(view, DecisionMap):
            unit = self._unit
            view.show_lane(lane, unit.pair if unit is not None and unit.lane == place else None)
        else:
            view.show_lane(lane)

    def show_pointed(self, unit: Selection | None) -> None:
        """Show the map of the unit that the mouse is at in another panel, or the network's again."""
        self._unit = unit
        for place, (view, lane) in enumerate(zip(self.views, self._lanes, strict=False)):
            if isinstance(view, DecisionMap):
                self._show(view, lane, place)

    def _prepare_views(self, lanes: Sequence[LaneView]) -> None:
        """Make views for these lanes when their kind or inputs differ, and give them a new run's facts."""
        kinds = [(_view_type(lane.present, lane.snapshot), lane.present.input_texts[:2]) for lane in lanes]
        if kinds != [(type(v), n) for v, n in zip(self.views, self.cells.input_names, strict=True)]:
            free = [*zip(self.views, self.cells.input_names, strict=True), *self._spare]
            views = [self._view_for(lane, free) for lane in lanes]
            self._spare = free[:MAX_LANES]
            self.cells.set_views(views, [names for _, names in kinds])
            for view, _ in free[MAX_LANES:]:
                view.deleteLater()
            self._on_pointed("")
        else:
            for view, lane, subject in zip(self.views, lanes, self._subjects, strict=True):
                if lane.present is not subject:
                    view.set_facts(lane.present)
        self._subjects = [lane.present for lane in lanes]

    def _view_for(self, lane: LaneView, free: list[tuple[View, tuple[str, ...]]]) -> View:
        """Take a view of the lane's kind and inputs from those that are free, or make one, which takes some 40 ms."""
        make = _view_type(lane.present, lane.snapshot)
        assert make is not None
        for each in free:
            view, names = each
            if type(view) is make and names == lane.present.input_texts[:2]:
                free.remove(each)
                view.set_facts(lane.present)
                return view
        made = make(lane.present)
        if isinstance(made, ConfusionMatrix):
            made.pointed.connect(self._on_pointed)
        return made

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        for view in (*self.views, *(view for view, _ in self._spare)):
            view.restyle()
        self._drawn = ()
        if self._lanes:
            self._write_words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the note in a narrow panel."""
        super().resizeEvent(event)
        if self._lanes:
            self._write_words()

    # Words

    def _write_words(self) -> None:
        step = step_text(lane.snapshot.units_step for lane in self._lanes)
        alone = len(self._lanes) == 1
        result = tr("train {result}", result=_result(self._lanes[0].snapshot)) if alone else ""
        widest = _widest_result(self._lanes[0].snapshot)
        longest = tr("train {result}", result=widest)
        in_header = alone and self._fits(longest)
        self.set_note(result if in_header else "", step)
        titles = [] if alone else [(lane.name, _results(lane.snapshot)) for lane in self._lanes]
        widest_forms = _forms(widest, widest.replace(".0 %", " %"))
        self.cells.set_titles(titles, widest_forms, [theme.current().lane(lane.index).name() for lane in self._lanes])
        is_matrix = isinstance(self.views[0], ConfusionMatrix)
        self.pointed.setVisible(is_matrix and self.height() >= LOW_PX)
        below = alone and not in_header
        entries = [LegendEntry(result, theme.current().muted, "none", longest)] if below else []
        if not is_matrix:
            entries += _legend(self._lanes[0].present, self.views[0], self.width() > WIDE_PX)
        if self.height() < LOW_PX or not self.legend.fits(entries):  # the room is for the maps
            entries = [entry for entry in entries if entry.kind != "halo"]
        if not self.legend.fits(entries):
            entries = [entry for entry in entries if entry.kind != "triangle"]
        self.legend.setVisible(bool(entries))
        self.legend.set_entries(entries)

    def _fits(self, note: str) -> bool:
        """Whether a note has room beside the title and the buttons."""
        title_px = self.fontMetrics().horizontalAdvance(self.title) * 1.15  # it is set in bold
        note_px = self.header.note.fontMetrics().horizontalAdvance(note)
        return title_px + note_px + HEADER_REST_PX <= self.width()

    def _on_pointed(self, text: str) -> None:
        self.pointed.setText(text or tr("training examples by true class"))
        set_tip(self.pointed, text)

    def table(self) -> list[list[object]]:
        """Return the map's pixels, the matrix or the predictions as rows."""
        if not self._lanes:
            return []
        facts, view = self._lanes[0].present, self.views[0]
        head: list[object] = ["lane", "step"]
        if isinstance(view, DecisionMap):
            head += [*facts.input_names, *(facts.class_names or ("predicted",))]
        elif isinstance(view, ConfusionMatrix):
            head += ["true class", *facts.class_names]
        else:
            head += ["true", "predicted"]
        rows = [head]
        for lane, each in zip(self._lanes, self.views, strict=True):
            rows += each.table(lane.name)
        return rows


class _Cells(QWidget):
    """The lanes' views side by side, or two by two, each with a title when there are several."""

    def __init__(self) -> None:
        super().__init__()
        self.views: list[View] = []
        self.input_names: list[tuple[str, ...]] = []
        self._titles = [RichLabel(self) for _ in range(MAX_LANES)]
        for title in self._titles:
            title.setFont(theme.tabular(theme.small(title.font())))
            title.hide()

    def set_views(self, views: list[View], input_names: list[tuple[str, ...]]) -> None:
        """Show these views instead of those before."""
        for view in self.views:
            view.setVisible(view in views)
        self.views, self.input_names = views, input_names
        for view in views:
            view.setParent(self)
            view.show()
        self._arrange()

    def set_titles(self, titles: list[tuple[str, tuple[str, ...]]], widest: Sequence[str], colours: list[str]) -> None:
        """Write a title above each view: a name and a result, in the longest form whose widest text fits everywhere."""
        strong, usual = QFontMetrics(_bold(self._titles[0].font())), QFontMetrics(self._titles[0].font())
        room = self.width() // self.n_columns - ROOM_PX - strong.horizontalAdvance("■ ")
        widths = [strong.horizontalAdvance(name) for name, _ in titles]
        roomy = room >= LEAST_NAME_PX or max(widths, default=0) <= room  # else the colour alone tells the lane
        beside = room - max(widths, default=0)
        form = next((i for i, text in enumerate(widest) if usual.horizontalAdvance(f" {text}") <= beside), None)
        for i, label in enumerate(self._titles):
            label.setVisible(i < len(titles))
            if i < len(titles):
                name, forms = titles[i]
                shown = strong.elidedText(name, Qt.TextElideMode.ElideRight, room) if roomy else ""
                label.set_rich(
                    rich(coloured(colours[i], bold("■ ")), bold(shown), "" if form is None else f" {forms[form]}")
                )
                set_tip(label, f"{name} {forms[0]}")
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the views for the new size."""
        super().resizeEvent(event)
        self._arrange()

    @property
    def n_columns(self) -> int:
        """How many views are side by side, so that each is as large as possible."""
        n = max(1, len(self.views))
        return max(range(1, n + 1), key=lambda c: min(self.width() / c, self.height() / -(-n // c)))

    def _arrange(self) -> None:
        n, columns = len(self.views), self.n_columns
        if n == 0:
            return
        rows = -(-n // columns)
        width, height = self.width() // columns, self.height() // rows
        top = px(TITLE_PX) if n > 1 else 0
        for i, view in enumerate(self.views):
            x, y = (i % columns) * width, (i // columns) * height
            left = 12 if width >= ROOMY_PX else 2
            self._titles[i].setGeometry(QRect(x + left, y, width - left, px(TITLE_PX)))
            view.setGeometry(QRect(x, y + top, width, height - top))


def _view_type(facts: RunFacts, snapshot: Snapshot) -> type[View] | None:
    """Return which view suits the data, or None while what it shows has not been measured."""
    if facts.map_extent is not None:
        return None if snapshot.output_map is None else DecisionMap
    if facts.task == "classification":
        return None if snapshot.confusion is None else ConfusionMatrix
    return None if snapshot.predictions is None else PredictionPlot


def _result(snapshot: Snapshot, decimals: int = 1) -> str:
    if snapshot.accuracy is not None:
        return f"{100 * snapshot.accuracy:.{decimals}f} %"
    return tr("loss {loss}", loss=plain(snapshot.loss))


def _results(snapshot: Snapshot) -> tuple[str, ...]:
    """Return a lane's result for its title, the longest form first."""
    return _forms(_result(snapshot), _result(snapshot, 0))


def _forms(result: str, brief: str) -> tuple[str, ...]:
    return tr("train {result}", result=result), result, brief, brief.replace(" %", "%")


def _widest_result(snapshot: Snapshot) -> str:
    return "100.0 %" if snapshot.accuracy is not None else tr("loss {loss}", loss="0.00999")


def _legend(facts: RunFacts, view: View, wide: bool) -> list[LegendEntry]:
    """Return the samples below the views: classes or ends of the value scale, points, and how many are drawn."""
    now = theme.current()
    entries: list[LegendEntry] = []
    if isinstance(view, PredictionPlot):
        entries += [LegendEntry(tr("a training example"), now.accent, "dot")]
        entries.append(LegendEntry(tr("exact"), now.text, "dash"))
    elif facts.class_names:
        n = len(facts.class_names)
        names = shortened(facts.class_texts, 12)
        told = [tr("class {name}", name=name) for name in names] if wide and n <= 3 else names
        entries += [LegendEntry(name, class_colour(i).name(), "dot") for i, name in enumerate(told[:8])]
    else:
        middle, half = value_scale(facts.own_train_y[:, 0])
        for sign in (-1, 1):
            value = round(middle + sign * half, 2 - math.floor(math.log10(half)))  # three figures of the range
            entries.append(LegendEntry(short_number(value), signed_colour(sign).name(), "band"))
    if isinstance(view, DecisionMap) and len(facts.test_x):
        entries.append(LegendEntry(tr("test"), now.muted, "triangle"))
    if isinstance(view, DecisionMap) and facts.class_names:
        entries.append(LegendEntry(tr("misclassified"), now.text, "halo"))
    train, test = thinned(facts)
    n_all, n_drawn = len(facts.train_x), len(train)
    if isinstance(view, DecisionMap):
        n_all, n_drawn = n_all + len(facts.test_x), n_drawn + len(test)
    if n_drawn < n_all:
        entries.append(LegendEntry(tr("{n} of {all} points", n=whole(n_drawn), all=whole(n_all)), now.muted, "none"))
    return entries


def _bold(font: QFont) -> QFont:
    result = QFont(font)
    result.setBold(True)
    return result
