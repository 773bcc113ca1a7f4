"""By which server mail goes out: checked in words, one a desk, or a person's own."""

from dataclasses import replace

import pytest

from bdc_desk.errors import Refused
from bdc_desk.operations.mail_out_settings import (
    MAIL_OUT,
    MailOutSettings,
    forget_mail_out,
    is_address,
    keep_mail_out,
    mail_out,
)
from tests.helpers.desks import Staffed

GOOD = MailOutSettings(
    "smtp.example.test", "sales@example.test", login="sales@example.test", sender_name="Ana"
)


def test_the_first_are_the_desks_and_a_person_may_have_others(here: Staffed) -> None:
    assert mail_out(here.ana) is None
    keep_mail_out(here.ana, GOOD)
    assert mail_out(here.ana) == mail_out(here.cy) == GOOD
    own = replace(GOOD, sender="cy@example.test", port=465, security="tls")
    keep_mail_out(here.cy, own)
    assert (mail_out(here.cy), mail_out(here.ana)) == (own, GOOD)
    forget_mail_out(here.cy)
    assert mail_out(here.cy) == GOOD
    other = replace(GOOD, host="mail.example.test")
    keep_mail_out(here.ben, other, for_all=True)
    assert (mail_out(here.ben), mail_out(here.ana)) == (other, GOOD)
    keep_mail_out(here.ana, other)
    forget_mail_out(here.ana)
    assert mail_out(here.ana) is None
    with pytest.raises(Refused, match="sends no mail"):
        forget_mail_out(here.ana)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"host": ""}, "mail server's address"),
        ({"host": "smtp.example.test\r\nX"}, "mail server's address"),
        ({"host": "sales@example.test"}, "mail server's address"),
        ({"port": 0}, "port"),
        ({"port": 70_000}, "port"),
        ({"security": "ssl"}, "Security is one of"),
        ({"sign_in": "kerberos"}, "sign-in of"),
        ({"security": "none"}, "another computer, and mail goes over the network only encrypted"),
        ({"login": " "}, "Give the login"),
        ({"login": "a\r\nb"}, "line break"),
        ({"sign_in": "google"}, "client id"),
        ({"sender": "sales"}, "sender's address"),
        ({"sender": "sales@example.test\r\nBcc: x@example.test"}, "sender's address"),
        ({"sender": "a@example.test, b@example.test"}, "sender's address"),
        ({"sender_name": "Ana\r\nBcc: x@example.test"}, "sender's name"),
        ({"sender_name": "x" * 101}, "sender's name"),
    ],
)
def test_what_cannot_be_is_refused_in_words(here: Staffed, fields: dict[str, object], says: str) -> None:
    with pytest.raises(Refused, match=says):
        keep_mail_out(here.ana, replace(GOOD, **fields))  # type: ignore[arg-type]
    assert mail_out(here.ana) is None


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_a_server_on_this_computer_may_be_open_and_want_no_login(here: Staffed, host: str) -> None:
    local = replace(GOOD, host=host, security="none", login="")
    keep_mail_out(here.ana, local)
    assert mail_out(here.ana) == local


@pytest.mark.parametrize(
    "damaged", ["{", "[]", "1", '{"host": 1}', '{"host": "x"}', '{"host":"a b","sender":"a@b"}', "[" * 10_000]
)
def test_damaged_settings_are_as_good_as_none(here: Staffed, damaged: str) -> None:
    with here.store.unit() as unit:
        unit.put_setting(MAIL_OUT, damaged)
    assert mail_out(here.ana) is None


@pytest.mark.parametrize("text", ["a@b.test", "zoë@bücher.test", "o'neil+x@mail.example.test"])
def test_addresses(text: str) -> None:
    assert is_address(text)
