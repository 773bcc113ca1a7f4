"""Where the keyboard goes when the widget that has it hides, is switched off or is deleted: where it was.

Qt would give it to the next widget in the order of Tab, which may be one that calls or writes to a customer.
"""

import weakref
from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QStackedWidget, QWidget
from shiboken6 import isValid

from bdc_desk.ui.call.child_panel import ChildPanel

REMEMBERED = 12


class FocusKeeper(QObject):
    """Watches the keyboard in one window. In a panel it goes back to a field of the panel, on the desk to the
    queue, on another page to what had it before; never to a button of the desk.
    """

    panel_moved = Signal(object)
    """The open ChildPanel that has the keyboard now, None where it is elsewhere in the window."""

    def __init__(
        self,
        window: QWidget,
        pages: QStackedWidget,
        desk: QWidget,
        home: Callable[[], QWidget],
        forms: Sequence[QWidget] = (),
    ) -> None:
        """`pages` of the window, `desk` the one with the panels; `home`: where the keyboard belongs there.
        `forms`: parts of the desk that are filled in, and keep the keyboard as a panel does.
        """
        super().__init__(window)
        self._window, self._pages, self._desk, self._home = window, pages, desk, home
        self._forms = tuple(forms)
        self._last: QWidget | None = None
        self._panel: ChildPanel | None = None
        self._before: deque[weakref.ref[QWidget]] = deque(maxlen=REMEMBERED)
        QApplication.instance().focusChanged.connect(self._moved)  # type: ignore[union-attr]  # there is one

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if not isValid(self._window) or not self._window.isVisible():
            return
        inside = now is not None and self._window.isAncestorOf(now)
        if now is not None and not inside:
            return
        if now is None and not self._window.isActiveWindow():
            return
        last = self._last
        if last is not None and last is not now and not _usable(last):
            self._last = None
            self._go_back(last)
        elif now is not None:
            self._last = now
            self._before.append(weakref.ref(now))
            self._tell()

    def _go_back(self, lost: QWidget) -> None:
        wanted = self._place_for(lost)
        held = QApplication.focusWidget()
        if wanted is not None and wanted is not held:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        elif held is not None and self._window.isAncestorOf(held):
            self._last = held
            self._tell()

    def _place_for(self, lost: QWidget) -> QWidget | None:
        page = self._pages.currentWidget()
        if page is not self._desk:
            return self._latest_in(page) if page is not None else None
        panel = self._panel_for(lost)
        if panel is None:
            return self._field_of_form(lost) or self._home()
        first = panel.first_field()
        return self._latest_in(panel, fields_only=True) or (first if _usable(first) else None)

    def _field_of_form(self, lost: QWidget) -> QWidget | None:
        for form in self._forms:
            if isValid(lost) and form.isVisible() and form.isAncestorOf(lost):
                fields = (field for field in form.findChildren(QLineEdit) if _usable(field))
                return self._latest_in(form, fields_only=True) or next(fields, None)
        return None

    def _panel_for(self, lost: QWidget) -> ChildPanel | None:
        """The panel that the lost widget was in, where it is still open; else the one that lies on top. None
        where the keyboard was outside all of them.
        """
        panels = [child for child in self._desk.children() if isinstance(child, ChildPanel)]
        was_in = [panel for panel in panels if isValid(lost) and panel.isAncestorOf(lost)]
        opened = [panel for panel in panels if panel.is_open]
        if not was_in and isValid(lost) and lost not in panels:
            return None
        return next((panel for panel in was_in if panel.is_open), opened[-1] if opened else None)

    def _latest_in(self, part: QWidget, *, fields_only: bool = False) -> QWidget | None:
        for reference in reversed(self._before):
            one = reference()
            if one is None or not _usable(one) or not part.isAncestorOf(one):
                continue
            if not (fields_only and isinstance(one, QAbstractButton)):
                return one
        return None

    def _tell(self) -> None:
        held = self._last
        found: ChildPanel | None = None
        while held is not None and found is None:
            found = held if isinstance(held, ChildPanel) else None
            held = held.parentWidget()
        if found is not self._panel:
            self._panel = found
            self.panel_moved.emit(found)


def _usable(widget: QWidget) -> bool:
    """Whether a person could still be in it."""
    return (
        isValid(widget)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    )
