"""The Network panel: layers as columns, units as tiles, edges, and the gradient river beneath them.

From the bottom up: `geometry` says where everything is; `fills` turns measurements into colours, `stamps` draws
the marks of a unit's state, `tiles` puts both into one image; `edges` and `river` draw the gradient, along the same
`curve`; `picture` is one lane with its caches; `tips` words the tooltips; `canvas` is the widget that shows the
pictures and listens to mouse and keyboard; `panel` adds the header's switches.
"""

from actviz.ui.panels.network.panel import NetworkPanel

__all__ = ["NetworkPanel"]
