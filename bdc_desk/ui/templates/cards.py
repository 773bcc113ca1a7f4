"""One card a template: open with a preview, or locked with what is missing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from bdc_desk.cadence.standing import TemplateStanding
from bdc_desk.ui import words
from bdc_desk.ui.reason_words import say
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.tokens import GAP_M, GAP_S
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import column
from bdc_desk.ui.widgets.plain import Label
from bdc_desk.ui.widgets.sign import Sign


class TemplateCard(QFrame):
    """A template's name, a painted lock, and why it is open or not."""

    preview_asked = Signal(str)
    step_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty; `show_template` fills it."""
        super().__init__(parent)
        self.template: TemplateStanding | None = None
        self.setProperty("role", "card")
        self._sign = Sign(Shape.LOCK, "muted", 16, self)
        self._label = Label(parent=self, wrap=True)
        self._why = Label(parent=self, size=9, role="muted", wrap=True)
        self.preview = Button(self.tr("Preview"), self)
        self.preview.clicked.connect(self._ask)
        line = QHBoxLayout(self)
        line.setContentsMargins(GAP_M, GAP_S, GAP_S, GAP_S)
        line.setSpacing(GAP_S)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column(self._label, self._why, spacing=0), 1)
        line.addWidget(self.preview)

    def show_template(self, template: TemplateStanding, sent: str = "") -> None:
        """Show another template, or the same one as it stands now. `sent`: that it left already, and when."""
        self.template = template
        why = words.dotted(sent, say(template.why))
        is_open = template.is_open
        self._sign.show_shape(Shape.OPEN_LOCK if is_open else Shape.LOCK, "ok" if is_open else "muted")
        self._label.setText(template.label)
        self._label.set_role("" if is_open else "muted")
        self._why.setText(why)
        self.preview.setVisible(is_open)
        self.preview.setAccessibleName(self.tr("Preview {label}").format(label=template.label))
        state = self.tr("open") if is_open else self.tr("locked")
        self.setAccessibleName(f"{template.label}, {state}: {why}")

    def _ask(self) -> None:
        if self.template is not None:
            self.preview_asked.emit(self.template.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk through the open ones, Enter previews; the button itself knows only Space."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.step_asked.emit(steps[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.preview.hasFocus():
            self._ask()
        else:
            super().keyPressEvent(event)
