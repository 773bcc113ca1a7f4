"""Whether this computer keeps passwords."""

from collections.abc import Iterator

from bdc_desk import secret_store
from bdc_desk.cli.checks.finding import Finding, ok, warning

ACCOUNT, WORD = "doctor", "a word to see whether it is kept"


def check_keyring() -> Iterator[Finding]:
    """Which keyring, and whether it gives back what it is given: a word is put in and taken out again."""
    found = secret_store.trusted_keyring()
    if found is None:
        yield warning(
            "keyring",
            "None here keeps secrets: passwords are asked for at each start, and never written.",
            "On a computer without a screen that is all there is; else log in to the desktop's own keyring "
            "(GNOME Keyring, KWallet).",
        )
        return
    name = type(found).__module__.removeprefix("keyring.backends.").partition(".")[0]
    kept = secret_store.keep_secret(ACCOUNT, WORD) and secret_store.stored_secret(ACCOUNT) == WORD
    secret_store.forget_secret(ACCOUNT)
    if kept:
        yield ok("keyring", f"{name} keeps secrets")
    else:
        yield warning(
            "keyring",
            f"{name} is there, but keeps nothing: is it locked?",
            "Unlock it (log in to the desktop), then try again. Until then passwords are asked for.",
        )
