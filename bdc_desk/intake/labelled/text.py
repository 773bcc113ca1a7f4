"""Labelled text to lead drafts: the mails of hubs ("Naam:", "Telefoon:", "Name:", "Phone:").

A text counts as one only where a name or a message and a usable phone or e-mail address bear labels: a chat,
a reply or a colleague's mail must not become a customer (adf.md, How it arrives).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from bdc_desk.intake.findings import Findings
from bdc_desk.intake.labelled.enquiry import PHONES, draft_of
from bdc_desk.intake.labelled.letter_parts import Part, parts_of
from bdc_desk.intake.labelled.lines import FOOTER, HEADING, LOOSE, SIGNATURE, things_said
from bdc_desk.intake.labelled.said import Said
from bdc_desk.intake.labelled.words import CAR, PERSON
from bdc_desk.intake.reading import Place, Reading
from bdc_desk.operations.draft import Grade, LeadDraft

TEXT_READ: Final = 200_000
"""Characters that are looked at: a hundred times what a hub writes."""
LINES_READ: Final = 5_000
LEADS_READ: Final = 50
"""Enquiries of one text that are told apart."""

_ASIDE_LIMIT: Final = 30
"""Lines kept of what a colleague wrote above a forwarded enquiry."""
_NAMES: Final = frozenset({"full", "first", "last"})
_REACHED_BY: Final = frozenset({*PHONES, "email"})
_ABOUT_A_CAR: Final = frozenset({"wanted", "make", "model", "comments"})


def read_labelled(text: str, place: Place) -> Reading:
    """The leads of a labelled text; none, without a word, if it is no such text."""
    head = text[:TEXT_READ].replace("\r\n", "\n").replace("\r", "\n")
    lines = [line.replace("\u00a0", " ").replace("\uff1a", ":") for line in head.split("\n")]
    is_cut = len(text) > TEXT_READ or len(lines) > LINES_READ
    parts = parts_of(lines[:LINES_READ])
    for part in reversed(parts):
        if part.is_quoted_reply:
            continue
        aside = [one for other in parts if other is not part for one in _aside(other)]
        if drafts := _drafts(things_said(part.lines), aside, place, is_cut=is_cut):
            return Reading(drafts)
    return Reading()


def _aside(part: Part) -> list[Said]:
    """What a colleague wrote around a forwarded enquiry, line by line."""
    lines = [] if part.is_quoted_reply else [line for line in part.lines if line.strip("-_=* ")]
    return [Said(LOOSE, "", line) for line in lines[:_ASIDE_LIMIT]]


def _drafts(
    said: Sequence[Said], aside: Sequence[Said], place: Place, *, is_cut: bool
) -> tuple[LeadDraft, ...]:
    """The drafts of the enquiries in `said`; none if the first is no sound one."""
    drafts: list[LeadDraft] = []
    for block, rest in _blocks(_in_sections(said)):
        if len(drafts) == LEADS_READ:
            fault = f"It holds more than {LEADS_READ} enquiries: read the others"
            return (*drafts, LeadDraft(key="", grade=Grade.UNREADABLE, faults=(fault,)))
        findings = Findings()
        if is_cut:
            findings.repair("The text is very long: only its beginning was read")
        if rest:
            findings.repair("The text names more than one person: the first was taken, read the rest below")
        draft = draft_of([*block, *rest, *([] if drafts else aside)], place, findings)
        if not drafts and not _is_sound(block, draft):
            return ()
        drafts.append(draft)
    return tuple(drafts)


def _is_sound(block: Sequence[Said], draft: LeadDraft) -> bool:
    named = draft.first or draft.last or draft.full or any(one.meaning == "comments" for one in block)
    return bool(named and (draft.emails or any(phone.possible for phone in draft.phones)))


def _in_sections(said: Iterable[Said]) -> list[Said]:
    """`said` with the part of the form in which each stands made part of its meaning.

    Below "Inruilauto" a make is the trade's; below "Dealergegevens" a name is the dealership's, up to the
    first thing that is said a second time. Behind a signature a name is the sender's, behind a footer all is.
    """
    placed: list[Said] = []
    part, sign = "", ""
    seen: set[str] = set()
    is_reached = False
    for one in said:
        if one.meaning in {SIGNATURE, FOOTER}:
            sign = one.meaning if is_reached else sign
        elif one.meaning == HEADING:
            part, seen = one.value, set()
        elif part == "vendor" and one.meaning in PERSON and one.meaning not in seen:
            seen.add(one.meaning)
            placed.append(replace(one, meaning=f"vendor.{one.meaning}"))
        elif part == "trade" and one.meaning in CAR:
            placed.append(replace(one, meaning=f"trade.{one.meaning}"))
        elif sign and one.meaning in {*PERSON, LOOSE}:
            placed.extend([replace(one, meaning=LOOSE)] if sign == SIGNATURE else [])
        else:
            is_reached = is_reached or one.meaning in _REACHED_BY
            part = "" if one.meaning in PERSON else part
            placed.append(one)
    return placed


def _blocks(said: Sequence[Said]) -> list[tuple[list[Said], list[Said]]]:
    """The enquiries in `said`: each what it says, and people named after it who ask for nothing.

    A second name begins a second enquiry only where a way to reach that person and a wish are told with it: a
    hub's own address is none.
    """
    pieces: list[list[Said]] = [[]]
    known: dict[str, str] = {}
    for one in said:
        is_again = one.meaning in _NAMES and one.value != known.get(one.meaning, one.value)
        if is_again and known.keys() & _REACHED_BY and len(pieces) <= LEADS_READ:
            pieces.append([])
            known = {}
        known[one.meaning] = one.value
        pieces[-1].append(one)
    blocks: list[tuple[list[Said], list[Said]]] = [(pieces[0], [])]
    for piece in pieces[1:]:
        meanings = {one.meaning for one in piece}
        if meanings & _REACHED_BY and meanings & _ABOUT_A_CAR:
            blocks.append((piece, []))
        else:
            blocks[-1][1].extend(replace(one, meaning="") for one in piece)
    return blocks
