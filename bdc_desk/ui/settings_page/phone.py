"""How this desk dials: by hand from the screen, or by whatever the computer opens `tel:` links with."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bdc_desk.operations.setup_form import DIAL_WAYS
from bdc_desk.ui.settings_page.section import OneOf, Section
from bdc_desk.ui.setup.fields import line_edit
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import row

BY_HAND, BY_LINK = DIAL_WAYS


class PhoneSection(Section):
    """`way_chosen(way)` as in DIAL_WAYS; `try_asked(number)` as typed."""

    way_chosen = Signal(str)
    try_asked = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Nothing is chosen before `show_way`."""
        super().__init__(title, parent)
        ways = [(self.tr("By hand"), BY_HAND), (self.tr("By a dialler (tel:)"), BY_LINK)]
        self.way = OneOf(self.tr("How calls are dialled"), ways, self)
        self.number = line_edit(self, longest=40)
        self.number.setAccessibleName(self.tr("Number to try"))
        self.number.setPlaceholderText(self.tr("Your own mobile"))
        self.try_it = Button(self.tr("Try it"), self)
        self.column.addWidget(self.way)
        self.add_words(
            self.tr(
                "By hand, F5 shows the number large and starts the timing. By a dialler, F5 also hands the "
                "number to the program that this computer opens tel: links with. Either way the call counts "
                "the same. It holds from the next call on."
            )
        )
        self.add_heading(self.tr("Try the dialler"))
        line = row(self.number, self.try_it)
        line.setStretch(0, 1)
        self.column.addLayout(line)
        self.answer = self.add_words(
            self.tr("The number is handed over as it would be in a call. Nothing is written in the log.")
        )
        self.way.chosen.connect(self.way_chosen)
        self.try_it.clicked.connect(lambda: self.try_asked.emit(self.number.text().strip()))
        self.number.returnPressed.connect(self.try_it.click)

    def show_way(self, way: str) -> None:
        """Show how this desk dials."""
        self.way.show_choice(way)

    def show_answer(self, text: str, *, well: bool) -> None:
        """What came of the trial."""
        self.answer.setText(text)
        self.answer.set_role("muted" if well else "error")
