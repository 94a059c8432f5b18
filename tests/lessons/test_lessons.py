"""Every lesson can be walked, its claims hold on several seeds, and a faulty file is refused with line and rule."""

import math
from random import Random

import pytest

from actviz.lessons.claim_check import broken_claims
from actviz.lessons.lesson import EXPLAIN, PREDICT, RUN, SET_UP, TASK, Goal, tex_number
from actviz.lessons.lesson_file import lessons, read_lesson
from actviz.lessons.measures import MEASURES
from actviz.lessons.tables import BadFile
from actviz.lessons.walk import walk
from actviz.registry import BadInput

LESSONS = lessons().entries
SOUND = """\
title = "A title"
summary = "A summary."
order = 99
minutes = 5

[[step]]
kind = "set up"
text = "Layer 1 gets {gradient}."
formula = '\\symbol{g}{\\delta} = \\value{loss}'
symbols = [{ name = "g", text = "delta", anchor = "river" }]
config = { hidden = "4x2" }

[[step.claim]]
measure = "loss"
above = 0

[[step]]
kind = "predict"
text = "How large?"
measure = "loss"
choices = [{ text = "small", below = 0.1 }, { text = "large", above = 0.1 }]

[[step]]
kind = "run"
text = "Run."
to = 10

[[step]]
kind = "explain"
text = "So it is."

[[step]]
kind = "task"
text = "Bring it down."
goal = { measure = "loss", below = 10.0 }
keep = ["hidden"]
solution = { learning_rate = 0.2 }

[[step.claim]]
measure = "loss"
above = 0
"""


def test_every_file_is_a_lesson():
    assert lessons().faults == ()
    assert len(LESSONS) >= 14
    assert [each.order for each in LESSONS.values()] == sorted({each.order for each in LESSONS.values()})
    assert all(each.minutes <= 10 for each in LESSONS.values())


@pytest.mark.parametrize("key", LESSONS)
def test_a_lesson_has_claims_and_questions_and_something_to_do(key):
    steps = LESSONS[key].steps
    assert steps[0].kind == SET_UP
    assert sum(len(step.claims) for step in steps) >= 2
    kinds = [step.kind for step in steps]
    assert {PREDICT, RUN, TASK, EXPLAIN} <= set(kinds)
    assert kinds.index(EXPLAIN) > kinds.index(PREDICT)


@pytest.mark.parametrize("key", LESSONS)
def test_the_claims_of_a_lesson_hold_and_its_tasks_can_be_solved(key):
    assert broken_claims(LESSONS[key]) == []


@pytest.mark.parametrize("key", LESSONS)
def test_the_text_of_a_lesson_has_a_number_for_each_measure_and_every_question_has_a_right_answer(key):
    asked = None
    for stop in walk(LESSONS[key]):
        values = stop.step.values(stop.seen)
        assert not {"–", "∞"} & set(values.values()), stop.place
        assert "{" not in stop.step.filled(values)
        assert "\\value" not in stop.step.filled_formula(values)
        if stop.step.kind == PREDICT:
            asked = stop.step
        if stop.step.kind == EXPLAIN:
            value = MEASURES[asked.measure].of(stop.seen[asked.lane - 1]) if asked.measure else math.nan
            if asked.choices:
                assert asked.right_choice(value) is not None, (stop.place, value)
            else:
                assert math.isfinite(value)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('title = "A title"', 'titel = "A title"', 1, ("titel", "title")),
        ("minutes = 5", 'minutes = "5"', 4, ("minutes", "5")),
        ("order = 99", 'order = 99\nlayout = "wide"', 4, ("layout", "wide")),
        ('kind = "set up"', 'kind = "setup"', 7, ("setup", "set up")),
        ('kind = "set up"', 'kind = "say"', 11, ("config", "say")),
        ("{gradient}", "{gradent}", 8, ("gradent", "gradient")),
        ("{gradient}", "{gradient 2}", 8, ("gradient 2",)),
        ("value{loss}", "value{los}", 9, ("los", "loss")),
        ("symbol{g}", "symbol{h}", 9, ("h",)),
        ('anchor = "river"', 'anchor = "rivr"', 10, ("rivr", "river")),
        ('hidden = "4x2"', "learning_rate = -1", 11, ("learning_rate", "-1")),
        ('measure = "loss"\nabove = 0', 'measure = "los"\nabove = 0', 14, ("los", "loss")),
        ("above = 0\n\n[[step]]", "abov = 0\n\n[[step]]", 15, ("abov", "above")),
        ("above = 0\n\n[[step]]", "\n\n[[step]]", 13, ("above", "below")),
        ('measure = "loss"\nchoices', 'measure = "lost"\nchoices', 20, ("lost", "loss")),
        ('{ text = "small", below = 0.1 }, ', "", 21, ("two",)),
        ("to = 10", "to = 0", 26, ("to", "0")),
        ("to = 10", "", 24, ("to", "until")),
        ('kind = "predict"', 'kind = "say"', 20, ("measure",)),
        ('goal = { measure = "loss", below = 10.0 }', "", 33, ("goal",)),
        ('keep = ["hidden"]', 'keep = ["hiden"]', 36, ("keep",)),
        ('keep = ["hidden"]', 'keep = ["learning_rate"]', 37, ("learning_rate",)),
        ("solution = { learning_rate = 0.2 }", "solution = { hidden = [3] }\n", 37, ("hidden",)),
        ("solution = { learning_rate = 0.2 }", "solution = { bias_init = 1.0 }\n", 37, ("again",)),
        ("above = 0\n", "above = 0\nleast = 9\n", 16, ("least", "9")),
    ],
)
def test_a_fault_is_told_with_file_line_and_rule(old, new, line, words):
    assert old in SOUND
    with pytest.raises(BadInput) as refused:
        read_lesson(SOUND.replace(old, new, 1), "mine.toml")
    said = str(refused.value)
    assert said.startswith(f"mine.toml, line {line}: "), said
    assert all(word in said for word in words), said
    assert "\n" not in said


