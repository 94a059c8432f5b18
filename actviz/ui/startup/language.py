"""The language of the window: which one it is, and Qt's translators for it.

A language is a folder under `resources/languages` with files of translations (.ts, compiled to .qm) and the texts of
lessons and help. It is put in use before the first widget is made; another one counts from the next start on.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from actviz import number_text, translation
from actviz.app.settings import SYSTEM_LANGUAGE
from actviz.registry import quoted
from actviz.resource_files import languages, resource
from actviz.translation import ENGLISH

VARIABLE = "ACTVIZ_LANGUAGE"  # stands above the settings: for tests, and for a language that cannot be read
MOST_COUNTED = 2**31 - 1  # what Qt can count


def own_name(code: str) -> str:
    """Return a language's name in itself: English, 简体中文."""
    return "English" if code == ENGLISH else QLocale(code).nativeLanguageName()


def resolved(wanted: str, preferred: Sequence[str] | None = None) -> str:
    """Return the code of a language that there is: for "system", the first that the desktop prefers.

    Chinese is preferred in its script: who reads the traditional one is not given the simplified.
    """
    if wanted != SYSTEM_LANGUAGE:
        return wanted if wanted in languages() else ENGLISH
    for each in QLocale.system().uiLanguages() if preferred is None else preferred:
        for code in languages():
            asked, offered = QLocale(each), QLocale(code)
            if (asked.language(), asked.script()) == (offered.language(), offered.script()):
                return code
    return ENGLISH


class Language:
    """The language in use; `problem` is one sentence where the wanted one cannot be used."""

    def __init__(self, app: QApplication, wanted: str) -> None:
        self.problem = ""
        self._app = app
        self._translators: list[QTranslator] = []
        wanted = self._asked(wanted)
        code = resolved(wanted)
        if code != ENGLISH and not can_write(own_name(code)):
            name = QLocale.languageToString(QLocale(code).language())
            self.problem = (
                f"No font of this computer has the characters of {name}, so texts are in English: "
                "install one, such as Noto Sans CJK, and start actviz again."
            )
            code = ENGLISH
        if code != ENGLISH and not self._load(code):
            self.problem = f"The translations of {own_name(code)} cannot be read, so texts are in English."
            self.remove()
            code = ENGLISH
        self.code = code
        self._use()

    def remove(self) -> None:
        """Return to English: for tests."""
        for each in self._translators:
            self._app.removeTranslator(each)
        self._translators.clear()
        self.code = ENGLISH
        self._use()

    def _asked(self, wanted: str) -> str:
        """Return what the environment asks for, or else the settings."""
        asked = os.environ.get(VARIABLE, "")
        if not asked:
            return wanted
        if asked not in (SYSTEM_LANGUAGE, *languages()):
            self.problem = f"{VARIABLE} must be one of {', '.join(languages())}, got {quoted(asked)}."
            return wanted
        return asked

    def _load(self, code: str) -> bool:
        """Install Qt's own translations, of the buttons of dialogs, and every file of the language's folder."""
        own = QTranslator(self._app)
        if own.load(QLocale(code), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            self._install(own)
        files = [each for each in resource(f"languages/{code}").iterdir() if each.name.endswith(".qm")]
        for file in sorted(files, key=str):
            translator = QTranslator(self._app)
            if not translator.load(str(file)):
                return False
            self._install(translator)
        return bool(files)

    def _install(self, translator: QTranslator) -> None:
        self._app.installTranslator(translator)
        self._translators.append(translator)

    def _use(self) -> None:
        locale = QLocale(self.code)
        QLocale.setDefault(locale)
        number_text.use(locale.decimalPoint(), locale.groupSeparator())
        if self.code == ENGLISH:
            translation.use(ENGLISH)
        else:
            translation.use(self.code, _translated)


def can_write(text: str) -> bool:
    """Return whether the program's font, or one that Qt takes in its place, has these characters."""
    metrics = QFontMetricsF(QApplication.font())
    return all(metrics.inFontUcs4(ord(each)) for each in text)


def _translated(text: str, comment: str, count: int) -> str:
    return QCoreApplication.translate("", text, comment or None, min(count, MOST_COUNTED))
