"""The parser accepts the allowed expressions, computes their values, and reports each fault with its column."""

import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.expression.graph import BadExpression, ordered
from actviz.nn.expression.operations import OPERATIONS
from actviz.nn.expression.parser import CONSTANTS, MAX_LENGTH, SIGNATURES, parse
from actviz.registry import BadInput, UnknownKey

Z = np.array([-7.3, -2.6, -1.2, -0.4, -0.013, 0.02, 0.35, 0.9, 1.7, 2.8, 6.4])
SHIFTED = {"log": "log(z+30)", "sqrt": "sqrt(z+30)", "log1p": "log1p(z/25)"}
FUNCTIONS = [SHIFTED.get(name, f"{name}(z)") for name in SIGNATURES if name not in ("min", "max", "clip", "where")]
BY_HAND = {
    "z+2": lambda z: z + 2,
    "3-z": lambda z: 3 - z,
    "z*sigmoid(1.702*z)": lambda z: z / (1 + np.exp(-1.702 * z)),
    "z/(1+abs(z))": lambda z: z / (1 + abs(z)),
    "-z**2": lambda z: -(z**2),
    "(-z)**3": lambda z: -(z**3),
    "2**-z": lambda z: 2.0**-z,
    "z**4/40": lambda z: z**4 / 40,
    "(1+z*z)**-1": lambda z: 1 / (1 + z * z),
    "(1+z*z)**0.3": lambda z: (1 + z * z) ** 0.3,
    "(2+sin(z))**tanh(z)": lambda z: (2 + np.sin(z)) ** np.tanh(z),
    "where(z>0, z, 0.1*z)": lambda z: np.where(z > 0, z, 0.1 * z),
    "where(-1<z<=1 or z>5, z, cos(z))": lambda z: np.where(((z > -1) & (z <= 1)) | (z > 5), z, np.cos(z)),
    "where(z>=3, 1, z/3)": lambda z: np.where(z >= 3, 1, z / 3),
    "where(not z<1, 2*z, 2)": lambda z: np.where(z >= 1, 2 * z, 2.0),
    "max(z, a*z)": lambda z: np.maximum(z, 0.1 * z),
    "max(-1, z, min(z*z, 2))": lambda z: np.maximum(-1, np.maximum(z, np.minimum(z * z, 2))),
    "clip(z/6+0.5, 0, 1)": lambda z: np.clip(z / 6 + 0.5, 0, 1),
    "softplus(a+z) - pi/e": lambda z: np.log1p(np.exp(0.1 + z)) - math.pi / math.e,
    "Phi(z)": lambda z: np.array([0.5 * math.erfc(-x / math.sqrt(2)) for x in z]),
    "erf(z)": lambda z: np.array([math.erf(x) for x in z]),
    "expm1(z)": np.expm1,
    "atan(z)": np.arctan,
    "relu(z)*sign(z)": lambda z: np.maximum(z, 0),
    "2e-1*z + .5": lambda z: 0.2 * z + 0.5,
    "α·z − 1": lambda z: 0.1 * z - 1,
}


@pytest.mark.parametrize("text", BY_HAND)
def test_an_expression_has_the_value_that_it_says(text):
    np.testing.assert_allclose(ACTIVATIONS["=" + text].value(Z), BY_HAND[text](Z), rtol=1e-14, atol=1e-15)


@pytest.mark.parametrize("text", [*FUNCTIONS, *BY_HAND])
def test_the_slope_is_that_of_central_differences(text):
    entry, h = ACTIVATIONS["=" + text], 1e-6
    numeric = (entry.value(Z + h) - entry.value(Z - h)) / (2 * h)
    np.testing.assert_allclose(entry.slope(Z), numeric, rtol=2e-8, atol=2e-9)


@pytest.mark.parametrize("text", [*FUNCTIONS, *BY_HAND])
def test_float32_loses_no_more_digits_than_it_has(text):
    entry, z = ACTIVATIONS["=" + text], Z.astype(np.float32)
    assert entry.value(z).dtype == entry.slope(z).dtype == np.float32
    for single, double in ((entry.value(z), entry.value(Z)), (entry.slope(z), entry.slope(Z))):
        np.testing.assert_allclose(single, double, rtol=3e-5, atol=3e-6)


def test_every_function_and_operation_is_among_those_compared():
    used = {n.operation for t in (*FUNCTIONS, *BY_HAND) for n in ordered(parse(t).value, parse(t).slope)}
    assert used == set(OPERATIONS)


