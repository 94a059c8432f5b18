from actviz.training import RunConfig
from actviz.training.config.run_name import names_apart, run_name, shape_text

RELU = RunConfig(hidden=(12,) * 8, activation="relu", dataset="circle", learning_rate=0.3)


def test_a_run_is_named_by_what_it_is():
    assert run_name([RELU], "circle") == "ReLU 8×12 · circle · rate 0.3"


def test_lanes_are_named_together():
    both = [RELU, RELU.replace(activation="sigmoid", alpha=None)]
    assert run_name(both, "circle") == "ReLU / Sigmoid 8×12 · circle · rate 0.3"
    rates = [RELU.replace(learning_rate=rate) for rate in (0.3, 0.1, 0.03)]
    assert run_name(rates, "own.csv") == "ReLU 8×12 · own.csv · 3 rates"


def test_layers_of_different_widths_are_listed_as_long_as_they_are_few():
    assert shape_text((16, 8, 4)) == "16-8-4"
    assert shape_text((16, 8, 4, 4, 32)) == "5×4–32"


def test_runs_are_told_apart_by_what_differs():
    assert names_apart([RELU, RELU.replace(learning_rate=0.03)]) == ["rate 0.3", "rate 0.03"]
    assert names_apart([RELU, RELU.replace(activation="elu")]) == ["ReLU", "ELU"]
    assert names_apart([RELU, RELU]) == ["", ""]


def test_the_first_setting_that_tells_runs_apart_names_them():
    sigmoid = RELU.replace(activation="sigmoid", initializer="xavier_normal")
    assert names_apart([RELU, sigmoid]) == ["ReLU", "Sigmoid"]
    both = [RELU, RELU.replace(bias_init=-2.0), RELU.replace(learning_rate=0.5)]
    assert names_apart(both) == ["biases 0, rate 0.3", "biases −2, rate 0.3", "biases 0, rate 0.5"]


def test_a_detail_without_a_meaning_has_no_name():
    plain, before = RunConfig(), RunConfig(normalization="batch")
    after = before.replace(normalization_place="after")
    assert names_apart([plain, before, after]) == ["plain", "BatchNorm, before φ", "BatchNorm, after φ"]
    assert names_apart([plain, RunConfig(residual=2, residual_scale="learned")]) == ["no skips", "skips over 2"]
