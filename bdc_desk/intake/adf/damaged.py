"""Damaged ADF to lead drafts: what the strict reader refuses is read as far as it goes, graded repaired."""

from dataclasses import replace

from bdc_desk.intake.adf.document import damaged_document
from bdc_desk.intake.adf.mapping import drafts_of
from bdc_desk.intake.adf.tolerant_xml import tolerated
from bdc_desk.intake.adf.unwrapping import unwrapped
from bdc_desk.intake.findings import Findings
from bdc_desk.intake.reading import Place, Reading
from bdc_desk.operations.draft import Grade, LeadDraft


def read_damaged_adf(text: str, place: Place) -> Reading:
    """The leads of what is left of an ADF document in `text` (adf.md, Malformations to survive).

    One of which nothing is left by which to know or reach anybody is no lead: it stays for a person to read.
    """
    plain = unwrapped(text)
    found = damaged_document(plain.text)
    if found is None:
        return Reading()
    findings = Findings()
    for repair in plain.repairs:
        findings.repair(repair)
    root = tolerated(plain.text[found], findings)
    if not findings.repaired:
        findings.repair("The XML is not well-formed: it was read as far as it goes")
    drafts = drafts_of(root, place, repairs=findings.faults, note=plain.note)
    if not any(_says_something(draft) for draft in drafts):
        return Reading(why="The XML holds no enquiry that can be read")
    return Reading(tuple(_repaired(draft) for draft in drafts if _is_worth_telling(draft)))


def _is_worth_telling(draft: LeadDraft) -> bool:
    """Not an enquiry of which only its mark was there twice."""
    return draft.grade is Grade.UNREADABLE or bool(draft.comments) or _says_something(draft)


def _says_something(draft: LeadDraft) -> bool:
    return bool(draft.full or draft.first or draft.last or draft.phones or draft.emails or draft.vehicles)


def _repaired(draft: LeadDraft) -> LeadDraft:
    return draft if draft.grade is Grade.UNREADABLE else replace(draft, grade=Grade.REPAIRED)
