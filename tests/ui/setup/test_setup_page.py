from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.operations.setup_form import WEEKDAYS, SetupForm
from bdc_desk.ui import theme
from bdc_desk.ui.setup.places import countries, only_zone, zones
from bdc_desk.ui.setup.setup_page import SetupPage
from tests.helpers.screens import clipped

CONTROL = Qt.KeyboardModifier.ControlModifier
GUESS = SetupForm(
    name="",
    country="GB",
    region="",
    zone="Europe/London",
    hours=dict.fromkeys(WEEKDAYS[:6], ("09:00-21:00",)),
    person_name="",
)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> Iterator[SetupPage]:
    theme.apply(qapp, "light")
    made = SetupPage(GUESS)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


def start(qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)


def test_two_names_are_enough_where_the_guess_is_right(page: SetupPage, qtbot: QtBot) -> None:
    page.name.setFocus()
    qtbot.keyClicks(page.name, "Harbour Motors")
    qtbot.keyClicks(page.person_name, "Ana Cruz")
    with qtbot.waitSignal(page.done) as done:
        start(qtbot)
    form = done.args[0]
    assert (form.name, form.person_name, form.country, form.zone) == (
        "Harbour Motors", "Ana Cruz", "GB", "Europe/London"
    )  # fmt: skip
    assert form.hours == {**dict.fromkeys(WEEKDAYS[:6], ("09:00-21:00",)), "sunday": ()}
    assert (form.role, form.dial_way) == ("salesperson", "by hand")


def test_faults_stand_beside_their_fields_the_first_gets_the_keyboard(page: SetupPage, qtbot: QtBot) -> None:
    page.person_name.setFocus()
    with qtbot.assertNotEmitted(page.done):
        start(qtbot)
    assert page._fields["name"].fault == "Give the dealership's name."
    assert page._fields["person_name"].fault
    assert page._fields["zone"].fault == ""
    assert page.name.hasFocus()
    qtbot.keyClicks(page.name, "Harbour Motors")
    qtbot.keyClicks(page.person_name, "Ana Cruz")
    with qtbot.waitSignal(page.done):
        start(qtbot)
    assert page._fields["name"].fault == ""


def test_hours_as_people_type_them(page: SetupPage, qtbot: QtBot) -> None:
    line = page.hours.line("wednesday")  # Monday to Friday together
    line.typed.selectAll()
    qtbot.keyClicks(line.typed, "9-12, 13-18")
    assert page.form().hours["wednesday"] == ("09:00-12:00", "13:00-18:00")
    assert page.form().hours["saturday"] == ("09:00-21:00",)


def test_hours_that_cannot_be_read_are_told_beside_their_line(page: SetupPage, qtbot: QtBot) -> None:
    page.name.setText("Harbour Motors")
    page.person_name.setText("Ana Cruz")
    line = page.hours.line("saturday")
    line.typed.selectAll()
    qtbot.keyClicks(line.typed, "18-9")
    with qtbot.assertNotEmitted(page.done):
        start(qtbot)
    assert "ends before it begins" in line.fault.text()
    assert line.typed.hasFocus()


def test_closed_all_week_is_a_fault(page: SetupPage, qtbot: QtBot) -> None:
    page.name.setText("Harbour Motors")
    page.person_name.setText("Ana Cruz")
    for day in ("monday", "saturday", "sunday"):
        page.hours.line(day).closed.setChecked(True)
    page.name.setFocus()
    with qtbot.assertNotEmitted(page.done):
        start(qtbot)
    assert page.hours.week_fault.isVisible()


def test_each_weekday_can_have_its_own_hours(page: SetupPage, qtbot: QtBot) -> None:
    together = page.hours.line("monday")
    together.typed.selectAll()
    qtbot.keyClicks(together.typed, "8-17")
    page.hours.each_day.setChecked(True)
    assert page.form().hours["friday"] == ("08:00-17:00",)  # what was typed for all goes to each
    late = page.hours.line("thursday")
    late.typed.selectAll()
    qtbot.keyClicks(late.typed, "8-21")
    hours = page.form().hours
    assert (hours["wednesday"], hours["thursday"]) == (("08:00-17:00",), ("08:00-21:00",))


def test_a_guess_with_uneven_weekdays_shows_them(page: SetupPage) -> None:
    page.hours.show_hours({"monday": ("09:00-12:00",), "tuesday": ("09:00-18:00",)})
    assert page.hours.each_day.isChecked()
    assert page.form().hours["monday"] == ("09:00-12:00",)
    assert page.form().hours["friday"] == ()


def test_a_zone_is_found_by_part_of_its_name(page: SetupPage, qtbot: QtBot) -> None:
    finder = page.zone.completer()
    finder.setCompletionPrefix("berlin")
    assert finder.currentCompletion() == "Europe/Berlin"
    page.zone.setEditText("europe/berlin")
    assert page.form().zone == "Europe/Berlin"
    page.zone.setEditText("Mars/Olympus")
    assert page.form().zone == ""


