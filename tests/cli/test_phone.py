"""`bdc-desk phone`: how the desk dials is said and chosen."""

from pathlib import Path

import pytest

from bdc_desk.cli.main import main


def test_the_way_to_dial_is_chosen_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = ["--profile", str(tmp_path / "profile")]
    assert main([*profile, "phone"]) == 1  # nothing is set up yet
    form = ["--name", "Northgate", "--country", "GB", "--zone", "Europe/London", "--person", "Ana Cruz"]
    assert main([*profile, "setup", *form]) == 0
    capsys.readouterr()
    for given, said in (([], "by hand"), (["tel"], "tel: links"), ([], "tel: links"), (["hand"], "by hand")):
        assert main([*profile, "phone", *given]) == 0
        assert said in capsys.readouterr().out
