"""Who calls whom is the shared database's decision: asked before the next call is chosen and before a number
is dialled (domain.md, Callbacks and claims).

Nothing here waits: an answer comes within a second, and a desk without connection says so and leaves the
decision to the agent.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from bdc_desk.clock import Clock
from bdc_desk.operations.views import LeadView
from bdc_desk.sync.values import ClaimAnswer
from bdc_desk.ui import words
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.holder import Holder
from bdc_desk.ui.news import News
from bdc_desk.ui.team.team import Team

BEST = 20
"""How many leads "next call" offers (design.md, Claims)."""
TAKE = "take over"
NEXT = "next"
"""Stands for the lead while the next call is asked for."""
WARNED_FOR = 10.0
"""Seconds in which a second F5 calls although nobody could be asked."""


@dataclass(frozen=True, slots=True)
class Around:
    """What of the window is asked for.

    `name_of`: a person's name by id. `may_take_over`: whether who sits here may take a customer out of a
    colleague's hands. `place`: where the person stands, to be compared.
    """

    name_of: Callable[[str], str]
    may_take_over: Callable[[], bool]
    place: Callable[[], object]


class ClaimSession(QObject):
    """One question at a time. A key about the lead that is being asked for waits for the answer."""

    changed = Signal()
    """A question begins or is answered."""

    def __init__(
        self, team: Team, clock: Clock, lanes: Lanes, news: News, around: Around, parent: QObject
    ) -> None:
        """`news` says what was refused."""
        super().__init__(parent)
        self._team, self._clock, self._lanes, self._news, self._around = team, clock, lanes, news, around
        self._asking = ""
        self._typed_ahead: list[Callable[[], None]] = []
        self._warned: tuple[str, float] | None = None
        self._offered: tuple[str, Callable[[], None]] | None = None

    def is_asking_for(self, lead: str) -> bool:
        """Whether the call to this lead waits for an answer."""
        return bool(lead) and self._asking == lead

    def when_chosen(self, act: Callable[[], None]) -> None:
        """Do this once the next call is chosen, where it is being asked for: a key right after Space is
        about the new lead. Where none is granted, or the person goes elsewhere, it is not done.
        """
        if self._asking == NEXT:
            self._typed_ahead.append(act)
        else:
            act()

    def next_call(
        self, leads: Sequence[str], name_of_lead: Callable[[str], str], go_to: Callable[[str], None]
    ) -> None:
        """Ask for the first free of `leads`, best first, and go to it; without connection to the first.

        A person who has gone elsewhere meanwhile is told and not moved.
        """
        if self._asking or not leads:
            return
        place, first = self._around.place(), leads[0]

        def answered(answer: ClaimAnswer) -> None:
            typed_ahead = tuple(self._typed_ahead)
            self._end()
            lead = first if answer.offline else answer.lead
            if lead is None or not (answer.granted or answer.offline):
                self._news.tell(answer.why or self.tr("Colleagues are on every call that is due."))
            elif self._around.place() != place:
                text = self.tr("{name} is the next call.").format(name=name_of_lead(lead))
                self._news.done(text, self.tr("Go there"), lambda: go_to(lead))
            else:
                go_to(lead)
                if answer.offline:
                    self._news.tell(
                        self.tr("No connection: this is the desk's own suggestion. A colleague may be on it.")
                    )
                for act in typed_ahead:
                    act()

        self._ask(NEXT, lambda: self._team.claim_next(leads), answered)

    def before_call(self, view: LeadView, known: Holder | None, dial: Callable[[], None]) -> None:
        """F5: ask for the customer, then `dial`. `known`: the colleague last heard to be on it."""
        if self._asking:
            return
        if self._was_warned(view.lead):
            self._warned = None
            dial()
            return

        def answered(answer: ClaimAnswer) -> None:
            self._end()
            if answer.granted:
                dial()
            elif answer.offline:
                self._warn(view, known)
            else:
                self._refuse(view, answer, known)

        self._ask(view.lead, lambda: self._team.claim(view.lead), answered)

    def take_over(self) -> None:
        """Take the customer that was refused just now out of the colleague's hands."""
        offered, self._offered = self._offered, None
        if offered is None:
            self._news.refuse(self.tr("Nothing to take over: F5 says who is on a lead."))
        elif not self._asking:
            offered[1]()

    def _was_warned(self, lead: str) -> bool:
        return (
            self._warned is not None
            and self._warned[0] == lead
            and self._clock.elapsed() - self._warned[1] <= WARNED_FOR
        )

    def _warn(self, view: LeadView, known: Holder | None) -> None:
        self._warned = view.lead, self._clock.elapsed()
        if known is not None and known.since is not None:
            text = self.tr(
                "No connection: nobody can tell whether {name} is still on it. F5 again calls anyway."
            )
            self._news.refuse(text.format(name=known.name))
        else:
            self._news.refuse(
                self.tr("No connection: nobody can tell whether a colleague is on it. F5 again calls anyway.")
            )

    def _refuse(self, view: LeadView, answer: ClaimAnswer, known: Holder | None) -> None:
        why = self._why(answer, known)
        if not self._around.may_take_over():
            self._news.refuse(why)
            return
        self._offered = view.lead, lambda: self._take(view)
        self._news.refuse(why, self.tr("Take over"), self.take_over, "Ctrl+F5")

    def _why(self, answer: ClaimAnswer, known: Holder | None) -> str:
        known_name = known.name if known is not None and known.since is not None else ""
        name = self._around.name_of(answer.holder) if answer.holder else known_name
        if not name:
            return answer.why or self.tr("A colleague is on it. Choose another lead.")
        if answer.since is None:
            return self.tr("{name} is on it. Space takes another call.").format(name=name)
        held = words.wait(self._clock.now() - answer.since)
        return self.tr("{name} is on it, for {held}. Space takes another call.").format(name=name, held=held)

    def _take(self, view: LeadView) -> None:
        def answered(answer: ClaimAnswer) -> None:
            self._end()
            if answer.granted:
                self._news.done(self.tr("{name} is yours now: F5 calls.").format(name=view.name))
            elif answer.offline:
                self._news.refuse(self.tr("No connection: nothing can be taken over now."))
            else:
                self._news.refuse(self._why(answer, None))

        self._ask(TAKE, lambda: self._team.take_over(view.lead), answered)

    def _ask(self, about: str, work: Callable[[], ClaimAnswer], then: Callable[[ClaimAnswer], None]) -> None:
        self._asking = about
        self._offered = None
        self.changed.emit()
        self._lanes.network(work, then, self._failed)

    def _end(self) -> None:
        self._asking = ""
        self._typed_ahead.clear()
        self.changed.emit()

    def _failed(self, why: Exception) -> None:
        self._end()
        self._news.refuse(str(why))
