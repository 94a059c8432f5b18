"""Where actviz keeps its own files; ACTVIZ_CONFIG_DIR names another folder (tests never touch the real one)."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from functools import cache
from pathlib import Path

import platformdirs

from actviz.translation import mark, tr

CONFIG_DIR_VARIABLE = "ACTVIZ_CONFIG_DIR"


def config_dir() -> Path:
    """Return the folder of the settings, which need not exist yet."""
    override = os.environ.get(CONFIG_DIR_VARIABLE)
    if override:
        return Path(override)
    try:
        return platformdirs.user_config_path("actviz", appauthor=False)
    except RuntimeError:  # there is no home folder
        return _without_home()


def state_dir() -> Path:
    """Return the folder of the log, which need not exist yet."""
    override = os.environ.get(CONFIG_DIR_VARIABLE)
    if override:
        return Path(override, "state")
    try:
        return platformdirs.user_state_path("actviz", appauthor=False)
    except RuntimeError:
        return _without_home() / "state"


def settings_file() -> Path:
    """Return the file that the settings are kept in."""
    return config_dir() / "settings.json"


def sessions_dir() -> Path:
    """Return the folder that every session is recorded in, which need not exist yet."""
    return config_dir() / "sessions"


def home() -> Path:
    """Return the user's home folder, or, where there is none, the one that actviz uses in its place."""
    try:
        return Path.home()
    except RuntimeError:
        return config_dir()


def no_home_sentence() -> str:
    """Say where things are kept when there is no home folder to keep them in; "" when there is one."""
    if os.environ.get(CONFIG_DIR_VARIABLE):
        return ""
    try:
        platformdirs.user_config_path("actviz", appauthor=False)
    except RuntimeError:
        told = mark("There is no home folder, so settings and sessions are kept in {folder}: set HOME to keep them.")
        return tr(told, folder=config_dir())
    return ""


@cache
def _without_home() -> Path:
    """Return a folder among the temporary files that is the user's alone: the same at every start, if that can be."""
    try:
        if sys.platform == "win32":
            return Path(tempfile.gettempdir(), "actviz")
        folder = Path(tempfile.gettempdir(), f"actviz-{os.getuid()}")
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022:
            return folder
        return Path(tempfile.mkdtemp(prefix="actviz-"))  # somebody else has made that one
    except OSError:
        return Path(os.devnull, "actviz")  # nothing can be kept; each attempt ends in a sentence
