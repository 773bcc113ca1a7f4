"""What of the deliveries shows: a button for each part with how many there are, and of which time."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from bdc_desk.operations.intake_reading import IntakeItem
from bdc_desk.ui.intake.intake_feed import LISTED_MOST
from bdc_desk.ui.intake.intake_words import is_repaired, is_to_look_at
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.tokens import GAP_XS
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.plain import ElidedLabel

Shown = Callable[[IntakeItem], bool]


class Part(StrEnum):
    """What of the page's lower half shows."""

    ALL = "all"
    TO_LOOK_AT = "to look at"
    REPAIRED = "repaired"
    THESE = "these"
    """What was dropped or read from files just now."""
    PROVIDERS = "providers"


def everything(_item: IntakeItem) -> bool:
    """The filter that hides nothing."""
    return True


class PartsBar(QWidget):
    """`chosen(Part)` for a press of its button, `new_asked` for what came in above."""

    chosen = Signal(object)
    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """All, and nothing in it."""
        super().__init__(parent)
        self.part = Part.ALL
        self._these: Shown = everything
        self._is_cut, self._total = False, 0
        self.buttons = self._made()
        self.new_above = Button("", self, key=self.tr("Home"), shape=Shape.ARROW_UP, focusable=False)
        self.new_above.hide()
        self.new_above.clicked.connect(self.new_asked)
        self.span = ElidedLabel(parent=self, size=9, role="muted")
        self.span.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP_XS)
        for button in (*self.buttons.values(), self.new_above):
            line.addWidget(button)
        line.addWidget(self.span, 1)
        self.tell((), 0)
        self.show_part(Part.ALL)

    def show_part(self, part: Part) -> None:
        """Press a part's button."""
        self.part = part
        self.buttons[part].setChecked(True)
        self._tell_span()

    def remember_these(self, these: Shown) -> None:
        """Offer a part for the deliveries of which `these` says yes."""
        self._these = these
        self.buttons[Part.THESE].show()

    def shown(self) -> Shown:
        """Which deliveries the chosen part shows."""
        filters: Mapping[Part, Shown] = {
            Part.TO_LOOK_AT: is_to_look_at,
            Part.REPAIRED: is_repaired,
            Part.THESE: self._these,
        }
        return filters.get(self.part, everything)

    def tell(self, items: Sequence[IntakeItem], total: int) -> None:
        """Count. `total`: how much came in; `items`: all of it that needs a look, and the newest of the rest,
        of which there may be more.
        """
        self._is_cut, self._total = total > len(items), max(total, len(items))
        more = "+" if self._is_cut else ""

        def count(shown: Shown) -> str:
            return f"{sum(1 for item in items if shown(item)):,}"

        texts = {
            Part.ALL: self.tr("All {count}").format(count=f"{self._total:,}"),
            Part.TO_LOOK_AT: self.tr("To look at {count}").format(count=count(is_to_look_at)),
            Part.REPAIRED: self.tr("Repaired {count}").format(count=count(is_repaired) + more),
            Part.THESE: self.tr("Just read {count}").format(count=count(self._these) + more),
        }
        for part, text in texts.items():
            self.buttons[part].set_text(text)
        self._tell_span()

    def tell_new(self, count: int) -> None:
        """Say how many came in above what shows."""
        self.new_above.set_text(self.tr("{count} new above").format(count=f"{count:,}"))
        self.new_above.setVisible(count > 0)

    def _tell_span(self) -> None:
        if self.part is Part.PROVIDERS:
            said = self.tr("The last 30 days")
        elif self._is_cut and self.part is not Part.TO_LOOK_AT:
            said = self.tr("The newest {most} of {total} in 7 days, and all to look at").format(
                most=f"{LISTED_MOST:,}", total=f"{self._total:,}"
            )
        else:
            said = self.tr("The last 7 days, newest first")
        self.span.set_text(said)

    def _made(self) -> dict[Part, Button]:
        group, made = QButtonGroup(self), {}
        for part in Part:
            button = Button(self.tr("Per provider") if part is Part.PROVIDERS else "", self, checkable=True)
            button.clicked.connect(lambda _checked=False, part=part: self.chosen.emit(part))
            group.addButton(button)
            made[part] = button
        made[Part.THESE].hide()
        return made
