"""The scripts are run as a user would run them, and their first step is compared with the Trainer's."""

import io
import re
import runpy
import subprocess
import sys
from contextlib import redirect_stdout
from dataclasses import replace
from importlib.util import find_spec

import numpy as np
import pytest

from actviz.data import DATASETS
from actviz.export.expression_code import NUMPY_OPERATIONS, TORCH_OPERATIONS
from actviz.export.scripts import SCRIPTS, write_script
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.expression.operations import OPERATIONS
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.losses import LOSSES
from actviz.nn.optimizers import OPTIMIZERS
from actviz.registry import BadInput
from actviz.training import RunConfig, Trainer

STEPS = 12
KINDS = [
    "numpy",
    pytest.param("torch", marks=pytest.mark.skipif(find_spec("torch") is None, reason="PyTorch is not installed")),
]
SMALL = RunConfig(hidden=(7, 5, 6), n_examples=90, learning_rate=0.05, seed=5)


def trained(config, examples=None, steps=STEPS):
    trainer = Trainer(config, examples=examples)
    trainer.advance(steps)
    return trainer


def printed_by(kind, folder, config, examples=None, here=False):
    """Return the first step's loss, each layer's gradient RMS, and the results after STEPS steps, as printed."""
    script, _ = write_script(kind, folder / "experiment.py", trained(config, examples))
    output = in_this_process(script) if here or kind == "torch" else in_a_process(script)
    loss = float(re.search(r"step 1: loss (\S+)", output)[1])
    rms = [float(value) for value in re.findall(r"layer \d+: gradient RMS (\S+)", output)]
    return loss, rms, dict(re.findall(r"(train|test) loss ([^\s,]+)", output)), output


def in_a_process(script):
    command = [sys.executable, "-I", "-W", "error", str(script)]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=script.parent).stdout


