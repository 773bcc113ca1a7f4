"""What a mailbox is opened with: a password in the keyring or for this session, or a token of a sign-in."""

import threading

from bdc_desk.intake.mailbox import google, microsoft
from bdc_desk.intake.mailbox.long_secrets import forget_long, keep_long, stored_long
from bdc_desk.operations.intake_settings import MailboxSettings
from bdc_desk.secret_store import forget_secret, keep_secret, stored_secret


def account_of(settings: MailboxSettings) -> str:
    """Under which name a mailbox's password lies in the keyring."""
    return f"imap {settings.login}@{settings.host}:{settings.port}"


class Passwords:
    """The secrets of all mailboxes of this desk; may be asked by any thread."""

    def __init__(self) -> None:
        """Nothing is known but what the keyring holds."""
        self._lock = threading.RLock()
        self._given: dict[str, str] = {}
        """Where no keyring keeps them: for this session, by account."""

    def of(self, settings: MailboxSettings) -> str | None:
        """The password, or a token that is good for minutes; None where a person has to give one or to sign
        in. Raises MailboxFault where a token cannot be had now.
        """
        with self._lock:  # two threads must not renew one sign-in at once
            if settings.sign_in == "password":
                account = account_of(settings)
                return self._given.get(account) or stored_secret(account)
            token_of = microsoft.token_of if settings.sign_in == "microsoft" else google.token_of
            kept = self.signed_in(settings)
            if kept is None:
                return None
            token, renewed = token_of(settings, kept)
            if renewed != kept:
                self.keep_sign_in(settings, renewed)
            return token

    def give(self, settings: MailboxSettings, password: str) -> bool:
        """A person typed the password: it is used from now on. False where it is for this session only."""
        account = account_of(settings)
        with self._lock:
            if keep_secret(account, password):
                self._given.pop(account, None)
                return True
            self._given[account] = password
            return False

    def signed_in(self, settings: MailboxSettings) -> str | None:
        """What a sign-in left behind, as the sign-in's own module reads it."""
        account = f"{account_of(settings)} {settings.sign_in}"
        with self._lock:
            return self._given.get(account) or stored_long(account)

    def keep_sign_in(self, settings: MailboxSettings, kept: str) -> bool:
        """Keep what a sign-in gave. False where it is for this session only."""
        account = f"{account_of(settings)} {settings.sign_in}"
        with self._lock:
            if keep_long(account, kept):
                self._given.pop(account, None)
                return True
            self._given[account] = kept
            return False

    def forget(self, settings: MailboxSettings) -> None:
        """Forget the mailbox's password and sign-in, here and in the keyring."""
        account = account_of(settings)
        with self._lock:
            for one in (account, f"{account} microsoft", f"{account} google"):
                self._given.pop(one, None)
            forget_secret(account)
            forget_long(f"{account} microsoft")
            forget_long(f"{account} google")
