"""The panels, one folder each, and the list of them; a folder is imported when its panel is first shown.

To add a panel: a folder beside this file, named after the panel's key, whose `__init__` imports the class with
`@register`; and a line here. The View menu, the docks, the handbook and the tests of all panels read it from here.
The order of the lines is the order of the View menu.
"""

from actviz.translation import mark
from actviz.ui.panels.base.panel import PANELS, PanelEntry

__all__ = ["PANELS"]

for _key, _title in (
    # key             title: on its header, its tab, in menus, links and the handbook
    ("network",       mark("Network")),
    ("gradient_flow", mark("Gradient flow")),
    ("activation",    mark("Activation")),
    ("distributions", mark("Distributions")),
    ("loss",          mark("Loss")),
    ("dead_units",    mark("Dead units")),
    ("learned_map",   mark("Learned map")),
    ("inputs",        mark("Inputs")),
    ("why",           mark("Why")),
    ("unit",          mark("Unit")),
    ("deaths",        mark("Deaths")),
    ("diagnosis",     mark("Diagnosis")),
    ("laboratory",    mark("Laboratory")),
    ("updates",       mark("Updates")),
    ("tasks",         mark("Tasks")),
    ("compare",       mark("Comparison")),
    ("sweep_map",     mark("Sweep map")),
    ("lesson",        mark("Lesson")),
):  # fmt: skip
    PANELS.add(PanelEntry(_key, _title))
