"""The panel `why`: why a gradient vanishes: each layer's weight and slope factor, and the chain rule by hand.

`panel` is the panel; the other files are parts that only it uses. Imports `panels.base`, `plots`, `widgets`,
`theme`; never another panel or the session.
"""

from actviz.ui.panels.why.panel import Why

__all__ = ["Why"]
