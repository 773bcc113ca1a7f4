"""Where banners float: inside the window, at the right of its foot, over all else. They move nothing that
lies below, leave free what the status bar says at its left, and stand side by side: stacked they would cover
the notes and the queue's last rows.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bdc_desk.ui import theme
from bdc_desk.ui.tokens import GAP_M, GAP_S, GAP_XS

FOOT = 6
"""Pixels above the window's lower edge: over the status bar, so that notes and rows stay in sight."""
WIDEST = 760
LEAST = 340
"""Pixels at text scale 1 that a banner takes at least; where the status bar leaves less, it lies above it."""
BESIDE = 2
STEP = 24
"""The foot's free part is counted in steps: words that grow by a letter must not make a banner tremble."""
CHANGED = frozenset({QEvent.Type.ShowToParent, QEvent.Type.HideToParent, QEvent.Type.LayoutRequest})


class _Cell(QWidget):
    """Holds a banner, so that it can stand back without being told that it is hidden."""

    def __init__(self, banner: QWidget, parent: QWidget, *, stays: bool) -> None:
        super().__init__(parent)
        self.banner, self.stays = banner, stays
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(banner)

    def height_at(self, width: int) -> int:
        """What the banner needs in that width."""
        self._column.activate()
        height = self._column.totalHeightForWidth(width)
        return height if height > 0 else self._column.totalSizeHint().height()


class NoticeArea(QWidget):
    """As wide and high as the banners that show, at most two: of the calm ones, the one added first."""

    def __init__(self, parent: QWidget, foot: QWidget | None = None, free: Callable[[], int] = int) -> None:
        """`parent` is what the banners float over, usually the window's central widget. `foot`: its status
        bar, of which they leave free the first `free()` pixels.
        """
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._over, self._foot, self._free = parent, foot, free
        self._cells: list[_Cell] = []
        for watched in (parent, foot):
            if watched is not None:
                watched.installEventFilter(self)
        self.hide()

    def add(self, banner: QWidget, *, stays: bool = False) -> None:
        """Let a banner float here; it shows and hides itself. `stays`: no other may take its place."""
        self._cells.append(_Cell(banner, self, stays=stays))
        banner.installEventFilter(self)
        self._place()

    def _chosen(self) -> list[_Cell]:
        wanted = [cell for cell in self._cells if not cell.banner.isHidden()]
        standing = [cell for cell in wanted if cell.stays]
        calm = [cell for cell in wanted if not cell.stays]
        return standing + calm[: max(1, BESIDE - len(standing))]

    def _place(self) -> None:
        chosen = self._chosen()
        for cell in self._cells:
            if cell not in chosen:
                cell.hide()
        if not chosen:
            self.hide()
            return
        lines = [chosen[at : at + BESIDE] for at in range(0, len(chosen), BESIDE)]
        most = max(len(line) for line in lines)
        right, bottom, room = self._room(round(LEAST * theme.text_scale()) * most + GAP_S * (most - 1))
        width = min(room, WIDEST * most)
        top = 0
        for line in lines:
            top = self._lay(line, top, width) + GAP_S
        height = top - GAP_S
        self.setGeometry(right - width, bottom - height, width, height)
        # Shown last: a banner shown at its first size, in the middle of a show, would keep the layout of that
        # size.
        for cell in chosen:
            cell.show()
        self.show()
        self.raise_()

    def _lay(self, line: list[_Cell], top: int, width: int) -> int:
        each = (width - GAP_S * (len(line) - 1)) // len(line)
        height = max(cell.height_at(each) for cell in line)
        for place, cell in enumerate(line):
            cell.setGeometry(QRect(width - each - place * (each + GAP_S), top, each, height))
        return top + height

    def _room(self, least: int) -> tuple[int, int, int]:
        """Right edge, lower edge and width: over the status bar's right part, or above all of it."""
        right, whole = self._over.width() - GAP_M, max(0, self._over.width() - 2 * GAP_M)
        if self._foot is None:
            return right, self._over.height() - FOOT, whole
        taken = self._foot.x() + self._free() + GAP_M
        beside = right - -(-taken // STEP) * STEP
        if beside >= least:
            return right, self._over.height() - FOOT, beside
        return right, self._foot.y() - GAP_XS, whole

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size and the banners' coming and going."""
        # Asked by identity on purpose: a widget that is being deleted comes as a stranger, and must stay one.
        resized = event.type() == QEvent.Type.Resize and (watched is self._over or watched is self._foot)
        moved = event.type() == QEvent.Type.Move and watched is self._foot
        told = event.type() in CHANGED and any(watched is cell.banner for cell in self._cells)
        said = event.type() == QEvent.Type.LayoutRequest and watched is self._foot
        if resized or moved or told or said:
            self._place()
        return super().eventFilter(watched, event)
