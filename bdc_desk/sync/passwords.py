"""The login's password: one account in the secret store for each login of a shared database."""

from bdc_desk.secret_store import keep_secret, stored_secret
from bdc_desk.storage.shared.address import Address


def _account(address: Address) -> str:
    return f"{address.login}@{address.host}:{address.port}/{address.database}"


def stored_password(address: Address) -> str | None:
    """The password in the keyring; None where there is none to be had."""
    return stored_secret(_account(address))


def keep_password(address: Address, password: str) -> bool:
    """Keep the password in the keyring; False where it cannot be kept, so that it is asked for each
    session.
    """
    return keep_secret(_account(address), password)
