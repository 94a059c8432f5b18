"""The language of the window: found, put in use before the widgets, and English where it cannot be."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale
from PySide6.QtWidgets import QApplication

from actviz import translation
from actviz.resource_files import languages
from actviz.ui.startup import language
from actviz.ui.startup.language import VARIABLE, Language, own_name, resolved

CHINESE = "zh_CN"


@pytest.fixture
def opened(qapp: QApplication) -> Iterator[list[Language]]:
    before = QLocale()
    used: list[Language] = []
    assert qapp is QApplication.instance()
    yield used
    for each in used:
        each.remove()
    QLocale.setDefault(before)


def test_every_language_says_its_name_in_itself() -> None:
    assert {code: own_name(code) for code in languages()} == {"en": "English", CHINESE: "简体中文"}


@pytest.mark.parametrize(
    ("preferred", "code"),
    [
        (["zh-Hans-CN", "en-US"], CHINESE),
        (["zh-SG"], CHINESE),
        (["zh-TW", "zh-CN"], CHINESE),  # the traditional script is not offered; this person reads the other, too
        (["zh-Hant-TW"], "en"),
        (["en-GB", "zh-CN"], "en"),
        (["de-DE", "fr"], "en"),
        ([], "en"),
    ],
)
def test_the_desktops_first_language_that_there_is(preferred: list[str], code: str) -> None:
    assert resolved("system", preferred) == code


def test_texts_and_qts_own_buttons_are_translated(
    qapp: QApplication, opened: list[Language], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "can_write", lambda _text: True)  # whatever fonts this computer has
    opened.append(Language(qapp, CHINESE))
    assert (opened[0].problem, translation.language()) == ("", CHINESE)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    assert QLocale().language() == QLocale.Language.Chinese
    opened[0].remove()
    assert translation.language() == "en"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_a_computer_without_the_font_gets_english_and_one_sentence(
    qapp: QApplication, opened: list[Language], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "can_write", lambda _text: False)
    opened.append(Language(qapp, CHINESE))
    assert translation.language() == "en"
    assert "font" in opened[0].problem
    assert "Chinese" in opened[0].problem


def test_the_environment_stands_above_the_settings(
    qapp: QApplication, opened: list[Language], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "can_write", lambda _text: True)
    monkeypatch.setenv(VARIABLE, CHINESE)
    opened.append(Language(qapp, "en"))
    assert opened[0].code == CHINESE
    monkeypatch.setenv(VARIABLE, "klingon")
    opened.append(Language(qapp, "en"))
    assert opened[1].code == "en"
    assert "klingon" in opened[1].problem


def test_qt_has_translations_of_its_own_for_every_language() -> None:
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    assert all((Path(folder) / f"qtbase_{code}.qm").is_file() for code in languages())
