"""Templates filled for a lead: in the customer's language or a chosen one, signed by the person, with what
goes along. Reads the desk's file: storage lane only.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from bdc_desk.contact.clean import address
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.operations.mail_out_settings import MailOutSettings
from bdc_desk.operations.views import LeadView, MailPreview
from bdc_desk.ui.templates.preview import Letter


class Preview(Protocol):
    """Fills a template with a lead's data (contact/templates.py)."""

    def __call__(
        self,
        name: str,
        view: LeadView,
        about: Surroundings,
        agent: str,
        language: str | None = None,
    ) -> MailPreview:
        """Raises BdcDeskError for an unusable text."""
        ...


class Letters:
    """Makes what the preview shows, and of that what leaves."""

    def __init__(self, desk: Desk, preview: Preview, server: Callable[[], MailOutSettings | None]) -> None:
        """`server`: how mail goes out from here, None where nothing is set up."""
        self._desk, self._preview, self._server = desk, preview, server

    def letter(self, name: str, view: LeadView, about: Surroundings, language: str | None = None) -> Letter:
        """The template for this lead; `language` None for the customer's. Raises BdcDeskError for a text that
        cannot be used.
        """
        rule, person = about.policy.template(name), self._desk.person
        without_calls = rule is not None and view.standing.counted < rule.needs.calls
        mail = self._preview(name, view, about, person, language)
        return Letter(
            mail=mail,
            label=rule.label if rule is not None else name,
            addresses=tuple(dict.fromkeys(filter(None, map(address, (mail.to, *view.emails))))),
            is_free=rule is not None and (rule.needs.dialogue or without_calls),
            without_calls=without_calls,
            with_invitation=rule is not None
            and rule.needs.appointment
            and view.standing.appointment_at is not None,
            forbidden="" if view.may_mail else self.forbidden(view),
        )

    def forbidden(self, view: LeadView) -> str:
        """That the customer wants no emails, in the customer's own words."""
        return QCoreApplication.translate(
            "Letters",
            "The customer asked not to be mailed: “{words}”. “Wants emails again” (the customer’s wish) "
            "opens it.",
        ).format(words=view.mail_wish_words)

    def to_send(self, letter: Letter, mail: MailPreview, view: LeadView, about: Surroundings) -> MailPreview:
        """What the server gets: the mail as it stands, with the invitation where one belongs to it."""
        server = self._server()
        if not letter.with_invitation or server is None:
            return mail
        from bdc_desk.contact import invitation as calendar  # noqa: PLC0415 - wanted for appointments only

        card = calendar.invitation(
            view,
            about,
            self._desk.person,
            organizer=server.sender,
            uid=calendar.appointment_uid(view, server.sender),
            now=self._desk.clock.now(),
            sequence=calendar.appointment_sequence(view),
            language=mail.language,
        )
        return replace(mail, attachments=(*mail.attachments, card))
