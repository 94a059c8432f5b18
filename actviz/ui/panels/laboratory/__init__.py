"""The panel `laboratory`: all activations side by side, with their slopes and moments.

`panel` is the panel; the other files are parts that only it uses. Imports `panels.base`, `plots`, `widgets`,
`theme`; never another panel or the session.
"""

from actviz.ui.panels.laboratory.panel import LaboratoryPanel

__all__ = ["LaboratoryPanel"]
