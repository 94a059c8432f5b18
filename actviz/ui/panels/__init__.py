"""The panels, one file each, and the list of them; a file is imported when its panel is first wanted.

ADD A PANEL: a file beside this one, named after the panel's key, with a class under `@register`; and a line here.
The order of the lines is the order of the View menu.
"""

from actviz.ui.panels.base.panel import PANELS, PanelEntry

__all__ = ["PANELS"]

for _key, _title, _tab in (
    # key             title                    short title: on tabs and in narrow headers
    ("network",       "Network",               "Network"),
    ("gradient_flow", "Gradient flow",         "Gradient"),
    ("activation",    "Activation",            "Activation"),
    ("loss",          "Loss and accuracy",     "Loss"),
    ("dead_units",    "Dead units over time",  "Dead units"),
    ("learned_map",   "Learned map",           "Map"),
    ("why",           "Why",                   "Why"),
    ("unit",          "Unit",                  "Unit"),
    ("deaths",        "Deaths",                "Deaths"),
    ("diagnosis",     "Diagnosis",             "Diagnosis"),
    ("laboratory",    "Activation laboratory", "Laboratory"),
):  # fmt: skip
    PANELS.add(PanelEntry(_key, _title, _tab))
