"""`bdc-desk`: finds the command, runs it, and tells faults in words."""

import argparse
import importlib
import logging
import sys
from collections.abc import Sequence

from bdc_desk.cli.plain_run import plain_run
from bdc_desk.cli.streams import hush
from bdc_desk.errors import BdcDeskError

OK, FAULT, USAGE, STOPPED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code: 0 done, 1 refused or failed (said on stderr), 2 the call was off, 130
    stopped.
    """
    _say_what_can_be_said()
    arguments = _arguments(sys.argv[1:] if argv is None else argv)
    arguments.profile = getattr(arguments, "profile", None)
    try:
        return _run(arguments)
    except BdcDeskError as fault:
        print(f"bdc-desk: {fault}", file=sys.stderr)
        return FAULT
    except (KeyboardInterrupt, EOFError):  # Ctrl+C, or Ctrl+D at a question
        return STOPPED
    except BrokenPipeError:
        hush()
        return OK
    except Exception:
        logging.getLogger(__name__).exception("%s failed", arguments.command or "run")
        print(
            "bdc-desk: this is a mistake of the program; the log file says more (bdc-desk where).",
            file=sys.stderr,
        )
        return FAULT
    finally:
        from bdc_desk.log import end_log  # noqa: PLC0415 - by now there is time for it

        end_log()


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    plain = plain_run(argv)
    if plain is not None:
        return plain
    from bdc_desk.cli.arguments import parser  # noqa: PLC0415 - the window comes without it

    return parser().parse_args(argv)


def _run(arguments: argparse.Namespace) -> int:
    """Import the command's module when it is asked for: `--version` need not wait for Qt and SQL."""
    module = "self_test" if arguments.self_test else _module(arguments.command)
    code = int(importlib.import_module(f"bdc_desk.cli.{module}").run(arguments))
    if sys.stdout is not None:  # a program without a console has none
        sys.stdout.flush()  # here, where a reader that has gone (`| head`) can still be noticed
    return code


def _module(command: str | None) -> str:
    if command is None:
        return "run_window"
    from bdc_desk.cli.arguments import COMMANDS  # noqa: PLC0415 - the window comes without it

    return COMMANDS[command][0]


def _say_what_can_be_said() -> None:
    """A terminal that lacks a sign of somebody's name shows its code instead; the command goes on."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
