"""Says that the program made a mistake. It shows itself, so it never takes the keyboard: who types goes on
typing, and Escape, wherever the keyboard is, sends it away (ux.md, Rules).
"""

import weakref

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.tokens import GAP_S
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label

DETAILS_HEIGHT = 150
"""Pixels at text scale 1."""


class CrashPanel(ChildPanel):
    """`close_asked`: the person wants the program to end."""

    close_asked = Signal()

    def __init__(self, host: QWidget) -> None:
        """`host`: the whole window, so that it lies over every page."""
        super().__init__(host, "", width=620)
        self.title.setText(self.tr("The program made a mistake"))
        self.setAccessibleName(self.tr("The program made a mistake"))
        self._close.hide()  # "Go on" says better what it does
        self.words = Label(parent=self, wrap=True)
        self.count = Label(parent=self, role="muted", wrap=True)
        self.details = QPlainTextEdit(self)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.details.setMinimumHeight(round(DETAILS_HEIGHT * self._scale()))
        self.details.setAccessibleName(self.tr("Details for whoever helps you"))
        self.told = Label(parent=self, size=9, role="muted", wrap=True)
        self.copy = Button(self.tr("Copy details"), self)
        self.go_on = Button(self.tr("Go on"), self, key="Esc")
        self.end = Button(self.tr("Close BDC Desk"), self)
        self.copy.clicked.connect(self._copy)
        self.go_on.clicked.connect(self.close_panel)
        self.end.clicked.connect(self.close_asked)
        for shown in (self.words, self.count, self.details, self.told):
            self.body.addWidget(shown)
        foot = row(self.copy, self.go_on)
        foot.setSpacing(GAP_S)
        foot.addStretch(1)
        foot.addWidget(self.end)
        self.body.addLayout(foot)

    def tell(self, words: str, details: str, times: int) -> None:
        """What happened, what to copy, and how often it happened since the window opened."""
        self.words.setText(words)
        self.count.setText(self.tr("It happened {n} times.").format(n=times))
        self.count.setVisible(times > 1)
        self.details.setPlainText(details)
        self.told.setText(
            self.tr("Telephone numbers, addresses and quoted words were taken out of the details.")
        )
        self.details.setAccessibleDescription(words)

    def show_beside(self) -> None:
        """Show it and leave the keyboard where it is."""
        if self.is_open:
            self.raise_()
            return
        had = QApplication.focusWidget()
        self._came_from = weakref.ref(had) if had is not None else None
        self.show()
        self.place()
        self.raise_()
        self._listen()

    def open_panel(self) -> None:
        """The person asked for it: with the keyboard."""
        super().open_panel()
        self._listen()

    def first_field(self) -> QWidget:
        """The button that copies: pressing it harms nobody."""
        return self.copy

    def _listen(self) -> None:
        qt = QApplication.instance()
        if qt is not None:
            qt.removeEventFilter(self)
            qt.installEventFilter(self)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
        self.told.setText(self.tr("Copied."))

    def hideEvent(self, event: QHideEvent) -> None:
        """Keys are its own business no more."""
        qt = QApplication.instance()
        if qt is not None:
            qt.removeEventFilter(self)
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape sends it away, also while somebody types elsewhere; every other key is theirs."""
        kind = event.type()
        if kind in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress} and isinstance(event, QKeyEvent):
            if event.key() != Qt.Key.Key_Escape or not self.isVisible() or watched is not _holder():
                return False
            if kind is QEvent.Type.KeyPress:
                self.close_panel()
            event.accept()
            return True
        return super().eventFilter(watched, event)


def _holder() -> QObject | None:
    """What gets the keys now."""
    return QApplication.focusWidget() or QApplication.activeWindow()
