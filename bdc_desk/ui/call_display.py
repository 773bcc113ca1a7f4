"""What the call bar shows: drawn anew from the call, the lead on the page and the break."""

from PySide6.QtCore import QObject

from bdc_desk.cadence.sayable import outcomes
from bdc_desk.operations.calling import BY_HAND
from bdc_desk.ui.call.call_bar import CallBar
from bdc_desk.ui.call.call_session import CallSession, CallState
from bdc_desk.ui.lead.lead_session import LeadSession
from bdc_desk.ui.team.claim_session import ClaimSession
from bdc_desk.ui.team.presence import PresenceSession


class CallDisplay(QObject):
    """Decides nothing: it asks the sessions how they stand."""

    def __init__(
        self,
        bar: CallBar,
        lead: LeadSession,
        call: CallSession,
        presence: PresenceSession,
        claims: ClaimSession | None,
    ) -> None:
        """`claims` None: this desk works alone."""
        super().__init__(bar)
        self._bar, self._lead, self._call = bar, lead, call
        self._presence, self._claims = presence, claims

    def show(self) -> None:
        """Show how things stand."""
        bar, call = self._bar, self._call
        self._show_outcomes()
        bar.set_break(self._presence.on_break)
        if call.state is CallState.CALLING:
            by_hand = call.dialler.way == BY_HAND
            hint = "" if by_hand else self.tr("handed to the dialler")
            other = bool(self._other_on_page())
            bar.show_calling(call.number_text, by_hand, hint, self._on_the_line(), other=other)
        elif call.state is CallState.WRAP_UP:
            late = self.tr("This call was open when the program ended: say what came of it.")
            by_hand = call.dialler.way == BY_HAND
            hint = late if call.recovered else ""
            bar.show_wrap_up(call.number_text, hint, by_hand=by_hand, other=self._other_on_page())
        else:
            self._show_ready()
        self.tick()

    def _on_the_line(self) -> str:
        """Who is on the telephone, and that the page shows somebody else where it does."""
        return self._other_on_page() or self._call.name

    def _other_on_page(self) -> str:
        """That the page shows another than the call is about; "" where it does not."""
        call, view = self._call, self._lead.view
        if call.call is None or view is None or view.lead == call.call.lead:
            return ""
        return self.tr("{name} is on the line, {other} on the page").format(name=call.name, other=view.name)

    def tick(self) -> None:
        """Show the seconds since the state began."""
        self._bar.tick(self._presence.elapsed())

    def _show_ready(self) -> None:
        view, phone = self._lead.view, self._lead.phone()
        if view is None:
            self._bar.show_nothing()
        elif phone is not None and self._claims is not None and self._claims.is_asking_for(view.lead):
            self._bar.show_asking(phone.shown)
        else:
            why = phone.why if phone else str(view.standing.next_step.why)
            may_dial = bool(phone and phone.may_dial)
            if view.standing.section is None:
                why, may_dial = self.tr("The lead is closed: Ctrl+Enter opens it again."), False
            self._bar.show_ready(phone.shown if phone else "", may_dial, why, view.phones)

    def _show_outcomes(self) -> None:
        policy = self._lead.policy
        if policy is not None:
            keys = {rule.name: rule.key for rule in policy.outcomes if rule.key}
            sayable = outcomes(policy, is_open=self._call.state is not CallState.READY)
            self._bar.set_outcomes(sayable, keys)
