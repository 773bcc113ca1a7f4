"""`bdc-desk shared ACTION`: finds the action's module."""

import argparse
import importlib

from bdc_desk.cli.team_arguments import ACTIONS


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; the exit code."""
    module, _ = ACTIONS[arguments.action]
    return int(importlib.import_module(f"bdc_desk.cli.shared.{module}").run(arguments))
