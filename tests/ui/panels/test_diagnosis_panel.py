import math
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from actviz.app.lanes import LaneView, Selection
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.app.trials import TrialsView
from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.diagnosis.findings import Diagnosis, Suggestion
from actviz.diagnosis.remedy_record import Helped
from actviz.diagnosis.trial import Trial
from actviz.number_text import figure
from actviz.training import RunConfig, Trainer
from actviz.ui.application.application import make_window
from actviz.ui.panels.diagnosis.panel import NOTHING_TO_TRY, DiagnosisPanel
from actviz.ui.panels.diagnosis.suggestion_card import SMALL_PX, SuggestionCard
from actviz.ui.panels.diagnosis.trial_result import NO_GRADIENT, ResultLines, compared, flowed, result_text

TANH = Suggestion("tanh", (("activation", "tanh"),))
SIGMOID = RunConfig(activation="sigmoid", initializer="xavier_normal", n_examples=100)


def lane_of(config: RunConfig, steps: int, index: int = 0) -> LaneView:
    trainer = Trainer(config)
    trainer.measure()
    trainer.advance(steps)
    snapshot, history = trainer.measure(), trainer.history.view()
    diagnosis = diagnosis_of(trainer.facts, snapshot, history)
    return LaneView(index, "ABCD"[index], trainer.facts, snapshot, history, diagnosis=diagnosis)


@pytest.fixture
def panel(qtbot):
    made = DiagnosisPanel()
    qtbot.addWidget(made)
    made.resize(250, 420)
    return made


@pytest.fixture(scope="module")
def sick():
    return lane_of(SIGMOID, 300)


def tried(lane: LaneView, place: int):
    trial = Trial(lane.snapshot.config, lane.diagnosis.verdict.suggestions[place], 500)
    while trial.advance():
        pass
    return trial.result()


def test_without_a_measurement_it_says_what_will_be_here(panel):
    panel.draw((), Selection())
    assert panel._stack.currentIndex() == 0


def test_the_verdict_comes_first_with_its_numbers_and_what_comes_of_it(panel, sick):
    panel.draw((sick,), Selection())
    assert panel.verdict.text() == "The gradient vanishes"
    assert panel.verdict.property("state") == "sick"
    assert panel.explanation.text() == sick.diagnosis.verdict.explanation
    assert panel.numbers.rows == sick.diagnosis.verdict.evidence
    assert panel.others.text() == "So: nothing is learned yet"


def test_a_healthy_run_is_told_calmly_with_its_evidence(panel):
    panel.draw((lane_of(RunConfig(), 400),), Selection())
    assert panel.verdict.text() == "Healthy"
    assert panel.verdict.property("state") == "healthy"
    assert not panel.cards
    assert panel.nothing.text() == NOTHING_TO_TRY
    assert not panel.how_to_try.isVisibleTo(panel)


def test_the_links_name_panels_that_there_are_and_open_them(panel, sick, qtbot):
    panel.show()
    panel.draw((sick,), Selection())
    panel.resize(400, 420)
    assert 'href="gradient_flow"' in panel.links.text()
    with qtbot.waitSignal(panel.panel_requested) as asked:
        panel.links.linkActivated.emit("gradient_flow")
    assert asked.args == ["gradient_flow"]


def test_a_click_on_a_card_asks_for_its_trial(panel, sick, qtbot):
    panel.draw((sick,), Selection())
    assert [card.suggestion for card in panel.cards] == list(sick.diagnosis.verdict.suggestions)
    with qtbot.waitSignal(panel.try_requested) as asked:
        qtbot.mouseClick(panel.cards[0].title, Qt.MouseButton.LeftButton)
    assert asked.args == [sick.diagnosis.verdict.suggestions[0]]


def test_the_button_of_an_untried_card_says_try_and_asks_for_its_trial(panel, sick, qtbot):
    panel.draw((sick,), Selection())
    assert panel.cards[0].action.text() == "Try"
    with qtbot.waitSignal(panel.try_requested) as asked:
        panel.cards[0].action.click()
    assert asked.args == [sick.diagnosis.verdict.suggestions[0]]


