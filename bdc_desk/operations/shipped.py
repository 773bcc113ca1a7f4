"""What the program ships beside its code."""

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def default_policy() -> str:
    """The text of the default policy: domain.md's numbers."""
    return files("bdc_desk_resources").joinpath("policies/default.toml").read_text(encoding="utf-8")
