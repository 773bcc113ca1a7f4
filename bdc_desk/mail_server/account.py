"""Whom a mail server knows: what its readers and senders, the keyring and the sign-ins go by."""

from typing import Protocol

SECURITIES = ("tls", "starttls", "none")
SIGN_INS = ("password", "microsoft", "google")
HIGHEST_PORT = 65535


class Account(Protocol):
    """A login at a mail server; the settings of a mailbox and of the mail that goes out are such.

    `protocol`: "imap" or "smtp". `security`: "tls", "starttls", "none" (a server on this computer only).
    `sign_in`: "password", "microsoft", "google"; the latter two with the dealership's own registration
    (`client_id`, `tenant`). `described`: as a sentence names it, such as "the mailbox Leads".
    """

    @property
    def protocol(self) -> str: ...  # noqa: D102  as the class says

    @property
    def host(self) -> str: ...  # noqa: D102  as above

    @property
    def port(self) -> int: ...  # noqa: D102  as above

    @property
    def security(self) -> str: ...  # noqa: D102  as above

    @property
    def login(self) -> str: ...  # noqa: D102  as above

    @property
    def sign_in(self) -> str: ...  # noqa: D102  as above

    @property
    def client_id(self) -> str: ...  # noqa: D102  as above

    @property
    def tenant(self) -> str: ...  # noqa: D102  as above

    @property
    def described(self) -> str: ...  # noqa: D102  as above
