"""The panel `inputs`: how the values of each input are distributed in each class, and the data over two of them.

`panel` is the panel; the other files are parts that only it uses. Imports `panels.base`, `plots`, `widgets`,
`theme`; never another panel or the session.
"""

from actviz.ui.panels.inputs.panel import InputsPanel

__all__ = ["InputsPanel"]
