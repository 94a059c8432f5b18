"""The verdict bar: its sentence, its chips and their courses say what the diagnosis says, and keep their places."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from actviz.app.lanes import LaneView, Selection
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.training import RunConfig, Trainer
from actviz.ui.application.application import make_window
from actviz.ui.panels.diagnosis.panel import DiagnosisPanel
from actviz.ui.window.recent_course import RecentCourse
from actviz.ui.window.verdict_bar import MEASURING, VerdictBar

TANH = {"activation": "tanh", "initializer": "xavier_normal"}
SIGMOID = {"activation": "sigmoid", "initializer": "xavier_normal"}


@pytest.fixture
def bar(qtbot):
    bar = VerdictBar()
    qtbot.addWidget(bar)
    bar.resize(780, 46)
    bar.show()
    return bar


def lane(steps=300, place=0, trainer=None, **settings):
    trainer = trainer or Trainer(RunConfig(**settings))
    trainer.measure()
    trainer.advance(steps)
    snapshot, history = trainer.measure(), trainer.history.view()
    found = diagnosis_of(trainer.facts, snapshot, history)
    return LaneView(place, "ABCD"[place], trainer.facts, snapshot, history, place + 1, trainer.step, diagnosis=found)


@pytest.mark.parametrize(
    ("settings", "gradient", "dead"),
    [
        ({"learning_rate": 0.35, "momentum": 0.5}, False, False),  # dead units, and it learns
        ({"bias_init": -20.0}, True, True),
        (SIGMOID, True, False),
        (TANH, False, False),
    ],
)
def test_sentence_chips_and_card_are_orange_together_and_say_the_same(bar, qtbot, settings, gradient, dead):
    view = lane(400, **settings)
    bar.show_lanes((view,))
    card = DiagnosisPanel()
    qtbot.addWidget(card)
    card.draw((view,), Selection())
    assert (bar.gradient_chip.alarm, bar.dead_chip.alarm) == (gradient, dead)
    assert bar.headline.sick == (card.verdict.property("state") == "sick") == (gradient or dead)
    assert bar.headline.text() == view.diagnosis.headline
    counted = [e.value for e in view.diagnosis.verdict.evidence if e.label == "dead units"]
    assert all(f"{bar.dead_chip.value} {bar.dead_chip.unit}" == value for value in counted)


def test_a_batch_that_is_out_of_line_changes_nothing_while_the_median_is_as_it_was(bar):
    view = lane(400, **TANH)
    bar.show_lanes((view,))
    before = bar.gradient_chip.text(), bar.gradient_chip.alarm, bar.headline.text()
    odd = view.snapshot.gradient_rms.copy()
    odd[0] *= 1e6
    bar.show_lanes((replace(view, snapshot=replace(view.snapshot, gradient_rms=odd)),))
    assert (bar.gradient_chip.text(), bar.gradient_chip.alarm, bar.headline.text()) == before


def test_before_there_is_a_diagnosis_nothing_is_said_of_it(bar):
    bar.show_lanes((replace(lane(10, bias_init=-20.0), diagnosis=None),))
    assert bar.headline.text() == MEASURING
    assert [chip.value for chip in bar.chips] == ["–", "–"]
    assert not any(chip.alarm for chip in bar.chips)


def test_the_sentence_says_of_which_step_it_is(bar):
    view = lane(100, **TANH)
    bar.show_lanes((replace(view, snapshot=replace(view.snapshot, step=123)),))
    assert all("step 100" in form for form in bar.headline.rest)
    assert "step" not in " ".join(bar.headline.lines())
    bar.show_lanes((replace(view, snapshot=replace(view.snapshot, step=123, units_step=123)),))
    bar.set_compact(True)  # the line that tells the step is left out
    bar.resize(1000, bar.sizeHint().height())
    assert "step 100" in bar.headline.lines()[0]
    assert len(bar.headline.lines()) == 1


def test_a_low_bar_is_one_line_and_shows_the_whole_numbers(qtbot, bar):
    tall = bar.sizeHint().height()
    bar.set_compact(True)
    assert bar.sizeHint().height() < 0.75 * tall
    bar.show_lanes((lane(100, **SIGMOID),))
    bar.resize(740, bar.sizeHint().height())
    qtbot.waitUntil(lambda: not bar.headline.lines()[0].endswith("…"))


def test_nothing_changes_its_size_or_place_from_verdict_to_verdict(bar):
    places = set()
    for settings in (SIGMOID, TANH, {"bias_init": -20.0}, {"initializer": "zeros"}, {"init_scale": 5.0, **TANH}):
        bar.show_lanes((lane(60, **settings),))
        places.add(tuple(part.geometry().getRect() for part in (bar.headline, *bar.chips)))
        assert bar.height() == 46
    assert len(places) == 1


@pytest.mark.parametrize("width", [700, 780, 1400])
def test_the_sentence_is_whole_at_every_width(bar, width):
    bar.resize(width, 46)
    for settings in (SIGMOID, TANH, {"bias_init": -20.0}, {"hidden": (12,) * 12, "init_scale": 0.05, **SIGMOID}):
        bar.show_lanes((lane(60, **settings),))
        lines = bar.headline.lines()
        assert len(lines) <= 2
        assert " ".join(lines).split() == bar.headline.text().split()


def test_of_several_lanes_the_chosen_one_is_told_by_its_name(bar):
    lanes = lane(60, **SIGMOID), lane(60, 1, **TANH)
    bar.show_lanes(lanes, 1)
    assert bar.headline.text() == f"B: {lanes[1].diagnosis.headline}"


def test_the_courses_are_those_of_the_last_minute_and_end_at_the_step_on_show(monkeypatch):
    now = [0.0]
    monkeypatch.setattr("actviz.ui.window.recent_course.time.monotonic", lambda: now[0])
    trainer, course = Trainer(RunConfig(**TANH)), RecentCourse()
    for _ in range(40):
        now[0] += 3.0
        view = lane(20, trainer=trainer)
        course.note(view)
    first, last = course.span(view)
    assert last == view.snapshot.step == 800
    assert 380 <= last - first <= 440  # 20 steps in 3 s
    points = course.gradient(view, view.diagnosis.readings).points
    assert len(points) > 2
    assert all(0.0 <= value <= 1.0 for point in points for value in point)
    past = replace(view, snapshot=replace(view.snapshot, step=500))
    assert course.span(past) == (500 - (last - first), 500)


def test_a_pause_is_no_part_of_the_minute(monkeypatch):
    now = [0.0]
    monkeypatch.setattr("actviz.ui.window.recent_course.time.monotonic", lambda: now[0])
    trainer, course = Trainer(RunConfig(**TANH)), RecentCourse()
    course.note(lane(20, trainer=trainer))
    now[0] += 1000.0
    course.note(lane(20, trainer=trainer))
    assert course.span(lane(0, trainer=trainer)) == (20, 40)


@pytest.mark.parametrize(
    ("part", "key"), [("headline", "diagnosis"), ("gradient_chip", "gradient_flow"), ("dead_chip", "dead_units")]
)
def test_a_click_brings_the_panel_that_explains_it_to_the_front_and_moves_no_other(qtbot, tmp_path, part, key):
    window = make_window(Session(RunConfig(**SIGMOID)), Settings(tmp_path / "settings.json", theme="light"))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    qtbot.waitUntil(lambda: bool(window.session.lanes), timeout=10_000)
    places = {each: dock.geometry() for each, dock in window.docks.docks.items() if dock.seen}
    qtbot.mouseClick(getattr(window.verdict_bar, part), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.docks.docks[key].seen)
    assert window.docks.preset == "overview"
    moved = [
        each for each, place in places.items() if (dock := window.docks.docks[each]).seen and dock.geometry() != place
    ]
    assert not moved
    window.close()


def test_the_bar_is_used_by_keyboard_and_named_for_screen_readers(bar, qtbot):
    bar.show_lanes((lane(60, **SIGMOID),))
    parts = bar.headline, *bar.chips
    first = next(part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    for part in parts:
        assert part.accessibleName()
        qtbot.waitUntil(part.hasFocus)
        with qtbot.waitSignal(bar.panel_requested):
            qtbot.keyClick(part, Qt.Key.Key_Space)
        qtbot.keyClick(part, Qt.Key.Key_Right)


def test_while_it_trains_bar_and_card_are_of_the_same_measurement(qtbot, tmp_path):
    window = make_window(Session(RunConfig(learning_rate=0.3)), Settings(tmp_path / "settings.json", theme="light"))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    bar, card = window.verdict_bar, window.panels["diagnosis"]
    qtbot.waitUntil(lambda: bool(window.session.lanes), timeout=10_000)
    window.session.play()
    seen = set()

    def compare() -> bool:
        counted = [row.value for row in card.numbers.rows if row.label == "dead units"]
        if counted:
            assert counted == [f"{bar.dead_chip.value} {bar.dead_chip.unit}"]
            assert (card.verdict.property("state") == "sick") == bar.headline.sick
            seen.add(counted[0])
        return len(seen) >= 4

    window.frames.timer.timeout.connect(compare)
    qtbot.waitUntil(lambda: len(seen) >= 4, timeout=20_000)
    window.close()


def test_while_it_trains_a_course_follows_once_a_second_and_the_number_at_once(bar, monkeypatch):
    now = [100.0]
    monkeypatch.setattr("actviz.ui.window.verdict_bar.monotonic", lambda: now[0])
    trainer = Trainer(RunConfig(**SIGMOID))
    bar.show_lanes((lane(20, trainer=trainer),), moving=True)
    course, tip = bar.gradient_chip.course, bar.gradient_chip.toolTip()
    later = lane(200, trainer=trainer)
    bar.show_lanes((later,), moving=True)
    assert bar.gradient_chip.value == later.diagnosis.readings.text
    assert (bar.gradient_chip.course, bar.gradient_chip.toolTip()) == (course, tip)
    now[0] += 1.5
    bar.show_lanes((later,), moving=True)
    assert bar.gradient_chip.course.points != course.points
    assert f"step {later.diagnosis.step:,}" in bar.gradient_chip.toolTip()


def test_a_run_that_stands_still_has_its_own_course(bar):
    trainer = Trainer(RunConfig(**SIGMOID))
    bar.show_lanes((lane(20, trainer=trainer),), moving=True)
    course = bar.gradient_chip.course
    later = lane(200, trainer=trainer)
    bar.show_lanes((later,))
    assert bar.gradient_chip.course.points != course.points
    assert f"step {later.diagnosis.step:,}" in bar.gradient_chip.toolTip()
