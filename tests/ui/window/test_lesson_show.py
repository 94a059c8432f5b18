"""A lesson is walked with clicks and keys: prepared, asked, run, solved, left, come back to, gone back in."""

import dataclasses
import threading
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from actviz.app.settings import Settings
from actviz.lessons.lesson import EXPLAIN, PREDICT, RUN, TASK
from actviz.lessons.lesson_file import lessons
from actviz.training.config.config import RunConfig
from actviz.ui.panels.lesson.answers import number_said
from actviz.ui.window.lesson_visit import Visit

SMALL = RunConfig(hidden=(5,) * 3, n_examples=60, batch_size=16)  # what the window trains
LESSONS = lessons().entries
KEY = "vanishing"
PATIENCE_MS = 30_000

pytestmark = pytest.mark.usefixtures("formulas_drawn")


@pytest.fixture
def open_hurried(open_window, monkeypatch):
    """Open windows in which lessons run as fast as they can: the speed of a step is for those who watch."""

    def opens():
        window = open_window()
        monkeypatch.setattr(window.session, "limit_speed", lambda _: None)
        return window

    return opens


@pytest.fixture
def window(open_hurried):
    """A window of each test's own: a lesson arranges the panels."""
    return open_hurried()


@pytest.fixture
def formulas_drawn(qtbot):
    """Wait at the end for the formulas that are still being drawn, each on a thread."""
    yield
    drawing = "actviz-formula"
    qtbot.waitUntil(lambda: not any(each.name == drawing for each in threading.enumerate()), timeout=PATIENCE_MS)


def ready(qtbot, window):
    show = window.lessons
    qtbot.waitUntil(
        lambda: show.lesson is None or (show.visit.is_ready and not show.walk.course.is_busy), timeout=PATIENCE_MS
    )
    qtbot.waitUntil(lambda: show.lesson is None or "…" not in panel(window).card.text, timeout=PATIENCE_MS)


def panel(window):
    return window.docks.panels["lesson"]


def click(qtbot, button):
    qtbot.waitUntil(lambda: button.isEnabled() and button.isVisible(), timeout=PATIENCE_MS)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def start(qtbot, window, key=KEY):
    window.lessons.open(key)
    ready(qtbot, window)


def do_step(qtbot, window):
    """Do what the step on show asks for, with clicks, and go on."""
    card, place = panel(window).card, window.lessons.place
    if card.step.kind == PREDICT:
        assert not panel(window).main_button.isEnabled()
        if card.step.choices:
            click(qtbot, panel(window).choice_buttons[0])
        else:
            panel(window).field.setFocus()
            qtbot.keyClicks(panel(window).field, "1/4")
            qtbot.keyClick(panel(window).field, Qt.Key.Key_Return)
    if card.step.kind == RUN:
        click(qtbot, panel(window).main_button)
        qtbot.waitUntil(lambda: panel(window).card.is_done, timeout=PATIENCE_MS)
    if card.step.kind == TASK:
        click(qtbot, panel(window).solution_button)
        qtbot.waitUntil(lambda: panel(window).card.is_done, timeout=PATIENCE_MS)
    click(qtbot, panel(window).main_button)
    qtbot.waitUntil(lambda: window.lessons.lesson is None or window.lessons.place != place, timeout=PATIENCE_MS)
    ready(qtbot, window)


def go_to(qtbot, window, kind):
    start(qtbot, window)
    while panel(window).card.step.kind != kind:
        do_step(qtbot, window)


