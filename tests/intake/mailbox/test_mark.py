"""Where a reader stands."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.intake.mailbox.mark import TRIES, Mark, account_of, read_mark
from bdc_desk.operations.intake_settings import MailboxSettings

SETTINGS = MailboxSettings("Leads", "mail.example.test", "leads@example.test")
UIDS = st.frozensets(st.integers(1, 2**32 - 1), max_size=30) | st.sets(st.integers(1, 60)).map(frozenset)
MARKS = st.builds(
    Mark,
    account=st.just(account_of(SETTINGS)),
    uidvalidity=st.none() | st.integers(0, 2**32 - 1),
    uid=st.integers(0, 2**32 - 1),
    left=UIDS,
    tries=st.dictionaries(st.integers(1, 99), st.integers(1, TRIES)),
    unseen=UIDS,
)


@given(MARKS)
def test_it_is_read_as_it_was_kept(mark: Mark) -> None:
    assert read_mark(mark.as_text(), SETTINGS) == mark


@given(st.text() | st.sampled_from(["{}", "[]", "null", "3", '{"uid": 1}']))
def test_what_cannot_be_read_is_a_look_through_everything(text: str) -> None:
    assert read_mark(text, SETTINGS) == Mark(account_of(SETTINGS))


def test_whose_mails_they_are() -> None:
    mark = Mark(account_of(SETTINGS), 7, 30)
    assert read_mark(None, SETTINGS) is None
    assert read_mark(mark.as_text(), replace(SETTINGS, host="imap.example.test")) == mark
    assert read_mark(mark.as_text(), replace(SETTINGS, login="other@example.test")) is None
    assert read_mark(mark.as_text(), replace(SETTINGS, folder="Other")) is None


def test_thousands_in_a_row_are_kept_in_short() -> None:
    mark = Mark(account_of(SETTINGS), 7, 9000, frozenset([*range(1, 9000), 9002]))
    assert '"1:8999,9002"' in mark.as_text()


@given(
    st.lists(st.tuples(st.sampled_from(["found", "received", "seen", "passed", "failed"]), st.integers(1, 9)))
)
def test_no_mail_is_ever_forgotten(steps: list[tuple[str, int]]) -> None:
    """Every mail that was found is left to read, received, or passed over on purpose."""
    mark, found, done = Mark("x"), set[int](), set[int]()
    for what, uid in steps:
        if what == "found":
            mark = mark.found([uid, uid - 1])
            found |= {one for one in (uid, uid - 1) if one > max(found, default=0)}
        elif uid in mark.left and what in {"received", "passed"}:
            mark = mark.received(uid) if what == "received" else mark.passed(uid)
            done.add(uid)
        elif uid in mark.left and what == "failed":
            mark = mark.failed(uid)
        elif what == "seen":
            mark = mark.seen([uid])
        assert mark.left | done >= found - {0} - done
        assert not mark.left & done
        assert mark.tries.keys() <= mark.left
        assert sorted(mark.in_order()) == sorted(mark.left)


def test_those_that_failed_are_read_last() -> None:
    mark = Mark("x").found([1, 2, 3]).failed(1)
    assert mark.in_order() == [2, 3, 1]
    assert not mark.is_given_up(1)
    assert mark.failed(1).failed(1).is_given_up(1)
