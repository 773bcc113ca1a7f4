"""The reader of a mailbox, against a real server."""

from concurrent.futures import ThreadPoolExecutor
from threading import Lock

import pytest

from bdc_desk.intake.mailbox.mark import key_of
from bdc_desk.intake.mailbox.reading import MailboxReader
from bdc_desk.intake.reader import BYTE_LIMIT
from bdc_desk.intake.values import SourceState, SourceStatus
from bdc_desk.operations.changes import Changes, Data
from tests.helpers.desks import DAY, HOUR, MINUTE
from tests.helpers.imap import PASSWORD, SEEN, imap_server, mail, settings_for
from tests.intake.mailbox.conftest import Mailbox, arrivals, deliveries, enquiries


def archived(mailbox: Mailbox, sha: str) -> bytes:
    with mailbox.staff.store.snapshot() as snapshot:
        found = snapshot.archived(sha)
    assert found is not None
    return found


# which mails are read


def test_the_first_look_takes_what_nobody_has_seen_of_the_last_days(mailbox: Mailbox) -> None:
    now = mailbox.clock.now()
    for number, age, flags in [
        (1, 8 * DAY, []),  # too old
        (2, 7 * DAY - MINUTE, []),
        (3, 7 * DAY + MINUTE, []),  # of the same day as the one before: the server searches by days only
        (4, HOUR, [SEEN]),  # somebody dealt with it before this program came
        (5, MINUTE, []),
    ]:
        mailbox.server.deliver(mail(number), now - age, flags)
    status = mailbox.read()
    assert enquiries(mailbox.staff.ana) == ["Pat Sample2", "Pat Sample5"]
    assert (status.state, status.found, status.last_read_at) == (SourceState.WAITING, 2, now)
    assert mailbox.server.unseen() == [101, 103]


def test_later_looks_take_every_new_mail_seen_or_not(mailbox: Mailbox) -> None:
    reader = mailbox.reader()
    reader.read(mailbox.clock.now())
    mailbox.deliver(1, SEEN)  # opened on somebody's phone: still a lead
    mailbox.server.deliver(mail(2), mailbox.clock.now() - 400 * DAY)  # moved there by a person: new here
    reader.read(mailbox.clock.now())
    assert enquiries(mailbox.staff.ana) == ["Pat Sample1", "Pat Sample2"]
    reader.read(mailbox.clock.now())
    assert len(arrivals(mailbox.staff.ana)) == 2
    assert (
        len(deliveries(mailbox.staff.ana)) == 2
    )  # the last mail, which `n:*` names again, is not taken again


def test_a_mail_that_a_person_opens_during_the_first_look_is_not_lost(mailbox: Mailbox) -> None:
    uids = [mailbox.deliver(number) for number in (1, 2)]
    boom = iter([None, KeyboardInterrupt])  # the program is killed after the first search

    def at(point: str) -> None:
        if point == "fetched" and next(boom, None):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        mailbox.read(at=at)
    with mailbox.server.client() as person:
        person.select("INBOX")
        person.uid("STORE", str(uids[1]), "+FLAGS", f"({SEEN})")
    mailbox.read()
    assert enquiries(mailbox.staff.ana) == ["Pat Sample1", "Pat Sample2"]


def test_the_arrival_is_the_mailboxs_time(mailbox: Mailbox) -> None:
    when = mailbox.clock.now() - 3 * HOUR
    mailbox.server.deliver(mail(1), when)
    mailbox.read()
    assert arrivals(mailbox.staff.ana)[0].moment_of("arrived_at") == when


def test_another_folder_is_read(mailbox: Mailbox) -> None:
    mailbox.server.make_folder("Büro & Leads")
    mailbox.server.deliver(mail(1), mailbox.clock.now(), folder="Büro & Leads")
    mailbox.deliver(2)
    mailbox.read(fields={"folder": "Büro & Leads"})
    assert enquiries(mailbox.staff.ana) == ["Pat Sample1"]
    assert mailbox.server.unseen("Büro & Leads") == []


def test_another_account_under_the_same_name_begins_anew(mailbox: Mailbox) -> None:
    mailbox.server.make_folder("Other")
    mailbox.deliver(1)
    mailbox.read()
    mailbox.server.deliver(mail(2), mailbox.clock.now(), folder="Other")
    mailbox.read(fields={"folder": "Other"})
    assert enquiries(mailbox.staff.ana) == ["Pat Sample1", "Pat Sample2"]


# what is done to them


