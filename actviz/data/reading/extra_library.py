"""Libraries that only some formats need, which are not installed with actviz."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from actviz.registry import BadInput
from actviz.translation import tr


def library(module: str, extra: str, name: str) -> ModuleType:
    """Import the library that reads the file `name`; `extra` is what installs it.

    Raises:
        BadInput: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError:
        raise BadInput(
            tr(
                '{name} needs the library {library}, which is not installed: pip install "actviz[{extra}]", or save '
                "the table as CSV",
                name=name,
                library=module.partition(".")[0].replace("_", "-"),
                extra=extra,
            )
        ) from None
