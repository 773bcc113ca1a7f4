"""Sets, changes or takes away the PIN of the person at the desk."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.team.password_box import password_field
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label


class PinPanel(ChildPanel):
    """`given(before, pin)`: the PIN of before ("" for none), and the new one ("" to ask for none)."""

    given = Signal(str, str)

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, self.tr("A PIN for the locked window"), width=440)
        self.advice = Label(parent=self, role="muted", wrap=True)
        self.before = password_field(self, self.tr("The PIN of before"))
        self.before.setPlaceholderText(self.tr("PIN of before"))
        self.pin = password_field(self, self.tr("New PIN, at least 4 letters or digits"))
        self.pin.setPlaceholderText(self.tr("New PIN, at least 4 letters or digits"))
        self.refusal = Label(parent=self, role="error", wrap=True)
        self.save = Button(self.tr("Ask for this PIN"), self, key=self.tr("Enter"), role="primary")
        self.remove = Button(self.tr("Ask for none"), self)
        buttons = row(self.remove)
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        for part in (self.advice, self.before, self.pin, self.refusal):
            self.body.addWidget(part)
        self.body.addLayout(buttons)
        self.pin.returnPressed.connect(self._save)
        self.before.returnPressed.connect(self.pin.setFocus)
        self.save.clicked.connect(self._save)
        self.remove.clicked.connect(self._remove)
        self.closed.connect(self._forget)

    def open_for(self, name: str, *, is_set: bool) -> None:
        """Ask for the PIN of `name`; `is_set`: there is one already."""
        self.advice.setText(
            self.tr(
                "Asked of {name} when the window is unlocked and when the program starts. It keeps onlookers "
                "out; who can open this computer's files can read them all the same."
            ).format(name=name)
        )
        self.before.setVisible(is_set)
        self.remove.setVisible(is_set)
        self.refuse("")
        self.open_panel()

    def first_field(self) -> QWidget:
        """The PIN of before, else the new one."""
        return self.before if not self.before.isHidden() else self.pin

    def refuse(self, why: str) -> None:
        """Say why it was not kept."""
        self.refusal.setText(why)
        self.refusal.setVisible(bool(why))
        if why:
            self.answered()

    def _save(self) -> None:
        if not self.pin.text():
            self.refuse(self.tr("Type the new PIN, or choose “Ask for none”."))
            return
        if self.ask_once():
            self.given.emit(self.before.text(), self.pin.text())

    def _remove(self) -> None:
        if self.ask_once():
            self.given.emit(self.before.text(), "")

    def _forget(self) -> None:
        """What was typed does not stay in the window."""
        self.before.clear()
        self.pin.clear()
