"""Imports as Python does them. Once loaded, PySide6 looks at each module that is imported, whether it asks
for other names of Qt's methods (`from __feature__ import snake_case`): a sixth of every start, and nothing
here does.
"""

import builtins

import PySide6.QtWidgets  # noqa: F401 - so that it has put its own function there


def import_plainly() -> None:
    """From now on modules are imported by Python's own function, where PySide6 has kept it."""
    plain = getattr(builtins, "__orig_import__", None)
    if callable(plain):
        builtins.__import__ = plain
