"""Hostile words in each field of each lead, walked through every screen, export and mail: they stay words."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QToolTip
from pytestqt.qtbot import QtBot

from bdc_desk import pictures
from bdc_desk.app import App
from bdc_desk.cli import import_leads, opening
from bdc_desk.cli.arguments import COMMANDS
from bdc_desk.cli.main import main
from bdc_desk.clock import FixedClock
from bdc_desk.contact.mail_out.message import MailUnfit, letter
from bdc_desk.contact.mailto import mailto_url
from bdc_desk.contact.template_files import save_template
from bdc_desk.demo import inventing, story
from bdc_desk.demo.people import FORM
from bdc_desk.errors import Refused
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import LeadDraft
from bdc_desk.operations.intake_settings import MailboxSettings, keep_mailbox
from bdc_desk.operations.lead_work import DetailsForm, edit_details, write_note
from bdc_desk.operations.mail_out_settings import MailOutSettings, keep_mail_out
from bdc_desk.operations.naming import LONGEST_NAME
from bdc_desk.operations.reading import around, lead_view, queue
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.setting_up import add_person
from bdc_desk.operations.views import MailPreview
from bdc_desk.pictures import Picture, staged
from bdc_desk.settings import Preferences, Profile
from bdc_desk.storage.store import Store
from bdc_desk.ui.main_window import DEFAULT_SIZE
from bdc_desk.ui.picture import drawn, settle
from bdc_desk.ui.scenes import SCENES
from bdc_desk.ui.widgets.plain import Label, set_tooltip
from tests.end2end.desk_at_work import POLICY
from tests.helpers import canary, canary_files
from tests.helpers.canary import (
    alive,
    html,
    image,
    loud_pixels,
    nasty,
    paint_loud,
    poisoned,
    risky_cells,
    steers,
)
from tests.helpers.desks import staffed

AT = datetime(2026, 3, 4, 10, 40, tzinfo=ZoneInfo("Europe/London"))
INVENT = pictures._invented.__wrapped__
READ = ("0301", "0302", "0303", "0304")
"""The ends of the numbers that came in by a reader."""
PARTS = "settings-"
"""Scenes that are further parts of the page called so: one window does for all of them."""
NAMED = ("Ellis",)
"""Families whom scenes ask for by name."""


@lru_cache(maxsize=1)
def canaries() -> tuple[bytes, str, Path]:
    """The demo's dealership with hostile words everywhere: its file, its policy, where the picture lies."""
    folder = Path(mkdtemp(prefix="canary"))
    paint_loud(folder)
    bad = image(folder)
    labelled = POLICY.replace('label = "No answer"', f"label = 'No answer {html(folder)}'")

    def receive(desk: Desk, draft: LeadDraft) -> Any:
        kept = any(name in f"{draft.full} {draft.last}" for name in NAMED)
        return receive_lead(desk, poisoned(draft, folder, keep_name=kept))

    def join(desk: Desk, name: str, role: str, **more: Any) -> Any:
        return add_person(desk, f"{name} {bad} {canary.TURNING}", role, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(story, "receive_lead", receive)
        patch.setattr(inventing, "add_person", join)
        patch.setattr(story, "_id", _id_of)
        patch.setattr(inventing, "FORM", _hostile_form(bad))
        database = INVENT(AT, labelled)
    return database, labelled, folder


def _id_of(desk: Desk, agent: str) -> str:
    people = around(desk).people.values()
    return next(person.id for person in people if person.name.startswith(f"{agent} "))


def _hostile_form(bad: str) -> Any:
    from dataclasses import replace  # noqa: PLC0415 - used here only

    return replace(FORM, name=f"{FORM.name} {bad} {canary.TURNING}", person_name=f"{FORM.person_name} {bad}")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every link that the program or Qt asked the system to open."""
    links: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: links.append(str(url)) or True)

    class Recording(App):
        def __init__(self, *things: Any) -> None:
            profile, store, clock, lanes, _links, preferences = things
            super().__init__(profile, store, clock, lanes, lambda url: links.append(url) or True, preferences)

    monkeypatch.setattr(pictures, "App", Recording)
    monkeypatch.setattr(pictures, "_invented", lambda _at, _policy: canaries()[0])
    return links


def picture(scene: str) -> Picture:
    preferences = Preferences(theme="light", sound=False, tray=False, lock_minutes=0)
    return Picture(Path("unused.png"), scene, DEFAULT_SIZE, preferences)


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("scene", [scene for scene in SCENES if not scene.startswith(PARTS)])
def test_no_screen_takes_words_for_more(scene: str, opened: list[str]) -> None:
    with staged(picture(scene), AT, canaries()[1]) as app:
        assert_words(app)
        for part in (one for one in SCENES if one.startswith(f"{scene}-") and one.startswith(PARTS)):
            assert app.workplace is not None
            SCENES[part](app.workplace, FixedClock(AT))
            assert_words(app)
        assert (app.window.width(), app.window.height()) == DEFAULT_SIZE
        assert not [link for link in opened if canary.LINK in link or "loud" in link]


def test_a_label_a_tooltip_and_a_page_that_take_html_are_found(
    qtbot: QtBot, qapp: QApplication, opened: list[str]
) -> None:
    """The checker, on faults planted for it."""
    bad = html(canaries()[2])
    with staged(picture("queue"), AT, canaries()[1]) as app:
        planted = QLabel(bad, app.window)
        planted.setGeometry(20, 20, 200, 80)
        planted.show()
        page = QTextEdit(app.window)
        tipped = Label("x", app.window)
        tipped.setToolTip(bad)
        turned = Label(canary.TURNING, app.window)
        settle()
        told = " ".join(alive(app.window))
        assert "QLabel reads its text as HTML" in told
        assert "QTextEdit holds rich text" in told
        assert "has a tooltip that is HTML" in told
        assert "marks that turn or steer" in told
        assert loud_pixels(drawn(app.window)) > 1000
        for one in (planted, page, tipped, turned):
            one.setParent(None)
            one.deleteLater()
        assert alive(app.window) == []


def test_a_tooltip_shows_letters(qtbot: QtBot, qapp: QApplication) -> None:
    label = Label("x")
    qtbot.addWidget(label)
    set_tooltip(label, html(canaries()[2]))
    label.show()
    canary.show_tooltip(label, label)
    tip = next((one for one in QApplication.topLevelWidgets() if one.inherits("QTipLabel")), None)
    assert tip is not None
    assert loud_pixels(tip.grab().toImage()) == 0
    QToolTip.hideText()


def test_a_name_of_a_megabyte_holds_nothing_up(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, opened: list[str]
) -> None:
    """It comes from a colleague's desk: no reader of ours keeps one."""
    with staged(picture("queue"), AT, canaries()[1]) as app:
        assert app.workplace is not None
        desk = app.workplace.desk
        with pytest.raises(Refused, match="too long for the log"):
            receive_lead(desk, LeadDraft(key="<huge@example.test>", last="W" * 5_000_000))
        long = LeadDraft(key="<long@example.test>", last="W" * 1_000_000)
        got = receive_lead(desk, long)
        app.hub.tell(got.changes)
        app.window.queue.select(got.lead)
        settle()
        assert alive(app.window) == []
        drawn(app.window)
        assert (app.window.width(), app.window.height()) == DEFAULT_SIZE
        row = next(one for one in queue(desk) if one.lead == got.lead)
        assert len(row.name) == LONGEST_NAME + 1


def test_what_is_typed_is_kept_without_marks(tmp_path: Path) -> None:
    with staffed(tmp_path) as here:
        lead = here.lead()
        bad = nasty(tmp_path)
        form = DetailsForm(bad, bad, bad, ("a@example.test",), (), bad)
        edit_details(here.ana, lead, form, ())
        write_note(here.ana, lead, bad)
        view = lead_view(here.ana, lead)
        told = "".join((view.name, view.first, view.last, view.address, *(one.text for one in view.timeline)))
        assert not steers(told.replace("\t", " "))
        assert "half ? letter" in view.last
        with here.store.snapshot() as snapshot:
            entries = snapshot.entries_of(lead)
        assert not steers(json.dumps([dict(one.details or {}) for one in entries], ensure_ascii=False))


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The dealership of canaries, for commands."""
    (tmp_path / "profile").mkdir()
    Profile(tmp_path / "profile").database.write_bytes(canaries()[0])
    monkeypatch.setattr(opening, "SystemClock", lambda: FixedClock(AT))
    monkeypatch.setenv("COLUMNS", "110")
    return tmp_path / "profile"


def said(profile: Path, capsys: pytest.CaptureFixture[str], *argv: str, code: int | None = 0) -> str:
    """What the command printed; `code` None: however it ended."""
    capsys.readouterr()
    got = main([*argv, "--profile", str(profile)])
    told = capsys.readouterr()
    assert code in {None, got}, told.err
    return told.out + told.err


COMMAND_LINES = [
    ["queue"],
    ["queue", "--json"],
    ["attempts"],
    ["attempts", "--json"],
    ["where"],
]


def test_no_command_steers_the_terminal(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = [said(profile, capsys, *line) for line in COMMAND_LINES if line[0] in COMMANDS]
    first = json.loads(told[1].splitlines()[0])
    told.append(said(profile, capsys, "doctor", "--offline", code=None))
    told.append(said(profile, capsys, "show", first["lead"]))
    assert "canary.example.test" in told[-1]
    for text in told:
        assert not steers(text.replace("\r\x1b[K", ""))


def test_no_export_holds_a_formula(profile: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    table = said(profile, capsys, "attempts", "--csv")
    rows = list(csv.reader(io.StringIO(table.lstrip("\ufeff"))))
    assert len(rows) > 20
    assert risky_cells(iter(rows)) == []
    said(profile, capsys, "export-leads", str(tmp_path / "leads"))
    names = [file.name for file in (tmp_path / "leads").iterdir()]
    assert len(names) > 20
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.") for name in names)
    if "export" in COMMANDS:
        said(profile, capsys, "export", str(tmp_path / "all"))
        tables = list((tmp_path / "all").rglob("*.csv"))
        for file in tables:
            cells = csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig")))
            assert risky_cells(cells) == [], file.name


@pytest.fixture
def read_in(
    profile: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """A file of each kind came in by its own reader; what the command said of it."""
    monkeypatch.setattr(import_leads, "SystemClock", lambda: FixedClock(AT))
    (tmp_path / "in").mkdir()
    canary_files.fill(tmp_path / "in", canaries()[2])
    return said(profile, capsys, "import", "--yes", str(tmp_path / "in"), code=None)


def test_each_reader_s_leads_are_words_on_every_page(
    profile: Path, read_in: str, opened: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not steers(read_in.replace("\r\x1b[K", ""))
    file = Profile(profile).database.read_bytes()
    monkeypatch.setattr(pictures, "_invented", lambda _at, _policy: file)
    with staged(picture("intake"), AT, canaries()[1]) as app:
        assert app.workplace is not None
        page = app.workplace.intake.page
        for place in range(page.model.rowCount()):
            page.list.choose(place)
            assert_words(app)
        new = [row.lead for row in queue(app.workplace.desk) if row.number.endswith(READ)]
        assert len(new) == len(READ)
        for lead in new:
            assert app.window.queue.select(lead)
            assert_words(app)
        assert not opened


@pytest.mark.parametrize("scene", ["intake", "settings-ways-in", "status"])
def test_what_the_dealership_calls_its_things_are_words(scene: str, opened: list[str], qtbot: QtBot) -> None:
    with staged(picture("queue"), AT, canaries()[1]) as app:
        assert app.workplace is not None
        desk, bad = app.workplace.desk, canaries()[2]
        keep_mailbox(
            desk, MailboxSettings(f"{image(bad)} =1+1", "imap.example.test", f"{image(bad)}@example.test")
        )
        keep_mail_out(
            desk, MailOutSettings("smtp.example.test", "a@example.test", login="a", sender_name=image(bad))
        )
        app.workplace.intake.feed.read_settings()
        SCENES[scene](app.workplace, FixedClock(AT))
        assert_words(app)
        assert (
            any(image(bad)[:12] in one.text() for one in app.window.findChildren(Label)) or scene == "status"
        )


@pytest.mark.parametrize("scene", ["preview", "mail-preview", "template-editor"])
def test_own_templates_are_words(scene: str, opened: list[str], qtbot: QtBot) -> None:
    with staged(picture("queue"), AT, canaries()[1]) as app:
        assert app.workplace is not None
        own, bad = Profile(app.workplace.desk.store.path.parent).templates, canaries()[2]
        for name in ("missed_you", "car_details", "appointment"):
            save_template(own, "en", name, f"Subject: {html(bad)} =1+1\n\n{html(bad)} {{{{ first_name }}}}\n")
        SCENES[scene](app.workplace, FixedClock(AT))
        assert_words(app)


def test_what_is_copied_computes_steers_and_names_nobody(opened: list[str], qtbot: QtBot) -> None:
    with staged(picture("attempts"), AT, canaries()[1]) as app:
        assert app.workplace is not None
        review, clipboard = app.workplace.day.review, QGuiApplication.clipboard()
        review.attempts._copy()
        rows = list(csv.reader(io.StringIO(clipboard.text()), delimiter="\t"))
        assert len(rows) > 10
        assert risky_cells(iter(rows)) == []
    with staged(picture("status"), AT, canaries()[1]) as app:
        assert app.workplace is not None
        app.workplace.day.status.panel.copy.click()
        told = clipboard.text()
        assert not steers(told)
        named = [row.name.split()[-1] for row in queue(app.workplace.desk)]
        assert not [one for one in (*named, "7946", "example.test") if one in told]
        clipboard.clear()


def assert_words(app: App) -> None:
    settle()
    """Nothing of any window of the program took a stranger's words for more."""
    others = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not app.window]
    for window in (app.window, *others):
        assert alive(window) == []
        assert loud_pixels(drawn(window)) == 0


