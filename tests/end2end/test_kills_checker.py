"""The checker of the kills finds what it is for: each loss, doubling and change is planted, and found."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bdc_desk.clock import FixedClock
from bdc_desk.operations import lead_work
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.verifying import verify
from bdc_desk.operations.writing import working
from bdc_desk.settings import Profile
from bdc_desk.storage.store import Store
from tests.helpers.desks import HOUR, MONDAY
from tests.helpers.kills.checker import Kinds
from tests.helpers.kills.old import Openings
from tests.helpers.kills.rounds import Solo, killing, learn
from tests.helpers.kills.windows import Windows
from tests.helpers.kills.zygote import Zygote
from tests.helpers.smtp import SmtpServer

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="lives are forked: not on Windows")

Learned = tuple[Zygote, SmtpServer, Kinds]
Plant = Callable[[Solo], None]


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learned]:
    folder = tmp_path_factory.mktemp("kills")
    with killing(folder) as (zygote, server):
        yield zygote, server, learn(zygote, server, folder / "dry")[1]


@pytest.fixture
def solo(learned: Learned, tmp_path: Path) -> Solo:
    """A profile with something behind it; nothing is wrong with it."""
    zygote, server, kinds = learned
    made = Solo(zygote, server, tmp_path / "solo", 1, kinds)
    made.live("import mails", "email left", "note draft", "dial", "note")
    return made


def database(solo: Solo) -> Path:
    return Profile(solo.folder / "profile").database


def desk_of(solo: Solo, store: Store) -> Desk:
    return Desk(store, FixedClock(MONDAY + HOUR), solo.person)


def without_guards(solo: Solo, *statements: str) -> None:
    """As somebody does who owns the file."""
    with closing(sqlite3.connect(database(solo), isolation_level=None)) as plain:
        guards = dict(plain.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        for name in guards:
            plain.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert plain.execute(statement).rowcount == 1, statement
        for guard in guards.values():
            plain.execute(guard)


LAST = "(SELECT id FROM entry ORDER BY desk_seq DESC LIMIT 1)"
LAST_SEAL = f"DELETE FROM seal WHERE entry = {LAST}"


def lost(solo: Solo) -> None:
    """The end of the log is gone whole: without its journal nobody could tell."""
    without_guards(
        solo, f"DELETE FROM detail WHERE entry = {LAST}", LAST_SEAL,
        "DELETE FROM entry WHERE desk_seq = (SELECT max(desk_seq) FROM entry)",
    )  # fmt: skip
    with closing(Store.open(database(solo))) as store:
        assert verify(desk_of(solo, store)) == []


def doubled_within(solo: Solo) -> None:
    solo.live("note", twice=True)


def doubled_beside(solo: Solo) -> None:
    with closing(Store.open(database(solo))) as store:
        desk = desk_of(solo, store)
        with store.snapshot() as snapshot:
            lead = snapshot.leads()[0]
        lead_work.write_note(desk, lead, "nobody asked for this")


def doubled_end(solo: Solo) -> None:
    """The same call ends once more."""
    with closing(Store.open(database(solo))) as store:
        with store.snapshot() as snapshot:
            (ended, *_) = snapshot._sql.rows("SELECT lead, content FROM entry WHERE kind = 'ended'")
        with working(desk_of(solo, store)) as work:
            work.append("ended", json.loads(ended[1])["body"], lead=ended[0], round_=1)  # type: ignore[arg-type]


def changed(solo: Solo) -> None:
    without_guards(solo, f"UPDATE detail SET content = replace(content, 'said', 'sald') WHERE entry = {LAST}")


def unsealed(solo: Solo) -> None:
    without_guards(solo, LAST_SEAL)


def mail_lost(solo: Solo) -> None:
    without_guards(solo, "DELETE FROM archive WHERE sha256 = (SELECT min(sha256) FROM archive)")


def sent_twice(solo: Solo) -> None:
    solo.server.received.append(solo.server.received[-1])


def never_sent(solo: Solo) -> None:
    solo.server.received.pop()


def never_asked(solo: Solo) -> None:
    mail = solo.server.received[-1]
    data = mail.data.replace(solo.taken()[-1].encode(), b"somebody-else-s")
    solo.server.received.append(replace(mail, data=data))


def not_imported(solo: Solo) -> None:
    (Path(solo.journal.imported[0]) / "999999.eml").write_bytes(b"")


def list_changed(solo: Solo) -> None:
    with closing(sqlite3.connect(database(solo))) as plain:
        plain.execute(
            "UPDATE lead_row SET name = 'Somebody Else' WHERE lead = (SELECT min(lead) FROM lead_row)"
        )
        plain.commit()


def draft_lost(solo: Solo) -> None:
    with closing(sqlite3.connect(database(solo))) as plain:
        plain.execute("DELETE FROM note_draft")
        plain.commit()


def forgotten_call(solo: Solo) -> None:
    """A call that was left open, of which the next start knows nothing."""
    solo.live("outcome", die_at="outcome: before COMMIT 1")
    with closing(sqlite3.connect(database(solo))) as plain:
        plain.execute("DELETE FROM setting WHERE key LIKE 'open call %'")
        plain.commit()


@pytest.mark.parametrize(
    ("plant", "words"),
    [
        (lost, "was shown as saved and is lost"),
        (doubled_within, "note: it wrote ('note', 'note')"),
        (doubled_beside, "nothing, cut down: it wrote ('note',)"),
        (doubled_end, "ended of"),
        (changed, "is there with other bytes"),
        (unsealed, "is there with other bytes, or another seal"),
        (mail_lost, "is lost or changed"),
        (sent_twice, "was sent 2 times"),
        (never_sent, "the server has none"),
        (never_asked, "was sent and never asked for"),
        (not_imported, "was imported, and person999999@example.test is not there"),
        (list_changed, "lists: lead_row"),
        (draft_lost, "the note being typed on"),
        (forgotten_call, "was left open and is not asked about"),
    ],
)
def test_each_planted_fault_is_found(solo: Solo, plant: Plant, words: str) -> None:
    before = len(solo.server.received)
    plant(solo)
    assert any(words in one for one in solo.faults()), solo.faults()
    del solo.server.received[before:]


def test_a_sound_profile_has_no_faults(solo: Solo) -> None:
    assert solo.faults() == []
    assert len(solo.taken()) == 1


def test_a_life_that_breaks_off_is_a_fault(solo: Solo) -> None:
    solo.live("no such deed")
    assert any("KeyError: 'no such deed'" in one for one in solo.faults())


def test_a_changed_log_under_a_migration_is_found(learned: Learned, tmp_path: Path) -> None:
    openings = Openings(learned[0], tmp_path / "openings", 1)
    openings.before["entry"].pop()
    openings.kill(is_old=True)
    assert any("not that of before" in one for one in openings.found)


def test_a_window_that_forgets_is_found(learned: Learned, tmp_path: Path) -> None:
    windows = Windows(learned[0], tmp_path / "windows", 3)
    windows.kill("typing")
    assert windows.found == []
    with closing(sqlite3.connect(Profile(windows.folder / "profile").database)) as plain:
        plain.execute("DELETE FROM setting WHERE key LIKE 'open call %'")
        plain.execute("DELETE FROM note_draft")
        plain.commit()
    windows.kill("")
    assert len(windows.found) == 2
