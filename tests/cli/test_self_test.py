"""--self-test: it finds a whole program whole, and tells each part that is missing."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, qRgb

from bdc_desk.cli import self_test, self_test_parts
from bdc_desk.cli.self_test_story import Story
from bdc_desk.errors import SurroundingsFault
from bdc_desk.storage.migrations import HEAD, KNOWN
from bdc_desk.storage.oldest import make_oldest
from bdc_desk.ui import assets, self_look
from bdc_desk.ui.help import guide

CALL = timedelta(seconds=25)


def test_this_program_is_whole_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """As IT calls it: another folder, an environment with nothing of ours, a home with nothing in it."""
    done = subprocess.run(
        [sys.executable, "-m", "bdc_desk", "--self-test"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stdout + done.stderr
    assert lines[-1] == "All is there, and works."
    assert sum(line.startswith(("✓ ", "ok ")) for line in lines) == 23
    assert [one.name for one in tmp_path.iterdir()] in ([], [".cache"])  # fontconfig's


def test_what_is_missing_is_told_and_hides_no_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> str:
        raise ModuleNotFoundError("No module named 'holidays.countries'")

    monkeypatch.setattr(self_test, "parts", lambda: [("holidays", broken), ("numbers", lambda: "there")])
    monkeypatch.setattr(self_test, "_story", lambda _folder: [])

    code = self_test.run(None)  # type: ignore[arg-type]

    out = capsys.readouterr().out
    assert code == 1
    assert "✗ holidays         ModuleNotFoundError: No module named 'holidays.countries'" in out
    assert "✓ numbers          there" in out
    assert "Not whole: holidays." in out


def test_after_a_failure_the_rest_of_the_day_is_not_tried(capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> str:
        raise OSError("no migrations")

    tried = []
    wrong = self_test.failing([("update", broken), ("set-up", lambda: tried.append(1) or "")], in_a_row=True)

    assert (wrong, tried) == (["update"], [])
    assert "- set-up           not tried" in capsys.readouterr().out


def test_a_part_whose_module_is_gone_is_told() -> None:
    look = self_test._late("bdc_desk.cli.no_such_module", "look")
    with pytest.raises(ModuleNotFoundError):
        look()


@pytest.mark.parametrize(
    ("look", "folder"),
    [
        (self_look.look_at_icons, "icons"),
        (self_look.look_at_tones, "sounds"),
        (self_look.look_at_guide, "guide"),
        (self_look.look_at_fonts, "fonts"),
    ],
)
def test_a_folder_that_did_not_come_along(
    qapp: object, look: Callable[[], str], folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (self_look, sys.modules["bdc_desk.ui.picture"]):
        monkeypatch.setattr(module, "asset", lambda _folder, name: tmp_path / name)
    with pytest.raises(SurroundingsFault):
        look()
    assert assets.asset(folder, "").is_dir()


def test_a_guide_without_one_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "en").mkdir()
    for name in guide.ORDER[1:]:
        (tmp_path / "en" / f"{name}.md").write_text(f"# {name}", encoding="utf-8")
    monkeypatch.setattr(self_look, "asset", lambda _folder, _name: tmp_path)
    with pytest.raises(SurroundingsFault, match=guide.ORDER[0]):
        self_look.look_at_guide()


def test_texts_that_fell_back_to_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """A language whose folder is missing would be told as there, in English."""
    monkeypatch.setattr(self_test_parts, "LANGUAGES", {"en": "English", "fr": "Français"})
    monkeypatch.setattr("bdc_desk.contact.template_files.LANGUAGES", {"en": "English", "fr": "Français"})
    with pytest.raises(SurroundingsFault, match="missing in fr"):
        self_test_parts.look_at_texts()


def test_a_built_program_without_its_licences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bdc-desk"))
    with pytest.raises(SurroundingsFault, match="licences are missing"):
        self_test_parts.look_at_licences()


def test_a_window_without_letters_is_noticed() -> None:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    for row in range(12):  # as many colours as a window without letters has
        for line in range(row * 25, row * 25 + 25):
            for x in range(400):
                image.setPixel(x, line, qRgb(row * 20, 0, 0))
    with pytest.raises(SurroundingsFault, match="12 colours"):
        self_look.colours(image)
    with pytest.raises(SurroundingsFault, match="not drawn"):
        self_look.colours(QImage())


def test_an_old_file_goes_through_every_migration(tmp_path: Path) -> None:
    assert make_oldest(tmp_path / "old.sqlite") == KNOWN[0]
    story = Story(tmp_path, self_test.AT, CALL)
    assert story.update() == f"a database of version {KNOWN[0]} was brought to {HEAD}"
    story.close()


def test_a_sample_that_no_lead_comes_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = Story(tmp_path, self_test.AT, CALL)
    story.update()
    story.set_up()
    monkeypatch.setattr("bdc_desk.cli.self_test_story.take_in", lambda *_, **__: iter(()))
    with pytest.raises(SurroundingsFault, match="did not become a lead"):
        story.enquiry()
    story.close()
