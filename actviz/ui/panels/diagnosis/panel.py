"""What is wrong with the run, why, and changes that can be tried and measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from actviz.app.lanes import LaneView, Selection
from actviz.app.trials import TrialsView
from actviz.diagnosis.findings import Diagnosis, Suggestion
from actviz.joined_text import clauses
from actviz.number_text import unbroken, whole
from actviz.translation import mark, tr
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.panels.diagnosis.area import LEFT_PX, RIGHT_PX, Area
from actviz.ui.panels.diagnosis.capacity_line import WASTED, CapacityLine
from actviz.ui.panels.diagnosis.evidence_table import Facts
from actviz.ui.panels.diagnosis.panel_links import PanelLinks
from actviz.ui.panels.diagnosis.suggestion_card import SuggestionCard
from actviz.ui.panels.diagnosis.suggestion_cards import SuggestionCards
from actviz.ui.panels.diagnosis.trial_block import TrialBlock
from actviz.ui.theme import theme
from actviz.ui.widgets.buttons import tool_button
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.fast_wrapped_label import WrappedLabel
from actviz.ui.widgets.selectable_text import SelectableText
from actviz.ui.widgets.text import PlainLabel, paragraphs, set_tip

NOTHING_TO_TRY = mark("Changes that may help are listed here when something is wrong.")
NO_SETTING_HELPS = mark("No change of settings is known to help.")
HOW_TO_TRY = (
    mark("Try: trains a copy with this change, in the background"),
    mark("Try: trains a copy, in the background"),
    mark("Try trains a changed copy"),
    mark("Try trains a copy"),
    mark("Try"),
)
NARROWEST_PX = 206
USUAL_TITLE = mark("The inputs are of very different scales")  # there is always room for a title as long as this


@register
class DiagnosisPanel(Panel):
    """What is wrong with the run: the cause first, its consequences below. Each verdict rests on the numbers under
    it, measured at the step in the header; it changes only when another one has held for several measurements.

    Each card is a change that may help, and keeps its place while the run goes on: Try trains the present network and
    the changed one from the same seed, in the background, and shows the measurements of both below the cards. Adopt
    starts the run again from step 0 with the change; Ctrl+Z undoes it. "Helped in 17 of 18 runs" counts runs that
    failed from the same cause. "Shown by" links to the panels that show the fault. "Map this" trains many short runs
    around the present settings, on the two settings that matter most for the cause, and colours what came of them.
    """

    key = "diagnosis"
    needs: ClassVar[frozenset[str]] = WASTED
    every_frame = True  # so that it never lags behind the verdict bar; it draws only what is new

    def __init__(self) -> None:
        super().__init__()
        self._lanes: tuple[LaneView, ...] = ()
        self._lane: LaneView | None = None  # the chosen one
        self._trials = TrialsView()
        self._drawn: Diagnosis | None = None
        self._names: list[str] = []
        self._seen: tuple[object, ...] = ()  # the measurement that was drawn last, and of which lane
        self._shown: tuple[object, ...] = ()  # what the cards were drawn for
        self._chosen: Suggestion | None = None  # whose result is shown in full
        self.lane_name, self.verdict = NumberLabel(), WrappedLabel()
        self.verdict.setObjectName("verdict")
        self.how_to_try = NumberLabel()
        self.how_to_try.set_text(*map(tr, HOW_TO_TRY))
        self.nothing = PlainLabel(tr(NOTHING_TO_TRY))
        self.trial = TrialBlock()
        self.explanation = SelectableText()
        self.others, self.before, self.capacity = WrappedLabel(), WrappedLabel(), CapacityLine()
        vars(self)["needs"] = self.capacity.needs  # none yet
        self.numbers = Facts()
        self.links = PanelLinks()
        self.map_button = tool_button(
            "quiet", tr("Map this"), tr("Map many runs around these settings, to see where the fault begins and ends")
        )
        self.map_button.clicked.connect(self._ask_for_map)
        self.add_header_widget(self.map_button)
        self._suggestions = SuggestionCards()
        self._suggestions.try_clicked.connect(self._on_try)
        self._suggestions.cancel_clicked.connect(self.cancel_requested)
        self._suggestions.adopt_clicked.connect(lambda chosen: self.adopt_requested.emit(chosen.changes))
        self._suggestions.result_clicked.connect(self._on_result_clicked)
        self._fitted: tuple[object, ...] = ()  # what the heights below were found for
        self._frame: tuple[object, ...] = ()  # what they only grow for
        self._heights: dict[QWidget, int] = {}
        self._lay_out()
        self.set_empty(True)
        self.restyle()

    def _lay_out(self) -> None:
        self.body.setMinimumWidth(NARROWEST_PX)
        holder, whole = QWidget(), QVBoxLayout(self.body)
        whole.setContentsMargins(0, 0, 0, 6)
        column = QVBoxLayout(holder)
        column.setContentsMargins(LEFT_PX, 0, RIGHT_PX, 2)
        column.setSpacing(4)
        small, strong = theme.small(self.font()), QFont(self.verdict.font())
        strong.setPointSizeF(strong.pointSizeF() * 1.1)
        strong.setWeight(QFont.Weight.DemiBold)
        self.verdict.setFont(strong)
        for line in (self.lane_name, self.how_to_try):
            line.setFont(small)
            line.setMinimumWidth(1)
            line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for muted in (self.lane_name, self.how_to_try, self.nothing, self.before, self.others):
            muted.setObjectName("muted")
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        for part in (self.nothing, self.explanation, self.others, self.before, self.capacity, self.links):
            part.setFont(small)
        self.links.setFixedHeight(self.links.fontMetrics().lineSpacing() + 1)
        self.links.linkActivated.connect(self.panel_requested)
        for above in (self.lane_name, self.verdict, self.how_to_try):
            column.addWidget(above)
        column.addLayout(self._suggestions)
        texts = self.explanation, self.others, self.before, self.numbers, self.capacity, self.links, self.nothing
        for below in (self.trial, *texts):
            column.addWidget(below)
        column.addStretch(1)
        for hidden in (self.lane_name, self.how_to_try, self.trial):
            hidden.hide()
        self._area = Area(holder, column, self._fit)
        whole.addWidget(self._area)

    def _ask_for_map(self) -> None:
        if self._drawn is not None:
            self.sweep_asked.emit("around", self._drawn.verdict.cause)

    def draw(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw the chosen lane's verdict; the panel Comparison has those of all lanes."""
        lane = selection.chosen(lanes)
        diagnosis = lane.diagnosis if lane is not None else None
        self.set_empty(diagnosis is None)
        self._lanes, self._lane = tuple(lanes), lane
        if lane is None or diagnosis is None:
            return
        names = [each.name for each in lanes]
        seen = lane.key, lane.snapshot.measurement, lane.snapshot.wasted, lane.at, names
        if seen == self._seen and diagnosis is self._drawn:
            return  # as in most frames
        self._seen = seen
        self.capacity.show_lane(lane)
        vars(self)["needs"] = self.capacity.needs  # this panel's own, before the class's widest
        if diagnosis is self._drawn and names == self._names:
            self._fit()
            return
        self._drawn, self._names = diagnosis, names
        self.lane_name.setVisible(len(lanes) > 1)
        self.lane_name.set_text(tr("Lane {name}", name=lane.name))
        self._draw_verdict(diagnosis)
        self.before.set_text(_before(lane, diagnosis))
        self._draw_cards()
        self._area.settle()
        self.set_note("", tr("step {step}", step=whole(diagnosis.step)))

    def show_trials(self, trials: TrialsView) -> None:
        """Show which suggestion is being tried, and the results of others."""
        self._trials = trials
        if self._drawn is not None:
            self._draw_cards()
            self._area.settle()

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        if self._drawn is not None:
            self._shown, self._fitted = (), ()
            self._draw_cards()
            self._draw_verdict(self._drawn)
            self.links.show_panels(self._drawn.verdict.panels, self._area.content_width())

    def sentence(self, lane: LaneView) -> str:
        """Say what is wrong, in the diagnosis' own words."""
        diagnosis = lane.diagnosis
        if diagnosis is None:
            return tr("Measuring.")
        return tr("{verdict}, at step {step}.", verdict=diagnosis.headline, step=whole(diagnosis.step))

    def table(self) -> list[list[object]]:
        """Return a row for each lane, finding and number."""
        rows: list[list[object]] = [["lane", "step", "finding", "severity", "evidence", "value"]]
        for lane in self._lanes:
            if lane.diagnosis is not None:
                for finding in lane.diagnosis.findings:
                    start: list[object] = [lane.name, lane.diagnosis.step, finding.title, finding.severity]
                    rows += [[*start, e.label, e.value] for e in finding.evidence]
        return rows

    def _fit(self) -> None:
        """Give each text the height that it needs.

        While verdict, room and cards stay the same no text takes less again: a figure more or less moves nothing. The
        title always has the room of a long one, so that the cards below it have one place for all verdicts.
        """
        if self._drawn is None:
            return
        room = self._area.content_width()
        texts = (self.verdict, self.explanation, self.others, self.before, self.capacity)
        fitted = (self._drawn.verdict.key, room, self.font().key(), *(each.text() for each in texts), self.numbers.rows)
        if fitted == self._fitted:
            return
        if fitted[:3] != self._frame:
            self._frame, self._heights = fitted[:3], {}
        self._fitted = fitted
        self._set_height(self.verdict, _wrapped_height(self.verdict, tr(USUAL_TITLE), room))
        for each in texts:
            self._set_height(each, _wrapped_height(each, each.text(), room))
        self._set_height(self.numbers, self.numbers.height_for(room))
        self.links.show_panels(self._drawn.verdict.panels, self._area.content_width())

    def _set_height(self, widget: QWidget, height: int) -> None:
        height = max(height, self._heights.get(widget, 0))
        self._heights[widget] = height
        if widget.minimumHeight() != height or widget.maximumHeight() != height:
            widget.setFixedHeight(height)
        widget.setVisible(height > 0)

    def _draw_verdict(self, diagnosis: Diagnosis) -> None:
        verdict = diagnosis.verdict
        theme.apply_property(self.verdict, "state", "sick" if verdict.sick else verdict.severity)
        self.verdict.set_text(verdict.title)
        set_tip(self.verdict, paragraphs(diagnosis.line))
        self.explanation.set_text(unbroken(verdict.explanation))
        self.numbers.show_rows(verdict.evidence)
        self.others.set_text("\n".join(_others(diagnosis)))
        set_tip(
            self.others,
            paragraphs(*(tr("{title}: {told}", title=f.title, told=f.explanation) for f in diagnosis.findings[1:])),
        )

    # Suggestions

    @property
    def cards(self) -> list[SuggestionCard]:
        """The suggestions' cards, from top to bottom."""
        return self._suggestions.cards

    def _draw_cards(self) -> None:
        config = self._lane.snapshot.config if self._lane is not None else None
        wanted = self._wanted()
        shown = (self._trials, config, self._drawn is not None and self._drawn.verdict.sick)
        if shown == self._shown and wanted == [card.suggestion for card in self.cards]:
            self._fit()
            return
        self._shown = shown
        self._suggestions.show_suggestions(wanted)
        is_sick = self._drawn is not None and self._drawn.verdict.sick
        _set(self.nothing, tr(NO_SETTING_HELPS) if is_sick else tr(NOTHING_TO_TRY))
        self.nothing.setVisible(not self.cards)
        self.how_to_try.setVisible(bool(self.cards))
        for card in self.cards:
            running = card.suggestion == self._trials.running
            result = None if config is None else self._trials.results.get((config, card.suggestion))
            card.show_state(self._trials.progress if running else None, None if running else result)
        self._draw_trial()
        self._fit()

    def _draw_trial(self) -> None:
        """Show the trial that runs, or the result that was chosen last, or the newest."""
        running = self._trials.running
        measured = {card.suggestion: card.result for card in self.cards if card.result is not None}
        if running is not None:
            of_these = self._lane is not None and self._trials.present == self._lane.snapshot.config
            self.trial.show_running(running, self._trials.progress, of_these)
        elif measured:
            chosen = self._chosen if self._chosen in measured else list(measured)[-1]
            result = measured.get(chosen)
            if result is not None:
                self.trial.show_result(result)
        self.trial.setVisible(running is not None or bool(measured))

    def _on_try(self, suggestion: Suggestion) -> None:
        self._chosen = suggestion
        self.try_requested.emit(suggestion)

    def _on_result_clicked(self, suggestion: Suggestion) -> None:
        self._chosen = suggestion
        self._draw_trial()

    def _wanted(self) -> list[Suggestion]:
        """The verdict's suggestions, what was tried on this configuration, and what is tried on any.

        None moves while a trial of this configuration runs.
        """
        if self._drawn is None or self._lane is None:
            return []
        present, running = [card.suggestion for card in self.cards], self._trials.running
        config = self._lane.snapshot.config
        if running is not None and running in present and self._trials.present == config:
            return present
        tried = [suggestion for tried_on, suggestion in self._trials.results if tried_on == config]
        tried += [] if running is None else [running]
        return list(dict.fromkeys([*self._drawn.verdict.suggestions, *tried]))


