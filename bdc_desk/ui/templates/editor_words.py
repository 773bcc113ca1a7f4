"""What the editor of email texts says of a text and of a file."""

from PySide6.QtCore import QCoreApplication

from bdc_desk.contact.attachments import MEGABYTE, KeptFile
from bdc_desk.contact.languages import LANGUAGES
from bdc_desk.contact.template_files import Origin
from bdc_desk.ui.templates.editor_look import SIGNATURE, Kept, Which


def whose_words(which: Which, origin: Origin) -> str:
    """Whose text it is."""
    tell = QCoreApplication.translate
    if which.name == SIGNATURE and origin is Origin.OWN:
        return tell("TemplateEditor", "Your own signature, under every email of yours")
    if which.name == SIGNATURE:
        return tell("TemplateEditor", "The program's signature, under every email of yours")
    if origin is Origin.SHIPPED:
        return tell("TemplateEditor", "The text that came with the program")
    if origin is Origin.OWN_FOR_ALL:
        return tell("TemplateEditor", "The dealership's own text for all languages")
    told = tell("TemplateEditor", "The dealership's own text, {language}")
    return told.format(language=LANGUAGES.get(which.language, ""))


def file_words(file: KeptFile, kept: Kept) -> str:
    """A file's name and size, or why it does not go."""
    tell = QCoreApplication.translate
    fault = next((why for why in kept.file_faults if why.startswith(f"{file.name}: ")), "")
    if fault:
        return tell("TemplateEditor", "Does not go: {why}").format(why=fault)
    told = f"{file.name}, {size_words(file.size)}"
    return tell("TemplateEditor", "{file} (all languages)").format(file=told) if file.for_all else told


def size_words(size: int) -> str:
    """A file's size as people read it: "120 kB", "1.2 MB"."""
    return f"{size / MEGABYTE:.1f} MB" if size >= MEGABYTE else f"{max(1, round(size / 1000))} kB"
