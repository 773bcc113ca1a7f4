"""`bdc-desk erase`: says what goes, asks, does it, and says what it cannot reach."""

import sys
from datetime import timedelta

import pytest

from bdc_desk.cadence.kinds import ClosingReason, Kind
from bdc_desk.operations.backing_up import daily_backup
from bdc_desk.operations.lead_work import close_lead, reopen, write_note
from bdc_desk.operations.writing import working
from bdc_desk.settings import Profile
from bdc_desk.storage.backup import backups
from tests.cli.conftest import Commands, Terminal
from tests.helpers.desks import Staffed
from tests.helpers.traces import traces

REST = ("--reason", "asked")


@pytest.fixture
def lead(desk: Staffed) -> str:
    found = desk.lead(1, "Pia Quillonby")
    write_note(desk.ana, found, "Works at the lighthouse")
    return found


def left(run: Commands) -> list[str]:
    return traces(run.folder, ["Quillonby", "lighthouse"], ["2079460001"])


def test_it_says_what_goes_and_what_it_cannot_reach(run: Commands, desk: Staffed, lead: str) -> None:
    said = run("erase", lead, *REST, "--yes")
    assert (said.code, said.err) == (0, "")
    assert "Pia Quillonby will be erased" in said.out
    assert "of 2 of their 2 entries" in said.out
    assert "Nothing of the customer is left in the log's files" in said.out
    assert "What this cannot reach" in said.out
    desk.store.close()
    assert left(run) == []
    assert run("verify").code == 0


def test_somebody_has_to_say_yes(
    run: Commands, desk: Staffed, lead: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = run("erase", lead, *REST)
    assert (said.code, "Give --yes" in said.err) == (1, True)
    for typed, code in (("yes", 1), ("", 1), ("pia  quillonby", 0)):
        monkeypatch.setattr(sys, "stdin", Terminal(f"{typed}\n"))
        assert run("erase", lead, *REST).code == code
    assert run("show", lead).out.startswith("Erased customer: erased")


def test_what_was_erased_is_not_erased_again(run: Commands, desk: Staffed, lead: str) -> None:
    assert run("erase", lead, *REST, "--yes").code == 0
    said = run("erase", lead, *REST, "--yes")
    assert (said.code, "nothing is kept of this customer" in said.err) == (1, True)


def test_backups_hold_the_customer_until_a_day_or_are_removed_now(
    run: Commands, desk: Staffed, lead: str
) -> None:
    profile = Profile(run.folder)
    daily_backup(desk.ana, profile, force=True)
    desk.clock.advance(timedelta(hours=1))
    said = run("erase", lead, *REST, "--yes")
    assert "1 backup may hold them, the last until Wed 1 Apr" in said.out
    assert "hold them until" in said.out
    other = desk.lead(2, "Pia Quillonby")
    said = run("erase", other, *REST, "--yes", "--backups", "now")
    assert "the older ones were removed" in said.out
    desk.store.close()
    assert len(backups(profile.backups)) == 1
    assert traces(run.folder, ["Quillonby"], but="-") == []


def test_an_old_reason_that_cannot_be_erased_is_counted(run: Commands, desk: Staffed, lead: str) -> None:
    """As older versions wrote it: the words in the body."""
    close_lead(desk.ana, lead, ClosingReason.LOST)
    reopen(desk.ana, lead, "rang again")
    with working(desk.ana) as work:
        work.append(Kind.OWNER_SET, {"owner": desk.cy.person, "reason": "his wife rang"}, lead=lead, round_=1)
    assert "1 of these entries" in run("erase", lead, *REST, "--yes").out
