"""Every scene keeps its promise for ten seeds, and a faulty file is refused in one sentence with its line."""

import math
from functools import cache

import pytest

from actviz.diagnosis.diagnosis import diagnose
from actviz.lessons.claim import SEEDS, Number, measured
from actviz.lessons.measures import MEASURES, Seen
from actviz.lessons.scene import MOST_CAPTIONS, read_scene, scenes
from actviz.lessons.tables import BadFile
from actviz.number_text import fraction_text
from actviz.registry import BadInput
from actviz.training.trainer import Trainer

SCENES = scenes().entries
CLAIMS = [(scene.key, i) for scene in SCENES.values() for i in range(len(scene.numbers))]
SOUND = """\
title = "A title"
claim = "A claim."
order = 99

[config]
hidden = "4x2"

[[caption]]
anchor = "river"
text = "Layer 1 gets {gradient}."

[action]
label = "ReLU"
set = { activation = "relu" }

[[number]]
measure = "loss"
step = 1
above = 0
"""


def test_every_file_is_a_scene_and_there_is_one_for_every_claim_of_the_mission():
    assert scenes().faults == ()
    assert len(SCENES) >= 12
    assert [scene.order for scene in SCENES.values()] == sorted({scene.order for scene in SCENES.values()})


@cache
def value(key, place, seed):
    scene = SCENES[key]
    return measured(scene.numbers[place], [config for _, config in scene.lanes], scene.after_action(), seed)


@pytest.mark.parametrize(("key", "place"), CLAIMS)
def test_the_claim_holds_in_numbers(key, place):
    number = SCENES[key].numbers[place]
    values = [value(key, place, seed) for seed in range(SEEDS)]
    assert sum(map(number.holds, values)) >= number.least, values


@pytest.mark.parametrize("key", SCENES)
def test_the_claim_holds_for_the_seed_that_is_shown(key):
    for place, number in enumerate(SCENES[key].numbers):
        assert number.holds(value(key, place, 0)), number


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('title = "A title"', 'titel = "A title"', 1, ("titel", "title")),
        ('title = "A title"', "title = 3", 1, ("title", "3")),
        ("order = 99", 'order = "first"', 3, ("order", "first")),
        ("order = 99", 'order = 99\nlayout = "wide"', 4, ("layout", "wide", "overview")),
        ("order = 99", "order = 99\nspeed = 0", 4, ("speed", "0")),
        ("order = 99", "order = 99\nlane = 2", 4, ("lane", "2")),
        ('hidden = "4x2"', 'hiden = "4x2"', 6, ("hiden", "hidden")),
        ('hidden = "4x2"', "learning_rate = -1", 6, ("learning_rate", "-1")),
        (
            'hidden = "4x2"',
            "seed = 1\n[[config.lane]]\nlearning_rate = 1\n[[config.lane]]\nlearning_rate = -1",
            10,
            ("-1",),
        ),
        ('anchor = "river"', 'anchor = "rivr"', 9, ("rivr", "river")),
        ('anchor = "river"', 'spot = "river"', 9, ("spot", "anchor")),
        ("{gradient}", "{gradent}", 10, ("gradent", "gradient")),
        ("{gradient}", "{gradient 2}", 10, ("gradient 2", "1")),
        ("{gradient}", "{gradient one}", 10, ("gradient one", "lane")),
        ("{gradient}", "{gradient", 10, ("measure",)),
        ("{gradient}", "{}", 10, ("measure",)),
        ('{gradient}."', '{gradient}."\nafter = "{gradent}"', 11, ("gradent", "gradient")),
        ('text = "Layer', 'lane = 2\ntext = "Layer', 10, ("lane", "2", "1")),
        ('set = { activation = "relu" }', 'set = { activation = "relo" }', 14, ("relo",)),
        ('label = "ReLU"', "label = 1", 13, ("label", "1")),
        ('label = "ReLU"', 'label = "ReLU"\nat = 0', 14, ("at", "0")),
        ('label = "ReLU"', 'label = "ReLU"\nlasts = "3"', 14, ("lasts", "3")),
        ('label = "ReLU"', 'label = "ReLU"\nat = 10\nfrom_start = true', 14, ("at", "while")),
        ('set = { activation = "relu" }', "set = { hidden = [3] }\nat = 10", 15, ("at", "while")),
        ('measure = "loss"', 'measure = "los"', 17, ("los", "loss")),
        ("above = 0", "abov = 0", 19, ("abov", "above")),
        ("above = 0", "", 16, ("above", "below")),
        ("step = 1", "step = -1", 16, ("step",)),
    ],
)
def test_a_fault_is_told_with_file_line_and_rule(old, new, line, words):
    with pytest.raises(BadInput) as refused:
        read_scene(SOUND.replace(old, new), "mine.toml")
    said = str(refused.value)
    assert said.startswith(f"mine.toml, line {line}: ")
    assert all(word in said for word in words)
    assert "\n" not in said


def test_text_that_is_no_toml_is_refused_with_its_place():
    with pytest.raises(BadInput, match=r"mine\.toml.*line 3"):
        read_scene("title = 1\n\nclaim = = 2\n", "mine.toml")


