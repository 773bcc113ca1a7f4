"""The guide's files: whole, linked, searchable; and the page of keys that is made."""

import re
from pathlib import Path

import pytest

import bdc_desk
from bdc_desk.ui.actions import Action
from bdc_desk.ui.assets import asset
from bdc_desk.ui.help.guide import KEYS_PAGE, ORDER, Page, found_in, read_guide, target_of
from bdc_desk.ui.help.keys_page import keys_page
from bdc_desk.ui.help.topics import DEFAULT, PAGES

GUIDE = read_guide(asset("guide", ""))


def nothing() -> None:
    return


def test_every_page_is_there_and_has_a_title() -> None:
    assert [page.name for page in GUIDE] == [name for name in ORDER if name != KEYS_PAGE]
    assert all(page.title and page.text.startswith("# ") for page in GUIDE)


def test_no_file_is_forgotten_in_the_order() -> None:
    files = {file.stem for file in asset("guide", "en").glob("*.md")}
    assert files == set(ORDER) - {KEYS_PAGE}


@pytest.mark.parametrize("page", GUIDE, ids=lambda page: page.name)
def test_every_link_leads_to_a_page(page: Page) -> None:
    assert [link for link in page.links if target_of(link) not in ORDER] == []


@pytest.mark.parametrize("link", ["https://example.test", "../secret.md", "file:///etc", "calling.txt", ""])
def test_nothing_outside_is_ever_opened(link: str) -> None:
    assert target_of(link) == ""


def test_every_topic_is_a_page() -> None:
    assert {*PAGES.values(), DEFAULT} <= set(ORDER)


def test_a_topic_names_classes_that_there_are() -> None:
    source = "\n".join(
        file.read_text(encoding="utf-8")
        for file in (Path(bdc_desk.__file__).parent / "ui").rglob("*.py")
        if file.name != "topics.py"
    )
    assert [name for name in PAGES if not re.search(rf"^class {name}\b", source, re.MULTILINE)] == []


def test_words_in_the_title_come_first() -> None:
    assert found_in(GUIDE, "closing")[0].name == "closing"
    assert found_in(GUIDE, "zebra") == ()
    assert found_in(GUIDE, "") == GUIDE


def test_a_language_without_pages_shows_the_english_ones(tmp_path: Path) -> None:
    for language, name in (("en", "queue"), ("en", "calling"), ("nl", "queue")):
        (tmp_path / language).mkdir(exist_ok=True)
        (tmp_path / language / f"{name}.md").write_text(f"# {language} {name}\n", encoding="utf-8")
    assert [page.title for page in read_guide(tmp_path, "nl_BE")] == ["nl queue", "en calling"]


def test_the_page_of_keys_has_every_action() -> None:
    actions = [
        Action("close", "Close: sold | lost", ("Ctrl+Return", "Ctrl+Enter"), nothing),
        Action("mail wish", "No emails", (), nothing),
        Action("outcome 1", "", ("1",), nothing, listed=False),
        Action("outcome 9", "", ("9",), nothing, listed=False),
    ]
    text = keys_page(actions).text
    assert "| **Ctrl\\+Enter** | Close: sold \\| lost |" in text
    assert "| **1\\-9** |" in text
    assert "- No emails" in text
    assert text.count("Ctrl\\+0") == 1


def test_a_key_of_the_look_stands_once() -> None:
    text = keys_page([Action("usual", "Usual text size", ("Ctrl+0",), nothing)]).text
    assert text.count("Ctrl\\+0") == 1
