"""The measures that claims and captions of scenes can name, one entry each.

To add a measure, add an entry to `_measures`: its key, what it is, how it is computed from a trainer and its snapshot,
and how it is written in a caption.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable
from functools import partial

import numpy as np

from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.diagnosis.findings import Diagnosis, Readings
from actviz.frozen import dataclass
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.quantiles import median
from actviz.number_text import compact, figure, fixed, fraction_text, percent
from actviz.registry import Registry
from actviz.training.snapshot import HistoryView, Snapshot
from actviz.training.trainer import Trainer
from actviz.translation import looked_up, mark


@dataclass(frozen=True, eq=False)
class Seen:
    """What a measure may look at: a lane's full measurement and what the diagnosis read from it."""

    snapshot: Snapshot
    readings: Readings | None
    history: HistoryView | None = None


def seen_of(trainer: Trainer, needs: Collection[str] = (), *, with_suggestions: bool = True) -> tuple[Seen, Diagnosis]:
    """Measure a run, with these extras, and return what the measures look at and the diagnosis behind it."""
    snapshot = trainer.measure(needs)
    history = trainer.history.view().with_now(snapshot)
    diagnosis = diagnosis_of(trainer.facts, snapshot, history, with_suggestions=with_suggestions)
    return Seen(snapshot, diagnosis.readings, history), diagnosis


@looked_up("label")
@dataclass(frozen=True)
class Measure:
    """One entry: a number of a run at one step."""

    key: str
    label: str  # what it is, for lists and messages
    of: Callable[[Seen], float]  # NaN where it is not defined
    text: Callable[[float], str] = figure
    needs: tuple[str, ...] = ()  # the extras that it reads; in the window the panel of its caption asks for them
    is_yes_or_no: bool = False  # 1 or 0 of a run: over several runs the share of those with 1 is told, not the median


MEASURES: Registry[Measure] = Registry(mark("measure"))


def _ratio(seen: Seen, kind: str, now: float) -> float:
    """Return the diagnosis's median where it reads this ratio: a caption and the verdict bar never disagree."""
    readings = seen.readings
    return now if readings is None or readings.of != kind or readings.ratio is None else readings.ratio


def _alpha_moved(seen: Seen) -> float:
    snapshot, moved = seen.snapshot, []
    for key, alphas in zip(snapshot.config.activations, snapshot.prelu_alphas, strict=True):
        start = snapshot.config.alpha if snapshot.config.alpha is not None else ACTIVATIONS[key].alpha
        if alphas is not None and start is not None:
            moved.append(float(np.mean(np.abs(alphas - start))))
    return float(np.mean(moved)) if moved else float("nan")


def _update(seen: Seen, layer: int) -> float:
    ratios = seen.snapshot.update_ratios
    return float("nan") if ratios is None else float(ratios[layer])


def _updates(seen: Seen) -> float:
    last = _update(seen, -1)
    return _update(seen, 0) / last if last else float("nan")


def _largest_slope(seen: Seen) -> float:
    config = seen.snapshot.config
    return max(ACTIVATIONS[key].max_slope(config.alpha) for key in config.activations)


def _layers(seen: Seen) -> float:
    return float(len(seen.snapshot.units))


def _largest_slopes(seen: Seen) -> float:
    """Return what the slopes of all layers multiply to if each is as large as it can be: 0.25ⁿ for the sigmoid."""
    config = seen.snapshot.config
    return math.prod(ACTIVATIONS[key].max_slope(config.alpha) for key in config.activations)


def _per_layer(seen: Seen) -> float:
    """Return the geometric mean of what each layer leaves of the backward signal."""
    return float(np.prod(seen.snapshot.gains) ** (1 / len(seen.snapshot.gains)))


def _active(seen: Seen) -> float:
    return float(np.mean([units.active_fraction.mean() for units in seen.snapshot.units]))


def _alpha(seen: Seen, which: Callable[[list[float]], float]) -> float:
    alphas = [float(np.mean(each)) for each in seen.snapshot.prelu_alphas if each is not None]
    return which(alphas) if alphas else float("nan")


def _mean_size(seen: Seen) -> float:
    return float(np.mean([abs(np.mean(units.mean_activation)) for units in seen.snapshot.units]))


def _dead_share(seen: Seen) -> float:
    units = sum(len(census.dead) for census in seen.snapshot.units)
    return seen.snapshot.n_dead / units


def _slopes(seen: Seen) -> float:
    """Return the product of all layers' slope factors, which Why shows as a line of its own."""
    return float(np.prod(seen.snapshot.slope_factors))


def _without_dead(seen: Seen) -> float:
    wasted = seen.snapshot.wasted
    accuracy = None if wasted is None else wasted.without_dead.accuracy
    return float("nan") if accuracy is None else accuracy


def _lost_without_dead(seen: Seen) -> float:
    wasted = seen.snapshot.wasted
    accuracy = None if wasted is None else wasted.whole.accuracy
    return float("nan") if accuracy is None else accuracy - _without_dead(seen)


def _events(seen: Seen, kind: str) -> float:
    """Return how many events there were up to the step on show; the record may go on, as the user can go back."""
    counts = seen.snapshot.counts
    return float("nan") if counts is None else float(getattr(counts, kind))


