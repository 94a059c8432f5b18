"""Panel: the frame that every panel shares, and PANELS, the list of them.

A panel is handed lanes and draws them; it knows neither the session nor other panels. Its header (title, what
is measured and at which step, help and menu buttons) becomes the title bar of the dock it lives in. The list
knows a panel's title before its module is imported, which happens when the panel is first wanted.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import ClassVar

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QPixmap
from PySide6.QtWidgets import QFrame, QMenu, QStackedLayout, QVBoxLayout, QWhatsThis, QWidget

from actviz.app.courses import CoursesView
from actviz.app.lanes import LaneView, Selection
from actviz.app.sweeping import SweepView
from actviz.app.trials import TrialsView
from actviz.arrays import Floats
from actviz.export.spreadsheet import tab_separated
from actviz.frozen import dataclass
from actviz.registry import Registry
from actviz.resource_files import resource_in_language
from actviz.translation import mark, tr
from actviz.ui.images.figure import Figure
from actviz.ui.panels.base.header import PanelHeader
from actviz.ui.plots.zoom import Zoom
from actviz.ui.widgets.term_link import link_term, set_term
from actviz.ui.widgets.text import PlainLabel, bold, paragraphs


class Panel(Figure):
    """Base of all panels; a subclass's docstring is its help text, in other languages `languages/CODE/panels/KEY.txt`.

    Subclasses set `key` and what else differs of the class attributes, build into `self.body` (a QWidget with no
    layout yet), and implement `draw`, `restyle` and `table`. `draw` is only called while the panel can be seen.

    Signals:
        selected(int, int): the user picked a layer (1-based) and a unit (0-based, -1 for the layer as a whole).
        unit_opened(int, int, int): the user wants to see the life of a unit beside its place in the panel: layer and
            unit as above, and the lane's place among the lanes.
        unit_pointed(object): the mouse is at a hidden unit, a Selection with the lane's place; None: no longer.
        save_requested(): the user wants an image of the panel.
        panel_requested(str): the user wants to see another panel, by its key.
        step_requested(object): the user wants to see the run as it was at a step; None: that click was the first of a
            double click, which asks for something else.
        try_requested(object): a Suggestion is to be measured beside the present run.
        cancel_requested(): that measurement is to be stopped.
        course_requested(): all runs are to be measured at steps from 0 to their newest.
        course_cancelled(): that is to be stopped.
        sweep_asked(str, object): something is to be done with the sweep; see `SweepLinks` for the words.
        adopt_requested(dict): these settings are to be applied, in a run that starts again from step 0.
    """

    header: PanelHeader
    key: ClassVar[str]
    empty_text: ClassVar[str] = mark("Measuring …")
    needs: ClassVar[frozenset[str]] = frozenset()  # extra measurements: see actviz.training.measure.probes.EXTRAS
    every_frame: ClassVar[bool] = False  # while training; the others are drawn in turn, as they are measured

    selected = Signal(int, int)
    unit_opened = Signal(int, int, int)
    unit_pointed = Signal(object)
    save_requested = Signal()
    panel_requested = Signal(str)
    step_requested = Signal(object)
    try_requested = Signal(object)
    cancel_requested = Signal()
    adopt_requested = Signal(dict)
    course_requested = Signal()
    course_cancelled = Signal()
    sweep_asked = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"panel_{self.key}")
        self.setAccessibleName(self.title)
        self.body = QWidget()
        self._empty, self._empty_text, self._waits_for = PlainLabel(), tr(self.empty_text), ""
        self._write_empty()
        self._empty.setObjectName("muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(12, 0, 12, 0)
        frame = QFrame()
        frame.setObjectName("panelBody")
        self._stack = QStackedLayout(frame)
        self._stack.setContentsMargins(1, 0, 1, 1)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.menu = QMenu(self)
        self._add_menu_action(tr("Save image…"), self.save_requested.emit)
        self._add_menu_action(tr("Copy image"), self._copy_image)
        self._add_menu_action(tr("Copy data"), self._copy_table)
        self._add_menu_action(tr("How to read this panel"), self._show_help)
        self._fit_action = self._add_menu_action(tr("Fit axes"), self._fit)
        self.menu.aboutToShow.connect(self._offer_fit)
        self.menu.addSeparator()
        self.header = PanelHeader(self.title, self.menu)
        link_term(self.header.title, f"panel:{self.key}", patient=True)  # a double click makes the panel large
        for part in (self, self.header):
            set_term(part, f"panel:{self.key}")
        self.help_button, self.menu_button = self.header.help_button, self.header.menu_button
        self.help_button.clicked.connect(self._show_help)
        self.header.left_downwards.connect(self._enter_plot)

    @property
    def title(self) -> str:
        """The panel's name in the list."""
        return PANELS[self.key].title

    # What a subclass implements

    def draw(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw the lanes; arrays may be stored but not written to."""
        raise NotImplementedError

    def sentence(self, lane: LaneView) -> str:  # noqa: ARG002 - for panels with more to say
        """Return what the panel shows of a lane in one sentence, for those who do not see it."""
        told = self.header.told
        return tr("{title}, {told}.", title=self.title, told=told) if told else tr("{title}.", title=self.title)

    def describe(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Tell a screen reader what the panel shows now."""
        lane = selection.chosen(lanes)
        empty = self._stack.currentIndex() == 0
        text = self._empty.text() if empty or lane is None else self.sentence(lane)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def show_trials(self, trials: TrialsView) -> None:
        """Show which suggestion is being tried, and the results of others."""

    def show_courses(self, courses: CoursesView) -> None:
        """Show how far the measurement of all runs over time is, and what it has found."""

    def show_sweep(self, view: SweepView) -> None:
        """Show how far the sweep is, and its map."""

    @property
    def is_up_to_date(self) -> bool:
        """Whether all that has arrived is drawn; a panel that draws less often than it is told says when it is not."""
        return True

    def report_section(self) -> str:
        """Return a section (HTML) for the report about what is on show besides the runs; "" where nothing is."""
        return ""

    def show_pointed(self, unit: Selection | None) -> None:
        """Show more of the unit that the mouse is at in another panel; None: of none."""

    def show_pointed_z(self, z: Floats) -> None:
        """Show the pre-activations of that unit, (n,), on training examples; they come some time after it."""

    def show_tool(self) -> None:
        """Show the tool that the menu Tools has for this panel, beside or in place of what is measured."""

    def restyle(self) -> None:
        """Apply `theme.current()`; `draw` follows."""
        raise NotImplementedError

    def table(self) -> list[list[object]]:
        """Return what is drawn as rows, the first one the column names; for Copy data."""
        raise NotImplementedError

    def fit(self) -> None:
        """Fit the axes to the present values; nothing for a panel whose axes are fixed."""

    # What a subclass uses

    def set_note(self, what: str, step: str = "") -> None:
        """Tell the header what is measured, and at which step: "latest batch", "step 1,204"."""
        self.header.set_note(what, step)

    def set_empty(self, empty: bool, text: str | None = None) -> None:
        """Show a sentence about what will fill the panel, or the panel itself."""
        if text is not None:
            self._empty_text = text
            self._write_empty()
        index = 0 if empty else 1
        if self._stack.currentIndex() != index:
            self._stack.setCurrentIndex(index)

    def set_waiting(self, what: str) -> None:
        """Say in an empty panel what it waits for, "Loading your last session …", or that nothing is awaited."""
        self._waits_for = what
        self._write_empty()

    def _write_empty(self) -> None:
        self._empty.setText(self._waits_for or self._empty_text)

    @property
    def help_text(self) -> str:
        """How to read this panel."""
        return PANELS[self.key].help_text

    def place_of(self, anchor: str, lane: int) -> tuple[QWidget, QPoint] | None:  # noqa: ARG002 - for panels with parts
        """Return where a mark beside a part of the panel covers nothing of it; None: beside the panel's title.

        `lane` is a place among the lanes, from 0.
        """
        return None

    def area_of(
        self,
        anchor: str,  # noqa: ARG002 - for panels with parts
        lane: int,  # noqa: ARG002
        layer: int | None,  # noqa: ARG002
    ) -> tuple[QWidget, QRect] | None:
        """Return the widget and the rectangle in it of a part of the panel, or of a layer in it; None: all of it."""
        return None

    def turn_to(self, anchor: str) -> None:
        """Show the part that a caption speaks of, in a panel that has several to choose from."""

    def unit_place(self, layer: int, unit: int, lane: int) -> tuple[QWidget, QRect] | None:  # noqa: ARG002 - see above
        """Return the widget and the rectangle in it where a unit is seen; None where the panel does not show it."""
        return None

    def add_header_widget(self, widget: QWidget) -> None:
        """Put a small control into the header, left of the help button."""
        self.header.add_widget(widget)

    def grab_image(self) -> QPixmap:
        """Return a picture of the header and the body, as it is saved and copied."""
        from actviz.ui.images.files import figure_of  # not needed for a start

        return figure_of(self)

    @contextmanager
    def without_buttons(self) -> Iterator[None]:
        """Show no buttons in the header and the plots, for a picture."""
        with ExitStack() as stack:
            stack.enter_context(self.header.without_buttons())
            for zoom in self._zooms:
                stack.enter_context(zoom.without_button())
            yield

    # The frame itself

    def _add_menu_action(self, text: str, slot: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(lambda _checked=False: slot())
        self.menu.addAction(action)
        return action

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer at the mouse what the menu button offers."""
        self.menu.popup(event.globalPos())

    @property
    def _zooms(self) -> list[Zoom]:
        return self.findChildren(Zoom)

    def _enter_plot(self) -> None:
        """Give the focus to the first plot: a Tab round with all plots would be too long."""
        zoom = next((zoom for zoom in self._zooms if zoom.takes_keys), None)
        if zoom is not None:
            zoom.focus()

    def _offer_fit(self) -> None:
        self._fit_action.setVisible(bool(self._zooms))

    def _fit(self) -> None:
        """Show the whole axes of all plots, and fit them to the present values."""
        for zoom in self._zooms:
            zoom.show_all()
        self.fit()

    def _show_help(self) -> None:
        below = self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height()))
        QWhatsThis.showText(below, paragraphs(bold(self.title), *_paragraphs(self.help_text)), self)

    def _copy_image(self) -> None:
        QGuiApplication.clipboard().setPixmap(self.grab_image())

    def _copy_table(self) -> None:
        text = tab_separated(self.table())
        QGuiApplication.clipboard().setText(text)  # a QMimeData made here would outlive Python and crash at exit


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n")]


@dataclass(frozen=True)
class PanelEntry:
    """A panel in the list; its module is named after its key."""

    key: str
    name: str  # in English, marked

    @property
    def title(self) -> str:
        """The one name that the panel has everywhere, in the language in use."""
        return tr(self.name)

    @property
    def help_text(self) -> str:
        """How to read the panel: a file in the language in use, or else the docstring of its class."""
        own = resource_in_language(f"panels/{self.key}.txt")
        if own.is_file():
            return own.read_text(encoding="utf-8").strip()
        return inspect.cleandoc(self.load().__doc__ or "").partition("\n\nSignals:")[0]

    def load(self) -> type[Panel]:
        """Return the panel's class; its module is imported the first time."""
        import_module(f"actviz.ui.panels.{self.key}")
        return _CLASSES[self.key]


PANELS: Registry[PanelEntry] = Registry("panel")  # filled in actviz/ui/panels/__init__.py
_CLASSES: dict[str, type[Panel]] = {}  # those that have been imported


def register(panel: type[Panel]) -> type[Panel]:
    """Class decorator: let a panel's entry in the list, which has its title, find it.

    Raises:
        UnknownKey: when the list has no line for it.
    """
    _CLASSES[PANELS[panel.key].key] = panel
    return panel
