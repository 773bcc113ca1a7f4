"""The lead's templates, and one of them in the preview: read, in another language, written where its words
are the person's own, then sent off by the server or handed to the mail program (domain.md, The gate).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.contact.mail_out.outbox import MailOutbox, Outgoing
from bdc_desk.operations import emailing
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.operations.mail_drafts import MailDraft, keep_mail_draft, mail_draft
from bdc_desk.operations.views import LeadView, MailPreview
from bdc_desk.ui import words
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.still_here import if_still_here
from bdc_desk.ui.templates.hand_over import HandOver
from bdc_desk.ui.templates.letters import Letters
from bdc_desk.ui.templates.panel import TemplatesPanel
from bdc_desk.ui.templates.preview import Letter, PreviewPanel
from bdc_desk.ui.templates.progress import GateProgress

DEBOUNCE_MS = 400


@dataclass(frozen=True, slots=True)
class Opened:
    """The letter in the preview, and whose it is."""

    view: LeadView
    about: Surroundings
    letter: Letter


class MailSession(QObject):
    """Shows the lead's templates and takes an open one to the outbox, or to the mail program."""

    refused = Signal(str)
    told = Signal(str)
    asking = Signal(str)
    """A mail is being asked for: carries the customer's name. `sent_off` or `not_asked` follows."""
    sent_off = Signal(str)
    """It was put into the outbox: carries the id of its entry."""
    not_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        hub: ChangeHub,
        panel: TemplatesPanel,
        letters: Letters,
        outbox: MailOutbox,
        hand_over: HandOver,
        page: PreviewPanel,
    ) -> None:
        """`letters` fills a template, `outbox` sends, `hand_over` is the other way out."""
        super().__init__(panel)
        self._desk, self._lanes, self._hub = desk, lanes, hub
        self._panel, self._page = panel, page
        self._letters, self._outbox, self._by_program = letters, outbox, hand_over
        self._view: LeadView | None = None
        self._about: Surroundings | None = None
        self._open: Opened | None = None
        self._typed: dict[str, MailPreview] = {}
        self._busy = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(DEBOUNCE_MS)
        self._wait.timeout.connect(self._keep)
        panel.preview_asked.connect(self.preview)
        page.send_asked.connect(self._send)
        page.hand_over_asked.connect(lambda _name: self._to_program())
        page.language_chosen.connect(self._change_language)
        page.anew_asked.connect(self._begin_anew)
        page.edited.connect(self._wait.start)
        page.closed.connect(self.keep_typed)

    @property
    def lead(self) -> LeadView | None:
        """Whose templates are shown."""
        return self._view

    @property
    def opened(self) -> LeadView | None:
        """Whose letter is in the preview, None while it is closed."""
        return self._open.view if self._open is not None and self._page.is_open else None

    def show_lead(self, view: LeadView | None, about: Surroundings | None) -> None:
        """Show the templates of this lead."""
        waits = self._by_program.lead
        if waits and (view is None or view.lead != waits):
            self._page.close_panel()
        self._view, self._about = view, about
        if view is None or about is None:
            self._panel.show_nothing()
            return
        progress = GateProgress.of(view.standing, about.policy.not_reached)
        self._panel.show_templates(view.standing.templates, progress, self._sent(view, about))
        self._panel.show_wish("" if view.may_mail else self._letters.forbidden(view))

    def _sent(self, view: LeadView, about: Surroundings) -> dict[str, str]:
        """Which templates left already, and when: nobody should get one twice unawares."""
        now, zone = self._desk.clock.now(), zone_of(about.policy.zone)
        states = {
            "left": self.tr("sent {at}"),
            "handed over": self.tr("handed over {at}"),
            "bounced": self.tr("came back"),
        }
        return {
            mail.template: states[mail.state].format(at=words.moment(mail.asked_at, now, zone))
            for mail in view.standing.mails
            if mail.state in states
        }

    def preview(self, name: str) -> None:
        """Show the template with the lead's data, or with what was typed for it before."""
        view, about = self._view, self._about
        if view is None or about is None:
            return

        def work() -> tuple[Letter, MailDraft | None]:
            letter = self._letters.letter(name, view, about)
            return letter, mail_draft(self._desk, view.lead, name) if letter.is_free else None

        def show(found: tuple[Letter, MailDraft | None]) -> None:
            self._show(view, about, *found)

        self._lanes.storage(work, if_still_here(show), self._refuse)

    def edit_again(self, one: Outgoing) -> None:
        """Show a mail that did not leave as it was asked for; its lead must be on the page."""
        view, about = self._view, self._about
        if view is None or about is None or view.lead != one.lead:
            return

        def show(letter: Letter) -> None:
            files = letter.mail.attachments  # an invitation is made anew when it is sent
            self._show(view, about, replace(letter, mail=replace(one.mail, attachments=files)), None)

        self._lanes.storage(lambda: self._letters.letter(one.mail.template, view, about), show, self._refuse)

    def ask_again(self, one: Outgoing, then: Callable[[], None]) -> None:
        """Ask for a mail that did not leave once more, word for word: the gate is judged anew. `then`: once
        that was asked for.
        """
        self._ask(one.lead, one.name, one.label, lambda: one.mail, one.tries_until - one.asked_at, then)

    def keep_typed(self) -> None:
        """Keep what is typed now, before the panel or the window closes."""
        if self._wait.isActive():
            self._wait.stop()
            self._keep()

    def _show(self, view: LeadView, about: Surroundings, letter: Letter, draft: MailDraft | None) -> None:
        self.keep_typed()
        self._open, self._typed = Opened(view, about, letter), {}
        self._page.open_for(letter)
        if draft is not None:
            kept = replace(letter.mail, subject=draft.subject, text=draft.text, language=draft.language)
            self._page.show_mail(kept)
            self._page.show_kept(True)

    def _change_language(self, language: str) -> None:
        opened = self._open
        if opened is None:
            return
        self.keep_typed()
        now = self._page.mail()
        self._typed[now.language] = now
        if language in self._typed and opened.letter.is_free:
            self._speak(opened, replace(opened.letter, mail=self._typed[language]), language)
            return
        name = opened.letter.mail.template
        self._lanes.storage(
            lambda: self._letters.letter(name, opened.view, opened.about, language),
            lambda found: self._speak(opened, found, language),
            lambda why: self._page.show_refusal(str(why)),
        )

    def _speak(self, opened: Opened, letter: Letter, language: str) -> None:
        """Show the text in another language, to the address that was chosen."""
        if self._open is None or self._open.view.lead != opened.view.lead:
            return
        mail = replace(letter.mail, to=self._page.mail().to)
        self._open = replace(opened, letter=replace(letter, mail=mail))
        self._page.show_mail(mail)
        other = mail.language != language
        no_text = self.tr("There is no text in that language: it stays as it is.")
        self._page.show_refusal(no_text if other else letter.forbidden)

    def _begin_anew(self) -> None:
        opened = self._open
        if opened is None:
            return
        name, view = opened.letter.mail.template, opened.view
        self._wait.stop()

        def work() -> Letter:
            keep_mail_draft(self._desk, view.lead, name, None)
            return self._letters.letter(name, view, opened.about)

        self._lanes.storage(work, lambda found: self._show(view, opened.about, found, None), self._refuse)

    def _keep(self) -> None:
        opened = self._open
        if opened is None:
            return
        mail, name = self._page.mail(), opened.letter.mail.template
        draft = MailDraft(mail.subject, mail.text, mail.language)
        self._lanes.storage(
            lambda: keep_mail_draft(self._desk, opened.view.lead, name, draft), _nothing, self._refuse
        )

    def _to_program(self) -> None:
        opened = self._open
        if opened is not None and not self._busy:
            self.keep_typed()
            self._by_program.ask(opened.view.lead, self._page.mail(), opened.about.policy.permission)

    def _send(self) -> None:
        """The panel closes once the mail counts down in the window's line."""
        opened = self._open
        if opened is None or self._by_program.is_busy:
            return
        self.keep_typed()
        view, about, letter, mail = opened.view, opened.about, opened.letter, self._page.mail()
        self._ask(
            view.lead,
            view.name,
            letter.label,
            lambda: self._letters.to_send(letter, mail, view, about),
            about.policy.permission,
            lambda: self._close(opened),
        )

    def _ask(
        self,
        lead: str,
        name: str,
        label: str,
        make: Callable[[], MailPreview],
        permission: timedelta,
        then: Callable[[], None],
    ) -> None:
        """The judged entry first, then the outbox, in one piece of work: nothing can come between."""
        if self._busy:
            return
        self._busy = True
        self.asking.emit(name)

        def work() -> tuple[str, Changes]:
            mail = make()
            asked, changes = emailing.ask_email(self._desk, lead, mail)
            now = self._desk.clock.now()
            self._outbox.put(lead, mail, asked, now, name=name, label=label, permission=permission)
            return asked, changes

        def done(written: tuple[str, Changes]) -> None:
            asked, changes = written
            self._busy = False
            then()
            self.sent_off.emit(asked)
            self._hub.tell(changes)

        self._lanes.storage(work, done, self._refused)

    def _close(self, opened: Opened) -> None:
        """The letter that was sent leaves the screen; another one that was opened meanwhile stays."""
        if self._open is opened:
            self._page.close_panel()
            self._open = None

    def _refused(self, why: Exception) -> None:
        self._busy = False
        self.not_asked.emit()
        if self._page.is_open:
            self._page.show_refusal(str(why))
        else:
            self._refuse(why)

    def _refuse(self, why: Exception) -> None:
        self.refused.emit(str(why))


def _nothing(_result: object) -> None:
    """What was asked for needs no answer."""
