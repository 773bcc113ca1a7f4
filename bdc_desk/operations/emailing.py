"""Asking to mail, and what became of it: the gate stands before the first step (domain.md, The gate)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.mails import Mail
from bdc_desk.errors import Refused
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.mail_wishes import refuse_unwanted
from bdc_desk.operations.views import MailPreview
from bdc_desk.operations.writing import Outcome, Work, working
from bdc_desk.storage.store import Snapshot

MAIL_PROGRAM = "mail program"
LOOK_BACK = timedelta(days=180)
"""How far back mails are looked for of which nobody knows whether they left."""
ELSEWHERE = timedelta(minutes=15)
"""A mail of this person at another desk may be on its way there for so long."""
FATES = (Kind.EMAIL_LEFT, Kind.HANDED_OVER, Kind.EMAIL_WITHDRAWN, Kind.EMAIL_BOUNCED)
SAID_LIMIT = 4000
"""Characters of what a server said that are kept."""


def ask_email(desk: Desk, lead: str, mail: MailPreview) -> tuple[str, Changes]:
    """Ask to mail the customer: the judged entry, with the text as it would leave. Returns its id.

    Raises Refused with what is missing, and where the customer asked not to be mailed; the database judges
    the gate once more.
    """
    outcome = Outcome()
    with working(desk, outcome) as work:
        standing = work.standing(lead)
        template = next((one for one in standing.templates if one.name == mail.template), None)
        if template is None:
            raise Refused("The policy has no such template.", code="gate.unknown")
        if not template.is_open:
            raise Refused(f"{template.label} is locked: {template.why}.", code=template.why.code)
        if not mail.to:
            raise Refused("The customer left no email address. F2 edits the details.", code="no address")
        refuse_unwanted(work, lead)
        entry = work.append(
            Kind.EMAIL_ASKED,
            {"template": mail.template},
            lead=lead,
            round_=standing.round,
            details={"to": mail.to, "subject": mail.subject, "text": mail.text, **_beside(mail)},
        )
    return entry.id, outcome.changes


def _beside(mail: MailPreview) -> dict[str, object]:
    """What goes with the text, where there is anything to say."""
    attachments = [one.name for one in mail.attachments]
    return {
        **({"attachments": attachments} if attachments else {}),
        **({"language": mail.language} if mail.language != "en" else {}),
    }


def say_handed_over(desk: Desk, lead: str, asked: str) -> Changes:
    """The mail was handed to the mail program: a fact, shown as unproven. Raises Refused once the permission
    ran out.
    """
    outcome = Outcome()
    with working(desk, outcome) as work:
        mail = _asked(work, lead, asked)
        if mail.withdrawn:
            raise Refused("This mail was taken back. Open the template again.", code="withdrawn")
        if mail.handed_over:
            return Changes()
        _refuse_waiting(mail)
        _refuse_stale(mail.asked_at, work.now, work.around.policy.permission.total_seconds())
        work.append(
            Kind.HANDED_OVER, {"asked": asked, "way": MAIL_PROGRAM}, lead=lead, round_=mail.asked.round
        )
    return outcome.changes


def _asked(work: Work, lead: str, asked: str) -> Mail:
    mail = work.history(lead).mails.get(asked)
    if mail is None:
        raise Refused("This mail was not asked for.", code="not asked")
    return mail


def _refuse_waiting(mail: Mail) -> None:
    if mail.asked.seal is None:
        raise Refused("The shared database has not accepted this mail yet.", code="waits")


def _refuse_stale(asked_at: datetime, now: datetime, permission_seconds: float) -> None:
    """A permission unused for the policy's minutes is asked again."""
    if (now - asked_at).total_seconds() > permission_seconds:
        raise Refused("The permission to mail ran out. Open the template again.", code="permission")


def withdraw_email(desk: Desk, lead: str, asked: str, why: str = "taken back") -> Changes:
    """The mail that was asked for will not leave, or by a person's word did not. `why`: "taken back",
    "closed" (the program was closed), "refused" (by the mail server), "permission" (it ran out), "not sent"
    (a person looked), or a code of `mail_leaving.MayNotLeave`. Nothing where it has left, was handed over or
    was withdrawn before.
    """
    outcome = Outcome()
    with working(desk, outcome) as work:
        mail = work.history(lead).mails.get(asked)
        if mail is not None and not mail.withdrawn and mail.left_at is None and not mail.handed_over:
            body = {"asked": asked, "why": why}
            work.append(Kind.EMAIL_WITHDRAWN, body, lead=lead, round_=mail.asked.round)
    return outcome.changes