def test_nothing_but_the_seen_flag_is_ever_changed(mailbox: Mailbox) -> None:
    mailbox.deliver(1, r"\Deleted", r"\Flagged")  # a person is about to delete it: that is theirs to do
    mailbox.read()
    assert mailbox.server.flags() == {101: {r"\Deleted", r"\Flagged", SEEN}}
    assert not [one for one in mailbox.server.heard if "EXPUNGE" in one or "CLOSE" in one]


def test_a_mail_is_marked_as_seen_only_after_the_commit(mailbox: Mailbox) -> None:
    mailbox.deliver(1)
    seen: dict[str, tuple[int, list[int]]] = {}
    mailbox.read(
        at=lambda point: seen.update({point: (len(arrivals(mailbox.staff.ana)), mailbox.server.unseen())})
    )
    assert seen == {
        "searched": (0, [101]),
        "fetched": (0, [101]),
        "received": (1, [101]),
        "seen": (1, []),
    }


def test_the_bytes_are_kept_as_they_lie_on_the_server(mailbox: Mailbox) -> None:
    hostile = (
        b'From: "\xe9\xff" <x@example.test>\r\nSubject: =?utf-8?q?broken\r\nX-Odd:\x01\x02{12}\r\n'
        b"Message-ID: <odd@example.test>\r\nContent-Type: text/plain; charset=none\r\n\r\n"
        b"* BYE\r\nA1 OK {5}\r\nName: Pat Sample\r\n)\r\n\x00\xff\r\n.\r\n"
    )
    mailbox.server.deliver(hostile, mailbox.clock.now())
    mailbox.deliver(2)
    status = mailbox.read()
    assert status.found == 2
    first = arrivals(mailbox.staff.ana)[0]
    assert archived(mailbox, first.body["archive"]) == hostile


def test_of_a_mail_larger_than_2_mb_the_beginning_is_fetched(mailbox: Mailbox) -> None:
    big = mail(1) + b"x" * 70 + b"\r\n" + b"A line of an attachment that nobody reads.\r\n" * 60_000
    mailbox.server.deliver(big, mailbox.clock.now())
    mailbox.read()
    (arrival,) = arrivals(mailbox.staff.ana)
    assert any("larger than 2 MB" in fault for fault in (arrival.details or {})["faults"])
    assert archived(mailbox, arrival.body["archive"]) == big[: BYTE_LIMIT + 1]
    assert mailbox.server.unseen() == []


def test_300_mails_are_300_leads(mailbox: Mailbox) -> None:
    for number in range(300):
        mailbox.deliver(number)
    told: list[Changes] = []
    status = mailbox.read(on_changes=told.append)
    assert status.found == len(arrivals(mailbox.staff.ana)) == 300
    assert mailbox.server.unseen() == []
    assert all(one.leads and Data.INTAKE in one.kinds for one in told)
    assert len(told) == 300  # each is in the window as soon as it is received, not after the last


def test_an_empty_mail_and_one_without_message_id(mailbox: Mailbox) -> None:
    mailbox.server.deliver(b"", mailbox.clock.now())
    mailbox.server.deliver(b"\r\n", mailbox.clock.now())
    mailbox.deliver(3, message_id=False)
    status = mailbox.read()
    assert status.failed == 0
    assert status.unreadable == status.found - 1
    assert "Pat Sample3" in enquiries(mailbox.staff.ana)


def test_a_delivery_report_is_told_and_is_no_lead(mailbox: Mailbox) -> None:
    report = (
        b"From: MAILER-DAEMON@example.test\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/report; report-type="delivery-status";\r\n boundary="b"\r\n\r\n'
        b"--b\r\n\r\nNobody of that name here.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        b"Action: failed\r\n--b--\r\n"
    )
    mailbox.server.deliver(report, mailbox.clock.now())
    mailbox.server.deliver(report.replace(b"Nobody", b"<adf>Nobody"), mailbox.clock.now())
    status = mailbox.read()
    assert (status.found, status.unreadable, status.failed) == (1, 1, 1)
    assert deliveries(mailbox.staff.ana)[0].faults == ("A delivery report, no enquiry.",)
    assert mailbox.server.unseen() == []


def test_an_automatic_answer_of_a_persons_mailbox_is_a_lead_to_read(mailbox: Mailbox) -> None:
    head = b"From: Pat <pat@example.test>\r\nSubject: Away\r\nAuto-Submitted: auto-replied\r\n"
    away = head + b"\r\nBack on Monday.\r\n"
    mailbox.server.deliver(away, mailbox.clock.now())
    assert (mailbox.read().unreadable, len(arrivals(mailbox.staff.ana))) == (1, 1)


