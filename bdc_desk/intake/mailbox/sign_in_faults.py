"""What goes wrong while a person signs in by token, in words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from bdc_desk.intake.mailbox.faults import MailboxFault, Stage
from bdc_desk.operations.intake_settings import MailboxSettings

PASSING = ("temporarily_unavailable", "server_error", "slow_down")


@contextmanager
def reaching(settings: MailboxSettings, who: str) -> Iterator[None]:
    """Errors of the network, and answers that make no sense, come out as MailboxFault."""
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError) as error:  # those of `requests` are OSErrors
        raise MailboxFault(
            f"{who}'s sign-in for {settings.login} cannot be reached, or does not know the registration in "
            "the settings (client id, tenant). Is the network there? It is tried again.",
            stage=Stage.LOGIN,
            details=f"{type(error).__name__}: {error}",
        ) from error


def refused(settings: MailboxSettings, who: str, told: Mapping[str, Any]) -> MailboxFault:
    """The sign-in was not granted, or is not granted any more; `told`: the answer."""
    code, said = str(told.get("error", "")), str(told.get("error_description", ""))
    details = f"{code}: {said}".strip(": ")
    if code in PASSING:
        return MailboxFault(
            f"{who}'s sign-in is out of order at the moment. It is tried again.",
            stage=Stage.LOGIN,
            details=details,
        )
    if code in {"authorization_pending", "expired_token", "code_expired"}:
        words = f"The sign-in of {settings.login} was not finished in time. Begin it once more."
    elif code in {"access_denied", "authorization_declined"}:
        words = f"The sign-in of {settings.login} was declined on {who}'s page. Begin it once more."
    elif code in {"invalid_client", "unauthorized_client", "deleted_client"}:
        words = (
            f"{who} does not know the registration in the settings, or it may not read mail. Check the "
            "client id; ask whoever runs the mail."
        )
    else:
        words = f"{who} asks {settings.login} to sign in again."
    return MailboxFault(words, stage=Stage.LOGIN, passing=False, no_password=True, details=details)


def no_registration(settings: MailboxSettings, who: str) -> MailboxFault:
    """The settings name no registration."""
    return MailboxFault(
        f"Signing in at {who} needs the dealership's own registration: put its client id into the settings "
        f"of the mailbox {settings.name}.",
        stage=Stage.LOGIN,
        passing=False,
        no_password=True,
    )
