"""Commands run in this process, on a profile of the test's own, at a moment that the test gives."""

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bdc_desk.cli import import_leads, opening, run_demo, run_window, set_up_profile
from bdc_desk.cli.main import main
from bdc_desk.clock import FixedClock
from bdc_desk.settings import VARIABLE
from tests.helpers.desks import MONDAY, Staffed, staffed


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The lines of JSON."""
        return [json.loads(line) for line in self.out.splitlines()]


class Commands:
    """Runs commands on the profile in `folder`."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], clock: FixedClock) -> None:
        self.folder, self.capsys, self.clock = folder, capsys, clock

    def __call__(self, *argv: str, profile: bool = True) -> Said:
        self.capsys.readouterr()
        try:
            code = main([*argv, *(("--profile", str(self.folder)) if profile else ())])
        except SystemExit as end:  # argparse ends so
            code = int(end.code or 0)
        said = self.capsys.readouterr()
        return Said(code, said.out, said.err)

    def set_up(self, *more: str) -> Said:
        return self(
            "setup", "--name", "Harbour Motors", "--country", "GB", "--zone", "Europe/London",
            "--hours", "09:00-21:00", "--person", "Ana Cruz", *more,
        )  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Commands:
    """A profile that is not there yet; nobody sits at the terminal."""
    clock = FixedClock(MONDAY)
    for module in (opening, import_leads, set_up_profile, run_window, run_demo):
        monkeypatch.setattr(module, "SystemClock", lambda: clock)
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    monkeypatch.setenv("COLUMNS", "110")
    return Commands(tmp_path / "profile", capsys, clock)


@pytest.fixture
def desk(run: Commands) -> Iterator[Staffed]:
    """The profile is set up and three people work there; the commands tell its time."""
    run.folder.mkdir()
    with staffed(run.folder) as here:
        run.clock = here.clock
        with pytest.MonkeyPatch.context() as patch:
            for module in (opening, import_leads):
                patch.setattr(module, "SystemClock", lambda: here.clock)
            yield here
