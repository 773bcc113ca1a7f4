"""What is said of a lead beside its calls: the menu's choice becomes an entry. A closing can be taken back
while the notice shows; whether the customer came is corrected by the opposite word.

"Not reached" is judged once more by a team's shared database: until then it waits, and says so.
"""

from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QObject, Signal

from bdc_desk.cadence.kinds import ClosingReason, Kind
from bdc_desk.cadence.sayable import NEED_SECOND_PERSON, NOT_REACHED, REOPEN
from bdc_desk.cadence.standing import Sayable, Standing
from bdc_desk.operations import appointments, lead_work, teamwork
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.teamwork import Judged
from bdc_desk.operations.views import LeadView
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.closing.closing_menu import ClosingMenu
from bdc_desk.ui.closing.closing_words import PROMISE, promise_way
from bdc_desk.ui.lead.lead_session import LeadSession
from bdc_desk.ui.news import News
from bdc_desk.ui.reason_words import say
from bdc_desk.ui.undo import Done

UNDO = timedelta(seconds=8)
"""For so long Ctrl+Z opens the lead again; later the menu does."""
VISITS = frozenset({Kind.SHOWN, Kind.NO_SHOW})
ASKS = frozenset({"decide", "say shown"})
"""Next steps that are answered in this menu."""


