"""What is wrong with the run, why, and changes that can be tried and measured."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from actviz.app.lanes import MAX_LANES, LaneView, Selection
from actviz.app.trials import TrialsView
from actviz.training.findings import Diagnosis, Finding, Suggestion
from actviz.ui import theme
from actviz.ui.number_label import NumberLabel
from actviz.ui.panel import PANELS, Panel, register
from actviz.ui.suggestion_card import SuggestionCard

TEXT_LINES = ((230, 6), (300, 5), (400, 4), (math.inf, 3))  # in a panel narrower than that many pixels
EVIDENCE_LINES, OTHER_LINES = 4, 2
FACT_LINES = 5  # room for both: numbers, and under them what else was found
NOTHING_TO_TRY = "Changes that may help are listed here when something is wrong."
NARROWEST_PX = 206
WIDEST_FACTS_PX = 360
EVIDENCE_NEEDS_PX = 320  # a lower panel leaves the numbers out


@register
class DiagnosisPanel(Panel):
    """What is wrong with the run: the cause first, what comes of it below. Each verdict rests on the numbers under
    it, measured at the step in the header; it changes only when another one has held for several measurements.

    Under "Shown by" are the panels to look at. Each card under that is a change that may help: Try trains the
    present network and the changed one from the same seed, in the background, and shows what was measured of both.
    Adopt starts the run anew with the change, and Ctrl+Z takes it back.
    """

    key = "diagnosis"
    empty_text = "As soon as the network has been measured, this says what is wrong with it."

    def __init__(self) -> None:
        super().__init__()
        self._lanes: tuple[LaneView, ...] = ()
        self._lane: LaneView | None = None  # the chosen one
        self._trials = TrialsView()
        self._drawn: Diagnosis | None = None
        self.verdict = NumberLabel()
        self.verdict.setObjectName("verdict")
        font = self.verdict.font()
        font.setPointSizeF(font.pointSizeF() * 1.1)
        font.setWeight(QFont.Weight.DemiBold)
        self.verdict.setFont(font)
        self.verdict.setMinimumWidth(1)
        self.verdict.setFixedHeight(self.verdict.fontMetrics().lineSpacing() + 2)
        self.lane_lines = [NumberLabel() for _ in range(MAX_LANES)]
        self.explanation = QLabel()
        self.explanation.setWordWrap(True)
        self.explanation.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.explanation.setFont(theme.small(self.explanation.font()))
        self.explanation.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.numbers = _Facts()
        self.links = QLabel()
        self.cards: list[SuggestionCard] = []
        self._spare: list[SuggestionCard] = []  # that were shown before, hidden
        self._lay_out()
        self.set_empty(True)
        self.restyle()

    def _lay_out(self) -> None:
        self.body.setMinimumWidth(NARROWEST_PX)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(12, 0, 8, 8)
        column.setSpacing(4)
        for line in self.lane_lines:
            line.setFont(theme.small(line.font()))
            line.setMinimumWidth(1)
            line.hide()
            column.addWidget(line)
        column.addWidget(self.verdict)
        small = theme.small(self.font())
        self._text_area = _scrolled(self.explanation)
        column.addWidget(self._text_area)
        column.addWidget(self.numbers)
        self.links.setFont(small)
        self.links.setTextFormat(Qt.TextFormat.RichText)
        self.links.setMinimumWidth(1)
        self.links.setFixedHeight(self.links.fontMetrics().lineSpacing() + 1)
        column.addWidget(self.links)
        self.links.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.links.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.links.setToolTip("Open one of the panels that show it")
        self.links.linkActivated.connect(self.panel_requested)
        holder = QWidget()
        self._card_column = QVBoxLayout(holder)
        self._card_column.setContentsMargins(0, 0, 4, 0)
        self._card_column.setSpacing(6)
        self.nothing = QLabel(NOTHING_TO_TRY)
        self.nothing.setObjectName("muted")
        self.nothing.setFont(small)
        self.nothing.setWordWrap(True)
        self._card_column.addWidget(self.nothing)
        self._card_column.addStretch(1)
        area = _area(holder)
        column.addSpacing(2)
        column.addWidget(area, 1)

    def draw(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw the lanes' verdicts, and that of the chosen lane in full."""
        lane = selection.chosen(lanes)
        diagnosis = lane.diagnosis if lane is not None else None
        self.set_empty(diagnosis is None)
        self._lanes, self._lane = tuple(lanes), lane
        if diagnosis is None or diagnosis is self._drawn:
            return
        self._drawn = diagnosis
        self._draw_lane_lines()
        self._draw_verdict(diagnosis)
        self._draw_cards()
        self.set_note(f"step {diagnosis.step:,}")

    def show_trials(self, trials: TrialsView) -> None:
        """Show which suggestion is being tried and what came of others."""
        self._trials = trials
        if self._drawn is not None:
            self._draw_cards()

    def restyle(self) -> None:
        """Take on `theme.current()`."""
        if self._drawn is not None:
            self._draw_verdict(self._drawn)

    def table(self) -> list[list[object]]:
        """Return a row for each lane, finding and number."""
        rows: list[list[object]] = [["lane", "step", "finding", "severity", "evidence", "value"]]
        for lane in self._lanes:
            if lane.diagnosis is not None:
                for finding in lane.diagnosis.findings:
                    start: list[object] = [lane.name, lane.diagnosis.step, finding.title, finding.severity]
                    rows += [[*start, e.label, e.value] for e in finding.evidence]
        return rows

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the numbers out where there is little room."""
        super().resizeEvent(event)
        self.numbers.setVisible(self.height() >= EVIDENCE_NEEDS_PX)
        lines = next(n for widest, n in TEXT_LINES if self.width() < widest)
        self._text_area.setFixedHeight(lines * self.explanation.fontMetrics().lineSpacing())
        if self._drawn is not None:
            self._draw_links(self._drawn.verdict)

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
        self.verdict.set_text(verdict.title)
        self.verdict.setToolTip(f"<p>{diagnosis.line}</p>")
        _set(self.explanation, verdict.explanation)
        self.numbers.show_facts(verdict, _others(diagnosis))
        self.numbers.setToolTip("".join(f"<p>{f.title}: {f.explanation}</p>" for f in diagnosis.findings[1:]))
        self._draw_links(verdict)

    def _draw_links(self, verdict: Finding) -> None:
        """Name the panels that show it, as many as there is room for."""
        colour, width = theme.current().accent, self.links.fontMetrics().horizontalAdvance
        entries, room = [PANELS[key] for key in verdict.panels if key in PANELS], self.links.width()
        titles = [entry.title for entry in entries]
        if width("Shown by " + " · ".join(titles)) > room:
            titles = [entry.tab for entry in entries]
        while titles and width("Shown by " + " · ".join(titles)) > room:
            titles.pop()
        links = " · ".join(
            f'<a style="color:{colour}" href="{entry.key}">{title}</a>'
            for entry, title in zip(entries, titles, strict=False)
        )
        _set(self.links, f"Shown by {links}" if links else "")

    # Suggestions

    def _draw_cards(self) -> None:
        wanted = self._wanted()
        if [card.suggestion for card in self.cards] != wanted:
            self._make_cards(wanted)
        config = self._lane.snapshot.config if self._lane is not None else None
        for card in self.cards:
            running = card.suggestion == self._trials.running
            result = None if config is None else self._trials.results.get((config, card.suggestion))
            progress = self._trials.progress if running else None
            card.show_state(progress, None if running else result, of_these=self._trials.present == config)

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

    def _make_cards(self, wanted: list[Suggestion]) -> None:
        kept = {card.suggestion: card for card in self.cards if card.suggestion in wanted}
        self._spare += [card for card in self.cards if card.suggestion not in kept]
        for card in self.cards:
            self._card_column.removeWidget(card)
        self.cards = []
        for i, suggestion in enumerate(wanted):
            card = kept.get(suggestion) or self._card_for(suggestion)
            self._card_column.insertWidget(i, card)
            card.show()
            self.cards.append(card)
        self.nothing.setVisible(not self.cards)
        for card in self._spare:
            card.hide()

    def _card_for(self, suggestion: Suggestion) -> SuggestionCard:
        if not self._spare:
            return self._new_card(suggestion)
        card = self._spare.pop()
        card.suggest(suggestion)
        return card

    def _new_card(self, suggestion: Suggestion) -> SuggestionCard:
        card = SuggestionCard(suggestion)
        card.try_clicked.connect(self.try_requested)
        card.cancel_clicked.connect(self.cancel_requested)
        card.adopt_clicked.connect(lambda chosen: self.adopt_requested.emit(chosen.changes))
        return card


class _Facts(QWidget):
    """The evidence, labels on the left and numbers on the right, and under it what else was found.

    It has one height whatever there is.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumWidth(WIDEST_FACTS_PX)  # a number far away from its label is hard to read
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(1)
        self.rows: list[tuple[NumberLabel, NumberLabel]] = []
        for _ in range(FACT_LINES):
            label, value = NumberLabel(), NumberLabel()
            label.setObjectName("muted")
            label.setFont(theme.small(label.font()))
            value.setFont(theme.tabular(theme.small(value.font())))
            value.alignment = Qt.AlignmentFlag.AlignRight
            row = QHBoxLayout()
            row.setSpacing(6)
            for each, stretch in ((label, 1), (value, 1)):
                each.setMinimumWidth(1)
                each.setFixedHeight(each.fontMetrics().lineSpacing())
                row.addWidget(each, stretch)
            column.addLayout(row)
            self.rows.append((label, value))
        self.setFixedHeight(column.minimumSize().height())

    def show_facts(self, finding: Finding, others: list[str]) -> None:
        """Show a finding's numbers, as many as there are lines, and the lines about the others."""
        numbers = finding.evidence[: min(EVIDENCE_LINES, FACT_LINES - len(others))]
        lines = [(e.label, e.value) for e in numbers] + [(text, "") for text in others]
        lines += [("", "")] * (FACT_LINES - len(lines))
        for (label, value), (name, number) in zip(self.rows, lines, strict=True):
            label.set_text(name)
            value.set_text(number)
            value.setVisible(bool(number) or not name)  # words alone have the whole line


def _others(diagnosis: Diagnosis) -> list[str]:
    """Return what else was found, in at most OTHER_LINES lines."""
    lines = []
    if diagnosis.because:
        lines.append("Because of that: " + ", ".join(_inner(f.title) for f in diagnosis.because))
    if diagnosis.also:
        lines.append("Also: " + ", ".join(_inner(f.title) for f in diagnosis.also))
    return lines[:OTHER_LINES]


def _inner(title: str) -> str:
    return title[:1].lower() + title[1:]


def _set(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)


def _area(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setObjectName("diagnosisArea")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidgetResizable(True)
    area.setWidget(widget)
    area.setMinimumHeight(1)
    return area


def _scrolled(label: QLabel) -> QScrollArea:
    area = _area(label)
    area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    area.setAccessibleName("Explanation of the verdict")
    return area
