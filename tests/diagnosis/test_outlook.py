"""What theory expects of a configuration is near what its networks do at the start."""

import numpy as np
import pytest

from actviz.diagnosis.outlook import backward_decades, passes_gradient_on
from actviz.training import RunConfig, Trainer

XAVIER = {"initializer": "xavier_normal"}


def measured(settings, seeds):
    decades = []
    for seed in range(seeds):
        backward = Trainer(RunConfig(seed=seed, **settings)).measure().backward
        decades.append(np.log10(backward[0] / backward[-2]))
    return np.mean(decades)


@pytest.mark.parametrize(
    "settings",
    [
        {"activation": "sigmoid", "hidden": (48,) * 6, **XAVIER},
        {"activation": "tanh", "hidden": (48,) * 12, **XAVIER},
        {"hidden": (48,) * 20, **XAVIER},
        {"hidden": (8,) * 20, "activation": "leaky_relu"},
    ],
)
def test_the_expected_decades_are_near_the_measured_ones(settings):
    config = RunConfig(**settings)
    expected = backward_decades(
        config.hidden, config.activations, config.alpha, config.initializer, config.init_scale, config.bias_init
    )
    assert expected == pytest.approx(measured(settings, 6), abs=0.25 * abs(expected) + 0.7)


def test_usual_networks_pass_the_gradient_on_and_others_do_not():
    assert passes_gradient_on(RunConfig())
    assert passes_gradient_on(RunConfig(activation="tanh", **XAVIER))
    assert passes_gradient_on(RunConfig(activation="=z*z"))  # no theory is asked
    for settings in ({"activation": "sigmoid", **XAVIER}, {"init_scale": 0.0}, {"bias_init": -30.0}):
        assert not passes_gradient_on(RunConfig(**settings))
