"""A mail handed to the mail program: a `mailto:` URL as RFC 6068 has it."""

from typing import Final, NamedTuple
from urllib.parse import quote

from bdc_desk.contact.clean import address, lines, one_line

URL_LIMIT: Final = 2000
"""Characters. Windows passes on no more than 2,083, and some mail programs fewer."""

SUBJECT_ROOM: Final = 500
"""Characters of the URL that the subject may take; the text gets what is left."""

CUT: Final = quote("\r\n\r\n[...]", safe="")
"""Stands where the text was cut, so that nobody sends half a letter unawares."""


class MailLink(NamedTuple):
    """The URL, and whether the mail had to be shortened for it."""

    url: str
    cut: bool


def mailto_url(to: str, subject: str, text: str) -> MailLink:
    """The URL that opens this mail in the mail program, at most 2,000 characters.

    An unusable address is left out: the person sees it missing there.
    """
    url = f"mailto:{quote(address(to), safe='@')}?subject="
    told, subject_cut = _fitted(one_line(subject), SUBJECT_ROOM)
    url += f"{told}&body="
    body, text_cut = _fitted(lines(text).replace("\n", "\r\n"), URL_LIMIT - len(url), CUT)
    return MailLink(url + body, subject_cut or text_cut)


def _fitted(text: str, room: int, mark: str = "") -> tuple[str, bool]:
    """`text` percent-encoded in at most `room` characters, and whether it was cut; then `mark` follows."""
    whole = quote(text, safe="")
    if len(whole) <= room:
        return whole, False
    fits = _prefix(text, room - len(mark))
    words = fits.rsplit(None, 1)[0] if len(fits.split()) > 1 else fits
    return quote(words.rstrip(), safe="") + mark, True


def _prefix(text: str, room: int) -> str:
    """As many characters of `text` as fit into `room` when they are encoded."""
    for place, sign in enumerate(text):
        room -= len(quote(sign, safe=""))
        if room < 0:
            return text[:place]
    return text
