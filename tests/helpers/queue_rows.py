"""Invented rows of the queue, with moments relative to one Thursday at ten."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bdc_desk.cadence.queue import QueueRow
from bdc_desk.cadence.standing import Mark, Stage, Step

NOW = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
STEPS = ((Step.MARK_2, 2), (Step.MARK_15, 15), (Step.ESCALATION_1, 60), (Step.ESCALATION_2, 180))


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def age(row: QueueRow, now: datetime) -> timedelta:
    """As if the dealership never closed."""
    return max(timedelta(0), now - row.opens_at)


def never_called(which: int, /, *, waited: float = 1.0, name: str = "", **fields: object) -> QueueRow:
    """A lead nobody called, that arrived `waited` minutes ago, with its four marks."""
    arrived = NOW - minutes(waited)
    marks = tuple(
        Mark(step, after, arrived + minutes(after), arrived + minutes(after), silent=False)
        for step, after in STEPS
    )
    return _row(which, name, arrived, {"marks": marks, "called": False, **fields})


def with_callback(which: int, /, *, promised_in: float, name: str = "", **fields: object) -> QueueRow:
    """A lead called once that was promised a call; it reminds five minutes before."""
    at = NOW + minutes(promised_in)
    said = {"callback_at": at, "remind_at": at - minutes(5), "due_why": f"callback {at:%H:%M}", "counted": 1}
    return _row(which, name, NOW - minutes(300), {**said, **fields})


def to_retry(which: int, /, *, due_in: float, name: str = "", **fields: object) -> QueueRow:
    """A lead called without success whose next call falls due in `due_in` minutes."""
    return _row(which, name, NOW - minutes(300), {"due_at": NOW + minutes(due_in), "counted": 1, **fields})


def many(number: int) -> Sequence[QueueRow]:
    """`number` rows of all sections, mixed."""
    made = []
    for at in range(number):
        if at % 4 == 0:
            made.append(never_called(at, waited=at % 977 / 7))
        elif at % 4 == 1:
            made.append(with_callback(at, promised_in=at % 601 - 20))
        else:
            made.append(to_retry(at, due_in=at % 499 - 250))
    return made


def _row(which: int, name: str, arrived: datetime, fields: dict[str, object]) -> QueueRow:
    values: dict[str, object] = {
        "lead": f"lead-{which:06}",
        "customer": f"customer-{which:06}",
        "name": name or f"Lead {which}",
        "car": "Corolla Hybrid",
        "source": "Website",
        "kind": "internet",
        "number": "+44 20 7946 0123",
        "owner": None,
        "stage": Stage.TRYING,
        "round": 1,
        "arrived_at": arrived,
        "opens_at": arrived,
        "called": True,
        "counted": 0,
        "planned": 4,
        "due_why": "first call due",
    }
    return QueueRow(**{**values, **fields})  # type: ignore[arg-type]
