"""One throw-away entry of every kind, added as the recipes of the docstrings say; each is called "throwaway".

What a recipe puts into the package as a file lies in `beside/`, which stands in for the folder of the package. As a
plugin of pytest (`-p throwaway_entries`) it adds them before any test is collected.
"""

import sys
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import numpy as np

import actviz.cli
from actviz.cli import Command
from actviz.data.datasets import DATASETS, Dataset
from actviz.data.task_changes import TASK_CHANGES, TaskChange
from actviz.diagnosis import rules
from actviz.diagnosis.causes import CAUSES
from actviz.diagnosis.remedies import REMEDIES
from actviz.diagnosis.rules import RULES
from actviz.diagnosis.sentence import SENTENCES
from actviz.export.formats import EXPORTS, Export, MenuItem
from actviz.lessons.measures import MEASURES, Measure
from actviz.nn.activation import Activation
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.initializers import INITIALIZERS, Initializer
from actviz.nn.losses import LOSSES, Loss
from actviz.nn.optimizers import OPTIMIZERS, Optimizer, OptimizerEntry, StepCode
from actviz.nn.schedules import SCHEDULES, ScheduleEntry

KEY = "throwaway"
BESIDE = Path(__file__).parent / "beside"


def kernels(shape, dtype, _a):
    """z / √(1 + z²)."""
    root, one = np.empty(shape, dtype), np.ones((), dtype)

    def value(z, h):
        np.hypot(z, one, out=root)
        np.divide(z, root, out=h)

    def slope(z, _h, d):
        np.hypot(z, one, out=root)
        np.reciprocal(root, out=root)
        np.multiply(root, root, out=d)
        np.multiply(d, root, out=d)

    return value, slope


ACTIVATION = Activation(
    KEY, "Throw-away", "z / √(1 + z²)", "Saturates as tanh does, but more slowly.", kernels,
    numpy_code="root = np.hypot(z, 1)\nreturn z / root, (1 / root) ** 3",
    torch_code="(lambda z: z / torch.hypot(z, torch.ones_like(z)))",
)  # fmt: skip


class HalfMomentum(Optimizer):
    """v = v / 2 + g; p -= lr v."""

    slots = ("velocity",)

    def _update_state(self, g, _u, *state):
        (v,) = state
        yield np.multiply, (v, self._constant(0.5)), v
        yield np.add, (v, g), v

    def _amount(self, _g, u, *state):
        (v,) = state
        yield np.multiply, (v, self._rate), u


def step_code(_hyper):
    return StepCode(
        "(v,) = state\nv[...] = 0.5 * v + g\np -= LEARNING_RATE * v",
        1,
        "torch.optim.SGD(groups, lr=LEARNING_RATE, momentum=0.5)",
    )


OPTIMIZER = OptimizerEntry(KEY, "Throw-away", "Keeps half of the last step.", HalfMomentum, step_code, 0.05)

SCHEDULE = ScheduleEntry(
    KEY, "Throw-away", "Half of the rate at the end.", "return 1 / (1 + t / n)",
    "torch.optim.lr_scheduler.LambdaLR(optimizer, lambda t: 1 / (1 + t / n))", ("schedule_steps",),
)  # fmt: skip


def draw_weights(rng, fan_in, fan_out, _slope):
    return rng.normal(0.0, np.sqrt(0.5 / fan_in), (fan_in, fan_out)), np.zeros(fan_out)


INITIALIZER = Initializer(
    KEY, "Throw-away", "Variance 1/(2 fan_in).", draw_weights, lambda fan_in, *_: (0.5 / fan_in, 0.0)
)


def draw_points(n, noise, rng):
    y = np.arange(n, dtype=np.int64) % 2
    x = np.stack((rng.uniform(0.1, 1, n) * (2 * y - 1), rng.uniform(-1, 1, n)), axis=1)
    return x + noise * rng.standard_normal(x.shape), y


DATASET = Dataset(KEY, "Throw-away", "A vertical line parts the classes.", draw_points)


