"""The scale of a run's inputs and targets as the network sees them, and whether the run suffers from it."""

from __future__ import annotations

import numpy as np

from actviz.arrays import Floats
from actviz.data.column_names import column_text
from actviz.data.split import moments
from actviz.diagnosis.measured_run import OVERFLOWING, MeasuredRun
from actviz.frozen import dataclass
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import figure
from actviz.translation import tr

LARGE, SMALL = 10.0, 0.05  # size of a column, where 1 is usual: its root mean square
UNLIKE = 100.0  # times the smallest deviation of an input
SHIFTED = 5.0  # deviations from a column's mean to 0
PATIENCE_STEPS, PATIENCE_EPOCHS = 250, 10  # after which something should have been learned
FEW_STEPS, WORSE = 10, 1.5  # steps after which a loss so many times that of guessing and of the start is a fault
SATURATED, DEAD = 0.6, 0.5  # share of a layer
FLAT = 0.2  # slope factor of a saturated layer, of the largest slope
WELL = 0.1  # of the loss of guessing: little is left to learn
SKEWED = 0.2  # of a column's deviation: that of its middle half, as it would be if the values were normal
NORMAL_QUARTILES = 1.349  # deviations between the quartiles of normal values


@dataclass(frozen=True)
class Column:
    """The column whose scale strikes most."""

    name: str
    mean: float
    deviation: float
    size: float  # root mean square

    @property
    def text(self) -> str:
        """The column's name as it is shown."""
        return column_text(self.name)

    @property
    def spread(self) -> str:
        """Mean and deviation: "460 ± 17"."""
        return f"{figure(self.mean)} ± {figure(self.deviation)}"


def odd_input(run: MeasuredRun) -> Column | None:
    """Return the input that is large, or whose deviation is least like another's; None where all are usual."""
    columns = _columns(run.facts.input_names, *run.facts.input_moments)
    largest = max(columns, key=lambda column: column.size)
    if largest.size > LARGE or 0.0 < largest.size < SMALL:
        return largest
    varying = [column for column in columns if column.deviation > 0.0]
    if not varying:
        return None
    smallest, widest = (pick(varying, key=lambda column: column.deviation) for pick in (min, max))
    if widest.deviation <= UNLIKE * smallest.deviation or run.facts.config.standardize:
        return None
    return widest


def odd_target(run: MeasuredRun) -> Column | None:
    """Return the target of a regression that is large, tiny or far from 0 in its deviations; None where none is."""
    facts = run.facts
    if facts.task != "regression" or facts.target_units is not None:
        return None
    names = facts.target_names or tuple(tr("target {i}", i=i) for i in range(1, facts.sizes[-1] + 1))
    columns = _columns(names if facts.sizes[-1] > 1 else (facts.target_text,), *moments(facts.train_y))
    largest = max(columns, key=lambda column: column.size)
    if largest.size > LARGE or 0.0 < largest.size < SMALL:
        return largest
    shifted = [column for column in columns if abs(column.mean) > SHIFTED * column.deviation > 0.0]
    return max(shifted, key=lambda column: abs(column.mean) / column.deviation, default=None)


def suffers(run: MeasuredRun) -> bool:
    """Whether a run that has not learned also shows a consequence that an unusual scale has."""
    s, guess = run.snapshot, run.facts.chance_loss
    if s.divergence is not None or not np.isfinite(s.loss):
        return True
    if run.learned:
        return False
    patient = run.steps_since_change >= PATIENCE_STEPS and s.epoch >= PATIENCE_EPOCHS
    worse = run.steps_since_change >= FEW_STEPS and run.recent_loss > WORSE * max(guess, run.first_loss)
    stuck = bool((run.saturated > SATURATED).any() or (run.dead_shares > DEAD).any())
    return patient or worse or stuck or run.error(run.first_loss) > OVERFLOWING


def saturated_by_inputs(run: MeasuredRun) -> bool:
    """Return whether large inputs hold layer 1 in the flat parts of its activation, and did so at the start."""
    start = run.history.start
    if run.config.architecture.normalizes_before or start is None or start.factors is None:
        return False
    if not start.is_of(run.config):
        return False
    largest = ACTIVATIONS[run.config.activations[0]].max_slope(run.config.alpha)
    at_start = float(start.factors[1][0])
    return run.input_size > LARGE and run.saturated[0] > SATURATED and at_start < FLAT * largest


def hurt_by_large_inputs(run: MeasuredRun) -> bool:
    """Return whether large inputs have done harm, though the network may learn all the same.

    They saturate layer 1, or the loss had a spike, or the first outputs were far off and a layer's slopes have
    collapsed since.
    """
    if run.config.architecture.normalizes_before:  # layer 1's sums are as large as ever
        return False
    if saturated_by_inputs(run) or (run.input_size > LARGE and run.loss_spike is not None):
        return True
    kinds = [ACTIVATIONS[key] for key in run.config.activations]
    largest = np.array([kind.max_slope(run.config.alpha) for kind in kinds])
    flat = bool((run.snapshot.slope_factors < FLAT * largest).any())
    far_off = run.error(run.first_loss) > OVERFLOWING and run.input_size > LARGE
    return flat and far_off and run.snapshot.loss > WELL * run.chance


def middle_half(run: MeasuredRun, column: Column) -> tuple[float, float] | None:
    """Return the quartiles of an input whose deviation a few far larger values make; None of others."""
    place = run.facts.input_names.index(column.name)
    low, high = np.quantile(run.facts.train_x[:, place], (0.25, 0.75)).tolist()
    return (low, high) if high - low < SKEWED * NORMAL_QUARTILES * column.deviation else None


def unscaled(run: MeasuredRun) -> frozenset[str]:
    """Return the settings that would bring inputs or targets of an unusual scale to the usual one.

    A few far larger values keep the others all but equal whatever the scale.
    """
    column, found = odd_input(run), set[str]()
    if column is not None and middle_half(run, column) is None and not run.config.architecture.normalizes_before:
        found.add("standardize")
    if odd_target(run) is not None:
        found.add("standardize_targets")
    return frozenset(found)


def _columns(names: tuple[str, ...], mean: Floats, deviation: Floats) -> list[Column]:
    sizes = np.hypot(mean, deviation)
    return [Column(*values) for values in zip(names, mean.tolist(), deviation.tolist(), sizes.tolist(), strict=True)]
