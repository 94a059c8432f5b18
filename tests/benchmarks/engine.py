"""The engine against PyTorch, JAX and scikit-learn: `.venv/bin/python tests/benchmarks/engine.py`.

What is installed is timed (`pip install -e ".[bench]"` brings all), one thread each, in turns within one run, so that
the machine's drift hits all alike. A row gives the median over the rounds of the ratio to PyTorch eager (to actviz
without PyTorch), and actviz's own steps a second. "Recording" keeps the loss and every layer's gradient norm of
every step; actviz always records, and takes its censuses besides. "Bare NumPy" is the yardstick of `bare_numpy.py`.
"""

from __future__ import annotations

import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise

import numpy as np
from bare_numpy import bare_steps

from actviz import RunConfig, Trainer

ROUND_S, CASE_S = 0.05, 20.0  # short rounds: a busy host changes its speed within a second
FEWEST, MOST = 9, 60  # rounds
LARGE = 1 << 17  # parameters
SCAN = 20  # steps in one call of JAX's scan
MOMENTUM, RATE = 0.9, 0.001
Steps = Callable[[int], None]


@dataclass(frozen=True)
class Case:
    """One network and batch size; one output is a regression, more are classes."""

    name: str
    n_in: int
    hidden: tuple[int, ...]
    n_out: int
    activation: str
    batch: int
    n_examples: int
    normalization: str = "none"


CASES = (
    Case("2-8-8-8-8-1 tanh, 10", 2, (8,) * 4, 1, "tanh", 10, 500),
    Case("2-(32x20)-2 ReLU, 32", 2, (32,) * 20, 2, "relu", 32, 500),
    Case("2-(32x20)-2 ReLU, BatchNorm, 32", 2, (32,) * 20, 2, "relu", 32, 500, "batch"),
    Case("2-(32x20)-2 sigmoid, 32", 2, (32,) * 20, 2, "sigmoid", 32, 500),
    Case("64-128-128-128-10 ReLU, 64", 64, (128,) * 3, 10, "relu", 64, 1797),
    Case("784-512-256-256-128-10 ReLU, 256", 784, (512, 256, 256, 128), 10, "relu", 256, 4000),
    Case("784-(1024x8)-10 ReLU, 256", 784, (1024,) * 8, 10, "relu", 256, 4000),
)


def actviz_steps(case: Case, x: np.ndarray, y: np.ndarray, census: bool = True) -> Steps:
    """Train with actviz, recording."""
    config = RunConfig(
        hidden=case.hidden, activation=case.activation, batch_size=case.batch, momentum=MOMENTUM, learning_rate=RATE,
        normalization=case.normalization,
    )  # fmt: skip
    trainer = Trainer(config, data=(x, y))
    if not census:
        trainer._observer.pause()

    def steps(n: int) -> None:
        if trainer.advance(n) != n:
            raise RuntimeError("the run diverged: it is no benchmark")

    if trainer.network.parameters.size < LARGE:
        steps.quantum = trainer._observer.block_steps  # as the program itself does
    return steps


def torch_steps(case: Case, x: np.ndarray, y: np.ndarray, recording: bool) -> Steps:
    """Train with PyTorch, eager, as its tutorials do."""
    import torch

    torch.set_num_threads(1)
    kinds = {"relu": torch.nn.ReLU, "tanh": torch.nn.Tanh, "sigmoid": torch.nn.Sigmoid}
    layers: list[torch.nn.Module] = []
    for fan_in, fan_out in zip((case.n_in, *case.hidden), case.hidden, strict=False):
        normal = [torch.nn.BatchNorm1d(fan_out)] if case.normalization == "batch" else []
        layers += [torch.nn.Linear(fan_in, fan_out), *normal, kinds[case.activation]()]
    network = torch.nn.Sequential(*layers, torch.nn.Linear(case.hidden[-1], case.n_out))
    optimizer = torch.optim.SGD(network.parameters(), lr=RATE, momentum=MOMENTUM)
    loss_of = torch.nn.CrossEntropyLoss() if case.n_out > 1 else torch.nn.MSELoss()
    tx, ty = torch.tensor(x, dtype=torch.float32), torch.tensor(y)
    weights = [p for p in network.parameters() if p.ndim == 2]
    at = [len(x)]
    order = [torch.randperm(len(x))]

    def steps(n: int) -> None:
        for _ in range(n):
            if at[0] + case.batch > len(x):
                at[0], order[0] = 0, torch.randperm(len(x))
            part = order[0][at[0] : at[0] + case.batch]
            at[0] += case.batch
            optimizer.zero_grad()
            loss = loss_of(network(tx[part]), ty[part])
            loss.backward()
            if recording:
                _ = [float(w.grad.norm()) for w in weights], loss.item()
            optimizer.step()

    return steps


