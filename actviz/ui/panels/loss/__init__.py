"""The panel `loss`: loss and accuracy on training and test set over the steps.

`panel` is the panel; the other files are parts that only it uses. Imports `panels.base`, `plots`, `widgets`,
`theme`; never another panel or the session.
"""

from actviz.ui.panels.loss.panel import Loss

__all__ = ["Loss"]
