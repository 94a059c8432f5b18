"""The panel `gradient_flow`: weight gradient, backward signal and signal of every layer, as bars and as heatmaps.

`panel` is the panel; `magnitudes` knows what is shown of a lane, `layer_chart` draws it as bars, `heatmap` over the
steps; `prediction` is the dashed line with its band, `table` what is copied. Imports `panels.base`,
`plots`, `widgets`, `theme`; never another panel or the session.
"""

from actviz.ui.panels.gradient_flow.panel import GradientFlow

__all__ = ["GradientFlow"]
