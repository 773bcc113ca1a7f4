"""One field and the list of all that can be done (Ctrl+K). It teaches the keys: each stands at its line."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.palette.command_list import ROWS_SEEN, Command, CommandList
from bdc_desk.ui.widgets.plain import ElidedLabel

LONGEST = 100
STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: ROWS_SEEN,
    Qt.Key.Key_PageUp: -ROWS_SEEN,
}
ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class PalettePanel(ChildPanel):
    """`typed(text)` as one types (answer with `show_commands`), `chosen(name)` for Enter or a click on a line
    that can be done; one that cannot says why at the foot.
    """

    typed = Signal(str)
    chosen = Signal(str)
    foot_keys = "Arrows choose · Enter do it · Esc back"

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=640)
        self.title.setText(self.tr("What do you want to do?"))
        self.setAccessibleName(self.tr("What do you want to do?"))
        self.field = QLineEdit(self)
        self.field.setMaxLength(LONGEST)
        self.field.setPlaceholderText(self.tr("A few letters of it, or a key"))
        self.field.setAccessibleName(self.tr("A few letters of it, or a key"))
        self.list = CommandList(self)
        self.foot = ElidedLabel(parent=self, size=9, role="muted")
        self.body.addWidget(self.field)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.foot)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self.typed)
        self.list.taken.connect(self._take)
        self.list.selectionModel().currentChanged.connect(self._tell)

    def open_palette(self) -> None:
        """Take the keyboard with an empty field."""
        self.field.clear()
        self.typed.emit("")
        self.open_panel()

    def show_commands(self, commands: Sequence[Command]) -> None:
        """Show what can be done, the first one chosen."""
        self.list.show_commands(commands)
        self._tell()

    def first_field(self) -> QWidget:
        """The field."""
        return self.field

    def _tell(self) -> None:
        """The chosen line for the ear; the foot says what Enter does."""
        chosen = self.list.chosen()
        self.field.setAccessibleDescription(chosen.sentence() if chosen else "")
        if chosen is None:
            self._say(self.tr("Nothing of that name. Esc goes back."))
        elif chosen.why_not:
            self._say(self.tr("Not now: {why}").format(why=chosen.why_not))
        else:
            self._say(self.tr("Enter does it, Esc goes back to where you were"))

    def _say(self, text: str) -> None:
        self.foot.set_text(text)

    def _take(self) -> None:
        chosen = self.list.chosen()
        if chosen is not None and not chosen.why_not:
            self.chosen.emit(chosen.name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field arrows and page keys move the choice, Enter does it, once however long it is held."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in STEPS:
                self.list.step(STEPS[Qt.Key(event.key())])
                return True
            if event.key() in ENTER:
                if not event.isAutoRepeat():
                    self._take()
                return True
        return super().eventFilter(watched, event)
