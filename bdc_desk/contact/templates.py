"""Email templates: where their texts lie, and a text filled with a lead's data, to be read before it leaves.

What opens a template stands in the policy; its text in NAME.txt: "Subject: ...", an empty line, the text.
"""

import re
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from bdc_desk.contact.clean import address, lines, one_line
from bdc_desk.contact.mail_data import WORDS, data_of
from bdc_desk.errors import Refused, SurroundingsFault
from bdc_desk.operations.desk import Surroundings
from bdc_desk.operations.views import LeadView, MailPreview

FILE_LIMIT: Final = 100_000
"""Bytes of a template file that are read; one that is longer is refused for its text."""

SUBJECT: Final = "Subject:"
_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,80}")


def preview_for(own: Path, name: str, view: LeadView, about: Surroundings, agent: str) -> MailPreview:
    """The template `name` with this lead's data, as it would leave to the customer's first address.

    `own`: the profile's folder of templates, whose texts win. `agent`: the id of who writes. Raises Refused
    for a text that cannot be used, SurroundingsFault where there is none.
    """
    to = view.emails[0] if view.emails else ""
    return preview(name, read_template(name, own), data_of(view, about, agent), to)


def preview(template_name: str, text: str, data: Mapping[str, str], to: str) -> MailPreview:
    """The mail that `text` makes of `data`. `missing` names in words what is not there and stands as "[car]".

    Raises Refused, with the template's name, for a text of another form or with more than placeholders in it.
    """
    from bdc_desk.contact.placeholders import fill  # noqa: PLC0415 - Jinja2 takes 50 ms, needed at the first preview

    try:
        plain = lines(text)
        _check_form(plain)
        filled = fill(plain, {name: one_line(value) for name, value in data.items()}, WORDS)
    except Refused as why:
        raise Refused(f"The template {template_name} cannot be used. {why}", code=why.code) from why
    usable = address(to)
    lacking = tuple(WORDS[name] for name in filled.missing)
    subject, _, body = filled.text.partition("\n")
    return MailPreview(
        template=template_name,
        to=usable,
        subject=one_line(subject.removeprefix(SUBJECT)),
        text=body.strip("\n") + "\n",
        missing=(*lacking, *(() if usable else ("email address",))),
    )


def _check_form(text: str) -> None:
    """Raises Refused for a text that is not a subject, an empty line and a body."""
    first, _, rest = text.partition("\n")
    empty, _, body = rest.partition("\n")
    subject = first.removeprefix(SUBJECT).strip()
    if not first.startswith(SUBJECT) or not subject or empty.strip() or not body.strip():
        form = f'Its first line must be "{SUBJECT} ...", then an empty line, then the text.'
        raise Refused(form, code="template")


def read_template(name: str, own: Path | None = None) -> str:
    """The text of the template: the profile's own where there is one, else the program's.

    Raises SurroundingsFault where neither can be read, Refused for a name that is no file's.
    """
    if not _NAME.fullmatch(name):
        raise Refused(
            f"A template cannot be called {name!r}: letters, digits, - and _ only.", code="template"
        )
    if own is not None and (own / f"{name}.txt").exists():
        return _read(own / f"{name}.txt")
    shipped = _shipped().joinpath(f"{name}.txt")
    if not shipped.is_file():
        where = f"Write one: {own / name}.txt." if own is not None else "Write one."
        raise SurroundingsFault(f"There is no text for the template {name}. {where}")
    return _read(shipped)


def _read(file: Traversable) -> str:
    try:
        with file.open("rb") as opened:
            content: bytes = opened.read(FILE_LIMIT)
        return content.decode("utf-8-sig")
    except OSError as error:
        raise SurroundingsFault(f"The template {file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise SurroundingsFault(f"The template {file} is not in UTF-8: save it as UTF-8 text.") from error


def _shipped() -> Traversable:
    """The program's own templates: in the installed package, else beside a source checkout's package."""
    try:
        return files("bdc_desk_resources").joinpath("templates")
    except ModuleNotFoundError:
        return Path(__file__).parents[2] / "resources" / "templates"