def say_left(desk: Desk, lead: str, asked: str, message_id: str, *, said: bool = False) -> Changes:
    """The mail left: a fact that the server's answer proves, or (`said`) a person's word after looking.

    `message_id` as the mail bears it, "" where it is not known. Once only. Raises Refused where it was never
    asked for, and for a person's word about a mail that was withdrawn or not accepted yet.
    """
    outcome = Outcome()
    with working(desk, outcome) as work:
        mail = _asked(work, lead, asked)
        if mail.left_at is not None:
            return Changes()
        if said:
            _refuse_waiting(mail)
            if mail.withdrawn:
                raise Refused("This mail was taken back: it did not leave from here.", code="withdrawn")
        body = {"asked": asked, "message_id": message_id, **({"said": True} if said else {})}
        work.append(Kind.EMAIL_LEFT, body, lead=lead, round_=mail.asked.round)
    return outcome.changes


def say_bounced(
    desk: Desk, lead: str, asked: str, why: str, *, permanent: bool, said: str = "", id_: str | None = None
) -> Changes:
    """A mail that had left came back. `why`: "no such address", "mailbox full", "refused", "delayed",
    "other"; `said`: the server's words. `id_`: the entry's, so that one report is one entry however often it
    is read. Raises Refused where the mail was never asked for.
    """
    outcome = Outcome()
    with working(desk, outcome) as work:
        mail = _asked(work, lead, asked)
        if id_ is not None and work.unit.entry(id_) is not None:
            return Changes()
        body = {"asked": asked, "why": why, "permanent": permanent}
        details = {"said": said[:SAID_LIMIT]}
        work.append(Kind.EMAIL_BOUNCED, body, lead=lead, round_=mail.asked.round, details=details, id_=id_)
    return outcome.changes


@dataclass(frozen=True, slots=True)
class UnfinishedMail:
    """A mail that was asked for and of which the log does not say what became: "unknown: check". `name`: the
    customer's, `label`: the template's. `waits`: the shared database has not judged it, so it cannot have
    left.
    """

    asked: str
    lead: str
    name: str
    label: str
    to: str
    subject: str
    asked_at: datetime
    waits: bool


def unfinished_mails(desk: Desk, but: frozenset[str] = frozenset()) -> tuple[UnfinishedMail, ...]:
    """This person's mails of which nobody knows whether they left, oldest first, without those of `but` (on
    their way now). Never sent by itself: `say_left(..., said=True)` or `withdraw_email(..., why="not sent")`
    settles them (domain.md, The gate: asked without left or withdrawn).
    """
    now = desk.clock.now()
    start = now - LOOK_BACK
    with desk.store.snapshot() as snapshot:
        identity = snapshot.desk()
        here = identity.desk if identity is not None else ""
        asked = snapshot.entries_of_kinds(Kind.EMAIL_ASKED, start=start)
        told = {entry.text_of("asked") for entry in snapshot.entries_of_kinds(*FATES, start=start)}
        open_ = [
            entry
            for entry in asked
            if entry.agent == desk.person and entry.stands and entry.id not in told and entry.id not in but
            if entry.desk == here or now - entry.made_at > ELSEWHERE
        ]
        if not open_:
            return ()
        templates = {rule.name: rule.label for rule in desk.surroundings(snapshot).policy.templates}
        return tuple(_unfinished(snapshot, entry, templates) for entry in open_)


def _unfinished(snapshot: Snapshot, entry: Entry, labels: dict[str, str]) -> UnfinishedMail:
    lead, details, template = entry.lead or "", entry.details or {}, entry.text_of("template") or ""
    row = snapshot.lead_row(lead)
    return UnfinishedMail(
        asked=entry.id,
        lead=lead,
        name=row.name if row is not None else "",
        label=labels.get(template, template),
        to=str(details.get("to") or ""),
        subject=str(details.get("subject") or ""),
        asked_at=entry.made_at,
        waits=entry.seal is None,
    )
