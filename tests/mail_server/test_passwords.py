"""What mailboxes are opened with, and where it is kept."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bdc_desk import secret_store
from bdc_desk.mail_server import google, microsoft
from bdc_desk.mail_server.long_secrets import forget_long, keep_long, stored_long
from bdc_desk.mail_server.passwords import Passwords, account_of
from bdc_desk.operations.intake_settings import MailboxSettings
from bdc_desk.outside import Mail, Secrets

LEADS = MailboxSettings("Leads", "mail.example.test", "leads@example.test")
WINDOWS_BYTES = 2560


class Ring:
    """A keyring as short of breath as that of Windows; `breaks_after` so many writes."""

    priority = 1.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.breaks_after = -1

    def get_password(self, service: str, account: str) -> str | None:
        return self.kept.get((service, account))

    def set_password(self, service: str, account: str, secret: str) -> None:
        if len(secret.encode("utf-16-le")) > WINDOWS_BYTES:
            raise OSError(1783, "The stub received bad data")
        if self.breaks_after == 0:
            raise OSError("no more")
        self.breaks_after -= 1
        self.kept[service, account] = secret

    def delete_password(self, service: str, account: str) -> None:
        del self.kept[service, account]


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    one = Ring()
    monkeypatch.setattr(secret_store, "trusted_keyring", lambda: one)
    return one


@pytest.fixture
def no_ring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secret_store, "trusted_keyring", lambda: None)


def test_a_password_lies_in_the_keyring(ring: Ring) -> None:
    assert Passwords().of(LEADS) is None
    assert Passwords().give(LEADS, "one")
    assert Passwords().of(LEADS) == "one"  # also for the next start
    assert ring.kept == {("bdc-desk", "imap leads@example.test@mail.example.test:993"): "one"}
    Passwords().forget(LEADS)
    assert ring.kept == {}


def test_without_a_keyring_it_is_for_this_session(no_ring: None) -> None:
    passwords = Passwords()
    assert not passwords.give(LEADS, "one")
    assert passwords.of(LEADS) == "one"
    assert Passwords().of(LEADS) is None
    passwords.forget(LEADS)
    assert passwords.of(LEADS) is None


def test_a_new_password_takes_the_place_of_one_for_this_session(
    ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    passwords = Passwords()
    with monkeypatch.context() as locked:
        locked.setattr(secret_store, "trusted_keyring", lambda: None)
        assert not passwords.give(LEADS, "old")
    assert passwords.give(LEADS, "new")
    assert passwords.of(LEADS) == "new"


@pytest.mark.parametrize(("sign_in", "module"), [("microsoft", microsoft), ("google", google)])
def test_a_sign_in_is_renewed_and_kept(
    ring: Ring, monkeypatch: pytest.MonkeyPatch, sign_in: str, module: Any
) -> None:
    told = MailboxSettings("Leads", "mail.example.test", "leads@example.test", sign_in=sign_in)
    passwords = Passwords()
    assert passwords.of(told) is None
    assert passwords.keep_sign_in(told, "first" * 1000)
    monkeypatch.setattr(module, "token_of", lambda _settings, kept: (f"token of {kept[:6]}", "second"))
    assert passwords.of(told) == "token of firstf"
    assert passwords.of(told) == "token of second"
    assert Passwords().signed_in(told) == "second"
    assert len(ring.kept) == 2  # the pieces of the first are gone
    passwords.forget(told)
    assert ring.kept == {}


def test_a_sign_in_without_a_keyring(no_ring: None, monkeypatch: pytest.MonkeyPatch) -> None:
    told = MailboxSettings("Leads", "mail.example.test", "leads@example.test", sign_in="google")
    passwords = Passwords()
    assert not passwords.keep_sign_in(told, "kept")
    monkeypatch.setattr(google, "token_of", lambda _settings, kept: (kept, kept))
    assert passwords.of(told) == "kept"
    passwords.forget(told)
    assert passwords.of(told) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=50)
@given(secrets=st.lists(st.text(st.characters(codec="utf-8"), max_size=4000), min_size=1, max_size=3))
def test_a_long_secret_is_kept_whole(ring: Ring, secrets: list[str]) -> None:
    for secret in secrets:
        if keep_long("x", secret):
            assert stored_long("x") == secret


@pytest.mark.parametrize("breaks_after", range(6))
def test_cut_down_while_it_is_kept_the_old_one_stays_whole(ring: Ring, breaks_after: int) -> None:
    assert keep_long("x", "a" * 5000)
    ring.breaks_after = breaks_after
    assert keep_long("x", "b" * 5000) is (breaks_after > 5)
    assert stored_long("x") == "a" * 5000
    ring.breaks_after = -1
    assert keep_long("x", "c" * 5000)
    assert stored_long("x") == "c" * 5000
    forget_long("x")
    assert stored_long("x") is None


def test_a_long_secret_with_a_piece_missing_is_none(ring: Ring) -> None:
    assert keep_long("x", "a" * 5000)
    del ring.kept["bdc-desk", "x a1"]
    assert stored_long("x") is None
    ring.kept["bdc-desk", "x"] = "nonsense"
    assert stored_long("x") is None
    assert not keep_long("x", "a" * 1_000_000)


def test_accounts_are_those_of_the_spec() -> None:
    assert account_of(LEADS) == "imap leads@example.test@mail.example.test:993"


@pytest.mark.usefixtures("no_ring")
def test_what_is_known_for_the_session_is_known_to_the_next_persons_window() -> None:
    secrets = Secrets()
    assert not Mail(secrets).keep_password(LEADS, "one")
    assert Mail(secrets).passwords.of(LEADS) == "one"
    assert Mail().passwords.of(LEADS) is None  # another program's
