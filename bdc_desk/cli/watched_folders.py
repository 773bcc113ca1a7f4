"""`bdc-desk folder add|list|read|remove`: the folders in which this desk looks for lead files."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

from bdc_desk.cli.import_telling import Form, Telling, sum_in_words
from bdc_desk.cli.opening import open_desk
from bdc_desk.cli.stopping import Stopping
from bdc_desk.cli.table import harmless
from bdc_desk.cli.what_came import Came
from bdc_desk.errors import Refused
from bdc_desk.intake.folder import FolderReader
from bdc_desk.intake.values import SourceState
from bdc_desk.operations.delivery import Origin, Result
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.intake_settings import folders, forget_folder, keep_folder

STOPPED = 130
PAUSE = 1.0
"""Seconds between two looks: a file that is still being written has grown by then, and is left for later."""
LOOKS = 4
"""One to see how large the files are, and three for those that cannot be read: then the reader says so."""
NONE_YET = "This desk watches no folder. `bdc-desk folder add PATH` begins with one."


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked. Exit 1 where a folder or a file could not be read."""
    with open_desk(arguments.profile) as desk:
        return ACTIONS[arguments.action](desk, arguments)


def _add(desk: Desk, arguments: argparse.Namespace) -> int:
    path = keep_folder(desk, arguments.path)
    print(harmless(f"{path} is watched: the open window reads the files in it and those that come."))
    print(
        "They stay where they are, and each is read once; folders in it are not looked into.\n"
        + harmless(f"`bdc-desk folder read {arguments.path}` reads without the window.")
    )
    return 0


def _list(desk: Desk, _arguments: argparse.Namespace) -> int:
    for path in folders(desk):
        print(harmless(path))
    if not folders(desk):
        print(NONE_YET)
    return 0


def _remove(desk: Desk, arguments: argparse.Namespace) -> int:
    forget_folder(desk, arguments.path)
    print(harmless(f"{arguments.path} is watched no more; what came from it stays."))
    return 0


def _read(desk: Desk, arguments: argparse.Namespace) -> int:
    chosen = [_watched(desk, arguments.path)] if arguments.path else list(folders(desk))
    if not chosen:
        raise Refused(NONE_YET)
    telling, failed = Telling(Form.JSON if arguments.json else Form.TEXT), False
    with Stopping() as stopping:
        for path in chosen:
            if not stopping.asked:
                failed |= _look(desk, path, telling, stopping)
    if arguments.json:
        telling.tell_sum(stopped=stopping.asked)
    else:
        telling.say(sum_in_words(telling.counts))
    if stopping.asked:
        print("Stopped. The same call goes on: each lead comes in once.", file=sys.stderr)
        return STOPPED
    return 1 if failed or telling.counts[Result.FAULT] else 0


def _look(desk: Desk, path: str, telling: Telling, stopping: Stopping) -> bool:
    """Take in what is whole; whether the folder failed."""
    came, reader = Came(desk, Origin.FOLDER, path), FolderReader(desk, path)
    stopping.tell(reader.stop)
    for look in range(LOOKS):
        if look == 1:
            Event().wait(PAUSE)
        reader.read(lambda _changes: None)
        if stopping.asked or reader.status.state is SourceState.FAILED:
            break
    for one in came.found():
        telling.tell(one)
    if reader.status.why:
        print(harmless(reader.status.why), file=sys.stderr)
    return reader.status.state is SourceState.FAILED


def _watched(desk: Desk, path: str) -> str:
    """The folder as it is watched. Raises Refused where it is not."""
    known = folders(desk)
    whole = {path, str(Path(path).expanduser().absolute()), str(Path(path).expanduser().resolve())}
    found = next((one for one in known if one in whole), None)
    if found is None:
        raise Refused(
            f"The folder {path} is not watched here. `bdc-desk folder add` begins; `bdc-desk import` reads a "
            "folder once."
        )
    return found


ACTIONS: dict[str, Callable[[Desk, argparse.Namespace], int]] = {
    "add": _add,
    "list": _list,
    "read": _read,
    "remove": _remove,
}
