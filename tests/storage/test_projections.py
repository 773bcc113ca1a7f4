"""Projections: what lists and matching read, rewritten row by row or all at once."""

from dataclasses import replace
from datetime import timedelta

from bdc_desk.storage.rows import KeyRow, LeadRow
from bdc_desk.storage.store import Store
from tests.helpers.plain_log import AGENT, NINE_ON_MONDAY

ROW = LeadRow(
    lead="lead-1",
    customer="customer-1",
    name="Zoë Example",
    stage="new",
    closed=False,
    owner=None,
    arrived_at=NINE_ON_MONDAY,
    summary={"wanted": "2021 Ford Ranger", "calls": 0},
)
LATER = replace(ROW, lead="lead-2", arrived_at=NINE_ON_MONDAY + timedelta(hours=1))
TEL, MAIL = "tel:+442079460123", "mail:zoe@example.test"


def test_lead_rows_come_by_arrival(store: Store) -> None:
    with store.unit() as unit:
        unit.put_lead_row(LATER)
        unit.put_lead_row(ROW)
        unit.put_lead_row(replace(ROW, lead="lead-3", customer="customer-2", arrived_at=NINE_ON_MONDAY))
    with store.snapshot() as snapshot:
        assert [row.lead for row in snapshot.lead_rows()] == ["lead-1", "lead-3", "lead-2"]
        assert snapshot.leads_of_customer("customer-1") == [ROW, LATER]
        assert snapshot.lead_row("lead-1") == ROW
        assert snapshot.lead_row("nobody") is None


def test_the_last_row_stands(store: Store) -> None:
    closed = replace(ROW, customer="customer-2", stage="closed", closed=True, owner=AGENT, summary={})
    with store.unit() as unit:
        unit.put_lead_row(ROW)
        unit.put_lead_row(closed)
        assert unit.lead_rows() == [closed]


def test_leads_are_found_by_their_keys(store: Store) -> None:
    with store.unit() as unit:
        unit.put_lead_row(LATER)
        unit.put_lead_row(ROW)
        unit.put_identity_keys("lead-1", {TEL: "Zoë", MAIL: "Zoë Example"})
        unit.put_identity_keys("lead-2", {TEL: "Yann"})
        assert unit.leads_with_keys([MAIL, TEL, TEL, "tel:none"]) == [
            KeyRow(MAIL, "lead-1", "Zoë Example", "customer-1"),
            KeyRow(TEL, "lead-1", "Zoë", "customer-1"),
            KeyRow(TEL, "lead-2", "Yann", "customer-1"),
        ]
        unit.put_identity_keys("lead-1", {MAIL: "Zoë"})
        assert unit.leads_with_keys([TEL]) == [KeyRow(TEL, "lead-2", "Yann", "customer-1")]
        assert unit.leads_with_keys([]) == []
        assert unit.leads_with_keys(f"tel:+1212555{place:04}" for place in range(5000)) == []


def test_queue_rows_come_and_go(store: Store) -> None:
    with store.unit() as unit:
        unit.put_queue_row("lead-1", "{}")
        unit.put_queue_row("lead-2", "{}")
        unit.put_queue_row("lead-1", '{"section":"retries due"}')
        assert sorted(unit.queue_rows()) == [("lead-1", '{"section":"retries due"}'), ("lead-2", "{}")]
        unit.remove_queue_row("lead-2")
        assert unit.queue_row("lead-2") is None
        assert unit.queue_row("lead-1") == '{"section":"retries due"}'


def test_projections_are_cleared_for_a_rebuild(store: Store) -> None:
    with store.unit() as unit:
        unit.put_lead_row(ROW)
        unit.put_identity_keys("lead-1", {TEL: "Zoë"})
        unit.put_queue_row("lead-1", "{}")
        unit.put_setting("theme", "dark")
        unit.clear_projections()
        assert (unit.lead_rows(), unit.queue_rows()) == ([], [])
        unit.put_lead_row(ROW)
        assert unit.leads_with_keys([TEL]) == []
        assert unit.setting("theme") == "dark"
