"""Mails that cannot be taken in: each is tried again, told, and holds up no other."""

from typing import Any

import pytest

from bdc_desk.errors import Refused, SurroundingsFault
from bdc_desk.intake.importing import take_in
from bdc_desk.intake.mailbox import look
from bdc_desk.intake.mailbox.mark import Mark, account_of, key_of, read_mark
from bdc_desk.intake.values import SourceState
from bdc_desk.operations import receiving
from bdc_desk.operations.delivery import Received
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import LeadDraft
from bdc_desk.operations.writing import Work
from tests.helpers.imap import settings_for
from tests.intake.mailbox.conftest import Mailbox, deliveries, enquiries


def test_a_mail_whose_fetch_is_refused_is_tried_three_times_and_holds_up_nobody(mailbox: Mailbox) -> None:
    reader = mailbox.reader()
    reader.read(mailbox.clock.now())
    mailbox.server.refuses = lambda said: said.startswith("UID FETCH 101") and "BODY" in said
    mailbox.deliver(1)
    mailbox.deliver(2)
    mailbox.deliver(3)
    statuses = [reader.read(mailbox.clock.now()) for _ in range(4)]
    assert [status.failed for status in statuses] == [0, 0, 1, 1]
    assert enquiries(mailbox.staff.ana) == ["Pat Sample2", "Pat Sample3"]
    assert mailbox.server.unseen() == [101]  # a person sees it in the mailbox
    (fault,) = [one for one in deliveries(mailbox.staff.ana) if one.result == "could not be read"]
    assert fault.faults[0].startswith("A mail of 2 Mar, 10:01, could not be read in 3 looks")
    assert "Open the mailbox Leads" in fault.faults[0]


def test_a_mail_that_fails_at_first_is_read_later(mailbox: Mailbox) -> None:
    refusals = iter([True, True])
    mailbox.server.refuses = lambda said: "BODY" in said and next(refusals, False)
    mailbox.deliver(1)
    for _ in range(3):
        mailbox.read()  # by three programs: how often it failed is kept
    assert enquiries(mailbox.staff.ana) == ["Pat Sample1"]
    assert mailbox.server.unseen() == []


def test_a_lead_that_the_log_refuses_is_told_and_tried_again(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = receiving._receive

    def refuse(work: Work, draft: LeadDraft) -> Received:
        if draft.full == "Pat Sample1":
            raise Refused("The log said no.", code="log")
        return real(work, draft)

    monkeypatch.setattr(receiving, "_receive", refuse)
    mailbox.deliver(1)
    mailbox.deliver(2)
    reader = mailbox.reader()
    assert reader.read(mailbox.clock.now()).failed == 0
    assert reader.read(mailbox.clock.now()).failed == 0
    assert mailbox.server.unseen() == [101]
    status = reader.read(mailbox.clock.now())
    assert (status.failed, status.found) == (1, 1)
    assert mailbox.server.unseen() == [101]
    told = [one.faults[-1] for one in deliveries(mailbox.staff.ana) if one.result == "could not be read"]
    assert set(told) == {"The log said no."}
    monkeypatch.undo()
    reader.read_again()
    reader.read(mailbox.clock.now())
    assert enquiries(mailbox.staff.ana) == ["Pat Sample2", "Pat Sample1"]
    assert mailbox.server.unseen() == []


@pytest.mark.expects_log
def test_a_mistake_of_ours_over_one_mail_stops_no_other(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_desk: Desk, pieces: Any, **how: Any) -> Any:
        if b"Pat Sample1" in pieces[0].data:
            raise ZeroDivisionError
        return take_in(mailbox.staff.ana, pieces, **how)

    monkeypatch.setattr(look, "take_in", fail)
    mailbox.deliver(1)
    mailbox.deliver(2)
    status = mailbox.read()
    assert (status.state, status.found) == (SourceState.WAITING, 1)
    assert [mailbox.read().failed for _ in range(2)] == [0, 1]
    assert "ZeroDivisionError" in deliveries(mailbox.staff.ana)[-1].faults[0]


def test_a_full_disk_stops_the_look_and_loses_nothing(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_told: Any, **_how: Any) -> Any:
        raise SurroundingsFault("The log could not be written: the disk is full.")

    mailbox.deliver(1)
    reader = mailbox.reader()
    monkeypatch.setattr(look, "take_in", fail)
    status = reader.read(mailbox.clock.now())
    assert (status.state, status.why) == (
        SourceState.FAILED,
        "The log could not be written: the disk is full.",
    )
    monkeypatch.undo()
    assert reader.read(mailbox.clock.now()).found == 1


def test_a_mail_that_is_deleted_between_search_and_fetch_is_passed_over(mailbox: Mailbox) -> None:
    uids = [mailbox.deliver(number) for number in (1, 2, 3)]
    mailbox.server.gone.add(uids[0])
    status = mailbox.read(at=lambda point: mailbox.server.gone.add(uids[2]) if point == "fetched" else None)
    assert enquiries(mailbox.staff.ana) == ["Pat Sample2"]
    assert (status.state, status.failed) == (SourceState.WAITING, 0)
    settings, validity = settings_for(mailbox.server), mailbox.server.box(lambda box: box.uid_validity)
    assert read_mark(kept(mailbox), settings) == Mark(account_of(settings), validity, 103)


def test_a_mail_that_failed_and_is_deleted_then_is_forgotten(mailbox: Mailbox) -> None:
    mailbox.server.refuses = lambda said: "BODY" in said
    uid = mailbox.deliver(1)
    mailbox.read()
    mailbox.server.delete(uid)
    mailbox.deliver(2)
    mailbox.server.refuses = lambda _: False
    assert (mailbox.read().failed, enquiries(mailbox.staff.ana)) == (0, ["Pat Sample2"])


def kept(mailbox: Mailbox) -> str | None:
    with mailbox.staff.store.snapshot() as snapshot:
        return snapshot.setting(key_of("Leads"))


def test_a_folder_that_may_not_be_marked_is_read_all_the_same(mailbox: Mailbox) -> None:
    mailbox.server.make_read_only()
    mailbox.deliver(1)
    reader = mailbox.reader()
    status = reader.read(mailbox.clock.now())
    assert (status.state, status.found) == (SourceState.WAITING, 1)
    assert "stay unread in the mailbox" in status.why
    assert mailbox.server.unseen() == [101]
    assert reader.read(mailbox.clock.now()).found == 1
    assert len(deliveries(mailbox.staff.ana)) == 1


def test_a_refused_marking_is_said_and_stops_nothing(mailbox: Mailbox) -> None:
    mailbox.server.refuses = lambda said: said.startswith("UID STORE")
    mailbox.deliver(1)
    mailbox.deliver(2)
    reader = mailbox.reader()
    status = reader.read(mailbox.clock.now())
    assert (status.state, status.found) == (SourceState.WAITING, 2)
    assert "could not be marked as seen" in status.why
    mailbox.server.refuses = lambda _: False
    mailbox.deliver(3)
    assert reader.read(mailbox.clock.now()).why == ""
