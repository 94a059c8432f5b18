"""PySide6, imported in two thirds of the time: `import_pyside()` before the window is imported.

At every start PySide6 compiles the sources of its signatures, which it keeps in a zip archive: 30 ms. It needs most of
them only to word an error or to answer a question about a signature. Here the modules in LATER are compiled when they
are first used.

PySide6 also puts a function of its own around every import, and looks for its own name in the source of each module
that is imported after it, NumPy's and pyqtgraph's too, so that `from __feature__ import snake_case` can hold in some
modules and not in others. That is 500 files and 8000 calls at every start. Nothing here uses it, so the function goes.

Nothing depends on it: where PySide6 comes to do this differently, it is imported as ever. Measured with PySide6 6.11.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import machinery
from types import ModuleType
from typing import Any

SIGNATURES = "shibokensupport.signature"
LATER = {f"{SIGNATURES}.{name}" for name in ("errorhandler", "layout", "parser", "lib.enum_sig", "lib.pyi_generator")}


def import_pyside() -> None:
    """Import PySide6, and leave out what is not used or used later."""
    with executed_when_used(LATER):
        import PySide6.QtCore  # noqa: F401

    added, original = (vars(builtins).get(name) for name in ("__feature_import__", "__orig_import__"))
    if original is not None and builtins.__import__ is added:
        builtins.__import__ = original


@contextmanager
def executed_when_used(names: set[str]) -> Iterator[None]:
    """Let modules of these names be executed when an attribute of them is first looked up.

    It holds for finders that take ModuleSpec from `importlib.machinery` meanwhile.
    """
    usual = machinery.ModuleSpec

    class Spec(usual):  # type: ignore[misc, valid-type]
        def __init__(self, name: str, loader: Any, **details: Any) -> None:
            super().__init__(name, Waiting(loader) if name in names else loader, **details)

    machinery.ModuleSpec = Spec  # type: ignore[misc]
    try:
        yield
    finally:
        machinery.ModuleSpec = usual  # type: ignore[misc]


class Waiting:
    """A loader of modules that another loader executes when they are first used."""

    def __init__(self, loader: Any) -> None:
        self.loader = loader

    def create_module(self, spec: machinery.ModuleSpec) -> ModuleType:
        """Return an empty module."""
        return Unexecuted(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing yet."""


class Unexecuted(ModuleType):
    """A module that is executed when an attribute is missing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what every module is asked for
            raise AttributeError(name)
        loader = vars(self)["__loader__"].loader
        self.__class__ = ModuleType  # type: ignore[assignment]  # from now on a module as all are
        self.__spec__ = machinery.ModuleSpec(self.__name__, loader)  # PySide6 has given it another name
        loader.exec_module(self)
        return getattr(self, name)
