"""What the table of lanes says: a row for each lane, a cell for each measure, and which of the cells is the best."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from actviz.app.lanes import LaneView
from actviz.frozen import dataclass
from actviz.number_text import figure, percent
from actviz.training.config.run_name import short_text
from actviz.training.config.setting_text import differing_fields
from actviz.translation import mark, tr

UNKNOWN = "–"
LOWEST, HIGHEST = -7.0, 3.0  # log10 of the gradient's ratio at the ends of its bar
SAME_SETTINGS = mark("same settings")


@dataclass(frozen=True)
class Cell:
    """One measure of one lane: its text, the length of its bar (0 … 1), and what is marked."""

    text: str
    share: float = 0.0
    value: float = math.nan  # the smaller the better; NaN where none is better
    is_fault: bool = False  # in the lane's diagnosis
    is_best: bool = False


@dataclass(frozen=True)
class LaneRow:
    """One lane of the table."""

    name: str
    index: int  # picks the lane's colour
    differs: tuple[str, ...]  # the values of the settings that differ, in words
    verdict: str
    sick: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Measure:
    """A column: its heads, the longest first, and how a lane's cell is made."""

    heads: tuple[str, ...]  # in English, marked
    width: float  # as a share of the usual one
    cell: Callable[[LaneView, Sequence[LaneView]], Cell]


def measures(lanes: Sequence[LaneView]) -> tuple[Measure, ...]:
    """Return the columns for these lanes, the most important first."""
    snapshots = [lane.snapshot for lane in lanes]
    if all(each.test_accuracy is not None for each in snapshots):
        score = Measure((mark("Test accuracy"), mark("Test acc.")), 1.1, _test_accuracy)
    elif all(each.accuracy is not None for each in snapshots):
        score = Measure((mark("Train accuracy"), mark("Train acc.")), 1.1, _accuracy)
    else:
        score = Measure((mark("Test loss"),), 1.1, _test_loss)
    return (
        Measure((mark("Train loss"), mark("Loss")), 1.0, _loss),
        score,
        Measure((mark("Gradient at layer 1"), mark("Gradient")), 1.15, _gradient),
        Measure((mark("Dead units"), mark("Dead")), 0.95, _dead),
        Measure((mark("Wasted units"), mark("Wasted")), 0.8, _wasted),
    )


def lane_rows(lanes: Sequence[LaneView]) -> tuple[LaneRow, ...]:
    """Return a row for each lane, with the best of every column marked, where one is better than another."""
    columns = [_marked([measure.cell(lane, lanes) for lane in lanes]) for measure in measures(lanes)]
    names = differing_fields([lane.snapshot.config for lane in lanes])
    return tuple(
        LaneRow(
            lane.name,
            lane.index,
            _differs(lane, names),
            "" if lane.diagnosis is None else lane.diagnosis.verdict.title,
            lane.diagnosis is not None and lane.diagnosis.verdict.sick,
            tuple(column[place] for column in columns),
        )
        for place, lane in enumerate(lanes)
    )


def _differs(lane: LaneView, names: Sequence[str]) -> tuple[str, ...]:
    """Return this lane's values of the settings that differ, such as "rate 0.3"; not what its name says."""
    if not names:
        return (tr(SAME_SETTINGS),)
    config = lane.snapshot.config
    parts = (short_text(name, config) for name in names)
    return tuple(part for part in parts if part and part not in re.split(", |，", lane.name))


def _marked(cells: list[Cell]) -> list[Cell]:
    values = [cell.value for cell in cells if not math.isnan(cell.value)]
    if len(values) < 2 or min(values) == max(values):
        return cells
    best = next(cell.text for cell in cells if cell.value == min(values))
    if all(cell.text == best for cell in cells):  # what is read as equal is not told apart
        return cells
    return [replace(cell, is_best=cell.text == best) for cell in cells]


def _loss(lane: LaneView, lanes: Sequence[LaneView]) -> Cell:
    return _loss_cell(lane, lane.snapshot.loss, [each.snapshot.loss for each in lanes])


def _test_loss(lane: LaneView, lanes: Sequence[LaneView]) -> Cell:
    return _loss_cell(lane, lane.snapshot.test_loss, [each.snapshot.test_loss for each in lanes])


def _loss_cell(lane: LaneView, loss: float | None, losses: Sequence[float | None]) -> Cell:
    if lane.snapshot.divergence is not None:
        return Cell(tr("diverged"), 1.0, math.inf, is_fault=True)
    if loss is None or math.isnan(loss):
        return Cell(UNKNOWN)
    largest = max((each for each in losses if each is not None and math.isfinite(each)), default=0.0)
    share = min(1.0, loss / largest) if largest > 0.0 else 0.0
    return Cell(figure(loss), share, loss)


def _test_accuracy(lane: LaneView, _lanes: Sequence[LaneView]) -> Cell:
    return _share(lane.snapshot.test_accuracy)


def _accuracy(lane: LaneView, _lanes: Sequence[LaneView]) -> Cell:
    return _share(lane.snapshot.accuracy)


def _share(accuracy: float | None) -> Cell:
    return Cell(UNKNOWN) if accuracy is None else Cell(f"{100 * accuracy:.1f} %", accuracy, -accuracy)


def _gradient(lane: LaneView, _lanes: Sequence[LaneView]) -> Cell:
    """Return the reading of the diagnosis; no ratio is better than another that is no fault."""
    found = lane.diagnosis
    if found is None or found.readings is None:
        return Cell(UNKNOWN)
    ratio = found.readings.ratio
    log = math.log10(ratio) if ratio else LOWEST
    share = min(1.0, max(0.0, (log - LOWEST) / (HIGHEST - LOWEST))) if ratio is not None else 0.0
    return Cell(found.readings.text, share, is_fault=found.tells_of_the_gradient)


def _dead(lane: LaneView, _lanes: Sequence[LaneView]) -> Cell:
    found = lane.diagnosis
    if found is None or found.readings is None:
        return Cell(UNKNOWN)
    n, of = found.readings.n_dead, found.readings.n_units
    return Cell(f"{n}/{of}", n / max(1, of), n / max(1, of), is_fault=found.tells_of_dead_units)


def _wasted(lane: LaneView, _lanes: Sequence[LaneView]) -> Cell:
    wasted = lane.snapshot.wasted
    if wasted is None:
        return Cell(UNKNOWN)
    share = wasted.removed.units / max(1, wasted.n_units)
    return Cell(percent(share), share, share)
