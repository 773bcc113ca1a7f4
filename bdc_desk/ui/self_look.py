"""What the window finds at run time only: its font, icons, tones and picture formats. For `--self-test`.

Each look answers with what was found, in words, and raises SurroundingsFault for what is missing.
"""

import wave
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QFontMetrics, QIcon, QImage, QImageReader, QImageWriter
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QApplication, QStyleFactory

from bdc_desk.errors import SurroundingsFault
from bdc_desk.ui import theme
from bdc_desk.ui.assets import asset
from bdc_desk.ui.help.guide import KEYS_PAGE, ORDER, read_guide
from bdc_desk.ui.picture import load_font
from bdc_desk.ui.translation import languages, translation_file

LETTERS = "Aaß€Šë09"
"""What a name, a price and a number are written with."""
TONES = ("short", "double", "soft")
FORMATS = ("svg", "png")
"""Pictures that the program reads: its icons, and whatever else it is given."""
FEWEST_COLOURS = 60
"""A window without letters has a dozen colours; the smooth edges of letters make hundreds."""


def begin() -> QApplication:
    """The process's application, made where there is none. The platform was chosen before."""
    found = QApplication.instance() or QApplication(["bdc-desk"])
    assert isinstance(found, QApplication)  # noqa: S101 - the line above made it one
    return found


def look_at_fonts() -> str:
    """The program's own font is there and has letters of its own for what is written most."""
    begin()
    name = load_font()
    font = theme.font(10)
    font.setFamilies([name])
    measures = QFontMetrics(font)
    lacking = [letter for letter in LETTERS if not measures.inFontUcs4(ord(letter))]
    if lacking:
        raise SurroundingsFault(f"The font {name} lacks {' '.join(lacking)}.")
    return name


def look_at_icons() -> str:
    """Every icon of the program can be drawn, and is not empty."""
    begin()
    formats = {bytes(one.data()).decode() for one in QImageReader.supportedImageFormats()}
    lacking = [one for one in FORMATS if one not in formats]
    if lacking:
        raise SurroundingsFault(f"Qt cannot read {', '.join(lacking)}: its plugin is missing.")
    files = sorted(asset("icons", "").glob("*.svg"))
    empty = [file.name for file in files if _is_empty(file)]
    if empty or not files:
        raise SurroundingsFault(f"Nothing is drawn of {', '.join(empty) or 'the icons: none is there'}.")
    return f"{len(files)} drawn from SVG"


def _is_empty(file: Path) -> bool:
    image = QIcon(str(file)).pixmap(32, 32).toImage()
    return image.isNull() or not any(
        image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height())
    )


def look_at_tones() -> str:
    """Every tone of the alerts is a sound that can be played."""
    for name in TONES:
        try:
            with wave.open(str(asset("sounds", f"{name}.wav"))) as tone:
                frames = tone.getnframes()
        except (OSError, EOFError, wave.Error) as fault:
            raise SurroundingsFault(f"The tone {name} cannot be read: {fault}.") from fault
        if not frames:
            raise SurroundingsFault(f"The tone {name} is silent.")
    return ", ".join(TONES)


def look_at_guide() -> str:
    """Every page of the user guide that comes as a file; the page of keys is made of the actions."""
    found = {page.name for page in read_guide(asset("guide", ""))}
    lacking = [name for name in ORDER if name not in found and name != KEYS_PAGE]
    if lacking:
        raise SurroundingsFault(f"Pages of the guide are missing: {', '.join(lacking)}.")
    return f"{len(found)} pages"


def look_at_languages() -> str:
    """The languages of the window: English, and whatever translators have made, with Qt's own words in
    each.
    """
    qts = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for language in languages():
        file = translation_file(language)
        if file is not None and not QTranslator().load(str(file)):
            raise SurroundingsFault(f"The translation {file.name} cannot be read.")
        if not QTranslator().load(f"qtbase_{language}", qts):
            raise SurroundingsFault(f"Qt's own words are missing in {language}.")
    return ", ".join(languages())


def look_at_qt() -> str:
    """What else of Qt is loaded when it is needed: the look, the pictures, the second start."""
    begin()
    if "fusion" not in {name.lower() for name in QStyleFactory.keys()}:  # noqa: SIM118 - a function of Qt's
        raise SurroundingsFault("Qt has no style Fusion.")
    formats = {bytes(one.data()).decode() for one in QImageWriter.supportedImageFormats()}
    if "png" not in formats:
        raise SurroundingsFault("Qt cannot write PNG.")
    QLocalServer()
    return f"styles, local sockets; pictures as {'PNG and WebP' if 'webp' in formats else 'PNG'}"


def colours(image: QImage) -> int:
    """How many colours a picture has, one pixel in four looked at. Raises SurroundingsFault for an empty one,
    and for one with so few that there can be no letters in it.
    """
    if image.isNull():
        raise SurroundingsFault("The window was not drawn.")
    found = {image.pixel(x, y) for y in range(0, image.height(), 2) for x in range(0, image.width(), 2)}
    if len(found) < FEWEST_COLOURS:
        raise SurroundingsFault(f"The window was drawn in {len(found)} colours: there are no letters in it.")
    return len(found)
