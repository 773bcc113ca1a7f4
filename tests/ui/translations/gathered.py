"""The translators' tool, and a translation of everything that shows itself: every string in brackets."""

import importlib.util
import sys
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

GATHER = Path(__file__).parents[3] / "resources" / "translations" / "gather.py"
PSEUDO = "de"
"""A language with two forms by number, as English has."""


@lru_cache(maxsize=1)
def gather() -> ModuleType:
    """resources/translations/gather.py, which is a script and no module of the program."""
    spec = importlib.util.spec_from_file_location("gather", GATHER)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules["gather"] = made
    spec.loader.exec_module(made)
    return made


@lru_cache(maxsize=1)
def all_messages() -> tuple[Any, ...]:
    """Every string of the window and the engine."""
    return tuple(gather().messages())


def bracketed(folder: Path) -> None:
    """Write and compile a translation in which each string stands in brackets."""
    tool = gather()
    messages = all_messages()
    known = {one.key: [f"⟦{one.source}⟧"] * (2 if one.plural else 1) for one in messages}
    written = folder / f"bdc_desk_{PSEUDO}.ts"
    tool.write(written, PSEUDO, messages, known)
    tool.compile_file(written, written.with_suffix(".qm"))