def _first_death(seen: Seen) -> float:
    """Return the step of the first death after the start; NaN where none has died, or where that is not known."""
    history = seen.history
    if history is None or history.first_event:
        return float("nan")
    return float(min((event.step for event in history.events if event.kind == "death"), default=math.nan))


def _diverged_at(seen: Seen) -> float:
    divergence = seen.snapshot.divergence
    return float("nan") if divergence is None else float(divergence.step)


def _count(value: float) -> str:
    return figure(value) if math.isnan(value) else fixed(value, 0)


def _measures() -> Iterable[Measure]:
    yield Measure(
        "gradient", mark("weight gradient, layer 1 ÷ output layer"),
        lambda s: _ratio(s, "gradient", s.snapshot.first_last_ratio), fraction_text,
    )  # fmt: skip
    yield Measure(
        "backward", mark("backward signal, layer 1 ÷ output layer"),
        lambda s: _ratio(s, "backward", s.snapshot.backward_ratio), fraction_text,
    )  # fmt: skip
    yield Measure(
        "signal", mark("signal, last hidden layer ÷ layer 1"),
        lambda s: _ratio(s, "forward", s.snapshot.forward_ratio), fraction_text,
    )  # fmt: skip
    yield Measure("slope", mark("slope factor, median over the layers"), lambda s: median(s.snapshot.slope_factors))
    yield Measure("slopes", mark("product of the slope factors of all layers"), _slopes, fraction_text)
    yield Measure("weight", mark("weight factor, median over the layers"), lambda s: median(s.snapshot.weight_factors))
    yield Measure("largest_slope", mark("the activation's largest slope"), _largest_slope)
    yield Measure("first_update", mark("update : weight ratio of layer 1"), partial(_update, layer=0), fraction_text)
    yield Measure(
        "last_update", mark("update : weight ratio of the output layer"), partial(_update, layer=-1), fraction_text
    )
    yield Measure("updates", mark("update : weight ratio, layer 1 ÷ output layer"), _updates, fraction_text)
    yield Measure("loss", mark("loss on the training set"), lambda s: s.snapshot.loss)
    yield Measure(
        "accuracy", mark("accuracy on the training set"),
        lambda s: float("nan") if s.snapshot.accuracy is None else s.snapshot.accuracy, percent,
    )  # fmt: skip
    yield Measure(
        "test_loss", mark("loss on the test set"),
        lambda s: float("nan") if s.snapshot.test_loss is None else s.snapshot.test_loss,
    )  # fmt: skip
    yield Measure(
        "test_accuracy", mark("accuracy on the test set"),
        lambda s: float("nan") if s.snapshot.test_accuracy is None else s.snapshot.test_accuracy, percent,
    )  # fmt: skip
    yield Measure("dead", mark("dead units"), lambda s: float(s.snapshot.n_dead), _count)
    yield Measure("dead_share", mark("share of dead units"), _dead_share, percent)
    yield Measure(
        "dead_network", mark("networks with a dead layer"), lambda s: float(bool(s.snapshot.dead_layers)), percent,
        is_yes_or_no=True,
    )  # fmt: skip
    yield Measure("units", mark("hidden units"), lambda s: float(sum(len(u.dead) for u in s.snapshot.units)), _count)
    yield Measure(
        "accuracy_without_dead", mark("accuracy on the training set without the dead units"), _without_dead, percent,
        ("wasted",),
    )  # fmt: skip
    yield Measure(
        "lost_without_dead", mark(
            "accuracy lost on the training set without the dead units",
        ), _lost_without_dead, percent,
        ("wasted",),
    )  # fmt: skip
    yield Measure("deaths", mark("deaths so far"), partial(_events, kind="deaths"), _count)
    yield Measure("revivals", mark("revivals so far"), partial(_events, kind="revivals"), _count)
    yield Measure("born_dead", mark("units dead from the start"), partial(_events, kind="born_dead"), _count)
    yield Measure("first_death", mark("step of the first death"), _first_death, _count)
    yield Measure("diverged_at", mark("step of divergence"), _diverged_at, _count)
    yield Measure(
        "saturated", mark("largest share of saturated values of a layer"),
        lambda s: max(float(u.saturated_fraction.mean()) for u in s.snapshot.units), percent,
    )  # fmt: skip
    yield Measure(
        "alpha_moved", mark("how far the learned α has moved from its start, mean over the layers"), _alpha_moved
    )
    yield Measure("layers", mark("hidden layers"), _layers, _count)
    yield Measure("step", mark("step"), lambda s: float(s.snapshot.step), _count)
    yield Measure("rate", mark("learning rate"), lambda s: s.snapshot.rate, compact)
    yield Measure("largest_slopes", mark("largest slope, multiplied over all layers"), _largest_slopes, fraction_text)
    yield Measure("per_layer", mark("what a layer leaves of the backward signal, on average"), _per_layer)
    yield Measure("active", mark("share of examples that switch a unit on, on average"), _active, percent)
    yield Measure("least_alpha", mark("smallest learned α of a layer"), partial(_alpha, which=min))
    yield Measure("largest_alpha", mark("largest learned α of a layer"), partial(_alpha, which=max))
    yield Measure("mean_size", mark("size of the mean activation, over the hidden layers"), _mean_size)


for _measure in _measures():
    MEASURES.add(_measure)
