"""Where texts lie, whose wins, and what may be saved."""

from pathlib import Path

import pytest

from bdc_desk.contact.languages import LANGUAGES
from bdc_desk.contact.template_files import (
    Origin,
    check_template,
    read_template,
    reset_template,
    save_template,
    template_text,
)
from bdc_desk.errors import Refused, SurroundingsFault

GOOD = "Subject: Hello\n\n{{ salutation }},\n\nours\n"


@pytest.mark.parametrize("name", ["../policies/default", "a/b", "a.b", "", "C:\\x", "a\x00", "x" * 81])
def test_a_name_cannot_leave_the_folder(name: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be called"):
        read_template(name, tmp_path)
    with pytest.raises(Refused, match="cannot be called"):
        save_template(tmp_path, "en", name, GOOD)
    with pytest.raises(Refused, match="texts in English"):
        save_template(tmp_path, "../en", "missed_you", GOOD)


def test_a_template_without_a_text_says_where_to_write_one(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsFault, match="no text for the template winter_tyres") as fault:
        read_template("winter_tyres", tmp_path, "nl")
    assert str(tmp_path / "nl" / "winter_tyres.txt") in str(fault.value)


def test_a_file_that_is_no_text_says_so(tmp_path: Path) -> None:
    (tmp_path / "missed_you.txt").write_bytes(b"Subject: caf\xe9\n\nbody")
    with pytest.raises(SurroundingsFault, match="UTF-8"):
        read_template("missed_you", tmp_path)
    (tmp_path / "last_try.txt").mkdir()
    with pytest.raises(SurroundingsFault, match="cannot be read"):
        read_template("last_try", tmp_path)


def test_whose_text_wins(tmp_path: Path) -> None:
    assert template_text("missed_you", tmp_path, "nl").origin is Origin.SHIPPED
    (tmp_path / "missed_you.txt").write_text("for all", "utf-8")
    told = template_text("missed_you", tmp_path, "nl")
    assert (told.text, told.language, told.origin) == ("for all", "", Origin.OWN_FOR_ALL)
    save_template(tmp_path, "nl", "missed_you", GOOD)
    told = template_text("missed_you", tmp_path, "nl")
    assert (told.text, told.language, told.origin) == (GOOD, "nl", Origin.OWN)
    assert template_text("missed_you", tmp_path, "de").text == "for all"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "name", ["missed_you", "car_details", "test_drive", "last_try", "appointment", "free_text"]
)
def test_the_programs_own_texts_have_no_faults(language: str, name: str) -> None:
    assert check_template(read_template(name, None, language)) == ()


def test_every_fault_is_named_with_its_line() -> None:
    text = (
        "Subject: {{ model }}\n\n{{ salutation }}\n{{ car | center(9) }}\n{% if car %}x{% endif %}\n{{ 7 }}"
    )
    faults = check_template(text)
    assert [fault.partition(":")[0] for fault in faults] == ["Line 1", "Line 4", "Line 5", "Line 6"]
    assert faults[0].startswith("Line 1: there is no {{ model }}; there are salutation, ")
    assert check_template("Subject: a\n\n{{ car") == ("Line 3: a {{ or {% is not closed.",)
    assert check_template("Subject: a\n\n{{ your car }}")[0].startswith("Line 3: {{ ... }} begins with")
    assert check_template("Hello") == (
        'Line 1: the first line must be "Subject: ...", then an empty line, then the text.',
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "{{ 'a'*10**9 }}",
        "{% for x in car %}{{ x }}{% endfor %}",
        "{{ car.__class__.__mro__ }}",
        "{{ " + "(" * 10_000 + "car" + ")" * 10_000 + " }}",
        "[" * 10_000 + "{{ " + "[" * 5_000 + " }}",
        "x" * 2_000_000,
        "{{ car }}" * 200_000,
        "{{",
        "{# x",
        "{% raw %} x",
    ],
)
def test_hostile_texts_are_faults_and_are_not_saved(hostile: str, tmp_path: Path) -> None:
    text = f"Subject: a\n\n{hostile}"
    assert len(check_template(text)) == 1
    with pytest.raises(Refused, match="cannot be saved yet"):
        save_template(tmp_path, "en", "missed_you", text)
    assert not list(tmp_path.iterdir())


def test_saving_keeps_the_one_before_and_line_ends_are_plain(tmp_path: Path) -> None:
    save_template(tmp_path, "en", "missed_you", GOOD)
    save_template(tmp_path, "en", "missed_you", "Subject: second\r\n\r\nbody")
    file = tmp_path / "en" / "missed_you.txt"
    assert file.read_bytes() == b"Subject: second\n\nbody\n"
    assert (tmp_path / "en" / "missed_you.txt.before").read_text("utf-8") == GOOD
    assert sorted(one.name for one in file.parent.iterdir()) == ["missed_you.txt", "missed_you.txt.before"]


def test_a_text_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    save_template(tmp_path, "en", "missed_you", GOOD)
    (tmp_path / "en" / ".missed_you.txt.new").mkdir()
    with pytest.raises(SurroundingsFault, match="What was there before still is"):
        save_template(tmp_path, "en", "missed_you", "Subject: second\n\nbody")
    assert read_template("missed_you", tmp_path) == GOOD


def test_back_to_the_programs_text(tmp_path: Path) -> None:
    save_template(tmp_path, "en", "missed_you", GOOD)
    reset_template(tmp_path, "en", "missed_you")
    assert template_text("missed_you", tmp_path, "en").origin is Origin.SHIPPED
    assert (tmp_path / "en" / "missed_you.txt.before").read_text("utf-8") == GOOD
    reset_template(tmp_path, "en", "missed_you")  # again: nothing to put away
    with pytest.raises(Refused, match="only yours"):
        reset_template(tmp_path, "en", "winter_tyres")


def test_back_to_the_programs_text_leaves_the_other_languages_theirs(tmp_path: Path) -> None:
    (tmp_path / "missed_you.txt").write_text(GOOD, "utf-8")
    reset_template(tmp_path, "nl", "missed_you")
    assert read_template("missed_you", tmp_path, "nl") == read_template("missed_you", None, "nl")
    assert read_template("missed_you", tmp_path, "de") == GOOD
