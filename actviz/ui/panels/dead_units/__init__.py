"""The panel `dead_units`: how many units of each layer are dead, over the steps.

`panel` is the panel; the other files are parts that only it uses. Imports `panels.base`, `plots`, `widgets`,
`theme`; never another panel or the session.
"""

from actviz.ui.panels.dead_units.panel import DeadUnits

__all__ = ["DeadUnits"]
