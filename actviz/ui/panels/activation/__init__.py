"""The panel `activation`: the activation, its slope, and where the pre-activations of a layer fall on it.

`panel` is the panel; the other files are parts that only it uses. Imports `panels.base`, `plots`, `widgets`,
`theme`; never another panel or the session.
"""

from actviz.ui.panels.activation.panel import ActivationPanel

__all__ = ["ActivationPanel"]
