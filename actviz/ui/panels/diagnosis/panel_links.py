"""PanelLinks: "Shown by Gradient flow · Why", each name a link to its panel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from actviz.translation import tr
from actviz.ui.panels.base.panel import PANELS
from actviz.ui.theme import theme
from actviz.ui.widgets.text import NOTHING, RichLabel, joined, link, rich, set_tip


class PanelLinks(RichLabel):
    """The panels that show a finding, as many as there is room for; `linkActivated` has the key of one."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(1)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_tip(self, tr("Open one of the panels that show it"))

    def show_panels(self, keys: Sequence[str], room: int) -> None:
        """Name these panels in a line of this width."""
        entries, width = [PANELS[key] for key in keys if key in PANELS], self.fontMetrics().horizontalAdvance
        titles = [entry.title for entry in entries]
        while titles and width(tr("Shown by {panels}", panels=" · ".join(titles))) > room:
            titles.pop()
        colour = theme.current().accent
        links = [link(colour, entry.key, title) for entry, title in zip(entries, titles, strict=False)]
        before, _, after = tr("Shown by {panels}").partition("{panels}")
        text = rich(before, joined(" · ", links), after) if links else NOTHING
        if self.text() != text:
            self.set_rich(text)
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus if links else Qt.FocusPolicy.NoFocus)
