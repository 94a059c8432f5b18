"""FoldedGroup: settings that are folded away behind a button, and made when they are first wanted."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from actviz.training.config.config import RunConfig
from actviz.translation import tr
from actviz.ui.controls.group import ControlGroup
from actviz.ui.controls.kept_weights import KeptWeights
from actviz.ui.theme import icons, theme
from actviz.ui.widgets.buttons import tool_button


class FoldedSettings(ControlGroup):
    """The settings of a FoldedGroup, without a card of their own, and the line on the weights that a change kept."""

    def __init__(self) -> None:
        super().__init__("")
        self.setObjectName("")
        self.card.setContentsMargins(0, 0, 0, 0)
        self.kept = KeptWeights()


Body = TypeVar("Body", bound=FoldedSettings)


class FoldedGroup(ControlGroup, Generic[Body]):
    """A group whose settings, `body`, are made when they are first unfolded or asked for: a start needs none of them.

    Signals:
        restart_requested(): the user wants the run again from step 0, with the present settings.
    """

    restart_requested = Signal()

    def __init__(self, name: str, tip: str, make: Callable[[], Body], parent: QWidget | None = None) -> None:
        """`name` and `tip`, in English, marked, are those of `fold_button`, which has its place above the settings."""
        super().__init__("", parent)
        self.setAccessibleName(tr(name))
        self._make = make
        self._body: Body | None = None
        self._config: RunConfig | None = None  # on show
        self._kept: tuple[int | None, Collection[str]] = None, ()
        self.fold_button = tool_button("groupHeader", tr(name), tr(tip))
        self.fold_button.setCheckable(True)
        self.fold_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold_button.setIconSize(QSize(10, 10))
        self.fold_button.toggled.connect(self._on_toggled)

    @property
    def body(self) -> Body:
        """The settings, which are made at the first look."""
        if self._body is None:
            self._body = self._make()
            self._body.changed.connect(self.changed)
            self._body.refused.connect(self.refused)
            self._body.kept.restart_requested.connect(self.restart_requested)
            self._body.setVisible(self.expanded)
            self.column.addWidget(self._body)
            self._show_all(self._body)
        return self._body

    @property
    def controls(self) -> dict[str, QWidget]:
        """The controls of the settings by their fields' names."""
        return self.body.controls

    @property
    def expanded(self) -> bool:
        """Whether the settings are shown."""
        return self.fold_button.isChecked()

    def expand(self, expanded: bool) -> None:
        """Show or hide the settings."""
        self.fold_button.setChecked(expanded)

    def refresh(self, config: RunConfig) -> None:
        """Show a configuration; emits nothing."""
        self._config = config
        if self._body is not None:
            self._body.refresh(config)

    def show_kept(self, step: int | None, names: Collection[str]) -> None:
        """Say that the change of these settings at this step kept the weights, if one of them is in this group."""
        self._kept = step, names
        if self._body is not None:
            self._show_kept(self._body)

    def restyle(self) -> None:
        """Apply the theme's colours."""
        self.fold_button.setIcon(icons.icon("arrow-up" if self.expanded else "arrow-down", theme.current().muted))
        if self._body is not None:
            self._body.restyle()

    def _show_all(self, body: Body) -> None:
        """Let settings that were just made show what there is to show."""
        self._show_kept(body)
        if self._config is not None:
            body.refresh(self._config)

    def _show_kept(self, body: Body) -> None:
        step, names = self._kept
        body.kept.show_step(None if body.controls.keys().isdisjoint(names) else step)

    def _on_toggled(self, expanded: bool) -> None:
        self.body.setVisible(expanded)
        if expanded and self._config is not None:
            self.body.refresh(self._config)  # what takes long to compute is not computed while it is folded away
        self.restyle()
