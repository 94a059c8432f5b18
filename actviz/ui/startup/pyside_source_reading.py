"""PySide6, kept from reading the source of every module: `leave_sources_alone()` before the window is imported.

Once it has been imported, PySide6 looks for its own name in the source of each module that is imported after it,
NumPy's and pyqtgraph's too, so that `from __feature__ import snake_case` can hold in some modules and not in others:
500 files at every start. Nothing here uses that. PySide6 is told instead that no module uses it, which is what it
finds in a frozen program, where there are no sources.

Nothing depends on it: where PySide6 comes to do this differently, it reads as ever. Measured with PySide6 6.11.
"""

from __future__ import annotations

import sys

READER = "_mod_uses_pyside"


def leave_sources_alone() -> None:
    """Import PySide6, and let it take every later module for one that does not use it."""
    import PySide6.QtCore  # noqa: F401

    features = sys.modules.get("shibokensupport.feature")
    if hasattr(features, READER):
        setattr(features, READER, lambda _module: False)
