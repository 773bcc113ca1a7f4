"""Joins the window's panels with the desk: what a person asks goes to operations, what moved comes back to
the panels.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from bdc_desk.cadence.kinds import Flag
from bdc_desk.cadence.local_time import zone_of
from bdc_desk.contact.dialling import Dialler, dialler_for
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.views import LeadView
from bdc_desk.ui.actions import Act, Action
from bdc_desk.ui.agent_actions import agent_actions, outcome_actions
from bdc_desk.ui.alerts.alert_session import AlertSession
from bdc_desk.ui.alerts.hearing import Ears, ready_of
from bdc_desk.ui.alerts.sound import Sound
from bdc_desk.ui.alerts.tray import Tray
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.call.call_session import CallSession, CallState, Said
from bdc_desk.ui.call.child_panel import close_all
from bdc_desk.ui.call.promise_making import PromiseMaking
from bdc_desk.ui.call.promise_words import warn_by
from bdc_desk.ui.call_display import CallDisplay
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.closing.closing_session import ClosingSession
from bdc_desk.ui.customer_work import Beside, CustomerWork
from bdc_desk.ui.day_work import DaySettings, DayTools, DayWork
from bdc_desk.ui.desk_status import DeskStatus
from bdc_desk.ui.intake_work import Around as IntakeAround
from bdc_desk.ui.intake_work import IntakeWork, WaysIn
from bdc_desk.ui.keys import bind
from bdc_desk.ui.lead.lead_session import LeadSession
from bdc_desk.ui.lead.original import OriginalPanel
from bdc_desk.ui.lead.original_session import OriginalSession
from bdc_desk.ui.lead.prompts_session import PromptsSession
from bdc_desk.ui.letters import Letters
from bdc_desk.ui.mail_out.server_work import NoServerWork, ServerWork
from bdc_desk.ui.mail_out_work import MailOutWork, MailTools
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.news import News
from bdc_desk.ui.queue.queue_feed import QueueFeed
from bdc_desk.ui.reason_words import say
from bdc_desk.ui.still_here import when_still_here
from bdc_desk.ui.team.claim_session import BEST, Around, ClaimSession
from bdc_desk.ui.team.password_box import PasswordBox
from bdc_desk.ui.team.presence import PresenceSession
from bdc_desk.ui.team.sync_page import SyncPage
from bdc_desk.ui.team.sync_session import SyncSession
from bdc_desk.ui.team.team import Team
from bdc_desk.ui.team.team_feed import TeamFeed
from bdc_desk.ui.templates.letters import Preview

PRINCIPALS = frozenset({"manager", "principal"})
"""Roles that may take a customer out of a colleague's hands."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What the workplace is given by the composition root. `open_link` hands a URL to the system.
    `team` None: the desk works alone. `ways_in`: what reads mailboxes and folders, `server`: what sends mail.
    """

    desk: Desk
    lanes: Lanes
    hub: ChangeHub
    dialler: Dialler
    preview: Preview
    open_link: Callable[[str], bool]
    sound: Sound
    tray: Tray
    team: Team | None = None
    ways_in: WaysIn = field(default_factory=WaysIn)
    server: ServerWork = field(default_factory=NoServerWork)
    settings: DaySettings = field(default_factory=DaySettings)


class Workplace(QObject):
    """The agent's work in one window."""

    def __init__(self, window: MainWindow, tools: Tools) -> None:
        """`window` is shown by whoever made it; `start` reads the log."""
        super().__init__(window)
        desk, lanes, hub = tools.desk, tools.lanes, tools.hub
        self.window, self.desk, self.hub, self.tools = window, desk, hub, tools
        self._lanes = lanes
        self.news = News(window.notice)
        self._letters = Letters()
        self.feed = QueueFeed(desk, lanes, hub, window.queue)
        self.lead = LeadSession(desk, lanes, hub, window.lead)
        self.team = TeamFeed(tools.team, desk, lanes, hub, self) if tools.team else None
        self.claims = self._claims_of(tools.team) if tools.team else None
        self.call = CallSession(desk, lanes, hub, tools.dialler, self, self.news.stack)
        self.promises = PromiseMaking(desk, lanes, hub, self.news, lambda: self.feed.zone, self)
        tell = tools.team.set_presence if tools.team else lambda _state: None
        self.presence = PresenceSession(desk.clock, self.call, tell, self)
        self.closing = ClosingSession(desk, lanes, hub, self.lead, window.closing_menu, self.news)
        self.intake = IntakeWork(desk, lanes, hub, window, tools.ways_in, self._around_intake(tools))
        beside = Beside(self.lead, self.call, self.news, lambda: self.feed.zone, self._place)
        self.customers = CustomerWork(desk, lanes, hub, window, beside)
        self.mail_out = MailOutWork(desk, lanes, hub, window, beside, self._mail_tools(tools))
        self.mail, self.preview = self.mail_out.mail, self.mail_out.preview
        self.prompts = PromptsSession(desk, lanes, self.lead, self.call, window.lead)
        works = (self.intake, self.customers, self.mail_out)
        self.day = DayWork(desk, lanes, hub, window, beside, works, self._day_tools(tools), self._outcomes)
        self.original = OriginalPanel(window.desk)
        self._originals = OriginalSession(desk, lanes, self.original, self.news, tools.team, self._place)
        self.alerts = AlertSession(
            window.banner,
            window.queue,
            self.feed,
            self.call,
            self.news,
            tools.sound,
            tools.tray,
            Ears(lambda: desk.person, self._others_ready),
        )
        self.shown_call = CallDisplay(window.call_bar, self.lead, self.call, self.presence, self.claims)
        self.status = DeskStatus(
            window.status, window.queue, self.presence, self.team, desk.clock, lambda: self.feed.zone
        )
        self.sync = self._sync_of(tools.team, self.team) if tools.team and self.team else None
        self._sound = tools.sound
        self._calls = False
        self._then: Callable[[datetime], None] | None = None
        self._connect()
        tools.tray.activated.connect(self.day.window.show_window)
        tools.tray.break_asked.connect(self.presence.toggle_break)
        self.actions = self._all_actions()
        self.day.all = [*self.actions, *tools.settings.look]
        self.shortcuts = bind(window, {key: action.act for action in self.actions for key in action.keys})
        self.day.window.lock.shortcuts = self.shortcuts

    def _all_actions(self) -> list[Action]:
        """All that can be done here: what has keys, what the palette lists, what the help teaches."""
        works = (self.intake, self.customers, self.mail_out, self.prompts, self.day)
        return [
            *agent_actions(self._acts()),
            *outcome_actions(self._say),
            *(action for work in works for action in work.actions()),
        ]

    def _claims_of(self, team: Team) -> ClaimSession:
        around = Around(self.feed.name_of, self._may_take_over, self._place)
        return ClaimSession(team, self.desk.clock, self._lanes, self.news, around, self)

    def _sync_of(self, team: Team, feed: TeamFeed) -> SyncSession:
        box = PasswordBox()
        self.window.notices.add(box, stays=True)
        page = SyncPage(self.window.desk)
        page.desk_asked.connect(self.day.status.toggle)
        return SyncSession(team, feed, page, box, self.desk.clock, lambda: self.feed.zone)

    def _mail_tools(self, tools: Tools) -> MailTools:
        feed = self.team
        link = (lambda: feed.status) if feed is not None else None
        return MailTools(tools.preview, tools.open_link, tools.server, link)

    def _day_tools(self, tools: Tools) -> DayTools:
        feed = self.team
        return DayTools(
            settings=tools.settings,
            sound=tools.sound,
            tray=tools.tray,
            open_link=tools.open_link,
            dial_by=self._dial_by,
            about=lambda: self.feed.about,
            link=(lambda: feed.status) if feed is not None else None,
        )

    def _dial_by(self, way: str) -> None:
        """From now on numbers are dialled so."""
        self.call.dialler = dialler_for(way, self.tools.open_link)

    def _others_ready(self) -> frozenset[str]:
        """Who else is ready at a desk now: nobody where this desk works alone."""
        return ready_of(self.team.news.colleagues) if self.team is not None else frozenset()

    def _around_intake(self, tools: Tools) -> IntakeAround:
        return IntakeAround(
            self.news,
            tools.tray,
            tools.team,
            lambda: self.feed.zone,
            self._place,
            lambda: self.feed.about.policy.opening.between if self.feed.about else None,
            tools.open_link,
        )

    def start(self) -> None:
        """Read the queue and a call that a crash left open. The lock comes first, so that its answer does
        too: nobody's name is shown before it.
        """
        self.day.window.start()
        self.feed.load()
        self.intake.start()
        self.customers.start()
        self.mail_out.start()
        self.day.start()
        self.call.find_open_call()

    def begin_network(self) -> None:
        """The window stands: let the sync and the readers of mailboxes and folders begin."""
        if self.team is not None:
            self.team.start()
        self.intake.begin()
        self.day.begin_background()

    def end_network(self) -> None:
        """The window closes: let nothing more come in."""
        self.day.end_background()
        self.intake.end()
        if self.team is not None:
            self.team.stop()

    def tick(self, now: datetime) -> None:
        """One second passed."""
        self.feed.tick(now)
        self.alerts.tick(now)
        self.call.tick()
        self.mail_out.tick(now)
        self.lead.tick(now)
        self.window.lead.tick(now)
        self.shown_call.tick()
        if self.team is not None and self.sync is not None:
            self.team.tick()
            self.sync.tick()
        self.intake.tick(now)
        self.day.tick(now)
        self.status.show()

    def _acts(self) -> dict[str, Act]:
        """What the agent's keys do, by the names of ui/agent_actions.py."""
        acts: dict[str, Act] = {
            "next": self._take_next,
            "call": self._on_lead(self._press_call),
            "save": self._save_and_next,
            "note": self._write_note,
            "promise": self._opens_on_lead(self.ask_callback),
            "email": self._opens_on_lead(self._preview_first),
            "details": self._opens_on_lead(self._edit_details),
            "close": self._opens_on_lead(self.closing.open_menu),
            "down": lambda: self._move(1),
            "up": lambda: self._move(-1),
            "break": self.presence.toggle_break,
            "why": self._explain,
        }
        if self.claims is not None:
            acts["take over"] = self.claims.take_over
        if self.sync is not None:
            acts["team"] = self.sync.toggle
        return acts

    def _opens_on_lead(self, act: Callable[[], None]) -> Callable[[], None]:
        """The same for what takes the keyboard: dropped where the person went on meanwhile, and types."""

        def press() -> None:
            self._on_lead(when_still_here(act))()

        return press

    def _outcomes(self) -> list[Action]:
        """What may be said of the call that wants its outcome, in the policy's words."""
        policy = self.lead.policy
        if policy is None or self.call.call is None:
            return []
        return [
            Action(
                f"say {rule.name}",
                rule.label,
                (str(rule.key),) if rule.key else (),
                partial(self._choose_outcome, rule.name),
            )
            for rule in policy.outcomes
        ]

    def _on_lead(self, act: Callable[[], None]) -> Callable[[], None]:
        """A key that is about the chosen lead waits until that lead is chosen and on the page."""
        claims = self.claims
        if claims is None:
            return lambda: self.lead.when_shown(act)
        return lambda: claims.when_chosen(lambda: self.lead.when_shown(act))

    def _connect(self) -> None:
        window = self.window
        window.queue.selected.connect(self.lead.choose)
        window.lead.lead_chosen.connect(self._go_to)
        window.lead.keyboard_released.connect(window.focus_queue)
        window.lead.original_asked.connect(self._originals.show_lead)
        window.call_bar.call_pressed.connect(self._press_call)
        window.call_bar.number_chosen.connect(self.lead.choose_number)
        window.call_bar.outcome_chosen.connect(self._choose_outcome)
        window.call_bar.not_dialled.connect(self.call.not_dialled)
        window.banner.show_row.connect(self._go_to)
        window.callback_picker.chosen.connect(self._time_chosen)
        self.intake.lead_asked.connect(self._go_to)
        window.closing.connect(window.lead.leave_note)
        window.closing.connect(self.call.write_not_dialled)
        self.lead.written.connect(lambda what: self.news.stack.begin(self.desk.clock.now(), what))
        self.lead.shown.connect(self._show_lead)
        self.presence.changed.connect(self._presence_changed)
        self.feed.taken_moved.connect(self._show_holder)
        if self.claims is not None:
            self.claims.changed.connect(self.shown_call.show)
        if self.team is not None:
            self.team.moved.connect(self.status.show)
            self.team.moved.connect(self.mail_out.by_program.look)
        if self.sync is not None:
            self.sync.lead_asked.connect(self._go_to)
            self.sync.keyboard_released.connect(window.focus_queue)
        window.status.asked.connect(self._show_team)
        self.call.outcome_said.connect(self._said)
        self.call.taken_back.connect(self._taken_back)
        self.call.recovered_call.connect(self._show_recovered)
        self.feed.loaded.connect(self._choose_first)
        self.call.time_wanted.connect(self._ask_promised)
        self.closing.reopened.connect(self._go_to)
        self.closing.promise_asked.connect(self._ask_callback_of)
        self.customers.lead_asked.connect(self._go_to)
        self.mail_out.lead_asked.connect(self._go_to)
        self.day.lead_asked.connect(self._go_to)
        self.day.team_asked.connect(self._show_team)
        self.day.move_asked.connect(self.ask_callback)
        for session in (self.lead, self.call, self.presence):
            session.refused.connect(self.news.refuse)

    # what a key or a click asks for

    def _press_call(self) -> None:
        """F5: begin the call to the customer on the page, or end the one that runs."""
        if self.call.says_not_dialled:
            self.call.write_not_dialled(self._press_call)  # who goes on meant it
            return
        view, phone = self.lead.view, self.lead.phone()
        ready = self.call.state is CallState.READY
        if ready and phone is not None and not phone.may_dial:
            self.news.refuse(self.tr("Not now: {why}.").format(why=say(phone.why)))
        elif ready and self.claims is not None and view is not None and phone is not None:
            known = self.feed.holder_of(view.customer)
            begin = partial(self.call.begin, view, phone, although_claimed=True)
            self.claims.before_call(view, known, begin)
        else:
            self.call.press(view, phone)

    def _take_next(self) -> None:
        """Space: go to the suggested next call; in a team to the one that the shared database grants."""
        if self.call.says_not_dialled:
            self.call.write_not_dialled(self._take_next)
        elif self.call.state is not CallState.READY:
            self.news.refuse(self.tr("Say what came of the call first: a number key."))
        elif self.presence.on_break:
            self.news.tell(self.tr("You are on a break, so no call is suggested: F8 ends it."))
        elif self.feed.next_lead is None:
            self.news.tell(self.tr("No call is due now. J/K moves through the queue."))
        elif self.claims is not None:
            self.claims.next_call(self.feed.best(BEST), self.feed.name_of_lead, self._go_to)
        else:
            self._go_to(self.feed.next_lead)

    def _may_take_over(self) -> bool:
        person = self.feed.about.people.get(self.desk.person) if self.feed.about else None
        return person is not None and person.role in PRINCIPALS

    def _place(self) -> object:
        """Where the person stands: what is chosen, what has the keyboard, whether a call runs."""
        return self.window.queue.view.selected_lead(), QApplication.focusWidget(), self.call.state

    def _save_and_next(self) -> None:
        """Enter: what is being typed is saved, then the next call is chosen; an open call comes first."""
        self.window.lead.leave_note()
        self._take_next()

    def _move(self, by: int) -> None:
        """J and K: up and down the queue."""
        rows, view = self.window.queue.model, self.window.queue.view
        here = rows.row_of(view.selected_lead())
        target = 0 if here is None else here + by
        if 0 <= target < rows.rowCount():
            view.select(rows.row_at(target).lead)

    def _go_to(self, lead: str) -> None:
        close_all(self.window.desk)
        if not self.window.queue.select(lead):
            self.lead.choose(lead)  # closed, so not in the queue, but still to be read
        self.window.focus_queue()

    def _say(self, number: int) -> None:
        """A number key: the outcome it stands for."""
        policy = self.lead.policy
        rule = next((rule for rule in policy.outcomes if rule.key == number), None) if policy else None
        if rule is not None:
            self._choose_outcome(rule.name)

    def _choose_outcome(self, name: str) -> None:
        if self.lead.policy is not None:
            self.call.choose(name, self.lead.policy)

    def _ask_promised(self, outcome: str) -> None:
        """An outcome makes a promise: ask for when before it is said. Time and outcome are the call's,
        whoever is on the page meanwhile.
        """
        policy, call = self.lead.policy, self.call.call
        rule = policy.outcome(outcome) if policy else None
        if rule is None or call is None:
            return
        is_appointment = Flag.APPOINTMENT in rule.flags

        def say(at: datetime) -> None:
            if self.call.call is not call:
                self.news.refuse(self.tr("That call has its outcome already: nothing was written."))
            elif is_appointment:
                self.call.say(outcome, rule.label, appointment_at=at)
            else:
                self.call.say(outcome, rule.label, callback_at=at)

        name = self.call.name
        title = self.tr("Appointment: when does {name} come?").format(name=name) if is_appointment else ""
        self._ask_time("" if is_appointment else name, self.call.local_zone, say, title)

    def ask_callback(self) -> None:
        """B: promise a call to the customer on the page."""
        if self.lead.view is None:
            self.news.refuse(self.tr("Choose a lead first: J/K moves."))
            return
        self._ask_callback_of(self.lead.view)

    def _ask_callback_of(self, view: LeadView) -> None:
        """Promise a call to this customer, also if another one is chosen before the time is."""
        self._ask_time(view.name, view.local_zone, lambda at: self.promises.promise(view, at))

    def _ask_time(
        self, name: str, local_zone: str, then: Callable[[datetime], None], title: str = ""
    ) -> None:
        """`local_zone`: the customer's (IANA), "" where it is not known."""
        policy = self.lead.policy
        if policy is None:
            return
        there = zone_of(local_zone) if local_zone else None
        self._then = then
        now = self.desk.clock.now()
        warn = warn_by(policy, now, local_zone)
        self.window.callback_picker.open_for(
            now, zone_of(policy.zone), there, name=name, title=title, warn=warn
        )

    def _time_chosen(self, at: datetime) -> None:
        if self._then is not None:
            self._then(at)

    def _write_note(self) -> None:
        """N: into the note."""
        self.window.show_lead()
        self.window.lead.focus_note()

    def _edit_details(self) -> None:
        """F2: into the details."""
        self.window.show_lead()
        self.window.lead.edit_details()

    def _preview_first(self) -> None:
        """E: the open email, or the choice among several."""
        self.window.show_templates()
        self.window.templates.open_first_or_focus()

    def _explain(self) -> None:
        """Why emails are locked."""
        self.window.show_templates()
        self.window.templates.explain()

    def _show_team(self) -> None:
        """F7: how the desk stands to its team; alone, how it stands."""
        if self.sync is not None:
            self.sync.toggle()
        else:
            self.day.status.toggle()

    # what is shown

    def _choose_first(self) -> None:
        """Something stands on the page from the start: an open call's lead, else the suggested next call."""
        if self.lead.view is not None:
            return  # the queue was read anew, and the person stands somewhere
        if self.call.call is not None:
            self._go_to(self.call.call.lead)
        elif self.feed.next_lead is not None:
            self.window.queue.select(self.feed.next_lead)

    def _show_recovered(self, lead: str) -> None:
        self._go_to(lead)

    def _show_lead(self) -> None:
        if self.lead.view is not None:
            self.call.name_call(self.lead.view)
            boxes = self._letters.told_of(self.lead.view.name)
            if boxes:
                self.news.tell(boxes)
        self.mail.show_lead(self.lead.view, self.lead.about)
        self._show_holder()
        self.shown_call.show()

    def _show_holder(self) -> None:
        view = self.lead.view
        holder = self.feed.holder_of(view.customer) if view is not None else None
        self.window.lead.show_holder(holder, self.desk.clock.now())

    def _presence_changed(self) -> None:
        """A call or a break began or ended. On a break nothing is suggested and nothing rings."""
        calls = self.call.state is CallState.CALLING
        if calls and not self._calls:
            close_all(self.window.desk)  # it needs the desk: its number, its outcomes
        self._calls = calls
        resting = self.presence.on_break
        self._sound.muted = resting
        self.feed.pause(resting)
        self.shown_call.show()
        self.status.show()

    def _said(self, said: Said) -> None:
        counts = (
            self.tr("counts") if said.counted else self.tr("does not count: {why}").format(why=say(said.why))
        )
        text = self.tr("{name}: {outcome} saved, {counts}.").format(
            name=said.name, outcome=said.label, counts=counts
        )
        told = f"{text} {self.day.people.hint_after(said)}".strip()
        if said.done is not None:
            self.news.undoable(told, self.tr("Undo"), said.done, self.desk.clock.now)

    def _taken_back(self, label: str) -> None:
        self.news.tell(self.tr("{outcome} is taken back: say what came of the call.").format(outcome=label))