def _others(diagnosis: Diagnosis) -> list[str]:
    """Return the other findings: those that the verdict explains, and those that it does not."""
    lines = []
    if diagnosis.because:
        lines.append(tr("So: {findings}", findings=clauses(_inner(f.title) for f in diagnosis.because)))
    if diagnosis.also:
        lines.append(tr("Also: {findings}", findings=clauses(_inner(f.title) for f in diagnosis.also)))
    return lines


def _before(lane: LaneView, diagnosis: Diagnosis) -> str:
    """Return what was wrong before, where nothing is wrong now."""
    changes = [change for change in lane.verdict_changes if change.step <= diagnosis.step]
    if diagnosis.verdict.sick or len(changes) < 2 or changes[-1].key != diagnosis.verdict.key:
        return ""
    was, since = changes[-2], changes[-1]
    return tr(
        "Since step {since}. From step {was} until then: {verdict}.",
        since=whole(since.step),
        was=whole(was.step),
        verdict=_inner(was.title),
    )


def _inner(title: str) -> str:
    return title[:1].lower() + title[1:]


def _set(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)


def _wrapped_height(widget: QWidget, text: str, room: int) -> int:
    """Return the height of a text that is broken into lines of this width; nothing for none."""
    if not text:
        return 0
    box = QRect(0, 0, room, 10_000)
    return widget.fontMetrics().boundingRect(box, Qt.TextFlag.TextWordWrap, text).height() + 1
