"""The panel `distributions`: the histograms of every layer as ridges, and of one layer over the run as a heat map.

`panel` is the panel; the other files are parts that only it uses. Imports `panels.base`, `plots`, `widgets`,
`theme`; never another panel or the session.
"""

from actviz.ui.panels.distributions.panel import DistributionsPanel

__all__ = ["DistributionsPanel"]
