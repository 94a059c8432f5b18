import numpy as np
import pytest

from actviz.data.reading.table import Table


def table_of(columns, *, has_names=True, **rest):
    """Return a Table of columns by name, as a reader makes it: numbers in the block, texts beside it."""
    block, block_at, others = [], [], {}
    for place, values in enumerate(columns.values()):
        if any(isinstance(value, str) for value in values):
            others[place] = np.array(["" if value is None else value for value in values], dtype=object)
        else:
            block_at.append(place)
            block.append([np.nan if value is None else float(value) for value in values])
    n = len(next(iter(columns.values())))
    lines = np.arange(n) + 1 + has_names
    table = np.array(block).T if block else np.zeros((n, 0))
    return Table("t.csv", tuple(columns), table, tuple(block_at), others, lines, has_names, **rest)


@pytest.fixture
def made():
    return table_of