@pytest.mark.parametrize("key", LESSONS)
def test_a_lesson_is_walked_from_its_start_to_its_end(qtbot, window, key):
    window.lessons.chance = Random(2)
    start(qtbot, window, key)
    lesson = window.lessons.lesson
    for place, step in enumerate(lesson.steps):
        assert window.lessons.place == place
        card = panel(window).card
        assert "{" not in card.text
        assert panel(window) in window.docks.seen_panels
        assert not card.is_away
        if step.kind == EXPLAIN:
            assert panel(window).result.text()
        if step.anchor:
            window.lessons.stage.pointer.follow()
            assert window.lessons.stage.pointer.ring.isVisible(), (place, step.anchor)
            card_box = window.docks.docks["lesson"]
            corner = card_box.mapTo(window, card_box.rect().topLeft())
            covered = card_box.rect().translated(corner)
            assert not window.lessons.stage.pointer.ring.geometry().adjusted(6, 6, -6, -6).intersects(covered)
        if lesson.draws and place + 1 == len(lesson.steps):  # the solutions were shown
            assert f"0 of {lesson.draws}" in panel(window).result.text()
        do_step(qtbot, window)
    assert window.lessons.lesson is None
    assert window.settings.lessons[key] == (0, True)
    assert "done" in panel(window).list_buttons[list(LESSONS).index(key)].accessibleName()


def test_the_numbers_of_the_text_are_those_on_show(qtbot, window):
    start(qtbot, window)
    while "{gradient}" not in window.lessons.step.text:
        do_step(qtbot, window)
    ratio = window.verdict_bar.gradient_chip.value
    assert ratio in panel(window).card.text


def test_a_number_is_answered_with_the_button_too_and_what_is_none_is_told(qtbot, window):
    start(qtbot, window, "why")
    do_step(qtbot, window)
    field, button = panel(window).field, panel(window).main_button
    qtbot.keyClicks(field, "a quarter")
    click(qtbot, button)
    assert panel(window).field_fault.isVisible()
    assert window.lessons.visit.answer is None
    field.clear()
    assert not button.isEnabled()
    qtbot.keyClicks(field, "1/64")
    click(qtbot, button)
    assert window.lessons.visit.answer == 1 / 64
    click(qtbot, button)
    ready(qtbot, window)
    assert "Right" in panel(window).result.text()


@pytest.mark.parametrize(("kind", "button"), [(RUN, "main_button"), (TASK, "solution_button"), (TASK, "main_button")])
def test_the_buttons_of_a_card_are_whole_in_a_small_window(qtbot, window, kind, button):
    window.resize(1024, 640)
    go_to(qtbot, window, kind)
    shown = getattr(panel(window), button)
    qtbot.waitUntil(lambda: shown.width() > shown.fontMetrics().horizontalAdvance(shown.text()) + 16)
    map_panel = window.panels["learned_map"]
    assert map_panel in window.docks.seen_panels
    assert map_panel.height() > 90


def test_return_goes_on_and_escape_leaves(qtbot, window):
    start(qtbot, window)
    assert panel(window).isAncestorOf(window.focusWidget())
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.lessons.place == 1, timeout=PATIENCE_MS)
    ready(qtbot, window)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.lessons.lesson is None
    assert panel(window) not in window.docks.seen_panels
    assert not window.lessons.stage.pointer.ring.isVisible()


def test_a_step_goes_back_to_the_run_of_then(qtbot, window):
    go_to(qtbot, window, RUN)
    before = window.lessons.walk.course.present
    do_step(qtbot, window)
    assert window.lessons.walk.course.present.step > before.step
    click(qtbot, panel(window).back_button)
    ready(qtbot, window)
    assert window.lessons.walk.course.present.is_like(before)
    assert panel(window).card.step.kind == RUN


def test_what_was_changed_meanwhile_is_told_and_taken_back(qtbot, window):
    go_to(qtbot, window, RUN)
    do_step(qtbot, window)
    home, text = window.lessons.walk.course.present, panel(window).card.text
    window.session.plan.set(learning_rate=0.007)
    window.session.step(5)
    qtbot.waitUntil(lambda: panel(window).card.is_away, timeout=PATIENCE_MS)
    assert panel(window).card.text == text
    click(qtbot, panel(window).main_button)
    qtbot.waitUntil(
        lambda: not panel(window).card.is_away and not window.lessons.walk.course.is_busy, timeout=PATIENCE_MS
    )
    assert window.lessons.walk.course.present.is_like(home)


