"""The sheets of a hand-out, with pictures that the panels draw of the lesson's own runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

from actviz.app.lanes import LaneView, Selection
from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.export.exported_run import Progress
from actviz.lessons.handout import Sheet, sheet_of
from actviz.lessons.lesson import RUN, Lesson, Step
from actviz.lessons.walk import Stop, walk
from actviz.recording.recorded import LANE_NAMES
from actviz.training.config.run_name import names_apart
from actviz.ui.panels.base.panel import PANELS
from actviz.ui.theme import theme
from actviz.ui.widgets.formula import drawing_of
from actviz.ui.window.scene_badges import PANELS_OF

SIZE = QSize(700, 330)  # of a picture
EXTRA = frozenset({"output_map"})  # the tiles of the network are maps
TURNS = ("means", "alphas")  # anchors to which a panel is turned
Drawn = tuple[Sheet, tuple[LaneView, ...]]  # a sheet, and what is to be drawn for it
FORMULA_SHARE = 1.1  # of the size that a formula has in its SVG


def gone_through(lesson: Lesson, progress: Progress) -> list[Drawn]:
    """Go through a lesson and return its sheets, with formulas; it raises as `progress` does."""
    found: list[Drawn] = []
    drawn: object = None  # for the sheet before
    for stop in walk(lesson, more_needs=_needs):
        progress(stop.place / len(lesson.steps))
        sheet = sheet_of(lesson, stop)
        drawing = drawing_of(sheet.formula) if sheet.formula else None
        if drawing is not None:
            width, height = (f"{FORMULA_SHARE * length:.1f}" for length in (drawing.width, drawing.height))
            svg = drawing.svg.replace("<svg ", f'<svg style="width:{width}px;height:{height}px" ', 1)
            sheet = replace(sheet, formula_svg=svg)
        shown = _shown(stop)
        found.append((sheet, _lanes(stop) if shown is not None and shown != drawn else ()))
        drawn = shown or drawn
    return found


def _shown(stop: Stop) -> object:
    """Return what a picture for a step would show, to be compared; None for no picture.

    What a run comes to is drawn for the steps after it: it answers the question before it.
    """
    step = stop.step
    if not step.anchor or step.kind == RUN:
        return None
    runs = tuple((facts.config, seen.snapshot.config, seen.snapshot.step) for facts, seen in zip(stop.facts, stop.after,
                                                                                             strict=True))  # fmt: skip
    return _panel_key(step), step.layer, step.unit, step.lane, step.anchor in TURNS and step.anchor, runs


def _needs(step: Step) -> frozenset[str]:
    return EXTRA | PANELS[_panel_key(step)].load().needs if step.anchor else frozenset()


def _panel_key(step: Step) -> str:
    return PANELS_OF.get(step.anchor, step.anchor)


def _lanes(stop: Stop) -> tuple[LaneView, ...]:
    """Return the lanes of a stop, as panels draw them."""
    found, apart = [], names_apart([facts.config for facts in stop.facts])
    for index, (facts, seen) in enumerate(zip(stop.facts, stop.after, strict=True)):
        assert seen.history is not None
        name = stop.names[index] or apart[index] or LANE_NAMES[index]
        diagnosis = diagnosis_of(facts, seen.snapshot, seen.history, with_suggestions=False)
        step = seen.snapshot.step
        found.append(LaneView(index, name, facts, seen.snapshot, seen.history, newest=step, diagnosis=diagnosis))
    return tuple(found)


def with_pictures(drawn: Sequence[Drawn]) -> list[Sheet]:
    """Return the sheets with the pictures of the panels that their steps speak of, on a light ground."""
    with _light(), _holder() as holder:
        return [
            replace(sheet, picture=_picture(holder, sheet.step, lanes)) if lanes else sheet for sheet, lanes in drawn
        ]


@contextmanager
def _light() -> Iterator[None]:
    app, before = cast(QApplication, QApplication.instance()), theme.current().name
    theme.apply(app, "light")
    try:
        yield
    finally:
        theme.apply(app, before)


@contextmanager
def _holder() -> Iterator[QWidget]:
    """Make a window that nobody sees: a panel in it lays itself out as in any other."""
    holder = QWidget()
    holder.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    holder.resize(SIZE.width(), 2 * SIZE.height())
    holder.show()
    try:
        yield holder
    finally:
        holder.close()
        holder.deleteLater()


def _picture(holder: QWidget, step: Step, lanes: Sequence[LaneView]) -> bytes:
    """Return what a panel shows of the lanes, as a PNG."""
    panel = PANELS[_panel_key(step)].load()()
    for part in (panel.header, panel):
        part.setParent(holder)
        part.resize(SIZE.width(), part.sizeHint().height() if part is panel.header else SIZE.height())
        part.show()
    panel.restyle()
    panel.turn_to(step.anchor)
    selection = Selection(step.layer, step.unit, step.lane - 1).within(lanes[0].facts.config.hidden)
    for _ in range(2):  # sentences take their lines once they are known, and the plots then have less room
        panel.draw(lanes, selection)
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    picture, buffer = panel.grab_image(), QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    for part in (panel.header, panel):
        part.hide()
        part.deleteLater()
    return bytes(buffer.data().data())
