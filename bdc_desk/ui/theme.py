"""The look: palette, fonts and one stylesheet on Qt's Fusion style, applied live (ux.md, Tokens).

The theme belongs to the QApplication, of which a process has one; so what is current stands in this module.
Painted widgets read `tokens()` and `font()` when they paint and need not be told of a change.
"""

from typing import Literal

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from bdc_desk.ui.assets import asset
from bdc_desk.ui.stylesheet import stylesheet
from bdc_desk.ui.tokens import CONTRAST, DARK, LIGHT, Tokens

Choice = Literal["light", "dark", "system", "contrast"]
SMALLEST, LARGEST = 0.8, 2.0


class _Current:
    """What `apply` was last told."""

    tokens: Tokens = LIGHT
    choice: Choice = "light"
    scale: float = 1.0
    family: str | None = None
    follows: bool = False
    applied: tuple[str, str | None, str] | None = None
    fonts: dict[tuple[int, bool, bool], QFont] = {}  # noqa: RUF012 - one instance


_current = _Current()


def apply(app: QApplication, choice: Choice, text_scale: float = 1.0, family: str | None = None) -> None:
    """Give every window of `app` the look, now and at each later call.

    `text_scale` 1.0 is a 10 pt base; it is held between 0.8 and 2.0. `family` None takes the system's font.
    With "system" the look follows the desktop's light, dark or high-contrast setting while the program runs.
    """
    _current.choice = choice
    _current.scale = min(max(text_scale, SMALLEST), LARGEST)
    _current.family = family
    _current.fonts.clear()
    _follow_system(app)
    _tell_system(app, choice)
    _current.tokens = _wanted(app, choice)
    sheet = stylesheet(_current.tokens, _current.scale)
    applied = sheet, _current.family, _current.tokens.name
    if applied == _current.applied and app.styleSheet() == sheet:
        return  # the same once more would measure every widget anew: half a second
    _current.applied = applied
    if app.style().name().lower() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    QDir.setSearchPaths("icons", [str(asset("icons", ""))])
    app.setPalette(_palette(_current.tokens))
    app.setFont(font(10))
    app.setStyleSheet(sheet)


def tokens() -> Tokens:
    """The palette now in force."""
    return _current.tokens


def text_scale() -> float:
    """The factor by which text is larger than its point size of the scale."""
    return _current.scale


def family() -> str | None:
    """The family of fonts that was asked for, None for the system's."""
    return _current.family


def font(size: int = 10, *, bold: bool = False, tabular: bool = False) -> QFont:
    """A font of the type scale: `size` in points before the text scale; `tabular`: figures of one width."""
    known = _current.fonts.get((size, bold, tabular))
    if known is None:
        known = _current.fonts[size, bold, tabular] = _made_font(size, bold=bold, tabular=tabular)
    return QFont(known)


def _made_font(size: int, *, bold: bool, tabular: bool) -> QFont:
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if _current.family is not None:
        made.setFamilies([_current.family])
    made.setPointSizeF(size * _current.scale)
    made.setBold(bold)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def metrics(size: int = 10, *, bold: bool = False) -> QFontMetrics:
    """The measures of a font of the type scale."""
    return QFontMetrics(font(size, bold=bold))


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget one of the stylesheet's roles (listed in stylesheet.py) and draw it so at once."""
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _wanted(app: QApplication, choice: Choice) -> Tokens:
    named = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}.get(choice)
    if named is not None:
        return named
    if _asks_for_contrast(app):
        return CONTRAST
    return DARK if app.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT


def _asks_for_contrast(app: QApplication) -> bool:
    """Whether the desktop is set to high contrast; Qt tells it since 6.10."""
    hints = getattr(app.styleHints(), "accessibility", None)
    return hints is not None and hints().contrastPreference() is Qt.ContrastPreference.HighContrast


def _tell_system(app: QApplication, choice: Choice) -> None:
    """Let the window frame match: some systems draw the title bar by the application's scheme."""
    schemes = {"light": Qt.ColorScheme.Light, "system": Qt.ColorScheme.Unknown}
    app.styleHints().setColorScheme(schemes.get(choice, Qt.ColorScheme.Dark))


def _follow_system(app: QApplication) -> None:
    if _current.follows:
        return
    _current.follows = True

    def follow() -> None:
        if _current.choice == "system" and _wanted(app, "system") is not _current.tokens:
            apply(app, "system", _current.scale, _current.family)

    app.styleHints().colorSchemeChanged.connect(follow)
    hints = getattr(app.styleHints(), "accessibility", None)  # since Qt 6.10
    if hints is not None:
        hints().contrastPreferenceChanged.connect(follow)


def _palette(look: Tokens) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: look.bg,
        role.WindowText: look.text,
        role.Base: look.surface,
        role.AlternateBase: look.raised,
        role.Text: look.text,
        role.Button: look.raised,
        role.ButtonText: look.text,
        role.BrightText: look.over_15,
        role.ToolTipBase: look.raised,
        role.ToolTipText: look.text,
        role.PlaceholderText: look.muted,
        role.Highlight: look.selected,
        role.HighlightedText: look.text,
        role.Accent: look.accent,
        role.Link: look.accent,
        role.LinkVisited: look.accent,
        role.Light: look.surface,
        role.Midlight: look.raised,
        role.Mid: look.border,
        role.Dark: look.border,
        role.Shadow: look.hairline,
    }
    palette = QPalette()
    for one, value in colours.items():
        palette.setColor(one, QColor(value))
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(look.muted))
    return palette
