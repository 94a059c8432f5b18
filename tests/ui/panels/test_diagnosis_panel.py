import math
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QScrollArea

from actviz.app.lanes import LaneView, Selection
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.app.trials import TrialsView
from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.diagnosis.findings import Diagnosis, Suggestion, VerdictChange
from actviz.diagnosis.remedy_record import Helped
from actviz.diagnosis.trial import Trial
from actviz.number_text import figure
from actviz.training import RunConfig, Trainer
from actviz.ui.application.application import make_window
from actviz.ui.panels.diagnosis.panel import NOTHING_TO_TRY, DiagnosisPanel
from actviz.ui.panels.diagnosis.suggestion_card import SuggestionCard
from actviz.ui.panels.diagnosis.trial_result import NO_GRADIENT, RATIO, ResultLines, compared, flowed, result_text

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


def test_the_texts_and_the_numbers_have_the_height_that_they_need(panel, sick):
    panel.show()
    panel.resize(210, 420)
    long = replace(sick.diagnosis.verdict, explanation=30 * "Word after word. ")
    panel.draw((replace(sick, diagnosis=replace(sick.diagnosis, verdict=long)),), Selection())
    unbound = QLabel(panel.explanation.text(), wordWrap=True, font=panel.explanation.font())
    assert panel.explanation.height() >= unbound.heightForWidth(panel.explanation.width())
    assert panel.numbers.height() == panel.numbers.height_for(panel.numbers.width()) > 0


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


def placed(panel, qtbot):
    """Return where each card and its button are on the panel, when the layout has come to rest."""
    panel.show()
    seen = []

    def is_at_rest() -> bool:
        seen.append(
            [(card.size(), card.action.geometry(), card.mapTo(panel, card.rect().topLeft())) for card in panel.cards]
        )
        return len(seen) > 3 and seen[-1] == seen[-2] == seen[-3]

    qtbot.waitUntil(is_at_rest)
    return seen[-1]


@pytest.mark.parametrize("width", [215, 260, 420])
def test_no_card_and_no_button_moves_while_texts_change_and_trials_run(panel, sick, qtbot, width):
    panel.resize(width, 300)
    panel.draw((sick,), Selection())
    before, card = placed(panel, qtbot), panel.cards[0]
    also = replace(sick.diagnosis.verdict, title="Another finding")
    found = replace(
        sick.diagnosis, because=(), also=(also,), verdict=replace(sick.diagnosis.verdict, explanation="No.")
    )
    panel.draw((replace(sick, diagnosis=found),), Selection())
    assert placed(panel, qtbot) == before
    panel.show_trials(TrialsView(card.suggestion, sick.snapshot.config, 0.43))
    assert placed(panel, qtbot) == before
    panel.show_trials(TrialsView(results={(sick.snapshot.config, card.suggestion): tried(sick, 0)}))
    assert placed(panel, qtbot) == before


def test_the_first_card_has_the_same_place_for_every_verdict(panel, sick, qtbot):
    panel.resize(250, 150)  # so low that it scrolls with each
    panel.draw((sick,), Selection())
    first = placed(panel, qtbot)[0]
    panel.draw((lane_of(RunConfig(bias_init=-20.0), 20),), Selection())
    assert panel.verdict.text() != "The gradient vanishes"
    assert placed(panel, qtbot)[0] == first


def test_the_block_below_the_cards_is_as_high_for_a_trial_under_way_as_for_its_result(panel, sick, qtbot):
    panel.draw((sick,), Selection())
    panel.show_trials(TrialsView(panel.cards[0].suggestion, sick.snapshot.config, 0.43))
    placed(panel, qtbot)
    height = panel.trial.height()
    panel.show_trials(TrialsView(results={(sick.snapshot.config, panel.cards[0].suggestion): tried(sick, 0)}))
    placed(panel, qtbot)
    assert panel.trial.height() == height > 0


def test_of_several_results_the_one_whose_card_is_clicked_is_shown_in_full(panel, sick, qtbot):
    panel.draw((sick,), Selection())
    results = {(sick.snapshot.config, panel.cards[place].suggestion): tried(sick, place) for place in (0, 1)}
    panel.show_trials(TrialsView(results=results))
    for place in (0, 1):
        with qtbot.assertNotEmitted(panel.try_requested):
            qtbot.mouseClick(panel.cards[place].title, Qt.MouseButton.LeftButton)
        assert panel.trial.measured.comparisons == compared(panel.cards[place].result)


def test_a_run_that_has_recovered_says_what_was_before(panel, sick):
    healthy = lane_of(RunConfig(), 400)
    changes = VerdictChange(20, "dead_units", "23 of 96 units are dead"), VerdictChange(300, "healthy", "Healthy")
    panel.draw((replace(healthy, verdict_changes=changes),), Selection())
    assert all(text in panel.before.text() for text in ("step 300", "step 20", "23 of 96 units are dead"))
    panel.draw((replace(sick, verdict_changes=changes),), Selection())
    assert not panel.before.text()


