"""What a screen or a command shows of a lead: values read in one go, nothing to look up afterwards."""

from dataclasses import dataclass
from datetime import datetime

from bdc_desk.cadence.standing import Standing


@dataclass(frozen=True, slots=True)
class PhoneView:
    """One of the customer's numbers, with what the engine says of it. `shown`: in the international form."""

    ref: str
    shown: str
    e164: str | None
    typed: str
    type: str
    usable: bool
    may_dial: bool
    why: str


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One line of the history: `at` aware UTC, `text` plain words, `agent` the person's name."""

    entry: str
    at: datetime
    kind: str
    text: str
    agent: str


@dataclass(frozen=True, slots=True)
class OtherLead:
    """Another lead of the same customer."""

    lead: str
    arrived_at: datetime
    car: str
    source: str
    stage: str


@dataclass(frozen=True, slots=True)
class LeadView:
    """A whole lead for the page and for `show`. `owner`: a name or "". `local_zone`: the customer's, "" when
    unknown.

    `language`, `salutation` and such come to templates as `data`; `note_draft` is what was typed and not yet
    left. `may_mail`: False where the customer asked not to be mailed, in these `mail_wish_words`.
    """

    lead: str
    customer: str
    name: str
    kind: str
    source: str
    vendor: str
    arrived_at: datetime
    owner: str
    comments: str
    wanted: str
    trade: str
    price: str
    first: str
    last: str
    full: str
    emails: tuple[str, ...]
    phones: tuple[PhoneView, ...]
    address: str
    local_zone: str
    grade: str
    faults: tuple[str, ...]
    standing: Standing
    timeline: tuple[TimelineLine, ...]
    other_leads: tuple[OtherLead, ...]
    note_draft: str
    may_mail: bool = True
    mail_wish_words: str = ""


@dataclass(frozen=True, slots=True)
class DetailsForm:
    """The customer's details as a person edits them: numbers and mails as typed, one each."""

    first: str
    last: str
    full: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a mail. `kind`: its media type, with what belongs to it ("application/pdf")."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class MailPreview:
    """A template with the lead's data. `missing`: the data it asks for and the lead does not have,
    in words, and the files that cannot go with it. `language`: "en", "nl" or "de".
    """

    template: str
    to: str
    subject: str
    text: str
    missing: tuple[str, ...]
    attachments: tuple[Attachment, ...] = ()
    language: str = "en"


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """One attempt in the attempt log, told (domain.md, What a manager measures). Spans in seconds. `person`:
    the agent's id; `outcome_name`: its key in the policy, "" while there is none. `confirmed`: by whom, where
    the second person's word was given at the same desk; "" otherwise.
    """

    attempt: str
    lead: str
    name: str
    agent: str
    began: datetime
    number: str
    evidence: str
    outcome: str
    rang: float | None
    talked: float | None
    counted: bool
    why: str
    person: str = ""
    outcome_name: str = ""
    confirmed: str = ""
