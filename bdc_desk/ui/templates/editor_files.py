"""The files that go with an email text: a short list, with the way to add one and to take one away."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QListWidget, QVBoxLayout, QWidget

from bdc_desk.contact.attachments import KINDS, KeptFile
from bdc_desk.ui import theme
from bdc_desk.ui.tokens import GAP_S
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label, tooltip

LINES = 2
"""Files that are seen at once; most emails have none or one."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file as it is listed. `words`: its name and size, or why it cannot go."""

    file: KeptFile
    words: str


class FilesBox(QWidget):
    """`added(list of paths)` for files that were chosen, `removed(KeptFile)` for one taken away."""

    added = Signal(object)
    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """No file yet."""
        super().__init__(parent)
        self._lines: Sequence[FileLine] = ()
        self.heading = Label(self.tr("Files that go with it"), self, role="muted")
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.heading.text())
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(lambda _row: self._show_ways())
        self.add = Button(self.tr("Add a file ..."), self)
        self.add.clicked.connect(self._choose)
        self.remove = Button(self.tr("Take away"), self, key=self.tr("Del"))
        self.remove.clicked.connect(self._take_away)
        heading = row(self.heading, self.remove, self.add)
        heading.setStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_S)
        column.addLayout(heading)
        column.addWidget(self.list)
        self._fit()
        self.show_files(())

    def show_files(self, lines: Sequence[FileLine]) -> None:
        """List these; the chosen one stays chosen by its place."""
        chosen, self._lines = max(0, self.list.currentRow()), lines
        self.list.clear()
        self.list.addItems([line.words for line in lines])
        for place, line in enumerate(lines):
            self.list.item(place).setToolTip(tooltip(line.words))
        self.list.setCurrentRow(min(chosen, len(lines) - 1))
        self.list.setVisible(bool(lines))
        self.heading.setText(self.tr("Files that go with it") if lines else self.tr("No file goes with it"))
        self._show_ways()

    def _show_ways(self) -> None:
        self.remove.setVisible(0 <= self.list.currentRow() < len(self._lines))

    def _choose(self) -> None:
        """The system's own window for it, because the person asked for it by a click or Enter."""
        kinds = " ".join(f"*{ending}" for ending in KINDS)
        found, _ = QFileDialog.getOpenFileNames(
            self,
            self.tr("Files to go with the email"),
            "",
            self.tr("Files for emails ({kinds})").format(kinds=kinds),
        )
        if found:
            self.added.emit(found)

    def _take_away(self) -> None:
        place = self.list.currentRow()
        if 0 <= place < len(self._lines):
            self.removed.emit(self._lines[place].file)

    def _fit(self) -> None:
        line = theme.metrics(10).lineSpacing()
        self.list.setFixedHeight(LINES * max(line + 12, round(28 * theme.text_scale())) + 6)

    def changeEvent(self, event: QEvent) -> None:
        """As high as its lines in the new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the chosen file away."""
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self._take_away()
            event.accept()
        else:
            super().keyPressEvent(event)
