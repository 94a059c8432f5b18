"""The top bar: play, step, reset, speed, and the numbers of the step."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from actviz.app.lanes import LaneView
from actviz.number_text import compact, fixed, plain, whole
from actviz.training.snapshot import RunFacts, Snapshot
from actviz.translation import mark, tr
from actviz.ui.actions.command_table import SPEEDS
from actviz.ui.actions.commands import Actions
from actviz.ui.controls.readout import Readout, loss_text, share_text
from actviz.ui.theme import icons, theme
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.buttons import tool_button
from actviz.ui.widgets.text import set_tip

HEIGHT_PX, BUTTON_PX, SMALLEST_WIDTH_PX = 48, 34, 640
STEP, EPOCH, RATE, LOSS = mark("Step"), mark("Epoch"), mark("Learning rate"), mark("Train loss")
TEST_ACCURACY, TRAIN_ACCURACY, TEST_LOSS = mark("Test accuracy"), mark("Train accuracy"), mark("Test loss")


class TopBar(QFrame):
    """The bar that is always in view: run buttons and numbers.

    Signals:
        speed_picked(object): a limit in steps per second, or None for no limit.
    """

    speed_picked = Signal(object)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setFixedHeight(px(HEIGHT_PX))
        self.setMinimumWidth(SMALLEST_WIDTH_PX)  # or its content at full size would hold the window open
        self._actions = actions
        self._playing = self._rate_varies = False
        self.play_button = self._make_play()
        self.step_button = self._make_tool("step_1", tr("Step 1"))
        menu = QMenu(self.step_button)
        menu.addActions([actions["step_1"], actions["step_10"], actions["step_100"]])
        self.step_button.setMenu(menu)
        self.step_button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.reset_button = self._make_tool("reset", tr("Reset"))
        self.speed_box = self._make_speed()
        self.step = Readout(STEP, "99,999,999")
        self.epoch = Readout(EPOCH, "99,999.9")
        self.rate = Readout(RATE, "8.8·10⁻⁸⁸")
        self.loss = Readout(LOSS, "8.8·10⁻⁸⁸")
        self.score = Readout(mark("Accuracy"), "100.0 %", TRAIN_ACCURACY)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 12, 0)
        self._row.setSpacing(10)
        for button in (self.play_button, self.step_button, self.reset_button, self.speed_box):
            self._row.addWidget(button)
        self._row.addSpacing(4)
        for readout in self._readouts:
            self._row.addWidget(readout)
        self.rate.hide()
        self._row.addStretch(1)
        self.restyle()
        self.show_lanes(())

    @property
    def _readouts(self) -> tuple[Readout, ...]:
        return self.step, self.epoch, self.rate, self.loss, self.score

    def show_lanes(self, lanes: tuple[LaneView, ...], current: int = 0) -> None:
        """Show the numbers of the lane at this place."""
        if not lanes:
            return
        lane = lanes[min(current, len(lanes) - 1)]
        snapshot = lane.snapshot
        self.step.set(STEP, whole(snapshot.step))
        self.epoch.set(EPOCH, fixed(snapshot.epoch, 1))
        self._show_rate(snapshot)
        self.loss.set(LOSS, loss_text(snapshot.loss))
        set_tip(self.loss, _loss_tip(lane.present, snapshot))
        self.score.set(*_score(snapshot))
        step = whole(snapshot.units_step)
        set_tip(
            self.score,
            tr("On the whole training set at step {step}", step=step)
            if snapshot.test_loss is None
            else tr("On the whole test set at step {step}", step=step),
        )

    def _show_rate(self, snapshot: Snapshot) -> None:
        """Show the rate that a schedule makes of the setting; a constant one stands at its slider."""
        schedule = snapshot.config.rate_schedule
        if schedule.varies != self._rate_varies:
            self._rate_varies = schedule.varies
            self._fit()
        if schedule.varies:
            self.rate.set(RATE, plain(snapshot.rate))
            told = tr(
                "Of the next step: {rate} as it is set, times {factor} by the schedule",
                rate=compact(snapshot.config.learning_rate), factor=plain(schedule.at(snapshot.step)),
            )  # fmt: skip
            set_tip(self.rate, told)

    @Slot(bool)
    def show_playing(self, playing: bool) -> None:
        """Label the big button with what a click does."""
        self._playing = playing
        self.play_button.setText(tr("Pause") if playing else tr("Play"))
        self.play_button.setAccessibleName(self.play_button.text())
        set_tip(self.play_button, tr("Pause the training (Space)") if playing else tr("Train (Space)"))
        self.play_button.setIcon(icons.icon("pause" if playing else "play", theme.current().on_accent))

    def show_speed(self, speed: float | None) -> None:
        """Show the limit in use, listed or not."""
        label = speed_label(speed)
        if self.speed_box.findText(label) < 0:
            self.speed_box.addItem(label, speed)
        self.speed_box.setCurrentText(label)

    def restyle(self) -> None:
        """Apply the theme's colours."""
        self.show_playing(self._playing)
        self.step_button.setIcon(icons.icon("step"))
        self.reset_button.setIcon(icons.icon("reset"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shrink in steps: buttons without words first, then no epoch, then no learning rate."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for words, epoch, rate in (
            (True, True, True),
            (False, True, True),
            (False, False, True),
            (False, False, False),
        ):
            self._shrink(words, epoch, rate and self._rate_varies)
            if self._row.minimumSize().width() <= self.width():
                return

    def _shrink(self, words: bool, epoch: bool, rate: bool) -> None:
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if words else Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in (self.step_button, self.reset_button):
            if button.toolButtonStyle() != style:
                button.setToolButtonStyle(style)
        for readout, shown in ((self.epoch, epoch), (self.rate, rate)):
            if readout.isHidden() == shown:
                readout.setVisible(shown)
        self._row.invalidate()

    def _make_play(self) -> QPushButton:
        button = QPushButton()
        button.setObjectName("primary")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setIconSize(QSize(px(16), px(16)))
        button.setFixedSize(px(96), px(BUTTON_PX))
        button.clicked.connect(self._actions["play"].trigger)
        return button

    def _make_tool(self, key: str, text: str) -> QToolButton:
        button = tool_button("tool", text, self._actions[key].toolTip(), text)
        button.setFixedHeight(px(BUTTON_PX))
        button.clicked.connect(self._actions[key].trigger)
        return button

    def _make_speed(self) -> QComboBox:
        box = QComboBox()
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_tip(box, tr("Speed limit, steps per second (Ctrl+Up, Ctrl+Down)"))
        box.setAccessibleName(tr("Speed limit, steps per second"))
        box.setFixedHeight(px(BUTTON_PX))
        for speed in SPEEDS:
            box.addItem(speed_label(speed), speed)
        box.setMinimumContentsLength(6)
        box.activated.connect(lambda index: self.speed_picked.emit(box.itemData(index)))
        return box


def speed_label(speed: float | None) -> str:
    """Return a speed limit as the selector shows it."""
    return tr("Max") if speed is None else tr("{n} /s", n=plain(speed))


def _score(snapshot: Snapshot) -> tuple[str, str]:
    if snapshot.test_accuracy is not None:
        return TEST_ACCURACY, share_text(snapshot.test_accuracy)
    if snapshot.accuracy is not None:
        return TRAIN_ACCURACY, share_text(snapshot.accuracy)
    if snapshot.test_loss is None:
        return TEST_LOSS, tr("no test")
    return TEST_LOSS, loss_text(snapshot.test_loss)


def _loss_tip(facts: RunFacts, snapshot: Snapshot) -> str:
    """Return what the loss is measured in, and the typical error in the target's own unit where that is another."""
    error, loss = facts.own_error(snapshot.loss), tr(facts.loss_text)
    values = {"loss": f"{loss[:1].upper()}{loss[1:]}", "step": whole(snapshot.units_step)}
    if error is None:
        return tr("{loss} on the training set at step {step}", **values)
    return tr(
        "{loss} on the training set at step {step}; typical error of {target} {error}",
        **values, target=facts.target_text, error=plain(error),
    )  # fmt: skip
