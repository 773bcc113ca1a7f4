"""The work on the dealership's email texts and on one's own signature."""

from pathlib import Path

from PySide6.QtCore import QObject

from bdc_desk.operations.desk import Desk
from bdc_desk.ui.actions import Action
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.customer_work import Beside
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.news import News
from bdc_desk.ui.templates.editor_panel import EditorPanel
from bdc_desk.ui.templates.editor_session import EditorSession


class TemplateWork(QObject):
    """Makes the editor's panel and says how it opens."""

    def __init__(
        self, desk: Desk, lanes: Lanes, hub: ChangeHub, window: MainWindow, beside: Beside, own: Path
    ) -> None:
        """The panel lies over the window's desk. `own`: the profile's folder of templates."""
        super().__init__(window)
        self._news: News = beside.news
        self.panel = EditorPanel(window.desk)
        self.session = EditorSession(desk, lanes, self.panel, lambda: beside.lead.view, own)
        self.session.refused.connect(beside.news.refuse)
        self.session.told.connect(beside.news.tell)
        self.session.done.connect(lambda words, undo: self._news.done(words, self.tr("Undo"), undo))
        window.closing.connect(self.session.keep_typed)

    def actions(self) -> list[Action]:
        """What this work adds to the window's palette."""
        title = self.tr("Edit email texts and your signature")
        return [Action("templates", title, (), self.session.open)]
