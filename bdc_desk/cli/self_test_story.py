"""The small day of work of `--self-test`: an old file is brought up, an enquiry comes, is called and seen."""

from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path

from bdc_desk.clock import FixedClock
from bdc_desk.demo.people import FORM
from bdc_desk.errors import SurroundingsFault
from bdc_desk.intake.importing import Piece, take_in
from bdc_desk.operations.calling import dial, end_call, give_outcome
from bdc_desk.operations.delivery import Origin
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import queue
from bdc_desk.operations.setting_up import set_up
from bdc_desk.operations.shipped import default_policy
from bdc_desk.operations.verifying import verify
from bdc_desk.settings import Profile, make_profile
from bdc_desk.storage.migrations import HEAD
from bdc_desk.storage.oldest import make_oldest
from bdc_desk.storage.store import Store

SAMPLE = "enquiry.eml"


class Story:
    """One profile and what happens in it. Each step raises where the program is not whole."""

    def __init__(self, folder: Path, at: datetime, call: timedelta) -> None:
        """`folder`: thrown away afterwards. `at`: when it plays. `call`: how long the phone rings."""
        self._profile, self._clock, self._rings = Profile(folder / "profile"), FixedClock(at), call
        self._store: Store | None = None
        self._desk: Desk | None = None
        self._lead = ""

    def update(self) -> str:
        """A file of the first version is brought up to this one's, by every migration between."""
        make_profile(self._profile)
        oldest = make_oldest(self._profile.database)
        self._store = Store.open(self._profile.database)
        return f"a database of version {oldest} was brought to {HEAD}"

    def set_up(self) -> str:
        """A dealership begins."""
        assert self._store is not None  # noqa: S101 - the step before made it
        self._desk = set_up(self._store, self._clock, FORM, default_policy())
        return f"{FORM.name} in {FORM.zone}"

    def enquiry(self) -> str:
        """The sample's mail becomes a lead of the queue."""
        mail = files("bdc_desk_resources").joinpath("samples", SAMPLE).read_bytes()
        found = list(take_in(self._at_work, [Piece(SAMPLE, mail)], origin=Origin.FILE))
        received = found[0].received if found else None
        rows = queue(self._at_work)
        if received is None or [row.lead for row in rows] != [received.lead]:
            raise SurroundingsFault("The sample's enquiry did not become a lead.")
        self._lead = received.lead
        return f"{rows[0].name} stands in the queue"

    def call(self) -> str:
        """The lead is called, and the outcome said."""
        begun, _ = dial(self._at_work, self._lead, "n1")
        self._clock.advance(self._rings)
        end_call(self._at_work, self._lead, begun.attempt, self._rings)
        give_outcome(self._at_work, self._lead, begun.attempt, "no answer")
        return f"dialled, rang {self._rings.seconds} s, no answer"

    def verify(self) -> str:
        """The chain is whole, and every judgement stands."""
        faults = verify(self._at_work)
        if faults:
            raise SurroundingsFault(" ".join(faults))
        with self._at_work.store.snapshot() as snapshot:
            head = snapshot.head()
        if head is None:
            raise SurroundingsFault("The log is empty.")
        return f"{head.no} entries, whole"

    def window(self) -> str:
        """The window on this profile is drawn, with letters in it."""
        from bdc_desk.pictures import desk_drawn  # noqa: PLC0415 - Qt after the platform was chosen
        from bdc_desk.ui.self_look import colours  # noqa: PLC0415 - as above

        image = desk_drawn(self._profile, self._at_work.store, self._clock, default_policy())
        return f"drawn, {image.width()} x {image.height()}, {colours(image)} colours"

    def close(self) -> None:
        """Close the file."""
        if self._store is not None:
            self._store.close()

    @property
    def _at_work(self) -> Desk:
        assert self._desk is not None  # noqa: S101 - the set-up comes first
        return self._desk
