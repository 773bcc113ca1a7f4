"""How each provider delivers, in a table: never a figure without what it is of (domain.md, What a manager
measures).
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from bdc_desk.operations.intake_reading import ProviderFigures
from bdc_desk.ui.intake.intake_words import provider_line


class ProvidersTable(QTableWidget):
    """A row a provider, the one with the most leads first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(0, 5, parent)
        self.setAccessibleName(self.tr("Providers, last 30 days"))
        self.setHorizontalHeaderLabels(
            [
                self.tr("Source"),
                self.tr("Leads"),
                self.tr("Median delay"),
                self.tr("Without a number"),
                self.tr("Damaged"),
            ]
        )
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def show_figures(self, figures: Sequence[ProviderFigures]) -> None:
        """Show these; the chosen row stays where it is."""
        self.setRowCount(len(figures))
        for place, one in enumerate(figures):
            line = provider_line(one)
            cells = (line.source, line.n, line.delay, line.without_phone, line.damaged)
            for column, text in enumerate(cells):
                item = self.item(place, column)
                if item is None:
                    self.setItem(place, column, QTableWidgetItem(text))
                else:
                    item.setText(text)
        if figures and self.currentRow() < 0:
            self.setCurrentCell(0, 0)
