"""An extra is a library that only one export needs; it is imported when that export is written."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from actviz.registry import BadInput
from actviz.translation import tr


def extra(module: str, name: str, noun: str) -> ModuleType:
    """Import a module of the extra `name`, which the exports `noun` need.

    Raises:
        BadInput: it is not installed; the message says how to install it.
    """
    try:
        return import_module(module)
    except ImportError:
        package = module.partition(".")[0]
        raise BadInput(
            tr(
                '{noun} need the library {package}, which is not installed: pip install "actviz[{name}]"',
                noun=tr(noun),
                package=package,
                name=name,
            )
        ) from None
