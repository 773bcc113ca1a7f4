"""What a mail server lets this desk in for: a password, in the keyring or for this session, or a token."""

import threading

from bdc_desk.mail_server import google, microsoft
from bdc_desk.mail_server.account import Account
from bdc_desk.mail_server.long_secrets import forget_long, keep_long, stored_long
from bdc_desk.secret_store import forget_secret, keep_secret, stored_secret


def account_of(account: Account) -> str:
    """Under which name the account's password lies in the keyring."""
    return f"{account.protocol} {account.login}@{account.host}:{account.port}"


class Passwords:
    """The secrets of all mail accounts of this desk; may be asked by any thread."""

    def __init__(self) -> None:
        """Nothing is known but what the keyring holds."""
        self._lock = threading.RLock()
        self._given: dict[str, str] = {}
        """Where no keyring keeps them: for this session, by account."""

    def of(self, account: Account) -> str | None:
        """The password, or a token that is good for minutes; None where a person has to give one or to sign
        in. Raises MailFault where a token cannot be had now.
        """
        with self._lock:  # two threads must not renew one sign-in at once
            if account.sign_in == "password":
                key = account_of(account)
                return self._given.get(key) or stored_secret(key)
            token_of = microsoft.token_of if account.sign_in == "microsoft" else google.token_of
            kept = self.signed_in(account)
            if kept is None:
                return None
            token, renewed = token_of(account, kept)
            if renewed != kept:
                self.keep_sign_in(account, renewed)
            return token

    def give(self, account: Account, password: str) -> bool:
        """A person typed the password: it is used from now on. False where it is for this session only."""
        key = account_of(account)
        with self._lock:
            if keep_secret(key, password):
                self._given.pop(key, None)
                return True
            self._given[key] = password
            return False

    def signed_in(self, account: Account) -> str | None:
        """What a sign-in left behind, as the sign-in's own module reads it."""
        key = f"{account_of(account)} {account.sign_in}"
        with self._lock:
            return self._given.get(key) or stored_long(key)

    def keep_sign_in(self, account: Account, kept: str) -> bool:
        """Keep what a sign-in gave. False where it is for this session only."""
        key = f"{account_of(account)} {account.sign_in}"
        with self._lock:
            if keep_long(key, kept):
                self._given.pop(key, None)
                return True
            self._given[key] = kept
            return False

    def forget(self, account: Account) -> None:
        """Forget the account's password and sign-in, here and in the keyring."""
        key = account_of(account)
        with self._lock:
            for one in (key, f"{key} microsoft", f"{key} google"):
                self._given.pop(one, None)
            forget_secret(key)
            forget_long(f"{key} microsoft")
            forget_long(f"{key} google")
