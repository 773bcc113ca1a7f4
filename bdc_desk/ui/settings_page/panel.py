"""The settings page: sections at the left, the chosen one at the right (Ctrl+,). What is changed holds at
once; there is nothing to confirm.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QListWidget, QStackedWidget, QWidget

from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.intake.following_scroll import FollowingScroll
from bdc_desk.ui.settings_page.section import Section
from bdc_desk.ui.tokens import GAP_L
from bdc_desk.ui.widgets.frames import row
from bdc_desk.ui.widgets.plain import Label

ROOM = 20
"""Pixels beside the longest name of a section."""


class SettingsPanel(ChildPanel):
    """Up and Down choose a section, Tab goes into it. It knows no setting: the sections do."""

    foot_keys = "Up/Down section · Tab into it · Space switch · Esc close"

    def __init__(self, host: QWidget, sections: Sequence[Section]) -> None:
        """`sections` in the order of the list; they become its children."""
        super().__init__(host, "", width=860)
        self.title.setText(self.tr("Settings"))
        self.setAccessibleName(self.tr("Settings"))
        self.sections = tuple(sections)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Sections"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustToContents)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.addItems([section.title for section in self.sections])
        self.pages = QStackedWidget(self)
        for section in self.sections:
            section.column.addStretch(1)
            scroll = FollowingScroll(section, self.pages)
            scroll.follow(*(part for part in section.findChildren(QWidget) if _takes_keyboard(part)))
            self.pages.addWidget(scroll)
        self.summary = Label(parent=self, role="error", wrap=True)
        self.summary.hide()
        line = row(self.list, self.pages, spacing=GAP_L)
        line.setStretch(1, 1)
        self.body.addLayout(line, 1)
        self.body.addWidget(self.summary)
        self.list.currentRowChanged.connect(self._turn_to)
        self.list.setCurrentRow(0)
        self._set_width()

    def first_field(self) -> QWidget:
        """The list: from there every section is one key away."""
        return self.list

    def show_section(self, title: str) -> None:
        """Turn to a section by its title."""
        self.list.setCurrentRow([section.title for section in self.sections].index(title))

    def show_refusal(self, why: str) -> None:
        """Say what could not be kept; "" takes it back."""
        self.summary.setText(why)
        self.summary.setVisible(bool(why))

    def _turn_to(self, place: int) -> None:
        if place >= 0:
            self.pages.setCurrentIndex(place)
            self.setAccessibleDescription(self.sections[place].title)

    def _set_width(self) -> None:
        metrics = self.list.fontMetrics()
        longest = max(metrics.horizontalAdvance(section.title) for section in self.sections)
        self.list.setFixedWidth(longest + 2 * ROOM)

    def changeEvent(self, event: QEvent) -> None:
        """Measure the list anew when the text's size changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "list"):
            self._set_width()


def _takes_keyboard(part: QWidget) -> bool:
    return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
