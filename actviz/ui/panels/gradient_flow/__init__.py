"""The panel `gradient_flow`: the gradient of every layer, as bars now and as a heatmap over the steps.

`panel` is the panel; the other files are parts that only it uses. Imports `panels.base`, `plots`, `widgets`,
`theme`; never another panel or the session.
"""

from actviz.ui.panels.gradient_flow.panel import GradientFlow

__all__ = ["GradientFlow"]
