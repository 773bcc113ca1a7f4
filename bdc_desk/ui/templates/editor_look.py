"""What the editor of email texts reads: the text that counts, its faults, its mail, its files. No Qt."""

from dataclasses import dataclass
from pathlib import Path

from bdc_desk.contact.attachments import KeptFile, attachments_of, files_of
from bdc_desk.contact.languages import language_of, language_of_country
from bdc_desk.contact.mail_data import data_of, sample_data
from bdc_desk.contact.signature import DEFAULT, check_signature
from bdc_desk.contact.template_files import Origin, check_template, read_template, template_text
from bdc_desk.contact.templates import foot_of, preview
from bdc_desk.errors import BdcDeskError, Refused
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.operations.signatures import signature_of
from bdc_desk.operations.views import LeadView, MailPreview

SIGNATURE = ""


@dataclass(frozen=True, slots=True)
class Which:
    """The text that is edited. `name` SIGNATURE: the person's signature, one for all languages."""

    language: str
    name: str

    @property
    def key(self) -> str:
        """Its name among the drafts."""
        return f"{self.language}/{self.name}" if self.name != SIGNATURE else "signature"


@dataclass(frozen=True, slots=True)
class Kept:
    """A text as it is kept. `why`: why it could not be read, "" for a good one."""

    text: str
    origin: Origin
    files: tuple[KeptFile, ...] = ()
    file_faults: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a text becomes: its faults, or its mail."""

    faults: tuple[str, ...]
    mail: MailPreview | None = None


def kept_text(desk: Desk, own: Path, which: Which) -> Kept:
    """The text that counts now, with its files. Never raises for what lies in the folder."""
    if which.name == SIGNATURE:
        ours = signature_of(desk, desk.person)
        return Kept(ours or DEFAULT, Origin.OWN if ours else Origin.SHIPPED)
    files = files_of(own, which.language, which.name)
    faults = attachments_of(own, which.language, which.name)[1]
    try:
        found = template_text(which.name, own, which.language)
    except BdcDeskError as why:
        return Kept("", Origin.OWN, files, faults, str(why))
    return Kept(found.text, found.origin, files, faults)


def looked_at(
    desk: Desk, own: Path, which: Which, text: str, about: Surroundings, view: LeadView | None
) -> Looked:
    """The mail that `text` makes of the lead on the page, of an invented one where there is none."""
    signs = which.name == SIGNATURE
    faults = check_signature(text) if signs else check_template(text)
    if faults:
        return Looked(faults)
    known = data_of(view, about, desk.person, which.language) if view else None
    name = about.policy.templates[0].name if signs and about.policy.templates else which.name
    try:
        body = read_template(name, own, which.language) if signs else text
        signature = (text.strip("\n") or DEFAULT) if signs else signature_of(desk, desk.person) or DEFAULT
        mail = preview(
            name,
            body,
            known or sample_data(about, desk.person, which.language),
            (view.emails[0] if view.emails else "") if view else "alex@example.test",
            language=which.language,
            signature=signature,
            foot=foot_of(name, about, which.language),
        )
    except Refused as why:
        return Looked((str(why),))
    return Looked((), mail)


def first_language(about: Surroundings, view: LeadView | None) -> str:
    """The language to begin with: that of the lead on the page, else the dealership's."""
    return language_of(view, about) if view is not None else language_of_country(about)
