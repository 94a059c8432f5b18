"""The text that goes with a bug report, in English whatever the language: versions, screen, settings and log."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from typing import Any

import numpy as np
import PySide6
from PySide6.QtCore import QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication

from actviz import __version__
from actviz.app.program_log import log_file, tail
from actviz.app.settings import Settings
from actviz.training.config.text_format import NamedConfig, to_line
from actviz.translation import language
from actviz.ui.startup.pyqtgraph_import import pg


def diagnostics(settings: Settings, lanes: Sequence[NamedConfig]) -> str:
    """Return everything, line by line; the log, with the last words of programs that died, at the end."""
    log = log_file()
    lines = {
        "actviz": __version__,
        "Python": f"{platform.python_version()} ({platform.python_implementation()})",
        "Qt": f"{qVersion()}, PySide6 {PySide6.__version__}, pyqtgraph {pg.__version__}",
        "NumPy": np.__version__,
        "BLAS": _blas(),
        "System": f"{QSysInfo.prettyProductName()}, {platform.platform()}, {os.cpu_count()} processors",
        "Screen": _screens(),
        "Settings": f"theme {settings.theme}, language {language()}, arrangement {settings.preset}, "
        f"speed {settings.speed or 'without limit'}",
        "Settings file": settings.path,
        "Last session": settings.last_session or "none",
        "Configuration": to_line(lanes),
        "Log": log,
    }
    facts = "\n".join(f"{name}: {value}" for name, value in lines.items())
    return f"{facts}\n\n{tail(log) or 'Nothing has been logged.'}"


def _blas() -> str:
    known: Any = np.show_config(mode="dicts")
    found = known.get("Build Dependencies", {}).get("blas", {})
    return f"{found.get('name', 'unknown')} {found.get('version', '')}, {os.environ.get('OPENBLAS_NUM_THREADS')} thread"


def _screens() -> str:
    of_each = [
        f"{each.size().width()}×{each.size().height()} at {each.devicePixelRatio():g}, {each.refreshRate():g} Hz"
        for each in QGuiApplication.screens()
    ]
    return f"{QGuiApplication.platformName()}, {'; '.join(of_each)}"
