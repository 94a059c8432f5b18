"""Float32 gradients and optimizer steps against PyTorch, where it is installed."""

import numpy as np
import pytest

from actviz.export.script_parts import step_code
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.losses import LOSSES
from actviz.nn.network import Network
from actviz.nn.optimizers import OPTIMIZERS
from actviz.training import RunConfig, Trainer

torch = pytest.importorskip("torch")
from tests.nn import torch_twin  # noqa: E402  (it needs PyTorch)
from tests.nn.structures import BLOCKS, NORMALIZED, architectures  # noqa: E402

nn = torch.nn


def twin(net):
    """Return the same network in PyTorch."""
    layers = []
    for i, (w, b) in enumerate(zip(net.weights, net.biases, strict=True)):
        linear = nn.Linear(*w.shape)
        linear.weight.data = torch.from_numpy(w.T.copy())
        linear.bias.data = torch.from_numpy(b.copy())
        layers.append(linear)
        if i < len(net.activations):
            entry, alphas = net.activations[i], net.alphas[i]
            code = entry.torch_code.format(alpha=entry.alpha, n_alphas=0 if alphas is None else len(alphas))
            layers.append(module_of(eval(code)))
    return nn.Sequential(*layers)


class Function(nn.Module):
    """A function as a module."""

    def __init__(self, function):
        super().__init__()
        self.forward = function


def module_of(activation):
    return activation if isinstance(activation, nn.Module) else Function(activation)


def loss_of(key, model, x, y):
    z = model(torch.from_numpy(np.asarray(x, np.float32)))
    y = torch.from_numpy(y if LOSSES[key].task == "classification" else np.asarray(y, np.float32))
    return eval(LOSSES[key].torch_code, {"torch": torch, "z": z, "y": y})


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("key", ACTIVATIONS)
@pytest.mark.parametrize("per_unit", [False, True])
def test_loss_and_gradients_agree_with_pytorch(key, loss, per_unit):
    rng = np.random.default_rng(1)
    net = Network((4, 16, 12, 8, 3), [ACTIVATIONS[key]] * 3, LOSSES[loss], alpha_per_unit=per_unit)
    net.parameters[: net.layout.n_matrix_values] = rng.normal(0, 0.4, net.layout.n_matrix_values)
    x = rng.normal(0, 1, (32, 4))
    y = rng.integers(0, 3, 32) if LOSSES[loss].task == "classification" else rng.normal(0, 1, (32, 3))
    model = twin(net)
    expected = loss_of(loss, model, x, y)
    expected.backward()
    assert net.loss_and_gradients(x, y) == pytest.approx(expected.item(), rel=1e-5)
    linears = [m for m in model if isinstance(m, nn.Linear)]
    for i, linear in enumerate(linears):
        theirs = linear.weight.grad.numpy().T
        np.testing.assert_allclose(net.weight_gradients[i], theirs, atol=1e-5 * np.abs(theirs).max())
        theirs = linear.bias.grad.numpy()
        np.testing.assert_allclose(net.bias_gradients[i], theirs, atol=1e-5 * np.abs(theirs).max())
    prelus = [m for m in model if isinstance(m, nn.PReLU)]
    for ours, module in zip([g for g in net.alpha_gradients if g is not None], prelus, strict=True):
        theirs = module.weight.grad.numpy()
        np.testing.assert_allclose(ours[:, 0], theirs, atol=1e-5 * np.abs(theirs).max())


def torch_optimizer(config, model):
    weights = [m.weight for m in model if isinstance(m, nn.Linear)]
    rest = [p for p in model.parameters() if not any(p is w for w in weights)]
    groups = [{"params": weights, "weight_decay": config.weight_decay}, {"params": rest, "weight_decay": 0.0}]
    names = {"torch": torch, "groups": groups, "LEARNING_RATE": config.learning_rate, "MOMENTUM": config.momentum}
    return eval(step_code(config).torch, names)


@pytest.mark.parametrize(
    "settings",
    [
        *({"optimizer": key, "learning_rate": entry.usual_rate} for key, entry in OPTIMIZERS.items()),
        {"optimizer": "sgd", "momentum": 0.9},
        {"optimizer": "sgd", "momentum": 0.9, "nesterov": True},
        {"optimizer": "sgd", "momentum": 0.5, "weight_decay": 0.05},
        {"optimizer": "sgd", "clip_norm": 0.05},
        {"optimizer": "adam", "learning_rate": 0.01, "weight_decay": 0.02},
        {"optimizer": "adamw", "learning_rate": 0.01, "weight_decay": 0.1},
        {"optimizer": "adam", "learning_rate": 0.01, "clip_norm": 0.05},
    ],
    ids=lambda s: " ".join(f"{k}={v}" for k, v in s.items()),
)
def test_fifty_steps_of_an_optimizer_end_where_pytorch_ends(settings):
    rng = np.random.default_rng(2)
    x, y = rng.normal(0, 1, (40, 3)), rng.integers(0, 3, 40)
    config = RunConfig(hidden=(10, 10), activation="prelu", initializer="xavier_normal", batch_size=40, **settings)
    trainer = Trainer(config, data=(x, y), dtype="float64")  # rounding must not decide between the two
    model = twin(trainer.network).double()
    optimizer = torch_optimizer(config, model)
    for _ in range(50):
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(torch.from_numpy(x)), torch.from_numpy(y)).backward()
        if config.clip_norm:
            torch.nn.utils.clip_grad_norm_(model.parameters(), config.clip_norm)
        optimizer.step()
    trainer.advance(50)
    linears = [m for m in model if isinstance(m, nn.Linear)]
    for i, linear in enumerate(linears):
        np.testing.assert_allclose(trainer.network.weights[i], linear.weight.detach().numpy().T, atol=2e-5)
        np.testing.assert_allclose(trainer.network.biases[i], linear.bias.detach().numpy(), atol=2e-5)
    for alphas, module in zip(trainer.network.alphas, [m for m in model if isinstance(m, nn.PReLU)], strict=True):
        np.testing.assert_allclose(alphas[:, 0], module.weight.detach().numpy(), atol=2e-5)


@pytest.mark.parametrize("dtype", torch_twin.LIMITS)
@pytest.mark.parametrize("normalized", NORMALIZED, ids=" ".join)
def test_a_step_through_normalisation_skips_and_dropout_agrees_with_pytorchs_own_layers(normalized, dtype):
    for i, block in enumerate(BLOCKS):
        for architecture in architectures(normalized, block):
            keys = [list(ACTIVATIONS)[(4 * i + k) % len(ACTIVATIONS)] for k in range(4)]
            found = torch_twin.of_one_step(architecture, keys, dtype)
            assert len(found) >= 5
            far = {name: value for name, value in found.items() if not value <= torch_twin.limit(dtype, keys)}
            assert not far, (architecture, keys)


@pytest.mark.parametrize("dtype", torch_twin.LIMITS)
@pytest.mark.parametrize("optimizer", torch_twin.OPTIMIZERS)
@pytest.mark.parametrize("architecture", torch_twin.RUNS, ids=torch_twin.name_of)
def test_200_steps_with_normalisation_and_skips_end_where_pytorch_ends(architecture, optimizer, dtype):
    key = torch_twin.KEYS[torch_twin.RUNS.index(architecture) % len(torch_twin.KEYS)]
    found = torch_twin.of_a_run(architecture, key, optimizer, dtype)
    decided = {name: found[name] for name in found if name not in torch_twin.undetermined(architecture, optimizer)}
    assert {"loss", "weights"} <= set(decided)
    assert not {name: value for name, value in decided.items() if not value <= torch_twin.LIMITS[dtype]}
