"""The window's frame, and the queue's first rows, stand before the program behind them is imported."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from bdc_desk.app import App
from bdc_desk.cli.plain_run import plain_run
from bdc_desk.clock import FixedClock
from bdc_desk.first_rows import show_first_rows
from bdc_desk.first_window import FirstWindow, first_window
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.pins import set_pin
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.setting_up import set_up
from bdc_desk.settings import Profile, make_profile
from bdc_desk.storage.store import Store
from bdc_desk.ui.background import Lanes
from tests.helpers.desks import FORM, MONDAY, POLICY, draft

HEAVY = (
    "sqlalchemy",
    "apscheduler",
    "phonenumbers",
    "bdc_desk.operations",
    "bdc_desk.storage",
    "bdc_desk.app",
)


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """A dealership with three enquiries."""
    made = Profile(tmp_path / "profile")
    make_profile(made)
    with closing(Store.open(made.database)) as store:
        desk = set_up(store, FixedClock(MONDAY), FORM, POLICY)
        for number in range(3):
            receive_lead(desk, draft(number))
    return made


@contextmanager
def frame_on(profile: Profile) -> Iterator[FirstWindow]:
    """The frame, put away at the end."""
    first = first_window(profile)
    assert first is not None
    try:
        yield first
    finally:
        first.put_away()
        QApplication.processEvents()


def test_the_frame_needs_nothing_heavy() -> None:
    words = f"import sys, bdc_desk.cli.main, bdc_desk.first_window; print(set({HEAVY}) & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_what_is_imported_after_qt_is_not_looked_through() -> None:
    words = "import bdc_desk.ui.plain_imports as p, builtins as b; was = b.__import__; p.import_plainly()"
    words += "; print(b.__import__ is not was, b.__import__ is b.__orig_import__); import html, PySide6.QtSvg"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]


def test_a_second_start_shows_no_frame(qapp: QApplication, profile: Profile) -> None:
    with frame_on(profile) as first:
        assert first.window.isVisible()
        assert first_window(profile) is None


def test_the_rows_stand_before_the_workplace(qapp: QApplication, profile: Profile) -> None:
    with frame_on(profile) as first, closing(Store.open(profile.database)) as store:
        assert show_first_rows(first, store, FixedClock(MONDAY))
        assert first.window.queue.isVisible()
        assert first.window.queue.model.rowCount() == 3
        assert sum(first.window.queue.model.cells_at(at).is_next for at in range(3)) == 1


def test_a_pin_comes_before_any_name(qapp: QApplication, profile: Profile) -> None:
    with frame_on(profile) as first, closing(Store.open(profile.database)) as store:
        with store.snapshot() as snapshot:
            identity = snapshot.desk()
        assert identity is not None
        assert identity.person is not None
        set_pin(Desk(store, FixedClock(MONDAY), identity.person), "4711")
        assert not show_first_rows(first, store, FixedClock(MONDAY))
        assert not first.window.is_furnished


def test_an_empty_profile_has_no_rows(qapp: QApplication, tmp_path: Path) -> None:
    made = Profile(tmp_path / "new")
    make_profile(made)
    with frame_on(made) as first, closing(Store.open(made.database)) as store:
        assert not show_first_rows(first, store, FixedClock(MONDAY))


def test_the_same_is_on_the_screen_as_without_it(qapp: QApplication, profile: Profile) -> None:
    shown = []
    for early in (False, True):
        with closing(Store.open(profile.database)) as store, frame_on(profile) as first:
            if early:
                assert show_first_rows(first, store, FixedClock(MONDAY))
            app = App(profile, store, FixedClock(MONDAY), Lanes.inline(), frame=first.window)
            app.begin(lambda: FORM, POLICY)
            for _ in range(3):  # layouts settle in turns
                QApplication.processEvents()
            shown.append(visible(app.window))
            app.close()
    assert shown[0] == shown[1]


def visible(window: QWidget) -> list[tuple[str, str]]:
    """Every widget that shows: what it is, and what it tells."""
    shown = (one for one in window.findChildren(QWidget) if one.isVisible())
    return sorted((type(one).__name__, one.accessibleName()) for one in shown)


@pytest.mark.parametrize(
    ("argv", "folder"), [([], None), (["--profile", "x"], "x")], ids=["a click", "on a profile"]
)
def test_a_plain_start_needs_no_parser(argv: list[str], folder: str | None) -> None:
    found = plain_run(argv)
    assert found is not None
    assert (found.command, found.self_test, getattr(found, "profile", None)) == (None, False, folder)


@pytest.mark.parametrize(
    "argv", [["queue"], ["--help"], ["--profile"], ["--profile", "--help"], ["--profile", ""]]
)
def test_all_else_is_parsed(argv: list[str]) -> None:
    assert plain_run(argv) is None