def test_a_change_of_the_lesson_is_repeated_at_its_step(qtbot, window):
    go_to(qtbot, window, RUN)
    course = window.lessons.walk.course
    window.session.plan.set(learning_rate=0.3)
    window.session.step(7)
    qtbot.waitUntil(lambda: course.present.step == 7 and not window.session.playing, timeout=PATIENCE_MS)
    window.session.plan.set(activation="tanh")
    window.session.step(5)
    qtbot.waitUntil(lambda: course.present.step == 12, timeout=PATIENCE_MS)
    state, loss = course.present, window.session.lanes[0].snapshot.loss
    assert [at for at, _ in state.lanes[0].changes] == [0, 7]
    window.session.plan.set(learning_rate=0.01)
    window.session.step(3)
    qtbot.waitUntil(lambda: course.present.step == 15, timeout=PATIENCE_MS)
    course.go(state, "back")
    qtbot.waitUntil(lambda: not course.is_busy, timeout=PATIENCE_MS)
    assert course.present.is_like(state)
    assert window.session.lanes[0].snapshot.loss == loss


def test_a_run_goes_at_the_speed_that_its_step_names(qtbot, open_window, monkeypatch):
    window, limits = open_window(), []
    monkeypatch.setattr(window.session, "limit_speed", limits.append)
    start(qtbot, window, "relu-dies")
    while window.lessons.step.kind != RUN:
        do_step(qtbot, window)
    assert window.lessons.step.speed not in [None, *limits]
    click(qtbot, panel(window).main_button)
    qtbot.waitUntil(lambda: limits[-1:] == [window.lessons.step.speed], timeout=PATIENCE_MS)


def test_a_run_that_the_user_stops_can_go_on(qtbot, open_window):
    window = open_window()  # in which the run takes its time
    go_to(qtbot, window, RUN)
    click(qtbot, panel(window).main_button)
    assert not panel(window).main_button.isEnabled()
    window.session.pause()
    qtbot.waitUntil(panel(window).main_button.isEnabled, timeout=PATIENCE_MS)
    assert not panel(window).card.is_done
    do_step(qtbot, window)


def test_a_task_counts_only_without_what_may_not_be_touched(qtbot, window):
    go_to(qtbot, window, TASK)
    step = panel(window).card.step
    kept = step.keep[0]
    assert kept == "hidden"
    window.session.plan.set(hidden=(12,), **step.solution)
    qtbot.waitUntil(lambda: bool(panel(window).card.task_fault), timeout=PATIENCE_MS)
    assert not panel(window).card.is_done
    window.session.plan.set(hidden=window.lessons.visit.before.lanes[0].config.hidden)
    qtbot.waitUntil(lambda: panel(window).card.is_done, timeout=PATIENCE_MS)
    assert not panel(window).solution_button.isVisible()


def test_a_hint_is_shown_on_asking(qtbot, window):
    go_to(qtbot, window, TASK)
    hint = panel(window).card.step.hint
    assert hint
    assert not panel(window).hint.isVisible()
    click(qtbot, panel(window).hint_button)
    qtbot.waitUntil(lambda: hint in panel(window).hint.text().replace("\N{NO-BREAK SPACE}", " "))
    assert not panel(window).hint_button.isVisible()
    click(qtbot, panel(window).solution_button)
    qtbot.waitUntil(lambda: panel(window).card.is_done, timeout=PATIENCE_MS)
    assert not panel(window).hint.isVisible()


def test_a_hint_is_shown_by_itself_after_two_tries(qtbot, window):
    go_to(qtbot, window, TASK)
    rates = (0.2, 0.3, 0.4)
    for tries, rate in enumerate(rates, 1):
        assert not panel(window).hint.isVisible()
        window.session.plan.set(learning_rate=rate)
        qtbot.waitUntil(lambda: len(window.lessons.visit.tried) == tries, timeout=PATIENCE_MS)  # noqa: B023
    qtbot.waitUntil(panel(window).hint.isVisible, timeout=PATIENCE_MS)
    assert not panel(window).card.is_done


def answers_of(window):
    return {place: visit.answer for place, visit in window.lessons.walk.visits.items() if visit.answer is not None}


