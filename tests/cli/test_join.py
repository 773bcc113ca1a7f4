"""`bdc-desk join`: each step with a tick or a plain reason, a password of one's own, and the whole log."""

import io
import sys

import pytest

from bdc_desk import secret_store
from bdc_desk.storage.shared.address import Address
from tests.cli.conftest import BOSS, BOSS_PASSWORD, Commands, Office, first_password

STEPS = [
    "Address", "Reach the server", "Encrypted connection", "Log in", "A database of BDC Desk",
    "Your place in it", "Your own password", "Keep the password", "This desk",
]  # fmt: skip


def steps(out: str) -> list[str]:
    """The headings of the steps that were ticked."""
    return [line[2:].partition(":")[0] for line in out.splitlines() if line.startswith("✓ ")]


def test_a_person_at_a_terminal_joins(office: Office) -> None:
    office.begin()
    first, login = office.person("Kim Ro"), office.address("kim_ro")
    office.sits(first, "short", "a longer secret", "another one", "a longer secret", "a longer secret")
    said = office.desk("kim")("join", login)
    assert (said.code, said.err) == (0, "\r\x1b[K" if sys.stderr.isatty() else "")
    assert steps(said.out) == STEPS
    assert "This password was for the first time only." in said.out
    assert "Another one, please: at least 10 characters, and not the first one.\n" in said.out
    assert "These were two different ones.\n" in said.out
    assert "✓ Keep the password: In this computer's keyring.\n" in said.out
    assert f"The log is here: 3 entries, in {office.desk('kim').folder}.\n" in said.out
    assert list(office.keyring.kept.values()) == ["a longer secret"]
    assert first not in said.out
    assert office.desk("kim")("queue").out.startswith("The queue is empty.")


def test_again_with_the_same_profile_asks_for_no_new_password(office: Office) -> None:
    office.begin()
    assert office.join("kim_ro", office.person("Kim Ro")).code == 0
    office.types("own secret of kim_ro")
    again = office.desk("kim_ro")("join", office.address("kim_ro"))
    assert again.code == 0, again.err
    assert steps(again.out) == [step for step in STEPS if step != "Your own password"]


def test_nothing_chosen_is_no_password(office: Office) -> None:
    office.begin()
    first = office.person("Kim Ro")
    for line_ends in ((first,), (first, "")):
        office.types(*line_ends)
        said = office.desk("kim")("join", office.address("kim_ro"))
        assert said.code == 1
        assert "give the new password as a second line on standard input" in said.err
    office.sits(first, "")
    assert "choose one of your own" in office.desk("kim")("join", office.address("kim_ro")).err
    office.types(first, "short")
    said = office.desk("kim")("join", office.address("kim_ro"))
    assert said.out.endswith("✗ Your own password\n")
    assert "at least 10 characters" in said.err
    assert "has not joined yet" in office.owner("people").out


