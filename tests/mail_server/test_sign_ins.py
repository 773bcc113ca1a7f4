"""Signing in at Microsoft and Google, against token endpoints of our own."""

import json
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit

import pytest

from bdc_desk.mail_server import google, microsoft
from bdc_desk.mail_server.faults import MailFault
from bdc_desk.operations.intake_settings import MailboxSettings

AT_MICROSOFT = MailboxSettings(
    "Leads",
    "outlook.office365.com",
    "leads@example.test",
    sign_in="microsoft",
    client_id="an-id",
    tenant="a-tenant",
)
AT_GOOGLE = MailboxSettings(
    "Leads", "imap.gmail.com", "leads@example.test", sign_in="google", client_id="an-id"
)


class Answered:
    """An answer as `requests` gives it."""

    def __init__(self, told: Any, status: int = 200) -> None:
        self.status_code, self.text, self.headers = status, json.dumps(told), dict[str, str]()

    def raise_for_status(self) -> None:
        if self.status_code >= 400:
            raise OSError(self.text)


class Microsoft:
    """Microsoft's addresses, as far as a sign-in goes there."""

    def __init__(self) -> None:
        self.answers: list[dict[str, Any]] = []
        self.asked: list[dict[str, Any]] = []
        self.is_down = False

    def get(self, url: str, **_how: Any) -> Answered:
        if self.is_down:
            raise OSError("no network")
        if "discovery/instance" in url:
            names = ["login.microsoftonline.com", "login.windows.net"]
            return Answered({"metadata": [{"preferred_network": names[0], "aliases": names}]})
        base = url.partition("/v2.0")[0].partition("/.well")[0]
        return Answered(
            {
                "issuer": f"{base}/v2.0",
                "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
                "token_endpoint": f"{base}/oauth2/v2.0/token",
                "device_authorization_endpoint": f"{base}/oauth2/v2.0/devicecode",
            }
        )

    def post(self, url: str, *, data: Any = None, **_how: Any) -> Answered:
        if self.is_down:
            raise OSError("no network")
        self.asked.append({"url": url, **(data or {})})
        if url.endswith("devicecode"):
            return Answered(
                {
                    "user_code": "ABCD1234",
                    "device_code": "dev",
                    "verification_uri": "https://microsoft.com/devicelogin",
                    "expires_in": 900,
                    "interval": 0,
                }
            )
        told = self.answers.pop(0)
        return Answered(told, 400 if "error" in told else 200)

    def close(self) -> None: ...


def granted(token: str, refresh: str, lasts: int = 3600) -> dict[str, Any]:
    return {
        "token_type": "Bearer",
        "scope": microsoft.SCOPES["imap"],
        "expires_in": lasts,
        "access_token": token,
        "refresh_token": refresh,
        "client_info": "eyJ1aWQiOiJ1IiwidXRpZCI6InQifQ",  # {"uid":"u","utid":"t"}
    }


def test_microsoft_by_a_code_on_its_page() -> None:
    there, shown = Microsoft(), list[tuple[str, str]]()
    there.answers = [{"error": "authorization_pending"}, granted("first", "r1")]
    kept = microsoft.sign_in_microsoft(
        AT_MICROSOFT, lambda code, url: shown.append((code, url)), http_client=there
    )
    assert shown == [("ABCD1234", "https://microsoft.com/devicelogin")]
    assert "a-tenant" in there.asked[0]["url"]
    assert {"IMAP.AccessAsUser.All", "offline_access"} <= {
        one.rpartition("/")[2] for one in there.asked[0]["scope"].split()
    }
    token, renewed = microsoft.token_of(AT_MICROSOFT, kept, http_client=there)
    assert (token, renewed) == ("first", kept)  # it is still good: nothing is asked
    assert there.answers == []


def test_microsoft_renews_silently() -> None:
    there = Microsoft()
    there.answers = [granted("first", "r1", lasts=1), granted("second", "r2")]
    kept = microsoft.sign_in_microsoft(AT_MICROSOFT, lambda _code, _url: None, http_client=there)
    token, renewed = microsoft.token_of(AT_MICROSOFT, kept, http_client=there)
    assert token == "second"
    assert there.asked[-1]["refresh_token"] == "r1"
    assert renewed != kept
    assert "r2" in renewed


@pytest.mark.parametrize(
    ("error", "words", "no_password"),
    [
        ("invalid_grant", "Microsoft asks leads@example.test to sign in again.", True),
        ("temporarily_unavailable", "out of order at the moment", False),
        ("unauthorized_client", "does not know the registration", True),
    ],
)
def test_microsoft_grants_no_more(error: str, words: str, no_password: bool) -> None:
    there = Microsoft()
    there.answers = [granted("first", "r1", lasts=1), *[{"error": error, "error_description": "why"}] * 3]
    kept = microsoft.sign_in_microsoft(AT_MICROSOFT, lambda _code, _url: None, http_client=there)
    with pytest.raises(MailFault, match=words) as told:
        microsoft.token_of(AT_MICROSOFT, kept, http_client=there)
    assert told.value.no_password is no_password


def test_microsofts_page_is_declined_or_left_open() -> None:
    there = Microsoft()
    there.answers = [{"error": "authorization_declined"}]
    with pytest.raises(MailFault, match="was declined on Microsoft's page"):
        microsoft.sign_in_microsoft(AT_MICROSOFT, lambda _code, _url: None, http_client=there)
    there.answers = [{"error": "expired_token"}]
    with pytest.raises(MailFault, match="was not finished in time"):
        microsoft.sign_in_microsoft(AT_MICROSOFT, lambda _code, _url: None, http_client=there)