@pytest.mark.parametrize("pair", [("sigmoid(z)", "sigmoid"), ("tanh(z)", "tanh"), ("softplus(z)", "softplus"),
                                  ("z*Phi(z)", "gelu"), ("z*sigmoid(z)", "silu"), ("max(0, z)", "relu"),
                                  ("clip(z, 0, 6)", "relu6"), ("clip(z, -1, 1)", "hard_tanh"),
                                  ("z/(1+abs(z))", "softsign"), ("where(z>0, z, 0.01*z)", "leaky_relu")])  # fmt: skip
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_well_known_function_is_the_built_in_one_in_the_tails_and_at_the_kinks_too(pair, dtype):
    own, built_in = ACTIVATIONS["=" + pair[0]], ACTIVATIONS[pair[1]]
    z = np.array([-80, -30, -9, -6, -1, -1e-3, 0, 1e-3, 1, 6, 9, 30, 80], dtype)
    np.testing.assert_allclose(own.value(z), built_in.value(z), rtol=2e-6, atol=0)
    np.testing.assert_allclose(own.slope(z), built_in.slope(z), rtol=2e-5, atol=1e-30)
    assert np.array_equal(own.slope(z) == 0, built_in.slope(z) == 0)


def test_a_tie_has_the_slope_of_the_argument_without_z_else_of_the_second():
    at_zero = np.zeros(1)
    slopes = {t: float(ACTIVATIONS["=" + t].slope(at_zero)[0]) for t in
              ("max(z, 0)", "max(0, z)", "min(0, z)", "min(z, 0)", "max(z, 0.3*z)", "max(0.3*z, z)", "abs(z)",
               "where(z>0, z, 0)", "where(z>=0, z, 0)")}  # fmt: skip
    assert list(slopes.values()) == [0, 0, 0, 0, 0.3, 1, 0, 0, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("z * sigmoid( 1.702 *z)", "z*sigmoid(1.702*z)"),
        ("max( z,a *z )", "max(z, a*z)"),
        ("(z)+1.0", "z+1"),
        ("where(z>0 and  z<1,z,-1)", "where((z>0) and (z<1), z, -1)"),
        ("z**-1*z*(z+2)", "z**(-1)*z*(z+2)"),
    ],
)
def test_equal_expressions_are_one_key(one, other):
    assert parse(one).text == parse(other).text == parse(parse(one).text).text


FAULTS = {
    "": (1, "write an expression"),
    "   ": (1, "write an expression"),
    "3.5": (1, "must contain z"),
    "z.real": (2, "dot"),
    "z.__class__": (2, "dot"),
    "__import__('os').system('x')": (1, "__import__ is not known"),
    "().__class__": (3, "dot"),
    "(lambda: z)()": (2, "lambda is not known"),
    "[z for z in z]": (1, "[ is not allowed"),
    "{z}": (1, "{ is not allowed"),
    "f'{z}'": (1, "f is not known"),
    "(z:=2)": (3, ": is not allowed"),
    "z if z>0 else 0": (3, "where(condition"),
    "z;z": (2, "; is not allowed"),
    "z\x00": (2, "U+0000"),
    "z\n+1": (2, "U+000A"),
    "ｚ+1": (1, "ｚ is not allowed"),
    "zо": (2, "is not allowed"),  # a Cyrillic о
    "foo(z)": (1, "foo is not known"),
    "z + tan(z)": (5, "did you mean"),
    "z + sigmod(z)": (5, "did you mean sigmoid"),
    "2z": (2, "write * to multiply"),
    "z z": (3, "write * to multiply"),
    "z^2": (2, "** for a power"),
    "z == 1": (3, "compare"),
    "z = 1": (3, "compare"),
    "z != 1": (3, "compare"),
    "1.2.3*z": (4, "one dot"),
    "z // 2": (1, "not allowed"),
    "z*(1+2": (3, "never closed"),
    "z)": (2, "no ( before"),
    "z + ": (4, "missing at the end"),
    "z + * 2": (5, "* is not expected"),
    "()": (1, "not allowed"),
    "exp": (1, "write exp(x)"),
    "exp()*z": (1, "got 0 values"),
    "z + exp(z, 1)": (5, "got 2 values"),
    "max(z)": (1, "got 1 values"),
    "where(z, 1, 2)": (7, "needs a comparison"),
    "where(z>0, z)": (1, "got 2 values"),
    "z + (z>0)": (6, "only be the first value in where"),
    "z(2)": (1, "z is not a function"),
    "exp(z)(z)": (1, "not allowed"),
    "(z, z)": (1, "not allowed"),
    "exp(*z)": (5, "not allowed"),
    "z + 1e999": (5, "too large"),
    "z + 9**9**9": (5, "not a finite number"),
    "z + 1/0": (5, "division by zero"),
    "z + log(0-1)": (5, "logarithm"),
    "1/z": (1, "division by zero at z = 0"),
    "2 + 1/(z-0.1234)": (5, "division by zero at z = 0.1234"),
    "z + log(z)": (5, "logarithm of a number that is not positive from z = −20 to 0"),
    "sqrt(-1-z*z)": (1, "root of a negative number for every z"),
    "sqrt(abs(z))": (1, "slope is not finite"),
    "exp(exp(z))": (1, "too large from z = "),
    "z**0.5": (1, "power"),
    "(" * 100 + "z" + ")" * 100: (41, "nested 40 deep"),
    "-" * 200 + "z": (81, "nested 80 deep"),
    "z+" * 400 + "z": (MAX_LENGTH + 1, "at most"),
    "z*" + "9" * 150 + "*" + "9" * 140: (1, "too large"),
}  # fmt: skip


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_said_in_a_sentence_with_its_column(text):
    column, words = FAULTS[text]
    with pytest.raises(BadExpression) as caught:
        ACTIVATIONS["=" + text]
    assert caught.value.column == column
    assert str(caught.value).startswith(f"column {column}: ")
    assert words in str(caught.value)
    assert isinstance(caught.value, BadInput)
    assert isinstance(caught.value, UnknownKey)


