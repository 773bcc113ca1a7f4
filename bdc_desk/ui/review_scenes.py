"""Scenes of the second look: the list "to confirm", and the attempt log."""

from collections.abc import Callable
from datetime import timedelta

from bdc_desk.cadence.kinds import ClosingReason, ExceptionReason
from bdc_desk.clock import FixedClock
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.lead_work import close_lead, say_exception
from bdc_desk.operations.reading import around
from bdc_desk.operations.typed_calls import type_call
from bdc_desk.ui.attempts.attempt_words import Days
from bdc_desk.ui.confirm.confirm_words import Word
from bdc_desk.ui.customer_work import Beside
from bdc_desk.ui.picture import settle
from bdc_desk.ui.review_work import ReviewWork
from bdc_desk.ui.scene_steps import take_next
from bdc_desk.ui.workplace import Workplace


def review_of(work: Workplace) -> ReviewWork:
    """The workplace's own; made here where it has none."""
    found = work.window.findChild(ReviewWork)
    if found is None:
        beside = Beside(work.lead, work.call, work.news, lambda: work.feed.zone, lambda: None)
        found = ReviewWork(work.desk, work.tools.lanes, work.hub, work.window, beside)
        found.start()
    return found


def _colleague_s_day(work: Workplace, clock: FixedClock) -> None:
    """A colleague typed a call in, took an exception, and closed two leads; so did who sits here."""
    about = around(work.desk)
    other = next(id_ for id_ in about.people if id_ != work.desk.person)
    theirs = Desk(work.desk.store, work.desk.clock, other)
    rows = sorted(work.window.queue.model.rows(), key=lambda row: (row.arrived_at, row.lead))
    callable_ = [row for row in rows if row.number and row.callback_at is None][:5]
    typed, mailed, twice, spam, own = (row.lead for row in callable_)
    began = clock.now() - timedelta(minutes=8)
    changes = [
        type_call(theirs, typed, "n1", began, timedelta(minutes=3), "dialogue")[1],
        say_exception(
            theirs, mailed, ExceptionReason.EMAIL_ONLY, "Please do not ring, I am at work: write to me."
        ),
        close_lead(theirs, twice, ClosingReason.DUPLICATE, "The same enquiry by two portals."),
        close_lead(theirs, spam, ClosingReason.SPAM, "Sells us search engine places."),
        close_lead(work.desk, own, ClosingReason.BOUGHT_ELSEWHERE, "Bought one in Leeds on Saturday."),
    ]
    for moved in changes:
        work.hub.tell(moved)


def _to_confirm(work: Workplace, clock: FixedClock) -> None:
    """The list with the colleague's day in it, one line confirmed a moment ago."""
    take_next(work)
    work.window.notice.leave()
    _colleague_s_day(work, clock)
    review = review_of(work)
    review.confirm.toggle()
    settle()
    panel = review.confirm_panel
    first = next(line for line in panel.list.rows.lines() if line.item.may)
    panel.said.emit(first.item, Word.CONFIRM)
    panel.list.choose_next_open()


def _mine_to_confirm(work: Workplace, _clock: FixedClock) -> None:
    """Only what this person may decide."""
    take_next(work)
    work.window.notice.leave()
    review = review_of(work)
    review.confirm.toggle()
    review.confirm_panel.mine.click()


def _attempts(work: Workplace, _clock: FixedClock) -> None:
    """The attempt log of seven days."""
    take_next(work)
    work.window.notice.leave()
    review = review_of(work)
    review.attempts.toggle()
    days = review.attempt_page.filters.days
    days.setCurrentIndex(days.findData(Days.WEEK.value))
    settle()
    review.attempt_page.table.step(3)


REVIEW_SCENES: dict[str, Callable[[Workplace, FixedClock], None]] = {
    "to-confirm": _to_confirm,
    "mine-to-confirm": _mine_to_confirm,
    "attempts": _attempts,
}
"""By the name that `bdc-desk demo --screen` takes."""