def test_progress_is_kept_and_a_lesson_goes_on_where_it_was_left(qtbot, window, tmp_path):
    go_to(qtbot, window, RUN)
    place = window.lessons.place
    present, answers = window.lessons.walk.course.present, answers_of(window)
    assert answers
    window.lessons.leave()
    settings = window.settings
    settings.path = tmp_path / "settings.json"
    assert settings.save() is None
    kept = Settings.load(settings.path)
    assert kept.warnings == []
    assert kept.lessons[KEY] == (place, False)
    window.lessons.show_list()
    assert f"step {place + 1} of" in panel(window).list_buttons[list(LESSONS).index(KEY)].accessibleName()
    click(qtbot, panel(window).list_buttons[list(LESSONS).index(KEY)])
    ready(qtbot, window)
    assert window.lessons.place == place
    assert window.lessons.walk.course.present.is_like(present)
    assert answers_of(window) == answers


def test_a_lesson_that_was_left_goes_on_in_another_window_and_back_to_the_runs_of_then(qtbot, open_hurried, tmp_path):
    first = open_hurried()
    first.settings.path = tmp_path / "settings.json"
    go_to(qtbot, first, TASK)
    click(qtbot, panel(first).solution_button)
    qtbot.waitUntil(lambda: panel(first).card.is_done, timeout=PATIENCE_MS)
    click(qtbot, panel(first).main_button)
    qtbot.waitUntil(lambda: panel(first).card.step.kind != TASK, timeout=PATIENCE_MS)
    ready(qtbot, first)
    place, solved = first.lessons.place, first.lessons.walk.course.present
    task = first.lessons.walk.visits[place - 1].before
    first.lessons.keep()
    assert first.settings.save() is None

    second = open_hurried()
    second.settings.kept_lessons = Settings.load(tmp_path / "settings.json").kept_lessons
    second.settings.lessons = Settings.load(tmp_path / "settings.json").lessons
    start(qtbot, second)
    assert second.lessons.place == place
    assert second.lessons.walk.course.present.is_like(solved)
    assert second.session.lanes[0].snapshot.loss == first.session.lanes[0].snapshot.loss
    click(qtbot, panel(second).back_button)
    ready(qtbot, second)
    assert second.lessons.place == place - 1
    assert second.lessons.walk.course.present.is_like(task)
    assert second.lessons.visit.was_shown


def test_what_was_kept_of_other_steps_is_not_taken_for_these(qtbot, window):
    go_to(qtbot, window, RUN)
    place = window.lessons.place
    window.lessons.leave()
    kept = window.settings.kept_lessons[KEY]
    window.settings.kept_lessons[KEY] = dataclasses.replace(kept, mark="of another version")
    start(qtbot, window)
    assert window.lessons.place == LESSONS[KEY].beginning_before(place)
    assert answers_of(window) == {}


def test_the_networks_of_the_doctor_and_the_score_are_kept(qtbot, window):
    window.lessons.chance = Random(3)
    start(qtbot, window, "doctor")
    while window.lessons.step.kind != EXPLAIN:
        do_step(qtbot, window)
    lesson, place, answers = window.lessons.lesson, window.lessons.place, answers_of(window)
    window.lessons.leave()
    assert f"step {place + 1} of {len(lesson.steps)}" in listed(window, "doctor")
    start(qtbot, window, "doctor")
    assert window.lessons.place == place
    assert window.lessons.lesson.groups == lesson.groups
    assert answers_of(window) == answers


def test_a_score_stands_in_the_list_when_the_doctor_is_done(qtbot, window):
    start(qtbot, window, "doctor")
    lesson, walk = window.lessons.lesson, window.lessons.walk
    for place, step in enumerate(lesson.steps):
        if step.kind == PREDICT:
            walk.visits[place] = Visit(answer=step.right_choice(0.0))
    walk.ended.emit()
    assert f"{lesson.draws} of {lesson.draws} right" in listed(window, "doctor")
    assert f"0 of {lesson.draws} cured" in listed(window, "doctor")
    start(qtbot, window, "doctor")
    assert window.lessons.place == 0
    assert answers_of(window) == {}


def listed(window, key):
    window.lessons.show_list()
    return panel(window).list_buttons[list(LESSONS).index(key)].accessibleName()


