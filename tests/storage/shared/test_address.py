"""An address of a shared database: what it may say, and what it never holds."""

import pytest

from bdc_desk.errors import Refused
from bdc_desk.storage.shared.address import Address, known_authorities, owner_address, read_address


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("postgresql://kim@db.example.test/bdc", Address("db.example.test", "bdc", "kim")),
        ("postgres://kim@db.example.test:6432/bdc", Address("db.example.test", "bdc", "kim", 6432)),
        ("postgresql://kim%40hq@[::1]/b%20c", Address("::1", "b c", "kim@hq")),
        (
            "postgresql://kim@db.example.test/bdc?sslmode=verify-ca&sslrootcert=/etc/ca.pem",
            Address("db.example.test", "bdc", "kim", 5432, "verify-ca", "/etc/ca.pem"),
        ),
    ],
)
def test_an_address_reads_back_as_it_was_written(text: str, told: Address) -> None:
    assert read_address(text) == told
    assert read_address(str(told)) == told


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("postgresql://kim:secret@db.example.test/bdc", "No password in the address"),
        ("mysql://kim@db.example.test/bdc", "looks like postgresql://"),
        ("db.example.test", "looks like postgresql://"),
        ("postgresql://db.example.test/bdc", "names a login and a database"),
        ("postgresql://kim@db.example.test", "names a login and a database"),
        ("postgresql://kim@db.example.test:port/bdc", "is no address"),
        ("postgresql://kim:sec/ret@db.example.test/bdc", "is no address"),
        ("postgresql://kim:secret", "is no address"),
        ("postgresql://kim@db.example.test/bdc?sslmode=prefer", "no option but"),
        ("postgresql://kim@db.example.test/bdc?options=-csearch_path%3Dx", "no option but"),
        ("postgresql://kim@db.example.test/bdc?sslmode=disable", "only encrypted"),
    ],
)
def test_what_is_no_address_is_refused_in_words(text: str, why: str) -> None:
    with pytest.raises(Refused, match=why) as told:
        read_address(text)
    assert not any(part in str(told.value) for part in ("secret", "sec/", "ret@"))


@pytest.mark.parametrize(
    ("host", "mode"),
    [
        ("db.example.test", "verify-full"),
        ("192.0.2.7", "verify-full"),
        ("127.0.0.1", "prefer"),
        ("localhost", "prefer"),
        ("::1", "prefer"),
    ],
)
def test_off_loopback_the_server_proves_who_it_is(host: str, mode: str) -> None:
    told = Address(host, "bdc", "kim").parameters()
    assert told["sslmode"] == mode
    assert told.get("sslrootcert") == (known_authorities() if mode == "verify-full" else None)
    assert "password" not in told


def test_the_owner_s_address_may_come_from_libpq_s_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PGHOST", "PGPORT", "PGDATABASE", "PGUSER", "PGSSLMODE"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(Refused, match="Which database"):
        owner_address(None)
    for name, value in (
        ("PGHOST", "db.example.test"),
        ("PGDATABASE", "bdc"),
        ("PGUSER", "owner"),
        ("PGPORT", "6"),
    ):
        monkeypatch.setenv(name, value)
    assert owner_address(None) == Address("db.example.test", "bdc", "owner", 6)
    for mode in ("disable", "allow", "prefer"):
        monkeypatch.setenv("PGSSLMODE", mode)
        with pytest.raises(Refused, match="only encrypted"):
            owner_address(None)
    monkeypatch.setenv("PGPORT", "six")
    with pytest.raises(Refused, match="PGPORT is not"):
        owner_address(None)
    assert owner_address("postgresql://db.example.test/other").login == "owner"
