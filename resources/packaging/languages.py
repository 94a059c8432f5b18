"""Collect the texts to translate, and compile the translations: `.venv/bin/python resources/packaging/languages.py`.

Each language has a folder under `resources/languages`. Its .ts files are edited by hand or with Qt Linguist; this
command adds the texts that are new, takes out those that are gone, says which lack a translation, and compiles each
.ts to a .qm, which the program reads. Both are kept in the repository: nobody needs Qt's tools to install actviz.

A new language: an empty folder, such as `resources/languages/de`, and this command.
"""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import PySide6

PROJECT = Path(__file__).resolve().parents[2]
PACKAGE, FOLDER = PROJECT / "actviz", PROJECT / "resources" / "languages"
TOOLS = Path(PySide6.__file__).parent
GROUPS = ("terms", "window", "panels", "diagnosis", "core")
WINDOW = ("ui/window/", "ui/actions/", "ui/application/", "ui/theme/", "ui/startup/")
DIAGNOSIS = ("diagnosis/",)
TERMS = ("lessons/glossary", "ui/window/term_", "ui/window/handbook", "ui/actions/proof")
SAME_CALLS = "tr+=mark,tr+=tr_count"


def files_of(name: str) -> list[Path]:
    """Return the sources whose texts stand in this .ts: what explains, the window's frame, panels, verdicts, others."""
    found = {name: [] for name in GROUPS}
    for file in sorted(PACKAGE.rglob("*.py")):
        inside = file.relative_to(PACKAGE).as_posix()
        if inside.startswith(TERMS):
            found["terms"].append(file)
        elif inside.startswith(WINDOW):
            found["window"].append(file)
        elif inside.startswith(DIAGNOSIS):
            found["diagnosis"].append(file)
        else:
            found["panels" if inside.startswith("ui/") else "core"].append(file)
    return found[name]


def refresh(code: str) -> int:
    """Bring a language's files up to date; return how many texts lack a translation."""
    folder = FOLDER / code
    files = {name: folder / f"{name}.ts" for name in GROUPS}
    for name, file in files.items():
        _collect(file, code, files_of(name))
    _share(list(files.values()))
    for name, file in files.items():
        _collect(file, code, files_of(name))  # in Qt's own layout of the file
        _run("lrelease", str(file), "-qm", str(file.with_suffix(".qm")))
    missing = [source for file in files.values() for source, done in _messages(file) if not done]
    for source in missing:
        print(f"{code}: not translated: {source!r}")
    return len(missing)


def _collect(file: Path, code: str, sources: list[Path]) -> None:
    _run(
        "lupdate", *map(str, sources), "-ts", str(file), "-source-language", "en", "-target-language", code,
        "-tr-function-alias", SAME_CALLS, "-locations", "none", "-no-obsolete", "-no-ui-lines",
    )  # fmt: skip


def _share(files: list[Path]) -> None:
    """Give a text that stands in several files the one translation that it has."""
    trees = [ElementTree.parse(file) for file in files]
    done = {_key(each): each.find("translation") for tree in trees for each in tree.iter("message") if _is_done(each)}
    for tree, file in zip(trees, files, strict=True):
        shared = [each for each in tree.iter("message") if not _is_done(each) and _key(each) in done]
        for message in shared:
            old, new = message.find("translation"), done[_key(message)]
            if old is not None and new is not None:
                message.remove(old)
                message.append(new)
        if shared:
            tree.write(file, encoding="utf-8", xml_declaration=True)


def _messages(file: Path) -> Iterator[tuple[str, bool]]:
    for message in ElementTree.parse(file).iter("message"):
        yield message.findtext("source", ""), _is_done(message)


def _key(message: ElementTree.Element) -> tuple[str, str]:
    return message.findtext("source", ""), message.findtext("comment", "")


def _is_done(message: ElementTree.Element) -> bool:
    translation = message.find("translation")
    return translation is not None and translation.get("type") is None and bool("".join(translation.itertext()).strip())


def _run(tool: str, *arguments: str) -> None:
    done = subprocess.run([TOOLS / tool, *arguments], capture_output=True, text=True)
    if done.returncode or "Error" in done.stderr or "Warning" in done.stderr:
        sys.exit(f"{tool}: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    left = sum(refresh(folder.name) for folder in sorted(FOLDER.iterdir()) if folder.is_dir())
    print(f"{left} texts are not translated." if left else "Every text is translated.")
