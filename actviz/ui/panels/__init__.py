"""The panels, one folder each, and the list of them; a folder is imported when its panel is first shown.

To add a panel: a folder beside this file, named after the panel's key, whose `__init__` imports the class with
`@register`; and a line here. The View menu, the docks, the handbook and the tests of all panels read it from here.
The order of the lines is the order of the View menu.
"""

from actviz.ui.panels.base.panel import PANELS, PanelEntry

__all__ = ["PANELS"]

for _key, _title, _tab in (
    # key             title                    short title: on tabs and in narrow headers
    ("network",       "Network",               "Network"),
    ("gradient_flow", "Gradient flow",         "Gradient"),
    ("activation",    "Activation",            "Activation"),
    ("distributions", "Distributions",         "Ridges"),
    ("loss",          "Loss and accuracy",     "Loss"),
    ("dead_units",    "Dead units over time",  "Dead units"),
    ("learned_map",   "Learned map",           "Map"),
    ("why",           "Why",                   "Why"),
    ("unit",          "Unit",                  "Unit"),
    ("deaths",        "Deaths",                "Deaths"),
    ("diagnosis",     "Diagnosis",             "Diagnosis"),
    ("laboratory",    "Activation laboratory", "Laboratory"),
    ("updates",       "Updates",               "Updates"),
    ("compare",       "Comparison",            "Comparison"),
):  # fmt: skip
    PANELS.add(PanelEntry(_key, _title, _tab))
