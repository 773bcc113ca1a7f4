"""Every screen as a picture, drawn by the real window on the demo's dealership, without a display."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from bdc_desk.app import App
from bdc_desk.clock import Clock, FixedClock
from bdc_desk.demo import invent
from bdc_desk.demo.people import FORM as DEMO_FORM
from bdc_desk.errors import Refused
from bdc_desk.settings import Preferences, Profile
from bdc_desk.storage.store import Store
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.main_window import DEFAULT_SIZE
from bdc_desk.ui.picture import calm, differs, drawn, load_font, settle, take
from bdc_desk.ui.scenes import SCENES
from bdc_desk.ui.team_scenes import TEAM_SCENES, share, show_joining, team_for
from bdc_desk.window_look import look

SETUP, JOIN = "setup", "join"
LOOKS = (("light", "light", 100), ("dark", "dark", 100), ("large-light", "light", 150))
"""How every screen is drawn: name, theme, text size in per cent."""
TOLERANCE = 0.0005
"""The share of a picture that may look different before it is another picture: a short word is more."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, how, and into which file. `scene` is a name of ui/scenes.py, or "setup"."""

    file: Path
    scene: str
    size: tuple[int, int]
    preferences: Preferences


def all_pictures(folder: Path) -> tuple[Picture, ...]:
    """Every screen at 1280x720 in light, in dark and with large text, and the desk in a narrow and in a wide
    window.
    """
    plain = [
        (scene, f"{scene}-{name}", choice, percent, DEFAULT_SIZE)
        for scene in (SETUP, JOIN, *SCENES)
        for name, choice, percent in LOOKS
    ]
    others = [
        ("queue", "queue-narrow-light", "light", 100, (1000, 720)),
        ("queue", "queue-wide-dark", "dark", 100, (1920, 1080)),
    ]
    return tuple(
        Picture(
            folder / f"{name}.webp",
            scene,
            size,
            Preferences(theme=choice, text_percent=percent, tray=False, lock_minutes=0),
        )
        for scene, name, choice, percent, size in [*plain, *others]
    )


def compared(picture: Picture, at: datetime, default_policy: str) -> float:
    """How much of a screen differs from its picture of before (`picture.file`): a share from 0 to 1; 1 where
    there is none. Nothing is written.
    """
    with staged(picture, at, default_policy) as app:
        before = QImage(str(picture.file))
        return 1.0 if before.isNull() else differs(drawn(app.window), before)


def draw(picture: Picture, at: datetime, default_policy: str) -> None:
    """Draw one screen of the demo without a display. Raises Refused for an unknown scene."""
    with staged(picture, at, default_policy) as app:
        take(app.window, picture.file)


def desk_drawn(profile: Profile, store: Store, clock: Clock, default_policy: str) -> QImage:
    """The window on a profile that is set up, without a display; put away afterwards."""
    qt = QApplication.instance() or QApplication(["bdc-desk"])
    assert isinstance(qt, QApplication)  # noqa: S101 - the line above made it one
    preferences = Preferences(theme="light", sound=False, tray=False, lock_minutes=0)
    look(qt, preferences, load_font())
    app = App(profile, store, clock, Lanes.inline(), lambda _url: True, preferences)
    try:
        app.begin(lambda: DEMO_FORM, default_policy)
        app.window.resize(*DEFAULT_SIZE)
        app.window.show()
        return drawn(app.window)
    finally:
        app.window.close()
        app.close()
        app.window.deleteLater()
        settle()


@lru_cache(maxsize=2)
def _invented(at: datetime, default_policy: str) -> bytes:
    """The demo's dealership as a file: invented once for all pictures of one moment."""
    with TemporaryDirectory(prefix="bdc-desk-picture-", ignore_cleanup_errors=True) as folder:
        profile = Profile(Path(folder))
        store = Store.open(profile.database)
        try:
            invent(store, at, default_policy)
        finally:
            store.close()
        return profile.database.read_bytes()


@contextmanager
def staged(picture: Picture, at: datetime, default_policy: str) -> Iterator[App]:
    """The demo brought to one screen, without a display and with nothing left to run; put away afterwards."""
    alone_there, in_team = picture.scene in {SETUP, JOIN}, picture.scene in TEAM_SCENES
    if picture.scene not in SCENES and not alone_there:
        raise Refused(
            f"There is no screen {picture.scene!r}. There are: {', '.join([SETUP, JOIN, *SCENES])}."
        )
    qt = QApplication.instance() or QApplication(["bdc-desk"])
    assert isinstance(qt, QApplication)  # noqa: S101 - the line above made it one
    calm(qt)
    look(qt, picture.preferences, load_font())
    with TemporaryDirectory(prefix="bdc-desk-picture-", ignore_cleanup_errors=True) as folder:
        profile = Profile(Path(folder))
        if not alone_there:
            profile.database.write_bytes(_invented(at, default_policy))
        store = Store.open(profile.database)
        clock = FixedClock(at)
        if in_team:
            share(store)
        app = App(profile, store, clock, Lanes.inline(), lambda _url: True, picture.preferences)
        try:
            app.begin(
                lambda: DEMO_FORM,
                default_policy,
                team_for=team_for(picture.scene, clock) if in_team else None,
            )
            app.window.resize(*picture.size)
            app.window.show()
            settle()
            if app.workplace is not None:
                SCENES[picture.scene](app.workplace, clock)
            elif picture.scene == JOIN:
                app.first_steps.ask_join()
                show_joining(app.window)
            settle()
            yield app
        finally:
            app.window.close()
            app.close()
            app.window.deleteLater()
            settle()
            store.close()
