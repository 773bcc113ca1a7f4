"""Joining a team's shared database: an address, a password, and what became of each step."""

import re

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from bdc_desk.sync.values import JoinStep
from bdc_desk.ui import theme
from bdc_desk.ui.setup.fields import Field, line_edit
from bdc_desk.ui.team.password_box import password_field
from bdc_desk.ui.team.step_list import StepList
from bdc_desk.ui.tokens import GAP_L, GAP_M, GAP_XL
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import Card, column, row
from bdc_desk.ui.widgets.plain import Label

WIDEST = 640
EXAMPLE = "postgresql://ana@bdc.example.com/dealership"
SHORTEST = 10
"""Letters of a password that the shared database takes."""
WITH_PASSWORD = re.compile(r"//[^/@]*:[^/]*@")
"""A password between login and server: it would lie about in files and lists."""


class JoinPage(QWidget):
    """`join_asked(address, password, new password)`, the last "" where none was chosen; `back_asked`."""

    join_asked = Signal(str, str, str)
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty fields."""
        super().__init__(parent)
        self._laid_out = self._running = False
        self.setAccessibleName(self.tr("Join my team"))
        self.address = line_edit(self, longest=300)
        self.address.setPlaceholderText(EXAMPLE)
        self.password = password_field(self, self.tr("Password"))
        self.new_password = password_field(self, self.tr("New password"))
        self.again = password_field(self, self.tr("The new password once more"))
        self.steps = StepList(self)
        self.summary = Label(parent=self, role="error", wrap=True)
        self.join = Button(self.tr("Join"), self, key="Ctrl+Enter", role="primary")
        self.back = Button(self.tr("Back"), self, key="Esc")
        self._fields = self._named_fields()
        self._lay_out()
        self._laid_out = True
        self._measure()
        self.join.clicked.connect(self._finish)
        self.back.clicked.connect(self._leave)
        for field in (self.address, self.password, self.new_password, self.again):
            field.returnPressed.connect(self._go_on)

    def begin(self) -> None:
        """The steps begin; nothing can be changed meanwhile."""
        self._run(True)
        self.steps.clear()
        self.steps.say(self.tr("Trying ..."))
        self._steps_card.show()
        self.summary.setText("")

    def show_step(self, step: JoinStep) -> None:
        """A step was taken."""
        self.steps.add(step)

    def ask_new_password(self) -> None:
        """The password was for the first time only: one's own has to be chosen."""
        self._run(False)
        self.steps.say("")
        self._new_card.show()
        self.summary.setText("")
        self.new_password.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._show_new_card)  # once it has its place

    def _show_new_card(self) -> None:
        self._scroll.ensureWidgetVisible(self._new_card)

    def show_failure(self, why: str) -> None:
        """It did not succeed; everything can be changed and tried again."""
        self._run(False)
        self.steps.say("")
        self.summary.setText(why)

    def _finish(self) -> None:
        if self._running:
            return
        found = self._faults()
        for name, field in self._fields.items():
            field.show_fault(found.get(name, ""))
        first = next((field for name, field in self._fields.items() if name in found), None)
        if first is not None:
            first.control.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        new = "" if self._new_card.isHidden() else self.new_password.text()
        self.join_asked.emit(self.address.text().strip(), self.password.text(), new)

    def _faults(self) -> dict[str, str]:
        found, address = {}, self.address.text().strip()
        if not address:
            found["address"] = self.tr("Give the address that you were told.")
        elif WITH_PASSWORD.search(address):
            found["address"] = self.tr("Leave the password out of the address: it has a field of its own.")
        if not self.password.text():
            found["password"] = self.tr("Give the password that you were told.")
        if self._new_card.isHidden():
            return found
        if not self.new_password.text():
            found["new"] = self.tr("Choose a password of your own.")
        elif self.new_password.text() == self.password.text():
            found["new"] = self.tr("Choose another than the one you were told.")
        elif len(self.new_password.text()) < SHORTEST:
            found["new"] = self.tr("Choose a longer one: {count} characters at least.").format(count=SHORTEST)
        elif self.again.text() != self.new_password.text():
            found["again"] = self.tr("This is not the same as above.")
        return found

    def _go_on(self) -> None:
        """Enter: to the next empty field, from the last one on."""
        shown = [self.address, self.password]
        if not self._new_card.isHidden():
            shown += [self.new_password, self.again]
        empty = next((field for field in shown if not field.text().strip()), None)
        if empty is not None and not empty.hasFocus():
            empty.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._finish()

    def _leave(self) -> None:
        if not self._running:
            for field in (self.password, self.new_password, self.again):
                field.clear()
            self.back_asked.emit()

    def _run(self, running: bool) -> None:
        self._running = running
        for part in (self.address, self.password, self.new_password, self.again, self.join, self.back):
            part.setEnabled(not running)

    def _named_fields(self) -> dict[str, Field]:
        address_hint = self.tr(
            "As you were told it: your login, then the server, then the database. No password in it."
        )
        password_hint = self.tr("Kept in this computer's keyring, where it has one; never in a file.")
        new_hint = self.tr("{count} characters at least. The one you were told is worth nothing afterwards.")
        new_hint = new_hint.format(count=SHORTEST)
        return {
            "address": Field(self.tr("Address"), self.address, address_hint, self),
            "password": Field(self.tr("Password"), self.password, password_hint, self),
            "new": Field(self.tr("New password"), self.new_password, new_hint, self),
            "again": Field(self.tr("The new password once more"), self.again, parent=self),
        }

    def _lay_out(self) -> None:
        self._page = QWidget(self)
        body = QVBoxLayout(self._page)
        body.setContentsMargins(GAP_L, GAP_XL, GAP_L, GAP_M)
        body.setSpacing(GAP_M)
        body.addWidget(Label(self.tr("Join my team"), self._page, size=22, bold=True))
        intro = self.tr(
            "Whoever looks after your team's shared database gave you an address and a password. This desk "
            "keeps a copy of its own and works on when the connection does not."
        )
        body.addWidget(Label(intro, self._page, role="muted", wrap=True))
        login = Card(self.tr("Your login"), self)
        login.body.addLayout(column(self._fields["address"], self._fields["password"], spacing=GAP_M))
        self._new_card = Card(self.tr("Choose a password of your own"), self)
        self._new_card.body.addLayout(column(self._fields["new"], self._fields["again"], spacing=GAP_M))
        self._steps_card = Card(self.tr("What happens"), self)
        self._steps_card.body.addWidget(self.steps)
        for card in (login, self._steps_card, self._new_card):
            body.addWidget(card)
        self._new_card.hide()
        self._steps_card.hide()
        body.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._centred(self._page))
        self._end = QWidget(self)
        end = row(self.back, self.summary, self.join, spacing=GAP_M)
        end.setStretch(1, 1)
        end.setContentsMargins(GAP_L, 0, GAP_L, GAP_M)
        self._end.setLayout(end)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._centred(self._end))

    def _centred(self, part: QWidget) -> QWidget:
        holder = QWidget(self)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch(1)
        line.addWidget(part, 100)
        line.addStretch(1)
        return holder

    def _measure(self) -> None:
        for part in (self._page, self._end):
            part.setMaximumWidth(round(WIDEST * theme.text_scale()))

    def event(self, event: QEvent) -> bool:
        """Keep the window's own keys away while this page is filled in."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter joins, Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif _ours(event):
            self._finish()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Give the page another width when the text size changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._laid_out:
            self._measure()


def _ours(event: QKeyEvent) -> bool:
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    joins = control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    return joins or event.key() == Qt.Key.Key_Escape
