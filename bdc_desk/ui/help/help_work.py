"""Joins the help with the guide's files and the window's actions."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QApplication

from bdc_desk.ui.actions import Action
from bdc_desk.ui.assets import asset
from bdc_desk.ui.help.guide import KEYS_PAGE, Page, read_guide
from bdc_desk.ui.help.help_panel import HelpPanel
from bdc_desk.ui.help.keys_page import keys_page
from bdc_desk.ui.help.topics import topic_at
from bdc_desk.ui.main_window import MainWindow


def _where_the_keyboard_is() -> str:
    return topic_at(QApplication.focusWidget())


class HelpWork(QObject):
    """Opens the guide at the page about where the person is."""

    def __init__(
        self,
        window: MainWindow,
        actions: Callable[[], Sequence[Action]],
        topic: Callable[[], str] = _where_the_keyboard_is,
    ) -> None:
        """`actions`: all that the window can do. `topic`: the name of the page to open."""
        super().__init__(window)
        self._actions, self._topic = actions, topic
        self.panel = HelpPanel(window.desk)

    def actions(self) -> list[Action]:
        """F1, and the page of keys."""
        return [
            Action("help", self.tr("Help: the user guide"), ("F1",), self.toggle),
            Action("keys", self.tr("Help: all keys"), (), lambda: self.open_at(KEYS_PAGE)),
        ]

    def toggle(self) -> None:
        """Open the guide where the person is, or close it."""
        if self.panel.is_open:
            self.panel.close_panel()
        else:
            self.open_at(self._topic())

    def open_at(self, name: str) -> None:
        """Open the guide at a page; at its first where there is none of that name."""
        pages = self.pages()
        known = {page.name for page in pages}
        first = pages[0].name if pages else ""
        self.panel.show_guide(pages, name if name in known else first)
        self.panel.open_panel()

    def pages(self) -> tuple[Page, ...]:
        """The guide in the window's language, with the page of keys."""
        written = read_guide(asset("guide", ""), QLocale().name())
        return (*(page for page in written if page.name != KEYS_PAGE), keys_page(self._actions()))
