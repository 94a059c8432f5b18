"""Where actviz keeps its own files; ACTVIZ_CONFIG_DIR names another folder (tests never touch the real one)."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

CONFIG_DIR_VARIABLE = "ACTVIZ_CONFIG_DIR"


def config_dir() -> Path:
    """Return the folder of the settings, which need not exist yet."""
    override = os.environ.get(CONFIG_DIR_VARIABLE)
    return Path(override) if override else platformdirs.user_config_path("actviz", appauthor=False)


def settings_file() -> Path:
    """Return the file that the settings are kept in."""
    return config_dir() / "settings.json"


def sessions_dir() -> Path:
    """Return the folder that every session is recorded in, which need not exist yet."""
    return config_dir() / "sessions"
