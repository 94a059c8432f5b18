"""What import-linter cannot see: which modules of an outside package are imported."""

import ast
import re
import sys
from pathlib import Path

import actviz

PACKAGE = Path(actviz.__file__).parent


def imported_modules(folder: Path) -> set[str]:
    found: set[str] = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
            elif isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
    return found


def test_the_application_layer_uses_no_qt_but_qtcore() -> None:
    qt = {name for name in imported_modules(PACKAGE / "app") if name.startswith("PySide6.")}
    assert qt, "the check itself must see the imports there are"
    assert {name.split(".")[1] for name in qt} == {"QtCore"}


def test_the_mathematics_imports_numpy_and_nothing_else_from_outside() -> None:
    outside = {name.split(".")[0] for name in imported_modules(PACKAGE / "nn")}
    assert "numpy" in outside, "the check itself must see the imports there are"
    assert outside - sys.stdlib_module_names <= {"numpy", "actviz"}


def test_every_module_comes_by_pyqtgraph_in_the_quick_way() -> None:
    modules = ("import pyqtgraph", "from pyqtgraph")
    lines = {file.name: file.read_text(encoding="utf-8").splitlines() for file in PACKAGE.rglob("*.py")}
    direct = {name for name, text in lines.items() if any(line.strip().startswith(modules) for line in text)}
    assert direct == {"pyqtgraph_import.py"}


def test_a_panel_knows_neither_another_panel_nor_the_session() -> None:
    panels = PACKAGE / "ui" / "panels"
    keys = {folder.name for folder in panels.iterdir() if folder.is_dir() and not folder.name.startswith("_")} - {
        "base"
    }
    assert len(keys) > 5, "the check itself must see the panels there are"
    for key in keys:
        known = imported_modules(panels / key)
        others = {f"actviz.ui.panels.{other}" for other in keys - {key}}
        assert not {name for name in known for other in others if name == other or name.startswith(f"{other}.")}
        assert not {name for name in known if name.startswith(("actviz.app.session", "actviz.ui.window"))}


def test_the_map_names_every_room_and_no_other() -> None:
    there = {path.stem for path in PACKAGE.iterdir() if path.is_dir() or path.suffix == ".py"}
    there = {name for name in there if name == "__main__" or not name.startswith("_")}
    named = {line.split()[0] for line in (actviz.__doc__ or "").splitlines() if re.match(r"[a-z_]+ {2,}\S", line)}
    assert named == there


def test_the_code_uses_every_word_of_its_glossary() -> None:
    glossary = re.findall(r"^- ([a-z ]+): ", actviz.__doc__ or "", re.MULTILINE)
    code = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE)
    assert len(glossary) > 20
    assert glossary == sorted(glossary)
    assert [word for word in glossary if not re.search(rf"(?i)\b{word}", code)] == []


def test_every_package_says_what_lives_there() -> None:
    packages = list(PACKAGE.rglob("__init__.py"))
    assert len(packages) > 30
    silent = [str(path) for path in packages if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert silent == []
