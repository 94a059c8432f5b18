"""What a table holds, compared with what is expected."""

import numpy as np


def values(table):
    """All columns by their name, as lists."""
    return {name: table.values(i).tolist() for i, name in enumerate(table.columns)}


def same(table, expected):
    """Check that the table has these columns and values; NaN equals NaN."""
    found = values(table)
    assert list(found) == list(expected)
    for name, column in expected.items():
        np.testing.assert_array_equal(found[name], column)
