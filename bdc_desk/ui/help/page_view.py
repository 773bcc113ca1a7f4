"""Shows one page of the guide. Only our own text ever stands in it; it loads nothing and opens nothing."""

from typing import Any

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from bdc_desk.ui import theme
from bdc_desk.ui.help.guide import target_of
from bdc_desk.ui.tokens import GAP_S, GAP_XS

DIALECT = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
SIZES = {1: 18, 2: 13, 3: 11}
"""Points of headings, by their level."""
LINE = 1.25


class PageView(QTextBrowser):
    """`page_asked(name)` for a link to another page."""

    page_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self._text, self._marked = "", ""
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(self.tr("The page"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._untouched = True
        self.anchorClicked.connect(self._follow)
        self.verticalScrollBar().actionTriggered.connect(self._touch)

    def show_text(self, text: str) -> None:
        """Show a page from its beginning."""
        self._text = text
        self._draw()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._untouched = True
        self.verticalScrollBar().setValue(0)

    def mark(self, words: str) -> None:
        """Mark the words that were searched for and bring the first into view; "" marks nothing."""
        self._marked = words
        self._draw_marks()
        found = self.extraSelections()
        if found:
            self._touch()
            self.setTextCursor(QTextCursor(found[0].cursor))
            self.ensureCursorVisible()
            self._rest_cursor()

    def scroll_pages(self, by: int) -> None:
        """Scroll by so many pages."""
        self._touch()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep())

    def _touch(self, _how: int = 0) -> None:
        """The person, or a word found, chose what is in view."""
        self._untouched = False

    def _rest_cursor(self) -> None:
        """No text stays selected: copying without choosing would surprise."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def _draw(self) -> None:
        document = self.document()
        document.setDefaultFont(theme.font(10))
        document.setDocumentMargin(GAP_S)
        document.setMarkdown(self._text, DIALECT)
        cursor = QTextCursor(document)
        block = document.begin()
        while block.isValid():
            cursor.setPosition(block.position())
            form = QTextBlockFormat()
            form.setLineHeight(LINE * 100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            level = block.blockFormat().headingLevel()
            if level:
                form.setTopMargin(GAP_S if block.position() == 0 else 2 * GAP_S)
                form.setBottomMargin(GAP_XS)
                _enlarge(cursor, level)
            cursor.mergeBlockFormat(form)
            block = block.next()
        self._draw_tables()
        self._draw_marks()

    def _draw_tables(self) -> None:
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                form = frame.format()
                form.setCellPadding(GAP_XS)
                form.setCellSpacing(0)
                form.setBorder(0)
                frame.setFormat(form)
                _rule_off(frame)

    def _draw_marks(self) -> None:
        look = theme.tokens()
        form = QTextCharFormat()
        form.setBackground(QColor(look.selected))
        form.setForeground(QColor(look.text))
        form.setProperty(QTextFormat.Property.FontUnderline, True)
        marks = []
        whole = not self.document().find(self._marked, 0).isNull()
        for word in [self._marked] if whole else self._marked.split():
            found = self.document().find(word, 0)
            while not found.isNull():
                one = QTextEdit.ExtraSelection()
                one.cursor, one.format = found, form
                marks.append(one)
                found = self.document().find(word, found)
        self.setExtraSelections(marks)

    def _follow(self, link: QUrl) -> None:
        name = target_of(link.toString())
        if name:
            self.page_asked.emit(name)

    def loadResource(self, type: int, name: QUrl | str) -> Any:  # noqa: ANN401 - Qt's type
        """Nothing is loaded: no picture, no page from elsewhere."""
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A page that shows from its beginning goes on doing so: Qt would keep a line further down."""
        super().resizeEvent(event)
        if self._untouched:
            self.verticalScrollBar().setValue(0)

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew with another look or text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._text:
            self._draw()


def _rule_off(table: QTextTable) -> None:
    """A line under each row."""
    for place in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(place, column)
            form = cell.format().toTableCellFormat()
            form.setBottomBorder(theme.tokens().line)
            form.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            form.setBottomBorderBrush(QColor(theme.tokens().hairline))
            form.setPadding(GAP_XS)
            cell.setFormat(form)


def _enlarge(cursor: QTextCursor, level: int) -> None:
    form = QTextCharFormat()
    form.setFont(theme.font(SIZES.get(level, 10), bold=True))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeCharFormat(form)
    cursor.clearSelection()