def test_the_texts_have_the_height_that_they_need_and_the_numbers_give_way(panel, sick):
    panel.show()
    panel.draw((sick,), Selection())
    assert panel.numbers.n_shown == len(sick.diagnosis.verdict.evidence)
    long = replace(sick.diagnosis.verdict, explanation=30 * "Word after word. ")
    panel.draw((replace(sick, diagnosis=replace(sick.diagnosis, verdict=long)),), Selection())
    unbound = QLabel(panel.explanation.text(), wordWrap=True, font=panel.explanation.font())
    assert panel.explanation.height() >= unbound.heightForWidth(panel.explanation.width())
    assert panel.numbers.n_shown < len(sick.diagnosis.verdict.evidence)


def test_in_a_wider_panel_a_text_takes_fewer_lines(panel, sick):
    panel.show()
    panel.draw((sick,), Selection())
    height = panel.explanation.height()
    panel.resize(500, 420)
    assert panel.explanation.height() < height


def test_one_area_scrolls_all_of_it(panel, sick):
    panel.draw((sick,), Selection())
    areas = panel.findChildren(QScrollArea)
    assert len(areas) == 1
    assert all(areas[0].isAncestorOf(w) for w in (panel.verdict, panel.explanation, *panel.cards))


def test_a_shorter_text_of_the_same_verdict_moves_nothing(panel, sick):
    panel.show()
    panel.draw((sick,), Selection())
    height = panel.explanation.height()
    short = replace(sick.diagnosis.verdict, explanation="Short.")
    panel.draw((replace(sick, diagnosis=replace(sick.diagnosis, verdict=short)),), Selection())
    assert panel.explanation.height() == height


def test_how_to_try_is_said_once_above_the_cards(panel, sick):
    panel.draw((sick,), Selection())
    assert panel.how_to_try.isVisibleTo(panel)
    assert not panel.nothing.isVisibleTo(panel)
    assert all(card.height() == SMALL_PX for card in panel.cards)


def test_a_trial_under_way_shows_progress_and_can_be_cancelled(panel, sick, qtbot):
    panel.draw((sick,), Selection())
    card = panel.cards[0]
    panel.show_trials(TrialsView(card.suggestion, sick.snapshot.config, 0.43))
    assert card.bar.value() == 43
    assert card.action.text() == "Cancel"
    with qtbot.waitSignal(panel.cancel_requested):
        card.action.click()
    with qtbot.assertNotEmitted(panel.try_requested):
        card.title.click()


def test_a_card_has_the_height_of_its_result_as_soon_as_its_trial_runs(panel, sick):
    panel.show()
    panel.draw((sick,), Selection())
    card = panel.cards[0]
    panel.show_trials(TrialsView(card.suggestion, sick.snapshot.config, 0.43))
    height = card.height()
    assert height > SMALL_PX
    panel.show_trials(TrialsView(results={(sick.snapshot.config, card.suggestion): tried(sick, 0)}))
    assert card.height() == height


def test_what_was_measured_is_shown_and_can_be_adopted(panel, sick, qtbot):
    panel.draw((sick,), Selection())
    card, result = panel.cards[0], tried(sick, 0)
    panel.show_trials(TrialsView(results={(sick.snapshot.config, card.suggestion): result}))
    assert card.measured.comparisons == compared(result)
    assert card.action.text() == "Adopt"
    with qtbot.waitSignal(panel.adopt_requested) as adopted:
        card.action.click()
    assert adopted.args == [card.suggestion.changes]


def test_the_measured_lines_say_loss_accuracy_dead_units_and_after_how_many_steps(sick, qtbot):
    result = tried(sick, 0)
    before, after = result.before, result.after
    lines = ResultLines()
    qtbot.addWidget(lines)
    lines.show_result(result)
    assert f"accuracy {100 * before.accuracy:.0f} → {100 * after.accuracy:.0f} %" in lines.text()
    assert f"dead {before.n_dead} → {after.n_dead}" in lines.text()
    assert lines.text().endswith("at step 500")
    assert "The gradient vanishes" in result_text(result)


