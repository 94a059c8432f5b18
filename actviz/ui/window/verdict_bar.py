"""VerdictBar: the diagnosis' headline in words, and its two numbers with their courses, under the top bar."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from actviz.app.lanes import LaneView
from actviz.diagnosis.findings import Diagnosis, Readings
from actviz.joined_text import clauses
from actviz.number_text import compact, unbroken, whole
from actviz.training.units.structure_text import gets_no_gradient
from actviz.translation import mark, tr
from actviz.ui.theme import theme
from actviz.ui.widgets.roving_focus import RovingFocus
from actviz.ui.widgets.text import Rich, paragraphs, set_tip
from actviz.ui.window.recent_course import RecentCourse
from actviz.ui.window.verdict_chip import NO_COURSE, VerdictChip

MEASURING = mark("Measuring …")
DEAD_UNITS, DEAD = mark("Dead units"), mark("Dead")
SLOWLY_S = 1.0  # a minute's course moves by a pixel
SMALLEST_WORDS_PX = 300  # of the headline: below it the courses give way
LABELS = {  # by what vanishes, or else might
    "gradient": mark("Gradient reaching layer 1"),
    "backward": mark("Backward signal, layer 1"),
    "forward": mark("Signal, last hidden layer"),
}
SHORT = {"gradient": mark("Gradient"), "backward": mark("Backward"), "forward": mark("Signal")}  # for a low window
_RATIOS = {
    "gradient": mark(
        "The size (RMS) of layer 1's weight gradient over the output layer's: the median over the latest steps, "
        "at step {step}."
    ),
    "backward": mark(
        "The backward signal of layer 1 over that of the output layer: the median over the latest steps, "
        "at step {step}."
    ),
    "forward": mark(
        "The signal of the last hidden layer over that of layer 1: the median over the latest steps, at step {step}."
    ),
}


class Headline(QAbstractButton):
    """One sentence, over two lines where it needs them; else what follows from it, and its step, stand below it.

    In a low window it is one line, which is cut where it is too long: its tip has all.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = ""
        self.rest: tuple[str, ...] = ()  # the second line, the longest form first
        self.sick = self._is_compact = False
        self._lag = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._take_fonts()

    def show_sentence(self, sentence: str, rest: Sequence[str], sick: bool, lag: str = "") -> None:
        """Show another sentence, and one of the forms of what stands below it; `lag` is added where nothing does."""
        if (sentence, tuple(rest), sick, lag) != (self.text(), self.rest, self.sick, self._lag):
            self._sentence, self.rest, self.sick, self._lag = sentence, tuple(rest), sick, lag
            self.setAccessibleName(". ".join((sentence, *self.rest[:1])))
            self.update()

    def text(self) -> str:
        """Return the sentence; a button's own text would ask for a new layout of the window at every change."""
        return self._sentence

    def set_compact(self, compact: bool) -> None:
        """Be one line high, or two."""
        if compact != self._is_compact:
            self._is_compact = compact
            self.updateGeometry()
            self.update()

    def lines(self) -> list[str]:
        """Return the sentence in lines of the present width."""
        metrics, room, cut = QFontMetrics(self._bold), self.width() - 8, Qt.TextElideMode.ElideRight
        text = self.text() + self._lag
        if self._is_compact:
            fitting = (form for form in (text, self.text()) if metrics.horizontalAdvance(form) <= room)
            return [next(fitting, metrics.elidedText(text, cut, room))]
        if metrics.horizontalAdvance(self.text()) <= room:
            return [self.text()]
        layout = QTextLayout(unbroken(text), self._bold)  # as long as the text
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(room)
        layout.endLayout()
        first = line.textLength()
        return [text[:first].rstrip(), metrics.elidedText(text[first:], cut, room)]

    def sizeHint(self) -> QSize:
        """Return the room for the lines."""
        n_lines = 1 if self._is_compact else 2
        return QSize(SMALLEST_WORDS_PX, n_lines * QFontMetrics(self._bold).lineSpacing() + 4)

    def changeEvent(self, event: QEvent) -> None:
        """Take another size with another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._take_fonts()

    def _take_fonts(self) -> None:
        self._bold, self._small = QFont(self.font()), theme.tabular(theme.small(self.font()))
        self._bold.setWeight(QFont.Weight.DemiBold)
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines, and a frame around them while a key would open the panel."""
        now, painter = theme.current(), QPainter(self)
        if self.hasFocus() or self.underMouse():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(now.accent if self.hasFocus() else now.border), 1.0))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        lines, bold, small = self.lines(), QFontMetrics(self._bold), QFontMetrics(self._small)
        below = bold.lineSpacing() if len(lines) > 1 else 0 if self._is_compact else small.lineSpacing()
        y = (self.height() - bold.lineSpacing() - below) / 2 + bold.ascent()
        painter.setFont(self._bold)
        painter.setPen(QColor(now.dead_text if self.sick else now.text))
        for place, line in enumerate(lines):
            painter.drawText(QPointF(4, y + place * bold.lineSpacing()), line)
        if len(lines) == 1 and self.rest and not self._is_compact:
            room = self.width() - 8
            rest = next((form for form in self.rest if small.horizontalAdvance(form) <= room), self.rest[-1])
            painter.setFont(self._small)
            painter.setPen(QColor(now.muted))
            painter.drawText(QPointF(4, y + bold.lineSpacing()), rest)


