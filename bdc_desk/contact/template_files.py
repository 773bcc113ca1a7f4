"""Where the email texts lie: the dealership's own for a language, its own for all, the program's.

What opens a template stands in the policy; its text in LANGUAGE/NAME.txt: "Subject: ...", an empty line, the
text. A profile from before there were languages has NAME.txt, which goes on to win over the program's.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from bdc_desk.contact.clean import lines
from bdc_desk.contact.languages import LANGUAGES
from bdc_desk.contact.mail_data import WORDS
from bdc_desk.contact.whole_files import keep_before, write_whole
from bdc_desk.errors import Refused, SurroundingsFault

FILE_LIMIT: Final = 100_000
"""Bytes of a template file that are read; one that is longer is refused for its text."""

SUBJECT: Final = "Subject:"
_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,80}")
_FORM: Final = f'Line 1: the first line must be "{SUBJECT} ...", then an empty line, then the text.'


class Origin(StrEnum):
    """Whose text it is."""

    OWN = "own"
    OWN_FOR_ALL = "own for all languages"
    SHIPPED = "shipped"


@dataclass(frozen=True, slots=True)
class TemplateText:
    """A text as it lies in its file. `language`: the one it is known to be in, "" for one for all."""

    text: str
    language: str
    origin: Origin


def read_template(name: str, own: Path | None = None, language: str = "en") -> str:
    """The text of the template: the profile's own where there is one, else the program's.

    Raises SurroundingsFault where neither can be read, Refused for a name that is no file's.
    """
    return template_text(name, own, language).text


def template_text(name: str, own: Path | None, language: str) -> TemplateText:
    """The text that counts, and whose it is. Where the program has none in that language: the English one.

    Raises SurroundingsFault and Refused as `read_template`.
    """
    _check_name(name, language)
    if own is not None and _file(own, language, name).exists():
        return TemplateText(_read(_file(own, language, name)), language, Origin.OWN)
    if own is not None and (own / f"{name}.txt").exists():
        return TemplateText(_read(own / f"{name}.txt"), "", Origin.OWN_FOR_ALL)
    for code in (language, "en"):
        shipped = _shipped().joinpath(code, f"{name}.txt")
        if shipped.is_file():
            return TemplateText(_read(shipped), code, Origin.SHIPPED)
    where = f"Write one: {_file(own, language, name)}." if own is not None else "Write one."
    raise SurroundingsFault(f"There is no text for the template {name}. {where}")


def check_template(text: str) -> tuple[str, ...]:
    """What is wrong with a text, a sentence each with its line; empty for one that can be saved."""
    from bdc_desk.contact.placeholders import TEXT_LIMIT, faults_of  # noqa: PLC0415 - Jinja2 takes 50 ms

    if len(text) > TEXT_LIMIT:  # asked first: two megabytes would be looked at letter by letter
        return (f"The text is longer than {TEXT_LIMIT:,} characters: shorten it.",)
    form = () if has_form(text) else (_FORM,)
    return (*form, *faults_of(lines(text), WORDS))


def has_form(text: str) -> bool:
    """Whether a text is a subject, an empty line and a body."""
    first, _, rest = lines(text).partition("\n")
    empty, _, body = rest.partition("\n")
    subject = first.removeprefix(SUBJECT).strip()
    return first.startswith(SUBJECT) and bool(subject) and not empty.strip() and bool(body.strip())


def save_template(own: Path, language: str, name: str, text: str) -> None:
    """Keep the dealership's own text, whole or not at all; the one before stays beside it as NAME.txt.before.

    Raises Refused with every fault of the text, SurroundingsFault where it cannot be written.
    """
    _check_name(name, language)
    faults = check_template(text)
    if faults:
        raise Refused(f"This text cannot be saved yet. {' '.join(faults)}", code="template")
    file = _file(own, language, name)
    keep_before(file)
    plain = lines(text)
    write_whole(file, plain if plain.endswith("\n") else f"{plain}\n")


def reset_template(own: Path, language: str, name: str) -> None:
    """Go back to the text that came with the program; the dealership's own stays as NAME.txt.before.

    An own text for all languages stays for the others. Raises Refused where the program has no such text,
    SurroundingsFault where the folder cannot be written to.
    """
    _check_name(name, language)
    shipped = _shipped().joinpath(language, f"{name}.txt")
    if not shipped.is_file():
        raise Refused("The program has no text for this template: there is only yours.", code="template")
    file = _file(own, language, name)
    keep_before(file)
    if (own / f"{name}.txt").exists():
        write_whole(file, _read(shipped))
        return
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise SurroundingsFault(f"The text {file} could not be put away: {error.strerror}.") from error


def _check_name(name: str, language: str) -> None:
    if not _NAME.fullmatch(name):
        raise Refused(
            f"A template cannot be called {name!r}: letters, digits, - and _ only.", code="template"
        )
    if language not in LANGUAGES:
        raise Refused(f"There are texts in {', '.join(LANGUAGES.values())} only.", code="language")


def _file(own: Path, language: str, name: str) -> Path:
    return own / language / f"{name}.txt"


def _read(file: Traversable) -> str:
    try:
        with file.open("rb") as opened:
            content: bytes = opened.read(FILE_LIMIT)
        return content.decode("utf-8-sig")
    except OSError as error:
        raise SurroundingsFault(f"The template {file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise SurroundingsFault(f"The template {file} is not in UTF-8: save it as UTF-8 text.") from error


def shipped_folder(folder: str) -> Traversable:
    """A folder of the program's own: in the installed package, else beside a source checkout's package."""
    try:
        return files("bdc_desk_resources").joinpath(folder)
    except ModuleNotFoundError:
        return Path(__file__).parents[2] / "resources" / folder


def _shipped() -> Traversable:
    return shipped_folder("templates")
