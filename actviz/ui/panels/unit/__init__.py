"""The panel `unit`: one unit: its weights, its pre-activations, its region of the input plane.

`panel` is the panel; the other files are parts that only it uses. Imports `panels.base`, `plots`, `widgets`,
`theme`; never another panel or the session.
"""

from actviz.ui.panels.unit.panel import Unit

__all__ = ["Unit"]
