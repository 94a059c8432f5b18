"""The words of the tooltips and of the copied table."""

from __future__ import annotations

from actviz.app.lanes import LaneView
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import compact, plain, scientific
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
from actviz.ui.panels.network.fills import fade
from actviz.ui.panels.network.river import DRY, FLOOD, is_dry, is_flood, number
from actviz.ui.panels.network.river_scale import factor
from actviz.ui.widgets.text import Rich, bold, lines

COLUMNS = ("layer", "unit", "state", "active fraction", "saturated fraction", "mean activation")


def state(lane: LaneView, layer: int, unit: int) -> str:
    """Return a hidden unit's state: dead, linear and on which side, nearly silent, both of these, or active."""
    census = lane.snapshot.units[layer - 1]
    if census.dead[unit]:
        return "dead"
    words = (census.linear_text(unit), census.always_on), ("nearly silent", census.dormant)
    found = [word for word, mask in words if mask[unit]]
    return ", ".join(found) or "active"


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
        name = facts.input_names[unit] if unit < len(facts.input_names) else f"x{unit + 1}"
        what = "shown over the input plane" if facts.map_extent is not None else _example(lane, unit)
        return _rich(f"Input {name}", [what])
    if layer == len(facts.sizes) - 1:
        if facts.task == "classification" and unit < len(facts.class_names):
            return _rich(f"Output: class {facts.class_names[unit]}", [_step(lane)])
        return _rich(f"Output {unit + 1}", [_step(lane)])
    census = lane.snapshot.units[layer - 1]
    since = _since(lane, layer, unit) + _told_apart(lane, layer, unit)
    return _rich(
        f"Unit {unit + 1} of layer {layer}: {state(lane, layer, unit)}{since}",
        [
            *_why(lane, layer, unit),
            *_slopes(lane, layer, unit),
            *_dropped(lane, layer, unit),
            *normalization_lines(lane.snapshot, layer, unit),
            f"mean output {plain(float(census.mean_activation[unit]))}",
            _step(lane),
        ],
    )


def _told_apart(lane: LaneView, layer: int, unit: int) -> str:
    """Return how a unit is dead that had a slope on the latest batch; "" for all others."""
    apart = is_dead_in_evaluation_only(lane.snapshot, layer, unit)
    return f", {apart_words(lane.snapshot.config)}" if apart else ""


def _slopes(lane: LaneView, layer: int, unit: int) -> list[str]:
    """Return on how many examples the unit passes gradient back, and on how many hardly any."""
    census = lane.snapshot.units[layer - 1]
    if census.dead[unit] or census.always_on[unit]:
        return []
    active, saturated = (_percent(f[unit]) for f in (census.active_fraction, census.saturated_fraction))
    if lane.snapshot.config.can_die[layer - 1]:
        return [f"on for {active} of the training examples"]
    return [f"slope under 5 % of the largest on {saturated} of the training examples"]


def _dropped(lane: LaneView, layer: int, unit: int) -> list[str]:
    if not is_dropped(lane.snapshot, layer, unit):
        return []
    return ["struck through: dropped for the first example of the latest batch; others drop other units"]


def skip_tip(lane: LaneView, skip: SkipShare) -> str:
    """Return the tooltip of a skip's arc."""
    facts = lane.snapshot.structure
    assert facts is not None
    size = facts.skip_signal(skip, lane.facts.sizes[skip.source])
    scale = facts.scales[facts.skips.index(skip)]
    return _rich(
        f"Skip: layer {skip.source}'s output is added in layer {skip.last}",
        [f"arc's thickness: signal back over the skip {scientific(size)}", *skip_lines(skip, scale), _step(lane)],
    )


def _skips(lane: LaneView, layer: int) -> list[str]:
    """Return what joins the river at a layer from a skip, and what the layer's own output gets from one."""
    facts = lane.snapshot.structure
    if facts is None:
        return []
    joins = [
        f"the skip from layer {s.last} joins here: {skip_lines(s, 1.0)[0]}" for s in facts.skips if s.source == layer
    ]
    return [*joins, *(f"layer {s.source}'s output is added here" for s in facts.skips if s.last == layer)]


def layer_tip(lane: LaneView, layer: int) -> str:
    """Return the tooltip of a column, its heading or its part of the river."""
    facts, snapshot = lane.present, lane.snapshot
    if layer == 0:
        return _rich("Input", [f"{facts.sizes[0]:,} inputs", f"data: {facts.source}"])
    texts = _river(float(snapshot.backward[layer - 1]), bool(snapshot.underflows[layer - 1]))
    if layer < len(facts.sizes) - 1 and (change := factor(snapshot.backward[layer], snapshot.backward[layer - 1])):
        texts.append(f"{change} on the way from layer {layer + 1}")
    rms, norm = float(snapshot.gradient_rms[layer - 1]), float(snapshot.gradient_norms[layer - 1])
    size = UNDERFLOW if snapshot.underflows[layer - 1] else f"{scientific(rms)}, norm {scientific(norm)}"
    texts.append(f"number under the river: weight gradient RMS {size}")
    texts.append(f"both on the {'whole training set' if snapshot.whole_gradient else 'latest batch'}")
    if layer <= facts.n_hidden:
        census = snapshot.units[layer - 1]
        label = ACTIVATIONS[snapshot.config.activations[layer - 1]].label
        title = f"Layer {layer}: {len(census.dead)} × {label}"
        texts.append(f"dead {census.n_dead} of {len(census.dead)}, {census.linear_count_text}")
        texts += [*_skips(lane, layer), *normalization_lines(snapshot, layer)]
    else:
        title = f"Output (layer {layer})"
    return _rich(title, [*texts, _step(lane)])


def _river(backward: float, underflows: bool) -> list[str]:
    """Return the river's width at a layer in words; a 0 where the weight gradient `underflows` does so too."""
    size = UNDERFLOW if underflows and backward == 0.0 else scientific(backward)
    texts = [f"river's thickness: backward signal {size}"]
    if is_dry(backward):
        texts.append(f"below {number(DRY, brief=True)}: the river runs dry here")
    elif is_flood(backward):
        texts.append(f"above {compact(FLOOD)}: the river bursts its banks here")
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
        why = "its slope is zero on every training example"
        why += ", so its weights get no gradient" if gets_no_gradient(lane.snapshot.config, layer) else ""
        return [*killed, why, *([] if lasting is None else [lasting.reason[0].lower() + lasting.reason[1:-1]])]
    found = []
    if census.always_on[unit]:
        found.append("it never switches: its slope is the same on every training example")
    if census.dormant[unit]:
        found.append("its output is tiny beside its layer's; it can still learn")
    maps = lane.snapshot.unit_maps
    if maps is not None and fade(maps[layer - 1][unit : unit + 1])[0] == 0:
        found.append("it gives nearly the same for every input")
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


def _since(lane: LaneView, layer: int, unit: int) -> str:
    since = lane.snapshot.dead_since
    if not since or since[layer - 1][unit] < 0 or not lane.snapshot.units[layer - 1].dead[unit]:
        return ""
    step = int(since[layer - 1][unit])
    return f" {since_step_0(lane.facts.config, layer)}" if step == 0 else f" since step {step:,}"


def _example(lane: LaneView, unit: int) -> str:
    return f"{plain(float(lane.present.train_x[0, unit]))} in the first training example, which is shown"


def _step(lane: LaneView) -> str:
    return f"step {lane.snapshot.step:,}"


def _percent(fraction: float) -> str:
    return f"{100 * float(fraction):.1f} %"


def _rich(title: str, texts: list[str]) -> Rich:
    return lines(bold(title), *texts)
