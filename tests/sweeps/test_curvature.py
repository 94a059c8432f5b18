"""The line rate × curvature on a map: the curvature is the Hessian's largest eigenvalue, and the line is there."""

import threading

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from actviz.app.sweeping import Sweeping
from actviz.sweeps.axis import Axis
from actviz.sweeps.curvature import curvature_lines, has_curvature_line, largest_curvature
from actviz.sweeps.sweep import Sweep
from actviz.training import RunConfig, Trainer

BASE = RunConfig(hidden=(4, 3), n_examples=60, activation="tanh", init_scale=1.5)
RATE, SCALE = Axis.log("learning_rate", 0.01, 100, 41), Axis("init_scale", (0.5, 1.0, 2.0))


def dense(config: RunConfig) -> float:
    """Return the largest eigenvalue of the Hessian, one column after the other."""
    trainer = Trainer(config, dtype="float64")
    network, start, rows = trainer.network, trainer.network.parameters.copy(), []
    for i in range(start.size):
        sides = []
        for sign in (1, -1):
            network.parameters[...] = start
            network.parameters[i] += sign * 1e-6
            network.loss_and_gradients(trainer.train_x, trainer.train_y)
            sides.append(network.gradient.copy())
        rows.append((sides[0] - sides[1]) / 2e-6)
    hessian = np.array(rows)
    return float(np.linalg.eigvalsh((hessian + hessian.T) / 2)[-1])


@pytest.mark.parametrize("activation", ["tanh", "gelu", "relu"])
@pytest.mark.parametrize("dataset", ["circle", "plane"])
def test_it_is_the_largest_eigenvalue_of_the_hessian(activation: str, dataset: str) -> None:
    config = BASE.replace(activation=activation, dataset=dataset)
    assert largest_curvature(config) == pytest.approx(dense(config), rel=1e-3)


@pytest.mark.parametrize("momentum", [0.0, 0.5])
def test_the_line_is_where_rate_times_curvature_is_2(momentum: float) -> None:
    (line,) = curvature_lines(Sweep(BASE.replace(momentum=momentum), (RATE, SCALE)))
    rates = 10 ** np.interp(line.first, np.arange(41), np.log10(RATE.values))
    wanted = [2 * (1 + momentum) / largest_curvature(BASE.replace(init_scale=scale)) for scale in SCALE.values]
    assert rates == pytest.approx(wanted, rel=1e-6)
    assert line.second.tolist() == [0.0, 1.0, 2.0]
    (turned,) = curvature_lines(Sweep(BASE.replace(momentum=momentum), (SCALE, RATE)))
    assert turned.second.tolist() == line.first.tolist()


def test_gradient_descent_at_a_point_shrinks_below_the_line_and_overshoots_beyond() -> None:
    """Of a regression by identity units near its minimum, where the curvature stays what it is."""
    config = RunConfig(hidden=(2,), activation="identity", dataset="plane", n_examples=40, batch_size=40, noise=0.0)
    trainer = Trainer(config.replace(learning_rate=0.05))
    trainer.advance(3000)
    settled = trainer.measure().loss
    rate = 2.0 / largest_curvature(config)
    for factor, rises in ((0.5, False), (4.0, True)):
        other = Trainer(config.replace(learning_rate=factor * rate))
        other.advance(200)
        loss = other.measure().loss
        assert (not np.isfinite(loss) or loss > 10 * settled + 1.0) == rises


@pytest.mark.parametrize(
    "changes",
    [
        {"optimizer": "adam"},
        {"normalization": "batch"},
        {"weight_decay": 0.1},
        {"schedule": "cosine"},
        {"clip_norm": 0.1},
        {"warmup_steps": 10},
        {"dropout": 0.2},
    ],
)
def test_there_is_no_line_where_the_rule_does_not_hold(changes: dict[str, object]) -> None:
    assert not has_curvature_line(Sweep(BASE.replace(**changes), (RATE, SCALE)))
    assert curvature_lines(Sweep(BASE.replace(**changes), (RATE, SCALE))) == ()


@pytest.mark.parametrize(
    ("field", "holds", "not_there"), [("optimizer", "sgd", "adam"), ("normalization", "none", "layer")]
)
def test_it_has_a_gap_where_the_rule_does_not_hold(field: str, holds: str, not_there: str) -> None:
    (line,) = curvature_lines(Sweep(BASE, (RATE, Axis(field, (holds, not_there)))))
    assert np.isfinite(line.first).tolist() == [True, False]


def test_there_is_none_without_learning_rates() -> None:
    assert curvature_lines(Sweep(BASE, (SCALE,))) == ()


def test_the_window_measures_it_in_the_background_once_for_a_map(qtbot: QtBot) -> None:
    sweeping = Sweeping()
    sweeping.start(Sweep(BASE, (Axis.log("learning_rate", 0.01, 100, 5), SCALE), 1, 5, ("loss",)))

    def has_lines() -> bool:
        sweeping.collect()
        return bool(sweeping.view.lines) and not sweeping.view.is_running

    qtbot.waitUntil(has_lines, timeout=30_000)
    lines = sweeping.view.lines
    sweeping.collect()
    assert sweeping.view.lines is lines
    assert not any(thread.name == "actviz-curvature" for thread in threading.enumerate())
    assert sweeping.close()
