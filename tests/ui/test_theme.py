import re
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from bdc_desk.ui import theme
from bdc_desk.ui.assets import asset
from bdc_desk.ui.stylesheet import stylesheet
from bdc_desk.ui.tokens import CONTRAST, CONTROL_HEIGHT, DARK, LIGHT, Tokens
from bdc_desk.ui.widgets.plain import Label

GROUNDS = ("bg", "surface", "raised", "selected")
TEXTS = ("text", "muted", "accent", "ok", "over_2", "over_15", "escalated")
AA_TEXT, AA_SHAPE, AAA_TEXT, AAA_SHAPE = 4.5, 3.0, 7.0, 4.5
LOOKS = [LIGHT, DARK, CONTRAST]


def _least_text(look: Tokens) -> float:
    return AAA_TEXT if look is CONTRAST else AA_TEXT


def _light(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_every_text_colour_reads_on_every_ground(look: Tokens, ground: str, text: str) -> None:
    assert _contrast(getattr(look, text), getattr(look, ground)) >= _least_text(look)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
@pytest.mark.parametrize("mark", ["new", "over_2", "over_15", "escalated"])
def test_the_word_on_a_badge_reads(look: Tokens, mark: str) -> None:
    assert _contrast(look.on_mark, getattr(look, mark)) >= _least_text(look)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
@pytest.mark.parametrize("ground", ["bg", "surface"])
def test_the_border_of_a_control_can_be_seen(look: Tokens, ground: str) -> None:
    least = AAA_SHAPE if look is CONTRAST else AA_SHAPE
    assert _contrast(look.border, getattr(look, ground)) >= least
    assert _contrast(look.on_accent, look.accent) >= _least_text(look)


def test_high_contrast_shows_hairlines_and_thick_borders() -> None:
    assert _contrast(CONTRAST.hairline, CONTRAST.surface) >= AAA_SHAPE
    assert (CONTRAST.line, CONTRAST.ring) == (2, 3)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_sign_of_the_stylesheet_is_there_in_every_look(look: Tokens) -> None:
    named = re.findall(r"icons:([a-z-]+\.svg)", stylesheet(look, 1.0))
    assert named
    assert all(asset("icons", name).exists() for name in named)


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    theme.apply(qapp, "light")
    yield qapp
    theme.apply(qapp, "light")


def test_light_and_dark_change_while_windows_are_open(app: QApplication, qtbot: QtBot) -> None:
    edit = QLineEdit()
    qtbot.addWidget(edit)
    assert theme.tokens() is LIGHT
    theme.apply(app, "dark")
    assert theme.tokens() is DARK
    assert edit.palette().color(QPalette.ColorRole.PlaceholderText).name().upper() == DARK.muted


def test_high_contrast_is_a_look_of_its_own(app: QApplication) -> None:
    theme.apply(app, "contrast")
    assert theme.tokens() is CONTRAST
    assert theme.tokens().dark


def test_text_grows_live_in_labels_that_are_open(app: QApplication, qtbot: QtBot) -> None:
    label = Label("Jon Petersen", size=22, bold=True)
    qtbot.addWidget(label)
    label.show()
    before = label.fontInfo().pointSizeF()
    theme.apply(app, "light", 1.5)
    assert label.fontInfo().pointSizeF() == pytest.approx(1.5 * before, rel=0.05)
    assert label.font().bold()
    theme.apply(app, "light", 99)
    assert theme.text_scale() == theme.LARGEST


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_controls_are_high_enough_and_grow_with_the_text(
    app: QApplication, qtbot: QtBot, scale: float
) -> None:
    theme.apply(app, "light", scale)
    for widget in (QPushButton("Call"), QLineEdit(), QComboBox()):
        qtbot.addWidget(widget)
        widget.ensurePolished()
        assert widget.sizeHint().height() >= CONTROL_HEIGHT * scale


@pytest.mark.parametrize("choice", ["light", "contrast"])
def test_the_focus_ring_takes_no_room(app: QApplication, qtbot: QtBot, choice: theme.Choice) -> None:
    theme.apply(app, choice)
    button = QPushButton("Call")
    qtbot.addWidget(button)
    button.show()
    before = button.sizeHint()
    button.setFocus()
    button.ensurePolished()
    assert button.sizeHint() == before
