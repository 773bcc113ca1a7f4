"""Asks for the password of one's login where no keyring holds it. It never takes the keyboard by itself."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.tokens import GAP_M, GAP_S
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.plain import Label
from bdc_desk.ui.widgets.sign import Sign

LONGEST = 200
OWN_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape})
"""Keys that the window's shortcuts must not take while the field has the keyboard."""


def password_field(parent: QWidget, name: str) -> QLineEdit:
    """A field whose letters do not show. `name`: for a screen reader."""
    made = QLineEdit(parent)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setMaxLength(LONGEST)
    made.setAccessibleName(name)
    return made


class PasswordBox(QFrame):
    """`given(password)` for Enter or the button; `dismissed` for Esc or the cross."""

    given = Signal(str)
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until it is needed."""
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._text = Label(self.tr("The shared database asks for your password."), self, wrap=True)
        self.field = password_field(self, self.tr("Password of your login, for this session only"))
        self.field.setPlaceholderText(self.tr("Password"))
        self.use = Button(self.tr("Use it"), self, key=self.tr("Enter"))
        self.use.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button = Button("", self, role="quiet", shape=Shape.CROSS, focusable=False)
        self.close_button.setAccessibleName(self.tr("Not now"))
        line = QHBoxLayout(self)
        line.setContentsMargins(GAP_M, GAP_S, GAP_S, GAP_S)
        line.setSpacing(GAP_S)
        line.addWidget(Sign(Shape.LOCK, "muted", 16, self))
        line.addWidget(self._text, 1)
        line.addWidget(self.field, 1)
        line.addWidget(self.use)
        line.addWidget(self.close_button)
        self.field.returnPressed.connect(self._give)
        self.use.clicked.connect(self._give)
        self.close_button.clicked.connect(self.dismissed)
        self.hide()

    def say(self, why: str) -> None:
        """Why it is asked, where there is more to say than that it is."""
        self._text.setText(why or self.tr("The shared database asks for your password."))
        self.setAccessibleName(self._text.text())

    def _give(self) -> None:
        password = self.field.text()
        if password:
            self.field.clear()
            self.given.emit(password)

    def event(self, event: QEvent) -> bool:
        """Keep the window's Enter and Esc away while the password is typed."""
        ours = isinstance(event, QKeyEvent) and event.key() in OWN_KEYS
        if event.type() == QEvent.Type.ShortcutOverride and ours:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the field."""
        if event.key() == Qt.Key.Key_Escape:
            self.field.clear()
            self.dismissed.emit()
        elif event.key() not in OWN_KEYS:
            super().keyPressEvent(event)