class VerdictBar(QFrame):
    """What the diagnosis says of the chosen lane, and nothing else: sentence, chips and card never disagree.

    Signals:
        panel_requested(str): the panel that explains what was clicked, by its key.
    """

    panel_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdictBar")
        self.setAccessibleName(tr("Verdict"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.headline = Headline()
        self.gradient_chip = VerdictChip(
            max(map(tr, LABELS.values()), key=len), max(map(tr, SHORT.values()), key=len), ("1/8,800,000", "")
        )
        self.dead_chip = VerdictChip(tr(DEAD_UNITS), tr(DEAD), (whole(8_888), _of_units(8_888)))
        self._course = RecentCourse()
        self._told: tuple[object, ...] = ()  # what the courses and the tips were made for
        self._told_s = 0.0  # and when
        self.headline.clicked.connect(lambda: self.panel_requested.emit("diagnosis"))
        self.gradient_chip.clicked.connect(lambda: self.panel_requested.emit("gradient_flow"))
        self.dead_chip.clicked.connect(lambda: self.panel_requested.emit("dead_units"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addWidget(self.headline, 1)
        self._row.addWidget(self.gradient_chip)
        self._row.addWidget(self.dead_chip)
        RovingFocus(self).set_widgets([self.headline, *self.chips])
        self._show_nothing()

    @property
    def chips(self) -> tuple[VerdictChip, VerdictChip]:
        """Both chips."""
        return self.gradient_chip, self.dead_chip

    def show_lanes(self, lanes: Sequence[LaneView], current: int = 0, moving: bool = False) -> None:
        """Show the verdict on the lane at this place, marked by its colour where there are several.

        While steps follow one another (`moving`), courses and tool tips are those of a moment ago, of at most SLOWLY_S.
        """
        for each in lanes:
            self._course.note(each)
        if not lanes:
            return
        lane = lanes[min(current, len(lanes) - 1)]
        several = len(lanes) > 1
        for chip in self.chips:
            chip.set_lane(theme.current().lane(lane.index) if several else None)
        diagnosis, readings = lane.diagnosis, lane.diagnosis.readings if lane.diagnosis else None
        if diagnosis is None or readings is None:
            self._show_nothing()
            return
        lag = tr(" (at step {step})", step=whole(diagnosis.step))
        lag = "" if diagnosis.step == lane.snapshot.units_step else lag
        sentence = diagnosis.headline
        if several:
            sentence = tr("{name}: {told}", name=lane.name, told=sentence)
        self.headline.show_sentence(sentence, _rest(diagnosis), diagnosis.verdict.sick, lag)
        self._show_gradient(readings.of, readings.text, alarm=diagnosis.tells_of_the_gradient)
        unit = _of_units(readings.n_units)
        self._show_dead(whole(readings.n_dead), unit, alarm=diagnosis.tells_of_dead_units)
        told = lane.key, lane.facts, lane.at, diagnosis.verdict.key, readings.of
        now_s = monotonic()
        if moving and told == self._told and now_s < self._told_s + SLOWLY_S:
            return
        self._told, self._told_s = told, now_s
        self.gradient_chip.show_course(self._course.gradient(lane, readings))
        self.dead_chip.show_course(self._course.dead(lane, readings))
        self._set_tips(lane, diagnosis, readings)

    def restyle(self) -> None:
        """Apply the theme's colours."""
        for part in (self.headline, *self.chips):
            part.update()

    def set_compact(self, compact: bool) -> None:
        """Be one line high, without courses, or have room for all."""
        for part in (self.headline, *self.chips):
            part.set_compact(compact)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the courses out where the sentence would have too little room."""
        super().resizeEvent(event)
        room = self.width() - sum(chip.width_with(course=True) for chip in self.chips) - 3 * self._row.spacing()
        for chip in self.chips:
            chip.set_course_shown(room >= SMALLEST_WORDS_PX)

    def _show_gradient(self, of: str, value: str, *, alarm: bool) -> None:
        self.gradient_chip.show_value(tr(LABELS[of]), tr(SHORT[of]), value, "", alarm=alarm, term=LABELS[of])

    def _show_dead(self, value: str, unit: str, *, alarm: bool) -> None:
        self.dead_chip.show_value(tr(DEAD_UNITS), tr(DEAD), value, unit, alarm=alarm, term=DEAD_UNITS)

    def _show_nothing(self) -> None:
        self._told = ()
        self.headline.show_sentence(tr(MEASURING), (), sick=False)
        self._show_gradient("gradient", "–", alarm=False)
        self._show_dead("–", "", alarm=False)
        for chip in self.chips:
            chip.show_course(NO_COURSE)

    def _set_tips(self, lane: LaneView, diagnosis: Diagnosis, readings: Readings) -> None:
        set_tip(self.headline, _headline_tip(diagnosis))
        config, step = lane.snapshot.config, whole(diagnosis.step)
        set_tip(
            self.gradient_chip,
            paragraphs(
                tr(_RATIOS[readings.of], step=step),
                tr(
                    "Gradient: {verdict}. It is called vanishing below {vanishing} and exploding above {exploding}, "
                    "where that hinders learning.",
                    verdict=tr(diagnosis.gradient_verdict),
                    vanishing=compact(config.vanishing_below),
                    exploding=compact(config.exploding_above),
                ),
                tr(
                    "The line is its course over the last 60 s of training, from 10⁻⁷ to 10³; the dotted line is where "
                    "vanishing begins. Click for Gradient flow."
                ),
            ),
        )
        if all(gets_no_gradient(config, i) for i in range(1, len(lane.snapshot.units) + 1)):
            what = tr(
                "Hidden units whose slope is exactly zero on every training example, so that no gradient reaches them; "
                "counted on the whole training set at step {step}.",
                step=step,
            )
        else:
            what = tr(
                "Hidden units whose slope is exactly zero on every training example; counted on the whole training set "
                "at step {step}.",
                step=step,
            )
        layers = [i for i, units in enumerate(lane.snapshot.units, 1) if units.dead.all()]
        which = tr("Every unit is dead in layer {layers}.", layers=clauses(map(str, layers[:8]))) if layers else ""
        marked = tr(
            "Marked when they are a fault in the diagnosis. The line is their course over the last 60 s of training. "
            "Click for Dead units."
        )
        set_tip(self.dead_chip, paragraphs(what, which, marked))


def _rest(diagnosis: Diagnosis) -> tuple[str, ...]:
    """Return what stands below the sentence: the verdict's name, what follows from it, and the step of both."""
    verdict, step = diagnosis.verdict, tr("step {step}", step=whole(diagnosis.step))
    names = [verdict.title] if diagnosis.headline != verdict.title else []
    results = [f"{found.title[:1].lower()}{found.title[1:]}" for found in diagnosis.because[:1]]
    so = [tr("so: {finding}", finding=each) if names else tr("So: {finding}", finding=each) for each in results]
    return " · ".join((*names, *so, step)), " · ".join((*names, step)), step


def _of_units(n: int) -> str:
    return tr("of {n}", n=whole(n))


def _headline_tip(diagnosis: Diagnosis) -> Rich:
    verdict = diagnosis.verdict
    when = tr("{verdict}, at step {step}.", verdict=verdict.title, step=whole(diagnosis.step))
    return paragraphs(when, verdict.explanation, tr("Click for Diagnosis."))
