"""Secrets in the system's keyring, or for this session only: they are never written anywhere else."""

import keyring

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


def trusted_keyring() -> keyring.backend.KeyringBackend | None:
    """The system's keyring, where it is one of those that keep secrets; else None."""
    try:
        found = keyring.get_keyring()
    except Exception:  # noqa: BLE001 - a backend raises whatever its system does; without one it is asked for
        return None
    candidates = getattr(found, "backends", None) or [found]  # a chain tries its members in turn
    return next((one for one in candidates if type(one).__module__.startswith(ALLOWED)), None)


def stored_secret(account: str) -> str | None:
    """The secret kept for `account`; None where there is none, or no keyring that keeps secrets, or it is
    locked.
    """
    trusted = trusted_keyring()
    try:
        return trusted.get_password(SERVICE, account) if trusted else None
    except Exception:  # noqa: BLE001 - as above: locked, gone, no session bus
        return None


def keep_secret(account: str, secret: str) -> bool:
    """Keep the secret in the keyring; False where it cannot be kept, so that it is asked for each session."""
    trusted = trusted_keyring()
    try:
        if trusted is None:
            return False
        trusted.set_password(SERVICE, account, secret)
    except Exception:  # noqa: BLE001 - as above
        return False
    return True


def forget_secret(account: str) -> bool:
    """Remove the secret from the keyring; False where none was there or it cannot be removed."""
    trusted = trusted_keyring()
    try:
        if trusted is None:
            return False
        trusted.delete_password(SERVICE, account)
    except Exception:  # noqa: BLE001 - as above; a secret that is not there cannot be removed
        return False
    return True
