"""The sign in the tray: its tooltip, its number, its menu; and no tray at all."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.settings import Preferences
from bdc_desk.ui import theme
from bdc_desk.ui.alerts.tray import Counts, Tray
from bdc_desk.ui.alerts.tray_icon import number_told, numbered_icon
from tests.ui.alerts.loudspeaker import Icon


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> QWidget:
    theme.apply(qapp, "light")
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_it_counts_what_is_not_zero(window: QWidget) -> None:
    icon = Icon()
    Tray(window, lambda: icon).show_counts(Counts(waiting=7, over_15=1))
    assert icon.tip == "BDC Desk · 7 waiting · 1 over 15 min"


def test_the_sign_is_painted_when_its_number_changes(window: QWidget) -> None:
    icon = Icon()
    tray = Tray(window, lambda: icon)
    for counts in (Counts(), Counts(waiting=2), Counts(over_2=2), Counts(over_2=2, callbacks=1), Counts()):
        tray.show_counts(counts)
    assert icon.icons == 3  # 2, 3, and none again


@pytest.mark.parametrize(
    ("number", "told"), [(0, ""), (-1, ""), (1, "1"), (99, "99"), (100, "99+"), (5000, "99+")]
)
def test_the_number_on_the_sign(number: int, told: str) -> None:
    assert number_told(number) == told


def test_the_number_is_seen_on_the_icon(window: QWidget) -> None:
    pictures = {numbered_icon(number).pixmap(32, 32).toImage().cacheKey() for number in (0, 1, 99, 100)}
    plain, marked = (numbered_icon(number).pixmap(32, 32).toImage() for number in (0, 7))
    assert len(pictures) == 4
    assert plain != marked


def test_each_line_of_the_menu_asks_for_one_thing(window: QWidget, qtbot: QtBot) -> None:
    icon = Icon()
    tray = Tray(window, lambda: icon)
    assert icon.menu is not None
    asked = (tray.activated, tray.silence_asked, tray.break_asked, tray.quit_asked)
    for line, signal in zip(icon.menu.actions(), asked, strict=True):
        with qtbot.waitSignal(signal, timeout=1000):
            line.trigger()


def test_it_comes_and_goes_with_the_preferences(window: QWidget) -> None:
    made: list[Icon] = []

    def make() -> Icon:
        made.append(Icon())
        return made[-1]

    tray = Tray(window, make, wanted=False)
    assert (tray.present, made) == (False, [])
    tray.use(Preferences(tray=True, tray_messages=False))
    assert tray.present
    assert made[0].shown
    tray.message("BDC Desk", "words")
    assert made[0].messages == []
    tray.use(Preferences(tray=True))
    tray.message("BDC Desk", "<b>words</b>")
    assert made[0].messages == ["‹b›words‹/b›"]
    tray.use(Preferences(tray=False))
    assert (tray.present, made[0].shown, len(made)) == (False, False, 1)


def test_without_a_tray_everything_else_works(window: QWidget) -> None:
    tray = Tray(window, lambda: None)
    tray.show_counts(Counts(waiting=1))
    tray.message("BDC Desk", "words")
    tray.close()
    assert not tray.present
