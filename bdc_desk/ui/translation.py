"""The window's language: `translate` for words outside of QObjects and for words with a number in them, and
the loading of the files that translators make.

Strings are found where literals stand in `translate("Context", "...")`, `translate("Context", "...", "", n)`
or `self.tr("...")` (dev.py translations). English needs no file: the strings of the code are English.
"""

import re
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from bdc_desk.ui.assets import asset

SYSTEM = "system"
"""The preference that follows the system's language."""

_CHOICE = re.compile(r"\((?:([a-z]{1,3})|([^()|{}]*)\|([^()|{}]*))\)")
"""English plurals in a string: "lead(s)", "entr(y|ies)", "(needs|need)"."""


class _Loaded:
    """What `install_translation` put into the application, of which a process has one."""

    translators: list[QTranslator] = []  # noqa: RUF012 - one instance


def translate(context: str, text: str, comment: str = "", number: int | None = None) -> str:
    """`text` in the window's language; the text itself where no file has it. Works without an application.

    `comment` tells translators which of two meanings is meant. With a `number` the text may have {n} for it
    and English plurals: "{n} lead(s)", "entr(y|ies)", "(needs|need)"; a translation has forms of its own.
    """
    if number is None:
        return QCoreApplication.translate(context, text, comment)
    found = QCoreApplication.translate(context, text, comment, number)
    return (_english(text, number) if found == text else found).replace("{n}", number_words(number))


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """`text` as it is, marked for translators: for constants, which are made before a language is chosen.
    Whoever shows it asks `translate` for it, in the same context. It has the name that Qt's own has.
    """
    return text


def number_words(number: int) -> str:
    """A whole number with its thousands set apart: "1,200", as the window's language does."""
    return f"{number:,}" if is_english() else QLocale().toString(number)


def is_english() -> bool:
    """Whether the window speaks English, and with it dates and numbers."""
    return QLocale().language() in {QLocale.Language.C, QLocale.Language.English}


def _english(text: str, number: int) -> str:
    """The English form for a number."""

    def chosen(found: re.Match[str]) -> str:
        one, many = ("", found[1]) if found[1] is not None else (found[2], found[3])
        return one if number == 1 else many

    return _CHOICE.sub(chosen, text)


def translation_file(language: str, folder: Path | None = None) -> Path | None:
    """The compiled file of a language ("de_AT" falls back to "de"); None where there is none.

    `folder` None: the program's own (resources/translations).
    """
    place = folder or asset("translations", "")
    for name in (language, language.split("_", maxsplit=1)[0]):
        file = place / f"bdc_desk_{name}.qm"
        if file.exists():
            return file
    return None


def languages(folder: Path | None = None) -> tuple[str, ...]:
    """The languages that there are files for, English always among them: codes such as "en", "de"."""
    place = folder or asset("translations", "")
    found = {file.stem.removeprefix("bdc_desk_") for file in place.glob("bdc_desk_*.qm")}
    return tuple(sorted(found | {"en"}))


def language_name(code: str) -> str:
    """What a language calls itself: "English", "Deutsch"."""
    locale = QLocale(code)
    return QLocale.languageToString(locale.language()) if code == "en" else locale.nativeLanguageName()


def install_translation(
    app: QCoreApplication, language: str = SYSTEM, folder: Path | None = None
) -> Literal["file", "english"]:
    """Show `app` in `language`: "system" or "", or a code such as "de". Before any window is made.

    Dates, numbers and Qt's own words follow as well. Where there is no file for it, all stays English, dates
    too: a page in two languages helps nobody. Answers which of both it is.
    """
    for old in _Loaded.translators:
        app.removeTranslator(old)
    _Loaded.translators.clear()
    locale = QLocale.system() if language in {SYSTEM, ""} else QLocale(language)
    file = translation_file(locale.name(), folder)
    own = QTranslator(app)
    if file is None or not own.load(str(file)):
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.system().territory()))
        return "english"
    qts = QTranslator(app)
    if qts.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(qts)
        _Loaded.translators.append(qts)
    app.installTranslator(own)  # the last one installed is asked first
    _Loaded.translators.append(own)
    QLocale.setDefault(locale)
    return "file"
