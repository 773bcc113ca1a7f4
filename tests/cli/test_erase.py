"""`bdc-desk erase`: says what goes, asks, does it, and says what it cannot reach."""

import os
import sys
from datetime import timedelta

import pytest

from bdc_desk.cadence.kinds import ClosingReason, Kind
from bdc_desk.cli import erase_customer
from bdc_desk.errors import SurroundingsFault
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


def test_with_backups_now_all_go_whatever_their_date_and_what_they_are(
    run: Commands, desk: Staffed, lead: str
) -> None:
    folder = Profile(run.folder).backups
    folder.mkdir()
    for name in (
        "bdc-desk-2027-03-02T090000Z.sqlite",  # the clock was a year ahead
        "bdc-desk-replaced-2026-03-01T090000Z.sqlite",
        "bdc-desk-2026-03-01T080000Z.sqlite",
        ".bdc-desk-2026-03-01T080000Z.sqlite.77.new",
    ):
        (folder / name).write_bytes(b"Z" * 50 + b"Quillonby")
    (folder / "mine.txt").write_bytes(b"Z")
    said = run("erase", lead, *REST, "--yes", "--backups", "now")
    assert "4 backups may hold them" in said.out
    assert said.out.count("will not remove: mine.txt") == 2, "in the plan, and at the end"
    assert "the older ones were removed" in said.out
    desk.store.close()
    assert traces(run.folder, ["Quillonby"], but="-") == []
    assert len(list(folder.iterdir())) == 2


def test_a_file_that_cannot_be_read_is_told_at_the_end(run: Commands, desk: Staffed, lead: str) -> None:
    folder = Profile(run.folder).backups
    folder.mkdir()
    (folder / "bdc-desk-replaced-2026-03-02T090000Z.sqlite").write_bytes(b"Z")
    said = run("erase", lead, *REST, "--yes")
    assert "1 backup may hold them" in said.out
    (line,) = (line for line in said.out.splitlines() if "may hold them until Wed 1 Apr" in line)
    assert line.endswith(": bdc-desk-replaced-2026-03-02T090000Z.sqlite.")


def test_copies_that_a_restore_works_on_are_told(run: Commands, desk: Staffed, lead: str) -> None:
    at_work, now = run.folder / "bdc-desk.sqlite.salvaged", desk.clock.now().timestamp()
    at_work.touch()
    os.utime(at_work, (now, now))
    said = run("erase", lead, *REST, "--yes")
    assert "1 copy of the log, left by a restore" in said.out
    assert "Copies of the log hold them still" in said.out
    assert "left in the log's files" not in said.out


def test_where_the_new_backup_fails_the_erasure_is_said_first(
    run: Commands, desk: Staffed, lead: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **_more: object) -> None:
        raise SurroundingsFault("No backup could be made: the disk is full.")

    with monkeypatch.context() as failing:
        failing.setattr(erase_customer, "daily_backup", full)
        said = run("erase", lead, *REST, "--yes", "--backups", "now")
    assert (said.code, "the disk is full" in said.err) == (1, True)
    assert "Erased. Nothing of the customer" in said.out
    assert "The customer is erased, but backups may hold them still" in said.out
    assert "What this cannot reach" in said.out
    again = run("erase", lead, *REST, "--backups", "now")
    assert (again.code, "the older ones were removed" in again.out) == (0, True)


def test_what_is_owed_is_overwritten_before_a_backup_is_made(
    run: Commands, desk: Staffed, lead: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as failing:
        failing.setattr("bdc_desk.storage.store.scrub", lambda *_: False)  # somebody reads
        said = run("erase", lead, *REST, "--yes", "--backups", "now")
    assert "The new backup may hold remains of the customer" in said.out
    assert desk.store.scrub_is_wanted()
    desk.clock.advance(timedelta(hours=1))
    said = run("erase", lead, *REST, "--backups", "now")
    assert "remains" not in said.out
    assert not desk.store.scrub_is_wanted()
    desk.store.close()
    assert traces(run.folder, ["Quillonby", "lighthouse"], ["2079460001"], but="-") == []


def test_the_command_does_first_what_an_earlier_one_owed(
    run: Commands, desk: Staffed, lead: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as failing:
        failing.setattr("bdc_desk.storage.store.scrub", lambda *_: False)
        assert "is overwritten in the" in run("erase", lead, *REST, "--yes").out
    Profile(run.folder).erased.unlink()
    assert run("erase", "nobody", *REST).code == 1
    assert not desk.store.scrub_is_wanted()
    assert lead in Profile(run.folder).erased.read_text(encoding="utf-8")


def test_an_old_reason_that_cannot_be_erased_is_counted(run: Commands, desk: Staffed, lead: str) -> None:
    """As older versions wrote it: the words in the body."""
    close_lead(desk.ana, lead, ClosingReason.LOST)
    reopen(desk.ana, lead, "rang again")
    with working(desk.ana) as work:
        work.append(Kind.OWNER_SET, {"owner": desk.cy.person, "reason": "his wife rang"}, lead=lead, round_=1)
    assert "1 of these entries" in run("erase", lead, *REST, "--yes").out
