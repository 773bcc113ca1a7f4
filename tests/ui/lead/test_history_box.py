"""The history's switch, its undo, and five hundred lines."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.cadence.kinds import Kind
from bdc_desk.operations.customer_timeline import CustomerLine
from bdc_desk.operations.views import OtherLead, TimelineLine
from bdc_desk.ui import theme
from bdc_desk.ui.lead.page import LeadPage
from tests.ui.lead.invented import LONDON, NOW, jon

HOUR = timedelta(hours=1)
OCTAVIA = "walk-in · Skoda Octavia · 3 Mar"


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> LeadPage:
    theme.apply(qapp, "light")
    made = LeadPage()
    qtbot.addWidget(made)
    made.resize(620, 620)
    made.show()
    return made


def line(number: int, lead: str = "lead-1", kind: str = "note") -> CustomerLine:
    return CustomerLine(f"e{number}", NOW - number * HOUR, kind, f"Line {number}", "Ana Cruz", lead, OCTAVIA)


def shown(page: LeadPage) -> list[str]:
    return [row.accessibleName() for row in page.sections.history.rows()]


def test_h_shows_everything_of_the_customer_and_back(page: LeadPage, qtbot: QtBot) -> None:
    page.show_lead(jon(), NOW, LONDON)
    assert not page.shows_whole_history
    with qtbot.waitSignal(page.history_switched) as switched:
        page.switch_history()
    assert switched.args == [True]
    assert any("Enquiry received" in text for text in shown(page))  # until everything has been read
    page.show_more_history("lead-1", (line(2, "lead-9"), line(1)), frozenset())
    assert shown(page) == [
        "09:19. Line 1. Ana Cruz",
        f"08:19. Line 2. {OCTAVIA}. Ana Cruz",
    ]
    page.switch_history()
    assert any("Enquiry received" in text for text in shown(page))
    assert len(shown(page)) == 1


def test_the_choice_stays_over_leads_but_never_shows_another_customer_s(page: LeadPage) -> None:
    page.show_lead(jon(), NOW, LONDON)
    page.switch_history()
    page.show_more_history("lead-1", (line(1), line(2)), frozenset())
    page.show_lead(jon(lead="lead-2"), NOW, LONDON)
    assert page.shows_whole_history
    assert len(shown(page)) == 1
    page.show_more_history("lead-1", (line(1), line(2)), frozenset())  # an answer that came late
    assert len(shown(page)) == 1


def test_five_hundred_lines_come_forty_at_a_time(page: LeadPage) -> None:
    page.show_lead(jon(), NOW, LONDON)
    page.switch_history()
    page.show_more_history("lead-1", tuple(line(number) for number in range(500)), frozenset())
    history = page.sections.history
    assert len(history.rows()) == 40
    assert history._more.accessibleName() == "Show 40 of 460 earlier"
    history._more.click()
    assert len(history.rows()) == 80
    page.switch_history()
    assert len(history.rows()) == 1


def test_what_stands_can_be_undone_from_its_line(page: LeadPage, qtbot: QtBot) -> None:
    merged = TimelineLine("m1", NOW, Kind.MERGED, "Merged with Pat Sampel", "Ana Cruz")
    gone = TimelineLine("m0", NOW - HOUR, Kind.MERGED, "Merged with Lee", "Ana Cruz")
    page.show_lead(jon(timeline=(gone, merged)), NOW, LONDON)
    page.show_more_history("lead-1", None, frozenset({"m1"}))
    first, second = page.sections.history.rows()
    assert first._open.accessibleName() == "Undo: Merged with Pat Sampel"
    assert not second._open.isVisible()
    with qtbot.waitSignal(page.undo_asked) as asked:
        first._open.click()
    assert asked.args == ["m1", Kind.MERGED]


def test_a_repaired_lead_says_what_was_repaired_beside_the_way_to_the_original(page: LeadPage) -> None:
    faults = page.sections.faults
    page.show_lead(jon(grade="repaired", faults=("</adf> was missing",)), NOW, LONDON)
    assert faults._head.text() == "Repaired: </adf> was missing"
    assert not faults._faults.isVisible()
    assert faults.original.isVisible()
    page.show_lead(jon(grade="repaired", faults=("</adf> was missing", "a bare &")), NOW, LONDON)
    assert faults._head.text() == "Repaired: the mail was damaged in 2 places."
    assert faults._faults.text() == "– </adf> was missing\n– a bare &"
    page.show_lead(jon(grade="partial", faults=("no number",)), NOW, LONDON)
    assert faults._head.text().startswith("Read the mail: not all of it")
    page.show_lead(jon(), NOW, LONDON)
    assert not faults.isVisible()


def test_the_line_about_twins_goes_with_its_lead(page: LeadPage, qtbot: QtBot) -> None:
    page.show_lead(jon(), NOW, LONDON)
    page.show_twins("lead-1", "May be the same person as Pat Sampel")
    twins = page.sections.twins
    assert twins.isVisible()
    page.show_twins("lead-1", None)  # asked again: what was said stays until the answer comes
    assert twins.isVisible()
    page.show_lead(jon(lead="lead-2"), NOW, LONDON)
    page.show_twins("lead-2", None)
    assert not twins.isVisible()
    page.show_twins("lead-1", "an answer that came late")
    assert not twins.isVisible()
    page.show_twins("lead-2", "May be Lee")
    with qtbot.waitSignal(page.compare_asked):
        twins.compare.click()


def test_the_switch_stands_only_where_it_says_something(page: LeadPage) -> None:
    other = OtherLead("lead-9", NOW - 90 * HOUR, "Skoda Octavia", "Showroom", "closed")
    page.show_lead(jon(), NOW, LONDON)
    everything = page.sections.history_box.everything
    assert not everything.isVisible()
    page.switch_history()
    assert everything.isVisible()  # so that it can be switched back
    page.switch_history()
    page.show_lead(jon(lead="lead-2", other_leads=(other,)), NOW, LONDON)
    assert everything.isVisible()
