"""Joins the palette with all that the window can do."""

from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from bdc_desk.ui.actions import Action
from bdc_desk.ui.key_words import taught
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.palette.command_list import Command
from bdc_desk.ui.palette.matching import in_order
from bdc_desk.ui.palette.palette_panel import PalettePanel

OWN, FIND = "palette", "palette: find"
REMEMBERED = 5


def no_outcomes() -> Sequence[Action]:
    """No call wants its outcome."""
    return ()


class PaletteWork(QObject):
    """`open_palette` shows it; what is chosen is done after the keyboard is back where it was."""

    def __init__(
        self,
        window: MainWindow,
        actions: Callable[[], Sequence[Action]],
        find: Callable[[str], None],
        outcomes: Callable[[], Sequence[Action]] = no_outcomes,
    ) -> None:
        """`actions`: all that the window can do. `find(text)` looks among customers. `outcomes`: what may be
        said of the call, with the policy's words, while one wants its outcome; else none.
        """
        super().__init__(window)
        self._actions, self._find, self._outcomes = actions, find, outcomes
        self._offered: list[Action] = []
        self._recent: deque[str] = deque(maxlen=REMEMBERED)
        self.panel = PalettePanel(window.desk)
        self.panel.typed.connect(self._show)
        self.panel.chosen.connect(self._do)

    def actions(self) -> list[Action]:
        """Ctrl+K."""
        return [Action(OWN, self.tr("All that can be done here"), ("Ctrl+K",), self.toggle, listed=False)]

    def toggle(self) -> None:
        """Open the palette, or close it."""
        if self.panel.is_open:
            self.panel.close_panel()
            return
        listed = [action for action in self._actions() if action.listed and action.title]
        self._offered = [*self._outcomes(), *listed]
        self.panel.open_palette()

    def _show(self, typed: str) -> None:
        """The commands that `typed` means; all, those used last first, while nothing is typed."""
        offered = self._offered if typed.strip() else self._with_recent_first()
        places = in_order(typed, [(action.title, taught(action)) for action in offered])
        found = [_command(offered[place]) for place in places]
        if not found and typed.strip():
            title = self.tr("Find “{text}” among customers").format(text=typed.strip())
            found = [Command(FIND, title, "Ctrl+F")]
        self.panel.show_commands(found)

    def _with_recent_first(self) -> list[Action]:
        """Outcomes stand first while a call waits for one; then what was used last, then the rest."""
        first = {action.name: place for place, action in enumerate(self._outcomes())}
        recent = {name: len(first) + place for place, name in enumerate(self._recent) if name not in first}
        order = first | recent
        return sorted(self._offered, key=lambda action: order.get(action.name, len(order)))

    def _do(self, name: str) -> None:
        """Close first: the keyboard is where it was when the action looks for it."""
        typed = self.panel.field.text().strip()
        self.panel.close_panel()
        if name == FIND:
            self._find(typed)
            return
        action = next((action for action in self._offered if action.name == name), None)
        if action is None or action.why_not():
            return
        if name in self._recent:
            self._recent.remove(name)
        self._recent.appendleft(name)
        action.act()


def _command(action: Action) -> Command:
    return Command(action.name, action.title, taught(action), action.why_not())
