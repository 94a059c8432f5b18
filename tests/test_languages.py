"""Every language's files of translations: they fit the texts of the code, and what the program reads is compiled."""

import ast
import re
import string
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QTranslator

import actviz
from actviz.resource_files import languages, resource
from actviz.translation import ENGLISH

CODES = [code for code in languages() if code != ENGLISH]
COMPLETE = ("core", "diagnosis", "panels", "terms", "window")  # files that lack no translation
REFRESH = "run `.venv/bin/python resources/packaging/languages.py`"


class Message(NamedTuple):
    """One text of a .ts file; a text with a count has its plural as `comment`, and several translations."""

    file: str
    source: str
    comment: str
    translations: tuple[str, ...]
    finished: bool


@cache
def messages(code: str) -> tuple[Message, ...]:
    folder = Path(str(resource(f"languages/{code}")))
    return tuple(message for file in sorted(folder.glob("*.ts")) for message in _of_file(file))


def _of_file(file: Path) -> Iterator[Message]:
    for each in ElementTree.parse(file).iter("message"):
        told = each.find("translation")
        assert told is not None
        forms = tuple(form.text or "" for form in told.iter("numerusform")) or (told.text or "",)
        comment = each.findtext("comment") or ""
        yield Message(file.stem, each.findtext("source") or "", comment, forms, told.get("type") is None)


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@cache
def texts_of_the_code() -> frozenset[tuple[str, str]]:
    """Return each literal that is given to tr, mark or tr_count, with its plural."""
    found = set()
    for file in Path(actviz.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in ("tr", "mark"):
                found |= {(text, "") for text in _literals(node.args[0])}
            elif node.func.id == "tr_count":
                found |= {
                    (one, many) for one, many in zip(_literals(node.args[0]), _literals(node.args[1]), strict=True)
                }
    return frozenset(found)


def _literals(node: ast.expr) -> list[str]:
    """Return the text, or both of `"a" if … else "b"`; a name was marked where it is written."""
    if isinstance(node, ast.IfExp):
        return _literals(node.body) + _literals(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


@pytest.mark.parametrize("code", CODES)
def test_a_translation_has_the_names_of_its_text(code: str) -> None:
    wrong = [
        (each.source, translation)
        for each in messages(code)
        for translation in each.translations
        if translation and not names(translation) <= names(each.source) | names(each.comment)
    ]
    assert not wrong
    lost = [
        (each.source, translation)
        for each in messages(code)
        for translation in each.translations
        if translation and names(each.source) - {"n"} > names(translation)
    ]
    assert not lost


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("file", COMPLETE)
def test_every_text_of_a_complete_file_is_translated(code: str, file: str) -> None:
    found = [each for each in messages(code) if each.file == file]
    assert found
    assert not [each.source for each in found if not each.finished or not all(each.translations)]


@pytest.mark.parametrize("code", CODES)
def test_a_text_in_two_files_has_one_translation(code: str) -> None:
    found: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for each in messages(code):
        if each.finished:
            found.setdefault((each.source, each.comment), set()).add(each.translations)
    assert not {text: several for text, several in found.items() if len(several) > 1}


@pytest.mark.parametrize("code", CODES)
def test_the_compiled_files_are_fresh(code: str) -> None:
    stale = []
    for name in sorted({each.file for each in messages(code)}):
        translator = QTranslator()
        assert translator.load(str(resource(f"languages/{code}/{name}.qm")))
        for each in messages(code):
            if each.file == name and each.finished:
                count = 1 if each.comment else -1
                if translator.translate("", each.source, each.comment or None, count) not in each.translations:
                    stale.append(each.source)
    assert not stale, REFRESH


def test_a_text_stands_in_the_code_as_qts_collector_reads_it() -> None:
    """Qt's collector knows no f-strings and no calls inside them, no names of characters, and of "a if … else b" only
    a; the rest would be lost without a word.
    """
    faults = []
    for file in Path(actviz.__file__).parent.rglob("*.py"):
        source = file.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            for call in _calls(node):
                text = ast.get_source_segment(source, call.args[0]) or ""
                is_inside = isinstance(node, ast.JoinedStr) and _literals(call.args[0])
                is_either = isinstance(call.args[0], ast.IfExp) and _literals(call.args[0])
                if is_inside or is_either or isinstance(call.args[0], ast.JoinedStr) or re.search(r"\\N\{", text):
                    faults.append(f"{file.name}:{node.lineno}: {text}")
    assert not faults


def _calls(node: ast.AST) -> list[ast.Call]:
    """Return the call of tr or mark that a node is, or those inside an f-string."""
    inside = ast.walk(node) if isinstance(node, ast.JoinedStr) else [node]
    calls = [each for each in inside if isinstance(each, ast.Call) and isinstance(each.func, ast.Name)]
    return [each for each in calls if each.func.id in ("tr", "mark")]
