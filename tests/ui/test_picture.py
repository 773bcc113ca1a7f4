"""Comparing pictures: a short word is seen, a shade is not."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from bdc_desk.errors import SurroundingsFault
from bdc_desk.pictures import TOLERANCE
from bdc_desk.ui.picture import differs, load_font, take
from bdc_desk.ui.widgets.plain import Label


@pytest.fixture(autouse=True)
def qt(qtbot: QtBot) -> None:
    """Pictures need Qt's application."""


def page(word: str = "", *, ink: str = "black") -> QImage:
    image = QImage(1280, 720, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    font = QFont(load_font(), 12)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    for line in range(20):
        painter.drawText(QPoint(40, 40 + 30 * line), "Maria Okafor asks whether the Ranger is still there")
    painter.setFont(QFont(load_font(), 40))
    painter.drawText(QPoint(700, 400), word)
    painter.end()
    return image


def test_the_same_page_is_the_same() -> None:
    assert differs(page(), page()) == 0


def test_a_word_is_seen() -> None:
    assert differs(page(), page("Escalated")) > TOLERANCE


def test_a_shade_that_nobody_sees_is_not() -> None:
    assert page() != page(ink="#141414")
    assert differs(page(), page(ink="#141414")) <= TOLERANCE


def test_another_size_is_another_picture() -> None:
    assert differs(page(), page().scaled(640, 360)) == 1


def test_a_picture_loses_nothing_in_the_file(qtbot: QtBot, tmp_path: Path) -> None:
    label = Label("Maria Okafor", size=22)
    qtbot.addWidget(label)
    label.show()
    for name in ("one.png", "one.webp"):
        take(label, tmp_path / name)
    assert differs(QImage(str(tmp_path / "one.png")), QImage(str(tmp_path / "one.webp"))) == 0


def test_an_ending_that_is_no_picture_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    label = Label("Maria Okafor")
    qtbot.addWidget(label)
    with pytest.raises(SurroundingsFault, match=r"\.png or \.webp"):
        take(label, tmp_path / "one.docx")
