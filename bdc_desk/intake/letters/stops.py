"""A customer's word that no more emails are wanted: an answer that says only that, in English, Dutch or
German. Whatever says more is an enquiry, and a person reads it.
"""

import re
from dataclasses import dataclass
from typing import Final

from bdc_desk.intake.charset import decoded
from bdc_desk.intake.letters import mime
from bdc_desk.intake.letters.bounces import our_ids
from bdc_desk.intake.markup import visible_text
from bdc_desk.intake.plain_text import line_of

HEAD: Final = 200_000
OWN_LIMIT: Final = 60
"""Letters of an answer that can still be only that word."""
_WISHES: Final = """
    stop | stopp | stop please | please stop | stop it | stop emails | stop emailing me | stop mailing me
    unsubscribe | unsubscribe me | please unsubscribe | please unsubscribe me | remove me | opt out
    no more emails | no more emails please | no emails | no more mails
    stop aub | stop alstublieft | stop svp | stop graag | graag stoppen | stoppen | afmelden | uitschrijven
    graag afmelden | graag uitschrijven | afmelden graag | geen mail meer | geen mails meer
    geen e mails meer | geen emails meer
    stop bitte | bitte stop | bitte stopp | stopp bitte | abmelden | bitte abmelden | abbestellen
    bitte abbestellen | austragen | bitte austragen | keine mails mehr | keine e mails mehr
    keine emails mehr
"""
_SAID: Final = frozenset(" ".join(one.split()) for one in re.split(r"[|\n]", _WISHES) if one.strip())
_QUOTED: Final = re.compile(
    r"^[ \t]*(>|-{2,} ?(original|forwarded|urspr|oorspronkelijk|doorgestuurd|weitergel)|_{10,}|-- ?$|"
    r"(on|op|am|le)\b.{0,200}(wrote|schreef|schrieb|geschreven)\b.{0,120}:?[ \t]*$|"
    r"(from|van|von|de):[ \t]|sent from my|get outlook for|verzonden vanaf|verstuurd vanaf|von meinem|"
    r"gesendet von|outlook voor)",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Stop:
    """Who asked for no more emails, and how. `ids`: of the entries whose mail it answers, none for a mail of
    its own (what the unsubscribe button of a mail program sends). `key`: its Message-ID, "" without one.
    """

    ids: tuple[str, ...]
    sender: str
    words: str
    key: str


def stop_of(data: bytes) -> Stop | None:
    """What the mail `data` asks for, if that is no more emails and nothing else. Never raises."""
    message, body = mime.cut(data[:HEAD])
    ids = our_ids([mime.raw_header(message, name) for name in ("in-reply-to", "references")])
    subject = line_of(str(mime.header(message, "subject") or mime.raw_header(message, "subject")))
    own = own_words(_text(list(mime.parts(message, body))))
    says_so = says_stop(own) if own else not ids and says_stop(subject)
    if not says_so:
        return None
    addresses = getattr(mime.header(message, "from"), "addresses", ())
    sender = addresses[0].addr_spec if addresses else ""
    return Stop(ids[::-1], sender, own or subject, mime.raw_header(message, "message-id"))


def _text(parts: list[mime.Part]) -> str:
    """What a person wrote: the first text, else the first HTML as it is seen."""
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.content_type == kind:
                text = decoded(part.data, part.charset).value
                return visible_text(text) if kind == "text/html" else text
    return ""


def own_words(text: str) -> str:
    """What stands before the quoted mail and the signature, on one line."""
    plain = text.replace("\r\n", "\n")[:20_000]
    quoted = _QUOTED.search(plain)
    return line_of(plain[: quoted.start()] if quoted else plain, OWN_LIMIT + 1)


def says_stop(words: str) -> bool:
    """Whether `words` are only that one wish."""
    if len(words) > OWN_LIMIT:
        return False
    bare = "".join(sign if sign.isalnum() else " " for sign in words.casefold().replace(".", ""))
    return " ".join(bare.split()) in _SAID
