"""The words of the exported scripts: each activation and optimizer as NumPy code and as PyTorch code.

ADD an entry for a new activation or optimizer. `NUMPY_ACTIVATIONS` gives the body of a function of z (and alpha) that
returns φ(z) and φ′(z); `TORCH_ACTIVATIONS` an expression for the same as a function. The scripts' constants are
LEARNING_RATE, MOMENTUM and WEIGHT_DECAY.
"""

from __future__ import annotations

from collections.abc import Mapping

SIGMOID = "h = 1 / (1 + np.exp(-z))\n"
NUMPY_ACTIVATIONS: Mapping[str, str] = {
    "sigmoid": SIGMOID + "return h, h * (1 - h)",
    "tanh": "h = np.tanh(z)\nreturn h, 1 - h * h",
    "relu": "return np.maximum(z, 0), (z > 0).astype(z.dtype)",
    "leaky_relu": "return np.where(z > 0, z, alpha * z), np.where(z > 0, 1, alpha).astype(z.dtype)",
    "prelu": "return np.where(z > 0, z, alpha * z), np.where(z > 0, 1, alpha).astype(z.dtype)",
    "elu": "below = np.minimum(z, 0)\n"
    "return np.maximum(z, 0) + alpha * np.expm1(below), np.where(z > 0, 1, alpha * np.exp(below)).astype(z.dtype)",
    "selu": "scale, alpha, below = 1.0507009873554805, 1.6732632423543772, np.minimum(z, 0)\n"
    "h = scale * (np.maximum(z, 0) + alpha * np.expm1(below))\n"
    "return h, scale * np.where(z > 0, 1, alpha * np.exp(below)).astype(z.dtype)",
    "gelu": "phi = np.vectorize(erfc, otypes=[z.dtype])(-z / np.sqrt(2)) / 2  # the normal distribution at z\n"
    "return z * phi, phi + z * np.exp(-z * z / 2) / np.sqrt(2 * np.pi).astype(z.dtype)",
    "gelu_tanh": "c, near = np.sqrt(2 / np.pi).astype(z.dtype), np.clip(z, -30, 30)\n"
    "gate = 1 / (1 + np.exp(-2 * c * (near + 0.044715 * near**3)))\n"
    "return z * gate, gate + near * gate * (1 - gate) * 2 * c * (1 + 3 * 0.044715 * near**2)",
    "silu": "gate = 1 / (1 + np.exp(-z))\nreturn z * gate, gate * (1 + z * (1 - gate))",
    "mish": "e = np.exp(np.minimum(z, 20))\n"
    "n = e * (e + 2)  # tanh(ln(1 + e)) = n / (n + 2)\n"
    "return z * n / (n + 2), n / (n + 2) + 4 * z * (e / (n + 2)) * ((1 + e) / (n + 2))",
    "softplus": "h = np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))\nreturn h, 1 / (1 + np.exp(-z))",
    "softsign": "return z / (1 + np.abs(z)), 1 / (1 + np.abs(z)) ** 2",
    "relu6": "return np.clip(z, 0, 6), ((z > 0) & (z < 6)).astype(z.dtype)",
    "hard_tanh": "return np.clip(z, -1, 1), ((z > -1) & (z < 1)).astype(z.dtype)",
    "hard_sigmoid": "return np.clip(z / 6 + 0.5, 0, 1), ((z > -3) & (z < 3)).astype(z.dtype) / 6",
    "identity": "return z, np.ones_like(z)",
}
TORCH_ACTIVATIONS: Mapping[str, str] = {
    "sigmoid": "torch.sigmoid",
    "tanh": "torch.tanh",
    "relu": "torch.relu",
    "leaky_relu": "torch.nn.LeakyReLU({alpha!r})",
    "prelu": "torch.nn.PReLU({n_alphas})",
    "elu": "torch.nn.ELU({alpha!r})",
    "selu": "torch.nn.SELU()",
    "gelu": "torch.nn.GELU()",
    "gelu_tanh": 'torch.nn.GELU(approximate="tanh")',
    "silu": "torch.nn.SiLU()",
    "mish": "torch.nn.Mish()",
    "softplus": "torch.nn.Softplus()",
    "softsign": "torch.nn.Softsign()",
    "relu6": "torch.nn.ReLU6()",
    "hard_tanh": "torch.nn.Hardtanh()",
    "hard_sigmoid": "torch.nn.Hardsigmoid()",
    "identity": "torch.nn.Identity()",
}

# How one array p moves against its gradient g at step t; `state` holds as many arrays of its shape as it starts with
# (the second item), all zero at first.
SGD = "p -= LEARNING_RATE * g"
MOMENTUM = "(v,) = state\nv[...] = MOMENTUM * v + g\np -= LEARNING_RATE * v"
NESTEROV = "(v,) = state\nv[...] = MOMENTUM * v + g\np -= LEARNING_RATE * (g + MOMENTUM * v)"
ADAM = (
    "m, s = state\n"
    "m[...] = 0.9 * m + 0.1 * g\n"
    "s[...] = 0.999 * s + 0.001 * g * g\n"
    "m_hat, s_hat = m / (1 - 0.9**t), s / (1 - 0.999**t)\n"
    "p -= LEARNING_RATE * m_hat / (np.sqrt(s_hat) + 1e-8)"
)
RMSPROP = "(s,) = state\ns[...] = 0.99 * s + 0.01 * g * g\np -= LEARNING_RATE * g / (np.sqrt(s) + 1e-8)"
COUPLED_DECAY = "g = g + decay * p"
DECOUPLED_DECAY = "p -= LEARNING_RATE * decay * p"
NUMPY_OPTIMIZERS: Mapping[str, tuple[str, int, str]] = {  # code, arrays of state, what weight decay does before it
    "sgd": (SGD, 0, COUPLED_DECAY),
    "rmsprop": (RMSPROP, 1, COUPLED_DECAY),
    "adam": (ADAM, 2, COUPLED_DECAY),
    "adamw": (ADAM, 2, DECOUPLED_DECAY),
}
TORCH_OPTIMIZERS: Mapping[str, str] = {
    "sgd": "torch.optim.SGD(groups, lr=LEARNING_RATE)",
    "rmsprop": "torch.optim.RMSprop(groups, lr=LEARNING_RATE, alpha=0.99, eps=1e-8)",
    "adam": "torch.optim.Adam(groups, lr=LEARNING_RATE)",
    "adamw": "torch.optim.AdamW(groups, lr=LEARNING_RATE)",
}
TORCH_MOMENTUM = "torch.optim.SGD(groups, lr=LEARNING_RATE, momentum=MOMENTUM, nesterov={nesterov})"

NUMPY_LOSSES: Mapping[str, str] = {
    "cross_entropy": '''
def loss_and_delta(z, y):
    """Return the mean softmax cross-entropy of the outputs z, and its gradient with respect to them."""
    rows = np.arange(len(y))
    z = z - z.max(axis=1, keepdims=True)
    e = np.exp(z)
    loss = (np.log(e.sum(axis=1)) - z[rows, y]).mean()
    delta = e / e.sum(axis=1, keepdims=True)
    delta[rows, y] -= 1
    return loss, delta / len(y)
''',
    "squared_error": '''
def loss_and_delta(z, y):
    """Return half the squared error of the outputs z, its mean over the examples, and its gradient."""
    error = z - y
    return 0.5 * (error * error).sum() / len(y), error / len(y)
''',
}
TORCH_LOSSES: Mapping[str, str] = {
    "cross_entropy": "torch.nn.functional.cross_entropy(z, y)",
    "squared_error": "0.5 * ((z - y) ** 2).sum() / len(y)",
}
