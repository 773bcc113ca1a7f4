"""A trace for whoever helps: where in full, what without a customer's words."""

import subprocess
import sys
from pathlib import Path

import pytest

from bdc_desk.errors import Refused
from bdc_desk.log import CrashWatch, masked_trace, trace_key

NAME = "Quentin Moss"


def caught(fault: BaseException, before: BaseException | None = None) -> BaseException:
    customer_of_the_frame = NAME  # noqa: F841 - a local variable, which no trace may show
    try:
        if before is not None:
            try:
                raise before  # noqa: TRY301 - to have a trace
            except BaseException:  # noqa: BLE001 - any will do
                raise fault  # noqa: B904 - raised while the other was handled
        raise fault  # noqa: TRY301 - to have a trace
    except BaseException as found:  # noqa: BLE001 - any will do
        return found


@pytest.mark.parametrize(
    "fault",
    [
        KeyError(NAME),
        KeyError(NAME.lower()),
        KeyError("quentin"),
        ValueError(f"no number in {NAME!r}"),
        ValueError(f"invalid literal: “{NAME}”"),
        RuntimeError(f"DETAIL: Key (name, owner)=({NAME}, x) already exists."),
        LookupError("it is 'Conan O'Quentin' who can't"),
        LookupError(f"cut in the middle of '{NAME}"),
        LookupError(f'nobody called "{NAME}"'),
        OSError(2, "No such file", f"/in/{NAME}.eml"),
        UnicodeDecodeError("ascii", NAME.encode(), 0, 1, "b'Quentin Moss'"),
    ],
)
def test_quoted_words_of_an_unforeseen_error_go(fault: Exception) -> None:
    told = masked_trace(caught(ValueError("last"), caught(fault)))
    assert "quentin" not in told.lower()
    assert type(fault).__name__ in told
    assert "During handling" in told
    assert "ValueError: last" in told
    assert "raise fault" in told


def test_the_names_of_code_stay() -> None:
    with pytest.raises(KeyError) as unknown:
        {}["lead_rows"]
    assert masked_trace(unknown.value).endswith("KeyError: 'lead_rows'")
    with pytest.raises(AttributeError) as found:
        None.nothing  # type: ignore[attr-defined]  # noqa: B018 - the point
    assert "'NoneType' object has no attribute 'nothing'" in masked_trace(found.value)


def test_our_own_sentences_stay_but_for_numbers() -> None:
    told = masked_trace(
        caught(Refused("The template 'Sorry' is locked; +44 20 7946 0141 may not be called."))
    )
    assert told.endswith("Refused: The template 'Sorry' is locked; [number] may not be called.")


class Mute(Exception):
    def __str__(self) -> str:
        raise ValueError


def test_odd_errors_are_told_all_the_same() -> None:
    ring = ValueError("a ring")
    ring.__cause__ = ring
    assert "a ring" in masked_trace(ring)
    assert masked_trace(Mute()).endswith("Mute: (it does not say)")
    assert len(masked_trace(ValueError("x" * 10**7))) < 5_000


def test_two_faults_at_one_place_are_the_same() -> None:
    one, two = caught(KeyError("a")), caught(KeyError("b"))
    assert trace_key(one) == trace_key(two)
    assert trace_key(one) != trace_key(caught(IndexError("a")))


def test_a_hard_crash_is_told_once_at_the_next_start(tmp_path: Path) -> None:
    program = (
        "import sys, faulthandler; from pathlib import Path; from bdc_desk.log import CrashWatch\n"
        "watch = CrashWatch(Path(sys.argv[1])); assert watch.begin('BDC Desk') == ''\n"
        "watch.say('Qt ended the program: mo@example.test')\n"
        "faulthandler._sigabrt()"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False, capture_output=True)
    assert done.returncode != 0
    watch = CrashWatch(tmp_path)
    account = watch.begin("BDC Desk again")
    watch.end()
    assert "Fatal Python error: Aborted" in account
    assert "Qt ended the program: [address]" in account
    assert (tmp_path / "crash-before.log").exists()
    again = CrashWatch(tmp_path)
    assert again.begin("and again") == ""
    again.end()
    assert not (tmp_path / "crash.log").exists()


def test_a_program_that_was_killed_leaves_no_account(tmp_path: Path) -> None:
    watch = CrashWatch(tmp_path)
    watch.begin("BDC Desk")
    text = (tmp_path / "crash.log").read_text(encoding="utf-8")
    watch.end()
    (tmp_path / "crash.log").write_text(text, encoding="utf-8")  # as a kill would leave it
    other = CrashWatch(tmp_path)
    assert other.begin("next") == ""
    other.end()


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    watch = CrashWatch(tmp_path / "file")
    assert watch.begin("BDC Desk") == ""
    watch.say("words")
    watch.end()
