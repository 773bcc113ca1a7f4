"""Strings are found, kept over the years, and said by number."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from bdc_desk.cadence import visits
from bdc_desk.cadence.kinds import ClosingReason
from bdc_desk.cadence.reasons import WORDS, because
from bdc_desk.ui import words
from bdc_desk.ui.reason_words import say
from bdc_desk.ui.translation import (
    install_translation,
    is_english,
    languages,
    number_words,
    translate,
    translation_file,
)
from tests.ui.translations.gathered import PSEUDO, all_messages, bracketed, gather


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("translations")
    bracketed(folder)
    return folder


@pytest.fixture
def pseudo(qapp: QApplication, compiled: Path) -> Iterator[None]:
    assert install_translation(qapp, PSEUDO, compiled) == "file"
    yield
    install_translation(qapp, "en")


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 entries need you"), (1, "1 entry needs you"), (1200, "1,200 entries need you")],
)
def test_english_plurals_need_no_file(number: int, said: str) -> None:
    assert translate("Test", "{n} entr(y|ies) (needs|need) you", "", number) == said


def test_brackets_that_are_no_plural_stay() -> None:
    assert translate("Test", "{n} lead(s) ({why})", "", 2) == "2 leads ({why})"


def test_strings_are_found_wherever_they_stand(tmp_path: Path) -> None:
    file = tmp_path / "some.py"
    file.write_text(
        'A = QT_TRANSLATE_NOOP("C", "constant")\n'
        "class Page:\n"
        '    foot_keys = "Esc close"\n'
        "    def show(self, n):\n"
        '        self.tr("own " "text"); tell("told"); translate("C", "{n} lead(s)", "", len(n))\n'
        "        return f\"{translate('C', 'inside')} {plain('not this')}\"\n",
        encoding="utf-8",
    )
    found = {(one.context, one.source) for one in gather().of_file(file)}
    assert found == {
        ("C", "constant"), ("FootKeys", "Esc close"), ("Page", "own text"), ("Page", "told"),
        ("C", "{n} lead(s)"), ("C", "inside"),
    }  # fmt: skip


def test_what_was_translated_is_kept_and_what_is_gone_goes(tmp_path: Path) -> None:
    tool = gather()
    file = tmp_path / "bdc_desk_nl.ts"
    one, gone = tool.Message("C", "Queue"), tool.Message("C", "Old")
    many = tool.Message("C", "{n} lead(s)")
    tool.write(file, "nl", [one, gone, many], {one.key: ["Wachtrij"], many.key: ["{n} lead", "{n} leads"]})
    tool.write(file, "nl", [one, many, tool.Message("C", "New")], tool.translated(file))
    assert tool.translated(file) == {one.key: ["Wachtrij"], many.key: ["{n} lead", "{n} leads"]}
    assert 'type="unfinished"' in file.read_text(encoding="utf-8")


def test_every_sentence_of_the_engine_is_among_them() -> None:
    told = {one.source for one in all_messages() if one.context == "Reasons"}
    assert told == set(WORDS.values())


def test_whatever_may_be_said_of_a_lead_is_among_them() -> None:
    told = {one.source for one in all_messages() if one.context == "Closings"}
    desk_words = {reason.value.capitalize() for reason in ClosingReason} | set(visits._LABELS.values())
    assert desk_words | {"Reopen", "Not reached"} <= told


def test_every_placeholder_is_a_name() -> None:
    odd = [one.source for one in all_messages() if re.search(r"\{[^a-z}]|\{\}", one.source)]
    assert odd == []


def test_the_files_fall_back_to_the_language_without_its_country(tmp_path: Path) -> None:
    (tmp_path / "bdc_desk_de.qm").touch()
    assert translation_file("de_AT", tmp_path) == tmp_path / "bdc_desk_de.qm"
    assert translation_file("fr_FR", tmp_path) is None
    assert languages(tmp_path) == ("de", "en")


def test_a_language_without_a_file_stays_english_with_its_dates(qapp: QApplication, tmp_path: Path) -> None:
    assert install_translation(qapp, "fr", tmp_path) == "english"
    assert is_english()
    assert words.date_words(date(2026, 3, 12), with_year=False) == "12 Mar"


def test_words_numbers_and_dates_follow_the_language(pseudo: None) -> None:
    assert translate("Rows", "NEXT") == "⟦NEXT⟧"
    assert translate("Status", "{n} callback(s) due", "", 3) == "⟦3 callback(s) due⟧"
    assert number_words(1200) == "1.200"
    assert QLocale().language() == QLocale.Language.German
    assert words.day_name(0).startswith("Mo")
    assert words.age(timedelta(minutes=6)) == "⟦6 min⟧"
    at = datetime(2026, 3, 2, 17, 30, tzinfo=UTC)
    assert words.moment(at, at, UTC) == "17:30"


def test_a_reason_is_said_in_the_window_s_language(pseudo: None) -> None:
    calls = because("gate.calls", have=2, need=4)
    nested = because("gate.next", missing=calls, at="14:10")
    assert say(calls) == "⟦2 of 4 calls⟧"
    assert say(nested) == "⟦⟦2 of 4 calls⟧; next try after 14:10⟧"


def test_every_sentence_of_the_engine_is_known_again(pseudo: None) -> None:
    for code, text in WORDS.items():
        values = dict.fromkeys(re.findall(r"\{(\w+)\}", text), "14")
        assert say(str(because(code, **values))).startswith("⟦"), code


def test_in_english_a_reason_is_the_engine_s_own(qapp: QApplication) -> None:
    assert say(because("gate.calls", have=2, need=4)) == "2 of 4 calls"
    assert say("anything else") == "anything else"
