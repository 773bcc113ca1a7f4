"""A profile of an older version of the program: what it kept less of is concluded at the next start."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.app import App
from bdc_desk.cli.opening import open_desk
from bdc_desk.clock import FixedClock
from bdc_desk.operations.rebuilding import KEPT, LISTS, PORTION
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.searching import search
from bdc_desk.operations.setting_up import set_up
from bdc_desk.settings import Preferences, Profile
from bdc_desk.storage.store import Store
from bdc_desk.window_look import look
from tests.end2end.desk_at_work import FORM, POLICY
from tests.helpers.desks import MONDAY, draft

LEADS = PORTION + 3
"""More than one portion."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A profile without the search index."""
    with closing(Store.open(tmp_path / "bdc-desk.sqlite")) as store:
        desk = set_up(store, FixedClock(MONDAY), FORM, POLICY)
        for number in range(LEADS):
            receive_lead(desk, draft(number))
    with closing(sqlite3.connect(tmp_path / "bdc-desk.sqlite")) as plain:
        for table in ("search_words", "search_digits", "search_doc"):
            plain.execute(f"DROP TABLE {table}")
        plain.execute("DELETE FROM setting WHERE key = ?", (LISTS,))
        plain.execute("UPDATE alembic_version SET version_num = '0003'")
        plain.commit()
    return tmp_path


def test_a_command_catches_up_first(folder: Path) -> None:
    with open_desk(str(folder)) as desk:
        assert len(search(desk, "pat", limit=LEADS)) == LEADS


def test_the_window_catches_up_while_it_works(qtbot: QtBot, qapp: QApplication, folder: Path) -> None:
    profile = Profile(folder)
    preferences = Preferences(theme="light", sound=False, tray=False, lock_minutes=0)
    with closing(Store.open(profile.database)) as store:
        look(qapp, preferences)
        app = App(profile, store, FixedClock(MONDAY), preferences=preferences)
        app.begin(lambda: FORM, POLICY)
        app.window.show()

        def caught_up() -> None:
            with store.snapshot() as snapshot:
                assert snapshot.setting(LISTS) == KEPT

        qtbot.waitUntil(caught_up, timeout=20_000)
        assert app.workplace is not None
        assert len(search(app.workplace.desk, "pat", limit=LEADS)) == LEADS
        app.window.close()
        app.close()
        app.window.deleteLater()
