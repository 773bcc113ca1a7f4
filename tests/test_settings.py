"""Where a profile keeps its things; a damaged look is never a reason not to start."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bdc_desk.errors import SurroundingsFault
from bdc_desk.settings import (
    TONES,
    VARIABLE,
    Preferences,
    Profile,
    is_there,
    make_profile,
    profile_at,
    read_preferences,
    write_preferences,
)


def test_everything_lies_in_one_folder(tmp_path: Path) -> None:
    profile = profile_at(str(tmp_path))
    assert {
        path.parent
        for path in (
            profile.database,
            profile.logs,
            profile.templates,
            profile.tones,
            profile.preferences,
        )
    } == {tmp_path}


def test_the_argument_then_the_environment_then_the_platform(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert profile_at("/elsewhere").folder == Path("/elsewhere")
    assert profile_at(None).folder == tmp_path
    assert profile_at("").folder == tmp_path
    monkeypatch.setenv(VARIABLE, "")
    assert profile_at(None).folder.name == "bdc-desk"
    monkeypatch.setenv("HOME", str(tmp_path))
    assert profile_at("~/desk").folder == tmp_path / "desk"


def test_a_home_that_nobody_has() -> None:
    with pytest.raises(SurroundingsFault, match="There is no folder ~no-such-person/desk"):
        profile_at("~no-such-person/desk")


def test_making_the_folder(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "deep" / "er")
    make_profile(profile)
    make_profile(profile)
    assert profile.folder.is_dir()
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "below", Path("no\0folder")):
        with pytest.raises(SurroundingsFault, match="could not be made"):
            make_profile(Profile(folder))


def test_whether_a_path_is_there(tmp_path: Path) -> None:
    assert is_there(tmp_path)
    assert not is_there(tmp_path / "nothing")
    assert not is_there(tmp_path / ("x" * 5000))
    assert not is_there(Path("no\0folder"))


def test_preferences_are_kept_and_read(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    assert read_preferences(profile) == Preferences()
    kept = Preferences(
        "dark",
        125,
        sound=False,
        tray=False,
        compact=True,
        window=(0, -20, 1280, 720),
        language="nl",
        tones={**TONES, "escalated": "none"},
        volume=30,
        quiet_until=datetime(2026, 3, 12, 10, 30, tzinfo=UTC),
        tray_messages=False,
        close_to_tray=True,
        lock_minutes=0,
    )
    write_preferences(profile, kept)
    assert read_preferences(profile) == kept
    assert [path.name for path in tmp_path.iterdir()] == ["preferences.json"]


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ("", Preferences()),
        ("{", Preferences()),
        ("[]", Preferences()),
        ("[" * 100_000, Preferences()),
        ('{"theme": "pink"}', Preferences()),
        ('{"theme": 3, "sound": "yes"}', Preferences()),
        ('{"theme": "dark", "unknown": 1}', Preferences(theme="dark")),
        ('{"text_percent": 9000}', Preferences(text_percent=200)),
        ('{"text_percent": 1}', Preferences(text_percent=80)),
        ('{"text_percent": true}', Preferences()),
        ('{"window": [1, 2, 3, 4]}', Preferences(window=(1, 2, 3, 4))),
        ('{"window": [1, 2]}', Preferences()),
        ('{"window": [1, 2, 3, "4"]}', Preferences()),
        ('{"window": [1, 2, 3, 1e99]}', Preferences()),
        ('{"window": [1, 2, 3, 100000000000000000000]}', Preferences()),
        ('{"window": "1234"}', Preferences()),
        ('{"tones": "loud"}', Preferences()),
        # One damaged tone leaves the others as they were chosen.
        (
            '{"tones": {"escalated": "siren", "over 2 min": "none", "mine": "soft"}}',
            Preferences(tones={**TONES, "over 2 min": "none"}),
        ),
        ('{"tones": {"escalated": ["double"]}}', Preferences()),
        ('{"volume": 250}', Preferences(volume=100)),
        ('{"volume": -1}', Preferences(volume=0)),
        ('{"volume": 0.5}', Preferences()),
        (
            '{"quiet_until": "2026-03-12T11:00:00+01:00"}',
            Preferences(quiet_until=datetime(2026, 3, 12, 10, tzinfo=UTC)),
        ),
        ('{"quiet_until": "2026-03-12T11:00:00"}', Preferences()),
        ('{"quiet_until": "0001-01-01T00:00:00+14:00"}', Preferences()),
        ('{"quiet_until": "tomorrow"}', Preferences()),
        ('{"lock_minutes": 9999}', Preferences(lock_minutes=240)),
        ('{"lock_minutes": true}', Preferences()),
        ('{"language": 7, "close_to_tray": true}', Preferences(close_to_tray=True)),
    ],
)
def test_what_is_damaged_is_the_default(tmp_path: Path, content: str, kept: Preferences) -> None:
    (tmp_path / "preferences.json").write_text(content, encoding="utf-8")
    assert read_preferences(Profile(tmp_path)) == kept


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "preferences.json").write_bytes(b"\xff\xfe\x00")
    assert read_preferences(Profile(tmp_path)) == Preferences()


def test_a_look_that_cannot_be_kept_is_said(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsFault, match="All else is safe"):
        write_preferences(Profile(tmp_path / "nothing"), Preferences())


def test_an_alert_has_a_tone_whatever_the_file_says() -> None:
    assert Preferences().tone("escalated") == "double"
    assert Preferences(tones={"escalated": "none"}).tone("escalated") == "none"
    assert Preferences(tones={}).tone("escalated") == "double"
    assert Preferences().tone("an alert of a newer version") == "short"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps whole profiles to their owners")
def test_a_new_profile_is_its_owners_only(tmp_path: Path) -> None:
    make_profile(Profile(tmp_path / "deep" / "profile"))
    assert (tmp_path / "deep" / "profile").stat().st_mode & 0o777 == 0o700
