"""Words that must stay words: HTML that paints, links, formulas, marks that turn, headers; and a look at
every widget for one that takes them for more.
"""

from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from zlib import crc32

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QTreeView,
    QWidget,
)

from bdc_desk.operations.draft import Address, LeadDraft, Phone, Vehicle
from bdc_desk.ui.help.page_view import PageView

LOUD = QColor(255, 0, 254)
"""No colour of any theme."""
LINK = "https://canary.example.test/"
ZALGO = "Z" + "\u0300\u0301\u0302\u0334" * 30
TURNING = "\u202egnp.exe \u2066unclosed"
INJECTED = "x\r\nBcc: thief@example.test\r\n\r\n<html>"
STEERING = "\x1b[2J\x1b]0;owned\x07\0\x9b31m"
FORMULAS = ("=cmd|' /C calc'!A0", "@SUM(1)", "+1+1", "-1+1", "\t=1+1", "\r=1+1", " =1+1")
PLACEHOLDERS = "{{ 7*7 }} {0} {name} %s%n ${x} {{}} {% for x in y %}"
QUOTES = "'; DROP TABLE lead_row; -- \"\\"
PATHS = "../../../../etc/passwd"
HALF = "half \ud83d letter"


def html(folder: Path) -> str:
    """What Qt would paint, and what it would open, were it taken for HTML."""
    return f'<img src="{folder / "loud.png"}"><a href="{LINK}">win</a><b>bold</b>'


def image(folder: Path) -> str:
    """The same in few letters, for names."""
    return f'<img src="{folder / "loud.png"}">'


def paint_loud(folder: Path) -> None:
    """The picture that no screen may show."""
    picture = QImage(64, 64, QImage.Format.Format_RGB32)
    picture.fill(LOUD)
    assert picture.save(str(folder / "loud.png"))


def nasty(folder: Path) -> str:
    """Everything in one value."""
    return " ".join(
        (html(folder), TURNING, STEERING, INJECTED, ZALGO, *FORMULAS, PLACEHOLDERS, QUOTES, PATHS, HALF, "😀")
    )


def poisoned(draft: LeadDraft, folder: Path, *, keep_name: bool = False) -> LeadDraft:
    """The enquiry with all of it behind every value (before it where the value is a name); the numbers and
    addresses by which customers are known stay, and no two enquiries become one customer by it.
    """
    bad, short = nasty(folder), f"{html(folder)} {TURNING} {STEERING} =1+1"
    first = draft.first if keep_name else f"{html(folder)} {draft.first}"
    return replace(
        draft,
        source=f"{draft.source} {short}",
        first=first,
        last=draft.last if keep_name else f"{draft.last} {bad}",
        full=draft.full if keep_name else draft.full and f"=1+1 {draft.full} {bad}",
        emails=(*draft.emails, f"{image(folder)}{crc32(draft.key.encode())}@example.test"),
        phones=draft.phones or (Phone(short, None, short, possible=False),),
        address=draft.address or Address(short, short, short, short, short),
        vehicles=tuple(_car(car, short) for car in draft.vehicles) or (Vehicle(model=bad),),
        comments=f"{draft.comments}\n{bad}",
        vendor=short,
        provider=short,
        provider_lead_id=short,
        faults=(*draft.faults, short),
    )


def _car(car: Vehicle, bad: str) -> Vehicle:
    return replace(car, make=f"=1 {car.make}", model=f"{car.model} {bad}", trim="@1", price=bad, colour=bad)


def alive(window: QWidget) -> list[str]:
    """A sentence for each widget that would take, or took, a stranger's words for more than words."""
    return [
        f"{type(one).__name__} {said}"
        for one in [window, *window.findChildren(QWidget)]
        for said in _faults(one)
    ]


def _faults(widget: QWidget) -> Iterator[str]:
    yield from _kind_faults(widget)
    for what, text in (
        ("tooltip", widget.toolTip()),
        ("status tip", widget.statusTip()),
        ("help", widget.whatsThis()),
    ):
        yield from _text_faults(what, text)
    yield from _marks("title", widget.windowTitle())
    yield from _turned(widget)
    if isinstance(widget, QAbstractItemView):
        yield from _cell_faults(widget)


def _kind_faults(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        if widget.textFormat() is not Qt.TextFormat.PlainText and widget.text():
            yield f"reads its text as HTML where it looks like it: {widget.text()[:60]!r}"
        if widget.openExternalLinks():
            yield "opens links"
    elif isinstance(widget, PageView):
        if LINK in widget.toHtml() or "loud.png" in widget.toHtml():
            yield "has a stranger's words in the guide"
    elif isinstance(widget, QTextEdit):
        yield "holds rich text"


def _cell_faults(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    for row in range(min(60, model.rowCount())):
        for column in range(_columns(view)):
            index = model.index(row, column)
            yield from _text_faults("cell's tooltip", str(index.data(Qt.ItemDataRole.ToolTipRole) or ""))
            yield from _marks("cell", str(index.data(Qt.ItemDataRole.DisplayRole) or ""))
            yield from _marks("cell's sentence", str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))


def _columns(view: QAbstractItemView) -> int:
    """A list has one, and Qt hides how many."""
    return view.model().columnCount(QModelIndex()) if isinstance(view, QTableView | QTreeView) else 1


def _text_faults(what: str, text: str) -> Iterator[str]:
    """A text that Qt reads as HTML may be one of ours that shows a stranger's letters, never his HTML."""
    if GuiQt.mightBeRichText(text) and any(sign in text for sign in ("<img", "<a ", "<b>")):
        yield f"has a {what} that is HTML: {text[:80]!r}"
    yield from _marks(what, unescape(text))


def _turned(widget: QWidget) -> Iterator[str]:
    texts = {"accessible name": widget.accessibleName(), "description": widget.accessibleDescription()}
    if isinstance(widget, QLabel | QLineEdit):
        texts["text"] = widget.text()
    elif isinstance(widget, QPlainTextEdit) and not widget.isReadOnly():
        texts["text"] = widget.toPlainText()
    for what, text in texts.items():
        yield from _marks(what, text)


def _marks(what: str, text: str) -> Iterator[str]:
    if any(sign in text for sign in "\u202e\u2066\x1b\x07\0\x9b"):
        yield f"has a {what} with marks that turn or steer: {text[:60]!r}"


def loud_pixels(picture: QImage) -> int:
    """How much of the picture that may not be painted is painted."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    line = LOUD.rgb().to_bytes(4, "little")
    data = bytes(plain.constBits())
    return sum(1 for at in _found(data, line) if at % 4 == 0)


def _found(data: bytes, sign: bytes) -> Iterator[int]:
    at = data.find(sign)
    while at >= 0:
        yield at
        at = data.find(sign, at + 1)


def show_tooltip(widget: QWidget, watched: QObject) -> None:
    """Ask for the tooltip as the mouse would."""
    middle = widget.rect().center()
    event = QHelpEvent(QEvent.Type.ToolTip, middle, widget.mapToGlobal(middle))
    watched.event(event)


def risky_cells(rows: Iterator[list[str]]) -> list[str]:
    """Cells that a spreadsheet would compute, or that steer a terminal."""
    return [
        cell
        for row in rows
        for cell in row
        if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) or steers(cell)
    ]


def steers(text: str) -> bool:
    """Whether a terminal would obey some of it, or turn it round."""
    return any((sign < " " and sign not in "\n\r") or sign in "\x7f\x9b\u202e\u2066" for sign in text)
