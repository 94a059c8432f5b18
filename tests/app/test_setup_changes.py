"""Changes of a setup, without anything that runs."""

import pytest

from actviz.app.lanes import LANE_NAMES, LaneSpec, Selection, single
from actviz.app.setup_changes import (
    Effect,
    edited,
    effect_on_lanes,
    lane_added,
    lane_coloured,
    lane_removed,
    lane_renamed,
    lanes_of,
    weights_drawn,
)
from actviz.recording.recorded import Origin
from actviz.registry import BadInput
from actviz.training import RunConfig
from actviz.training.config.text_format import NamedConfig

SMALL = RunConfig(hidden=(4, 3), n_examples=40)


def lanes(n):
    return tuple(LaneSpec(i + 1, i, LANE_NAMES[i], SMALL) for i in range(n))


def configs(setup, name):
    return [getattr(spec.config, name) for spec in setup]


def test_a_setting_is_changed_in_its_lane_and_what_is_shared_in_all():
    new = edited(lanes(2), 1, {"learning_rate": 0.5, "batch_size": 7}).setup
    assert configs(new, "learning_rate") == [SMALL.learning_rate, 0.5]
    assert configs(new, "batch_size") == [7, 7]


def test_a_setting_is_changed_in_all_lanes_if_so_wanted():
    assert configs(edited(lanes(3), 1, {"learning_rate": 0.5}, in_all=True).setup, "learning_rate") == [0.5] * 3


@pytest.mark.parametrize(
    ("changes", "text", "merges"),
    [
        ({"learning_rate": 0.5}, "learning rate", True),
        ({"learning_rate": 0.5, "momentum": 0.5}, "learning rate", False),
        ({"activation": "tanh"}, "activation", False),
    ],
)
def test_a_change_is_called_after_its_first_field_and_one_number_alone_can_go_on(changes, text, merges):
    assert edited(single(SMALL), 0, changes)[1:] == (text, merges)


@pytest.mark.parametrize("changes", [{}, {"learning_rate": SMALL.learning_rate}])
def test_a_change_to_what_is_there_leaves_the_setup_as_it_is(changes):
    assert edited(lanes(2), 0, changes).setup == lanes(2)


def test_a_value_that_breaks_a_rule_is_refused():
    with pytest.raises(BadInput, match="learning_rate"):
        edited(lanes(2), 0, {"learning_rate": -1.0})


def test_a_lane_is_added_with_the_first_free_letter_and_knows_where_it_branches_off():
    _, b = lanes(2)
    new, text, _ = lane_added((b,), 0, 9, 30, {"activation": "tanh"})
    assert new == (b, LaneSpec(9, 0, "A", SMALL.replace(activation="tanh"), Origin(2, 30)))
    assert text == "lane A"


def test_a_fifth_lane_is_refused():
    with pytest.raises(BadInput, match="at most 4 lanes"):
        lane_added(lanes(4), 0, 9, None, {})


def test_a_lane_is_taken_away_by_its_place():
    a, _, c = lanes(3)
    assert lane_removed(lanes(3), 1) == ((a, c), "removing lane B", False)


@pytest.mark.parametrize(("name", "shown"), [(" He,\n deep ", "He, deep"), ("x" * 30, "x" * 24), ("  ", "B")])
def test_a_lane_has_a_short_name_in_one_line_or_its_letter(name, shown):
    assert [spec.name for spec in lane_renamed(lanes(2), 1, name).setup] == ["A", shown]


def test_a_colour_that_another_lane_has_is_exchanged():
    assert [spec.index for spec in lane_coloured(lanes(3), 0, 2).setup] == [2, 1, 0]
    assert [spec.index for spec in lane_coloured(lanes(3), 0, 3).setup] == [3, 1, 2]


def test_weights_are_one_draw_for_all_lanes_or_one_for_each():
    each = weights_drawn(lanes(3), same=False).setup
    assert configs(each, "weights_draw") == [0, 1, 2]
    assert weights_drawn(each, same=True).setup == lanes(3)


def test_lanes_of_a_configuration_take_the_present_keys_and_then_new_ones():
    given = [NamedConfig("one", SMALL), NamedConfig("", SMALL), NamedConfig("", SMALL)]
    new = lanes_of(given, lanes(2), 7, "three lanes").setup
    assert [(spec.key, spec.name) for spec in new] == [(1, "one"), (2, "B"), (7, "C")]


def test_lanes_start_again_for_a_change_that_a_running_network_cannot_make():
    assert effect_on_lanes(lanes(2), lane_renamed(lanes(3), 0, "other").setup) is Effect.NONE
    assert effect_on_lanes(lanes(2), edited(lanes(2), 0, {"activation": "tanh"}).setup) is Effect.LIVE
    assert effect_on_lanes(lanes(2), edited(lanes(2), 0, {"initializer": "zeros"}).setup) is Effect.NEW_RUN


@pytest.mark.parametrize(
    ("chosen", "there"),
    [((2, 2), (2, 2)), ((2, 3), (2, None)), ((3, 0), (None, None)), ((0, 0), (None, None)), ((None, 1), (None, None))],
)
def test_of_a_selection_there_is_what_the_network_has(chosen, there):
    assert Selection(*chosen, lane=1).within((4, 3)) == Selection(*there, lane=1)


def test_lanes_without_names_are_called_by_what_tells_them_apart_as_long_as_it_does():
    given = [NamedConfig("", SMALL.replace(learning_rate=rate)) for rate in (0.02, 0.5)]
    setup = lanes_of(given, single(SMALL), 2, "lanes").setup
    assert [spec.name for spec in setup] == ["rate 0.02", "rate 0.5"]
    setup = edited(setup, 1, {"learning_rate": 0.3}).setup
    assert [spec.name for spec in setup] == ["rate 0.02", "rate 0.3"]
    setup = edited(lane_renamed(setup, 0, "slow").setup, 0, {"learning_rate": 0.01}).setup
    assert [spec.name for spec in setup] == ["slow", "rate 0.3"]
