import json
from pathlib import Path

import pytest

from actviz.app.paths import settings_file
from actviz.app.settings import Settings
from actviz.training import RunConfig


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deeper" / "settings.json"


def test_the_environment_names_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ACTVIZ_CONFIG_DIR", str(tmp_path))
    assert settings_file() == tmp_path / "settings.json"


def test_a_first_start_has_defaults_and_no_warning(path: Path) -> None:
    settings = Settings.load(path)
    assert settings.config is None
    assert settings.theme == "system"
    assert settings.warnings == []


def test_everything_comes_back(path: Path) -> None:
    before = Settings(path, theme="dark", preset="dying_relu", speed=30.0, geometry=b"\x00g", layout=b"\xffl")
    before.config = RunConfig(hidden=(4, 3), activation=("relu", "=max(z, a*z)"), seed=7)
    before.more_activations, before.collapsed = True, ("data",)
    assert before.save() is None
    assert Settings.load(path) == before


def test_saving_leaves_one_file(path: Path) -> None:
    Settings(path).save()
    Settings(path).save()
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


def test_a_folder_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    problem = Settings(tmp_path / "file" / "settings.json").save()
    assert problem is not None
    assert "could not be saved" in problem


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", "[" * 100_000, "\x00"])
def test_a_damaged_file_costs_one_warning(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_text(text)
    settings = Settings.load(path)
    assert len(settings.warnings) == 1
    assert settings.theme == "system"


def test_bytes_that_are_not_text_cost_one_warning(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"\xff\xfe\x00")
    assert len(Settings.load(path).warnings) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "pink"),
        ("theme", []),
        ("preset", 3),
        ("speed", -1),
        ("speed", float("nan")),
        ("speed", True),
        ("config", {"hidden": [0]}),
        ("config", {"colour": "red"}),
        ("config", []),
        ("geometry", "not base64!"),
        ("layout", 5),
        ("more_activations", 1),
        ("collapsed", "data"),
    ],
)
def test_a_damaged_value_costs_its_own_default_only(path: Path, name: str, value: object) -> None:
    Settings(path, theme="dark", speed=10.0, preset="vanishing", geometry=b"kept").save()
    values = json.loads(path.read_text())
    path.write_text(json.dumps(values | {name: value}))
    settings, defaults = Settings.load(path), Settings(path)
    assert len(settings.warnings) == 1
    assert getattr(settings, name) == getattr(defaults, name)
    kept = {"theme": "dark", "speed": 10.0, "preset": "vanishing", "geometry": b"kept"}
    kept.pop(name, None)
    assert {each: getattr(settings, each) for each in kept} == kept
