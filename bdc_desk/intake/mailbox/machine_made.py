"""Mails that a mail server wrote by itself: a person need not call anybody for them."""

import re
from typing import Final

from bdc_desk.intake.letters import mime
from bdc_desk.intake.letters.bounces import is_status_report

HEAD: Final = 64_000
_ADF: Final = re.compile(rb"<\??\s*adf\b", re.IGNORECASE)


def is_delivery_report(data: bytes) -> bool:
    """Whether the mail is a server's report on a mail that it delivered or could not (RFC 3464), and nothing
    in it looks like an enquiry.

    Only these. Answers of the "I am away" kind and receipts come from a person's own mailbox, and one that is
    a person's after all would be an enquiry lost: they become leads that say "read the mail".
    """
    message, _ = mime.cut(data[:HEAD])
    return is_status_report(message) and _ADF.search(data) is None
