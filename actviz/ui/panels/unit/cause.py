"""DeathCause: what killed a unit: the answer, one sentence, and its three parts as bars."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from actviz.number_text import compact, percent, plain, signed
from actviz.training.config.change import Change
from actviz.training.config.config import RunConfig
from actviz.training.snapshot import Cause, UnitEvent
from actviz.training.turn_facts import TaskEnd
from actviz.training.units.death_text import (
    OwnParts,
    began_by_statistics,
    born_dead_text,
    cause_sentence,
    config_at,
    death_in_brief,
    death_story,
    own_parts,
    why_unknown,
)
from actviz.translation import mark, tr
from actviz.ui.panels.unit.weight_bars import ROW_PX, SignedBar, SignedBars
from actviz.ui.theme import text_size, theme
from actviz.ui.widgets.fast_label import FastLabel, NumberLabel
from actviz.ui.widgets.fast_wrapped_label import WrappedLabel
from actviz.ui.widgets.text import set_tip

N_BARS, GAP_PX, SIDE_PX = 3, 2, 12
STORY_LETTERS = 130  # of the longest sentence with usual numbers


def story_lines(width: int, letter_px: float) -> int:
    """Return how many lines of this width the sentence needs at most."""
    return int(min(5, max(2, -(-STORY_LETTERS * letter_px // max(60, width)))))


# the longest form first
RATES = (
    mark("learning rate {rate}; the layer's weights changed by {share}"),
    mark("learning rate {rate}; weights changed by {share}"),
    mark("learning rate {rate}"),
)
RATES_PER_STEP = (
    mark("learning rate {rate}; the layer's weights changed by {share} per step"),
    mark("learning rate {rate}; weights changed by {share} per step"),
    mark("learning rate {rate}"),
)


def unknown_sentence(death: UnitEvent, changes: Sequence[Change], now: RunConfig, tasks: Sequence[TaskEnd] = ()) -> str:
    """Say why a unit was dead at step 0, or why it is not known what killed it; `now` are the present settings."""
    if death.kind == "born dead":
        whole = born_dead_text(config_at(death, changes, now), death.layer)
        text = re.split(": |：", whole, maxsplit=1)[-1]
        return tr("{sentence}.", sentence=f"{text[0].upper()}{text[1:]}")
    return tr("Cause of death: {why}.", why=why_unknown(death, changes, tasks))


class DeathCause(QWidget):
    """The answer in bold, the sentence, a bar for each part of the change of z, and the rate of that step.

    Its owner gives it its size; with less than `height_for`, the rate is left out, and with less than that without the
    rate, a few words take the place of the sentence.
    """

    def __init__(self, inset: int = SIDE_PX) -> None:
        """`inset` is the room at the left and the right."""
        super().__init__()
        self._inset = inset
        self.answer = NumberLabel()
        self.story = WrappedLabel()
        self._stories = "", ""  # the sentence, and a few words
        self.bars = SignedBars(tr("what moved z"), titled=False, inset=inset)
        self.rate = NumberLabel()
        bold = theme.tabular(self.font())
        bold.setWeight(bold.Weight.DemiBold)
        self.answer.setFont(bold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PX)
        for line in (self.answer, self.rate):
            line.setMinimumWidth(1)
        quiet: tuple[FastLabel, ...] = (self.story, self.rate)
        for label in quiet:
            label.setFont(theme.tabular(theme.small(self.font())))
            label.setObjectName("muted")
        for part in (self.answer, self.story, self.rate):
            part.setContentsMargins(inset, 0, inset, 0)
        column.addWidget(self.answer)
        column.addWidget(self.story)
        column.addWidget(self.bars, 1)
        column.addWidget(self.rate)

    def height_for(self, width: int, brief: bool = False, with_rate: bool = True) -> int:
        """Return the height that answer, sentence (or a few words), bars and rate need at this width."""
        line = self.story.fontMetrics().lineSpacing()
        texts = self.answer.fontMetrics().lineSpacing() + self._story_height(width, brief)
        return (
            texts + N_BARS * text_size.px(ROW_PX) + 3 * GAP_PX + (line + GAP_PX if with_rate and not brief else 0) + 2
        )

    def _story_height(self, width: int, brief: bool) -> int:
        metrics = self.story.fontMetrics()
        return (
            1 if brief else story_lines(width - 2 * self._inset, 0.98 * metrics.averageCharWidth())
        ) * metrics.lineSpacing()

    def show_death(
        self, death: UnitEvent, changes: Sequence[Change], now: RunConfig, tasks: Sequence[TaskEnd] = ()
    ) -> None:
        """Show the cause of a death, or why it is unknown; `changes` and `tasks` are the run's, `now` its settings."""
        self.answer.set_colour(theme.current().dead_text)
        if death.cause is not None:
            self._show_cause(death.cause, own_parts(config_at(death, changes, now)))
            return
        born = death.kind == "born dead"
        by_statistics = began_by_statistics(config_at(death, changes, now), death.layer)
        since = tr("Off by its first statistics") if by_statistics else tr("Off since its initial weights")
        self.answer.set_text(since if born else tr("Killed by: unknown"))
        sentence = unknown_sentence(death, changes, now, tasks)
        self._tell(sentence, sentence)
        self.bars.set_bars(())
        self.rate.set_text("")
        set_tip(self, sentence)

    def _show_cause(self, cause: Cause, own: OwnParts) -> None:
        down = cause.z_after < cause.z_before
        parts = (
            (own.in_brief, cause.own - cause.own_bias, not cause.by_inputs),
            (own.bias, cause.own_bias, not cause.by_inputs),
            (tr("earlier layers"), cause.inputs, cause.by_inputs),
        )
        self.bars.set_bars(
            [
                SignedBar(name, value, signed(value), tone="lead" if leads and (value < 0.0) == down else "quiet")
                for name, value, leads in parts
                if name
            ]
        )
        self.answer.set_text(tr("Killed by {what}", what=tr("earlier layers") if cause.by_inputs else own.step))
        self._tell(death_story(cause, own), death_in_brief(cause))
        forms = RATES if cause.step - cause.step_before == 1 else RATES_PER_STEP
        values = {"rate": compact(cause.learning_rate), "share": _share(cause.update_ratio)}
        self.rate.set_text(*(tr(form, **values) for form in forms))
        set_tip(self, cause_sentence(cause, own))

    def _tell(self, sentence: str, in_brief: str) -> None:
        self._stories = sentence, in_brief
        self.story.set_text(in_brief if self._is_brief else sentence)

    @property
    def _is_brief(self) -> bool:
        return self.height() < self.height_for(self.width(), with_rate=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the sentence its lines, or say it in brief; leave the rate out where there is no room for it."""
        super().resizeEvent(event)
        self.story.setFixedHeight(self._story_height(self.width(), self._is_brief))
        self._tell(*self._stories)
        self.rate.setVisible(self.height() >= self.height_for(self.width()))


def _share(share: float) -> str:
    """Return a small share in per cent, with two figures: 1 %, 0.32 %."""
    return percent(share) if share >= 0.095 else f"{plain(100.0 * share, 2)} %"
