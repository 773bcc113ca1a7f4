"""A table that nobody has explained is asked about before it comes in; the next one is not."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from bdc_desk.intake.tables.mapping import header_key
from bdc_desk.operations.table_columns import kept_columns
from bdc_desk.ui.intake.table_panel import TablePanel
from tests.ui.intake.fake_intake import AtIntake

HEADER = ("Naam", "Telefoon", "E-mail", "Auto", "Campagne")
ROWS = (
    ("Pat Voorbeeld", "+44 20 7946 0191", "pat@example.test", "2023 Volvo EX30", "Lente"),
    ("Sam Vorlage", "+44 20 7946 0192", "sam@example.test", "2022 Polestar 2", "Lente"),
)
CONTROL = Qt.KeyboardModifier.ControlModifier


def table(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> str:
    return "\n".join(";".join(cells) for cells in (header, *(rows or ROWS))) + "\n"


def dropped(desk: AtIntake, folder: Path, text: str, name: str = "leads.csv") -> TablePanel:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    desk.drop(file)
    finish(desk)
    return desk.intake.table_panel


def finish(desk: AtIntake) -> None:
    desk.qtbot.waitUntil(lambda: not desk.intake.drop._jobs, timeout=20_000)
    desk.settle()


def names(desk: AtIntake) -> set[str]:
    return {row.name for row in desk.window.queue.model.rows()}


def test_the_columns_are_proposed_and_the_first_lead_shows_as_it_would_be(
    desk: AtIntake, tmp_path: Path
) -> None:
    panel = dropped(desk, tmp_path, table())
    assert panel.is_open
    assert panel.columns() == ("full", "phone", "email", "wanted", "")
    assert panel.combos[0].hasFocus()
    assert "Pat Voorbeeld · +44 20 7946 0191 · pat@example.test" in panel.lead.text()
    assert panel.take.accessibleName() == "Import 2 leads (Ctrl+Enter)"
    assert names(desk) == set()
    desk.press(Qt.Key.Key_Return, CONTROL)
    finish(desk)
    assert not panel.is_open
    assert names(desk) == {"Pat Voorbeeld", "Sam Vorlage"}
    assert kept_columns(desk.desk)[header_key(HEADER)] == ("full", "phone", "email", "wanted", "")


def test_the_next_table_of_the_kind_comes_in_unasked(desk: AtIntake, tmp_path: Path) -> None:
    dropped(desk, tmp_path, table())
    desk.press(Qt.Key.Key_Return, CONTROL)
    finish(desk)
    later = ("Kim Exempel", "+44 20 7946 0193", "kim@example.test", "", "Zomer")
    panel = dropped(desk, tmp_path, table(*ROWS, later), "later.csv")
    assert not panel.is_open
    assert names(desk) == {"Pat Voorbeeld", "Sam Vorlage", "Kim Exempel"}
    assert "1 new lead · 2 already here" in desk.notice()


def test_another_meaning_changes_the_first_lead_at_once(desk: AtIntake, tmp_path: Path) -> None:
    panel = dropped(desk, tmp_path, table())
    panel.combos[4].choose("source")
    desk.settle()
    assert "Lente" in panel.lead.text()
    panel.combos[0].choose("")
    desk.settle()
    assert not panel.lead.text().startswith("Pat Voorbeeld")
    desk.press(Qt.Key.Key_Escape)


def test_without_any_name_or_number_it_does_not_come_in_and_says_why(desk: AtIntake, tmp_path: Path) -> None:
    panel = dropped(desk, tmp_path, table())
    for combo in panel.combos:
        combo.choose("")
    desk.settle()
    assert not panel.take.isEnabled()
    assert "name, a number or an e-mail" in panel.words.text()
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert panel.is_open
    desk.press(Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (("A1", "B1", "C1", "D1"), ("full", "phone", "email", "")),
        (
            ("Spalte eins", "Spalte zwei", "Spalte drei", "Spalte vier"),
            ("full", "phone", "email", "wanted"),
        ),
        (("Spalte eins", "Spalte zwei", "Spalte drei"), ("last", "mobile", "email")),
    ],
)
def test_the_first_lead_shows_by_the_chosen_meanings_whatever_the_columns_are_called(
    desk: AtIntake, tmp_path: Path, header: tuple[str, ...], columns: tuple[str, ...]
) -> None:
    panel = dropped(desk, tmp_path, table(*(row[: len(header)] for row in ROWS), header=header))
    for combo, meaning in zip(panel.combos, columns, strict=True):
        combo.choose(meaning)
    desk.settle()
    assert "Voorbeeld" in panel.lead.text()
    assert "+44 20 7946 0191" in panel.lead.text()
    assert "known form" not in panel.faults.text()
    panel.combos[1].choose("")
    desk.settle()
    assert "no number" in panel.faults.text()
    panel.combos[1].choose(columns[1])
    desk.press(Qt.Key.Key_Return, CONTROL)
    finish(desk)
    assert any("Voorbeeld" in name for name in names(desk))


def test_two_of_one_kind_are_asked_about_once(desk: AtIntake, tmp_path: Path) -> None:
    for number, row in enumerate(ROWS):
        (tmp_path / f"{number}.csv").write_text(table(row), encoding="utf-8")
    desk.drop(tmp_path / "0.csv", tmp_path / "1.csv")
    finish(desk)
    desk.press(Qt.Key.Key_Return, CONTROL)
    finish(desk)
    assert not desk.intake.table_panel.is_open
    assert names(desk) == {"Pat Voorbeeld", "Sam Vorlage"}


def test_two_kinds_are_asked_about_one_after_the_other(desk: AtIntake, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(table(ROWS[0]), encoding="utf-8")
    other = table(("Kim", "Exempel", "+44 20 7946 0193"), header=("First name", "Last name", "Phone"))
    (tmp_path / "b.csv").write_text(other, encoding="utf-8")
    desk.drop(tmp_path / "a.csv", tmp_path / "b.csv")
    finish(desk)
    panel = desk.intake.table_panel
    assert "a.csv" in panel.title.text()
    desk.press(Qt.Key.Key_Return, CONTROL)
    finish(desk)
    assert panel.is_open
    assert "b.csv" in panel.title.text()
    assert len(panel.combos) == 3
    desk.press(Qt.Key.Key_Return, CONTROL)
    finish(desk)
    assert names(desk) == {"Pat Voorbeeld", "Kim Exempel"}


def test_a_table_that_came_by_itself_is_explained_from_the_page(desk: AtIntake) -> None:
    """A mailbox brought a table whose columns could not be guessed: one lead says so, and holds the mail."""
    rows = (("Pat Voorbeeld", "red", "pat@example.test"), ("Sam Vorlage", "blue", "sam@example.test"))
    text = table(*rows, header=("K1", "K2", "E-mail"))
    desk.bring(text.encode(), name="odd.csv")
    desk.press(Qt.Key.Key_F6)
    desk.settle()
    detail = desk.intake.page.detail
    assert detail.columns.isVisible()
    desk.qtbot.mouseClick(detail.columns, Qt.MouseButton.LeftButton)
    desk.settle()
    panel = desk.intake.table_panel
    assert panel.is_open
    panel.combos[0].choose("full")
    panel.combos[1].choose("wanted")
    desk.press(Qt.Key.Key_Return, CONTROL)
    finish(desk)
    assert {"Pat Voorbeeld", "Sam Vorlage"} <= names(desk)
    assert "close it with Ctrl+Enter" in desk.notice()
    desk.press(Qt.Key.Key_Escape)


def test_a_table_with_fifty_columns_scrolls_and_keeps_its_buttons_in_sight(
    desk: AtIntake, tmp_path: Path
) -> None:
    header = ("Naam", "Telefoon", *(f"Vraag {number}" for number in range(48)))
    row = ("Pat Voorbeeld", "+44 20 7946 0191", *(["ja"] * 48))
    panel = dropped(desk, tmp_path, table(row, header=header))
    assert len(panel.combos) == 50
    foot = panel.take.mapTo(desk.window, panel.take.rect().bottomRight())
    assert desk.window.rect().contains(foot)
    panel.combos[-1].setFocus()
    desk.settle()
    seen = panel.combos[-1].visibleRegion()
    assert not seen.isEmpty()
    desk.press(Qt.Key.Key_Escape)
