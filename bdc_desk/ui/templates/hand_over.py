"""A mail handed to the mail program: asked of the gate first, in a team once the shared database has accepted
it, and told as unproven (domain.md, The gate).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from bdc_desk.contact.clean import address
from bdc_desk.contact.mailto import mailto_url
from bdc_desk.operations import emailing, teamwork
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.mail_drafts import keep_mail_draft
from bdc_desk.operations.mail_leaving import MayNotLeave, why_not_leave
from bdc_desk.operations.teamwork import Judged
from bdc_desk.operations.views import MailPreview
from bdc_desk.sync.values import Link, SyncStatus
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.templates.preview import PreviewPanel


@dataclass(frozen=True, slots=True)
class Pending:
    """A mail that was asked for and that the shared database has not judged yet. `permission`: for how long
    the asking holds.
    """

    lead: str
    mail: MailPreview
    entry: str
    asked_at: datetime
    permission: timedelta


class HandOver(QObject):
    """Stands behind the preview, which waits with the mail: leaving it takes the mail back."""

    refused = Signal(str)
    told = Signal(str)
    handed = Signal()
    """It is with the mail program: nothing here takes it back."""

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        hub: ChangeHub,
        page: PreviewPanel,
        open_link: Callable[[str], bool],
        link: Callable[[], SyncStatus] | None,
    ) -> None:
        """`open_link` hands a mailto: URL to the system. `link`: how the sync stands, None where this desk
        alone decides.
        """
        super().__init__(page)
        self._desk, self._lanes, self._hub = desk, lanes, hub
        self._page, self._open_link, self._link = page, open_link, link
        self._pending: Pending | None = None
        self._busy = False
        self._left = False
        page.closed.connect(self.take_back)
        hub.changed.connect(lambda _changes: self.look())

    @property
    def lead(self) -> str:
        """The lead of the mail that waits, "" for none."""
        return self._pending.lead if self._pending is not None else ""

    @property
    def is_busy(self) -> bool:
        """Whether a mail is being asked for or waits."""
        return self._busy or self._pending is not None

    def ask(self, lead: str, mail: MailPreview, permission: timedelta) -> None:
        """The judged entry first: nothing is handed over that the rules refuse."""
        if self.is_busy:
            return
        self._busy, self._left = True, False
        plain = replace(mail, attachments=())  # a link carries none
        self._lanes.storage(
            lambda: emailing.ask_email(self._desk, lead, plain),
            lambda asked: self._asked(lead, plain, permission, *asked),
            self._not_asked,
        )

    def look(self) -> None:
        """Whether the shared database has judged the mail that waits."""
        pending = self._pending
        if pending is not None:
            self._lanes.storage(
                lambda: self._judgement(pending),
                lambda found: self._judged(pending, *found),
                lambda why: self._page.show_refusal(str(why)),
            )

    def take_back(self) -> None:
        """The person left a mail that waits: it will not leave."""
        self._left = self._busy
        pending, self._pending = self._pending, None
        if pending is not None:
            self._taken_back(pending.lead, pending.entry)

    def _taken_back(self, lead: str, asked: str) -> None:
        self._withdraw(lead, asked)
        self.told.emit(self.tr("The email was taken back: it had not left yet."))

    def _not_asked(self, why: Exception) -> None:
        self._busy = False
        self._page.show_refusal(str(why))

    def _asked(
        self, lead: str, mail: MailPreview, permission: timedelta, asked: str, changes: Changes
    ) -> None:
        self._busy = False
        if self._link is None:
            self._hub.tell(changes)
            if self._left or not self._page.is_open:
                self._taken_back(lead, asked)
            else:
                self._hand_over(lead, mail, asked)
            return
        self._pending = Pending(lead, mail, asked, self._desk.clock.now(), permission)
        self._page.show_waiting(self._waits())
        self._hub.tell(changes)  # which looks at once
        if self._left or not self._page.is_open:
            self.take_back()

    def _judgement(self, pending: Pending) -> tuple[Judged, str, MayNotLeave | None]:
        """In the storage lane: what the shared database said, and what else may speak against it now."""
        judged, why = teamwork.judged(self._desk, pending.entry)
        stands = judged is Judged.STANDS
        against = why_not_leave(self._desk, pending.lead, pending.entry, pending.mail.to) if stands else None
        return judged, why, against

    def _judged(self, pending: Pending, judged: Judged, why: str, against: MayNotLeave | None) -> None:
        if self._pending != pending:
            return  # taken back meanwhile
        if judged is Judged.WAITS:
            self._page.show_waiting(self._waits())
            return
        self._pending = None
        if judged is Judged.REFUSED:
            self._page.show_refusal(
                self.tr("The shared database says no: {why}.").format(why=why.rstrip("."))
            )
        elif self._desk.clock.now() - pending.asked_at > pending.permission:
            self._withdraw(pending.lead, pending.entry, "permission")
            self._page.show_refusal(self.tr("The permission ran out while it waited. Ask again."))
        elif against is not None:
            self._withdraw(pending.lead, pending.entry, against.code)
            self._page.show_refusal(against.words)
        else:
            self._hand_over(pending.lead, pending.mail, pending.entry)

    def _waits(self) -> str:
        offline = self._link is not None and self._link().link is not Link.SYNCED
        if not offline:
            return self.tr("Waiting for the shared database ...")
        return self.tr(
            "Waiting for the shared database ... There is no connection: the email opens here as soon as it "
            "is accepted. Esc or another lead takes it back."
        )

    def _withdraw(self, lead: str, asked: str, why: str = "taken back") -> None:
        self._lanes.storage(
            lambda: emailing.withdraw_email(self._desk, lead, asked, why),
            self._hub.tell,
            lambda why: self.refused.emit(str(why)),
        )

    def _hand_over(self, lead: str, mail: MailPreview, asked: str) -> None:
        url, cut = mailto_url(address(mail.to), mail.subject, mail.text)
        if not self._open_link(url):
            self._not_taken(lead, asked)
            return
        self._page.close_panel()

        def work() -> Changes:
            moved = emailing.say_handed_over(self._desk, lead, asked)
            keep_mail_draft(self._desk, lead, mail.template, None)
            return moved

        self._lanes.storage(
            work, lambda moved: self._handed_over(moved, cut=cut), lambda why: self.refused.emit(str(why))
        )

    def _not_taken(self, lead: str, asked: str) -> None:
        """No mail program took it: nothing was handed over, and the log says so."""
        self._page.show_refusal(
            self.tr(
                "No mail program took it. Copy the text into your mail, or set a mail program in the system."
            )
        )
        self._withdraw(lead, asked)

    def _handed_over(self, changes: Changes, *, cut: bool) -> None:
        self.handed.emit()
        self._hub.tell(changes)
        text = self.tr("Handed to your mail program: send it there. The desk cannot see whether you did.")
        if cut:
            text += " " + self.tr("The text was too long for a link and was shortened.")
        self.told.emit(text)
