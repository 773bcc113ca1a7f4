"""An email text filled with a lead's data, signed, with its files, to be read before it leaves."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bdc_desk.contact.attachments import attachments_of
from bdc_desk.contact.clean import address, lines, one_line
from bdc_desk.contact.languages import LANGUAGES, language_of, language_of_country, language_of_words
from bdc_desk.contact.mail_data import WORDS, data_of
from bdc_desk.contact.phrases import phrases_of
from bdc_desk.contact.signature import DEFAULT, signs_itself
from bdc_desk.contact.template_files import SUBJECT, has_form, template_text
from bdc_desk.errors import Refused
from bdc_desk.operations.desk import Surroundings
from bdc_desk.operations.views import LeadView, MailPreview

_FORM: Final = f'Its first line must be "{SUBJECT} ...", then an empty line, then the text.'


def preview_for(
    own: Path,
    name: str,
    view: LeadView,
    about: Surroundings,
    agent: str,
    language: str | None = None,
    signature: str = "",
) -> MailPreview:
    """The template `name` with this lead's data, as it would leave to the customer's first address.

    `own`: the profile's folder of templates, whose texts win. `agent`: the id of who writes. `language`: None
    for the customer's (`language_of`); the mail says which it is in: an own text for all languages stays in
    the one it is written in. `signature`: the person's own, "" for the program's. Raises Refused for a text
    that cannot be used, SurroundingsFault where there is none.
    """
    wanted = language if language is not None and language in LANGUAGES else language_of(view, about)
    found = template_text(name, own, wanted)
    spoken = found.language or language_of_words(found.text) or language_of_country(about)
    mail = preview(
        name,
        found.text,
        data_of(view, about, agent, spoken),
        view.emails[0] if view.emails else "",
        language=spoken,
        signature=signature or DEFAULT,
        foot=foot_of(name, about, spoken),
    )
    attachments, faults = attachments_of(own, wanted, name)
    return MailPreview(
        mail.template, mail.to, mail.subject, mail.text, (*mail.missing, *faults), attachments, spoken
    )


def foot_of(name: str, about: Surroundings, language: str) -> str:
    """How to get no more emails, for the foot of a sales mail; "" for one that an appointment opens: it
    confirms what the customer agreed to.
    """
    rule = about.policy.template(name)
    return "" if rule is not None and rule.needs.appointment else phrases_of(language).stop


def preview(
    template_name: str,
    text: str,
    data: Mapping[str, str],
    to: str,
    *,
    language: str = "en",
    signature: str = "",
    foot: str = "",
) -> MailPreview:
    """The mail that `text` makes of `data`. `missing` names in words what is not there and stands as "[car]".

    `signature` may hold placeholders too and is left out below a text that signs itself; "" for none.
    Raises Refused, with the template's name, for a text of another form or with more than placeholders in it.
    """
    from bdc_desk.contact.placeholders import fill  # noqa: PLC0415 - Jinja2 takes 50 ms, needed at the first preview

    known = {name: one_line(value) for name, value in data.items()}
    plain = lines(text)
    if not has_form(plain):
        raise Refused(f"The template {template_name} cannot be used. {_FORM}", code="template")
    try:
        filled = fill(plain, known, WORDS)
    except Refused as why:
        raise Refused(f"The template {template_name} cannot be used. {why}", code=why.code) from why
    signed = "" if signs_itself(plain) else signature
    try:
        name_below = fill(lines(signed), known, WORDS)
    except Refused as why:
        raise Refused(f"Your signature cannot be used. {why}", code=why.code) from why
    usable = address(to)
    lacking = dict.fromkeys(WORDS[name] for name in (*filled.missing, *name_below.missing))
    subject, _, body = filled.text.partition("\n")
    return MailPreview(
        template=template_name,
        to=usable,
        subject=one_line(subject.removeprefix(SUBJECT)),
        text=_joined(body, name_below.text, foot),
        missing=(*lacking, *(() if usable else ("email address",))),
        language=language,
    )


def _joined(body: str, signature: str, foot: str) -> str:
    """The parts with an empty line between them. Empty lines at the end of a text that is signed stay: there
    the agent goes on writing (free text).
    """
    signed = signature.strip("\n")
    if signed:
        trailing = len(body) - len(body.rstrip("\n"))
        body = body.strip("\n") + "\n" * max(2, trailing) + signed
    return "\n\n".join(part for part in (body.strip("\n"), foot) if part) + "\n"