def test_the_first_password_from_the_environment(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.begin()
    monkeypatch.setenv("PGPASSWORD", office.person("Kim Ro"))
    office.types("", "own secret of kim_ro")
    said = office.desk("kim")("join", office.address("kim_ro"))
    assert said.code == 0, said.err
    assert list(office.keyring.kept.values()) == ["own secret of kim_ro"]
    monkeypatch.setenv("PGPASSWORD", "own secret of kim_ro")
    office.types("")
    again = office.desk("kim")("join", office.address("kim_ro"))
    assert "✓ Keep the password: It is where libpq found it: in PGPASSWORD or ~/.pgpass.\n" in again.out


def test_without_a_keyring_the_password_is_nowhere(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secret_store, "trusted_keyring", lambda: None)
    office.begin()
    said = office.join("kim_ro", office.person("Kim Ro"))
    assert said.code == 0
    assert "No keyring here keeps secrets: it is asked for at each start, and never written." in said.out
    kim = office.desk("kim_ro")
    assert "The password of your login is needed" in kim("sync").err
    office.sits("own secret of kim_ro")
    assert kim("sync").code == 0
    folder = kim.folder
    assert not [file for file in folder.rglob("*") if file.is_file() and b"own secret" in file.read_bytes()]


def test_what_fails_says_where_and_why(office: Office) -> None:
    office.begin()
    office.person("Kim Ro")
    port = office.server.port
    for address, password, step, says in (
        ("postgresql://kim_ro@127.0.0.1:1/bdc", "x", "Reach the server", "Is it running?"),
        ("postgresql://kim@no.such.server.invalid/bdc", "x", "Reach the server", "There is no server called"),
        (office.address("kim_ro"), "guessed", "Log in", "The login or its password is wrong"),
        (
            f"postgresql://{BOSS}@127.0.0.1:{port}/nowhere",
            BOSS_PASSWORD,
            "Log in",
            "no database of that name",
        ),
        (
            f"postgresql://{BOSS}@127.0.0.1:{port}/postgres",
            BOSS_PASSWORD,
            "A database of BDC Desk",
            "not set up",
        ),
        (office.address(BOSS), BOSS_PASSWORD, "Your place in it", "belongs to no dealership there"),
    ):
        office.types(password)
        said = office.desk("kim")("join", address)
        assert said.code == 1
        assert said.out.endswith(f"✗ {step}\n"), said.out
        assert says in said.err, said.err
        assert "There is no dealership" in office.desk("other")("queue").err
    assert "holds no dealership yet" in office.desk("kim")("queue").err


def test_a_server_without_tls_elsewhere_is_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.begin()
    first = office.person("Kim Ro")
    monkeypatch.setattr(Address, "is_loopback", property(lambda _address: False))
    office.types(first)
    said = office.desk("kim")("join", office.address("kim_ro"))
    assert said.code == 1
    assert said.out.endswith("✓ Reach the server\n✗ Encrypted connection\n")
    assert "The server offers no encrypted connection" in said.err
    off = office.desk("kim")("join", f"{office.address('kim_ro')}?sslmode=disable")
    assert "Personal data goes over the network only encrypted" in off.err


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("db.example.test", "looks like postgresql://"),
        ("postgresql://kim:secret@db.example.test/bdc", "No password in the address"),
        ("postgresql://kim@db.example.test", "names a login and a database"),
        ("postgresql://kim@db.example.test/bdc?options=x", "has no option but sslmode"),
    ],
)
def test_an_address_that_is_off_leaves_no_folder(run: Commands, address: str, says: str) -> None:
    said = run("join", address)
    assert (said.code, says in said.err) == (1, True)
    assert "secret" not in said.err
    assert not run.folder.exists()


def test_a_profile_that_is_somebody_else_s_is_refused(office: Office) -> None:
    office.begin()
    kim, lee = office.person("Kim Ro"), office.person("Lee Fox")
    assert office.join("kim_ro", kim).code == 0
    said = office.join("lee_fox", lee, profile="kim_ro")
    assert said.code == 1
    assert "This profile is a colleague's. Join from a new one (--profile DIR)." in said.err
    alone = office.desk("alone")
    assert alone.set_up().code == 0
    said = office.join("lee_fox", lee, profile="alone")
    assert "This profile holds a dealership of its own." in said.err
    assert office.join("lee_fox", lee, profile="fresh").code == 0


def test_a_terminal_without_ticks_is_told_in_words(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.types("x")
    with monkeypatch.context() as patch:
        out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
        patch.setattr(sys, "stdout", out)
        office.desk("kim")("join", "postgresql://kim@127.0.0.1:1/bdc")
        out.seek(0)
        assert out.read() == "ok  Address: kim at 127.0.0.1, database bdc\nNOT Reach the server\n"


def test_a_new_first_password_is_changed_again(office: Office) -> None:
    office.begin()
    assert office.join("kim_ro", office.person("Kim Ro")).code == 0
    anew = first_password(office.owner("new-password", "Kim Ro"))
    assert office.join("kim_ro", anew).code == 0