def test_the_wheel_over_a_list_changes_nothing(page: SetupPage, qapp: QApplication) -> None:
    page.name.setFocus()
    at = QPointF(page.country.rect().center())
    turn = QWheelEvent(
        at, page.country.mapToGlobal(at), QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    qapp.sendEvent(page.country, turn)
    assert page.form().country == "GB"


def test_role_and_phone_are_told_in_the_log_s_words(page: SetupPage) -> None:
    page.role.setCurrentIndex(1)
    page.by_link.setChecked(True)
    assert (page.form().role, page.form().dial_way) == ("enquiry", "tel")


def test_invented_people_are_one_click_away(page: SetupPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.demo_asked):
        qtbot.mouseClick(page.demo, Qt.MouseButton.LeftButton)


def test_the_lists_name_countries_and_zones() -> None:
    codes = {code: name for name, code in countries()}
    assert {"GB", "US", "DE", "NL", "AU"} <= codes.keys()
    assert codes["DE"] == "Germany"
    assert {"Europe/London", "America/New_York", "UTC"} <= set(zones())
    assert not any(zone.startswith("Etc/") for zone in zones())


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1280, 720)), (1.0, (640, 600)), (1.5, (1280, 720))])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_no_word_is_cut(
    page: SetupPage, qapp: QApplication, scale: float, size: tuple[int, int], look: theme.Choice
) -> None:
    theme.apply(qapp, look, scale)
    page.resize(*size)
    page._finish()
    for each in (False, True):
        page.hours.each_day.setChecked(each)
        for _ in range(3):
            qapp.processEvents()
        assert clipped(page) == []


def tab(qtbot: QtBot) -> None:
    """As the system delivers it: to the list of matches where one is open."""
    qtbot.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget(), Qt.Key.Key_Tab)


def test_the_one_match_is_taken_when_its_field_is_left(page: SetupPage, qtbot: QtBot) -> None:
    for box, typed, code, words in (
        (page.country, "united k", "GB", "United Kingdom"),
        (page.zone, "london", "Europe/London", "Europe/London"),
    ):
        box.choose("")
        box.setFocus()
        box.lineEdit().selectAll()
        qtbot.keyClicks(QApplication.focusWidget(), typed)
        tab(qtbot)
        assert not box.hasFocus()
        assert box.currentText() == words
        assert box.value() == code


def test_one_of_several_matches_is_not_taken(page: SetupPage, qtbot: QtBot) -> None:
    page.country.setFocus()
    page.country.lineEdit().selectAll()
    qtbot.keyClicks(QApplication.focusWidget(), "united")
    tab(qtbot)
    assert page.country.currentText() == "united"
    page._finish()
    assert page._fields["country"].fault.startswith("Choose the country from the list:")


def test_a_country_brings_its_one_zone_until_another_is_chosen(page: SetupPage, qtbot: QtBot) -> None:
    def typed(country: str) -> str:
        page.country.setFocus()
        page.country.lineEdit().selectAll()
        qtbot.keyClicks(QApplication.focusWidget(), country)
        tab(qtbot)
        return page.form().zone

    assert typed("irelan") == "Europe/Dublin"
    assert typed("united k") == "Europe/London"
    assert typed("germany") == "Europe/Berlin"
    assert typed("united states") == "Europe/Berlin"  # it has many: the person's to choose
    page.zone.choose("Europe/Paris")
    assert typed("united k") == "Europe/Paris"


def test_which_zone_a_country_has() -> None:
    assert only_zone("GB") == "Europe/London"
    assert only_zone("DE") == "Europe/Berlin"
    assert only_zone("US") == ""
    assert only_zone("") == ""
    assert only_zone("ZZ") == ""


def test_enter_presses_the_button_that_has_the_keyboard(page: SetupPage, qtbot: QtBot) -> None:
    page.join.setFocus()
    with qtbot.waitSignal(page.join_asked):
        qtbot.keyClick(page.join, Qt.Key.Key_Return)


def test_colleagues_are_written_down_one_a_line(page: SetupPage, qtbot: QtBot) -> None:
    page.name.setFocus()
    qtbot.keyClicks(page.name, "Harbour Motors")
    qtbot.keyClicks(page.person_name, "Ana Cruz")
    for name in ("Kim Ro", "", "ana cruz"):
        page.people.add.click()
        qtbot.keyClicks(QApplication.focusWidget(), name)
    with qtbot.assertNotEmitted(page.done):
        start(qtbot)
    assert QApplication.focusWidget() is page.people.name_of(1)
    qtbot.keyClicks(QApplication.focusWidget(), " Diaz")
    with qtbot.waitSignal(page.done) as done:
        start(qtbot)
    people = [(one.name, one.role) for one in done.args[0].people]
    assert people == [("Kim Ro", "salesperson"), ("ana cruz Diaz", "salesperson")]
