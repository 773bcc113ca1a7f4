"""The line at the window's foot: how things stand at the left, the keys at the right (ux.md)."""

from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bdc_desk.ui import words
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.tokens import GAP_M, GAP_S, GAP_XS
from bdc_desk.ui.translation import QT_TRANSLATE_NOOP, translate
from bdc_desk.ui.widgets.plain import ElidedLabel, Label
from bdc_desk.ui.widgets.sign import Sign

KEYS = QT_TRANSLATE_NOOP("FootKeys", "J/K move · F5 call · 1-9 outcome · Ctrl+K commands · F1 help")

LEAST_KEYS = 120
"""Pixels that the keys are left with before the way to everything gives way."""


@dataclass(frozen=True, slots=True)
class Status:
    """How things stand. `presence`: Ready, Break, On a call; `for_`: how long already.

    `connection`: "Alone on this machine", "Synced 4 s ago", "Offline since 10:02, 3 waiting". `well` is False
    when the person should know. `needs_you`: entries that were refused or came too late. `key`: what opens
    more about it, "" where there is no more.
    """

    presence: str = "Ready"
    for_: timedelta | None = None
    connection: str = "Alone on this machine"
    well: bool = True
    needs_you: int = 0
    callbacks_due: int = 0
    key: str = ""

    def said(self) -> str:
        """The line in words."""
        presence = self.presence if self.for_ is None else f"{self.presence} {words.timer(self.for_)}"
        needs = translate("Status", "{n} (needs|need) you", "", self.needs_you) if self.needs_you else ""
        return words.dotted(
            presence,
            words.dotted(self.connection, needs) + (f" ({self.key})" if self.key else ""),
            translate("Status", "{n} callback(s) due", "", self.callbacks_due) if self.callbacks_due else "",
        )


class StatusBar(QWidget):
    """Shows a Status. The keys give way first when the window is narrow. `asked` for a click on how things
    stand, `intake_asked` for one on what is said of mailboxes and folders, `quiet_asked` for one on the
    silence, `confirm_asked` for one on what waits for a second person, `menu_asked` for the list of all that
    can be done: by mouse alone it is the way to everything.
    """

    asked = Signal()
    intake_asked = Signal()
    quiet_asked = Signal()
    confirm_asked = Signal()
    menu_asked = Signal()

    def __init__(self, parent: QWidget | None = None, keys: str = KEYS) -> None:
        """`keys`: what the person may press now."""
        super().__init__(parent)
        self._sign = Sign(Shape.CIRCLE, "ok", 12)
        self._left = Label(size=9, tabular=True)
        self._intake_sign = Sign(Shape.WARNING, "over_2", 12)
        self._intake = Label(size=9)
        self._intake.setCursor(Qt.CursorShape.PointingHandCursor)
        self._quiet = Label(size=9, tabular=True)
        self._quiet.setCursor(Qt.CursorShape.PointingHandCursor)
        self._confirm = Label(size=9, tabular=True)
        self._confirm.setCursor(Qt.CursorShape.PointingHandCursor)
        self._right = ElidedLabel(keys, size=9, role="muted")
        self._right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = QHBoxLayout(self)
        line.setContentsMargins(GAP_M, GAP_XS, GAP_M, GAP_XS)
        line.setSpacing(GAP_S)
        line.addWidget(self._sign)
        line.addWidget(self._left)
        line.addWidget(self._intake_sign)
        line.addWidget(self._intake)
        line.addWidget(self._quiet)
        line.addWidget(self._confirm)
        line.addWidget(self._right, 1)
        self._menu = Label(self.tr("All actions (Ctrl+K)"), self, size=9, bold=True, role="accent")
        self._menu.setCursor(Qt.CursorShape.PointingHandCursor)
        line.addWidget(self._menu)
        self.show_intake("")
        self.show_quiet("")
        self.show_to_confirm("")
        self.show_status(Status(self.tr("Ready"), connection=self.tr("Alone on this machine")))

    def show_status(self, status: Status) -> None:
        """Show how things stand; cheap enough for every tick."""
        said = status.said()
        if said != self._left.text():
            self._left.setText(said)
            self.setAccessibleName(said)
            self._left.setCursor(
                Qt.CursorShape.PointingHandCursor if status.key else Qt.CursorShape.ArrowCursor
            )
        self._sign.show_shape(*((Shape.CIRCLE, "ok") if status.well else (Shape.WARNING, "over_2")))

    def show_intake(self, words: str) -> None:
        """Say calmly that a mailbox or folder is not well; "" while all are."""
        self._intake.setText(words)
        self._intake.setVisible(bool(words))
        self._intake_sign.setVisible(bool(words))

    def show_quiet(self, words: str) -> None:
        """Say that the alerts make no sound, and until when; "" while they do."""
        self._quiet.setText(words)
        self._quiet.setVisible(bool(words))

    def show_to_confirm(self, words: str) -> None:
        """Say how much waits for this person's word; "" for nothing."""
        self._confirm.setText(words)
        self._confirm.setVisible(bool(words))

    def to_confirm_words(self) -> str:
        """What is said of what waits for a second person."""
        return self._confirm.text()

    def said_width(self) -> int:
        """Pixels from its left edge that what it says takes; banners leave them free."""
        last = self._intake if self.intake_words() else self._left
        before = self._intake_sign.width() + 2 * GAP_S if self.intake_words() else 0
        words = self._left.sizeHint().width() + (last.sizeHint().width() if before else 0)
        quiet = self._quiet.sizeHint().width() + GAP_S if self._quiet.text() else 0
        confirm = self._confirm.sizeHint().width() + GAP_S if self._confirm.text() else 0
        return GAP_M + self._sign.width() + GAP_S + words + before + quiet + confirm

    def intake_words(self) -> str:
        """What is said of mailboxes and folders."""
        return self._intake.text()

    def show_keys(self, keys: str) -> None:
        """Show what the person may press now."""
        self._right.set_text(keys)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the left part asks for more; the keyboard has a key for it."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position().x()
        if self._menu.isVisible() and at >= self._menu.geometry().left():
            self.menu_asked.emit()
        elif at <= self._left.geometry().right():
            self.asked.emit()
        elif self.intake_words() and at <= self._intake.geometry().right():
            self.intake_asked.emit()
        elif self._quiet.text() and at <= self._quiet.geometry().right():
            self.quiet_asked.emit()
        elif self._confirm.text() and at <= self._confirm.geometry().right():
            self.confirm_asked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window how things stand goes before the way to everything (Ctrl+K leads there too)."""
        super().resizeEvent(event)
        wanted = self._menu.sizeHint().width() + LEAST_KEYS
        self._menu.setVisible(self.width() >= self.said_width() + wanted)
