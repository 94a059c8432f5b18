"""The map over two inputs says what the network gives there."""

import numpy as np
import pytest

import actviz
from actviz.training.pair_map import asked_pair, pair_extra


def test_an_extra_names_its_two_inputs():
    assert asked_pair({"weights", pair_extra(3, 12)}) == (3, 12)
    assert asked_pair({"weights"}) is None


@pytest.mark.parametrize("standardize", [True, False])
def test_a_pixel_is_the_networks_answer_with_the_other_inputs_at_their_medians(standardize, tmp_path):
    rng = np.random.default_rng(3)
    x = rng.normal(size=(80, 4)) * [1.0, 50.0, 0.01, 3.0] + [0.0, 300.0, 2.0, -9.0]
    rows = "\n".join(",".join(map(repr, row)) + f",{'ab'[int(row[1] > 300)]}" for row in x.tolist())
    (tmp_path / "own.csv").write_text("p,q,r,s,kind\n" + rows)
    config = actviz.RunConfig(data_path=str(tmp_path / "own.csv"), hidden=(9, 7), standardize=standardize)
    trainer = actviz.Trainer(config)
    trainer.advance(50)
    found = trainer.measure({pair_extra(1, 3)}).pair_map
    assert found.pair == (1, 3)
    x0, x1, y0, y1 = found.extent
    train = trainer.facts.own_x(trainer.facts.train_x, range(4))
    assert x0 < train[:, 1].min() < train[:, 1].max() < x1
    assert y0 < train[:, 3].min() < train[:, 3].max() < y1
    px = found.values.shape[-1]
    point = np.median(train, axis=0)
    point[1], point[3] = x0 + (x1 - x0) * (10 + 0.5) / px, y0 + (y1 - y0) * (40 + 0.5) / px
    units = trainer.facts.input_units
    seen = point if units is None else units.standardized(point)
    z = trainer.network.outputs(seen[np.newaxis])[:, 0]
    shares = np.exp(z - z.max()) / np.exp(z - z.max()).sum()
    np.testing.assert_allclose(found.values[:, 40, 10], shares, rtol=1e-4)
