"""`bdc-desk`: finds the command, runs it, and tells faults in words."""

import argparse
import importlib
import logging
import sys
from collections.abc import Sequence

from bdc_desk.cli.arguments import COMMANDS, parser
from bdc_desk.cli.streams import hush
from bdc_desk.errors import BdcDeskError
from bdc_desk.log import end_log

OK, FAULT, USAGE, STOPPED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code: 0 done, 1 refused or failed (said on stderr), 2 the call was off, 130
    stopped.
    """
    _say_what_can_be_said()
    arguments = parser().parse_args(argv)
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
        end_log()


def _run(arguments: argparse.Namespace) -> int:
    """Import the command's module when it is asked for: `--version` need not wait for Qt and SQL."""
    module = "self_test" if arguments.self_test else COMMANDS[arguments.command or "run"][0]
    code = int(importlib.import_module(f"bdc_desk.cli.{module}").run(arguments))
    if sys.stdout is not None:  # a program without a console has none
        sys.stdout.flush()  # here, where a reader that has gone (`| head`) can still be noticed
    return code


def _say_what_can_be_said() -> None:
    """A terminal that lacks a sign of somebody's name shows its code instead; the command goes on."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
