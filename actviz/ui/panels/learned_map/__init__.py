"""The panel `learned_map`: what the network has learned: decision regions, confusion matrix or predictions.

`panel` is the panel; the other files are parts that only it uses. Imports `panels.base`, `plots`, `widgets`,
`theme`; never another panel or the session.
"""

from actviz.ui.panels.learned_map.panel import LearnedMapPanel

__all__ = ["LearnedMapPanel"]
