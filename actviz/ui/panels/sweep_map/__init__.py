"""The panel `sweep_map`: a measure of many runs over one or two settings, which grows while they are trained.

Imports `panels.base`, `plots`, `theme`, `widgets` and the sweeps; never another panel or the session.
"""

from actviz.ui.panels.sweep_map.panel import SweepMapPanel

__all__ = ["SweepMapPanel"]