def in_this_process(script):
    """Run the script here: every process of its own would load NumPy, or PyTorch, again."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        found = runpy.run_path(str(script), run_name="__main__")
    if isinstance(found["arrays"], np.lib.npyio.NpzFile):
        found["arrays"].close()
    return printed.getvalue()


def assert_same_experiment(kind, folder, config, rel=1e-5, here=False):
    trainer = Trainer(config)
    loss, rms, results, output = printed_by(kind, folder, config, here=here)
    assert output.endswith("the losses agree\n")
    trainer.advance(1)
    first = trainer.measure()
    assert loss == pytest.approx(trainer.history.view().loss[0], rel=rel)
    assert rms == pytest.approx(first.gradient_rms, rel=rel, abs=1e-30)
    trainer.advance(STEPS - 1)
    last = trainer.measure()
    assert float(results["train"]) == pytest.approx(last.loss, rel=1e-3)
    assert ("test" in results) == (len(trainer.test_x) > 0)
    if "test" in results:
        assert float(results["test"]) == pytest.approx(last.test_loss, rel=1e-3)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", ACTIVATIONS)
def test_a_script_has_the_same_gradients_with_every_activation(kind, key, tmp_path):
    assert_same_experiment(kind, tmp_path, SMALL.replace(activation=key), here=True)


OWN = [
    "=z*sigmoid(1.702*z)",
    "=where(z>0, z, 0.1*z)",
    "=max(z, a*z)",
    "=where(z>-1 and not z>2, z*Phi(z), min(z, 2)) + erf(z)/4",
    "=tanh(z) + softplus(-abs(z)) - log1p(z**2)/3",
    "=where(z>0, sqrt(abs(z)+1), cos(z)*exp(-z*z))",
    "=where(not a<0.5 or z>1, z, 0.1*z)",
    "=where(2<1 or z>0, z, 0.1*z)",
    "=min(a/0, exp(z/9) - 1)",
    "=where(z>0, log(z+1), z)",
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", OWN)
def test_a_script_has_the_same_gradients_with_a_function_of_the_users_own(kind, key, tmp_path):
    assert_same_experiment(kind, tmp_path, SMALL.replace(activation=(key, "relu", key)), here=True)


def test_every_operation_of_expressions_has_its_code():
    written = set(OPERATIONS) - {"constant", "z", "a"}
    assert set(NUMPY_OPERATIONS) == written
    assert set(TORCH_OPERATIONS) == written


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", INITIALIZERS)
def test_a_script_has_the_same_gradients_with_every_initializer(kind, key, tmp_path):
    assert_same_experiment(kind, tmp_path, SMALL.replace(initializer=key, weights_draw=2, bias_init=0.1), here=True)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", OPTIMIZERS)
@pytest.mark.parametrize("extra", [{}, {"weight_decay": 0.05, "clip_norm": 0.05}], ids=["plain", "decay and clipping"])
def test_a_script_trains_alike_with_every_optimizer(kind, key, extra, tmp_path):
    assert_same_experiment(
        kind, tmp_path, SMALL.replace(optimizer=key, learning_rate=0.01, activation="tanh", **extra), here=True
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_script_trains_alike_with_a_batch_of_all_examples(kind, tmp_path):
    assert_same_experiment(kind, tmp_path, SMALL.replace(batch_size=1000))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", LOSSES)
def test_a_script_has_the_same_gradients_with_every_loss(kind, key, tmp_path):
    data = next(name for name, entry in DATASETS.items() if entry.task == LOSSES[key].task)
    assert_same_experiment(kind, tmp_path, SMALL.replace(loss=key, dataset=data), here=True)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("nesterov", [False, True])
def test_a_script_trains_alike_with_momentum(kind, nesterov, tmp_path):
    assert_same_experiment(kind, tmp_path, SMALL.replace(momentum=0.9, nesterov=nesterov))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", DATASETS)
def test_a_script_has_the_same_gradients_on_every_data_set(kind, key, tmp_path):
    assert_same_experiment(kind, tmp_path, SMALL.replace(dataset=key, batch_size=17), here=True)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", DATASETS)
def test_a_script_runs_on_every_data_set_without_test_examples(kind, key, tmp_path):
    assert_same_experiment(kind, tmp_path, SMALL.replace(dataset=key, test_fraction=0), here=True)


FILES = {
    "two rows": "a,b,y\n1,2,0.25\n3,4,1.5\n",
    "one input": "a,y\n" + "".join(f"{i / 9},{i * i / 70}\n" for i in range(30)),
    "one class in training": "a,b,kind\n" + "".join(f"{i},{-i},{'cat' if i else 'dog'}\n" for i in range(12)),
    "a constant target": "a,b,y\n" + "".join(f"{i},{-i},0.5\n" for i in range(60)),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("test_fraction", [0, 0.5])
@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_a_script_runs_on_unusual_data_of_the_users_own(kind, test_fraction, content, tmp_path):
    data = tmp_path / "own.csv"
    data.write_text(content)
    assert_same_experiment(kind, tmp_path, SMALL.replace(data_path=str(data), test_fraction=test_fraction))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("per_unit", [False, True])
def test_learned_slopes_and_different_activations_are_in_the_script(kind, per_unit, tmp_path):
    config = SMALL.replace(activation=("prelu", "elu", "prelu"), alpha=0.3, prelu_per_unit=per_unit, optimizer="adam")
    assert_same_experiment(kind, tmp_path, config)


STRUCTURES = {
    "BatchNorm": {"normalization": "batch"},
    "BatchNorm after": {"normalization": "batch", "normalization_place": "after", "activation": "prelu"},
    "LayerNorm": {"normalization": "layer", "optimizer": "adam", "learning_rate": 0.01},
    "RMSNorm after": {"normalization": "rms", "normalization_place": "after", "bias_init": 0.1},
    "residual": {"hidden": (6,) * 5, "residual": 2},
    "residual, 1/√L, before": {
        "hidden": (6,) * 4, "residual": 1, "residual_scale": "depth", "residual_place": "before",
    },
    "projection, learned scale, decay": {
        "residual": 1, "residual_path": "projection", "residual_scale": "learned", "weight_decay": 0.1, "momentum": 0.9,
    },
    "dropout": {"dropout": 0.4},
    "all": {
        "hidden": (7, 5, 6, 8), "normalization": "batch", "residual": 1, "residual_path": "projection",
        "residual_place": "before", "residual_scale": "learned", "dropout": 0.2, "clip_norm": 1.0,
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("settings", STRUCTURES.values(), ids=STRUCTURES)
def test_normalisation_residual_connections_and_dropout_are_in_the_script(kind, settings, tmp_path):
    config = SMALL.replace(**settings)
    assert_same_experiment(kind, tmp_path, config)
    code = (tmp_path / "experiment.py").read_text(encoding="utf-8")
    own_lines = [line for line in code.splitlines() if not line.startswith("#")]
    assert max(map(len, own_lines)) <= 120
    body = code.partition("import numpy")[2]
    assert ("dropout" in body) == (config.dropout > 0)
    assert bool(re.search(r"\b(norms|gammas)\b", body)) == (config.normalization != "none")
    assert ("SKIPS" in body) == (config.residual > 0)


@pytest.mark.parametrize("kind", KINDS)
def test_a_script_keeps_the_drops_of_a_run_that_a_plain_one_does_not_have(kind, tmp_path):
    """The loss of its first step, in which outputs are dropped, is the run's own and not that without drops."""
    losses = {}
    for share in (0.0, 0.5):
        config = SMALL.replace(dropout=share, hidden=(20, 20))
        trainer = trained(config, steps=1)
        losses[share], *_ = printed_by(kind, tmp_path, config)
        assert losses[share] == pytest.approx(trainer.history.view().loss[0], rel=1e-6)
    assert losses[0.0] != pytest.approx(losses[0.5], rel=1e-3)


