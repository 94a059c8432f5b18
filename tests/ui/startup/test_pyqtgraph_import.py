"""The quick import of pyqtgraph, each time in a process of its own: here it has been imported already."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "claim",
    [
        "len(vars(pg.QtWidgets)) < len(dir(QtWidgets)) / 2",  # nothing was copied
        "pg.QtWidgets.QPushButton is QtWidgets.QPushButton",
        "'QPushButton' in vars(pg.QtWidgets) if pg.QtWidgets.QPushButton else False",  # kept from then on
        "not hasattr(pg.QtGui, 'QNothing')",
        "{'QPushButton', 'QWidget'} <= set(dir(QtWidgets)) & set(dir(pg.QtWidgets))",  # both list everything again
        "issubclass(pg.GraphicsView, QtWidgets.QGraphicsView)",
    ],
)
def test_pyqtgraph_has_everything_without_copying_it(claim: str) -> None:
    run(f"from PySide6 import QtWidgets; from actviz.ui.startup.pyqtgraph_import import pg; assert {claim}")


@pytest.mark.parametrize(
    "claim",
    [
        "'pyqtgraph.parametertree' not in sys.modules",
        "not {*plotting.UNWANTED} & {*sys.modules}",
        "not {name.rpartition('.')[2] for name in plotting.UNWANTED} & {*vars(plotting.pg)}",
    ],
)
def test_widgets_that_nobody_wants_stay_out(claim: str) -> None:
    run(f"import sys; from actviz.ui.startup import pyqtgraph_import as plotting; assert {claim}")


def test_a_widget_left_out_is_there_for_whoever_imports_it() -> None:
    run(
        "from actviz.ui.startup import pyqtgraph_import as plotting; from importlib import import_module\n"
        "for name in plotting.UNWANTED[1:]:\n"
        "    assert isinstance(getattr(import_module(name), name.rpartition('.')[2]), type), name\n"
        "assert import_module(plotting.UNWANTED[0]).ImageView"
    )


def test_a_pyqtgraph_that_is_there_already_is_left_as_it_is() -> None:
    run(
        "import pyqtgraph; before = pyqtgraph.QtGui; from actviz.ui.startup.pyqtgraph_import import pg; "
        "assert pg is pyqtgraph and pg.QtGui is before and len(vars(before)) > 200"
    )


def run(code: str) -> None:
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
