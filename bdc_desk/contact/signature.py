"""Who signs a mail: one signature below each text, in the person's own words or the program's."""

import re
from typing import Final

from bdc_desk.contact.clean import lines
from bdc_desk.contact.mail_data import WORDS
from bdc_desk.errors import Refused

DEFAULT: Final = "{{ regards }}\n{{ agent }}\n{{ dealership }}\n"
"""The signature of who has none of their own; {{ regards }} is said in the mail's language."""

SIGNATURE_LIMIT: Final = 2_000
"""Letters of a signature."""

_SIGNS: Final = re.compile(r"\{\{-?\s*agent\b")


def signs_itself(text: str) -> bool:
    """Whether a text ends with the agent's name already, as the texts of older profiles do: nobody signs
    twice.
    """
    return bool(_SIGNS.search(text.rstrip().rpartition("\n\n")[2]))


def check_signature(text: str) -> tuple[str, ...]:
    """What is wrong with a signature, in sentences; empty for a good one. "" stands for the default."""
    from bdc_desk.contact.placeholders import faults_of  # noqa: PLC0415 - Jinja2 takes 50 ms, seldom needed

    if len(text) > SIGNATURE_LIMIT:
        return (f"The signature is longer than {SIGNATURE_LIMIT:,} letters: shorten it.",)
    return faults_of(lines(text), WORDS)


def usable_signature(text: str) -> str:
    """The signature to keep for what was typed. Raises Refused with every fault."""
    faults = check_signature(text)
    if faults:
        raise Refused(" ".join(faults), code="signature")
    return lines(text).strip("\n")
