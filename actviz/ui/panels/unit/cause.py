"""DeathCause: what killed the unit, as bars that add up, with the numbers of the step under them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from actviz.number_text import compact, plain, scientific, signed
from actviz.training.config.change import Change
from actviz.training.snapshot import Cause, UnitEvent
from actviz.training.units.death_text import BORN_DEAD, cause_sentence, why_unknown
from actviz.ui.panels.unit.weight_bars import SignedBar, SignedBars
from actviz.ui.theme import theme
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.text import set_tip


class DeathCause(QWidget):
    """The parts of the change of z in `bars`, two lines under them."""

    def __init__(self) -> None:
        super().__init__()
        self.bars = SignedBars("")
        self.lines = NumberLabel(), NumberLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bars, 1)
        for line in self.lines:
            line.setFont(theme.tabular(theme.small(self.font())))
            line.setObjectName("muted")
            line.setMinimumWidth(1)
            line.setContentsMargins(12, 0, 12, 0)
            column.addWidget(line)

    def show_death(self, death: UnitEvent, changes: Sequence[Change]) -> None:
        """Show the cause of a death, or why it is unknown; `changes` are the run's changes of settings."""
        if death.cause is not None:
            self._show_cause(death.cause)
            return
        unknown = BORN_DEAD if death.kind == "born dead" else f"cause {why_unknown(death, changes)}"
        self.bars.set_bars((), unknown[0].upper() + unknown[1:])
        self._write_lines(("",), ("",))
        set_tip(self, unknown)

    def _show_cause(self, cause: Cause) -> None:
        total = cause.z_after - cause.z_before
        bars = (
            SignedBar("own weights", cause.own - cause.own_bias, signed(cause.own - cause.own_bias)),
            SignedBar("own bias", cause.own_bias, signed(cause.own_bias)),
            SignedBar("layers below", cause.inputs, signed(cause.inputs)),
            SignedBar("together", total, signed(total), total=True),
        )
        self.bars.set_bars(bars, f"killed by {'the layers below' if cause.by_inputs else 'its own step'}")
        moved = f"z {plain(cause.z_before)} → {plain(cause.z_after)}"
        rate, ratio = (
            f"learning rate {compact(cause.learning_rate)}",
            f"update ratio {scientific(cause.update_ratio, 0)}",
        )
        self._write_lines(
            (f"{moved}, steps {cause.step_before:,} to {cause.step:,}", f"{moved}, step {cause.step:,}", moved),
            (f"{rate}, {ratio}", rate),
        )
        set_tip(self, cause_sentence(cause))

    def _write_lines(self, *forms: Sequence[str]) -> None:
        for line, texts in zip(self.lines, forms, strict=True):
            line.set_text(*texts)
