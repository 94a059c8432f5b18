"""A scene is written as the file that `scene.read_scene` takes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from actviz.lessons.scene import USUAL, Scene
from actviz.training.config.config import RunConfig
from actviz.training.config.text_format import NamedConfig, to_toml_table, toml_value

HEADER = """\
# A scene of actviz: drop this file onto the window, or call `actviz scene FILE`.
# [[caption]], [action] and [[number]] may be added; `actviz scenes --check FILE` tells what is wrong with them.
"""
FILES = ("data_path", "weights_file")


def scene_toml(scene: Scene, folder: Path | None = None) -> str:
    """Return a scene's title, claim, runs and state as TOML; captions, action and numbers are not written.

    Files of data and weights are named by their paths: from the folder on, if they are in it.
    """
    fields: Mapping[str, Any] = {
        "title": scene.title, "claim": scene.claim, "layout": scene.layout, "speed": scene.speed, "lane": scene.lane,
        "to": scene.to, "layer": scene.layer, "unit": scene.unit,
    }  # fmt: skip
    lines = [HEADER, *(f"{name} = {toml_value(value)}" for name, value in fields.items() if value is not None), ""]
    lines += to_toml_table([NamedConfig(name, _in_folder(config, folder)) for name, config in scene.lanes], "config")
    for change in scene.changes:
        values = {name: USUAL if value is None else value for name, value in change.set.items()}
        settings = ", ".join(f"{name} = {toml_value(value)}" for name, value in values.items())
        lines += ["", "[[change]]", f"at = {change.at}", f"lane = {change.lane}", f"set = {{ {settings} }}"]
    return "\n".join(lines).rstrip() + "\n"


def files_of(scene: Scene) -> list[str]:
    """Return the paths of the files of data and weights that a scene needs."""
    paths = [getattr(config, name) for _, config in scene.lanes for name in FILES]
    return list(dict.fromkeys(path for path in paths if path is not None))


def _in_folder(config: RunConfig, folder: Path | None) -> RunConfig:
    changes: dict[str, Any] = {}
    for name in FILES:
        path = getattr(config, name)
        if path is not None and folder is not None and Path(path).is_relative_to(folder):
            changes[name] = str(Path(path).relative_to(folder))
    return config.replace(**changes) if changes else config


def with_title(scene: Scene, title: str, claim: str) -> Scene:
    """Return the scene with another title and claim, each in one line."""
    return replace(scene, title=" ".join(title.split()), claim=" ".join(claim.split()))
