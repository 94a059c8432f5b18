"""Published figures of what BatchNorm and skips do to gradients; `tests/benchmarks/cures.py` prints them all."""

from math import pi, sqrt

import numpy as np
import pytest

from actviz.nn.architecture import Architecture
from tests.benchmarks.cures import growth, input_gradients, likeness, tutorial_ratio


def geometric_mean(values):
    return np.exp(np.mean(np.log(values)))


@pytest.mark.parametrize(("depth", "kind", "published"), [
    (3, "batch", 0.038), (3, "none", 0.001), (10, "batch", 0.033), (10, "none", 1.2e-9),
])  # fmt: skip
def test_pytorchs_tutorial_on_gradients_with_and_without_batchnorm(depth, kind, published):
    assert geometric_mean([tutorial_ratio(depth, kind, seed) for seed in range(6)]) == pytest.approx(
        published, rel=0.15
    )


def test_batchnorm_makes_the_gradient_grow_through_relus_by_what_mean_field_theory_says():
    """Yang et al. 2019: by √(π / (π - 1)) a layer."""
    assert np.mean([growth(256, 256, 12, seed) for seed in range(3)]) == pytest.approx(sqrt(pi / (pi - 1)), rel=0.03)


def test_gradients_shatter_with_depth_under_batchnorm_and_less_so_with_skips():
    """Balduzzi et al. 2017, in kind: ours .94 at one layer, .40 at 5, −.03 at 24; with skips .80 at 50."""

    def found(depth, architecture):
        return np.mean([likeness(input_gradients(depth, architecture, seed)) for seed in range(4)])

    plain = Architecture("batch")
    assert found(1, plain) == pytest.approx(0.94, abs=0.01)
    assert found(5, plain) == pytest.approx(0.40, abs=0.1)
    assert found(24, plain) == pytest.approx(-0.03, abs=0.1)
    assert found(24, Architecture("batch", residual=1, residual_scale="depth")) > 0.6