def test_microsoft_cannot_be_reached() -> None:
    there = Microsoft()
    there.is_down = True
    with pytest.raises(MailFault, match="cannot be reached") as told:
        microsoft.sign_in_microsoft(AT_MICROSOFT, lambda _code, _url: None, http_client=there)
    assert told.value.passing


def test_what_was_kept_is_broken_or_empty() -> None:
    for kept in ("{broken", "{}"):
        with pytest.raises(MailFault, match="to sign in again") as told:
            microsoft.token_of(AT_MICROSOFT, kept, http_client=Microsoft())
        assert told.value.no_password


def test_without_the_package_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msal", None)
    with pytest.raises(MailFault, match=r"Install bdc-desk\[oauth\]"):
        microsoft.token_of(AT_MICROSOFT, "kept")


def test_a_registration_is_needed() -> None:
    with pytest.raises(MailFault, match="client id"):
        microsoft.sign_in_microsoft(replace(AT_MICROSOFT, client_id=""), lambda _code, _url: None)
    with pytest.raises(MailFault, match="client id"):
        google.sign_in_google(replace(AT_GOOGLE, client_id=""), "secret", lambda _page: None)


# Google


class Google(HTTPServer):
    """Google's token endpoint."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Tokens)
        self.asked: list[dict[str, str]] = []
        self.answers: list[dict[str, Any]] = []


class _Tokens(BaseHTTPRequestHandler):
    server: Google

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append({key: values[0] for key, values in parse_qs(body).items()})
        told = self.server.answers.pop(0)
        self.send_response(400 if "error" in told else 200)
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def log_message(self, format: str, *args: Any) -> None: ...


@pytest.fixture
def tokens(monkeypatch: pytest.MonkeyPatch) -> Iterator[Google]:
    server = Google()
    thread = threading.Thread(target=lambda: server.serve_forever(0.05))
    thread.start()
    monkeypatch.setattr(google, "TOKENS", f"http://127.0.0.1:{server.server_port}/token")
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def browser() -> Iterator[Callable[[Callable[[dict[str, str]], list[str]]], Callable[[str], None]]]:
    """Makes an `open_page` whose browser visits the answers that a test gives it, in order."""
    threads: list[threading.Thread] = []

    def visiting(visits: Callable[[dict[str, str]], list[str]]) -> Callable[[str], None]:
        def open_page(page: str) -> None:
            asked = {key: values[0] for key, values in parse_qs(urlsplit(page).query).items()}
            threads.append(threading.Thread(target=visit, args=(visits(asked),)))
            threads[-1].start()

        return open_page

    def visit(addresses: list[str]) -> None:
        for address in addresses:
            try:
                urllib.request.urlopen(address, timeout=10).close()  # noqa: S310  our own
            except HTTPError as error:
                error.close()

    yield visiting
    for thread in threads:
        thread.join(10)


def test_google_by_the_browser(tokens: Google, browser: Any) -> None:
    asked_of_person: dict[str, str] = {}

    def visits(asked: dict[str, str]) -> list[str]:
        asked_of_person.update(asked)
        back = asked["redirect_uri"]
        return [
            f"{back}/favicon.ico",
            f"{back}/?state=forged&code=evil",  # another page that guesses the port
            f"{back}/?state={asked['state']}&code=a-code",
        ]

    tokens.answers = [{"access_token": "first", "refresh_token": "r1"}, {"access_token": "second"}]
    kept = google.sign_in_google(AT_GOOGLE, "client secret", browser(visits))
    assert asked_of_person["scope"] == "https://mail.google.com/"
    assert asked_of_person["code_challenge_method"] == "S256"
    assert asked_of_person["redirect_uri"].startswith("http://127.0.0.1:")
    first = tokens.asked[0]
    assert (first["code"], first["client_secret"]) == ("a-code", "client secret")
    assert google.challenge_of(first["code_verifier"]) == asked_of_person["code_challenge"]
    assert google.token_of(AT_GOOGLE, kept) == ("second", kept)
    assert tokens.asked[1]["refresh_token"] == "r1"


def test_google_is_declined_or_given_up(tokens: Google, browser: Any) -> None:
    page = browser(lambda asked: [f"{asked['redirect_uri']}/?state={asked['state']}&error=access_denied"])
    with pytest.raises(MailFault, match="was declined on Google's page"):
        google.sign_in_google(AT_GOOGLE, "secret", page)
    with pytest.raises(MailFault, match="was not finished in time"):
        google.sign_in_google(AT_GOOGLE, "secret", lambda _page: None, is_given_up=lambda: True)
    assert tokens.asked == []


def test_google_grants_no_more(tokens: Google) -> None:
    tokens.answers = [{"error": "invalid_grant"}]
    with pytest.raises(MailFault, match="to sign in again") as told:
        google.token_of(AT_GOOGLE, '{"client_secret": "x", "refresh_token": "r1"}')
    assert told.value.no_password


def test_google_cannot_be_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(google, "TOKENS", "http://127.0.0.1:9/token")
    with pytest.raises(MailFault, match="cannot be reached"):
        google.token_of(AT_GOOGLE, '{"client_secret": "x", "refresh_token": "r1"}')
    with pytest.raises(MailFault, match="to sign in again"):
        google.token_of(AT_GOOGLE, "broken")
