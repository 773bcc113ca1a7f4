"""100 random edits of the shared log by a superuser, past every trigger: `shared verify` names each."""

import random
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest

from bdc_desk.storage.shared.admin import Admin
from bdc_desk.sync import administering
from bdc_desk.sync.administering import verify_shared
from tests.helpers.shared_log import SharedLog
from tests.helpers.teams import TeamDatabase

COLUMNS = ("lead", "round", "kind", "agent", "desk", "desk_seq", "at", "seen", "policy")
SEAL = ("entry", "sealed_at", "at", "utc_offset", "verdict", "hash")
_SEALS = """
SELECT s.no, s.entry, e.content, d.content IS NOT NULL FROM bdc.seal s
JOIN bdc.entry e ON e.dealership = s.dealership AND e.id = s.entry
LEFT JOIN bdc.detail d ON d.dealership = s.dealership AND d.entry = s.entry
WHERE s.dealership = %s ORDER BY s.no
"""


class Superuser:
    """Edits in one transaction that is taken back."""

    def __init__(self, admin: Admin, dealership: str, dice: random.Random) -> None:
        self.admin, self.dealership, self.dice = admin, dealership, dice
        self.seals = admin.connection.execute(_SEALS, (dealership,)).fetchall()

    def run(self, statement: str, **values: object) -> None:
        self.admin.connection.execute(statement, {"d": self.dealership, **values})  # type: ignore[call-overload]

    def any(self) -> Any:
        return self.dice.choice(self.seals[:-1])

    def column(self) -> str:
        _, entry, _, _ = self.any()
        name = self.dice.choice(COLUMNS)
        new = "1000 + {}" if name in {"round", "desk_seq", "at", "seen"} else "{} || 'x'"
        if name == "lead":
            new = f"'{uuid4()}'"
        self.run(f"UPDATE bdc.entry SET {name} = {new.format(name)} WHERE id = %(e)s", e=entry)
        return str(entry)

    def seal(self) -> str:
        _, entry, _, _ = self.any()
        name = self.dice.choice(SEAL)
        new = {"entry": f"'{uuid4()}'", "verdict": "'refused: x'", "hash": "sha256(hash)"}.get(
            name, f"{name} + 1"
        )
        self.run(f"UPDATE bdc.seal SET {name} = {new} WHERE entry = %(e)s", e=entry)
        return str(entry)

    def content(self) -> str:
        _, entry, text, _ = self.any()
        place = self.dice.randrange(len(text))
        text = (
            text[:place] + self.dice.choice([one for one in '7x" ' if one != text[place]]) + text[place + 1 :]
        )
        self.run("UPDATE bdc.entry SET content = %(t)s WHERE id = %(e)s", t=text, e=entry)
        return str(entry)

    def detail(self) -> str:
        entry = self.dice.choice([one[1] for one in self.seals if one[3]])
        self.run(self.dice.choice((
            "UPDATE bdc.detail SET content = content || ' ' WHERE entry = %(e)s",
            "UPDATE bdc.detail SET salt = sha256(salt) WHERE entry = %(e)s",
            "DELETE FROM bdc.detail WHERE entry = %(e)s",
        )), e=entry)  # fmt: skip
        return str(entry)

    def removed(self) -> str:
        no, entry, _, _ = self.any()
        what = self.dice.choice(("entry", "seal", "both"))
        if what != "seal":
            self.run("DELETE FROM bdc.entry WHERE id = %(e)s", e=entry)
        if what != "entry":
            self.run("DELETE FROM bdc.seal WHERE entry = %(e)s", e=entry)
        return f"before it: {no}" if what != "entry" else str(entry)

    def exchanged(self) -> str:
        (one, first, *_), (other, second, *_) = self.dice.sample(self.seals, 2)
        for entry, no in ((first, -1), (second, one), (first, other)):
            self.run("UPDATE bdc.seal SET no = %(no)s WHERE entry = %(e)s", no=no, e=entry)
        return str(first)

    def inserted(self) -> str:
        _, entry, _, _ = self.any()
        new = str(uuid4())
        self.run(
            "INSERT INTO bdc.entry SELECT dealership, %(new)s, lead, round, kind, agent, desk, "
            "desk_seq + 50, at, seen, policy, content FROM bdc.entry WHERE id = %(e)s",
            new=new, e=entry,
        )  # fmt: skip
        return new

    def cut(self) -> str:
        """The tail, the head with it; what tells is how much each desk had handed in."""
        (no, entry, _, _), last = self.seals[-2], self.seals[-1]
        self.run("DELETE FROM bdc.entry WHERE id = %(e)s", e=last[1])
        self.run("DELETE FROM bdc.seal WHERE entry = %(e)s", e=last[1])
        self.run(
            "UPDATE bdc.head SET no = %(no)s, hash = (SELECT hash FROM bdc.seal WHERE entry = %(e)s) "
            "WHERE dealership = %(d)s",
            no=no, e=entry,
        )  # fmt: skip
        return "handed in"


EDITS: tuple[Callable[[Superuser], str], ...] = (
    Superuser.column, Superuser.column, Superuser.seal, Superuser.seal, Superuser.content, Superuser.content,
    Superuser.detail, Superuser.removed, Superuser.exchanged, Superuser.inserted, Superuser.cut,
)  # fmt: skip


@pytest.fixture
def kim(shared: TeamDatabase) -> Iterator[SharedLog]:
    """An agent's lead with calls, notes and details."""
    with SharedLog(shared, "kim") as log:
        assert log.arrive().stands
        for number in range(4):
            log.call()
            log.write("note", details={"text": f"Rang off {number}."})
        yield log


def unnamed(
    kim: SharedLog, edits: tuple[Callable[[Superuser], str], ...], seed: int, count: int
) -> list[str]:
    """What `shared verify` did not name, of so many random edits."""
    dice, missed = random.Random(seed), []
    with kim.shared.admin() as admin:
        (row,) = [one for one in admin.dealerships() if one.dealership == kim.dealership]
        assert verify_shared(admin, row) == []
        for _ in range(count):
            with admin.connection.transaction(force_rollback=True):
                admin.connection.execute("SET LOCAL session_replication_role = replica")
                edit = dice.choice(edits)
                name = edit(Superuser(admin, kim.dealership, dice))
                said = "\n".join(str(fault) for fault in verify_shared(admin, row))
            if name not in said:
                missed.append(f"{edit.__name__} {name}: {said}")
        assert verify_shared(admin, row) == []
    return missed


def test_a_hundred_edits_are_named(kim: SharedLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Admin, "lacking_guards", lambda _: [])  # rows are edited here, nothing else
    assert unnamed(kim, EDITS, 1, 100) == []


@pytest.mark.parametrize(
    ("where", "name", "instead", "edits"),
    [
        (administering, "row_faults", lambda *_: (), (Superuser.column, Superuser.content)),
        (Admin, "loose_ends", lambda *_: [], (Superuser.inserted, Superuser.cut)),
    ],
    ids=["rows", "loose ends"],
)
def test_a_verify_with_one_check_switched_off_misses_some(
    kim: SharedLog, monkeypatch: pytest.MonkeyPatch, where: object, name: str, instead: object, edits: Any
) -> None:
    monkeypatch.setattr(Admin, "lacking_guards", lambda _: [])
    monkeypatch.setattr(where, name, instead)
    assert unnamed(kim, edits, 2, 5)
