"""PySide6 is imported without what is not used: sources are not read, and signatures are compiled when asked for."""

import json
import subprocess
import sys

import pytest

from actviz.ui.startup.pyside_import import LATER

HOW = {
    "as ever": "import PySide6.QtCore",
    "in part": "from actviz.ui.startup.pyside_import import import_pyside as i; i()",
}
READING = """
import inspect, json, sys
read = []
found = inspect.getsource
inspect.getsource = lambda module: read.append(getattr(module, "__name__", "?")) or found(module)
read.clear()
import colorsys
import PySide6.QtWidgets
print(json.dumps([read, PySide6.QtWidgets.QWidget.__name__]))
"""
ASKING = """
import json
from PySide6.QtCore import QPoint
from PySide6.support.signature import get_signature
said = []
for call in (lambda: QPoint("a", []), lambda: QPoint(1, 2).setX("a")):
    try:
        call()
    except TypeError as error:
        said.append(str(error))
print(json.dumps([*said, str(get_signature(QPoint.setX)), QPoint.__doc__]))
"""
EXECUTED = """
import json, sys
print(json.dumps([name for name, module in sys.modules.items() if hasattr(module, '__builtins__')]))
"""


def answer(how: str, source: str) -> list[object]:
    command = [sys.executable, "-c", f"{HOW[how]}\n{source}"]
    return list(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))


@pytest.mark.parametrize(("how", "reads"), [("as ever", True), ("in part", False)])
def test_pyside6_reads_the_sources_of_later_modules_only_as_ever(how: str, reads: bool) -> None:
    read, name = answer(how, READING)
    assert (name, "colorsys" in read) == ("QWidget", reads)
    assert bool(read) is reads


def test_signatures_are_compiled_when_they_are_first_used() -> None:
    assert set(answer("as ever", EXECUTED)) >= LATER
    assert not set(answer("in part", EXECUTED)) & LATER


def test_errors_and_signatures_read_the_same() -> None:
    assert answer("in part", ASKING) == answer("as ever", ASKING)
