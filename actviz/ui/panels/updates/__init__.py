"""The panel `updates`: every layer's update ratio, mean activation or learned slope, as bars and over the steps.

`panel` is the panel; `quantities` knows what is shown of a lane, `chart` draws it as bars, `heatmap` over the steps.
Imports `panels.base`, `plots`, `widgets`, `theme`; never another panel or the session.
"""

from actviz.ui.panels.updates.panel import Updates

__all__ = ["Updates"]
