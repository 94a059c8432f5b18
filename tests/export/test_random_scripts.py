"""Scripts of random runs, most of them changed while they trained, reach the loss that the run reached."""

import random
import re
import runpy
from importlib.util import find_spec

import numpy as np
import pytest

from actviz.data import DATASETS
from actviz.export.scripts import write_script
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.architecture import NORMALIZATIONS, PLACES, RESIDUAL_SCALES
from actviz.nn.losses import LOSSES
from actviz.nn.optimizers import OPTIMIZERS
from actviz.nn.schedules import SCHEDULES
from actviz.training import RunConfig, Trainer

OWN = (
    "=z*sigmoid(1.702*z)",
    "=max(z, a*z)",
    "=where(not a<0.5 or z>1, z, 0.1*z)",
    "=z*Phi(z)",
    "=min(a/3, exp(z) - 1)",
)
NEEDS_TORCH = pytest.mark.skipif(find_spec("torch") is None, reason="PyTorch is not installed")


def live_settings(rng, hidden):
    """Return a random value for each field that can change while training."""
    keys = (*ACTIVATIONS, *OWN, "prelu", "prelu")
    return {
        "activation": rng.choice((rng.choice(keys), tuple(rng.choice(keys) for _ in hidden))),
        "alpha": rng.choice((None, 0.2, 0.3)),
        "prelu_per_unit": rng.random() < 0.5,
        "optimizer": rng.choice(list(OPTIMIZERS)),
        "learning_rate": rng.choice((0.003, 0.01, 0.02)),
        "schedule": rng.choice(("constant", *SCHEDULES)),
        "schedule_steps": rng.choice((20, 60)),
        "schedule_every": rng.choice((3, 7)),
        "schedule_factor": rng.choice((0.3, 0.7)),
        "warmup_steps": rng.choice((0, 0, 4)),
        **rng.choice([{"momentum": m, "nesterov": n} for m in (0.0, 0.5, 0.9) for n in (False, m > 0)]),
        "weight_decay": rng.choice((0.0, 0.0, 0.05)),
        "clip_norm": rng.choice((0.0, 0.0, 0.1)),
        "batch_size": rng.choice((1, 7, 16, 1000)),
        "vanishing_below": rng.choice((1e-6, 1e-5)),
    } | structure(rng, hidden)


def structure(rng, hidden):
    """Return a random value for each field of normalisation, residual connections and dropout."""
    # within a layer of one unit there is nothing left but rounding
    kinds = [kind for kind in NORMALIZATIONS if kind != "layer" or min(hidden) > 1]
    return {
        "normalization": rng.choice(("none", "none", *kinds)),
        "normalization_place": rng.choice(list(PLACES)),
        "residual": rng.choice((0, 0, *range(1, len(hidden)))),
        "residual_place": rng.choice(list(PLACES)),
        "residual_scale": rng.choice(list(RESIDUAL_SCALES)),
        "residual_path": "projection",
        "dropout": rng.choice((0.0, 0.0, 0.1, 0.5)),
    }


def possible(settings):
    """Return the settings with a batch that can be normalised."""
    return settings | ({"batch_size": 7} if (settings["batch_size"], settings["normalization"]) == (1, "batch") else {})


def random_run(seed, dtype):
    """Return a trainer with up to five changes, several at one step among them."""
    rng = random.Random(seed)
    hidden = tuple(rng.randint(1, 6) for _ in range(rng.randint(1, 4)))
    dataset = rng.choice(list(DATASETS))
    loss = rng.choice([None, *(key for key, loss in LOSSES.items() if loss.task == DATASETS[dataset].task)])
    # biases away from 0: RMSNorm divides by next to nothing where all inputs of a layer are 0, and so are its biases
    config = RunConfig(
        hidden=hidden, dataset=dataset, loss=loss, n_examples=rng.randint(20, 50), seed=seed,
        test_fraction=rng.choice((0, 0.3)), bias_init=0.1, **possible(live_settings(rng, hidden)),
    )  # fmt: skip
    trainer = Trainer(config, dtype=dtype)
    for _ in range(rng.randint(0, 5)):
        trainer.advance(rng.choice((0, 1, 5, 8)))
        settings = live_settings(rng, hidden)
        names = rng.sample(list(settings), rng.randint(1, 3))
        names += ["momentum", "nesterov"] if {"momentum", "nesterov"} & {*names} else []  # which fit one another
        after = {name: getattr(trainer.config, name) for name in settings} | {name: settings[name] for name in names}
        trainer.apply(possible(after))
    trainer.advance(rng.choice((0, 3, 9)))
    return trainer


