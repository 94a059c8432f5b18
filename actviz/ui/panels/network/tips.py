"""The words of the tooltips and of the copied table."""

from __future__ import annotations

from actviz.app.lanes import LaneView
from actviz.joined_text import clauses
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import compact, plain, scientific, whole
from actviz.training.measure.underflow_text import AT_LENGTH as UNDERFLOW
from actviz.training.snapshot import UnitEvent
from actviz.training.structure_facts import SkipShare
from actviz.training.units.death_text import config_at, death_phrase, own_parts, since_step_0
from actviz.training.units.permanence import permanence_in
from actviz.training.units.structure_text import (
    apart_words,
    gets_no_gradient,
    is_dead_in_evaluation_only,
    is_dropped,
    normalization_lines,
    skip_lines,
)
from actviz.translation import tr, tr_count
from actviz.ui.panels.network.fills import fade
from actviz.ui.panels.network.river import DRY, FLOOD, is_dry, is_flood, number
from actviz.ui.panels.network.river_scale import factor
from actviz.ui.widgets.text import Rich, bold, lines

COLUMNS = ("layer", "unit", "state", "active fraction", "saturated fraction", "mean activation")


def state(lane: LaneView, layer: int, unit: int) -> str:
    """Return a hidden unit's state: dead, linear and on which side, nearly silent, both of these, or active."""
    census = lane.snapshot.units[layer - 1]
    if census.dead[unit]:
        return tr("dead")
    words = (census.linear_text(unit), census.always_on), (tr("nearly silent"), census.dormant)
    found = [word for word, mask in words if mask[unit]]
    return clauses(found) or tr("active")


def rows(lane: LaneView) -> list[list[object]]:
    """Return one row per hidden unit, in COLUMNS' order."""
    return [
        [
            layer,
            unit + 1,
            state(lane, layer, unit),
            float(census.active_fraction[unit]),
            float(census.saturated_fraction[unit]),
            float(census.mean_activation[unit]),
        ]
        for layer, census in enumerate(lane.snapshot.units, 1)
        for unit in range(len(census.dead))
    ]


def unit_tip(lane: LaneView, layer: int, unit: int) -> str:
    """Return the tooltip of one cell, as rich text."""
    facts = lane.present
    if layer == 0:
        name = facts.input_texts[unit] if unit < len(facts.input_texts) else f"x{unit + 1}"
        what = tr("shown over the input plane") if facts.map_extent is not None else _example(lane, unit)
        return _rich(tr("Input {name}", name=name), [what])
    if layer == len(facts.sizes) - 1:
        if facts.task == "classification" and unit < len(facts.class_names):
            return _rich(tr("Output: class {name}", name=facts.class_texts[unit]), [_step(lane)])
        return _rich(tr("Output {number}", number=unit + 1), [_step(lane)])
    census = lane.snapshot.units[layer - 1]
    return _rich(
        clauses((_unit_head(lane, layer, unit), _told_apart(lane, layer, unit))),
        [
            *_why(lane, layer, unit),
            *_slopes(lane, layer, unit),
            *_dropped(lane, layer, unit),
            *normalization_lines(lane.snapshot, layer, unit),
            tr("mean output {value}", value=plain(float(census.mean_activation[unit]))),
            _step(lane),
        ],
    )


def _told_apart(lane: LaneView, layer: int, unit: int) -> str:
    """Return how a unit is dead that had a slope on the latest batch; "" for all others."""
    apart = is_dead_in_evaluation_only(lane.snapshot, layer, unit)
    return apart_words(lane.snapshot.config) if apart else ""


def _slopes(lane: LaneView, layer: int, unit: int) -> list[str]:
    """Return on how many examples the unit passes gradient back, and on how many hardly any."""
    census = lane.snapshot.units[layer - 1]
    if census.dead[unit] or census.always_on[unit]:
        return []
    active, saturated = (_percent(f[unit]) for f in (census.active_fraction, census.saturated_fraction))
    if lane.snapshot.config.can_die[layer - 1]:
        return [tr("on for {share} of the training examples", share=active)]
    return [tr("slope under 5 % of the largest on {share} of the training examples", share=saturated)]


def _dropped(lane: LaneView, layer: int, unit: int) -> list[str]:
    if not is_dropped(lane.snapshot, layer, unit):
        return []
    return [tr("struck through: dropped for the first example of the latest batch; others drop other units")]


def skip_tip(lane: LaneView, skip: SkipShare) -> str:
    """Return the tooltip of a skip's arc."""
    facts = lane.snapshot.structure
    assert facts is not None
    size = facts.skip_signal(skip, lane.facts.sizes[skip.source])
    scale = facts.scales[facts.skips.index(skip)]
    return _rich(
        tr("Skip: layer {source}'s output is added in layer {last}", source=skip.source, last=skip.last),
        [
            tr("arc's thickness: signal back over the skip {size}", size=scientific(size)),
            *skip_lines(skip, scale),
            _step(lane),
        ],
    )


def _skips(lane: LaneView, layer: int) -> list[str]:
    """Return what joins the river at a layer from a skip, and what the layer's own output gets from one."""
    facts = lane.snapshot.structure
    if facts is None:
        return []
    joins = [
        tr("the skip from layer {last} joins here: {told}", last=s.last, told=skip_lines(s, 1.0)[0])
        for s in facts.skips
        if s.source == layer
    ]
    return [
        *joins,
        *(tr("layer {source}'s output is added here", source=s.source) for s in facts.skips if s.last == layer),
    ]


