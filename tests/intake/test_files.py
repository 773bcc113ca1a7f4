import io
import os
from pathlib import Path

import pytest

from bdc_desk.intake.files import FileFault, count_under, files_under, names_under
from bdc_desk.intake.reader import BYTE_LIMIT
from tests.intake.samples import drafts


def test_folders_are_walked_in_order_and_hidden_ones_passed_over(tmp_path: Path) -> None:
    for name in ("b.adf", "a.adf", "sub/c.eml", ".hidden", ".git/x", "sub/.y"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name.encode())
    assert list(files_under([str(tmp_path)])) == [
        (str(tmp_path / name), name.encode()) for name in ("a.adf", "b.adf", "sub/c.eml")
    ]


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    path = tmp_path / ".lead"
    path.write_bytes(b"x")
    assert list(files_under([str(path)])) == [(str(path), b"x")]


def test_the_standard_input_takes_its_turn(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"1")
    assert list(files_under(["-", str(path)], io.BytesIO(b"in"))) == [("-", b"in"), (str(path), b"1")]


@pytest.mark.parametrize("name", ["missing", "a\0b", "x" * 5000])
def test_what_cannot_be_read_is_a_fault_and_the_next_is_read(tmp_path: Path, name: str) -> None:
    good = tmp_path / "good"
    good.write_bytes(b"1")
    (bad, fault), (_, data) = files_under([str(tmp_path / name), str(good)])
    assert bad == str(tmp_path / name)
    assert isinstance(fault, FileFault)
    assert fault.why.startswith("The file cannot be read: ")
    assert data == b"1"


def test_no_standard_input_is_a_fault() -> None:
    ((_, fault),) = files_under(["-"])
    assert isinstance(fault, FileFault)


def test_a_pipe_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes in folders on this system")
    os.mkfifo(tmp_path / "pipe")
    assert list(files_under([str(tmp_path)])) == []


def test_a_link_to_nothing_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    ((_, fault),) = files_under([str(tmp_path)])
    assert isinstance(fault, FileFault)


def test_a_name_that_is_not_utf8_can_be_printed(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.adf"
    try:
        Path(os.fsdecode(path)).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system takes no such name")
    ((name, data),) = files_under([str(tmp_path)])
    assert (name.encode("utf-8")[-5:], data) == (b"?.adf", b"x")


def test_a_file_too_large_is_read_in_part_and_the_lead_says_so(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"a" * (BYTE_LIMIT + 10))
    ((name, data),) = files_under([str(path)])
    assert isinstance(data, bytes)
    assert len(data) == BYTE_LIMIT + 1
    assert "The file is larger than 2 MB: only its beginning was read" in drafts(data, name)[0].faults


def test_names_and_count_are_those_that_are_read(tmp_path: Path) -> None:
    for name in ("b.adf", "sub/c.eml", ".hidden"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    asked = [str(tmp_path), "-", str(tmp_path / "missing"), str(tmp_path / ".hidden")]
    names = list(names_under(asked))
    assert names == [name for name, _ in files_under(asked, io.BytesIO(b"in"))]
    assert count_under(asked) == len(names) == 5
