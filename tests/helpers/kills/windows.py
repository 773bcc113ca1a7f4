"""The window is killed amid a call and a note; the next one shows both."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from bdc_desk.settings import Profile
from tests.helpers.desks import MONDAY, staffed
from tests.helpers.kills.seat import Order
from tests.helpers.kills.window import STAGES
from tests.helpers.kills.zygote import Zygote


class Windows:
    """One profile whose window is killed again and again."""

    def __init__(self, zygote: Zygote, folder: Path, leads: int) -> None:
        self.zygote, self.folder = zygote, folder
        self.kills = 0
        self.found: list[str] = []
        self._calling, self._note, self._unsure = "", "", False
        (folder / "profile").mkdir(parents=True)
        with staffed(folder / "profile") as staff:
            for number in range(1, leads + 1):
                staff.lead(number)

    def kill(self, stage: str) -> None:
        """A window that is killed at this stage, one of `STAGES`; "" looks and ends."""
        assert stage in {"", *STAGES}
        self.kills += 1
        at = (MONDAY + timedelta(minutes=5 * self.kills)).timestamp()
        lines = self.zygote.live("window", Order(str(self.folder), at, die_at=stage, seed=self.kills))
        shown, saved = False, []
        for what, *words in lines:
            if what == "broke":
                self.found.append(words[0])
            elif what == "shown":
                shown = True
                self._compare(*words)
            elif what == "saved":
                saved.append(words)
        if not shown:
            self.found.append(f"{stage}: the window did not come up")
        self._hear(saved)
        self._unsure = stage == "calling"

    def _compare(self, state: str, attempt: str, note: str) -> None:
        """What the window shows against what the last one had shown as saved."""
        if self._calling and (state, attempt) != ("WRAP_UP", self._calling):
            self.found.append(f"the call {self._calling} is not asked about, but {state} {attempt}")
        if not self._calling and not self._unsure and state != "READY":
            self.found.append(f"a call is asked about that nobody saw begin: {attempt}")
        if self._calling and self._note and not note.startswith(self._note):
            self.found.append(f"the note being typed was {self._note!r} and is {note!r}")

    def _hear(self, saved: list[list[str]]) -> None:
        for what, told in saved:
            if what == "dialled":
                self._calling, self._note = told, ""
            elif what == "draft":
                self._note = told
            else:
                self._calling, self._note = "", ""
            if what != "draft" and not self._is_there(what, told):
                self.found.append(f"{what} {told} was shown as saved and is not there once")

    def _is_there(self, what: str, attempt: str) -> bool:
        """Once, in the file as it lies."""
        named = "id" if what == "dialled" else "json_extract(content, '$.body.attempt')"
        statement = f"SELECT count(*) FROM entry WHERE kind = '{what}' AND {named} = ?"
        with closing(sqlite3.connect(Profile(self.folder / "profile").database)) as plain:
            return bool(plain.execute(statement, (attempt,)).fetchone() == (1,))
