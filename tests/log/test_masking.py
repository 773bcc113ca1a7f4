"""No telephone number, address or password of anybody is left in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.log.masking import LONGEST, mask, one_record

SIGNS = [
    " ",
    "-",
    ".",
    "/",
    " - ",
    ") ",
    "\u00a0",
    "\u202f",
    "\u2011",
    "\\xa0",
    "\\u202f",
    "%20",
    "",
    "\u2013",
    "·",
]
AROUND = ["", " ", "'", '"', "(", "tel:", "to ", "=", "\n", "b'", "name=", ":", "é"]


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """A telephone number as somebody might write it: 7 to 15 digits in groups."""
    digits = draw(st.text("0123456789", min_size=7, max_size=15))
    told, at = draw(st.sampled_from(["", "+", "(", "+(", "00"])), 0
    while at < len(digits):
        size = draw(st.integers(1, 5))
        told += digits[at : at + size] + draw(st.sampled_from(SIGNS))
        at += size
    return told


@st.composite
def addresses(draw: st.DrawFn) -> tuple[str, str, str]:
    """An e-mail address and its two parts."""
    letters = st.text("abcXYZäß0189._+-", min_size=1, max_size=40)
    before, host = draw(letters), draw(st.text("abcxyz019-", min_size=1, max_size=20))
    return f"{before}@{host}.test", before, host


def looks_kept(text: str) -> bool:
    """Runs of digits that are a moment or a computer's address stay: no telephone number is written so."""
    return mask(text) == text


@given(st.sampled_from(AROUND), numbers(), st.sampled_from(AROUND))
def test_no_number_survives(before: str, number: str, after: str) -> None:
    told = f"{before}{number}{after}"
    left = mask(told)
    digits = sum(
        sign.isdigit() for sign in left.replace("\\xa0", "").replace("\\u202f", "").replace("%20", "")
    )
    moment_or_host = number.count("-") >= 2 or number.count(".") >= 3
    assert digits < 7 or moment_or_host, left


@given(st.sampled_from(AROUND), addresses(), st.sampled_from(AROUND))
def test_no_address_survives(before: str, address: tuple[str, str, str], after: str) -> None:
    whole, local, host = address
    left = mask(f"{before}{whole}{after}")
    assert whole not in left
    assert "@" not in left
    assert f"{host}.test" not in left
    assert len(local) < 8 or local not in left


@given(st.text())
def test_any_text_is_taken_and_masking_twice_changes_nothing(text: str) -> None:
    once = mask(text)
    assert mask(once) == once or "[" in once
    assert "\r" not in one_record(once)


@pytest.mark.parametrize(
    "secret",
    [
        "postgresql://ana:{}@db.example/desk",
        "imaps://{}@mail.example",
        "password={} host=db",
        "password = '{}'",
        'passwd: "{}"',
        "{{'password': '{}', 'host': 'db'}}",
        "PGPASSWORD={}",
        "access_token={}&x=1",
        '{{"refresh_token": "{}"}}',
        "client_secret={}",
        "Authorization: Bearer {}",
        "Authorization: Basic {}",
        "api-key={}",
        "pin={}",
        "password=b'{}'",
    ],
)
def test_passwords_go(secret: str) -> None:
    left = mask(f"it failed with {secret.format('cor6ect-h0rse')} here")
    assert "cor6ect" not in left
    assert "h0rse" not in left


@pytest.mark.parametrize(
    "told",
    [
        "at 2026-11-29 03:24:29,123",
        "2026-11-29T03:24:29.123456+00:00",
        "no answer from 192.168.100.200:5432",
        "entry 0190a1b2-1234-7abc-8def-0123456789ab is kept",
        "lead 7f0c1d5e-5b7a-5c0e-9a53-3f1b3c0d9e11 cannot be concluded",
        "digest 3f1b3c0d9e117f0c1d5e5b7a5c0e9a533f1b3c0d9e117f0c1d5e5b7a5c0e9a53",
        '  File "bdc_desk/ui/queue/view.py", line 1234, in paint',
        "<Lead at 0x7f0123456789>",
        "the token has expired, the password was refused",
    ],
)
def test_what_a_helper_needs_stays(told: str) -> None:
    assert looks_kept(told)


def test_a_text_of_megabytes_is_cut() -> None:
    left = mask("x" * 1_000_000)
    assert len(left) < LONGEST + 100
    assert left.endswith("more]")


@pytest.mark.parametrize(
    "hostile",
    ["1 " * 10**6, "a@" * 10**6, '"' * 10**6, "password='" + "\\" * 10**6, "%40" * 10**6, "1.1." * 10**6],
)
def test_a_hostile_text_takes_no_time(hostile: str) -> None:
    """A pattern that tries again and again would run into the tests' time limit."""
    for _ in range(20):
        mask(hostile)