def layer_tip(lane: LaneView, layer: int) -> str:
    """Return the tooltip of a column, its heading or its part of the river."""
    facts, snapshot = lane.present, lane.snapshot
    if layer == 0:
        return _rich(
            tr("Input"),
            [tr_count("{n:,} input", "{n:,} inputs", facts.sizes[0]), tr("data: {source}", source=facts.source)],
        )
    texts = _river(float(snapshot.backward[layer - 1]), bool(snapshot.underflows[layer - 1]))
    if layer < len(facts.sizes) - 1 and (change := factor(snapshot.backward[layer], snapshot.backward[layer - 1])):
        texts.append(tr("{factor} on the way from layer {layer}", factor=change, layer=layer + 1))
    rms, norm = float(snapshot.gradient_rms[layer - 1]), float(snapshot.gradient_norms[layer - 1])
    size = tr("{rms}, norm {norm}", rms=scientific(rms), norm=scientific(norm))
    if snapshot.underflows[layer - 1]:
        size = tr(UNDERFLOW)
    texts.append(tr("number under the river: weight gradient RMS {size}", size=size))
    texts.append(tr("both on the whole training set") if snapshot.whole_gradient else tr("both on the latest batch"))
    if layer <= facts.n_hidden:
        census = snapshot.units[layer - 1]
        label = ACTIVATIONS[snapshot.config.activations[layer - 1]].label
        title = tr("Layer {layer}: {n} × {function}", layer=layer, n=len(census.dead), function=label)
        texts.append(
            tr("dead {n} of {all}, {linear}", n=census.n_dead, all=len(census.dead), linear=census.linear_count_text)
        )
        texts += [*_skips(lane, layer), *normalization_lines(snapshot, layer)]
    else:
        title = tr("Output (layer {layer})", layer=layer)
    return _rich(title, [*texts, _step(lane)])


def _river(backward: float, underflows: bool) -> list[str]:
    """Return the river's width at a layer in words; a 0 where the weight gradient `underflows` does so too."""
    size = tr(UNDERFLOW) if underflows and backward == 0.0 else scientific(backward)
    texts = [tr("river's thickness: backward signal {size}", size=size)]
    if is_dry(backward):
        texts.append(tr("below {size}: the river runs dry here", size=number(DRY, brief=True)))
    elif is_flood(backward):
        texts.append(tr("above {size}: the river bursts its banks here", size=compact(FLOOD)))
    return texts


def _why(lane: LaneView, layer: int, unit: int) -> list[str]:
    census = lane.snapshot.units[layer - 1]
    if census.dead[unit]:
        lasting = permanence_in(lane.snapshot, layer, unit)
        death = _death(lane, layer, unit)
        killed = []
        if death is not None and death.kind != "born dead":
            changes, tasks = lane.history.changes, lane.history.tasks
            own = own_parts(config_at(death, changes, lane.snapshot.config))
            killed = [death_phrase(death, changes, own, tasks)]
        why = tr("its slope is zero on every training example")
        if gets_no_gradient(lane.snapshot.config, layer):
            why = tr("its slope is zero on every training example, so its weights get no gradient")
        return [*killed, why, *([] if lasting is None else [lasting.reason[0].lower() + lasting.reason[1:-1]])]
    found = []
    if census.always_on[unit]:
        found.append(tr("it never switches: its slope is the same on every training example"))
    if census.dormant[unit]:
        found.append(tr("its output is tiny beside its layer's; it can still learn"))
    maps = lane.snapshot.unit_maps
    if maps is not None and fade(maps[layer - 1][unit : unit + 1])[0] == 0:
        found.append(tr("it gives nearly the same for every input"))
    return found


def _death(lane: LaneView, layer: int, unit: int) -> UnitEvent | None:
    """Return the event at which a dead unit died, if the history still has it."""
    since = lane.snapshot.dead_since
    if not since or since[layer - 1][unit] < 0:
        return None
    place, step = (layer, unit), int(since[layer - 1][unit])
    for event in reversed(lane.history.events):
        if event.step < step:
            break
        if (event.layer, event.unit) == place and event.step == step:
            return event
    return None


def _unit_head(lane: LaneView, layer: int, unit: int) -> str:
    """Return which unit it is and its state, with the step since which it has been dead, where it is known."""
    where = {"unit": unit + 1, "layer": layer}
    since = lane.snapshot.dead_since
    if not since or since[layer - 1][unit] < 0 or not lane.snapshot.units[layer - 1].dead[unit]:
        return tr("Unit {unit} of layer {layer}: {state}", **where, state=state(lane, layer, unit))
    if step := int(since[layer - 1][unit]):
        return tr("Unit {unit} of layer {layer}: dead since step {step}", **where, step=whole(step))
    start = since_step_0(lane.facts.config, layer)
    return tr("Unit {unit} of layer {layer}: dead {since_step_0}", **where, since_step_0=start)


def _example(lane: LaneView, unit: int) -> str:
    value = plain(float(lane.present.train_x[0, unit]))
    return tr("{value} in the first training example, which is shown", value=value)


def _step(lane: LaneView) -> str:
    return tr("step {step}", step=whole(lane.snapshot.step))


def _percent(fraction: float) -> str:
    return f"{100 * float(fraction):.1f} %"


def _rich(title: str, texts: list[str]) -> Rich:
    return lines(bold(title), *texts)
