"""A line may be slow; it may not be silent. And no failure of this computer's own ends the sync unheard."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from bdc_desk.errors import SurroundingsFault
from bdc_desk.operations.delivery import Delivery, Origin
from bdc_desk.operations.reading import queue
from bdc_desk.operations.receiving import receive_deliveries
from bdc_desk.storage.shared.connection import connect
from bdc_desk.storage.shared.faults import SharedFault, translated
from bdc_desk.storage.store import Snapshot, Store
from bdc_desk.sync.exchange import BATCH, MOST_BYTES, PAGE, Pace
from bdc_desk.sync.values import Link, SyncStatus
from tests.helpers.desks import draft
from tests.helpers.teams import Member, TeamDatabase, password_of

LIMIT = 20.0  # seconds until a test that waits for another thread gives up


def test_an_answer_that_comes_slowly_is_waited_for(shared: TeamDatabase) -> None:
    with closing(connect(shared.address("kim"), password_of("kim"), patience=0.4)) as kim:
        rows = kim.execute(
            "SELECT repeat('x', 20000), pg_sleep(0.05) FROM generate_series(1, 20)"
        ).fetchall()  # a second in all
        assert len(rows) == 20


def test_an_answer_that_does_not_come_is_not(shared: TeamDatabase) -> None:
    with closing(connect(shared.address("kim"), password_of("kim"), patience=0.3)) as kim:
        with pytest.raises(SharedFault, match="does not answer"), translated():
            kim.execute("SELECT pg_sleep(5)")
        assert kim.closed


def test_after_a_failure_less_is_asked_for_and_more_again_while_it_goes_well() -> None:
    pace = Pace()
    for _ in range(9):
        pace.failed()
    assert (pace.page, pace.batch, pace.batch_bytes) == (20, 5, 200_000)
    for _ in range(9):
        pace.went_well()
    assert (pace.page, pace.batch, pace.batch_bytes) == (PAGE, BATCH, MOST_BYTES)


def test_a_page_is_no_larger_than_asked_for_and_nothing_is_left_out(
    shared: TeamDatabase, tmp_path: Path
) -> None:
    with closing(Member(shared, "kim", tmp_path / "kim.sqlite")) as kim:
        receive_deliveries(
            kim.desk,
            [Delivery(Origin.FILE, "", "", draft(n, arrived_at=kim.desk.clock.now())) for n in range(30)],
        )
        kim.sync()
        with kim.connected() as (there, _), kim.store.snapshot() as snapshot:
            desk = snapshot.desk()
            assert desk is not None
            some = there.pull(desk.chain, 0, PAGE, most_bytes=25_000)
            assert 1 < len(some) < 30
            assert len(there.pull(desk.chain, 0, PAGE, most_bytes=1)) == 1
            rest = there.pull(desk.chain, some[-1].no, PAGE)
            assert [row.no for row in [*some, *rest]] == list(range(1, 37))
    with closing(Member(shared, "lee", tmp_path / "lee.sqlite")) as lee:
        lee.sync()
        assert len(queue(lee.desk)) == 30


def test_the_sync_lives_on_when_the_replica_cannot_be_read_for_a_while(
    shared: TeamDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Member(shared, "kim", tmp_path / "kim.sqlite")) as kim:
        told: list[SyncStatus] = []
        synced, offline = threading.Event(), threading.Event()

        def hear(status: SyncStatus) -> None:
            told.append(status)
            (synced if status.link is Link.SYNCED else offline).set()

        kim.team.start(hear)
        assert synced.wait(LIMIT)
        whole, failures = Store.snapshot, iter(range(4))

        @contextmanager
        def fails_for_a_while(store: Store) -> Iterator[Snapshot]:
            if next(failures, None) is not None:
                raise SurroundingsFault("The log could not be read: the disk reports an error.")
            with whole(store) as snapshot:
                yield snapshot

        offline.clear()
        monkeypatch.setattr(Store, "snapshot", fails_for_a_while)
        kim.team.wake()
        assert offline.wait(LIMIT)
        synced.clear()
        assert synced.wait(LIMIT)
        assert "disk reports an error" in next(one.why for one in told if one.link is Link.OFFLINE)


@pytest.mark.expects_log
def test_a_mistake_of_ours_is_told_and_tried_again(
    shared: TeamDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Member(shared, "kim", tmp_path / "kim.sqlite")) as kim:
        monkeypatch.setattr("bdc_desk.sync.team.BACKOFF", (0.05,))
        synced, mistakes = threading.Event(), iter(range(2))
        whole = type(kim.team)._cycle

        def mistaken(team: Any, *given: Any) -> None:
            if next(mistakes, None) is not None:
                raise ZeroDivisionError
            whole(team, *given)

        monkeypatch.setattr(type(kim.team), "_cycle", mistaken)
        kim.team.start(lambda status: synced.set() if status.link is Link.SYNCED else None)
        assert synced.wait(LIMIT)
