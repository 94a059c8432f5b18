"""The line at the window's foot: how fast it trains, what is trained, and where the processor time goes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStatusBar, QWidget

from actviz.app.shares import Shares
from actviz.training.snapshot import RunFacts
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.text import set_tip

HEIGHT_PX = 24


class StatusLine(QStatusBar):
    """Three labels of fixed or elastic width, so that no number moves another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setFixedHeight(px(HEIGHT_PX))
        self.speed, self.run, self.shares = NumberLabel(), NumberLabel(), NumberLabel()
        for label in (self.speed, self.run, self.shares):
            label.setFont(theme.tabular(theme.small(label.font())))
            label.setContentsMargins(8, 0, 8, 0)
        self.run.setMinimumWidth(1)  # gives way, with an ellipsis
        self.speed.setFixedWidth(self.speed.fontMetrics().horizontalAdvance("888,888 steps/s") + 24)
        widest = shares_text(Shares(0.44, 0.28, 0.28))
        self.shares.setFixedWidth(self.shares.fontMetrics().horizontalAdvance(widest) + 24)
        self.shares.alignment = Qt.AlignmentFlag.AlignRight
        set_tip(
            self.shares,
            "How the program spent its processor time during the last second: training the network, measuring it,"
            " and drawing the window",
        )
        self.addWidget(self.speed)
        self.addWidget(self.run, 1)
        self.addPermanentWidget(self.shares)

    def show_speed(self, steps_per_second: float | None) -> None:
        """Show the speed; None when paused."""
        self.speed.set_text("paused" if steps_per_second is None else f"{steps_per_second:,.0f} steps/s")

    def show_shares(self, shares: Shares | None) -> None:
        """Show the shares of the processor time, or nothing."""
        self.shares.set_text("" if shares is None else shares_text(shares))

    def show_run(self, facts: RunFacts) -> None:
        """Show the data set and the size of the network."""
        self.run.set_text(
            f"{facts.source} · {count(len(facts.train_x), 'training example')}, {len(facts.test_x):,} for the test"
            f" · {count(facts.n_hidden, 'hidden layer')}, {count(facts.n_hidden_units, 'unit')}"
            f", {count(facts.n_weights, 'weight')}"
        )


def shares_text(shares: Shares) -> str:
    """Return the shares in whole percent that add up to 100."""
    measuring, drawing = round(100 * shares.measuring), round(100 * shares.drawing)
    return f"training {100 - measuring - drawing} % · measuring {measuring} % · drawing {drawing} %"


def count(n: int, noun: str) -> str:
    """Return "1 layer", "2,000 layers"."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"
