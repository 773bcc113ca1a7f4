"""What an erasure takes and what it does not reach, in sentences. No widgets."""

from datetime import datetime, tzinfo

from bdc_desk.operations.erasing import ErasePlan
from bdc_desk.ui import words
from bdc_desk.ui.translation import translate


def plan_words(plan: ErasePlan) -> str:
    """What will go."""
    parts = [
        translate("Erasing", "{name}: {n} lead(s).", "", len(plan.leads)).format(name=plan.name),
        translate("Erasing", "The details of {n} entr(y|ies) go: names, numbers, notes.", "", plan.texts),
    ]
    if plan.originals:
        said = translate("Erasing", "{n} original(s), mails or files, (goes|go) too.", "", plan.originals)
        parts.append(said)
    if plan.others:
        said = translate(
            "Erasing",
            "{n} other lead(s) of the same file (loses|lose) (its|their) original.",
            "",
            plan.others,
        )
        parts.append(said)
    parts.append(translate("Erasing", "The entries stay, without the person: calls made stay counted."))
    if plan.kept_words:
        said = translate(
            "Erasing",
            "{n} old entr(y|ies) (holds|hold) a typed reason, which cannot be taken out of the log.",
            "",
            plan.kept_words,
        )
        parts.append(said)
    return " ".join(parts)


def reach_words(plan: ErasePlan, now: datetime, zone: tzinfo) -> str:
    """What is done later, and what is not reached."""
    parts = []
    if plan.waits:
        parts.append(translate("Erasing", "It is done once the shared database has accepted it."))
    if plan.kept_until is not None:
        until = words.moment(plan.kept_until, now, zone)
        parts.append(translate("Erasing", "Backups may hold them until {until}.").format(until=until))
    if plan.strangers:
        said = translate(
            "Erasing",
            "{n} other file(s) in the folder of backups may hold them, too: (it is|they are) not removed.",
            "",
            len(plan.strangers),
        )
        parts.append(said)
    parts.append(
        translate(
            "Erasing",
            "Not reached: the mailbox and folders that mails and files came from, exports, printed lists, "
            "copies of backups elsewhere.",
        )
    )
    return " ".join(parts)
