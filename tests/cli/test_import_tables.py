"""`bdc-desk import` of tables: what columns mean is asked once, given in a file, or told by their names."""

import json
import sys
from pathlib import Path

import pytest

from bdc_desk.operations.table_columns import kept_columns
from tests.cli.conftest import Commands, Terminal
from tests.cli.test_import import adf, leads_of
from tests.helpers.desks import Staffed

NAMED = """Naam;Telefoonnummer;E-mail;Auto;Kanaal
Pat Sample;+44 20 7946 0123;pat@example.test;Ford Ranger;Beurs
Kim Other;+44 20 7946 0124;kim@example.test;Skoda Octavia;Beurs
"""
STRANGE = """Veld A;Veld B;Veld C
Pat Sample;+44 20 7946 0123;Is hij er nog?
Kim Other;+44 20 7946 0124;Graag bellen
Ann Third;+44 20 7946 0125;Morgen
"""
GUESSED = "Naam is Full name, Telefoonnummer is Phone, E-mail is E-mail, Auto is Car wanted"


@pytest.fixture
def named(tmp_path: Path) -> Path:
    """A table whose columns say what they are."""
    path = tmp_path / "named.csv"
    path.write_text(NAMED, encoding="utf-8")
    return path


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    """A table of which only the numbers can be guessed."""
    path = tmp_path / "strange.csv"
    path.write_text(STRANGE, encoding="utf-8")
    return path


