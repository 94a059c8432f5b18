"""Facts of columns, and hints on values that are probably not what they look like."""

import numpy as np
import pytest

from actviz.data import DATASETS, Data
from actviz.number_text import compact

N = 300


def data(y=None, **columns):
    table = np.stack(list(columns.values()), axis=1).astype(float)
    targets = np.linspace(-1, 1, len(table)) if y is None else y
    return Data(table, targets[:, np.newaxis], "regression", tuple(columns), (), "table.csv", ("price",))


def drawn(seed=0):
    return np.random.default_rng(seed)


def with_values(column, value, places):
    column = column.copy()
    column[places] = value
    return column


def odd(column):
    """Return the oddity of one column and its value."""
    facts = data(a=column, b=drawn(9).normal(size=len(column))).columns[0]
    return facts.oddity, facts.odd_value


def test_facts_are_those_of_the_column_in_its_own_units():
    column = with_values(drawn().uniform(10, 20, N), 9.0, slice(0, 30))
    facts = data(height=column).columns[0]
    assert facts.name == "height"
    assert (facts.mean, facts.deviation) == pytest.approx((column.mean(), column.std()))
    assert (facts.least, facts.largest) == (9.0, column.max())
    assert (facts.extreme, facts.extreme_share) == (9.0, pytest.approx(0.1))


def test_a_regressions_target_is_a_column_too_and_a_class_is_none():
    assert [column.name for column in data(a=np.arange(N)).columns] == ["a", "price"]
    circle = DATASETS["circle"].generate(100, 0.1, drawn())
    assert [column.name for column in circle.columns] == ["x1", "x2"]


@pytest.mark.parametrize("code", [-999, -9999, 9999, -99, 99_999, -1e20, 1e20, -32_768, 12_345])
@pytest.mark.parametrize("column", [drawn(1).normal(40, 12, N), drawn(2).uniform(0, 1, N), drawn(3).poisson(3, N)])
def test_a_repeated_extreme_value_far_outside_is_a_code(code, column):
    assert odd(with_values(column.astype(float), code, slice(0, N, 25))) == ("coded", code)


@pytest.mark.parametrize("value", [-9999, 1e6, 1e20])
def test_a_single_value_far_outside_is_far_off(value):
    assert odd(with_values(drawn(1).normal(12, 5, N), value, 7)) == ("far off", value)


@pytest.mark.parametrize("value", [0.0, 5.0, -1e9])
def test_a_column_of_one_value(value):
    assert odd(np.full(N, value)) == ("one value", value)


def test_huge_values():
    assert odd(drawn().normal(size=N) * 1e20)[0] == "huge"


@pytest.mark.parametrize(
    "column",
    [
        drawn(1).normal(size=N),
        drawn(1).uniform(-1e6, 1e6, N),
        drawn(1).lognormal(3, 1, N),
        drawn(1).exponential(1, N),
        drawn(1).poisson(0.3, N),
        drawn(1).integers(0, 2, N),
        drawn(1).integers(-1, 2, N),
        drawn(1).integers(0, 10, N),
        np.where(drawn(1).random(N) < 0.1, 0.0, drawn(2).lognormal(10, 0.1, N)),  # an income of nothing
        np.arange(N),
        np.where(drawn(1).random(N) < 0.3, 0.0, 255.0),
        drawn(1).standard_t(4, N),
        drawn(1).choice([1, 2, 3, 4, 5, 6, 7, 8, 24], N),  # an index of roads
        drawn(1).choice([3, 6, 7], N),
    ],
)
def test_usual_columns_have_no_oddity(column):
    assert odd(column.astype(float))[0] == ""


def test_a_code_of_one_column_is_one_in_others_too():
    gas = with_values(drawn(1).uniform(0, 6, N), -200, slice(0, N, 9))
    wide = with_values(drawn(2).uniform(300, 2000, N), -200, slice(0, N, 5))
    cold = drawn(3).uniform(-200, 300, N)
    (hint,) = data(gas=gas, wide=wide, cold=cold).hints
    assert "'gas', 'wide'" in hint
    assert "cold" not in hint


@pytest.mark.parametrize("code", [-999.0, 9999.0])
def test_a_code_in_the_target_is_found(code):
    assert data(drawn(4).normal(30, 5, N), a=drawn(5).normal(size=N)).hints == ()
    target = with_values(drawn(4).normal(30, 5, N), code, slice(0, 20))
    (hint,) = data(target, a=drawn(5).normal(size=N)).hints
    assert "'price'" in hint
    assert compact(code) in hint


def test_hints_name_some_columns_and_count_the_rest():
    (hint,) = data(**{f"p{i}": np.zeros(N) for i in range(8)}).hints
    assert "'p0'" in hint
    assert "5 more" in hint


@pytest.mark.parametrize("n", [1, 2, 3, 5])
def test_few_examples_have_facts_and_no_hint_beyond_their_own_values(n):
    columns = data(a=np.arange(n), b=drawn().normal(size=n)).columns
    assert all(np.isfinite([c.mean, c.deviation, c.least, c.largest]).all() for c in columns)
    assert all(column.oddity in ("", "one value") for column in columns)


@pytest.mark.parametrize("key", DATASETS)
def test_the_built_in_data_sets_have_no_codes_and_nothing_far_off(key):
    assert {column.oddity for column in DATASETS[key].generate(500, 0.1, drawn()).columns} <= {"", "one value"}


@pytest.mark.parametrize("value", [-999.0, 1e6, 1e20])
def test_the_rests_deviation_is_that_without_the_odd_value(value):
    column = with_values(drawn(1).normal(40, 12, N), value, slice(0, N, 25))
    facts = data(a=column).columns[0]
    assert facts.rest_deviation < 0.2 * facts.deviation
    if abs(value) < 1e5:  # beyond, the rest is lost in rounding
        assert facts.rest_deviation == pytest.approx(column[column != value].std(), rel=1e-4)
