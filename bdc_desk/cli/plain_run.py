"""The most frequent start, a click on the program: told without the parser of all commands, which costs the
window's first frame (design.md, Speed).
"""

import argparse
from collections.abc import Sequence

OPTION = "--profile"


def plain_run(argv: Sequence[str]) -> argparse.Namespace | None:
    """The arguments where nothing but the window is asked for, at most on a profile; None for all else, which
    the parser reads.
    """
    if not argv:
        return argparse.Namespace(command=None, self_test=False)
    if len(argv) == 2 and argv[0] == OPTION and argv[1] and not argv[1].startswith("-"):
        return argparse.Namespace(command=None, self_test=False, profile=argv[1])
    return None
