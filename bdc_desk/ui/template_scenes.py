"""Scenes of the editor of email texts: a text with a file beside it, one with faults, the signature."""

from collections.abc import Callable
from pathlib import Path

from bdc_desk.clock import FixedClock
from bdc_desk.contact.template_files import read_template
from bdc_desk.settings import Profile
from bdc_desk.ui.customer_work import Beside
from bdc_desk.ui.scene_steps import take_next
from bdc_desk.ui.template_work import TemplateWork
from bdc_desk.ui.templates.editor_look import SIGNATURE
from bdc_desk.ui.workplace import Workplace

FAULTY = """Subject: {{ modell }}: details and photos

{{ salutation }},

here is what you asked for: {{ car | center(40) }}.
{% if price %}The price is {{ price }}.{% endif %}
"""


def _own(work: Workplace) -> Path:
    """The folder of texts of the profile that the picture is drawn from."""
    return Profile(work.desk.store.path.parent).templates


def _editor(work: Workplace) -> TemplateWork:
    """The window's own editor, else one made for the picture."""
    take_next(work)
    work.window.notice.leave()
    made = work.window.findChild(TemplateWork)
    if isinstance(made, TemplateWork):
        return made
    beside = Beside(work.lead, work.call, work.news, lambda: work.feed.zone, lambda: None)
    return TemplateWork(work.desk, work.tools.lanes, work.hub, work.window, beside, _own(work))


def _text(work: Workplace, _clock: FixedClock) -> None:
    """A text in Dutch that was changed, with a brochure and a file that cannot go."""
    folder = _own(work) / "nl" / "car_details.files"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Brochure 2026.pdf").write_bytes(b"%PDF-1.7" + b"." * 412_000)
    (folder / "prices.xlsx").write_bytes(b"PK")
    texts = _editor(work)
    texts.session.open()
    texts.panel.which.choose("car_details")
    texts.panel.language.choose("nl")
    shipped = read_template("car_details", None, "nl")
    texts.panel.text.setPlainText(shipped.replace("Bekijkt u alles rustig.", "Neemt u rustig de tijd."))
    texts.session.look()


def _faults(work: Workplace, _clock: FixedClock) -> None:
    """A text that cannot be saved yet."""
    texts = _editor(work)
    texts.session.open()
    texts.panel.text.setPlainText(FAULTY)
    texts.session.look()


def _signature(work: Workplace, _clock: FixedClock) -> None:
    """One's own signature."""
    texts = _editor(work)
    texts.session.open()
    texts.panel.which.choose(SIGNATURE)
    texts.panel.text.setPlainText(
        "{{ regards }}\n{{ agent }}\nYour adviser at {{ dealership }}\n020 7946 0100"
    )
    texts.session.look()


TEMPLATE_SCENES: dict[str, Callable[[Workplace, FixedClock], None]] = {
    "template-editor": _text,
    "template-faults": _faults,
    "template-signature": _signature,
}
"""By the name that `bdc-desk demo --screen` takes."""