def test_a_number_with_hundreds_of_digits_is_read_as_any_other():
    assert parse("z/1" + "0" * 250).text == "z/1e+250"


def leaf():
    number = st.floats(-3, 3).map(lambda x: f"({x:.3g})").map(lambda s: s if "e" not in s else "0.5")
    return st.one_of(st.just("z"), st.just("z"), st.just("a"), number, st.sampled_from(list(CONSTANTS)))


def grown(inner):
    one = st.sampled_from(["tanh", "sigmoid", "sin", "cos", "atan", "softplus", "relu", "abs", "sign", "erf", "Phi"])
    return st.one_of(
        st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({t[0]}{t[1]}{t[2]})"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]}/(1+{t[1]}**2))"),
        st.tuples(one, inner).map(lambda t: f"{t[0]}({t[1]})"),
        st.tuples(st.sampled_from(["min", "max"]), inner, inner).map(lambda t: f"{t[0]}({t[1]}, {t[2]})"),
        st.tuples(inner, st.sampled_from(["<", ">="]), inner, inner, inner).map(
            lambda t: f"where({t[0]}{t[1]}{t[2]}, {t[3]}, {t[4]})"
        ),
        inner.map(lambda t: f"(-{t})"),
    )


expressions = st.recursive(leaf(), grown, max_leaves=8).filter(lambda t: "z" in t and len(t) < MAX_LENGTH)


@settings(max_examples=150, deadline=None)
@given(text=expressions)
def test_any_expression_has_the_slope_of_central_differences_between_its_corners(text):
    try:
        entry = ACTIVATIONS["=" + text]
    except BadExpression:
        return
    z, h = np.linspace(-4, 4, 41) + 0.0123, 1e-6
    corners = np.array(entry.corners())
    if len(corners):
        z = z[np.abs(z[:, None] - corners).min(axis=1) > 1e-3]
    numeric = (entry.value(z + h) - entry.value(z - h)) / (2 * h)
    scale = 1.0 + np.abs(entry.value(z)) + np.abs(numeric)
    bend = np.abs(entry.slope(z + h) - entry.slope(z - h))  # where it bends too sharply for differences
    assert (np.abs(entry.slope(z) - numeric) <= 1e-7 * scale + bend).all()


def test_a_single_point_with_a_slope_divides_a_flat_region():
    assert ACTIVATIONS["=where(z-z>=abs(z), z, a)"].flat == ((-np.inf, 0.0), (0.0, np.inf))


@settings(max_examples=150, deadline=None)
@given(text=expressions)
def test_a_flat_region_has_slope_zero_throughout(text):
    try:
        entry = ACTIVATIONS["=" + text]
    except BadExpression:
        return
    for low, high in entry.flat:
        z = np.linspace(max(low, -15), min(high, 15), 33)[1:-1] if low < 15 and high > -15 else np.zeros(0)
        assert not entry.slope(z).any()


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=40) | st.text("za012.+-*/()<>=,e ^_'[]:!", max_size=30))
def test_any_text_is_an_expression_or_a_fault_and_never_a_warning(text):
    column = 1
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            ACTIVATIONS["=" + text].value(1.0)
        except BadExpression as fault:
            column = fault.column
    assert 1 <= column <= len(text) + 1