def test_units_that_do_nothing_are_said_to_be_wasted_with_what_was_measured_without_them(panel):
    trainer = Trainer(RunConfig(bias_init=-1.0, learning_rate=0.3))
    trainer.measure()
    trainer.advance(200)
    seen, history = trainer.measure(frozenset({"wasted"})), trainer.history.view()
    found = diagnosis_of(trainer.facts, seen, history)
    assert seen.n_dead
    view = LaneView(0, "A", trainer.facts, seen, history, diagnosis=found)
    panel.draw((replace(view, snapshot=replace(seen, wasted=None)),), Selection())
    assert panel.needs == {"wasted"}
    panel.draw((view,), Selection())
    assert panel.needs == set()  # for a second
    assert f"step 200, {seen.wasted.removed.units} of 96 units" in panel.capacity.text()
    panel.draw((replace(view, snapshot=replace(seen, step=9, units_step=9, wasted=None), at=9),), Selection())
    assert panel.needs == {"wasted"}
    assert not panel.capacity.text()  # what holds of another step is not said of this one
    panel.draw((lane_of(SIGMOID, 5),), Selection())
    assert panel.needs == set()
    assert not panel.capacity.text()


def test_what_was_measured_is_shown_and_can_be_adopted(panel, sick, qtbot):
    panel.draw((sick,), Selection())
    card, result = panel.cards[0], tried(sick, 0)
    panel.show_trials(TrialsView(results={(sick.snapshot.config, card.suggestion): result}))
    assert panel.trial.measured.comparisons == compared(result)
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
    assert f"train accuracy {100 * before.accuracy:.0f} → {100 * after.accuracy:.0f} %" in lines.text()
    assert f"dead units {before.n_dead} → {after.n_dead}" in lines.text()
    assert lines.text().endswith("500 steps")
    assert "The gradient vanishes" in result_text(result)


def test_the_better_of_two_values_is_told_and_of_two_alike_none(sick):
    result = tried(sick, 0)
    result = replace(result, before=replace(result.before, loss=0.7, n_dead=3, accuracy=0.5))
    result = replace(result, after=replace(result.after, loss=0.1, n_dead=9, accuracy=0.5))
    better = {entry.label: entry.better for entry in compared(result)}
    assert (better["train loss"], better["train accuracy"], better["dead units"]) == ("after", "", "before")


def test_a_network_without_gradient_is_said_to_have_none(sick):
    result = tried(sick, 0)
    ratio = next(
        entry
        for entry in compared(replace(result, before=replace(result.before, first_last_ratio=math.nan)))
        if entry.label == RATIO
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
    assert (loss.text, loss.better) == ("train loss 0.69 → diverged", "before")


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
    assert "training both" in panel.trial.heading.text()
    assert panel.cards[0].record.text() == "50 %"
    panel.draw((sick, other), Selection(lane=1))
    assert panel.cards[0].running
    assert "other settings" in panel.trial.heading.text()
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


def test_of_several_lanes_the_chosen_one_is_told_by_its_name(panel, sick):
    panel.draw((sick, lane_of(RunConfig(), 400, 1)), Selection())
    assert panel.lane_name.isVisibleTo(panel)
    assert "A" in panel.lane_name.text()
    assert panel.verdict.text() == "The gradient vanishes"


def test_copied_data_has_every_finding_with_its_numbers(panel, sick):
    panel.draw((sick,), Selection())
    rows = panel.table()
    assert rows[0] == ["lane", "step", "finding", "severity", "evidence", "value"]
    assert {row[2] for row in rows[1:]} == {f.title for f in sick.diagnosis.findings}


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
    for width in (600, 350, 190, 90):
        card.resize(width, card.height())
        shown.append(card.record.text())
        assert card.title.text() == "ReLU"
        assert not card.record.geometry().intersects(card.action.geometry()) or not card.record.text()
    assert all("17" in text and "18" in text for text in shown[:3])
    assert shown[-1] == ""
    assert "helped in 17 of 18 runs" in card.title.toolTip()
    card.suggest(TANH)
    assert card.record.text() == ""


def test_in_a_narrow_panel_no_title_of_a_card_is_cut(panel, sick):
    panel.show()
    panel.resize(216, 420)
    panel.draw((sick,), Selection())
    assert [card.title.text() for card in panel.cards] == [card.suggestion.label for card in panel.cards]


@pytest.mark.parametrize("width", [216, 260, 420])
def test_no_line_of_a_result_is_wider_than_the_panel(panel, sick, qtbot, width):
    panel.resize(width, 500)
    panel.draw((sick,), Selection())
    panel.show_trials(TrialsView(results={(sick.snapshot.config, panel.cards[0].suggestion): tried(sick, 0)}))
    placed(panel, qtbot)
    lines = panel.trial.measured
    metrics = QFontMetrics(lines.font())
    assert all(metrics.horizontalAdvance(each.text) <= lines.width() for each in lines.comparisons)


def test_cards_have_their_heights_as_soon_as_a_verdict_is_drawn(panel, sick):
    panel.show()
    panel.draw([lane_of(RunConfig(n_examples=100), 20)], Selection())
    panel.grab()
    panel.draw([sick], Selection())
    assert len(panel.cards) > 1
    for card in panel.cards:
        assert card.height() >= card.minimumSizeHint().height()