def test_a_formula_planted_in_a_table_is_found() -> None:
    assert risky_cells(iter([["a", "=1+1"], [" @x", "'=1"], ["\x1b[2J", "b"]])) == ["=1+1", " @x", "\x1b[2J"]


def mails() -> Iterator[MailPreview]:
    store_folder = Path(mkdtemp(prefix="canary"))
    bad = nasty(store_folder)
    for to in ("pat@example.test", f"pat@example.test{canary.INJECTED}", bad):
        yield MailPreview("missed_you", to, bad, bad, ())


def test_no_mail_gets_a_header_more() -> None:
    server = MailOutSettings("smtp.example.test", "sales@example.test", sender_name=nasty(Path("x"))[:300])
    left = 0
    for mail in mails():
        url = mailto_url(mail.to, mail.subject, mail.text).url
        assert url.count("?") == 1
        assert "bcc=" not in url.lower().replace("%3d", "")
        try:
            made = letter(server, mail, "an-id", AT)
        except MailUnfit:
            continue
        left += 1
        message = message_from_bytes(made.data, policy=policy.default)
        assert message["Bcc"] is None
        assert len(set(message.keys())) == len(message.keys())
        assert message.get_content_type() == "text/plain"
    assert left == 1


def test_the_dealership_of_canaries_is_whole(profile: Path) -> None:
    store = Store.open(Profile(profile).database)
    try:
        with store.snapshot() as snapshot:
            assert len(snapshot.lead_rows()) > 30
    finally:
        store.close()


def test_refusals_name_a_stranger_harmlessly(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises((SystemExit, Refused, AssertionError)):
        said(profile, capsys, "show", canary.STEERING.replace("\0", ""))
    assert not steers(capsys.readouterr().err)
