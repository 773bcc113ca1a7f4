"""`bdc-desk doctor`: looks at everything that the desk needs, a line a check, and says what to do."""

import argparse
import importlib
import json
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from bdc_desk.cli.checks.finding import Check, Finding, State, broken, ok, skipped
from bdc_desk.cli.checks.looking import look
from bdc_desk.cli.signs import sign
from bdc_desk.cli.table import counted, harmless, json_line, width
from bdc_desk.errors import BdcDeskError, NotSetUp
from bdc_desk.log import log_to

if TYPE_CHECKING:  # what is missing on this machine must be told, not stumbled over
    from bdc_desk.mail_server.account import Account
    from bdc_desk.operations.desk import Desk

WIPE = "\r\x1b[K"
NAMES = 12
"""Columns that the checks' names take; a longer one pushes its own words on."""


def run(arguments: argparse.Namespace) -> int:
    """Look at everything. Exit 1 where something that is needed is broken."""
    if arguments.probe:
        return _probe(*arguments.probe)
    _log(arguments.profile)
    states = []
    for finding in examined(arguments):
        states.append(finding.state)
        print(_as_json(finding) if arguments.json else _as_text(finding), flush=True)
    if not arguments.json:
        print(f"\n{_sum(states)}")
    return 1 if State.BROKEN in states else 0


def _log(folder: str | None) -> None:
    """A look that fails writes into the profile's log files, where there is a profile; none is made."""
    try:
        from bdc_desk.settings import is_there, profile_at  # noqa: PLC0415 - a package may be missing

        profile = profile_at(folder)
        if is_there(profile.folder):
            log_to(profile.logs)
    except (ImportError, BdcDeskError):
        return  # the checks say it


def examined(arguments: argparse.Namespace) -> Iterator[Finding]:
    """Every finding, as it is made: the program, the profile, then what the profile's desk needs."""
    yield from _looked(Check("python", by("program", "check_python")))
    yield from _looked(Check("packages", by("program", "check_packages")))
    yield from _looked(Check("window", by("window", "check_window"), 70))
    yield from _looked(Check("keyring", by("secrets", "check_keyring"), 20))
    for check in (
        Check("profile", by("place", "check_folder", arguments.profile)),
        Check("locks", by("place", "check_locks", arguments.profile), 40),
        Check("space", by("place", "check_space", arguments.profile)),
        Check("log files", by("place", "check_logs", arguments.profile)),
        Check("database", by("log_file", "check_file", arguments.profile), 120),
        Check("backups", by("backups", "check_backups", arguments.profile), 120),
    ):
        yield from _looked(check)
    with ExitStack() as closing_at_the_end:
        opening = _Opening(arguments.profile, closing_at_the_end)
        yield from _looked(Check("log", opening.look, 300))
        for check in _of_desk(opening.desk, offline=arguments.offline):
            yield from _looked(check)


def by(module: str, name: str, *given: object, **named: object) -> Callable[[], Iterable[Finding]]:
    """The look of `checks/MODULE.py`, imported only when it begins: a package may be missing."""

    def look_there() -> Iterable[Finding]:
        found: Iterable[Finding] = getattr(importlib.import_module(f"bdc_desk.cli.checks.{module}"), name)(
            *given, **named
        )
        return found

    return look_there


class _Opening:
    """Opens the desk, once the file itself was looked at."""

    def __init__(self, folder: str | None, stack: ExitStack) -> None:
        self.desk: Desk | None = None
        self._folder, self._stack = folder, stack

    def look(self) -> Iterator[Finding]:
        """How much is in the log; a desk that does not open is told."""
        from bdc_desk.cli.checks.log_file import check_desk  # noqa: PLC0415 - a package may be missing
        from bdc_desk.cli.opening import open_desk  # noqa: PLC0415 - as above
        from bdc_desk.operations.reading import around  # noqa: PLC0415 - as above

        try:
            desk = self._stack.enter_context(open_desk(self._folder))
            around(desk)  # its rules: a desk whose joining was cut short has none
            yield from check_desk(desk)
        except NotSetUp:
            yield skipped("log", "none yet")
        except BdcDeskError as fault:
            yield broken("log", str(fault))
        else:
            self.desk = desk