def test_the_better_of_two_values_is_told_and_of_two_alike_none(sick):
    result = tried(sick, 0)
    result = replace(result, before=replace(result.before, loss=0.7, n_dead=3, accuracy=0.5))
    result = replace(result, after=replace(result.after, loss=0.1, n_dead=9, accuracy=0.5))
    better = {entry.label: entry.better for entry in compared(result)}
    assert (better["loss"], better["accuracy"], better["dead"]) == ("after", "", "before")


def test_a_network_without_gradient_is_said_to_have_none(sick):
    result = tried(sick, 0)
    ratio = next(
        entry
        for entry in compared(replace(result, before=replace(result.before, first_last_ratio=math.nan)))
        if entry.label == "first/last"
    )
    assert (ratio.before, ratio.better) == (NO_GRADIENT, "after")


def test_as_many_entries_come_on_a_line_as_fit_and_one_at_least():
    assert flowed([40, 40, 30, 200, 10], gap=10, room=100) == [[0, 1], [2], [3], [4]]


def test_a_cure_for_overfitting_is_measured_on_the_test_set():
    noisy = RunConfig(dataset="moons", noise=0.5, n_examples=60, test_fraction=0.5, hidden=(64, 64), optimizer="adam")
    lane = lane_of(noisy.replace(learning_rate=0.01), 400)
    result = tried(lane, 0)
    loss, accuracy = compared(result)[:2]
    assert loss.text == f"test loss {figure(result.before.test_loss)} → {figure(result.after.test_loss)}"
    assert accuracy.text.startswith(f"test accuracy {100 * result.before.test_accuracy:.0f} → ")
    assert result.after.test_loss < result.before.test_loss


def test_losses_in_different_units_are_compared_with_guessing(sick):
    result = tried(sick, 0)
    standardised = replace(result.after, config=result.after.config.replace(standardize_targets=True))
    before = replace(result.before, loss=1e-12, guessing_loss=1e-12)
    loss = compared(replace(result, before=before, after=replace(standardised, loss=0.1, guessing_loss=0.5)))[0]
    assert (loss.before, loss.after, loss.better) == ("1.0", "0.20", "after")


def test_a_diverged_trial_has_no_loss_to_show(sick):
    result = tried(sick, 0)
    gone = replace(result, after=replace(result.after, diverged_at=7))
    loss = compared(gone)[0]
    assert (loss.text, loss.better) == ("loss 0.69 → diverged", "before")


def test_a_result_of_another_configuration_is_not_shown(panel, sick):
    panel.draw((sick,), Selection())
    other = sick.snapshot.config.replace(seed=5)
    panel.show_trials(TrialsView(results={(other, panel.cards[0].suggestion): tried(sick, 0)}))
    assert panel.cards[0].result is None


def test_cards_stay_in_place_while_a_trial_runs_though_the_verdict_changes(panel, sick):
    panel.draw((sick,), Selection())
    cards = list(panel.cards)
    panel.show_trials(TrialsView(cards[1].suggestion, sick.snapshot.config, 0.1))
    healthy = lane_of(RunConfig(n_examples=100), 400)
    panel.draw((replace(sick, diagnosis=healthy.diagnosis),), Selection())
    assert panel.cards == cards
    panel.show_trials(TrialsView())
    assert panel.cards == []


def test_a_trial_of_another_lane_can_be_cancelled_and_is_not_taken_for_one_of_this(panel, sick):
    other = replace(sick, index=1, snapshot=replace(sick.snapshot, config=sick.snapshot.config.replace(seed=7)))
    other = replace(other, diagnosis=replace(sick.diagnosis))
    panel.draw((sick, other), Selection(lane=0))
    panel.show_trials(TrialsView(panel.cards[0].suggestion, sick.snapshot.config, 0.5))
    assert panel.cards[0].progress.text() == "training both from one seed: 50 %"
    panel.draw((sick, other), Selection(lane=1))
    assert panel.cards[0].running
    assert "other settings" in panel.cards[0].progress.text()
    panel.show_trials(TrialsView(TANH, sick.snapshot.config, 0.5))
    assert panel.cards[-1].suggestion == TANH
    assert panel.cards[-1].action.text() == "Cancel"


