"""The panel `deaths`: every birth, death and revival of a unit as a table, with its cause.

`panel` is the panel; the other files are parts that only it uses. Imports `panels.base`, `plots`, `widgets`,
`theme`; never another panel or the session.
"""

from actviz.ui.panels.deaths.panel import Deaths

__all__ = ["Deaths"]