def test_all_faults_of_a_file_are_told_and_none_that_follows_from_another():
    text = SOUND.replace('hidden = "4x2"', "hidden = 7").replace("Bring it down.", "Bring {loss 2} down by {gradent}.")
    text = text.replace("above = 0\n", "abov = 0\n").replace("to = 10", "to = 0")
    with pytest.raises(BadFile) as refused:
        read_lesson(text, "mine.toml")
    assert [said.split(":")[0] for said in refused.value.sentences] == [
        f"mine.toml, line {line}" for line in (11, 26, 34)
    ]
    assert "gradent" in refused.value.sentences[2]


def test_a_configuration_under_a_heading_of_its_own_has_its_faults_at_their_lines():
    text = SOUND.replace('config = { hidden = "4x2" }', "[step.config]\nseed = 1\nlearning_rate = -1")
    with pytest.raises(BadInput, match="line 13"):
        read_lesson(text, "mine.toml")


def test_an_explanation_needs_a_prediction_and_a_file_steps():
    start, end = SOUND.index('[[step]]\nkind = "predict"'), SOUND.index('[[step]]\nkind = "run"')
    with pytest.raises(BadInput, match="prediction"):
        read_lesson(SOUND[:start] + SOUND[end:], "mine.toml")
    with pytest.raises(BadInput, match="step"):
        read_lesson(SOUND[: SOUND.index("[[step]]")], "mine.toml")
    with pytest.raises(BadInput, match=r"mine\.toml.*line 3"):
        read_lesson("title = 1\n\nclaim = = 2\n", "mine.toml")


def test_a_walk_runs_to_the_steps_and_solves_the_task():
    stops = list(walk(read_lesson(SOUND, "mine.toml")))
    assert [stop.after[0].snapshot.step for stop in stops] == [0, 0, 10, 10, 10]
    assert not stops[0].failed
    assert stops[4].after[0].snapshot.config.learning_rate == 0.2


def test_groups_of_steps_are_drawn_by_chance_and_stay_together():
    doctor = LESSONS["doctor"]
    drawn = [doctor.drawn(Random(seed)) for seed in range(5)]
    groups = [list(dict.fromkeys(step.group for step in lesson.steps if step.group)) for lesson in drawn]
    assert len({tuple(each) for each in groups}) > 1
    assert all(len(each) == doctor.draws == 8 for each in groups)
    for lesson in drawn:
        assert lesson.steps[0] == doctor.steps[0]
        assert lesson.steps[-1] == doctor.steps[-1]
        kinds = [step.kind for step in lesson.steps if step.group]
        assert kinds == [SET_UP, RUN, PREDICT, EXPLAIN, TASK] * doctor.draws
    assert LESSONS["why"].drawn(Random(0)) is LESSONS["why"]


@pytest.mark.parametrize(
    ("draws", "groups"), [("draws = 3", "ab"), ("", "ab"), ("draws = 1", "aba"), ("draws = 1", "a.a")]
)
def test_groups_that_cannot_be_drawn_are_refused(draws, groups):
    step = '[[step]]\nkind = "set up"\ntext = "x"\nconfig = { hidden = "2" }\n'
    steps = "".join(step + ("" if name == "." else f'group = "{name}"\n') for name in groups)
    head = f'title = "A"\nsummary = "B."\norder = 9\nminutes = 5\n{draws}\n'
    with pytest.raises(BadInput, match=r"draws|together"):
        read_lesson(head + step + steps, "mine.toml")


def test_a_run_with_a_condition_ends_when_it_holds():
    text = SOUND.replace("to = 10", 'until = { measure = "accuracy", above = 0.0 }\nat_most = 100')
    assert list(walk(read_lesson(text, "mine.toml")))[2].after[0].snapshot.step == 0
    text = SOUND.replace("to = 10", 'until = { measure = "accuracy", above = 2.0 }\nat_most = 40')
    assert list(walk(read_lesson(text, "mine.toml")))[2].after[0].snapshot.step == 40


def test_a_choice_is_right_by_what_was_measured_and_a_number_within_its_factor():
    question = read_lesson(SOUND, "mine.toml").steps[1]
    assert [question.right_choice(value) for value in (0.01, 0.1, 5.0)] == [0, 1, 1]
    assert question.right_choice(math.nan) is None
    assert question.is_close(0.2, 0.1)
    assert question.is_close(0.0, 0.0)
    assert not question.is_close(0.3, 0.1)
    assert not question.is_close(-0.1, 0.1)
    assert not Goal("loss", above=0.0).above < math.nan


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("1/190,000", r"\frac{1}{190{,}000}"),
        ("9.5·10⁻⁷", r"9.5\cdot 10^{-7}"),
        ("72 %", r"72 \%"),
        ("−2", "-2"),
        ("10⁻⁵", "10^{-5}"),
    ],
)
def test_a_number_is_written_in_tex(text, tex):
    assert tex_number(text) == tex
