import pytest

from actviz.training import RunConfig
from actviz.training.config.change import Change
from actviz.training.snapshot import Cause, UnitEvent
from actviz.training.units.death_text import (
    cause_numbers,
    cause_phrase,
    cause_sentence,
    death_phrase,
    death_story,
    plain,
    signed,
    why_unknown,
)

OWN = Cause(120, 131, 17, 1.5, -0.03, -1.84, -0.02, 0.31, 0.35, 0.008)
BELOW = Cause(120, 131, 17, 1.5, -0.03, 0.31, 0.0, -1.84, 0.35, 0.008)


def test_a_cause_names_who_killed_with_number_and_step():
    assert cause_phrase(OWN) == "killed by its own step of −1.84 at step 131"
    assert cause_phrase(BELOW) == "killed by earlier layers, which moved z by −1.84, at step 131"
    assert cause_numbers(OWN) == "own step −1.8, earlier layers +0.31"
    assert cause_numbers(BELOW) == "earlier layers −1.8, own step +0.31"


def test_the_sentence_has_every_number():
    text = cause_sentence(OWN)
    for part in (
        "120",
        "131",
        "example 18",
        "1.5 to −0.03",
        "weights −1.82",
        "bias −0.02",
        "earlier layers +0.31",
        "0.35",
    ):
        assert part in text
    assert text.endswith("Learning rate 0.35, update ratio 8.0·10⁻³.")


@pytest.mark.parametrize(
    ("own", "inputs", "words"),
    [
        (-1.84, 0.31, "Its own weights and bias moved so far"),
        (0.31, -1.84, "Earlier layers moved so far"),
        (-0.83, -0.7, "Mostly because its own"),  # neither alone would have killed it
        (-0.7, -0.83, "Mostly because earlier layers"),
    ],
)
def test_the_story_says_so_far_only_of_a_part_that_would_have_killed_by_itself(own, inputs, words):
    story = death_story(Cause(64, 65, 17, 1.5, 1.5 + own + inputs, own, 0.0, inputs, 0.35, 0.008))
    assert story.startswith(words)
    assert "fell below zero" in story
    assert "between steps 64 and 65" in story


def test_a_best_input_that_did_not_cross_zero_is_not_said_to_fall_below_it():
    assert "below zero" not in death_story(Cause(64, 65, 17, 5.5, 6.2, 0.7, 0.0, 0.0, 0.35, 0.008))


def changed(step, **settings):
    return Change(step, RunConfig(), RunConfig(**settings))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ((), "too many units changed"),
        ([changed(90, activation="tanh")], "activation was changed at step 90"),
        ([changed(90, learning_rate=0.5)], "too many units changed"),
        ([changed(40, activation="tanh")], "too many"),
    ],
)
def test_a_death_without_a_cause_says_why(changes, words):
    assert words in why_unknown(UnitEvent(100, 1, 0, "death", 80, 100), changes)


def test_a_unit_born_dead_did_not_die_of_anything():
    assert death_phrase(UnitEvent(0, 1, 0, "born dead", 0, 0), ()).startswith(
        "dead from the start: with its initial weights"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-1.8449, "−1.84"), (12345.6, "+12,346"), (2e-5, "+2.0·10⁻⁵"), (-1e9, "−1.0·10⁹"), (0.25, "+0.25")],
)
def test_numbers_are_short_and_carry_their_sign(value, text):
    assert signed(value) == text
    assert plain(abs(value)) == text.lstrip("−+")