class ClosingSession(QObject):
    """Opens the menu for the lead on the page and writes what was chosen."""

    reopened = Signal(str)
    """Carries the lead that was opened again."""
    promise_asked = Signal(object)
    """A promised call is the decision: whoever asks for times (B) goes on, about this lead (`LeadView`)."""

    def __init__(
        self, desk: Desk, lanes: Lanes, hub: ChangeHub, lead: LeadSession, menu: ClosingMenu, news: News
    ) -> None:
        """`lead`: whose lead it is about; `news` says what was done."""
        super().__init__(menu)
        self._desk, self._lanes, self._hub = desk, lanes, hub
        self._lead, self._menu, self._news = lead, menu, news
        self._about: LeadView | None = None
        self._waiting: dict[str, tuple[LeadView, Done]] = {}
        menu.chosen.connect(self._close)
        hub.changed.connect(lambda _changes: self._look())

    def open_menu(self) -> None:
        """Ctrl+Enter."""
        self._about = self._lead.view
        if self._about is None:
            self._news.refuse(self.tr("Choose a lead first: J/K moves."))
            return
        standing = self._about.standing
        self._menu.open_for(ways_of(standing), self._title(self._about), self._lead_in(standing))

    def _title(self, view: LeadView) -> str:
        standing = view.standing
        if standing.may_reopen is not None:
            return self.tr("{name}: the lead is closed").format(name=view.name)
        if any(visit.allowed for visit in standing.visits):
            return self.tr("{name}: what came of the appointment, or close the lead").format(name=view.name)
        return self.tr("Close the lead of {name}").format(name=view.name)

    def _lead_in(self, standing: Standing) -> str:
        """How the lead stands, where that is why the menu is open."""
        if standing.may_reopen is not None:
            waits = standing.closing_confirmed is False
            later = self.tr("It waits for a second person's word (F4).") if waits else ""
            return f"{say(standing.next_step.why)}. {later}".strip()
        return say(standing.next_step.why) if standing.next_step.what in ASKS else ""

    def _close(self, name: str, words: str) -> None:
        view, desk = self._about, self._desk
        if view is None:
            return
        if name == PROMISE:
            self.promise_asked.emit(view)
        elif name == REOPEN:
            self._begin(self.tr("{name} was reopened").format(name=view.name))
            self._reopen(view, words)
        elif name in VISITS:
            self._say_visit(view, Kind(name))
        elif name == NOT_REACHED:
            self._say_not_reached(view)
        else:
            mark = self._begin(_closed_words(view, name))
            self._lead.change(
                lambda: lead_work.close_lead(desk, view.lead, ClosingReason(name), words),
                lambda _changes: self._closed(view, name, mark),
                lambda: self._news.stack.forget(mark),
            )

    def _begin(self, what: str, late: str = "") -> Done:
        return self._news.stack.begin(self._desk.clock.now(), what, late)

    def _say_visit(self, view: LeadView, kind: Kind) -> None:
        """The customer came, or did not; the notice corrects by the opposite word, which is an entry too."""
        came = kind is Kind.SHOWN
        say = appointments.say_shown if came else appointments.say_no_show
        other = Kind.NO_SHOW if came else Kind.SHOWN
        late = self.tr(
            "Nothing to take back with Ctrl+Z: whether the customer came is corrected by the opposite word "
            "(Ctrl+Enter on the lead)."
        )
        mark = self._begin(kind.value, late)

        def done(_changes: Changes) -> None:
            text = self.tr("{name} came to the appointment.") if came else self.tr("{name} did not come.")
            opposite = self.tr("No: no-show") if came else self.tr("No: the customer came")
            self._news.done(text.format(name=view.name), opposite, lambda: self._say_visit(view, other))

        self._lead.change(lambda: say(self._desk, view.lead), done, lambda: self._news.stack.forget(mark))

    def _reopen(self, view: LeadView, reason: str) -> None:
        self._lead.change(
            lambda: lead_work.reopen(self._desk, view.lead, reason),
            lambda _changes: self.reopened.emit(view.lead),
        )

    def _take_back(self, view: LeadView) -> None:
        """The closing was a mistake of a moment ago."""
        self._reopen(view, "taken back")
        self._news.tell(self.tr("{name}: the closing is taken back.").format(name=view.name))

    def _say_not_reached(self, view: LeadView) -> None:
        mark = self._begin(_closed_words(view, NOT_REACHED))

        def work() -> tuple[str, Changes, Judged]:
            entry, changes = lead_work.say_not_reached(self._desk, view.lead)
            return entry, changes, teamwork.judged(self._desk, entry)[0]

        def said(entry: str, changes: Changes, judged: Judged) -> None:
            self._hub.tell(changes)
            if judged is Judged.WAITS:
                self._waiting[entry] = view, mark
                text = self.tr("{name}: “not reached” waits for the shared database.").format(name=view.name)
                self._news.tell(text)
            else:
                self._closed(view, NOT_REACHED, mark)

        def failed(why: Exception) -> None:
            self._news.stack.forget(mark)
            self._news.refuse(str(why))

        self._lanes.storage(work, lambda found: said(*found), failed)

    def _look(self) -> None:
        """Whether the shared database has judged what waits."""
        for entry, (view, mark) in tuple(self._waiting.items()):
            self._look_at(entry, view, mark)

    def _look_at(self, entry: str, view: LeadView, mark: Done) -> None:
        def heard(judged: Judged, why: str) -> None:
            if judged is Judged.WAITS or self._waiting.pop(entry, None) is None:
                return
            if judged is Judged.STANDS:
                self._closed(view, NOT_REACHED, mark)
            else:
                self._news.stack.forget(mark)
                text = self.tr(
                    "{name}: “not reached” was refused by the shared database: {why}. F7 shows it."
                )
                self._news.refuse(text.format(name=view.name, why=why.rstrip(".")))

        self._lanes.storage(
            lambda: teamwork.judged(self._desk, entry),
            lambda found: heard(*found),
            lambda why: self._news.refuse(str(why)),
        )

    def _closed(self, view: LeadView, name: str, mark: Done) -> None:
        text = f"{_closed_words(view, name)}."
        if name == ClosingReason.DO_NOT_CALL:  # no Undo: reopening takes no wish back
            self._news.tell(f"{text} {self.tr('Nobody calls this customer any more.')}")
            return
        if name in NEED_SECOND_PERSON:
            text = f"{text} {self.tr('It counts once a second person confirms it (F4).')}"
        now = self._desk.clock.now
        self._news.stack.offer(mark, lambda: self._take_back(view), now() + UNDO)
        self._news.undoable(text, self.tr("Reopen"), mark, now)


def _closed_words(view: LeadView, name: str) -> str:
    text = QCoreApplication.translate("ClosingSession", "{name} is closed: {reason}")
    return text.format(name=view.name, reason=name)


def ways_of(standing: Standing) -> tuple[Sayable, ...]:
    """What may be said of a lead, in the order of the menu: reopening alone where it is closed; else what is
    due to be said of an appointment, a promise where the plan is done, and the ways to close.
    """
    if standing.may_reopen is not None:
        return (standing.may_reopen,)
    known = standing.appointment_at is not None or any(visit.allowed for visit in standing.visits)
    decides = standing.next_step.what == "decide"
    return (
        *(standing.visits if known else ()),
        *((promise_way(),) if decides else ()),
        *standing.closings,
    )
