"""The PyTorch script repeats the experiment with PyTorch."""

from __future__ import annotations

from actviz.export.expression_code import script_names, torch_functions
from actviz.export.script_parts import ACCURACY, constants, listed, own_code, step_code
from actviz.nn.expression.activation import is_custom
from actviz.training.trainer import Trainer

TORCH_SCRIPT = '''
from pathlib import Path

import numpy as np
import torch

{constants}
{own}
arrays = {{name: torch.from_numpy(array) for name, array in np.load(Path(__file__).with_suffix(".npz")).items()}}
x, y = arrays["train_x"], arrays["train_y"]
sizes = {sizes}
activations = {activations}  # one for each hidden layer
layers = [torch.nn.Linear(fan_in, fan_out) for fan_in, fan_out in zip(sizes, sizes[1:])]
with torch.no_grad():
    for i, layer in enumerate(layers, 1):
        layer.weight.copy_(arrays[f"weights_{{i}}"].T)
        layer.bias.copy_(arrays[f"biases_{{i}}"])
{alphas}

def forward(x):
    """Return the last layer's outputs."""
    for layer, activation in zip(layers, activations):
        x = activation(layer(x))
    return layers[-1](x)


def loss_of(z, y):
    """Return the loss of the outputs z."""
    return {loss}


def batches():
    """Yield batches without end: a new random order each epoch, in which examples that fill no batch are left out."""
    rng = np.random.default_rng(np.random.SeedSequence(SEED).spawn(4)[3])
    while True:
        order = torch.from_numpy(rng.permutation(len(x)))
        for start in range(0, len(x) - BATCH_SIZE + 1, BATCH_SIZE):
            chosen = order[start : start + BATCH_SIZE]
            yield x[chosen], y[chosen]


weights = [layer.weight for layer in layers]
others = [layer.bias for layer in layers]{other_alphas}
groups = [{{"params": weights, "weight_decay": {decay}}}, {{"params": others, "weight_decay": 0}}]
optimizer = {optimizer}

for t, (batch_x, batch_y) in zip(range(1, STEPS + 1), batches()):
    optimizer.zero_grad()
    loss = loss_of(forward(batch_x), batch_y)
    loss.backward()
    if t == 1:
        print(f"step 1: loss {{loss.item():.8g}}")
        for i, weight in enumerate(weights, 1):
            size = torch.linalg.vector_norm(weight.grad.double())
            print(f"layer {{i}}: gradient RMS {{size.item() / weight.numel() ** 0.5:.8e}}")
{clip}    optimizer.step()

with torch.no_grad():
    for name in ("train", "test"):
        x, y = arrays[f"{{name}}_x"], arrays[f"{{name}}_y"]
        if len(x):
            z = forward(x)
            results = f"after {{STEPS}} steps: {{name}} loss {{loss_of(z, y).item():.8g}}"
            print(results{accuracy})
'''
TORCH_ALPHAS = """\
    for i, activation in enumerate(activations, 1):
        if isinstance(activation, torch.nn.PReLU):
            activation.weight.copy_(arrays[f"alpha_{i}"])
"""
TORCH_OTHER_ALPHAS = "\nothers += [a.weight for a in activations if isinstance(a, torch.nn.PReLU)]"
TORCH_CLIP = """\
    gradients = [p.grad for p in [*weights, *others]]
    longest = torch.sqrt(sum((g.double() ** 2).sum() for g in gradients)).item()
    if longest > CLIP_NORM:
        for g in gradients:
            g *= CLIP_NORM / longest
"""


def torch_script(trainer: Trainer, steps: int) -> str:
    """Return the body of a PyTorch script, for the trainer's network at step 0.

    Raises:
        BadInput: an activation has no PyTorch code.
    """
    config, network = trainer.config, trainer.network
    learns = any(alphas is not None for alphas in network.alphas)
    names = script_names(config.activations)
    activations = [
        names[a.key]
        if is_custom(a.key)
        else own_code(a, "torch_code").format(alpha=alpha, n_alphas=0 if learned is None else learned.size)
        for a, alpha, learned in zip(network.activations, network.fixed_alphas, network.alphas, strict=True)
    ]
    list_text = f"[{', '.join(activations)}]" if learns else listed(activations)  # each PReLU needs its own module
    return TORCH_SCRIPT.format(
        constants=constants(trainer, steps),
        own=torch_functions(config.activations, network.fixed_alphas),
        sizes=list(network.sizes),
        activations=list_text,
        alphas=TORCH_ALPHAS if learns else "",
        loss=trainer.loss.torch_code,
        other_alphas=TORCH_OTHER_ALPHAS if learns else "",
        decay="WEIGHT_DECAY" if config.weight_decay else 0,
        optimizer=step_code(config).torch,
        clip=TORCH_CLIP if config.clip_norm else "",
        accuracy=ACCURACY.format(axis="dim=1", mean=".double().mean()")
        if trainer.loss.task == "classification"
        else "",
    )
