"""The Network panel: layers as columns, units as tiles, edges, and the gradient river beneath them.

From the bottom up: `geometry` says where everything is; `fills` turns measurements into colours, `stamps` draws
the marks of a unit's state, `tiles` puts both into one image; `edges` and `river` draw the gradient, along the same
`curve`, `river_scale` what is written over the river, and `drops` move in it; `labels` and `highlight` are the words
and the marks of one lane's `picture`, which caches all these; `legend` explains them; `stage` puts the pictures of all
lanes together; `tips` words the tooltips; `canvas` is the widget that listens to mouse and keyboard; `panel` adds the
header's switches.
"""

from actviz.ui.panels.network.panel import NetworkPanel

__all__ = ["NetworkPanel"]
