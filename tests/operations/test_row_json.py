"""Queue rows come back from the projection as they went in."""

import json
from dataclasses import replace

import pytest

from bdc_desk.cadence.queue import QueueRow
from bdc_desk.operations.row_json import row_as_json, row_from_json
from tests.helpers.queue_rows import never_called, to_retry, with_callback


@pytest.mark.parametrize(
    "row",
    [
        # marks, the moments of a promise, a due time
        never_called(1, waited=3, sequence=17),
        with_callback(2, promised_in=4.5, sequence=2**40),
        to_retry(3, due_in=-7, blocked="no usable number", unread=True),
    ],
)
def test_a_row_comes_back_as_it_was(row: QueueRow) -> None:
    assert row_from_json(row_as_json(row)) == row


def test_a_row_written_before_there_was_a_sequence_has_none() -> None:
    row = never_called(1, sequence=17)
    older = json.loads(row_as_json(row))
    del older["sequence"]
    assert row_from_json(json.dumps(older)) == replace(row, sequence=0)
