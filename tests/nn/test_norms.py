import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actviz.nn.norms import SegmentNorms, norm


def equal_spans(n, size):
    return [slice(i * size, (i + 1) * size) for i in range(n)]


def segments_at(scales, dtype=np.float32, size=50):
    """Return norms by SegmentNorms of one vector whose segments have these scales, and by float64."""
    rng = np.random.default_rng(0)
    flat = np.concatenate([rng.normal(size=size) * s for s in scales]).astype(dtype)
    parts = [flat[i * size : (i + 1) * size] for i in range(len(scales))]
    with np.errstate(over="ignore", invalid="ignore"):
        return SegmentNorms(flat, equal_spans(len(parts), size))(), [
            np.linalg.norm(p.astype(np.longdouble)) for p in parts
        ]


@pytest.mark.parametrize("scale", [1e-37, 1e-30, 1e-22, 1e-15, 1.0, 1e15, 1e19, 1e30, 1e36])
def test_a_float32_norm_is_true_far_beyond_the_range_of_its_square(scale):
    got, true = segments_at([scale])
    assert got[0] == pytest.approx(float(true[0]), rel=1e-5)


@given(st.lists(st.integers(-37, 36), min_size=1, max_size=6))
def test_segments_of_any_sizes_beside_one_another_are_all_true(exponents):
    got, true = segments_at([10.0**e for e in exponents])
    np.testing.assert_allclose(got, np.array(true, float), rtol=1e-5)


@pytest.mark.parametrize("scale", [1e-300, 1e-160, 1.0, 1e160, 1e300])
def test_a_float64_norm_is_true_too(scale):
    got, true = segments_at([scale], np.float64)
    assert got[0] == pytest.approx(float(true[0]), rel=1e-12)


def test_a_segment_of_zeros_has_norm_zero():
    assert segments_at([0.0, 1.0])[0][0] == 0.0


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("place", [0, 60])
def test_an_entry_that_is_not_finite_makes_its_segments_norm_not_finite(bad, place):
    flat = np.ones(100, np.float32)
    flat[place] = bad
    with np.errstate(all="ignore"):
        got = SegmentNorms(flat, [slice(0, 50), slice(50, 100)])()
    assert [np.isfinite(n) for n in got] == [place >= 50, place < 50]


def test_the_norms_are_measured_again_at_each_call():
    flat = np.ones(4, np.float32)
    norms = SegmentNorms(flat, [slice(0, 3), slice(3, 4)])
    norms()
    flat[...] = 2
    assert norms() == pytest.approx([np.sqrt(12), 2])


def test_a_norm_of_float32_entries_of_any_size_is_summed_in_float64():
    assert norm(np.full(100, 1e-37, np.float32)) == pytest.approx(1e-36, rel=1e-6)
    assert norm(np.full(100, 1e37, np.float32)) == pytest.approx(1e38, rel=1e-6)


@pytest.mark.parametrize(
    "scales", [[1e-35, 1e-30, 1e-25, 1e-3, 1.0], [1e-30, 1e-28], [1e-2, 1e-30, 1.0], [1e-30, 1.0, 1e30]]
)
@pytest.mark.parametrize("size", [50, 4000])
def test_norms_stay_true_call_after_call_while_the_gradient_grows_and_shrinks(scales, size):
    rng = np.random.default_rng(0)
    flat = np.zeros(size * len(scales), np.float32)
    parts = [flat[i * size : (i + 1) * size] for i in range(len(scales))]
    norms = SegmentNorms(flat, equal_spans(len(parts), size))
    for factor in (1.0, 1.0, 1e-2, 1e3, 1e12, 1e12, 0.0, 1.0, 1.0):
        for part, scale in zip(parts, scales, strict=True):
            with np.errstate(over="ignore"):
                part[...] = rng.normal(size=size) * np.float32(min(scale * factor, 1e33))
        with np.errstate(over="ignore", invalid="ignore"):
            got = norms()
        np.testing.assert_allclose(got, [np.linalg.norm(p.astype(np.longdouble)) for p in parts], rtol=1e-5)