def log_cosh(error):
    return np.logaddexp(error, -error) - np.log(2)


def prepared(z, delta):
    def step(target):
        error = z - target
        delta[...] = np.tanh(error) / z.shape[1]
        return float(log_cosh(error).sum()) / z.shape[1]

    return step


LOSS = Loss(
    KEY, "Throw-away", "regression", prepared, lambda z, target: float(log_cosh(z - target).sum()),
    lambda y: float(log_cosh(y - y.mean(axis=0)).sum()) / len(y),
    numpy_code='''
def loss_and_delta(z, y):
    """Return log cosh of the error of the outputs z, its mean over the examples, and its gradient."""
    error = z - y
    return (np.logaddexp(error, -error) - np.log(2)).sum() / len(y), np.tanh(error) / len(y)
''',
    torch_code="torch.log(torch.cosh(z - y)).sum() / len(y)",
)  # fmt: skip


def write_steps(runs, _lanes, target, _progress):
    target.write_text("".join(f"{run.name} at step {run.snapshot.step}\n" for run in runs))
    return [target]


EXPORT = Export(
    KEY, "the steps as text", "Text", ".txt", MenuItem(KEY, "throw-away", "X", "The steps.", "steps.txt"), write_steps
)
TASK_CHANGE = TaskChange(
    KEY, "Throw-away", "The targets in the opposite order.", relabel=lambda y, _n, _rng, _k: y[::-1]
)
MEASURE = Measure(KEY, "Throw-away", lambda seen: float(seen.snapshot.step))
COMMAND = Command(KEY, "say hello")
OF_NN = (
    (ACTIVATIONS, ACTIVATION), (OPTIMIZERS, OPTIMIZER), (INITIALIZERS, INITIALIZER), (DATASETS, DATASET),
    (LOSSES, LOSS), (SCHEDULES, SCHEDULE), (TASK_CHANGES, TASK_CHANGE),
)  # fmt: skip


@contextmanager
def added():
    """Add every entry that needs no window, and take it out again at the end."""
    entries = (*OF_NN, (MEASURES, MEASURE), (EXPORTS, EXPORT), (actviz.cli.COMMANDS, COMMAND))
    with in_package(actviz.cli, "cli"), in_package(rules, "rules"):
        for registry, entry in entries:
            registry.add(entry)
        import_module(f"{rules.__name__}.{KEY}")  # this is what a name in the list of rules does
        try:
            yield
        finally:
            for registry, entry in entries:
                registry.remove(entry.key)
            for registry in (RULES, CAUSES, REMEDIES):
                registry.remove(KEY)
            SENTENCES.remove(f"{KEY}.drawn_to_be_thrown_away")


@contextmanager
def in_package(package, folder):
    """Let the files of a folder of `beside` be modules of the package."""
    package.__path__.append(str(BESIDE / folder))
    try:
        yield
    finally:
        package.__path__.remove(str(BESIDE / folder))
        for name in [name for name in sys.modules if name.startswith(f"{package.__name__}.{KEY}")]:
            del sys.modules[name]


@contextmanager
def added_to_the_window():
    """Add a panel and a command of the window, and take them out again at the end."""
    from actviz.ui import panels
    from actviz.ui.actions import command_table
    from actviz.ui.panels.base.panel import PanelEntry

    with in_package(panels, "panels"):
        panels.PANELS.add(PanelEntry(KEY, "Throw-away panel"))
        command_table.COMMANDS.add(
            command_table.Command(
                KEY, "Throw away", "Tools", "Say so.", ("Ctrl+Alt+X",),
                run=lambda window: window.status.showMessage("Thrown away"),
            )
        )  # fmt: skip
        try:
            yield
        finally:
            panels.PANELS.remove(KEY)
            command_table.COMMANDS.remove(KEY)


def pytest_configure(config):
    """As a plugin: add the entries for the whole run."""
    for context in (added(), added_to_the_window()):
        context.__enter__()
        config.add_cleanup(lambda context=context: context.__exit__(None, None, None))
