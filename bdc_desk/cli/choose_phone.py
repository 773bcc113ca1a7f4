"""`bdc-desk phone`: how this desk dials."""

import argparse

from bdc_desk.cli.opening import open_desk
from bdc_desk.operations.reading import dial_way
from bdc_desk.operations.setting_up import use_dial_way

TOLD = {
    "by hand": "Calls are dialled by hand: F5 shows the number large and starts the timing.",
    "tel": "Numbers are handed to the dialler that this computer opens tel: links with.",
}


def run(arguments: argparse.Namespace) -> int:
    """Choose the way where one was given, and say which it is. An open window takes it at its next start."""
    with open_desk(arguments.profile) as desk:
        if arguments.way:
            use_dial_way(desk, "tel" if arguments.way == "tel" else "by hand")
        way = dial_way(desk)
    print(TOLD[way])
    return 0
