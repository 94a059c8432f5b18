"""The textbook code of the entries, which the exported scripts contain, is the reference for the kernels."""

from math import erf, erfc
from textwrap import indent

import numpy as np

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.losses import LOSSES
from actviz.nn.optimizers import OPTIMIZERS, Hyperparameters


def defined(code, name, **names):
    """Return the function of that name which the code defines."""
    space = {"np": np, "erf": erf, "erfc": erfc, **names}
    exec(code, space)
    return space[name]


@np.errstate(all="ignore")
def value_and_slope(key, z, alpha=None):
    """Return φ(z) and φ′(z) in float64."""
    entry = ACTIVATIONS[key]
    function = defined(f"def activation(z, alpha):\n{indent(entry.numpy_code, '    ')}", "activation")
    return function(np.asarray(z, np.float64), entry.alpha if alpha is None else alpha)


def steps(key, p, gradients, decays, lr, momentum=0.0, nesterov=False, decay=0.0):
    """Return p after an optimizer's steps; `decays` is 1 where an entry of p decays."""
    entry = OPTIMIZERS[key]
    code = entry.code(Hyperparameters(lr, momentum, nesterov, decay))
    update = defined(f"def update(p, g, state, t):\n{indent(code.numpy, '    ')}", "update",
                     LEARNING_RATE=lr, MOMENTUM=momentum)  # fmt: skip
    p, state = p.copy(), [np.zeros_like(p) for _ in range(code.n_state)]
    for t, g in enumerate(gradients, 1):
        if entry.make.decoupled_decay:
            p -= lr * decay * decays * p
            update(p, g, state, t)
        else:
            update(p, g + decay * decays * p, state, t)
    return p


def loss_and_delta(key, z, y):
    """Return a loss and its gradient for z (batch, n_outputs) and y as a data set has it."""
    return defined(LOSSES[key].numpy_code, "loss_and_delta")(z, y)