@pytest.mark.parametrize("kind", KINDS)
def test_a_deep_sigmoid_networks_vanishing_gradient_is_the_same(kind, tmp_path):
    config = RunConfig(hidden=(32,) * 20, activation="sigmoid", initializer="xavier_normal", n_examples=100)
    assert_same_experiment(kind, tmp_path, config, rel=1e-4)


def test_a_script_of_the_users_own_file_needs_the_file_no_more(tmp_path):
    data = tmp_path / "a 'name'.csv"
    rng = np.random.default_rng(0)
    data.write_text("a,b,y\n" + "".join(f"{a},{b},{a * b}\n" for a, b in rng.normal(size=(50, 2))))
    config = SMALL.replace(data_path=str(data))
    trainer = Trainer(config)
    data.unlink()
    loss, *_ = printed_by("numpy", tmp_path, config, trainer.examples)
    trainer.advance(1)
    assert loss == pytest.approx(trainer.history.view().loss[0], rel=1e-5)


@pytest.mark.parametrize("kind", SCRIPTS)
def test_whatever_the_data_files_name_is_the_script_is_sound(kind, tmp_path):
    path = 'x"""\\N{oops}\nimport os #\x00.csv'
    examples = Trainer(SMALL).examples
    trainer = trained(SMALL.replace(data_path=path), examples, 3)
    trainer.apply({"learning_rate": 0.1})
    script, _ = write_script(kind, tmp_path / "s.py", trainer)
    code = script.read_text(encoding="utf-8")
    assert "\nimport os" not in code
    compile(code, "s.py", "exec")


def test_a_script_is_readable_and_takes_nothing_from_actviz(tmp_path):
    script, _ = write_script("numpy", tmp_path / "s.py", trained(SMALL))
    code = script.read_text(encoding="utf-8")
    assert "import actviz" not in code
    assert "actviz: relu 7,5,6 he_normal sgd lr=0.05 data=circle seed=5 examples=90" in code
    assert max(map(len, code.splitlines())) <= 120
    assert "def relu(z):" in code


@pytest.mark.parametrize("kind", SCRIPTS)
def test_an_activation_without_code_is_refused_and_nothing_is_written(kind, tmp_path):
    ACTIVATIONS.add(replace(ACTIVATIONS["relu"], key="codeless", numpy_code="", torch_code=""))
    try:
        with pytest.raises(BadInput, match="The activation 'codeless' cannot be written into a script"):
            write_script(kind, tmp_path / "s.py", trained(SMALL.replace(activation="codeless")))
    finally:
        ACTIVATIONS.remove("codeless")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_every_built_in_activation_has_its_code(key):
    assert ACTIVATIONS[key].numpy_code
    assert ACTIVATIONS[key].torch_code


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(BadInput, match=r"s\.npz cannot be written in .*: No such file or directory\."):
        write_script("numpy", tmp_path / "no" / "s.py", trained(SMALL))
