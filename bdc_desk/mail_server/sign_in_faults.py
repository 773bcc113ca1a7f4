"""What goes wrong while a person signs in by token, in words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from bdc_desk.mail_server.account import Account
from bdc_desk.mail_server.faults import MailFault, Stage

PASSING = ("temporarily_unavailable", "server_error", "slow_down")


@contextmanager
def reaching(account: Account, who: str) -> Iterator[None]:
    """Errors of the network, and answers that make no sense, come out as MailFault."""
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError) as error:  # those of `requests` are OSErrors
        raise MailFault(
            f"{who}'s sign-in for {account.login} cannot be reached, or does not know the registration in "
            "the settings (client id, tenant). Is the network there? It is tried again.",
            stage=Stage.LOGIN,
            details=f"{type(error).__name__}: {error}",
        ) from error


def refused(account: Account, who: str, told: Mapping[str, Any]) -> MailFault:
    """The sign-in was not granted, or is not granted any more; `told`: the answer."""
    code, said = str(told.get("error", "")), str(told.get("error_description", ""))
    details = f"{code}: {said}".strip(": ")
    use = "read" if account.protocol == "imap" else "send"
    if code in PASSING:
        return MailFault(
            f"{who}'s sign-in is out of order at the moment. It is tried again.",
            stage=Stage.LOGIN,
            details=details,
        )
    if code in {"authorization_pending", "expired_token", "code_expired"}:
        words = f"The sign-in of {account.login} was not finished in time. Begin it once more."
    elif code in {"access_denied", "authorization_declined"}:
        words = f"The sign-in of {account.login} was declined on {who}'s page. Begin it once more."
    elif code in {"invalid_client", "unauthorized_client", "deleted_client"}:
        words = (
            f"{who} does not know the registration in the settings, or it may not {use} mail. Check the "
            "client id; ask whoever runs the mail."
        )
    else:
        words = f"{who} asks {account.login} to sign in again."
    return MailFault(words, stage=Stage.LOGIN, passing=False, no_password=True, details=details)


def no_registration(account: Account, who: str) -> MailFault:
    """The settings name no registration."""
    return MailFault(
        f"Signing in at {who} needs the dealership's own registration: put its client id into the settings "
        f"of {account.described}.",
        stage=Stage.LOGIN,
        passing=False,
        no_password=True,
    )
