"""The norms of a block of gradients, copied or measured at once, against longer floats."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actviz.nn.gradient_log import CopiedGradients, MeasuredGradients, gradient_log

LOGS = [CopiedGradients, MeasuredGradients]
SIZE = 30


def logged(log_type, exponents, start=0, n=None):
    """Note gradients whose segments have these powers of ten, (steps, segments); return norms found and true."""
    rng = np.random.default_rng(0)
    both = np.zeros((2, SIZE * len(exponents[0]) + 5), np.float32)  # the last five belong to no segment
    flat = both[1]
    spans = [slice(i * SIZE, (i + 1) * SIZE) for i in range(len(exponents[0]))]
    segments = [flat[span] for span in spans]
    log, true = log_type(both, spans, 8), []
    with np.errstate(all="ignore"):
        for hook, powers in zip(log.hooks(0, 8), exponents, strict=False):
            flat[...] = rng.normal(size=flat.size)
            for segment, power in zip(segments, powers, strict=True):
                segment *= np.float32(10.0**power)
            true.append([float(np.linalg.norm(s.astype(np.longdouble))) for s in segments])
            hook()
        return log.norms(start, len(exponents) - start if n is None else n), true


@pytest.mark.parametrize("log_type", LOGS)
@given(data=st.data())
def test_norms_are_true_at_every_size(log_type, data):
    powers = st.lists(st.integers(-37, 36), min_size=3, max_size=3)
    found, true = logged(log_type, data.draw(st.lists(powers, min_size=1, max_size=8)))
    np.testing.assert_allclose(found, true, rtol=1e-5)


@pytest.mark.parametrize("log_type", LOGS)
def test_how_many_are_asked_for_changes_no_bit(log_type):
    exponents = [[0, -20, 3]] * 8
    whole, _ = logged(log_type, exponents)
    for n in range(1, 8):
        assert np.array_equal(logged(log_type, exponents, 0, n)[0], whole[:n])
        assert np.array_equal(logged(log_type, exponents, 8 - n)[0], whole[8 - n :])


@pytest.mark.parametrize("log_type", LOGS)
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_what_is_not_finite_stays_in_its_segment_and_step(log_type, bad):
    both = np.ones((2, 20), np.float32)
    flat = both[1]
    log = log_type(both, [slice(0, 10), slice(10, 20)], 4)
    hooks = log.hooks(1, 2)
    with np.errstate(all="ignore"):
        hooks[0]()
        flat[3] = bad
        hooks[1]()
        found = log.norms(1, 2)
    assert np.isfinite(found).tolist() == [[True, True], [False, True]]


def test_a_small_gradient_is_copied_with_the_parameters_and_a_large_one_measured():
    small, large = np.zeros((2, 100), np.float32), np.zeros((2, 100_000), np.float32)
    for measured in large, small.astype(np.float64):
        assert gradient_log(measured, [slice(0, measured.shape[1])], 4, with_parameters=True).gradients is None
    log = gradient_log(small, [slice(0, small.shape[1])], 4, with_parameters=True)
    for i, hook in enumerate(log.hooks(0, 4)):
        small[...] = [[i], [-i]]
        hook()
    assert log.parameters[:, 7].tolist() == [0, 1, 2, 3]
    assert log.gradients[:, 7].tolist() == [0, -1, -2, -3]


def test_parameters_are_not_copied_where_nobody_wants_them():
    small = np.zeros((2, 100), np.float32)
    log = gradient_log(small, [slice(0, 40), slice(40, small.shape[1])], 2, with_parameters=False)
    for i, hook in enumerate(log.hooks(0, 2)):
        small[...] = [[7.0], [i + 1.0]]
        hook()
    assert log.parameters is None
    assert log.gradients[:, 50].tolist() == [1, 2]
    np.testing.assert_allclose(log.norms(0, 2), np.sqrt([[40, 60], [160, 240]]))