def test_all_faults_of_a_file_are_told():
    text = SOUND.replace("{gradient}", "{gradent}").replace('measure = "loss"', 'measure = "los"')
    with pytest.raises(BadFile) as refused:
        read_scene(text, "mine.toml")
    assert [said.split(":")[0] for said in refused.value.sentences] == ["mine.toml, line 10", "mine.toml, line 17"]


def test_a_scene_has_few_captions_and_each_of_the_program_s_own_a_number():
    many = SOUND.replace("[action]", '[[caption]]\nanchor = "river"\ntext = "More."\n' * MOST_CAPTIONS + "[action]")
    with pytest.raises(BadInput, match="captions"):
        read_scene(many, "mine.toml")
    assert not read_scene(SOUND[: SOUND.index("[[number]]")], "mine.toml").numbers
    assert all(scene.numbers for scene in SCENES.values())


def test_a_sound_file_is_read_and_its_action_is_applied():
    scene = read_scene(SOUND, "mine.toml")
    assert (scene.key, scene.order, len(scene.lanes)) == ("mine", 99, 1)
    assert scene.lanes[0].config.hidden == (4, 4)
    assert scene.after_action()[0].activation == "relu"


def test_a_number_is_measured_with_the_change_that_the_action_makes_by_itself():
    action = 'activation = "relu" }\nat = 5\nlasts = 2'
    text = SOUND.replace('activation = "relu" }', action).replace("step = 1", "step = 9\nafter_action = true")
    scene = read_scene(text, "mine.toml")
    (number,), (first,), (then,) = scene.numbers, (scene.lanes[0].config,), scene.after_action()
    trainer = Trainer(first)
    trainer.advance(5)
    trainer.apply({"activation": then.activation})
    trainer.advance(2)
    trainer.apply({"activation": first.activation})
    trainer.advance(2)
    assert measured(number, [first], [then], 0) == trainer.measure().loss


def test_a_caption_can_name_measures_of_several_lanes():
    lanes = '[[config.lane]]\n[[config.lane]]\nactivation = "tanh"\n\n[[caption]]'
    text = SOUND.replace("[[caption]]", lanes).replace("{gradient}", "{units}, lane 1 {units 1}, lane 2 {loss 2}")
    scene = read_scene(text, "mine.toml")
    seen = [Seen(Trainer(lane.config).measure(), None) for lane in scene.lanes]
    loss = MEASURES["loss"].text(seen[1].snapshot.loss)
    assert scene.captions[0].filled(seen) == f"Layer 1 gets 8, lane 1 8, lane 2 {loss}."


def test_what_the_dead_units_add_is_measured_without_them():
    trainer = Trainer(SCENES["dead-is-wasted"].lanes[0].config)
    assert math.isnan(MEASURES["accuracy_without_dead"].of(Seen(trainer.measure(), None)))
    trainer.advance(100)
    seen = Seen(trainer.measure(MEASURES["accuracy_without_dead"].needs), None)
    assert MEASURES["accuracy_without_dead"].of(seen) == seen.snapshot.accuracy
    assert MEASURES["lost_without_dead"].of(seen) == 0.0


def test_an_action_is_done_where_the_lanes_have_its_settings():
    scene = SCENES["bad-start"]
    assert scene.action.is_done(scene.after_action())
    assert not scene.action.is_done([config for _, config in scene.lanes])


def test_what_was_counted_at_an_earlier_step_leaves_out_what_came_later():
    trainer = Trainer(SCENES["rate-kills"].lanes[1].config)
    trainer.advance(2)
    early = trainer.measure()
    then = early.counts.deaths
    trainer.advance(60)
    later = trainer.measure()
    assert MEASURES["deaths"].of(Seen(early, None)) == then < MEASURES["deaths"].of(Seen(later, None))


def test_a_caption_says_the_same_number_as_the_diagnosis_of_that_step():
    trainer = Trainer(SCENES["vanishing-sigmoid"].lanes[0].config)
    trainer.advance(300)
    snapshot, readings = trainer.measure(), diagnose(trainer).readings
    assert MEASURES["gradient"].of(Seen(snapshot, readings)) == readings.ratio != snapshot.first_last_ratio


def test_a_number_that_is_not_one_never_holds():
    assert not Number("loss", 1, above=0.0).holds(float("nan"))
    assert Number("loss", 1, above=0.0, below=1.0).holds(0.5)
    assert not Number("loss", 1, above=0.0, below=1.0).holds(1.5)


@pytest.mark.parametrize(
    ("ratio", "text"),
    [(1 / 190_000, "1/190,000"), (0.25, "1/4"), (1 / 98.6, "1/99"), (2.0, "2.0"), (0.0, "0"), (4.9e-14, "4.9·10⁻¹⁴")],
)
def test_a_small_ratio_is_told_as_a_share_of_one(ratio, text):
    assert fraction_text(ratio) == text


def test_every_measure_is_a_number_of_some_run():
    assert all(measure.label for measure in MEASURES.values())
