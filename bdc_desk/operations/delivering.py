"""The desk's own list of what came in (by mailbox, folder, hand), for the intake page."""

from dataclasses import replace
from datetime import timedelta

from bdc_desk.operations.delivery import Delivery, Received, result_of
from bdc_desk.operations.plain_words import plain
from bdc_desk.operations.writing import Work
from bdc_desk.storage.codec import sha_of
from bdc_desk.storage.rows import DeliveryRow

KEPT = timedelta(days=60)
"""The list is for looking after the ways in; the leads themselves are in the log for good."""


def record_delivery(work: Work, delivery: Delivery, received: Received | None) -> None:
    """Write what became of a delivery, in the transaction of its lead."""
    draft = delivery.draft
    lead = received.lead if received else delivery.about
    archive = sha_of(draft.raw) if draft is not None and draft.raw else None
    if lead is not None and work.unit.is_erased(lead):
        delivery, draft = replace(delivery, fault=""), None  # not read again
    if archive is not None and work.unit.is_erased_original(archive):
        delivery, archive = replace(delivery, name=""), None  # nor named again
    faults = draft.faults if draft is not None else ()
    work.unit.put_deliveries(
        [
            DeliveryRow(
                at=work.now,
                origin=delivery.origin.value,
                place=delivery.where,
                name=" ".join(plain(delivery.name).split()),  # a file may be called anything
                result=(delivery.result or result_of(received)).value,
                lead=lead,
                entry=received.entry if received and received.entry else None,
                grade=draft.grade.value if draft is not None else "",
                faults=(*faults, *([delivery.fault] if delivery.fault else [])),
                archive=archive,
            )
        ]
    )
    work.unit.forget_deliveries_before(work.now - KEPT)
