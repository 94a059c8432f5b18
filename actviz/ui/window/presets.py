"""The presets: arrangements of the panels that the menu View and the buttons beside it offer."""

from __future__ import annotations

from actviz.frozen import dataclass
from actviz.registry import Registry
from actviz.translation import looked_up, mark

Cell = tuple[int, tuple[str, ...]]  # share of the row's width, and the panels tabbed there
Rows = tuple[tuple[int, tuple[Cell, ...]], ...]  # from top to bottom: share of the height, and cells from left to right


@looked_up("label", "tip")
@dataclass(frozen=True)
class Preset:
    """An arrangement: rows in the centre, and others in a column of full height on their right."""

    key: str
    label: str
    tip: str
    rows: Rows
    side: Rows = ()


PRESETS: Registry[Preset] = Registry("preset")
for _preset in (
    Preset(
        "overview", mark("Overview"),
        mark("The network, its gradients, its activations, what it has learned and what is wrong."),
        (
            (60, ((100, ("network",)),)),
            (40, ((35, ("gradient_flow",)), (32, ("activation",)), (33, ("loss",)))),
        ),
        side=((62, ((100, ("diagnosis",)),)), (38, ((100, ("learned_map", "unit", "dead_units")),))),
    ),
    Preset(
        "vanishing", mark("Vanishing gradient"), mark("Every layer's gradient, beside the slopes that shrink it."),
        (
            (52, ((100, ("network",)),)),
            (48, ((38, ("gradient_flow", "updates")), (32, ("why", "distributions")), (30, ("activation", "loss")))),
        ),
        side=((64, ((100, ("diagnosis",)),)), (36, ((100, ("learned_map",)),))),
    ),
    Preset(
        "dying_relu", mark("Dying ReLU"), mark("Which units are dead and since when, beside the pre-activations."),
        (
            (52, ((100, ("network",)),)),
            (48, (
                (36, ("dead_units", "deaths")), (31, ("activation", "distributions")), (33, ("gradient_flow", "loss")),
            )),
        ),
        side=((62, ((100, ("diagnosis",)),)), (38, ((100, ("unit",)),))),
    ),
    Preset(
        "compare", mark("Compare"),
        mark("Lanes side by side: networks, a table of their results, losses, gradients, dead units."),
        (
            (50, ((100, ("network",)),)),
            (50, ((58, ("compare",)), (42, ("loss", "gradient_flow", "dead_units")))),
        ),
        side=((50, ((100, ("diagnosis",)),)), (50, ((100, ("learned_map", "unit")),))),
    ),
    Preset(
        "map", mark("Map"), mark("A map of many runs, beside the network and what is wrong with it."),
        (
            (34, ((100, ("network",)),)),
            (66, ((74, ("sweep_map",)), (26, ("loss",)))),
        ),
        side=((60, ((100, ("diagnosis",)),)), (40, ((100, ("learned_map", "unit")),))),
    ),
):  # fmt: skip
    PRESETS.add(_preset)
FIRST_PRESET = "overview"