def jax_steps(case: Case, x: np.ndarray, y: np.ndarray, scan: bool) -> Steps:
    """Train with JAX: one jitted call a step, or one for all steps, whose batches are drawn inside."""
    import jax
    import jax.numpy as jnp

    kinds = {"relu": jax.nn.relu, "tanh": jnp.tanh, "sigmoid": jax.nn.sigmoid}
    sizes = (case.n_in, *case.hidden, case.n_out)
    rng = np.random.default_rng(0)
    params = [
        (jnp.asarray(rng.normal(0, (2 / a) ** 0.5, (a, b)), jnp.float32), jnp.zeros(b)) for a, b in pairwise(sizes)
    ]
    velocity = jax.tree.map(jnp.zeros_like, params)
    jx, jy = jnp.asarray(x), jnp.asarray(y)

    def loss_of(params, bx, by):
        h = bx
        for w, b in params[:-1]:
            h = kinds[case.activation](h @ w + b)
        out = h @ params[-1][0] + params[-1][1]
        if case.n_out == 1:
            return 0.5 * jnp.mean((out - by) ** 2)
        return -jnp.mean(jax.nn.log_softmax(out)[jnp.arange(len(by)), by])

    def move(params, velocity, bx, by):
        loss, gradient = jax.value_and_grad(loss_of)(params, bx, by)
        velocity = jax.tree.map(lambda v, g: MOMENTUM * v + g, velocity, gradient)
        return jax.tree.map(lambda p, v: p - RATE * v, params, velocity), velocity, loss

    step = jax.jit(move)

    @jax.jit
    def many(params, velocity, parts):
        def one(carry, part):
            params, velocity, loss = move(*carry, jx[part], jy[part])
            return (params, velocity), loss

        return jax.lax.scan(one, (params, velocity), parts)[0]

    state = [params, velocity]
    shuffle = np.random.default_rng(1)

    def steps(n: int) -> None:
        for _ in range(n):
            part = shuffle.integers(0, len(x), case.batch)
            state[0], state[1], _ = step(state[0], state[1], x[part], y[part])
        jax.block_until_ready(state[0])

    def scanned(n: int) -> None:
        for _ in range(max(1, round(n / SCAN))):
            state[:] = many(state[0], state[1], jnp.asarray(shuffle.integers(0, len(x), (SCAN, case.batch))))
        jax.block_until_ready(state[0])

    scanned.quantum = SCAN
    return scanned if scan else steps


def sklearn_steps(case: Case, x: np.ndarray, y: np.ndarray) -> Steps:
    """Train with scikit-learn's own network, whose fastest loop is one partial_fit over an epoch of batches."""
    import warnings

    from sklearn.neural_network import MLPClassifier, MLPRegressor

    names = {"relu": "relu", "tanh": "tanh", "sigmoid": "logistic"}
    model = (MLPClassifier if case.n_out > 1 else MLPRegressor)(
        hidden_layer_sizes=case.hidden, activation=names[case.activation], solver="sgd",
        momentum=MOMENTUM, nesterovs_momentum=False,
        learning_rate_init=RATE, batch_size=case.batch, alpha=0.0,
    )  # fmt: skip
    per_epoch = -(-len(x) // case.batch)
    if case.n_out > 1:
        model.partial_fit(x, y, classes=np.arange(case.n_out))
    else:
        y = y.ravel()
        model.partial_fit(x, y)

    def steps(n: int) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for _ in range(max(1, round(n / per_epoch))):
                model.partial_fit(x, y)

    steps.quantum = per_epoch
    return steps


def seconds_a_step(steps: Steps, n: int) -> float:
    """Time n steps."""
    quantum = getattr(steps, "quantum", 1)
    n = max(quantum, round(n / quantum) * quantum)
    begin = time.perf_counter()
    steps(n)
    return (time.perf_counter() - begin) / n


def measure(case: Case) -> None:
    """Print one network's row."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=(case.n_examples, case.n_in)).astype(np.float32)
    y = rng.integers(0, case.n_out, case.n_examples)
    if case.n_out == 1:
        y = np.sin(x.sum(axis=1, keepdims=True))
    contenders: dict[str, Steps] = {
        "actviz": actviz_steps(case, x, y),
        "no census": actviz_steps(case, x, y, census=False),
    }
    plain = case.normalization == "none"  # which is all that the yardstick, JAX's network here and scikit-learn know
    if plain:
        sizes = (case.n_in, *case.hidden, case.n_out)
        contenders["bare NumPy"] = bare_steps(sizes, case.activation, case.batch, x, y, RATE, MOMENTUM)
    if find_spec("torch"):
        contenders["PyTorch"] = torch_steps(case, x, y, recording=False)
        contenders["PyTorch recording"] = torch_steps(case, x, y, recording=True)
    if plain and find_spec("jax"):
        contenders["JAX jit"] = jax_steps(case, x, y, scan=False)
        contenders["JAX scan"] = jax_steps(case, x, y, scan=True)
    if plain and find_spec("sklearn"):
        contenders["scikit-learn"] = sklearn_steps(case, x, y)
    counts, round_s = {}, 0.0
    for key, steps in contenders.items():
        steps(3)
        each = max(seconds_a_step(steps, 5), 1e-6)
        counts[key] = max(1, int(ROUND_S / each))
        round_s += max(getattr(steps, "quantum", 1), counts[key]) * each
    times = {key: [] for key in contenders}
    for _ in range(min(MOST, max(FEWEST, int(CASE_S / round_s)))):
        for key, steps in contenders.items():
            times[key].append(seconds_a_step(steps, counts[key]))
    base = "PyTorch" if "PyTorch" in times else "actviz"
    ratios = {
        key: statistics.median(b / t for b, t in zip(times[base], values, strict=True)) for key, values in times.items()
    }
    row = "  ".join(f"{key} {ratio:5.2f}x" for key, ratio in ratios.items() if key != base)
    print(f"{case.name:34} {1 / statistics.median(times['actviz']):9,.0f} steps/s   {row}", flush=True)


def main() -> None:
    """Print the table; an argument picks the networks whose name contains it."""
    for case in CASES:
        if len(sys.argv) < 2 or sys.argv[1] in case.name:
            measure(case)


if __name__ == "__main__":
    main()
