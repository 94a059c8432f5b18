"""The panel `compare`: a table of the lanes, a row for each.

`panel` is the panel; the other files are parts that only it uses. Imports `panels.base`, `widgets`, `theme`; never
another panel or the session.
"""

from actviz.ui.panels.compare.panel import ComparePanel

__all__ = ["ComparePanel"]
