"""A picker that lies inside the window, over what is below it.

It is no window of its own and opens only on a key or a click of the person, so taking the keyboard robs
nobody (ux.md, Rules). Escape closes it and gives the keyboard back to where it was.
"""

import weakref

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from bdc_desk.ui.held_keys import HeldInField, is_held
from bdc_desk.ui.tokens import GAP_L, GAP_M, GAP_S, GAP_XL
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.notice_area import NoticeArea
from bdc_desk.ui.widgets.plain import Label

OWN_KEYS = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
"""Keys that the window's shortcuts must not take while the panel has the keyboard; letters and digits too."""


class ChildPanel(QFrame):
    """A titled panel centred over `host`, hidden until `open_panel`. `body` is the column to fill.

    `closed` is emitted each time it closes, whatever the person chose.
    """

    closed = Signal()
    foot_keys = "Tab next · Esc close"
    """What may be pressed while the panel has the keyboard, for the window's foot; "" for nothing."""

    def __init__(self, host: QWidget, title: str, *, width: int = 460) -> None:
        """`host`: what it lies over, usually the window's central widget. `width`: pixels at text scale 1."""
        super().__init__(host)
        self._width = width
        self._came_from: weakref.ref[QWidget] | None = None
        self._is_asked = False
        self._no_held_enter = HeldInField(self)
        self.setProperty("role", "notice")
        self.setAutoFillBackground(True)
        self.setAccessibleName(title)
        self.title = Label(title, self, size=13, bold=True, wrap=True)
        self._close = Button(self.tr("Close"), self, key="Esc", role="quiet")
        self._close.clicked.connect(self.close_panel)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(GAP_L, GAP_M, GAP_L, GAP_L)
        column.setSpacing(GAP_S)
        heading = row()
        heading.addWidget(self.title, 1)
        heading.addWidget(self._close)
        column.addLayout(heading)
        self.body = QVBoxLayout()
        self.body.setSpacing(GAP_S)
        column.addLayout(self.body, 1)
        host.installEventFilter(self)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether the panel is on the screen, or will be once its window is."""
        return not self.isHidden()

    def open_panel(self) -> None:
        """Show the panel and take the keyboard. Only ever called because the person asked for it."""
        if not self.is_open:
            had = QApplication.focusWidget()
            self._came_from = weakref.ref(had) if had is not None else None
        self.answered()
        for field in self.findChildren(QLineEdit):
            field.installEventFilter(self._no_held_enter)
        self.show()
        self.place()
        self.raise_()
        self._keep_notices_on_top()
        self.first_field().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_panel(self) -> None:
        """Hide the panel; the keyboard goes back to where it was, unless it has already gone elsewhere."""
        if not self.is_open:
            return
        held = QApplication.focusWidget()
        before = self._came_from() if self._came_from is not None else None
        self.answered()
        self.hide()
        inside = held is None or held is self or self.isAncestorOf(held)
        if inside and before is not None and _alive(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def ask_once(self) -> bool:
        """Whether what is asked for may be asked for: not while it is being written already (a second Enter
        would be a second entry). Until `answered`, or until the panel closes.
        """
        if self._is_asked:
            return False
        self._is_asked = True
        return True

    def answered(self) -> None:
        """It was written, or refused: the person may ask again."""
        self._is_asked = False

    def first_field(self) -> QWidget:
        """The widget that gets the keyboard when the panel opens."""
        return self._close

    def place(self) -> None:
        """Centre the panel over its host, near the top, never larger than it."""
        host = self.parentWidget()
        if host is None:
            return
        width = min(round(self._width * self._scale()), host.width() - 2 * GAP_L)
        wanted = self._column.totalHeightForWidth(width) if self._column.hasHeightForWidth() else 0
        wanted = max(wanted, self.sizeHint().height())
        height = min(wanted, host.height() - 2 * GAP_L)
        top = max(GAP_L, min(3 * GAP_XL, (host.height() - height) // 2))
        self.setGeometry((host.width() - width) // 2, top, width, height)

    def _keep_notices_on_top(self) -> None:
        host = self.parentWidget()
        for sibling in host.children() if host is not None else ():
            if isinstance(sibling, NoticeArea):
                sibling.raise_()

    def _scale(self) -> float:
        return max(1.0, self.fontMetrics().height() / 17)

    def _neighbour(self, forward: bool) -> QWidget | None:
        """The next widget of this panel in the order of Tab, going round at its ends."""
        start = here = QApplication.focusWidget() or self
        while True:
            here = (here.nextInFocusChain() if forward else here.previousInFocusChain()) or start
            takes_tab = bool(here.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if here is start:
                return None
            if takes_tab and here.isEnabled() and self.isAncestorOf(here) and here.isVisibleTo(self):
                return here

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the host changes its size."""
        if event.type() == QEvent.Type.Resize and watched is self.parent() and self.is_open:
            self.place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keep the window's shortcuts off the keys that mean something here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _ours(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and is_held(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.LayoutRequest and self.is_open:
            handled = super().event(event)
            self.place()
            return handled
        return super().event(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab stays inside the panel while it is open."""
        found = self._neighbour(forward=next)
        if found is not None:
            reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
            found.setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; nothing typed here reaches the window below."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        event.accept()

    def minimumSizeHint(self) -> QSize:
        """Small, so that a small window can still show it."""
        return QSize(240, 80)


def close_all(host: QWidget) -> None:
    """Close every panel that is open over `host`, each in its own way, so that it keeps what was typed."""
    for panel in host.findChildren(ChildPanel):
        panel.close_panel()


def _ours(event: QKeyEvent) -> bool:
    plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
                                  Qt.KeyboardModifier.KeypadModifier}  # fmt: skip
    return event.key() in OWN_KEYS or (plain and event.key() < Qt.Key.Key_Escape)


def _alive(widget: QWidget) -> bool:
    """Whether Qt still has the widget behind the Python object."""
    return bool(isValid(widget))
