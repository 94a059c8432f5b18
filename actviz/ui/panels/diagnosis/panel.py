"""What is wrong with the run, why, and changes that can be tried and measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from actviz.app.lanes import MAX_LANES, LaneView, Selection
from actviz.app.trials import TrialsView
from actviz.diagnosis.findings import Diagnosis, Finding, Suggestion
from actviz.ui.panels.base.panel import PANELS, Panel, register
from actviz.ui.panels.diagnosis.evidence_table import Facts
from actviz.ui.panels.diagnosis.suggestion_card import SMALL_PX, SuggestionCard
from actviz.ui.panels.diagnosis.suggestion_cards import SuggestionCards
from actviz.ui.theme import theme
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.fast_wrapped_label import WrappedLabel
from actviz.ui.widgets.text import PlainLabel, RichLabel, joined, link, paragraphs, rich, set_tip

MOST_NUMBERS = 4
NOTHING_TO_TRY = "Changes that may help are listed here when something is wrong."
NO_SETTING_HELPS = "There is no change of settings to try against it."
HOW_TO_TRY = (
    "Try trains the present network and the changed one, and compares them",
    "Try trains two copies and compares them",
    "Try trains two copies and compares",
    "Try compares two copies",
)
NARROWEST_PX = 206
LEFT_PX, RIGHT_PX = 12, 10  # beside the content; the scroll bar lies within the right one


@register
class DiagnosisPanel(Panel):
    """What is wrong with the run: the cause first, its consequences below. Each verdict rests on the numbers under
    it, measured at the step in the header; it changes only when another one has held for several measurements.

    "Shown by" links to the panels that show it. Each card below is a change that may help: Try trains the present
    network and the changed one from the same seed, in the background, and shows the measurements of both. Adopt
    starts the run again from step 0 with the change; Ctrl+Z undoes it.
    """

    key = "diagnosis"
    empty_text = "As soon as the network has been measured, this panel says what is wrong with it."

    def __init__(self) -> None:
        super().__init__()
        self._lanes: tuple[LaneView, ...] = ()
        self._lane: LaneView | None = None  # the chosen one
        self._trials = TrialsView()
        self._drawn: Diagnosis | None = None
        self._names: list[str] = []
        self.verdict = WrappedLabel()
        self.verdict.setObjectName("verdict")
        font = self.verdict.font()
        font.setPointSizeF(font.pointSizeF() * 1.1)
        font.setWeight(QFont.Weight.DemiBold)
        self.verdict.setFont(font)
        self.lane_lines = [NumberLabel() for _ in range(MAX_LANES)]
        self.explanation = PlainLabel()
        self.explanation.setWordWrap(True)
        self.explanation.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.explanation.setFont(theme.small(self.explanation.font()))
        self.explanation.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.numbers = Facts()
        self.others = WrappedLabel()
        self.links = RichLabel()
        self._suggestions = SuggestionCards()
        self._suggestions.try_clicked.connect(self.try_requested)
        self._suggestions.cancel_clicked.connect(self.cancel_requested)
        self._suggestions.adopt_clicked.connect(lambda chosen: self.adopt_requested.emit(chosen.changes))
        self._fitted: tuple[object, object] | None = None  # what the heights below were found for
        self._heights: dict[QWidget, int] = {}
        self._lay_out()
        self.set_empty(True)
        self.restyle()

    def _lay_out(self) -> None:
        self.body.setMinimumWidth(NARROWEST_PX)
        holder = QWidget()
        whole = QVBoxLayout(self.body)
        whole.setContentsMargins(0, 0, 0, 6)
        self._column = column = QVBoxLayout(holder)
        column.setContentsMargins(LEFT_PX, 0, RIGHT_PX, 2)
        column.setSpacing(4)
        small = theme.small(self.font())
        for line in self.lane_lines:
            line.setFont(theme.small(line.font()))
            line.setMinimumWidth(1)
            line.hide()
            column.addWidget(line)
        self.others.setObjectName("muted")
        self.others.setFont(small)
        self.links.setFont(small)
        self.links.setMinimumWidth(1)
        self.links.setFixedHeight(self.links.fontMetrics().lineSpacing() + 1)
        for widget in (self.verdict, self.explanation, self.numbers, self.others, self.links):
            column.addWidget(widget)
        self.links.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.links.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_tip(self.links, "Open one of the panels that show it")
        self.links.linkActivated.connect(self.panel_requested)
        self.nothing = PlainLabel(NOTHING_TO_TRY)
        self.nothing.setWordWrap(True)
        self.how_to_try = NumberLabel()
        self.how_to_try.set_text(*HOW_TO_TRY)
        self.how_to_try.setMinimumWidth(1)
        self.how_to_try.hide()  # until there is something to try
        for label in (self.nothing, self.how_to_try):
            label.setObjectName("muted")
            label.setFont(small)
            column.addWidget(label)
        column.addLayout(self._suggestions)
        column.addStretch(1)
        self._area = _Area(holder, column, self._fit)
        whole.addWidget(self._area)

    def draw(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw the lanes' verdicts, and that of the chosen lane in full."""
        lane = selection.chosen(lanes)
        diagnosis = lane.diagnosis if lane is not None else None
        self.set_empty(diagnosis is None)
        self._lanes, self._lane = tuple(lanes), lane
        names = [each.name for each in lanes]
        if diagnosis is None or (diagnosis is self._drawn and names == self._names):
            return
        self._drawn, self._names = diagnosis, names
        self._draw_lane_lines()
        self._draw_verdict(diagnosis)
        self._draw_cards()
        self.set_note(f"step {diagnosis.step:,}")

    def show_trials(self, trials: TrialsView) -> None:
        """Show which suggestion is being tried, and the results of others."""
        self._trials = trials
        if self._drawn is not None:
            self._draw_cards()

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        if self._drawn is not None:
            self._draw_verdict(self._drawn)
            self._draw_links(self._drawn.verdict)

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
        """Give each text the height that it needs, and the numbers what is left.

        While verdict, room and cards stay the same no text takes less again: a figure more or less moves nothing.
        """
        if self._drawn is None:
            return
        verdict, room = self._drawn.verdict, self._area.content_width()
        n_lines = sum(not line.isHidden() for line in self.lane_lines)
        frame = (verdict.key, verdict.panels, len(verdict.evidence), self._area.size(), len(self.cards), n_lines)
        texts = (self.verdict.text(), self.explanation.text(), self.others.text())
        if (frame, texts) == self._fitted:
            return
        if self._fitted is None or frame != self._fitted[0]:
            self._heights = {}
        self._fitted = (frame, texts)
        self._set_height(self.verdict, _wrapped_height(self.verdict, self.verdict.text(), room))
        self._set_height(self.explanation, _wrapped_height(self.explanation, self.explanation.text(), room))
        self._set_height(self.others, _wrapped_height(self.others, self.others.text(), room))
        spare = self._area.height() - self._height_without_numbers() - self._column.spacing()
        wanted = min(MOST_NUMBERS, len(verdict.evidence))
        self.numbers.set_lines(max(0, min(wanted, spare // self.numbers.line_px)))
        self._draw_links(verdict)

    def _set_height(self, widget: QWidget, height: int) -> None:
        height = max(height, self._heights.get(widget, 0))
        self._heights[widget] = height
        if widget.minimumHeight() != height or widget.maximumHeight() != height:
            widget.setFixedHeight(height)
        widget.setVisible(height > 0)

    def _height_without_numbers(self) -> int:
        """Return the height of everything else while no card has been tried."""
        below = self._column.contentsMargins().bottom()
        texts = [line for line in (*self.lane_lines, self.how_to_try) if not line.isHidden()]
        heights = [self._heights[each] for each in (self.verdict, self.explanation, self.others)]
        heights += [self.links.height(), *(line.sizeHint().height() for line in texts)]
        if not self.nothing.isHidden():
            heights.append(self.nothing.heightForWidth(self._area.content_width()))
        heights += [SMALL_PX] * len(self.cards)
        n_gaps = sum(height > 0 for height in heights)
        return sum(heights) + n_gaps * self._column.spacing() + below

    def _draw_lane_lines(self) -> None:
        several = len(self._lanes) > 1
        for i, line in enumerate(self.lane_lines):
            shown = several and i < len(self._lanes)
            line.setVisible(shown)
            if shown:
                lane = self._lanes[i]
                line.set_text(f"{lane.name}: {'' if lane.diagnosis is None else lane.diagnosis.verdict.title}")

    def _draw_verdict(self, diagnosis: Diagnosis) -> None:
        verdict = diagnosis.verdict
        state = "sick" if verdict.sick else verdict.severity
        if self.verdict.property("state") != state:
            self.verdict.setProperty("state", state)
            self.verdict.style().unpolish(self.verdict)
            self.verdict.style().polish(self.verdict)
        of_lane = f"{self._lane.name}: " if self._lane is not None and len(self._lanes) > 1 else ""
        self.verdict.set_text(f"{of_lane}{verdict.title}")
        set_tip(self.verdict, paragraphs(diagnosis.line))
        _set(self.explanation, verdict.explanation)
        self.numbers.show_rows(verdict.evidence)
        self.others.set_text("\n".join(_others(diagnosis)))
        set_tip(self.others, paragraphs(*(f"{f.title}: {f.explanation}" for f in diagnosis.findings[1:])))

    def _draw_links(self, verdict: Finding) -> None:
        """Name the panels that show it, as many as there is room for."""
        colour, width = theme.current().accent, self.links.fontMetrics().horizontalAdvance
        entries, room = [PANELS[key] for key in verdict.panels if key in PANELS], self._area.content_width()
        titles = [entry.title for entry in entries]
        if width("Shown by " + " · ".join(titles)) > room:
            titles = [entry.tab for entry in entries]
        while titles and width("Shown by " + " · ".join(titles)) > room:
            titles.pop()
        links = [link(colour, entry.key, title) for entry, title in zip(entries, titles, strict=False)]
        _set(self.links, rich("Shown by ", joined(" · ", links)) if links else "")

    # Suggestions

    @property
    def cards(self) -> list[SuggestionCard]:
        """The suggestions' cards, from top to bottom."""
        return self._suggestions.cards

    def _draw_cards(self) -> None:
        self._suggestions.show_suggestions(self._wanted())
        is_sick = self._drawn is not None and self._drawn.verdict.sick
        self.nothing.setText(NO_SETTING_HELPS if is_sick else NOTHING_TO_TRY)
        self.nothing.setVisible(not self.cards)
        self.how_to_try.setVisible(bool(self.cards))
        config = self._lane.snapshot.config if self._lane is not None else None
        for card in self.cards:
            running = card.suggestion == self._trials.running
            result = None if config is None else self._trials.results.get((config, card.suggestion))
            progress = self._trials.progress if running else None
            card.show_state(progress, None if running else result, of_these=self._trials.present == config)
        self._fit()

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
        lines.append("So: " + ", ".join(_inner(f.title) for f in diagnosis.because))
    if diagnosis.also:
        lines.append("Also: " + ", ".join(_inner(f.title) for f in diagnosis.also))
    return lines


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


class _Area(QScrollArea):
    """Scrolls all of the panel; its content keeps its width whether the scroll bar is there or not."""

    def __init__(self, content: QWidget, column: QVBoxLayout, resized: Callable[[], None]) -> None:
        super().__init__()
        self._column, self._resized = column, resized
        self.setObjectName("diagnosisArea")
        self.setAccessibleName("Diagnosis")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(content)
        self.setMinimumHeight(1)

    def content_width(self) -> int:
        """Return how wide the texts are."""
        return max(1, self.width() - LEFT_PX - RIGHT_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the content's width, and fit its texts."""
        super().resizeEvent(event)
        bar = self.width() - self.viewport().width()
        margins = self._column.contentsMargins()
        if margins.right() != RIGHT_PX - bar:
            margins.setRight(RIGHT_PX - bar)
            self._column.setContentsMargins(margins)
        self._resized()
