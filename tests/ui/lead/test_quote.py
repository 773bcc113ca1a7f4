import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.ui import theme
from bdc_desk.ui.lead.quote import MOST_LINES, Quote

LONG = "\n".join(f"Line {number} of a long message." for number in range(40))


@pytest.fixture
def quote(qtbot: QtBot, qapp: QApplication) -> Quote:
    theme.apply(qapp, "light")
    made = Quote()
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    return made


def height(quote: Quote) -> float:
    return quote.text.height() / quote.text.fontMetrics().lineSpacing()


def bars(quote: Quote) -> bool:
    return quote.text.verticalScrollBar().isVisible()


def test_a_short_message_is_shown_whole(quote: Quote) -> None:
    quote.show_words("Is it still there?\nI could come on Saturday.")
    assert 2 <= height(quote) < 3
    assert not quote.all.isVisible()


def test_a_long_message_is_folded_and_unfolds_by_a_key(quote: Quote, qtbot: QtBot) -> None:
    quote.show_words(LONG)
    assert MOST_LINES <= height(quote) < MOST_LINES + 1
    assert not bars(quote)
    qtbot.keyClick(quote.all, Qt.Key.Key_Return)
    assert 40 <= height(quote) < 41
    assert not bars(quote)
    qtbot.keyClick(quote.all, Qt.Key.Key_Return)
    assert height(quote) < MOST_LINES + 1


def test_a_refresh_leaves_it_unfolded_another_lead_folds_it(quote: Quote) -> None:
    quote.show_words(LONG)
    quote.all.click()
    quote.show_words(LONG, afresh=False)
    assert height(quote) >= 40
    quote.show_words(LONG)
    assert height(quote) < MOST_LINES + 1


def test_wrapped_lines_count_in_any_width(quote: Quote, qapp: QApplication) -> None:
    quote.show_words("word " * 400)
    quote.all.click()
    for width in (300, 700):
        quote.resize(width, 300)
        qapp.processEvents()
        shown = quote.text.lines(10_000)
        assert shown <= height(quote) < shown + 1


def test_a_message_longer_than_any_page_scrolls_in_its_box(quote: Quote) -> None:
    quote.show_words("\n" * 5000)
    quote.all.click()
    assert bars(quote)
