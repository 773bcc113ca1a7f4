"""`bdc-desk policy check|show|use`."""

import argparse
from pathlib import Path

from bdc_desk.cadence.policy_reading import read_policy
from bdc_desk.cli.opening import open_desk
from bdc_desk.cli.table import harmless
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
            print(harmless(sentence))
        count = len(fault.faults)
        print(f"\n{count} {'fault' if count == 1 else 'faults'} in {arguments.file}; it is not in force.")
        return 1
    if arguments.action == "check":
        print(f"{arguments.file} is a policy without faults (version {policy.version}).")
        return 0
    with open_desk(arguments.profile) as desk:
        if around(desk).policy.version == policy.version:
            print(f"Policy {policy.version} is in force already; nothing was written.")
            return 0
        use_policy(desk, text)
        in_team = desk.is_in_team
    if in_team:
        print(
            f"Policy {policy.version} waits for the shared database, which puts a manager's or the "
            "principal's in force for everybody.\nThe open window, or `bdc-desk sync`, hands it in."
        )
    else:
        print(f"Policy {policy.version} is in force. What had happened before stays judged as it was.")
    return 0


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        raise SurroundingsFault(f"{path} is not UTF-8 text. Save it as UTF-8.") from fault
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or str(fault)
        raise SurroundingsFault(f"{path} cannot be read: {why}.") from fault
