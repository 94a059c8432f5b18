"""The analysis of an expression finds its properties, and the registry resolves it by its key."""

import numpy as np
import pytest

from actviz.nn.activation import INF
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.expression.graph import BadExpression
from actviz.registry import UnknownKey

FLAT = {
    "where(z>0, z, 0)": ((-INF, 0.0),),
    "max(z, 0)": ((-INF, 0.0),),
    "relu(z) - z": ((0.0, INF),),
    "clip(z, 0, 6)": ((-INF, 0.0), (6.0, INF)),
    "clip(z/6 + 0.5, 0, 1)": ((-INF, -3.0), (3.0, INF)),
    "relu(z-0.3) + relu(-z-0.1)": ((-0.1, 0.3),),
    "where(abs(z-0.5) < 1e-4, 0, z)": ((0.4999, 0.5001),),
    "z*relu(z+3)/6": ((-INF, -3.0),),
    "sign(z)": ((-INF, INF),),
    "0*sigmoid(z)": ((-INF, INF),),
    "where(z*z < 2, tanh(z), 1)": ((-INF, -(2**0.5)), (2**0.5, INF)),
    "where(z > 500, 0, z)": ((500.0, INF),),
    "exp(-z*z)": (),  # its slope is zero to a float32 beyond |z| = 10, but not by construction
    "sigmoid(50*z)": (),
    "max(z, 0.01*z)": (),
    "z**3": (),
    "abs(z)": (),
}


@pytest.mark.parametrize("text", FLAT)
def test_a_region_is_flat_when_its_slope_is_zero_by_construction(text):
    entry = ACTIVATIONS["=" + text]
    assert np.shape(entry.flat) == np.shape(FLAT[text])
    np.testing.assert_allclose(entry.flat, FLAT[text], rtol=1e-11)
    assert entry.can_die() == bool(FLAT[text])


def test_of_infinitely_many_flat_regions_those_in_sight_are_named():
    flat = np.array(ACTIVATIONS["=relu(sin(z))"].flat)
    assert np.abs(flat).max() < 20
    np.testing.assert_allclose(np.diff(flat), np.pi, rtol=1e-9)


@pytest.mark.parametrize(("text", "linear"), [
    ("z", True), ("max(z, a*z)", True), ("clip(z, -1, 2) + abs(z)/3", True), ("where(z>0, 1, 0)", True),
    ("z*abs(z)/abs(z+100)", False), ("z*sigmoid(z)", False), ("relu(z)**2", False), ("z**3", False),
    ("where(z>0, z, exp(z)-1)", False),
])  # fmt: skip
def test_straight_pieces_are_told_from_curves(text, linear):
    assert ACTIVATIONS["=" + text].piecewise_linear == linear


@pytest.mark.parametrize(("text", "jumps"), [
    ("sign(z)", [0]), ("where(z>1, z, 0)", [1]), ("where(z>0, z, 0)", []), ("abs(z)", []),
    ("where(z<-2, -1, where(z<3, 0, 1))", [-2, 3]), ("tanh(1000*z)", []),
])  # fmt: skip
def test_jumps_are_found_and_told(text, jumps):
    entry = ACTIVATIONS["=" + text]
    assert list(entry.facts().jumps) == pytest.approx(jumps)
    assert ("jumps at z = " in entry.story) == bool(jumps)


@pytest.mark.parametrize(("text", "largest"), [
    ("sigmoid(z)", 0.25), ("z*sigmoid(z)", 1.0998394), ("z*Phi(z)", 1.1289042), ("z*tanh(softplus(z))", 1.0884983),
    ("max(z, 3*z)", 3.0), ("exp(-z*z)", (2 / np.e) ** 0.5), ("sin(7*z)/7", 1.0), ("tanh(40*z)", 40.0),
])  # fmt: skip
def test_the_largest_slope_is_found(text, largest):
    assert ACTIVATIONS["=" + text].max_slope() == pytest.approx(largest, rel=1e-6)


def test_facts_follow_alpha():
    entry = ACTIVATIONS["=max(z, a*z)"]
    assert entry.alpha == 0.1
    assert entry.flat_regions() == entry.flat_regions(0.5) == ()
    assert entry.flat_regions(0.0) == ((-INF, 0.0),)
    assert [entry.max_slope(alpha) for alpha in (None, 0.5, 4.0)] == [1.0, 1.0, 4.0]
    assert [entry.negative_slope(alpha) for alpha in (None, 0.25)] == [0.1, 0.25]
    assert [entry.can_die(alpha) for alpha in (None, 0.0)] == [False, True]
    np.testing.assert_array_equal(entry.value([-2.0, 2.0], 0.25), [-0.5, 2.0])


def test_an_alpha_with_which_there_is_no_value_is_refused():
    with pytest.raises(BadExpression, match=r"column 1: division by zero for every z, with a = 0"):
        ACTIVATIONS["=z/a"].check_alpha(0.0)


@pytest.mark.parametrize(("text", "rectifier"), [
    ("max(0, z)", True), ("where(z>0, z, 0.2*z)", True), ("max(z, 0)*2", False), ("relu(z-1)", False),
    ("z", False), ("where(z>0, z, -1)", False), ("softplus(z)", False),
])  # fmt: skip
def test_a_rectifier_is_two_lines_that_meet_in_the_origin(text, rectifier):
    assert ACTIVATIONS["=" + text].rectifier == rectifier


def test_looking_up_an_expression_does_not_lengthen_the_list():
    before = list(ACTIVATIONS)
    entry = ACTIVATIONS["= max( z,a*z)"]
    assert entry.key == "=max(z, a*z)"
    assert entry is ACTIVATIONS["=max(z, a*z)"]
    assert list(ACTIVATIONS) == before


def test_an_expression_with_a_fault_is_an_unknown_key():
    assert "=max(z, 0)" in ACTIVATIONS
    assert "=max(z, " not in ACTIVATIONS
    assert ACTIVATIONS.get("=z.real") is None
    with pytest.raises(UnknownKey, match="column 2"):
        ACTIVATIONS["=z.real"]


def test_what_lies_out_of_range_of_a_float_beyond_the_usual_is_told():
    assert "too large for a float" in ACTIVATIONS["=exp(z)/9"].costs


def test_every_built_in_entry_says_what_it_solves_and_what_it_costs():
    for entry in ACTIVATIONS.values():
        for text in (entry.story, entry.solves, entry.costs):
            assert text.endswith(".")
            assert 20 < len(text) < 130
