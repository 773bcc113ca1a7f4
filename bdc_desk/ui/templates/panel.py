"""The email templates beside the lead: call first, then write (domain.md, The gate). None is ever hidden."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from bdc_desk.cadence.policy import Needs
from bdc_desk.cadence.standing import TemplateStanding
from bdc_desk.ui.templates.cards import TemplateCard
from bdc_desk.ui.templates.progress import GateProgress, Progress
from bdc_desk.ui.tokens import GAP_S
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.frames import Card, row
from bdc_desk.ui.widgets.plain import Label

NOTHING_SENT: Mapping[str, str] = MappingProxyType({})


class TemplatesPanel(Card):
    """`preview_asked(name)` for a template that is open, `exception_asked` for the lawful ways past the
    calls, `wish_asked` for what the customer says of emails. The keys E and Shift+F1 are the window's.
    """

    preview_asked = Signal(str)
    exception_asked = Signal()
    wish_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_templates`."""
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Email templates"))
        self._cards: list[TemplateCard] = []
        self._sent: Mapping[str, str] = NOTHING_SENT
        self._templates: tuple[TemplateStanding, ...] = ()
        self._progress: GateProgress | None = None
        self.progress = Progress(self)
        self.why_button = Button(self.tr("Why locked?"), self, key="Shift+F1", role="quiet", checkable=True)
        self.why_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.why_button.toggled.connect(self._show_explanation)
        self.explanation = Label(parent=self, wrap=True)
        self.exception = Button(self.tr("Email without calls ..."), self)
        self.exception.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.exception.clicked.connect(self.exception_asked)
        self.wish = Label(parent=self, role="error", wrap=True)
        self.change_wish = Button(self.tr("Wants emails again ..."), self, role="quiet")
        self.change_wish.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.change_wish.clicked.connect(self.wish_asked)
        advice = self.tr("Choose a lead to see which emails are open.")
        self.empty = Label(advice, self, role="muted", wrap=True)
        self._lay_out()
        self.show_nothing()

    def show_nothing(self) -> None:
        """No lead is chosen."""
        self._show_cards(())
        self._progress = None
        self.show_wish("")
        self.progress.hide()
        self.why_button.setChecked(False)
        self.why_button.hide()
        self.empty.show()

    def show_templates(
        self,
        templates: Sequence[TemplateStanding],
        progress: GateProgress,
        sent: Mapping[str, str] = NOTHING_SENT,
    ) -> None:
        """Show every template of the policy as it stands, and how far the calls have come. `sent`: by the
        template's name, that it left already and when.
        """
        self._progress = progress
        self._sent = sent
        self._show_cards(tuple(templates))
        self.progress.show_progress(progress)
        self.progress.show()
        self.why_button.show()
        self.empty.hide()
        self.explanation.setText(self._rule(progress.needs))

    def show_wish(self, words: str) -> None:
        """Say that the customer wants no emails; "" where that was not said."""
        self.wish.setText(words)
        for part in (self.wish, self.change_wish):
            part.setVisible(bool(words))

    def open_first_or_focus(self) -> None:
        """What E does: preview the one that is open; choose among several; say why when none is."""
        open_ones = self._open_cards()
        if len(open_ones) == 1 and open_ones[0].template is not None:
            self.preview_asked.emit(open_ones[0].template.name)
        elif open_ones:
            open_ones[0].preview.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self._progress is not None:
            self.why_button.setChecked(True)

    def explain(self) -> None:
        """What F1 does: show or hide why templates are locked and what opens them."""
        if self._progress is not None:
            self.why_button.toggle()

    def cards(self) -> list[TemplateCard]:
        """The cards in use, from the top."""
        return self._cards[: len(self._templates)]

    def _show_cards(self, templates: tuple[TemplateStanding, ...]) -> None:
        self._templates = templates
        while len(self._cards) < len(templates):
            made = TemplateCard(self._list)
            made.preview_asked.connect(self.preview_asked)
            made.step_asked.connect(self._step)
            self._column.insertWidget(len(self._cards) + 1, made)  # below the explanation
            self._cards.append(made)
        for place, made in enumerate(self._cards):
            if place < len(templates):
                made.show_template(templates[place], self._sent.get(templates[place].name, ""))
            made.setVisible(place < len(templates))

    def _open_cards(self) -> list[TemplateCard]:
        return [made for made in self.cards() if made.template is not None and made.template.is_open]

    def _step(self, by: int) -> None:
        open_ones = self._open_cards()
        here = next((place for place, made in enumerate(open_ones) if made.preview.hasFocus()), 0)
        there = min(max(here + by, 0), len(open_ones) - 1)
        open_ones[there].preview.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(open_ones[there])

    def _show_explanation(self, shown: bool) -> None:
        self._explained.setVisible(shown)
        self._scroll.verticalScrollBar().setValue(0)

    def _rule(self, needs: Needs) -> str:
        return self.tr(
            "Emails open by real calls. A call counts when it rang or was talked long enough, inside call "
            "hours and not too soon after another that counts. Each locked email says what it still needs.\n"
            "“Not reached” takes {calls} calls on {days} days in {parts} parts of the day.\n"
            "An email also opens when no number is usable, or when the customer asked for email only, asked "
            "not to be called, or is owed an answer."
        ).format(calls=needs.calls, days=needs.days, parts=needs.parts)

    def _lay_out(self) -> None:
        head = row(Label(self.tr("Email templates"), self, size=11, bold=True))
        head.addStretch(1)
        head.addWidget(Label("E", self, size=9, role="muted"))
        self._list = QWidget(self)
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_S)
        self._explained = Card("", self._list, role="well")
        self._explained.body.addWidget(self.explanation)
        self._explained.body.addWidget(self.exception, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._explained)
        self._column.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._list)
        self._explained.hide()
        self.body.addLayout(head)
        for part in (self.progress, self.empty, self.wish):
            self.body.addWidget(part)
        self.body.addWidget(self.change_wish, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self.why_button, 0, Qt.AlignmentFlag.AlignLeft)
