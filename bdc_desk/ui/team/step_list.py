"""Steps of something that takes a while: a tick, or a plain reason."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from bdc_desk.sync.values import JoinStep
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.tokens import GAP_S
from bdc_desk.ui.widgets.plain import Label
from bdc_desk.ui.widgets.sign import Sign


class StepRow(QWidget):
    """One step."""

    def __init__(self, step: JoinStep, parent: QWidget | None = None) -> None:
        """`step` does not change any more."""
        super().__init__(parent)
        done = step.done
        sign = Sign(*((Shape.CHECK, "ok") if done else (Shape.CROSS, "error")), 16, self)
        name = Label(step.name, self, bold=True, wrap=True)
        words = Label(step.words, self, role="muted" if done else "error", wrap=True)
        words.setVisible(bool(step.words))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP_S)
        grid.setVerticalSpacing(0)
        grid.addWidget(sign, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(name, 0, 1)
        grid.addWidget(words, 1, 1)
        grid.setColumnStretch(1, 1)
        said = self.tr("{step}: done") if done else self.tr("{step}: failed")
        self.setAccessibleName(". ".join(part for part in (said.format(step=step.name), step.words) if part))


class StepList(QWidget):
    """The steps so far, and what goes on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self._rows: list[StepRow] = []
        self.goes_on = Label(parent=self, role="muted", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_S)
        self._column.addWidget(self.goes_on)
        self.clear()

    def clear(self) -> None:
        """Begin anew."""
        for made in self._rows:
            self._column.removeWidget(made)
            made.hide()
            made.deleteLater()
        self._rows = []
        self.say("")

    def add(self, step: JoinStep) -> None:
        """A step was taken."""
        made = StepRow(step, self)
        self._column.insertWidget(len(self._rows), made)
        self._rows.append(made)

    def rows(self) -> list[StepRow]:
        """The steps from the top."""
        return list(self._rows)

    def say(self, text: str) -> None:
        """What goes on; "" for nothing."""
        self.goes_on.setText(text)
        self.goes_on.setVisible(bool(text))
