"""The left column beside a run: what a change keeps, the past, and the rate's marks, in the real window."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from actviz.training import FIELDS, RunConfig
from actviz.ui.window.main_window import MainWindow

SMALL = RunConfig(hidden=(6, 6), n_examples=80, learning_rate=0.1)  # what the window trains


def steps(qtbot: QtBot, window: MainWindow, n: int) -> None:
    wanted = window.session.lanes[0].newest + n
    window.session.step(n)
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step == wanted, timeout=10_000)


def test_a_change_while_training_says_that_it_kept_the_weights_and_offers_to_start_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    kept = window.controls.activation.kept
    steps(qtbot, window, 100)
    places = [group.mapTo(window, QPoint(0, 0)) for group in window.controls.groups]
    assert not kept.label.isVisible()
    assert kept.idle.isVisible()
    assert kept.idle.text()
    qtbot.mouseClick(window.controls.activation.gallery.cards["tanh"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(kept.label.isVisible)
    assert not kept.idle.isVisible()
    assert "100" in kept.restart_button.toolTip()
    assert not window.controls.rate.kept.label.isVisible()
    assert places == [group.mapTo(window, QPoint(0, 0)) for group in window.controls.groups], "nothing has moved"
    qtbot.mouseClick(kept.restart_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step == 0)
    assert window.session.plan.config.activation == "tanh"
    qtbot.waitUntil(lambda: not kept.label.isVisible())


def test_what_was_playing_plays_on_from_step_0(qtbot: QtBot, window: MainWindow) -> None:
    window.session.play()
    qtbot.waitUntil(lambda: window.session.lanes[0].newest > 200, timeout=10_000)
    run = window.session.lanes[0].facts.run
    window.session.plan.set(learning_rate=0.05)
    kept = window.controls.rate.kept
    qtbot.waitUntil(kept.restart_button.isVisible)
    qtbot.mouseClick(kept.restart_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.lanes[0].facts.run > run, timeout=10_000)
    qtbot.waitUntil(lambda: window.session.lanes[0].newest > 0, timeout=10_000)
    assert window.session.playing
    assert window.session.plan.config.learning_rate == 0.05


def test_a_change_of_words_keeps_nothing(qtbot: QtBot, window: MainWindow) -> None:
    steps(qtbot, window, 50)
    window.session.plan.set(vanishing_below=0.5)
    qtbot.waitUntil(lambda: bool(window.session.lanes[0].history.changes))
    groups = window.controls.activation, window.controls.rate, window.controls.more.body
    assert not any(group.kept.label.isVisibleTo(group.kept) for group in groups)


def test_settings_of_a_past_step_are_marked_as_such(window: MainWindow) -> None:
    column = window.controls
    column.refresh(SMALL.replace(activation="sigmoid", learning_rate=0.7), past=362)
    assert column.activation.gallery.cards["sigmoid"].isChecked()
    assert column.rate.slider.number == pytest.approx(0.7, rel=0.1)
    assert column.data.past_label.isVisible()
    assert "362" in column.data.past_label.text()
    column.refresh(SMALL)
    assert column.activation.gallery.cards["relu"].isChecked()
    assert not column.data.past_label.isVisible()


def test_the_rate_has_marks_once_it_was_measured(qtbot: QtBot, window: MainWindow) -> None:
    scale = window.controls.rate.scale
    assert scale.zones() == []
    steps(qtbot, window, 128)
    qtbot.waitUntil(lambda: bool(scale.zones()), timeout=5_000)
    words = [word for word, _, _ in scale.zones()]
    assert words == ["safe", "risky", "kills"][: len(words)]
    ends = [end for _, left, right in scale.zones() for end in (left, right)]
    assert ends == sorted(ends)
    assert "layer" in scale.toolTip()
    window.session.plan.set(optimizer="adam")
    qtbot.waitUntil(lambda: scale.zones() == [], timeout=5_000)
    assert "SGD" in scale.toolTip()


def test_tips_are_whole(window: MainWindow) -> None:
    """No "<" of a rule is taken for HTML, which swallows the rest of the sentence."""
    window.controls.more.expand(True)
    window.controls.cures.expand(True)
    for name, control in window.controls.fields.items():
        document = QTextDocument()
        document.setHtml(control.toolTip())
        shown, field = document.toPlainText(), FIELDS.get(name.removesuffix("_slider"))
        if field is None:
            continue
        assert field.tip in " ".join(shown.split()), name
        if field.kind in ("float", "int"):
            assert field.rule[1:] in shown, name


def _is_cut(part: QCheckBox | QToolButton) -> bool:
    if isinstance(part, QCheckBox):
        return part.sizeHint().width() > part.width()
    return part.fontMetrics().horizontalAdvance(part.text()) > part.width()


def _room(box: QComboBox) -> int:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(control, option, part, box).width()


def _width(box: QComboBox, item: int) -> int:
    return box.fontMetrics().horizontalAdvance(box.itemText(item))


def texts_cut(column: QWidget) -> list[str]:
    """Return the texts on show that have less room than they need."""
    cut = [box.text() for box in column.findChildren(QCheckBox) if box.isVisible() and _is_cut(box)]
    cut += [button.text() for button in column.findChildren(QToolButton) if button.isVisible() and _is_cut(button)]
    for box in column.findChildren(QComboBox):
        cut += [box.itemText(i) for i in range(box.count()) if box.isVisible() and _room(box) < _width(box, i)]
    for part in column.findChildren(QWidget):
        if part.isVisible() and isinstance(part, QLabel) and not part.wordWrap():
            needs = part.fontMetrics().horizontalAdvance(part.text())
            if needs > part.width():
                cut.append(part.text())
    return cut


@pytest.mark.parametrize("size", [(1024, 640), (2560, 1440)])
@pytest.mark.parametrize("percent", [100, 125, 150])
def test_no_label_is_cut(qtbot: QtBot, window: MainWindow, size: tuple[int, int], percent: int) -> None:
    window.resize(*size)
    window.appearance.set_text(percent)
    window.controls.more.expand(True)
    window.controls.cures.expand(True)
    window.session.plan.set(activation="prelu", momentum=0.9, nesterov=True, dataset="plane")
    steps(qtbot, window, 20)
    window.session.plan.set(learning_rate=0.02)
    qtbot.waitUntil(window.controls.rate.kept.label.isVisible)
    assert texts_cut(window.controls) == []
    window.session.plan.add_lane(activation="leaky_relu")
    assert texts_cut(window.controls) == []


def test_all_of_daily_use_is_seen_at_the_designed_size(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1280, 800)
    QApplication.processEvents()
    column = window.controls
    for group in filter(QWidget.isVisible, column.groups):
        bottom = group.mapTo(column.viewport(), QPoint(0, group.height())).y()
        assert bottom <= column.viewport().height(), group.accessibleName()
    assert not column.verticalScrollBar().isVisible()
    del qtbot


def test_nothing_of_the_pictures_is_drawn_again_while_it_trains(qtbot: QtBot, window: MainWindow) -> None:
    window.session.play()
    qtbot.waitUntil(lambda: window.session.lanes[0].newest > 100, timeout=10_000)
    painted: list[QWidget] = []
    cards = [*window.controls.data.gallery.cards.values(), *window.controls.activation.gallery.cards.values()]

    class Watch(QWidget):
        def eventFilter(self, watched: QWidget, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                painted.append(watched)
            return False

    watch = Watch()
    qtbot.addWidget(watch)
    for card in cards:
        card.installEventFilter(watch)
    QTest.qWait(400)
    assert painted == []
