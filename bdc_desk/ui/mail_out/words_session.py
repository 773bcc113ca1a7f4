"""What a person writes down about emails in words: the customer's wish, an exception from the calls, a mail
sent elsewhere.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject

from bdc_desk.cadence.kinds import ExceptionReason
from bdc_desk.operations import lead_work
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.mail_wishes import say_mail_wish
from bdc_desk.operations.outside_email import say_outside_email
from bdc_desk.operations.views import LeadView
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.mail_out.words_panel import Question, WordsPanel
from bdc_desk.ui.news import News

NONE, AGAIN = "none", "again"
"""What a customer may wish: no emails, or emails again."""


class WordsSession(QObject):
    """Asks in one panel, and writes the answer as the entry that it is."""

    def __init__(self, desk: Desk, lanes: Lanes, hub: ChangeHub, panel: WordsPanel, news: News) -> None:
        """`news` says what was written."""
        super().__init__(panel)
        self._desk, self._lanes, self._hub, self._panel, self._news = desk, lanes, hub, panel, news
        self._write: Callable[[str, str], None] | None = None
        panel.given.connect(self._given)

    def ask_wish(self, view: LeadView) -> None:
        """The customer wants no emails, or wants them again; it holds for all of the customer's leads."""
        choices = (
            (self.tr("The customer wants no emails"), NONE),
            (self.tr("The customer wants emails again"), AGAIN),
        )
        question = Question(
            self.tr("What {name} says of emails").format(name=view.name),
            self.tr("The customer's own words"),
            self.tr(
                "It holds for everything of this customer, at every desk. No email leaves while it stands."
            ),
            self.tr("Write it down"),
            choices,
        )

        def write(choice: str, words: str) -> None:
            wants = choice == AGAIN
            said = self.tr("{name} wants emails again.") if wants else self.tr("{name} wants no emails.")
            self._do(lambda: say_mail_wish(self._desk, view.lead, wants, words), said.format(name=view.name))

        self._write = write
        self._panel.open_for(question, f"wish {view.lead}", NONE if view.may_mail else AGAIN)

    def ask_exception(self, view: LeadView) -> None:
        """A lawful way past the calls, with the customer's own words."""
        choices = (
            (self.tr("The customer asked for email only"), ExceptionReason.EMAIL_ONLY.value),
            (self.tr("The customer asked not to be called"), ExceptionReason.DO_NOT_CALL.value),
            (self.tr("The customer wrote, and is owed an answer"), ExceptionReason.OWED_AN_ANSWER.value),
        )
        question = Question(
            self.tr("Email {name} without calls").format(name=view.name),
            self.tr("The customer's own words"),
            self.tr(
                "The emails open at once. A second person has to confirm it, or sends it back, which closes "
                "them again."
            ),
            self.tr("Open the emails"),
            choices,
        )

        def write(choice: str, words: str) -> None:
            reason = ExceptionReason(choice)
            said = self.tr("{name}: emails are open. A second person has to confirm it.")
            self._do(
                lambda: lead_work.say_exception(self._desk, view.lead, reason, words),
                said.format(name=view.name),
            )

        self._write = write
        self._panel.open_for(question, f"exception {view.lead}")

    def ask_outside(self, view: LeadView) -> None:
        """The person mailed the customer from another program."""
        question = Question(
            self.tr("You mailed {name} elsewhere").format(name=view.name),
            self.tr("What you wrote, in a few words (may stay empty)"),
            self.tr("It counts as the first touch, opens no email, and is always marked in the history."),
            self.tr("Write it down"),
            needed=False,
        )

        def write(_choice: str, words: str) -> None:
            said = self.tr("Written down: {name} was mailed elsewhere.").format(name=view.name)
            self._do(lambda: say_outside_email(self._desk, view.lead, words), said)

        self._write = write
        self._panel.open_for(question, f"outside {view.lead}")

    def _given(self, choice: str, words: str) -> None:
        if self._write is not None:
            self._write(choice, words)

    def _do(self, work: Callable[[], Changes], said: str) -> None:
        def done(changes: Changes) -> None:
            self._panel.take_out()
            self._hub.tell(changes)
            self._news.stack.begin(self._desk.clock.now(), said.rstrip("."))
            self._news.done(said)

        self._lanes.storage(work, done, lambda why: self._panel.show_refusal(str(why)))
