"""pyqtgraph, imported in half the time: `from actviz.ui.startup.pyqtgraph_import import pg` wherever it is used.

pyqtgraph/Qt/__init__.py copies every attribute of PySide6's QtCore, QtGui and QtWidgets into three empty modules of
its own. PySide6 makes its types when they are first used, so that copying makes all 700 of them: some 60 ms at
every start, for the hundred that are used. Here the three modules are put in place beforehand, each looking an
attribute up when it is first used, and meanwhile PySide6's modules list nothing to copy.

pyqtgraph/__init__.py imports all items and widgets there are, some of which bring parameter trees and worker processes:
another 80 ms. Those that no plot here uses, UNWANTED, stay out until they are imported by their own name. A view box
has no menu, as that one is among them: make it with enableMenu=False.

Nothing depends on it: where pyqtgraph has been imported already, or comes to do this differently, it is imported
as ever. Measured with pyqtgraph 0.14.0 and PySide6 6.11.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets

__all__ = ["pg"]

WIDGETS = (
    "ColorButton", "ColorMapMenu", "ColorMapWidget", "DataFilterWidget", "DataTreeWidget", "DiffTreeWidget",
    "FileDialog", "GradientWidget", "GraphicsLayoutWidget", "HistogramLUTWidget", "LayoutWidget", "PlotWidget",
    "ProgressDialog", "RawImageWidget", "RemoteGraphicsView", "ScatterPlotWidget", "SpinBox", "TableWidget",
    "TreeWidget",
)  # fmt: skip
ITEMS = (
    "ArrowItem", "BoxplotItem", "ColorBarItem", "CurvePoint", "DateAxisItem", "ErrorBarItem", "GradientEditorItem",
    "GradientLegend", "GraphicsLayout", "GraphItem", "GridItem", "HistogramLUTItem", "IsocurveItem", "LegendItem",
    "PColorMeshItem", "PlotItem", "ROI", "ScaleBar", "TargetItem", "ViewBox.ViewBoxMenu", "VTickGroup",
)  # fmt: skip
UNWANTED = (
    "pyqtgraph.imageview",
    "pyqtgraph.WidgetGroup",
    *(f"pyqtgraph.widgets.{name}" for name in WIDGETS),
    *(f"pyqtgraph.graphicsItems.{name}" for name in ITEMS),
)


class Mirror(ModuleType):
    """A module that copies an attribute of another one when it is first used."""

    def __init__(self, name: str, original: ModuleType) -> None:
        super().__init__(name, original.__doc__)
        self._original = original

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._original, name)
        setattr(self, name, value)  # found without this method the next time
        return value

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *dir(self._original)})


@contextmanager
def copied_when_used(*originals: ModuleType) -> Iterator[None]:
    """Give an import of pyqtgraph mirrors of these modules, with nothing to copy in them."""
    if "pyqtgraph" in sys.modules:
        yield
        return
    names = {f"pyqtgraph.Qt.{original.__name__.rpartition('.')[2]}": original for original in originals}
    sys.modules.update({name: Mirror(name, original) for name, original in names.items()})
    listings = [vars(original).get("__dir__") for original in originals]  # PySide6 has one: it names what is not made
    for original in originals:
        vars(original)["__dir__"] = list  # so that dir() is empty
    try:
        yield
    finally:
        for original, listing in zip(originals, listings, strict=True):
            if listing is None:
                del vars(original)["__dir__"]
            else:
                vars(original)["__dir__"] = listing


@contextmanager
def left_out(*names: str) -> Iterator[None]:
    """Give an import of pyqtgraph empty modules of these names; a later import gets the real one."""
    if "pyqtgraph" in sys.modules:
        yield
        return
    empty = {name: ModuleType(name) for name in names}
    for name, module in empty.items():
        setattr(module, name.rpartition(".")[2], None)  # for imports of this one name
        vars(module)["__all__"] = []  # for imports of all names
    sys.modules.update(empty)
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]
        package = vars(sys.modules.get("pyqtgraph", object))
        for name in names:
            if package.get(name.rpartition(".")[2], object) is None:
                del package[name.rpartition(".")[2]]


with copied_when_used(QtCore, QtGui, QtWidgets), left_out(*UNWANTED):
    import pyqtgraph as pg
