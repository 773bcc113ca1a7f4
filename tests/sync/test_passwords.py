"""Passwords lie in a keyring that keeps secrets, or nowhere."""

from collections.abc import Iterator
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from bdc_desk.secret_store import trusted_keyring
from bdc_desk.storage.shared.address import Address
from bdc_desk.sync.passwords import keep_password, stored_password

KIM = Address("db.example.test", "bdc", "kim")


class Safe(KeyringBackend):
    """Stands for the system's."""

    priority: Any = 1
    locked = False

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("locked")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked("locked")
        self.kept[service, username] = password


class Plain(Safe):
    """Stands for one that writes plain text: its module is none that keeps secrets."""


Safe.__module__ = "keyring.backends.SecretService"


@pytest.fixture
def use() -> Iterator[Any]:
    """Puts a keyring in place, and the one before back."""
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_a_trusted_keyring_keeps_the_password(use: Any) -> None:
    safe = Safe()
    use(safe)
    assert stored_password(KIM) is None
    assert keep_password(KIM, "secret")
    assert stored_password(KIM) == "secret"
    assert safe.kept == {("bdc-desk", "kim@db.example.test:5432/bdc"): "secret"}


def test_another_login_has_another_password(use: Any) -> None:
    use(Safe())
    keep_password(KIM, "secret")
    assert stored_password(KIM.of("lee")) is None


def test_a_keyring_that_writes_plain_text_is_not_used(use: Any) -> None:
    plain = Plain()
    use(plain)
    assert trusted_keyring() is None
    assert not keep_password(KIM, "secret")
    assert plain.kept == {}
    assert stored_password(KIM) is None


def test_a_locked_keyring_is_as_good_as_none(use: Any) -> None:
    safe = Safe()
    safe.locked = True
    use(safe)
    assert stored_password(KIM) is None
    assert not keep_password(KIM, "secret")
