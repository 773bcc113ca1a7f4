"""The program's own log."""

import logging
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from bdc_desk.log import LOUD, end_log, log_to

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


@pytest.mark.expects_log
def test_the_file_has_all_the_terminal_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log_to(tmp_path / "logs")
    LOGGER.info("began")
    try:
        LOGGER.info("%d", 1 // 0)
    except ZeroDivisionError:
        LOGGER.exception("it failed")
    kept = (tmp_path / "logs" / "bdc-desk.log").read_text(encoding="utf-8")
    assert "INFO bdc_desk.test began" in kept
    assert "ERROR bdc_desk.test it failed" in kept
    assert "ZeroDivisionError: " in kept
    assert capsys.readouterr().err == "it failed\n"


def test_a_second_log_takes_the_place_of_the_first(tmp_path: Path) -> None:
    log_to(tmp_path / "one")
    log_to(tmp_path / "two")
    LOGGER.info("where")
    assert (tmp_path / "one" / "bdc-desk.log").read_text() == ""
    assert "where" in (tmp_path / "two" / "bdc-desk.log").read_text()


def test_loud_libraries_are_quiet(tmp_path: Path) -> None:
    log_to(tmp_path)
    logging.getLogger("alembic.runtime").info("migrating")
    assert (tmp_path / "bdc-desk.log").read_text() == ""


@pytest.mark.expects_log
def test_a_log_is_never_a_reason_not_to_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    log_to(tmp_path / "file" / "logs")
    assert capsys.readouterr().err.startswith(f"No log file in {tmp_path / 'file' / 'logs'}: ")
