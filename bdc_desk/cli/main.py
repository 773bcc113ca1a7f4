"""`bdc-desk`: finds the command, runs it, and tells faults in words."""

import importlib
import logging
import sys
from collections.abc import Sequence

from bdc_desk.cli.arguments import COMMANDS, parser
from bdc_desk.errors import BdcDeskError

OK, FAULT, USAGE, STOPPED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code: 0 done, 1 refused or failed (said on stderr), 2 the call was off, 130
    stopped.
    """
    arguments = parser().parse_args(argv)
    arguments.profile = getattr(arguments, "profile", None)
    module, _ = COMMANDS[arguments.command or "run"]
    # A command's module is imported when it is asked for: `--version` need not wait for Qt and SQL.
    command = importlib.import_module(f"bdc_desk.cli.{module}")
    try:
        return int(command.run(arguments))
    except BdcDeskError as fault:
        print(f"bdc-desk: {fault}", file=sys.stderr)
        return FAULT
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        # Whoever read the output has gone (`| head`): nothing left to say, and Python must not flush again.
        sys.stdout = None
        return OK
    except Exception:
        logging.getLogger(__name__).exception("%s failed", arguments.command)
        print(
            "bdc-desk: this is a mistake of the program; the log file says more (bdc-desk where).",
            file=sys.stderr,
        )
        return FAULT
