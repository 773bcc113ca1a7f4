"""The program's own log: rotating files, a terminal, and surroundings that fail it."""

import logging
import os
import shutil
import sys
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from bdc_desk.log import LOUD, end_log, log_to
from bdc_desk.log.files import KEPT, KeptFile, Line

LOGGER = logging.getLogger("bdc_desk.test")


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """What `log_to` added and changed is taken back by `end_log`."""
    root, level = logging.getLogger(), logging.getLogger().level
    yield
    end_log()
    assert not any(isinstance(handler, RotatingFileHandler) for handler in root.handlers)
    assert root.level == level
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.NOTSET)


def kept(folder: Path) -> str:
    return (folder / "bdc-desk.log").read_text(encoding="utf-8")


@pytest.mark.expects_log
def test_the_file_has_all_the_terminal_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log_to(tmp_path / "logs")
    LOGGER.info("began")
    try:
        LOGGER.info("%d", 1 // 0)
    except ZeroDivisionError:
        LOGGER.exception("it failed")
    said = kept(tmp_path / "logs")
    assert "INFO bdc_desk.test began" in said
    assert "ERROR bdc_desk.test it failed" in said
    assert "ZeroDivisionError: " in said
    assert capsys.readouterr().err == "it failed\n"


def test_a_second_log_takes_the_place_of_the_first(tmp_path: Path) -> None:
    log_to(tmp_path / "one")
    log_to(tmp_path / "two")
    LOGGER.info("where")
    assert kept(tmp_path / "one") == ""
    assert "where" in kept(tmp_path / "two")


def test_loud_libraries_are_quiet(tmp_path: Path) -> None:
    log_to(tmp_path)
    logging.getLogger("alembic.runtime").info("migrating")
    assert kept(tmp_path) == ""


@pytest.mark.expects_log
def test_a_log_is_never_a_reason_not_to_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    log_to(tmp_path / "file" / "logs")
    assert capsys.readouterr().err.startswith(f"No log file in {tmp_path / 'file' / 'logs'}: ")


@pytest.mark.expects_log
def test_file_and_terminal_are_masked_also_for_libraries(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log_to(tmp_path)
    told = "nobody has mo@example.test"
    try:
        raise LookupError(told)  # noqa: TRY301 - a library's error
    except LookupError:
        logging.getLogger("some.library").exception("no route to %s", "+44 20 7946 0141")
    said = kept(tmp_path) + capsys.readouterr().err
    assert "7946" not in said
    assert "example.test" not in said
    assert "no route to [number]" in said
    assert "LookupError: nobody has [address]" in said


def test_a_record_cannot_pass_for_another(tmp_path: Path) -> None:
    log_to(tmp_path)
    LOGGER.info("read %s", "x\r\n2026-01-01 00:00:00 ERROR root all is lost\x1b[2J")
    lines = kept(tmp_path).splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("    2026")
    assert lines[1].endswith("lost\\x1b[2J")


def test_values_that_do_not_fit_lose_no_record(tmp_path: Path) -> None:
    handler = KeptFile(tmp_path / "bdc-desk.log", 1_000)
    handler.setFormatter(Line())
    for words, values in (("%d leads", ("no number",)), ("half a letter \ud800", None)):
        handler.handle(logging.LogRecord("x", logging.INFO, "", 0, words, values, None))
    handler.close()
    assert "%d leads (its values do not fit)" in kept(tmp_path)
    assert "half a letter \\ud800" in kept(tmp_path)


def test_the_files_rotate_and_stay_few(tmp_path: Path) -> None:
    log_to(tmp_path, most=2_000)
    for number in range(400):
        LOGGER.info("record %d of many, long enough to fill the files soon", number)
    files = sorted(tmp_path.iterdir())
    assert len(files) == KEPT + 1
    assert all(file.stat().st_size <= 2_000 for file in files)
    assert "record 399 " in kept(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is open cannot be taken away there")
def test_a_folder_that_vanishes_is_made_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log_to(tmp_path / "logs")
    LOGGER.info("before")
    shutil.rmtree(tmp_path / "logs")
    LOGGER.info("after")
    assert "after" in kept(tmp_path / "logs")
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="as above")
def test_a_file_that_another_program_rotated_is_followed(tmp_path: Path) -> None:
    log_to(tmp_path)
    LOGGER.info("before")
    (tmp_path / "bdc-desk.log").rename(tmp_path / "bdc-desk.log.1")
    LOGGER.info("after")
    assert "after" in kept(tmp_path)
    assert "after" not in (tmp_path / "bdc-desk.log.1").read_text()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk here that is always full")
def test_a_full_disk_is_said_once_and_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bdc-desk.log").symlink_to("/dev/full")
    log_to(tmp_path)
    for number in range(50):
        LOGGER.info("record %d", number)
    said = capsys.readouterr().err
    assert said.count("cannot be written now: No space left on device") == 1
    assert len(said.splitlines()) == 1
    (tmp_path / "bdc-desk.log").unlink()  # there is room again
    LOGGER.info("record 50")
    assert "record 50" in kept(tmp_path)
    (tmp_path / "bdc-desk.log").unlink()
    (tmp_path / "bdc-desk.log").symlink_to("/dev/full")
    LOGGER.info("record 51")
    assert "No space left" in capsys.readouterr().err
    end_log()


def test_a_folder_that_became_a_file_is_said_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log_to(tmp_path / "logs")
    end_log()
    handler = KeptFile(tmp_path / "logs" / "bdc-desk.log", 1_000)
    handler.close()
    shutil.rmtree(tmp_path / "logs")
    (tmp_path / "logs").touch()
    for _ in range(3):
        handler.handle(logging.LogRecord("x", logging.INFO, "", 0, "lost", None, None))
    assert capsys.readouterr().err.count("cannot be written now") == 1


def test_a_program_without_a_console_keeps_its_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    log_to(tmp_path)
    LOGGER.info("heard")
    (tmp_path / "bdc-desk.log").unlink()
    os.mkdir(tmp_path / "bdc-desk.log")  # noqa: PTH102 - where the file should be
    LOGGER.info("lost, and nobody to tell")
    end_log()
