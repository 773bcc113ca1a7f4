"""Looks at screens as a person would: is every word readable?"""

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QTabBar,
    QWidget,
)

SLACK = 1
"""Pixels by which text may exceed its box: advances are rounded."""


def clipped(widget: QWidget) -> list[str]:
    """A sentence for each visible text in `widget` that its box or a parent cuts off."""
    return [
        said for one in [widget, *widget.findChildren(QWidget)] if one.isVisible() for said in _faults(one)
    ]


def _faults(widget: QWidget) -> Iterator[str]:
    for text, needed, room in _texts(widget):
        if needed.width() > room.width() + SLACK or needed.height() > room.height() + SLACK:
            yield (
                f"{type(widget).__name__} {text!r} needs {needed.width()}x{needed.height()}, "
                f"has {room.width()}x{room.height()}"
            )


def _texts(widget: QWidget) -> Iterator[tuple[str, QSize, QSize]]:
    """The texts a widget shows: text, the room it needs, the room it has."""
    if isinstance(widget, QLabel) and widget.text():
        yield widget.text(), _label_needs(widget), _seen(widget, widget.contentsRect())
    elif isinstance(widget, QCheckBox | QRadioButton) and widget.text():
        yield widget.text(), widget.minimumSizeHint(), _seen(widget, widget.rect())
    elif isinstance(widget, QAbstractButton) and widget.text():
        yield widget.text(), _line(widget, _shown_button_text(widget)), _seen(widget, _button_room(widget))
    elif isinstance(widget, QLineEdit) and widget.placeholderText() and not widget.text():
        yield (
            widget.placeholderText(),
            _line(widget, widget.placeholderText()),
            _seen(widget, _edit_room(widget)),
        )
    elif isinstance(widget, QComboBox) and widget.currentText():
        yield widget.currentText(), _line(widget, widget.currentText()), _seen(widget, _combo_room(widget))
    elif isinstance(widget, QTabBar):
        for tab in range(widget.count()):
            yield widget.tabText(tab), _line(widget, widget.tabText(tab)), widget.tabRect(tab).size()


def _label_needs(label: QLabel) -> QSize:
    room = label.contentsRect()
    flags = int(label.alignment())
    if label.wordWrap():
        # A word longer than the line is cut at the side, the rest below: boundingRect tells of both.
        flags |= Qt.TextFlag.TextWordWrap
    box = label.fontMetrics().boundingRect(QRect(0, 0, max(1, room.width()), 100_000), flags, label.text())
    if not label.wordWrap():
        box.setWidth(max(label.fontMetrics().horizontalAdvance(line) for line in label.text().split("\n")))
    return box.size()


def _line(widget: QWidget, text: str) -> QSize:
    metrics = widget.fontMetrics()
    return QSize(metrics.horizontalAdvance(text), metrics.height())


def _shown_button_text(button: QAbstractButton) -> str:
    return button.text().replace("&&", "\0").replace("&", "").replace("\0", "&")


def _button_room(button: QAbstractButton) -> QRect:
    option = QStyleOptionButton()
    option.initFrom(button)
    room = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button)
    if not button.icon().isNull():
        room.setWidth(room.width() - button.iconSize().width())
    return room


def _edit_room(edit: QLineEdit) -> QRect:
    return edit.rect().adjusted(4, 0, -4, 0)


def _combo_room(combo: QComboBox) -> QRect:
    return combo.rect().adjusted(4, 0, -20, 0)


def _seen(widget: QWidget, room: QRect) -> QSize:
    """The part of `room` that the widget's ancestors let through, unless it can be scrolled into view."""
    seen = QRect(room)
    at, parent = widget, widget.parentWidget()
    scrolled = False
    while parent is not None and not at.isWindow():
        box = QRect(widget.mapFrom(parent, parent.rect().topLeft()), parent.size())
        if scrolled or _scrolls(parent):
            if not _stays_across(parent):
                break
            scrolled = True
            box.setTop(seen.top())
            box.setBottom(seen.bottom())
        seen = seen.intersected(box)
        at, parent = parent, parent.parentWidget()
    return seen.size()


def _scrolls(widget: QWidget) -> bool:
    return widget.objectName() == "qt_scrollarea_viewport"


def _stays_across(widget: QWidget) -> bool:
    """Whether what is cut off at its side cannot be scrolled to."""
    area = widget.parentWidget() if _scrolls(widget) else None
    off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    return not isinstance(area, QAbstractScrollArea) or area.horizontalScrollBarPolicy() == off
