import errno
import json
import os
import sys
from pathlib import Path

import pytest

from actviz.app.kept_lesson import KeptLesson, KeptVisit, Score
from actviz.app.paths import settings_file
from actviz.app.run_state import LaneState, State
from actviz.app.settings import Settings
from actviz.training import RunConfig

TRAINED = RunConfig(hidden=(4, 3), activation=("relu", "=max(z, a*z)"), seed=7)
CHANGED = TRAINED.replace(learning_rate=0.3), TRAINED.replace(learning_rate=0.3, activation="tanh")
STATE = State((LaneState("A", TRAINED, ((5, CHANGED[0]), (9, CHANGED[1]))),), 12)
KEPT = KeptLesson("0a", ("b", "a"), {0: KeptVisit(answer=0.25), 3: KeptVisit(STATE, None, True)}, Score(5, 8, 3, 8))


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
    before.more_activations, before.more_settings, before.cures = True, True, True
    before.kept_lessons = {"why": KEPT}
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


ANYTHING = [
    None, True, 0, -1, 10**400, 10**5000, 1.5, 1e308, float("nan"), float("inf"), "", "\0", "\ud800", "é",
    "x" * 100_000, [], [[]], [None], ["a", 1], [10**400], {}, {"hidden": [10**400]}, {"learning_rate": 10**400},
    {"a": {"b": []}},
    {"hidden": "9" * 5000, "seed": -(10**400)}, {"activation": [[]]}, {"data_path": "\0"}, {"seed": float("nan")},
]  # fmt: skip


@pytest.mark.parametrize("name", sorted(set(vars(Settings())) - {"path", "warnings"}))
def test_any_value_of_any_kind_costs_at_most_one_warning_and_its_own_default(path: Path, name: str) -> None:
    Settings(path, theme="dark", more_activations=True).save()
    whole, limit = json.loads(path.read_text()), sys.get_int_max_str_digits()
    for value in ANYTHING:
        sys.set_int_max_str_digits(0)
        path.write_text(json.dumps(whole | {name: value}))
        sys.set_int_max_str_digits(limit)
        settings, defaults = Settings.load(path), Settings(path)
        assert len(settings.warnings) <= 1
        assert all(len(warning) < 300 for warning in settings.warnings)
        if settings.warnings:
            assert getattr(settings, name) == getattr(defaults, name)
        kept = {"theme": "dark", "more_activations": True}
        kept.pop(name, None)
        assert {each: getattr(settings, each) for each in kept} == kept
        assert settings.save() is None


@pytest.mark.skipif(sys.platform == "win32", reason="there are none")
@pytest.mark.parametrize("kind", ["fifo", "/dev/zero", "folder"])
def test_what_is_no_file_in_the_place_of_the_settings_costs_one_warning(path: Path, kind: str) -> None:
    path.parent.mkdir()
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(kind)
    settings = Settings.load(path)
    assert len(settings.warnings) == 1
    assert settings.theme == "system"


def test_saving_on_a_full_disk_says_so_and_keeps_the_old_settings(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Settings(path, theme="dark").save()

    def fill(_self: Path, *_rest: object, **_more: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", fill)
        problem = Settings(path, theme="light").save()
    assert problem is not None
    assert "No space left" in problem
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]
    assert Settings.load(path).theme == "dark"


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
        ("speed", 10**400),
        ("speed", 1e300),
        ("speed", 1e-300),
        ("last_session", "a\ud800b"),
        ("recent", ["a", 3]),
        ("speed", float("nan")),
        ("speed", True),
        ("config", {"hidden": [0]}),
        ("config", {"colour": "red"}),
        ("config", []),
        ("geometry", "not base64!"),
        ("layout", 5),
        ("more_activations", 1),
        ("more_settings", "data"),
        ("kept_lessons", {"why": {"mark": "0a", "groups": [], "visits": {}, "score": [1]}}),
        ("kept_lessons", {"why": KEPT.to_plain() | {"groups": [1]}}),
        ("kept_lessons", {"why": KEPT.to_plain() | {"visits": {"x": KeptVisit().to_plain()}}}),
        ("kept_lessons", {"why": KEPT.to_plain() | {"visits": {"1": {"answer": "0.1"}}}}),
        (
            "kept_lessons",
            {"why": KEPT.to_plain() | {"visits": {"1": KeptVisit().to_plain() | {"before": {"step": 1}}}}},
        ),
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
