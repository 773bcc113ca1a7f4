"""Where the files beside the program lie."""

from importlib.resources import files
from pathlib import Path


def asset(folder: str, name: str) -> Path:
    """The path of `resources/FOLDER/NAME`; the file need not exist."""
    return Path(str(files("bdc_desk_resources"))) / folder / name
