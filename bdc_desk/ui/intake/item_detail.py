"""One mail or file in full: what became of it, its repairs in words, and the raw text, never rendered."""

from datetime import datetime, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from bdc_desk.operations.intake_reading import IntakeItem
from bdc_desk.ui.call.fitting_scroll import FittingScroll
from bdc_desk.ui.intake.intake_words import grade_sign, item_story, item_title
from bdc_desk.ui.intake.unknown_table import Holds
from bdc_desk.ui.lead.original import MOST
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.tokens import GAP_S
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label
from bdc_desk.ui.widgets.sign import Sign

FAULTS_SHOWN = 0.16
"""The part of the height that repairs may take; more of them scroll."""


class _Faults(FittingScroll):
    """Repairs and faults, a line each."""

    def __init__(self, parent: QWidget) -> None:
        content = QWidget()
        self.label = Label(parent=content, wrap=True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        line = QVBoxLayout(content)
        line.setContentsMargins(0, 0, GAP_S, 0)
        line.addWidget(self.label)
        super().__init__(content, parent)

    def heightForWidth(self, width: int) -> int:
        """As high as the words are, within their share."""
        return min(super().heightForWidth(width), round(self.window().height() * FAULTS_SHOWN))


class ItemDetail(QWidget):
    """`lead_asked`, `columns_asked`: of the delivery that shows."""

    lead_asked = Signal()
    columns_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("The chosen mail or file"))
        self._sign = Sign(Shape.RING, "muted", 14, self)
        self.title = Label(parent=self, size=11, bold=True, wrap=True)
        self.story = Label(parent=self, size=9, role="muted", wrap=True)
        self.faults = _Faults(self)
        self.open = Button(self.tr("Open the lead"), self, key=self.tr("Enter"), role="primary")
        self.columns = Button(self.tr("Say what the columns mean"), self)
        self.copy = Button(self.tr("Copy"), self)
        self.note = Label(parent=self, size=9, role="muted", wrap=True)
        self.raw = QPlainTextEdit(self)
        self.raw.setReadOnly(True)
        self.raw.setTabChangesFocus(True)
        self.raw.setAccessibleName(self.tr("The original, as it came"))
        self._lay_out()
        self.open.clicked.connect(self.lead_asked)
        self.columns.clicked.connect(self.columns_asked)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.raw.toPlainText()))
        self.show_item(None, None, None)

    def show_item(self, item: IntakeItem | None, now: datetime | None, zone: tzinfo | None) -> None:
        """Show what is known of a delivery; its original follows (`show_raw`)."""
        for part in (self._sign, self.story, self.faults, self.open, self.copy):
            part.setVisible(item is not None)
        self.columns.hide()
        self.note.hide()
        if item is None or now is None or zone is None:
            self.title.setText("")
            self.raw.setPlainText("")
            self.raw.hide()
            return
        sign = grade_sign(item)
        self._sign.show_shape(sign.shape, sign.colour)
        self.title.setText(f"{item_title(item)}: {sign.word.lower()}")
        self.story.setText(item_story(item, now, zone))
        self.faults.label.setText("\n".join(f"- {fault}" for fault in item.faults))
        self.faults.setVisible(bool(item.faults))
        self.open.setVisible(item.lead is not None)
        self.raw.show()

    def in_tab_order(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, from the top."""
        return self.open, self.columns, self.copy, self.raw

    def show_waiting(self) -> None:
        """The original is being fetched."""
        self._say(self.tr("Fetching the original ..."))

    def show_raw(
        self, raw: bytes | None, *, holds: Holds = Holds.NO_TABLE, is_the_leads: bool = False
    ) -> None:
        """Show the original letter for letter; None: there is none. `holds`: a table whose rows may still
        come in, once a person said what its columns mean. `is_the_leads`: it is not this delivery itself, but
        what its lead came in with.
        """
        self.note.setText(
            self.tr("This copy was not kept, as its lead was here already. The lead's own original:")
        )
        self.note.setVisible(is_the_leads and raw is not None)
        if raw is None:
            self._say(self.tr("No original was kept."))
        else:
            self.raw.setPlainText(raw[:MOST].decode("utf-8", "replace"))
            self.copy.setEnabled(True)
        self.columns.set_text(
            self.tr("Import its rows") if holds is Holds.EXPLAINED else self.tr("Say what the columns mean")
        )
        self.columns.setVisible(holds is not Holds.NO_TABLE)

    def show_no_raw(self, why: str) -> None:
        """The original could not be fetched: say why."""
        self._say(why)

    def _say(self, words: str) -> None:
        self.raw.setPlainText(words)
        self.copy.setEnabled(False)
        self.columns.hide()
        self.note.hide()

    def _lay_out(self) -> None:
        head = row(self._sign, self.title)
        head.setStretch(1, 1)
        keys = row(self.open, self.columns, self.copy)
        keys.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_S)
        column.addLayout(head)
        column.addWidget(self.story)
        column.addWidget(self.faults)
        column.addLayout(keys)
        column.addWidget(self.note)
        column.addWidget(self.raw, 1)
