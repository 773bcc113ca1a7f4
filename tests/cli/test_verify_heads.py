"""`bdc-desk verify` and the heads that were noted: a log cut short or written anew is no whole one."""

import re
from collections.abc import Iterator

import pytest

from tests.cli.conftest import Commands
from tests.helpers.desks import Staffed
from tests.helpers.forging import ForgedFile
from tests.helpers.forging.whole import cut, other_moment


@pytest.fixture
def forged(desk: Staffed) -> Iterator[ForgedFile]:
    """The file of a desk that called twice, for a forger."""
    desk.call(desk.lead(), "voicemail")
    desk.call(desk.lead(2), "no answer")
    with ForgedFile(desk.store.path) as file:
        yield file


def head_said(out: str) -> str:
    """The head as `verify` prints it, to be kept on paper."""
    found = re.search(r"head (\d+:[0-9a-f]{16})\.", out)
    assert found
    return found[1]


def test_a_whole_log_s_head_is_noted_and_printed(run: Commands, desk: Staffed) -> None:
    desk.call(desk.lead(), "voicemail")
    said = run("verify")
    noted = (run.folder / "heads.txt").read_text(encoding="utf-8").splitlines()[-1].split()
    assert head_said(said.out) == f"{noted[2]}:{noted[3][:16]}"
    assert f"the heads noted in {run.folder / 'heads.txt'}" in said.out
    assert "Keep a copy of that file elsewhere" in said.out
    said = run("verify", "--head", head_said(said.out))
    assert said.code == 0
    assert "It holds what you noted elsewhere: " in said.out


def test_a_cut_tail_is_named_by_the_noted_head(run: Commands, forged: ForgedFile) -> None:
    assert run("verify").code == 0
    with forged.unguarded():
        cut(forged)
    said = run("verify")
    assert said.code == 1
    assert f"the log went back from {forged.last_no} to " in said.out


def test_a_rewrite_is_named_by_the_head_on_paper_when_the_file_is_forged_too(
    run: Commands, forged: ForgedFile
) -> None:
    head = head_said(run("verify").out)
    with forged.unguarded():
        other_moment(forged)
    (run.folder / "heads.txt").unlink()
    assert run("rebuild").code == 0
    said = run("verify", "--head", head)
    assert said.code == 1
    assert f"the log was rewritten before No. {forged.last_no + 1}" in said.out
    assert f"the given head {head[:-4]}" in said.out
    assert not (run.folder / "heads.txt").exists()  # a log with faults is no witness


@pytest.mark.parametrize("text", ["12", "0:0f3a57c9be12", "12:xyz"])
def test_a_head_that_cannot_be_read_is_refused(run: Commands, desk: Staffed, text: str) -> None:
    desk.lead()
    said = run("verify", "--head", text)
    assert said.code == 1
    assert "is no head of a log" in said.err