def sits(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{answer}\n" for answer in answers)))


def test_without_a_terminal_the_names_are_taken_and_it_is_said(
    run: Commands, desk: Staffed, named: Path
) -> None:
    said = run("import", str(named))
    assert said.code == 0
    assert said.err.startswith(f"{named}: its columns are read by their names: {GUESSED}")
    lines = said.out.splitlines()
    assert lines[0].startswith(
        f"{named}:2: new lead: Pat Sample, Ford Ranger [repaired: The columns were guessed"
    )
    assert lines[1].startswith(f"{named}:3: new lead: Kim Other, ")
    assert lines[2] == "2 new leads, 0 enquired again, 0 already here."
    assert kept_columns(desk.ana) == {}


def test_json_has_the_line_of_each_row(run: Commands, desk: Staffed, named: Path) -> None:
    said = run("import", "--json", str(named))
    leads = leads_of(said)
    assert [(one["line"], one["customer"]["full"] or one["customer"]["first"]) for one in leads] == [
        (2, leads[0]["customer"]["full"] or "Pat"), (3, leads[1]["customer"]["full"] or "Kim"),
    ]  # fmt: skip
    assert len({one["archive"] for one in leads}) == 1
    again = leads_of(run("import", "--json", str(named)))
    assert [one["result"] for one in again] == ["already here"] * 2


def test_with_yes_they_are_kept(run: Commands, desk: Staffed, named: Path) -> None:
    said = run("import", "--yes", str(named))
    assert f"{named}: its columns are read by their names: " in said.err
    assert "[ok]" in said.out
    assert len(kept_columns(desk.ana)) == 1
    assert run("import", str(named)).err == ""


def test_a_table_that_tells_too_little_is_one_flagged_lead_and_it_is_said(
    run: Commands, desk: Staffed, strange: Path
) -> None:
    for yes in ((), ("--yes",)):
        said = run("import", *yes, str(strange))
        assert said.code == 0
        assert said.err.startswith(f"{strange}: what its columns mean is not certain, so it comes in as one")
        assert "no name [unreadable: " in said.out
    assert kept_columns(desk.ana) == {}


def test_at_a_terminal_it_is_asked_once_and_kept(
    run: Commands, desk: Staffed, named: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sits(monkeypatch, "what", "y")
    said = run("import", str(named))
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"{named} is a table of 2 rows, of a kind new here.\n")
    assert "1  Naam            Full name" in said.out
    assert said.out.count("Import so? [y]es, [c]hange a column, [n]o: ") == 2
    assert ":2: new lead: Pat Sample, Ford Ranger [ok]" in said.out
    sits(monkeypatch)
    assert run("import", str(named)).code == 0  # the same kind: nothing is asked


def test_a_column_is_changed(
    run: Commands, desk: Staffed, strange: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sits(monkeypatch, "y", "c", "9", "c", "1", "nonsense", "c", "1", "Full name", "c", "3", "comments", "y")
    said = run("import", str(strange))
    assert said.code == 0
    assert "These columns name nobody, or nothing to reach them by" in said.out
    assert "There is no such column." in said.out
    assert "There is no such meaning; nothing was changed." in said.out
    assert ":2: new lead: Pat Sample [ok]" in said.out
    assert list(kept_columns(desk.ana).values()) == [("full", "phone", "comments")]


def test_a_meaning_by_its_number(
    run: Commands, desk: Staffed, strange: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sits(monkeypatch, "c", "1", "2", "y")
    run("import", str(strange))
    assert next(iter(kept_columns(desk.ana).values()))[0] == "full"


def test_a_table_that_is_not_wanted_stays_outside(
    run: Commands, desk: Staffed, named: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "z.adf").write_bytes(adf())
    sits(monkeypatch, "n")
    said = run("import", str(named), str(tmp_path / "z.adf"))
    assert (said.code, said.err) == (0, f"{named}: not imported.\n")
    assert said.out.splitlines()[-1] == "1 new lead, 0 enquired again, 0 already here."


def test_ctrl_d_at_the_question_imports_nothing(
    run: Commands, desk: Staffed, named: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sits(monkeypatch)
    assert run("import", str(named)).code == 130
    assert run("queue", "--json").objects == []


def test_columns_from_a_file(run: Commands, desk: Staffed, strange: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "columns.json"
    mapping.write_text(json.dumps({"veld a": "Full name", "Veld B": "phone"}))
    said = run("import", "--columns", str(mapping), str(strange))
    assert (said.code, said.err) == (0, "")
    assert ":2: new lead: Pat Sample [ok]" in said.out
    assert list(kept_columns(desk.ana).values()) == [("full", "phone", "")]


def test_columns_of_another_table_are_said(run: Commands, desk: Staffed, named: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "columns.json"
    mapping.write_text(json.dumps({"Veld A": "full"}))
    said = run("import", "--columns", str(mapping), str(named))
    assert said.err.splitlines()[-1] == "--columns: no table here has these columns."
    assert said.code == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"Veld A": "shoe size"}', "The column 'Veld A' cannot mean 'shoe size'. Meanings: (empty), full, "),
        ("[]", "has another form."),
        ("{}", "has another form."),
        ("{", "cannot be read: "),
        (None, "cannot be read: No such file or directory."),
    ],
)
def test_a_file_of_columns_that_is_off(
    run: Commands, desk: Staffed, strange: Path, tmp_path: Path, content: str | None, words: str
) -> None:
    mapping = tmp_path / "columns.json"
    if content is not None:
        mapping.write_text(content)
    said = run("import", "--columns", str(mapping), str(strange))
    assert (said.code, words in said.err) == (1, True), said.err
    assert run("queue", "--json").objects == []


def test_a_dry_run_asks_and_keeps_nothing(
    run: Commands, strange: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sits(monkeypatch, "c", "1", "full", "y")
    said = run("import", "--dry-run", str(strange))
    assert ":2: would be read: Pat Sample [ok]" in said.out
    assert not run.folder.exists()


def test_a_dry_run_takes_what_was_kept(run: Commands, desk: Staffed, named: Path) -> None:
    run("import", "--yes", str(named))
    said = run("import", "--dry-run", str(named))
    assert (said.err, "[ok]" in said.out) == ("", True)


def test_what_a_header_says_steers_no_terminal(
    run: Commands, desk: Staffed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evil = NAMED.replace("Kanaal", "Kan\x1b[2Jaal").replace("Beurs", "\u202eBeurs")
    (tmp_path / "e.csv").write_text(evil, encoding="utf-8")
    sits(monkeypatch, "c", "5", "", "n")
    said = run("import", str(tmp_path / "e.csv"))
    assert not set(said.out + said.err) & set("\x1b\u202e")
    said = run("import", "--yes", str(tmp_path / "e.csv"))
    assert not set(said.out + said.err) & set("\x1b\u202e")