def test_the_same_mail_in_two_mailboxes_is_one_lead(mailbox: Mailbox) -> None:
    mailbox.deliver(1)
    with imap_server() as other:
        other.deliver(mail(1), mailbox.clock.now())
        mailbox.read()
        reader = MailboxReader(
            mailbox.staff.ana, settings_for(other, name="Second"), lambda _: PASSWORD, lambda _: True
        )
        status = reader.read(mailbox.clock.now())
        reader.close()
        assert other.unseen() == []
    assert (status.found, len(arrivals(mailbox.staff.ana))) == (0, 1)
    assert [(one.place, one.result) for one in deliveries(mailbox.staff.ana)] == [
        ("Leads", "new lead"),
        ("Second", "already here"),
    ]


# when the server numbers anew, and when a person asks


def test_after_renumbering_the_last_days_are_looked_through_again(mailbox: Mailbox) -> None:
    reader = mailbox.reader()
    mailbox.deliver(1)
    mailbox.deliver(2, message_id=False)
    reader.read(mailbox.clock.now())
    mailbox.deliver(3, SEEN)
    mailbox.server.deliver(mail(4), mailbox.clock.now() - 8 * DAY)
    mailbox.server.renumber(by=0)  # the new numbers are lower than the last one read
    status = reader.read(mailbox.clock.now())
    assert enquiries(mailbox.staff.ana) == ["Pat Sample1", "Pat Sample2", "Pat Sample3"]
    assert status.state is SourceState.WAITING
    assert "numbered its mails anew" in status.why
    mailbox.deliver(5)
    assert reader.read(mailbox.clock.now()).found == 4


def test_read_again_goes_through_the_last_days(mailbox: Mailbox) -> None:
    reader = mailbox.reader()
    mailbox.deliver(1)
    mailbox.deliver(2, SEEN)  # before the first look: not a lead for it
    reader.read(mailbox.clock.now())
    reader.read_again()
    status = reader.read(mailbox.clock.now())
    assert enquiries(mailbox.staff.ana) == ["Pat Sample1", "Pat Sample2"]
    assert status.why == ""


def test_read_again_in_the_middle_of_a_look_is_not_forgotten(mailbox: Mailbox) -> None:
    mailbox.read()
    readers: list[MailboxReader] = []
    mailbox.deliver(1)
    mailbox.deliver(2)
    readers.append(mailbox.reader(at=lambda point: readers[0].read_again() if point == "fetched" else None))
    readers[0].read(mailbox.clock.now())
    mailbox.server.heard.clear()
    readers[0].read(mailbox.clock.now())
    assert [one.result for one in deliveries(mailbox.staff.ana)] == ["new lead"] * 2 + ["already here"] * 2


def test_a_mark_that_cannot_be_read_is_a_look_through_everything(mailbox: Mailbox) -> None:
    mailbox.deliver(1)
    mailbox.read()
    with mailbox.staff.store.unit() as unit:
        unit.put_setting(key_of("Leads"), "{broken")
    mailbox.deliver(2, SEEN)
    mailbox.read()
    assert enquiries(mailbox.staff.ana) == ["Pat Sample1", "Pat Sample2"]


# who reads


def test_a_colleagues_desk_reads_it(mailbox: Mailbox) -> None:
    leased = True
    asked: list[str] = []

    def may_read(name: str) -> bool:
        asked.append(name)
        return leased

    reader = mailbox.reader(may_read=may_read)
    mailbox.deliver(1)
    reader.read(mailbox.clock.now())
    leased = False
    mailbox.deliver(2)
    assert reader.read(mailbox.clock.now()).state is SourceState.ELSEWHERE
    assert len(arrivals(mailbox.staff.ana)) == 1
    leased = True
    assert reader.read(mailbox.clock.now()).state is SourceState.WAITING
    assert len(arrivals(mailbox.staff.ana)) == 2
    assert asked == ["Leads"] * 3


def test_what_came_and_was_opened_while_a_colleague_read_is_not_missed(mailbox: Mailbox) -> None:
    """This desk was there before, so it knows from where on; the colleague's desk was gone when they came."""
    mailbox.deliver(1)
    waiting = mailbox.reader(may_read=lambda _: False)
    assert waiting.read(mailbox.clock.now()).state is SourceState.ELSEWHERE
    waiting.close()
    assert (arrivals(mailbox.staff.ana), len(mailbox.server.unseen())) == ([], 1)
    mailbox.deliver(2, SEEN)  # a person opened it on a telephone
    mailbox.read()
    assert enquiries(mailbox.staff.ana) == ["Pat Sample1", "Pat Sample2"]


