"""`bdc-desk policy check|show|use`."""

import argparse
from pathlib import Path

from bdc_desk.cadence.policy_reading import read_policy
from bdc_desk.cli.opening import open_desk
from bdc_desk.errors import PolicyFault, SurroundingsFault
from bdc_desk.operations.reading import around
from bdc_desk.operations.setting_up import use_policy


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked. A policy with faults is listed fault by fault and exits 1."""
    if arguments.action == "show":
        with open_desk(arguments.profile) as desk:
            print(around(desk).policy.text, end="")
        return 0
    text = _text(Path(arguments.file))
    try:
        policy = read_policy(text)
    except PolicyFault as fault:
        for sentence in fault.faults:
            print(sentence)
        print(f"{len(fault.faults)} fault(s) in {arguments.file}.")
        return 1
    if arguments.action == "check":
        print(f"{arguments.file} is a policy without faults (version {policy.version}).")
        return 0
    with open_desk(arguments.profile) as desk:
        use_policy(desk, text)
    print(f"Policy {policy.version} is in force.")
    return 0


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        raise SurroundingsFault(f"{path} is not UTF-8 text. Save it as UTF-8.") from fault
    except OSError as fault:
        raise SurroundingsFault(f"{path} cannot be read: {fault.strerror}.") from fault