def test_nothing_is_laid_out_anew_while_only_figures_change(panel, sick, qtbot):
    panel.show()
    panel.draw((sick,), Selection())
    qtbot.waitUntil(lambda: panel.cards[0].y() >= 0)
    cards, places = list(panel.cards), [w.geometry() for w in (panel.verdict, panel.numbers, panel.links)]
    later = lane_of(SIGMOID, 350)
    panel.draw((later,), Selection())
    assert panel.cards == cards
    assert [w.geometry() for w in (panel.verdict, panel.numbers, panel.links)] == places


def test_several_lanes_have_a_verdict_line_each(panel, sick):
    panel.draw((sick, lane_of(RunConfig(), 400, 1)), Selection())
    lines = [line.text() for line in panel.lane_lines if not line.isHidden()]
    assert lines == ["A: The gradient vanishes", "B: Healthy"]
    assert panel.verdict.text() == "A: The gradient vanishes"


def test_copied_data_has_every_finding_with_its_numbers(panel, sick):
    panel.draw((sick,), Selection())
    rows = panel.table()
    assert rows[0] == ["lane", "step", "finding", "severity", "evidence", "value"]
    assert {row[2] for row in rows[1:]} == {f.title for f in sick.diagnosis.findings}


def test_a_low_panel_leaves_the_numbers_out(panel, sick):
    panel.show()
    panel.draw((sick,), Selection())
    panel.resize(250, 420)
    assert panel.numbers.isVisible()
    panel.resize(250, 280)
    assert not panel.numbers.isVisible()


def test_in_the_window_a_suggestion_is_tried_adopted_and_undone(qtbot, tmp_path):
    window = make_window(Session(SIGMOID), Settings(tmp_path / "settings.json", theme="light"))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    panel = window.panels["diagnosis"]
    qtbot.waitUntil(lambda: bool(panel.cards), timeout=10_000)
    qtbot.mouseClick(panel.cards[0].title, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.cards[0].result is not None, timeout=10_000)
    changed = SIGMOID.replace(**panel.cards[0].suggestion.changes)
    qtbot.mouseClick(panel.cards[0].action, Qt.MouseButton.LeftButton)
    assert window.session.plan.config == changed != SIGMOID
    qtbot.waitUntil(lambda: panel.verdict.text() != "The gradient vanishes", timeout=10_000)
    window.session.plan.undo()
    assert window.session.plan.config == SIGMOID
    window.close()


def test_a_link_brings_its_panel_into_view(qtbot, tmp_path):
    window = make_window(Session(SIGMOID), Settings(tmp_path / "settings.json", theme="light"))
    qtbot.addWidget(window)
    window.show()
    window.docks.set_shown("gradient_flow", False)
    window.panels["diagnosis"].panel_requested.emit("gradient_flow")
    qtbot.waitUntil(lambda: window.docks.docks["gradient_flow"].seen, timeout=10_000)
    qtbot.waitUntil(lambda: bool(window.session.lanes), timeout=10_000)
    window.close()


def test_a_lane_without_a_diagnosis_leaves_the_panel_empty(panel, sick):
    panel.draw((replace(sick, diagnosis=None),), Selection())
    assert panel._stack.currentIndex() == 0
    assert isinstance(sick.diagnosis, Diagnosis)


def test_a_card_says_how_often_its_suggestion_has_helped_where_there_is_room(qtbot):
    card = SuggestionCard(Suggestion("ReLU", (("activation", "relu"),), "relu", Helped(17, 18)))
    qtbot.addWidget(card)
    card.show()
    shown = []
    for width in (600, 250, 150, 90):
        card.resize(width, SMALL_PX)
        shown.append(card.record.text())
        assert card.title.text() == "ReLU" or not card.record.text()
        assert card.record.isHidden() or card.record.geometry().right() < card.action.geometry().left()
    assert all("17" in text and "18" in text for text in shown[:2])
    assert shown[-1] == ""
    assert "helped in 17 of 18 runs" in card.title.toolTip()
    card.suggest(TANH)
    assert card.record.text() == ""