@pytest.mark.parametrize("leased", [True, False])
def test_two_readers_at_once_make_one_lead_of_each_mail(mailbox: Mailbox, leased: bool) -> None:
    """With a lease only one of them reads; without one (it ran out in the middle of a look) both do."""
    for number in range(40):
        mailbox.deliver(number)
    holder = Lock()
    readers = [
        mailbox.reader(desk=desk, may_read=lambda _: not leased or holder.acquire(blocking=False))
        for desk in (mailbox.staff.ana, mailbox.staff.ben)
    ]
    with ThreadPoolExecutor(2) as pool:
        statuses = list(pool.map(lambda reader: reader.read(mailbox.clock.now()), readers))
    assert sorted(enquiries(mailbox.staff.ana)) == sorted(f"Pat Sample{number}" for number in range(40))
    assert mailbox.server.unseen() == []
    assert sum(status.found for status in statuses) == 40
    assert sum(status.state is SourceState.ELSEWHERE for status in statuses) == leased


# how it stands


def test_the_status_tells_each_change(mailbox: Mailbox) -> None:
    told: list[SourceStatus] = []
    reader = mailbox.reader(on_status=told.append)
    mailbox.deliver(1)
    reader.read(mailbox.clock.now())
    assert [(one.state, one.found) for one in told] == [
        (SourceState.READING, 1),
        (SourceState.WAITING, 1),
    ]
    since = told[-1].since
    mailbox.clock.advance(MINUTE)
    reader.read(mailbox.clock.now())
    assert (told[-1].since, told[-1].last_read_at) == (since, since + MINUTE)
    assert reader.status is told[-1]


def test_without_a_password_it_asks_for_one(mailbox: Mailbox) -> None:
    passwords: list[str | None] = [None, "wrong", PASSWORD]
    reader = mailbox.reader(password_of=lambda _: passwords[0])
    mailbox.deliver(1)
    status = reader.read(mailbox.clock.now())
    assert status.state is SourceState.NO_PASSWORD
    assert (
        status.why
        == "The password of leads@example.test is needed: it is not kept on this computer. Type it once."
    )
    passwords.pop(0)
    reader.try_now()
    status = reader.read(mailbox.clock.now())
    assert status.state is SourceState.NO_PASSWORD
    assert "refused the login leads@example.test or its password" in status.why
    assert "wrong" not in status.details
    passwords.pop(0)
    reader.try_now()
    assert reader.read(mailbox.clock.now()).found == 1


def test_a_refused_password_is_not_tried_again_every_minute(mailbox: Mailbox) -> None:
    reader = mailbox.reader(password_of=lambda _: "wrong")
    reader.read(mailbox.clock.now())
    for _ in range(14):
        mailbox.clock.advance(MINUTE)
        assert reader.read(mailbox.clock.now()).state is SourceState.NO_PASSWORD
    assert mailbox.server.heard.count("LOGIN") == 1
    mailbox.clock.advance(2 * MINUTE)
    reader.read(mailbox.clock.now())
    assert mailbox.server.heard.count("LOGIN") == 2


@pytest.mark.expects_log
def test_a_mistake_of_ours_is_told_and_tried_again(mailbox: Mailbox) -> None:
    numbers = iter([0, 1])
    mailbox.deliver(1)
    reader = mailbox.reader(may_read=lambda _: 1 // next(numbers) > 0)
    assert reader.read(mailbox.clock.now()).state is SourceState.FAILED
    assert reader.read(mailbox.clock.now()).state is SourceState.WAITING
    assert len(arrivals(mailbox.staff.ana)) == 1


def test_a_stopped_reader_reads_no_more(mailbox: Mailbox) -> None:
    readers: list[MailboxReader] = []
    for number in range(3):
        mailbox.deliver(number)
    readers.append(mailbox.reader(at=lambda point: readers[0].stop() if point == "received" else None))
    readers[0].read(mailbox.clock.now())
    assert len(arrivals(mailbox.staff.ana)) == 1
    assert readers[0].read(mailbox.clock.now()).found == 1
    assert mailbox.read().found == 2
    assert mailbox.server.unseen() == []


def test_the_settings_say_how_far_back_the_first_look_goes(mailbox: Mailbox) -> None:
    mailbox.server.deliver(mail(1), mailbox.clock.now() - 20 * DAY)
    mailbox.read(fields={"days": 30})
    assert enquiries(mailbox.staff.ana) == ["Pat Sample1"]