def _of_desk(desk: "Desk | None", *, offline: bool) -> Iterator[Check]:
    """What only a dealership has."""
    if desk is None:
        yield Check("time zones", by("program", "check_zones", None))
        yield Check("extras", by("program", "check_extras", tokens=False))
        return
    from bdc_desk.operations.intake_settings import folders, mailboxes  # noqa: PLC0415 - a desk has opened
    from bdc_desk.operations.mail_out_settings import mail_out  # noqa: PLC0415 - as above
    from bdc_desk.operations.reading import around  # noqa: PLC0415 - as above

    known, watched, out = mailboxes(desk), folders(desk), mail_out(desk)
    yield Check("time zones", by("program", "check_zones", around(desk).policy.zone))
    yield Check(
        "extras", by("program", "check_extras", tokens=_wants_tokens([*known, *([out] if out else [])]))
    )
    yield Check("policy", by("rules", "check_policy", desk))
    yield Check("clock", by("clocks", "check_clock", desk))
    yield Check("team", by("team", "check_team", desk, offline=offline), 40)
    for settings in known:
        check = by("mailbox", "check_one_mailbox", settings, offline=offline)
        yield Check(f"mailbox {settings.name}", check, 90)
    for path in watched:
        yield Check("folder", by("folders", "check_one_folder", path))
    if out is not None:
        yield Check("mail out", by("mail_out", "check_the_server", out, offline=offline), 90)
    if not known and not watched:
        yield Check("ways in", lambda: [ok("ways in", "no mailbox, no watched folder: leads come by hand")])


def _wants_tokens(accounts: "list[Account]") -> bool:
    """Whether one of them signs in by what an extra package does."""
    return any(one.sign_in == "microsoft" for one in accounts)


def _looked(check: Check) -> Iterator[Finding]:
    """What a check finds; on a terminal its name shows while it looks."""
    shows = sys.stderr is not None and sys.stderr.isatty()
    if shows:
        print(f"  {harmless(check.name)} ...", end="", file=sys.stderr, flush=True)
    found = look(check)
    if shows:
        print(WIPE, end="", file=sys.stderr, flush=True)
    yield from found


def _as_text(finding: Finding) -> str:
    """One line; on a terminal it is folded under its own beginning."""
    name = harmless(finding.check)
    head = f"{sign(finding.state)} {name}{' ' * max(0, NAMES - width(name))} "
    words = harmless(f"{finding.words} {finding.do}".strip() if finding.do else finding.words)
    if not sys.stdout.isatty():
        return f"{head}{words}"
    columns = max(60, shutil.get_terminal_size().columns)
    indent = " " * (len(sign(finding.state)) + NAMES + 2)
    return textwrap.fill(
        words,
        columns,
        initial_indent=head,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _as_json(finding: Finding) -> str:
    return json_line(
        {"check": finding.check, "state": finding.state.value, "words": finding.words, "do": finding.do}
    )


def _sum(states: list[State]) -> str:
    count = {state: states.count(state) for state in State}
    if count[State.BROKEN]:
        more = f", {counted(count[State.WARNING], 'more thing')} to know" if count[State.WARNING] else ""
        return f"{counted(count[State.BROKEN], 'thing is', 'things are')} broken{more}."
    if count[State.WARNING]:
        return f"Nothing that is needed is broken; {counted(count[State.WARNING], 'thing')} to know."
    return "All is well."


def _probe(name: str, *rest: str) -> int:
    """A look that `own_process` asks for, in a process of its own: prints one line of JSON."""
    if name == "qt":
        from bdc_desk.ui.display_probe import probe  # noqa: PLC0415 - Qt, in this process only

        print(json.dumps(probe()))
        return 0
    if name == "lock" and rest:
        from bdc_desk.storage.health import is_locked  # noqa: PLC0415 - as above

        print(json.dumps({"locked": is_locked(Path(rest[0]))}))
        return 0
    return 2