@pytest.mark.parametrize("value", [3, {"x": 1}, {"x": [-1, True]}, {"x": [1, "no"]}, {"x": [True, False]}])
def test_progress_that_cannot_be_used_costs_a_warning(value, tmp_path):
    import json

    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"lessons": value}))
    settings = Settings.load(path)
    assert len(settings.warnings) == 1
    assert settings.lessons == {}


def test_the_menu_lists_the_lessons_and_opens_them(qtbot, window):
    menu = window.actions_by_key.menu("Help/Lessons")
    menu.aboutToShow.emit()
    menu.aboutToShow.emit()  # a second time lists none twice
    titles = [action for action in menu.actions() if any(each.title in action.text() for each in LESSONS.values())]
    assert len(titles) == len(LESSONS)
    titles[0].trigger()
    ready(qtbot, window)
    assert window.lessons.lesson is next(iter(LESSONS.values()))


def test_the_first_lesson_is_offered_and_begins_with_a_click(qtbot, window):
    window.lessons.list.offer(window.question)
    first = next(iter(LESSONS.values()))
    assert first.title in window.question.text
    assert str(first.minutes) in window.question.text
    click(qtbot, window.question.buttons[0])
    ready(qtbot, window)
    assert window.lessons.lesson is first
    assert not window.question.isVisible()


def test_a_scene_or_another_session_is_no_part_of_a_lesson(qtbot, window, tmp_path):
    start(qtbot, window)
    window.scenes.open("bad-start")
    qtbot.waitUntil(lambda: panel(window).card.is_away, timeout=PATIENCE_MS)
    window.session.save_session(tmp_path / "mine.actviz")
    qtbot.waitUntil((tmp_path / "mine.actviz").exists, timeout=10_000)
    window.session.recordings.open([tmp_path / "mine.actviz"])
    qtbot.waitUntil(lambda: window.lessons.lesson is None, timeout=10_000)


def test_a_formulas_part_lights_up_what_it_stands_for(qtbot, window):
    start(qtbot, window)
    while not any(each.anchor for each in window.lessons.step.symbols):
        do_step(qtbot, window)
    card = panel(window).card
    symbol = next(each for each in card.symbols if each.anchor)
    ring = window.lessons.stage.pointer.ring
    panel(window).formula.pointed.emit(symbol.name)
    assert ring.isVisible()
    box = ring.geometry()
    panel(window).formula.pointed.emit("")
    assert not ring.isVisible() or ring.geometry() != box or card.step.anchor == symbol.anchor


def test_every_text_of_a_card_is_shown_to_the_letter(qtbot, window):
    start(qtbot, window)
    from dataclasses import replace

    card = replace(panel(window).card, text="<b>bold</b> <img src='file:///x'> *so* & so")
    panel(window).show_card(card)
    text = panel(window).text.text()
    assert "<img" not in text
    assert "&lt;b&gt;" in text
    assert "<i>so</i>" in text
    plain = [each for each in panel(window).findChildren(QLabel) if each.textFormat() == Qt.TextFormat.AutoText]
    assert plain == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.25", 0.25),
        ("1/100", 0.01),
        ("1e-3", 0.001),
        ("1,000", 1000.0),
        ("x", None),
        ("1/0", None),
        ("inf", None),
        ("", None),
    ],
)
def test_a_number_that_was_typed(text, number):
    assert number_said(text) == number


def test_the_focus_stays_in_the_lesson_when_a_task_is_solved_by_its_button(qtbot, window):
    go_to(qtbot, window, TASK)
    panel(window).solution_button.setFocus()
    click(qtbot, panel(window).solution_button)
    qtbot.waitUntil(lambda: panel(window).card.is_done, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not panel(window).solution_button.isVisible())
    assert window.focusWidget() is panel(window).main_button


def test_in_a_low_window_the_text_of_a_lesson_gets_most_of_its_column(qtbot, window):
    window.resize(1024, 640)
    qtbot.waitUntil(lambda: window.height() == 640)
    start(qtbot, window)
    qtbot.waitUntil(lambda: window.docks.placement.settled)
    text, below = (window.docks.docks[key] for key in ("lesson", "learned_map"))
    qtbot.waitUntil(lambda: text.height() > 2 * below.height())
