"""The layout gives the position of every parameter, and its views share the vector's memory."""

import numpy as np
import pytest

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.layout import ParameterLayout

SIZES = (3, 4, 2, 5)


@pytest.fixture(params=[False, True], ids=["an α a layer", "an α a unit"])
def layout(request):
    return ParameterLayout.of(SIZES, [ACTIVATIONS["prelu"], ACTIVATIONS["relu"]], request.param)


def test_every_entry_belongs_to_one_layer_and_has_a_name_of_its_own_there(layout):
    entries = [layout.entries(layer) for layer in (1, 2, 3)]
    assert np.array_equal(np.sort(np.concatenate(entries)), np.arange(layout.size))
    names = [layout.name(1, int(entry)) for entry in entries[0]]
    assert names[:5] == ["weight 1 → 1", "weight 1 → 2", "weight 1 → 3", "weight 1 → 4", "weight 2 → 1"]
    assert names[12:16] == ["bias 1", "bias 2", "bias 3", "bias 4"]
    assert set(names[16:]) == {"α"}
    assert layout.name(3, int(entries[2][-1])) == "bias 5"


def test_views_of_a_vector_hold_what_the_spans_say(layout):
    vector = np.arange(layout.size, dtype=np.float64)
    for matrix, weights, biases, fan_in in zip(
        layout.matrices(vector), layout.weights, layout.biases, SIZES, strict=False
    ):
        assert np.array_equal(matrix[:-1].ravel(), vector[weights])
        assert np.array_equal(matrix[-1], vector[biases])
        assert len(matrix) == fan_in + 1
    layout.alphas(vector)[0][...] = -1.0
    assert (vector[layout.learned_alphas[0]] == -1.0).all()
    assert layout.alphas(vector)[1] is None


def test_several_vectors_in_rows_give_several_matrices(layout):
    rows = np.arange(2 * layout.size, dtype=np.float64).reshape(2, -1)
    for both, single in zip(layout.matrices(rows), layout.matrices(rows[1]), strict=True):
        assert np.array_equal(both[1], single)
