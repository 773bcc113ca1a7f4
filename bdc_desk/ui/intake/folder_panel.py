"""A folder to be watched: typed or chosen, with what happens to its files."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.intake.enter import is_enter, pressed_held
from bdc_desk.ui.setup.fields import Field, line_edit
from bdc_desk.ui.tokens import GAP_XS
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import column, row
from bdc_desk.ui.widgets.plain import Label


class FolderPanel(ChildPanel):
    """`save_asked(path)`."""

    save_asked = Signal(str)

    def __init__(self, host: QWidget) -> None:
        """`host`: what it lies over."""
        super().__init__(host, "", width=620)
        self.title.setText(self.tr("Add a folder"))
        self.setAccessibleName(self.tr("Add a folder"))
        words = self.tr(
            "Mails and files that are put there come in by themselves. They stay where they are: nothing is "
            "moved, changed or deleted. Each is read once, and the desk remembers which ones it has read."
        )
        self.path = line_edit(self, longest=1000)
        self.field = Field(self.tr("Folder"), self.path, self.tr("Its whole path"), self)
        self.choose = Button(self.tr("Choose ..."), self)
        self.save = Button(self.tr("Watch it"), self, key=self.tr("Enter"), role="primary")
        self.body.addWidget(Label(words, self, wrap=True))
        # A line as high as the field's name above the button lets it stand beside the field itself.
        beside = column(Label(" ", self, bold=True), self.choose, spacing=GAP_XS)
        beside.addStretch(1)
        line = row(self.field)
        line.addLayout(beside)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(self.save)
        self.body.addLayout(foot)
        self.choose.clicked.connect(self._choose)
        self.save.clicked.connect(self._save)

    def open_anew(self) -> None:
        """Ask for a folder."""
        self.path.clear()
        self.field.show_fault("")
        self.open_panel()

    def first_field(self) -> QWidget:
        """The path."""
        return self.path

    def show_refusal(self, why: str) -> None:
        """It cannot be watched: say why."""
        self.answered()
        self.field.show_fault(why)
        self.path.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        """The system's own window for it, because the person asked for it by a click."""
        found = QFileDialog.getExistingDirectory(self, self.tr("Folder to watch"), self.path.text())
        if found:
            self.path.setText(found)
            self.path.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        path = self.path.text().strip()
        if path and self.ask_once():
            self.save_asked.emit(path)
        elif not path:
            self.show_refusal(self.tr("Give the folder, such as /home/desk/leads."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter watches it, or presses a button."""
        if is_enter(event):
            if not pressed_held(self):
                self._save()
            event.accept()
        else:
            super().keyPressEvent(event)
