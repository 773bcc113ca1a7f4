"""What came in by one way or another: an enquiry, or why there is none, on its way into the log."""

from dataclasses import dataclass
from enum import StrEnum

from bdc_desk.operations.changes import Changes
from bdc_desk.operations.draft import LeadDraft


class Origin(StrEnum):
    """The way by which something came to this desk."""

    MAILBOX = "mailbox"
    FOLDER = "folder"
    FILE = "file"
    WINDOW = "window"
    INPUT = "input"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One enquiry of a mail or file. `draft` None: there is none, and `fault` says why in a sentence.

    `where`: the mailbox's name or the folder's path, else "". `name`: the file's name, "" for a mail.
    `about`: the lead of which a mail without an enquiry told something, which `result` names.
    """

    origin: Origin
    where: str
    name: str
    draft: LeadDraft | None
    fault: str = ""
    about: str | None = None
    result: "Result | None" = None


@dataclass(frozen=True, slots=True)
class Received:
    """The lead that an enquiry became. `already_here`: it had been received before and nothing was written.

    `again`: it began or joined a round of a known lead. `entry`: its arrival, "" where nothing was written.
    """

    lead: str
    already_here: bool
    again: bool
    changes: Changes
    entry: str = ""


class Result(StrEnum):
    """What became of a delivery."""

    NEW = "new lead"
    AGAIN = "enquired again"
    HERE = "already here"
    FAULT = "could not be read"
    BOUNCED = "email came back"
    STOP = "wants no emails"


def result_of(received: Received | None) -> Result:
    """What became of a delivery that was answered so."""
    if received is None:
        return Result.FAULT
    if received.already_here:
        return Result.HERE
    return Result.AGAIN if received.again else Result.NEW
