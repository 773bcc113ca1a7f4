"""Asking to mail, and what became of it: the gate stands before the first step (domain.md, The gate)."""

from datetime import datetime

from bdc_desk.cadence.kinds import Kind
from bdc_desk.errors import Refused
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.views import MailPreview
from bdc_desk.operations.writing import Outcome, working

MAIL_PROGRAM = "mail program"


def ask_email(desk: Desk, lead: str, mail: MailPreview) -> tuple[str, Changes]:
    """Ask to mail the customer: the judged entry, with the text as it would leave. Returns its id.

    Raises Refused with what is missing; the database judges the same once more.
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
        entry = work.append(
            Kind.EMAIL_ASKED,
            {"template": mail.template},
            lead=lead,
            round_=standing.round,
            details={"to": mail.to, "subject": mail.subject, "text": mail.text},
        )
    return entry.id, outcome.changes


def say_handed_over(desk: Desk, lead: str, asked: str) -> Changes:
    """The mail was handed to the mail program: a fact, shown as unproven. Raises Refused once the permission
    ran out.
    """
    outcome = Outcome()
    with working(desk, outcome) as work:
        history = work.history(lead)
        mail = history.mails.get(asked)
        if mail is None:
            raise Refused("This mail was not asked for.", code="not asked")
        if mail.withdrawn:
            raise Refused("This mail was taken back. Open the template again.", code="withdrawn")
        if mail.handed_over:
            return Changes()
        if mail.asked.seal is None:
            raise Refused("The shared database has not accepted this mail yet.", code="waits")
        _refuse_stale(mail.asked_at, work.now, work.around.policy.permission.total_seconds())
        work.append(
            Kind.HANDED_OVER, {"asked": asked, "way": MAIL_PROGRAM}, lead=lead, round_=mail.asked.round
        )
    return outcome.changes


def _refuse_stale(asked_at: datetime, now: datetime, permission_seconds: float) -> None:
    """A permission unused for the policy's minutes is asked again."""
    if (now - asked_at).total_seconds() > permission_seconds:
        raise Refused("The permission to mail ran out. Open the template again.", code="permission")


def withdraw_email(desk: Desk, lead: str, asked: str) -> Changes:
    """The mail that was asked for will not leave."""
    outcome = Outcome()
    with working(desk, outcome) as work:
        mail = work.history(lead).mails.get(asked)
        if mail is not None and not mail.withdrawn and mail.left_at is None and not mail.handed_over:
            work.append(Kind.EMAIL_WITHDRAWN, {"asked": asked}, lead=lead, round_=mail.asked.round)
    return outcome.changes
