"""The login's password: in the system's keyring, or for this session only. It is never written anywhere
else.
"""

import keyring

from bdc_desk.storage.shared.address import Address

SERVICE = "bdc-desk"
ALLOWED = (
    "keyring.backends.Windows",
    "keyring.backends.macOS",
    "keyring.backends.SecretService",
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
)
"""Keyrings that keep a secret a secret. Others store plain text (keyrings.alt), or raise on a machine
without a screen (design.md, Facts).
"""


def _account(address: Address) -> str:
    return f"{address.login}@{address.host}:{address.port}/{address.database}"


def trusted_keyring() -> keyring.backend.KeyringBackend | None:
    """The system's keyring, where it is one of those that keep secrets; else None."""
    try:
        found = keyring.get_keyring()
    except Exception:  # noqa: BLE001 - a backend raises whatever its system does; without one it is asked for
        return None
    candidates = getattr(found, "backends", None) or [found]  # a chain tries its members in turn
    return next((one for one in candidates if type(one).__module__.startswith(ALLOWED)), None)


def stored_password(address: Address) -> str | None:
    """The password in the keyring; None where there is none, or no keyring that keeps secrets, or it is
    locked.
    """
    trusted = trusted_keyring()
    try:
        return trusted.get_password(SERVICE, _account(address)) if trusted else None
    except Exception:  # noqa: BLE001 - as above: locked, gone, no session bus
        return None


def keep_password(address: Address, password: str) -> bool:
    """Keep the password in the keyring; False where it cannot be kept, so that it is asked for each
    session.
    """
    trusted = trusted_keyring()
    try:
        if trusted is None:
            return False
        trusted.set_password(SERVICE, _account(address), password)
    except Exception:  # noqa: BLE001 - as above
        return False
    return True
