"""Letters that no font here can draw: a name would be boxes, and nobody would know why."""

import unicodedata

from PySide6.QtGui import QFontDatabase

from bdc_desk.ui.translation import translate

NO_FONTS = frozenset({"Monospace", "Sans Serif", "Serif"})
"""Names of fontconfig's for whatever there is; Qt lists them even when there is nothing."""

_System = QFontDatabase.WritingSystem
SCRIPTS = {
    "ARABIC": _System.Arabic,
    "ARMENIAN": _System.Armenian,
    "BENGALI": _System.Bengali,
    "CJK": _System.SimplifiedChinese,
    "CYRILLIC": _System.Cyrillic,
    "DEVANAGARI": _System.Devanagari,
    "GEORGIAN": _System.Georgian,
    "GREEK": _System.Greek,
    "GUJARATI": _System.Gujarati,
    "GURMUKHI": _System.Gurmukhi,
    "HANGUL": _System.Korean,
    "HEBREW": _System.Hebrew,
    "HIRAGANA": _System.Japanese,
    "KATAKANA": _System.Japanese,
    "TAMIL": _System.Tamil,
    "TELUGU": _System.Telugu,
    "THAI": _System.Thai,
}
"""By the first word of the letters' names in Unicode. Latin is the program's own font's."""
LATIN = "\u036f"
"""The last of the letters and accents before Greek."""


def have_letters() -> bool:
    """Whether the system has any font; where it has none, the program's own is taken in. Raises
    SurroundingsFault where that one is missing too.
    """
    if set(QFontDatabase.families()) - NO_FONTS:
        return True
    from bdc_desk.ui.picture import load_font  # noqa: PLC0415 - the first frame comes without it

    load_font()
    return False


def not_drawn(text: str) -> tuple[str, ...]:
    """The scripts in `text` that no font here has, by their names in Unicode ("Arabic"), in their order."""
    names = (unicodedata.name(letter, "") for letter in text if letter > LATIN)
    scripts = (word for word in dict.fromkeys(name.partition(" ")[0] for name in names) if word in SCRIPTS)
    lacking = (word for word in scripts if not QFontDatabase.families(SCRIPTS[word]))
    return tuple(word if word == "CJK" else word.capitalize() for word in lacking)


class Letters:
    """Tells of each script once."""

    def __init__(self) -> None:
        """Nothing told yet."""
        self._told: set[str] = set()

    def told_of(self, text: str) -> str:
        """What a person is told about a text that cannot be drawn; "" where all of it can, or it was told."""
        new = [script for script in not_drawn(text) if script not in self._told]
        self._told.update(new)
        if not new:
            return ""
        words = translate(
            "Letters",
            "No font of this computer has {scripts} letters: such names show as boxes. All of them are kept "
            "and can be copied. Install a font that has them (on Debian and Ubuntu: fonts-noto).",
        )
        return words.format(scripts=", ".join(new))