def losses_of_the_script(kind, folder, trainer):
    script, _ = write_script(kind, folder / "run.py", trainer)
    found = run(script)
    return found["reached"], found["recorded"]


def run(script):
    """Run the script here; return its variables, with its file closed."""
    found = runpy.run_path(str(script))
    if isinstance(found["arrays"], np.lib.npyio.NpzFile):
        found["arrays"].close()
    return found


@pytest.fixture
def pytorch_as_before():
    """Undo what a script sets for all of PyTorch."""
    yield
    import torch

    torch.set_default_dtype(torch.float32)


def assert_same_loss(kind, folder, trainer, rel=1e-9):
    reached, recorded = losses_of_the_script(kind, folder, trainer)
    assert np.isfinite(recorded)
    assert reached == pytest.approx(recorded, rel=rel)
    if trainer.step:
        assert recorded == trainer.measure().loss


@pytest.mark.parametrize("seed", range(100))
def test_the_numpy_script_of_a_run_reaches_its_loss(seed, tmp_path, capsys):
    trainer = random_run(seed, "float64")
    configs = [trainer.initial_config, *(change.after for change in trainer.changes)]
    # a batch's mean takes out the biases, so that rounding decides where Adam moves them
    assert_same_loss("numpy", tmp_path, trainer, 1e-7 if any(c.normalization == "batch" for c in configs) else 1e-9)
    assert capsys.readouterr().out.endswith("the losses agree\n")


@NEEDS_TORCH
@pytest.mark.usefixtures("pytorch_as_before")
@pytest.mark.parametrize("seed", range(100))
def test_the_pytorch_script_of_a_run_reaches_its_loss(seed, tmp_path):
    assert_same_loss("torch", tmp_path, random_run(seed, "float64"), rel=1e-7)


def test_a_script_that_trains_another_run_says_by_how_much_the_losses_differ(tmp_path, capsys):
    trainer = random_run(3, "float32")
    script, _ = write_script("numpy", tmp_path / "run.py", trainer)
    code = script.read_text(encoding="utf-8")
    script.write_text(code.replace("recorded = ", "recorded = 1 + "), encoding="utf-8")
    run(script)
    assert re.search(r"differs from the recorded \S+ by (\S+)\n$", capsys.readouterr().out)[1] == "1"


def test_an_earlier_steps_script_makes_only_the_changes_before_it(tmp_path):
    trainer = Trainer(RunConfig(hidden=(4,), n_examples=30), dtype="float64")
    trainer.advance(5)
    trainer.apply({"learning_rate": 0.5, "activation": "tanh"})
    trainer.advance(5)
    trainer.restore(trainer.checkpoints.latest(0))
    trainer.replay(3, ())
    assert_same_loss("numpy", tmp_path, trainer)


def test_the_script_of_a_diverged_run_agrees_with_it(tmp_path, capsys):
    trainer = Trainer(RunConfig(hidden=(8,) * 4, learning_rate=1000.0, init_scale=10.0, n_examples=40))
    trainer.advance(100)
    assert trainer.divergence is not None
    with np.errstate(all="ignore"):
        losses_of_the_script("numpy", tmp_path, trainer)
    assert capsys.readouterr().out.endswith("the losses agree\n")
