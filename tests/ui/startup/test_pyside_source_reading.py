"""PySide6 does not read the source of what is imported after it."""

import json
import subprocess
import sys

SOURCE = """
import inspect, json, sys
from actviz.ui.startup.pyside_source_reading import leave_sources_alone
read = []
found = inspect.getsource
inspect.getsource = lambda module: read.append(getattr(module, "__name__", "?")) or found(module)
if sys.argv[1] == "alone":
    leave_sources_alone()
else:
    import PySide6.QtCore
read.clear()
import colorsys
import PySide6.QtWidgets
print(json.dumps([read, PySide6.QtWidgets.QWidget.__name__]))
"""


def sources_read(how: str) -> list[str]:
    command = [sys.executable, "-c", SOURCE, how]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    read, name = json.loads(done.stdout)
    assert name == "QWidget"
    return list(read)


def test_sources_are_read_by_pyside6_itself_but_not_when_it_was_told() -> None:
    assert "colorsys" in sources_read("as ever")
    assert sources_read("alone") == []
