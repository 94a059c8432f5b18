"""The panels, one folder each, and the list of them; a folder is imported when its panel is first shown.

To add a panel: a folder beside this file, named after the panel's key, whose `__init__` imports the class with
`@register`; and a line here. The View menu, the docks, the handbook and the tests of all panels read it from here.
The order of the lines is the order of the View menu.
"""

from actviz.ui.panels.base.panel import PANELS, PanelEntry

__all__ = ["PANELS"]

for _key, _title in (
    # key             title: on its header, its tab, in menus, links and the handbook
    ("network",       "Network"),
    ("gradient_flow", "Gradient flow"),
    ("activation",    "Activation"),
    ("distributions", "Distributions"),
    ("loss",          "Loss"),
    ("dead_units",    "Dead units"),
    ("learned_map",   "Learned map"),
    ("inputs",        "Inputs"),
    ("why",           "Why"),
    ("unit",          "Unit"),
    ("deaths",        "Deaths"),
    ("diagnosis",     "Diagnosis"),
    ("laboratory",    "Laboratory"),
    ("updates",       "Updates"),
    ("tasks",         "Tasks"),
    ("compare",       "Comparison"),
    ("lesson",        "Lesson"),
):  # fmt: skip
    PANELS.add(PanelEntry(_key, _title))
