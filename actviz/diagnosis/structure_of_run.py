"""What normalisation, skips and dropout have to do with a run: which sentences on weights and slopes hold with them."""

from __future__ import annotations

import numpy as np

from actviz.diagnosis.growing_functions import function_enlarges, initial_weights_are_usual
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.start_of_run import start_backward_ratio, start_ratios, typical_factors
from actviz.joined_text import listed
from actviz.nn.quantiles import median
from actviz.number_text import figure
from actviz.translation import mark, tr

GREW = 4.0  # times over all blocks
TINY_BATCH = 4  # examples, whose mean and deviation are mostly chance
STOPPED = 0.2  # normalisation factor of the typical layer
TWO_ALIKE = mark(
    "Batch normalisation makes −1 and 1 of any two examples, however much their sums differ: hardly any "
    "gradient comes back through that."
)


def weights_size_counts(run: MeasuredRun) -> bool:
    """Return whether the size of the weights matters to a layer's signal: a normalisation would take it out again."""
    return run.config.normalization == "none"


def rest_of_a_layer(run: MeasuredRun) -> tuple[str, float]:
    """Return what multiplies the gradient in a layer beside slopes and weights, and its median; ("", 1) for nothing."""
    config, rest = run.config, run.snapshot.normalization_factors
    parts = [tr("normalisation")] if config.normalization != "none" else []
    parts += [tr("dropout")] if config.dropout else []
    parts += [tr("the branch's factor")] if config.residual and config.residual_scale != "one" else []
    known = rest[np.isfinite(rest) & (rest > 0.0)]
    return (listed(parts), median(known)) if parts and len(known) else ("", 1.0)


def weights_factor_text(run: MeasuredRun, factor: str) -> str:
    """Return a layer's weight factor and what it is that of."""
    if run.config.residual:
        return tr("{factor} (the weights and skips)", factor=factor)
    return tr("{factor} (the weights)", factor=factor)


def factor_of(factor: str, name: str) -> str:
    """Return a factor and what it is that of: "0.2 (normalisation)"."""
    return tr("{factor} ({name})", factor=factor, name=name)


def two_are_normalized(run: MeasuredRun) -> bool:
    """Return whether batches of two examples are normalised, and that stops the gradient."""
    two = run.config.normalization == "batch" and run.config.batch_size == 2
    return two and rest_of_a_layer(run)[1] < STOPPED


def typical_without_slopes(run: MeasuredRun) -> float:
    """Return the median factor of the weights times that of all else but the slopes."""
    return typical_factors(run)[1] * rest_of_a_layer(run)[1]


def growing_skips_text(run: MeasuredRun) -> str | None:
    """Return a sentence on unscaled residual branches that enlarged signal or gradient at the start, else None.

    Only of weights of the usual size and activations that are not steep, which would keep a plain network's signal.
    """
    config = run.config
    blocks = config.architecture.blocks(run.facts.sizes)
    if not blocks or config.residual_scale != "one" or not weights_size_counts(run):
        return None
    if not initial_weights_are_usual(run) or function_enlarges(run):
        return None
    forward, backward = start_ratios(run)[0], start_backward_ratio(run)
    grown, what = max(
        (forward, tr("the examples' differences")), (backward, tr("the gradient on its way back")), key=_size
    )
    if not grown > GREW:
        return None
    each = figure(grown ** (1.0 / len(blocks)))
    return tr(
        "The skips do it: each adds its branch, unscaled, to what it carries, and {n_blocks} of them made "
        "{what} {grown} times as large at the start, {each} times a block.",
        n_blocks=len(blocks),
        what=what,
        grown=figure(grown),
        each=each,
    )


def _size(grown: tuple[float, str]) -> float:
    return grown[0] if grown[0] == grown[0] else 0.0
