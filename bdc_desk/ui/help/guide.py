"""The user guide: short Markdown pages beside the program (resources/guide/LANGUAGE/*.md). No Qt.

A page's first line is its title ("# Calling"). A link to another page is its file's name: [text](calling.md).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bdc_desk.ui.palette.matching import plain

KEYS_PAGE = "keys"
"""The page that is made from the window's actions, so that it never tells a key that does nothing."""

ORDER = (
    "first-day",
    "queue",
    "calling",
    "promises",
    "emails",
    "closing",
    "customers",
    "confirm",
    "people",
    "alerts",
    "ways-in",
    "team",
    "trouble",
    KEYS_PAGE,
)
"""The pages in the order in which somebody new needs them."""

_LINK = re.compile(r"\[[^\]]*\]\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the guide. `name`: its file's name without ".md"."""

    name: str
    text: str

    @property
    def title(self) -> str:
        """The page's first line."""
        return self.text.lstrip().partition("\n")[0].lstrip("# ").strip()

    @property
    def links(self) -> tuple[str, ...]:
        """Where its links lead, as they are written."""
        return tuple(_LINK.findall(self.text))


def read_guide(folder: Path, language: str = "en") -> tuple[Page, ...]:
    """The pages in a language, in order; each one that it lacks in English. A page that is missing altogether
    is left out: a guide with a hole is better than none.
    """
    places = dict.fromkeys((folder / language, folder / language.split("_", maxsplit=1)[0], folder / "en"))
    pages = []
    for name in ORDER:
        text = _first_text([place / f"{name}.md" for place in places])
        if text is not None:
            pages.append(Page(name, text))
    return tuple(pages)


def _first_text(files: Sequence[Path]) -> str | None:
    for file in files:
        try:
            return file.read_text(encoding="utf-8")
        except OSError:
            continue
    return None


def found_in(pages: Sequence[Page], typed: str) -> tuple[Page, ...]:
    """The pages that have every typed word: those with most of them in the title first, then those with the
    words as they stand; all pages for no word.
    """
    wanted = plain(typed).split()
    having = [page for page in pages if all(word in plain(page.text) for word in wanted)]
    whole = " ".join(wanted)

    def order(page: Page) -> tuple[int, bool]:
        return sum(word not in plain(page.title) for word in wanted), whole not in plain(page.text)

    return tuple(sorted(having, key=order))


def target_of(link: str) -> str:
    """The page that a link names ("calling.md", "calling.md#email"); "" for anything else: nothing outside
    is ever opened from the guide.
    """
    found = re.fullmatch(r"([a-z-]+)\.md(?:#.*)?", link)
    return found[1] if found else ""
