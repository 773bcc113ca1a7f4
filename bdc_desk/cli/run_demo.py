"""`bdc-desk demo`: a throw-away dealership with invented people, living in a window or drawn into a
picture.
"""

import argparse
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bdc_desk.cli.guesses import guessed_form
from bdc_desk.cli.run_window import refuse_without_display
from bdc_desk.clock import ShiftedClock, SystemClock
from bdc_desk.demo import invent
from bdc_desk.errors import Refused
from bdc_desk.operations.shipped import default_policy
from bdc_desk.settings import Preferences, Profile
from bdc_desk.storage.store import Store

ZONE = ZoneInfo("Europe/London")
PICTURE_AT = datetime(2026, 3, 4, 10, 40, tzinfo=ZONE)
"""A Wednesday morning: the present of every picture, unless another is asked for."""

WORKING_HOURS = 10, 19
"""Between these hours the living demo plays now; at night nothing would ring."""

SIZE = re.compile(r"(\d{3,4})x(\d{3,4})")


def run(arguments: argparse.Namespace) -> int:
    """Open the demo, or draw one screen of it."""
    if arguments.screenshot:
        return _draw(arguments)
    if arguments.screens:
        return _draw_all(Path(arguments.screens), _moment(arguments.at, PICTURE_AT))
    if arguments.against:
        return _compare_all(Path(arguments.against), _moment(arguments.at, PICTURE_AT))
    refuse_without_display()
    with _profile(arguments.keep) as profile:
        store = Store.open(profile.database)
        try:
            return _live(profile, store, _present(arguments.at, kept=bool(arguments.keep)))
        finally:
            store.close()


def _present(text: str | None, *, kept: bool) -> datetime:
    """The living demo's present: as asked for, else now; at night mid-morning, so that something rings.
    A kept profile lives in real time: other commands write into it.
    """
    now = SystemClock().now().astimezone(ZONE)
    at_work = WORKING_HOURS[0] <= now.hour < WORKING_HOURS[1]
    return _moment(
        text, now if at_work or kept else now.replace(hour=PICTURE_AT.hour, minute=PICTURE_AT.minute)
    )


def _live(profile: Profile, store: Store, at: datetime) -> int:
    """The living desk: history up to `at`, then a new enquiry every 20 to 60 seconds."""
    from bdc_desk.window_loop import (  # noqa: PLC0415 - Qt only once there is a display
        run_window,
        trickle_into,
    )

    with store.snapshot() as snapshot:
        empty = snapshot.desk() is None
    if empty:
        invent(store, at, default_policy())
    print("This is a demo: everybody in it is invented, and it is gone when you close the window.")
    clock = ShiftedClock(SystemClock(), at - SystemClock().now())
    return run_window(profile, store, clock, guessed_form, default_policy(), trickle_into)


def _draw(arguments: argparse.Namespace) -> int:
    """One screen as a picture, the same every time."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from bdc_desk.pictures import Picture, draw  # noqa: PLC0415 - Qt after the platform was chosen

    found = SIZE.fullmatch(arguments.size)
    if found is None:
        raise Refused(f"{arguments.size!r} is no size. Write it as 1280x720.")
    picture = Picture(
        file=Path(arguments.screenshot),
        scene=arguments.screen,
        size=(int(found[1]), int(found[2])),
        preferences=Preferences(
            theme=arguments.theme, text_percent=arguments.text, sound=False, tray=False, lock_minutes=0
        ),
    )
    draw(picture, _moment(arguments.at, PICTURE_AT), default_policy())
    print(f"{picture.scene} drawn into {picture.file}.")
    return 0


def _draw_all(folder: Path, at: datetime) -> int:
    """Every screen into files of a folder."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from bdc_desk.pictures import all_pictures, draw  # noqa: PLC0415 - Qt after the platform was chosen

    folder.mkdir(parents=True, exist_ok=True)
    for picture in all_pictures(folder):
        draw(picture, at, default_policy())
        print(picture.file)
    return 0


def _compare_all(folder: Path, at: datetime) -> int:
    """Every screen beside its picture of before; 1 where one looks different."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from bdc_desk.pictures import TOLERANCE, all_pictures, compared  # noqa: PLC0415 - as above

    others = 0
    for picture in all_pictures(folder):
        share = compared(picture, at, default_policy())
        if share > TOLERANCE:
            others += 1
            print(f"{picture.file.name}: {share:.1%} looks different")
    print(f"{others} of the screens look different." if others else "Every screen looks as before.")
    return 1 if others else 0


def _moment(text: str | None, default: datetime) -> datetime:
    """The demo's present: a local time of the invented dealership."""
    if text is None:
        return default.astimezone(UTC)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as fault:
        raise Refused(f"{text!r} is no time. Write it as 2026-03-04T10:40.") from fault
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZONE)).astimezone(UTC)


@contextmanager
def _profile(keep: str | None) -> Iterator[Profile]:
    """A folder that is gone afterwards, or the one to keep."""
    if keep is not None:
        yield Profile(Path(keep))
        return
    with tempfile.TemporaryDirectory(prefix="bdc-desk-demo-", ignore_cleanup_errors=True) as folder:
        yield Profile(Path(folder))
