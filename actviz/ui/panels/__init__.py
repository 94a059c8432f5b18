"""The panels, one file each; importing a module here registers its panel in PANELS.

Every module is named, because a frozen program cannot discover them. ADD A PANEL: a file beside this one, and a
line here; the order of the lines is the order of the View menu.
"""

# isort: off
from actviz.ui.panels import network
from actviz.ui.panels import gradient_flow
from actviz.ui.panels import activation
from actviz.ui.panels import loss
from actviz.ui.panels import dead_units
from actviz.ui.panels import learned_map
from actviz.ui.panels import why
from actviz.ui.panels import unit
from actviz.ui.panels import deaths
from actviz.ui.panels import diagnosis
from actviz.ui.panels import laboratory

# isort: on
from actviz.ui.panel import PANELS

__all__ = [
    "PANELS",
    "activation",
    "dead_units",
    "deaths",
    "diagnosis",
    "gradient_flow",
    "laboratory",
    "learned_map",
    "loss",
    "network",
    "unit",
    "why",
]
