"""Random expressions as exported code: the same value and slope as in training, in float64, to rounding."""

import random
from importlib.util import find_spec
from math import erf, erfc
from textwrap import indent

import numpy as np
import pytest
from count import inputs_each
from random_expressions import grown

from actviz.export.expression_code import NUMPY_QUIET, numpy_body, torch_functions
from actviz.nn.expression.activation import custom_activation
from actviz.nn.expression.graph import BadExpression

COUNT = inputs_each(300)
NEEDS_TORCH = pytest.mark.skipif(find_spec("torch") is None, reason="PyTorch is not installed")
Z = np.concatenate((np.linspace(-20, 20, 81), [-1e-9, 1e-9, -37.0, 1e-300], np.random.default_rng(0).normal(size=40)))
ONCE_WRONG = (
    "where(not a<0.5 or z>1, z, 0.1*z)", "where(not a<1, 0.1*z, z)", "where(2<1 or z>0, z, 0.1*z)", "min(a/0, exp(z))",
    "where(not 2<1 and z>0, z, 0.1*z)", "where(a<0.5 and not a>2, z, 2*z)", "z*Phi(z)", "Phi(z - 10)", "max(-a/0, z)",
    "min(a*1e300, z)", "where(z>0, log(z), z)", "where(1<2, z, 0)", "z + where(a>1, 1, 0)", "0*z + 1",
    "softplus(z - 30)", "where(sign(0/z)>=0, z, 2*z)",
)  # fmt: skip


def exported_numpy(activation, alpha):
    parameter = "" if activation.alpha is None else f", alpha={alpha!r}"
    names = {"np": np, "erf": erf, "erfc": erfc}
    exec(f"{NUMPY_QUIET}def own(z{parameter}):\n{indent(numpy_body(activation), '    ')}\n", names)
    return names["own"]


def exported_torch(activation, alpha):
    import torch

    names = {"torch": torch}
    exec(torch_functions([activation.key], [None if activation.alpha is None else alpha]), names)

    def own(z):
        value, slope = names["value_and_slope_of_own_1"](torch.from_numpy(z))
        applied = torch.from_numpy(z).requires_grad_()
        names["own_1"](applied).sum().backward()
        np.testing.assert_array_equal(applied.grad, slope)
        return value.numpy(), slope.numpy()

    return own


STEPS = np.array([1, -1, 2, -2, 3, -3, 5, -5, 7, -7]).reshape(-1, 1) * 1e-13  # to neighbouring z


@np.errstate(all="ignore")
def assert_same(activation, alpha, own, z=Z, cancelled=1e-300):
    """Compare where the value is finite and does not hang on the last digits of z, as cos(1e30*z) does.

    `cancelled` is how far apart numbers may be whose digits have cancelled out.
    """
    for found, of in zip(own(z), (activation.value, activation.slope), strict=True):
        assert found.dtype == z.dtype
        true = of(z, alpha)
        nearby = np.abs(of((z * (1 + STEPS)).ravel(), alpha).reshape(len(STEPS), -1) - true).max(axis=0)
        steady = np.isfinite(true) & (nearby <= 1e-8 * np.abs(true) + 1e-300)
        wrong = steady & ~(np.abs(found - true) <= 1e-9 * np.abs(true) + cancelled + 1000 * nearby)
        assert not wrong.any(), (activation.key, alpha, z[wrong][:3], found[wrong][:3], true[wrong][:3])


@pytest.mark.parametrize("exported", [exported_numpy, pytest.param(exported_torch, marks=NEEDS_TORCH)])
@pytest.mark.parametrize("text", ONCE_WRONG)
def test_what_where_decides_by_alpha_or_numbers_alone_is_exported_alike(text, exported):
    for alpha in (0.2, 3.0):
        activation = custom_activation(text)
        assert_same(activation, alpha, exported(activation, alpha))


@pytest.mark.parametrize("exported", [exported_numpy, pytest.param(exported_torch, marks=NEEDS_TORCH)])
def test_random_expressions_are_exported_alike(exported):
    rng, compared = random.Random(20261128), 0
    for _ in range(COUNT):
        text = grown(rng, rng.randint(1, 5)).replace("1e30", "7")  # else the last digit of a tanh decides
        alpha = rng.choice([0.0, 0.1, 0.5, 1.0, 2.5])
        try:
            activation = custom_activation(text)
            activation.check_alpha(alpha)
        except BadExpression:
            continue
        assert_same(activation, alpha, exported(activation, alpha), Z[np.abs(Z) <= 20], cancelled=1e-12)
        compared += 1
    assert compared > COUNT / 20
