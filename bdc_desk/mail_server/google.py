"""Signing in at Google without an app password: the person agrees in the browser, on this computer.

Google gives mail to no device flow, so it is the flow of installed programs (RFC 8252): a page is opened, and
the browser brings the answer to a port of this computer that is open just for it. The dealership's own
registration is used; Google wants its "client secret", too, which for programs like this is none.
"""

import base64
import hashlib
import json
import secrets
import urllib.error
import urllib.request
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from bdc_desk.mail_server.account import Account
from bdc_desk.mail_server.faults import unsaid
from bdc_desk.mail_server.sign_in_faults import no_registration, reaching, refused

WHO = "Google"
SCOPE = "https://mail.google.com/"
PAGE = "https://accounts.google.com/o/oauth2/v2/auth"
TOKENS = "https://oauth2.googleapis.com/token"
ANSWER_SECONDS = 10
MOST_WAITS = 900
"""Waits of a second each for the browser: a quarter of an hour."""


class _Answer(HTTPServer):
    """Waits on loopback for the browser to come back with the answer of this one sign-in."""

    timeout = 1

    def __init__(self, state: str) -> None:
        super().__init__(("127.0.0.1", 0), _Browser)
        self.state, self.told = state, dict[str, str]()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  the library's form
        """A browser that hangs up is nothing to print."""


class _Browser(BaseHTTPRequestHandler):
    """The browser's visit. One without this sign-in's own state is somebody else's and counts for nothing."""

    server: _Answer
    timeout = 5

    def do_GET(self) -> None:
        """Hear the answer and say so."""
        told = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
        known = secrets.compare_digest(told.get("state", "").encode(), self.server.state.encode())
        if known:
            self.server.told = told
        self.send_response(200 if known else 404)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"You can close this page and go back to BDC Desk." if known else b"Not here.")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: ANN401  the library's form
        """The answer holds a secret: nothing is printed."""


def sign_in_google(
    account: Account,
    client_secret: str,
    open_page: Callable[[str], None],
    *,
    is_given_up: Callable[[], bool] = lambda: False,
) -> str:
    """Have a person sign in; the answer is for `Passwords.keep_sign_in`. It blocks until the browser came
    back, a quarter of an hour is over or `is_given_up` says so: not for the window's own thread.

    `open_page` is told the address to open in the browser of this computer. Raises MailFault.
    """
    if not account.client_id:
        raise no_registration(account, WHO)
    state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(64)
    with unsaid(account.login, client_secret), reaching(account, WHO), _Answer(state) as answer:
        asked = {
            "client_id": account.client_id,
            "redirect_uri": f"http://127.0.0.1:{answer.server_port}",
            "response_type": "code",
            "scope": SCOPE,
            "state": state,
            "code_challenge": challenge_of(verifier),
            "code_challenge_method": "S256",
            "access_type": "offline",
            "prompt": "consent",  # else a second sign-in brings nothing that lasts
            "login_hint": account.login,
        }
        open_page(f"{PAGE}?{urlencode(asked)}")
        for _ in range(MOST_WAITS):
            if answer.told or is_given_up():
                break
            answer.handle_request()
        if "code" not in answer.told:
            raise refused(account, WHO, answer.told or {"error": "expired_token"})
        told = _asked(
            {
                "grant_type": "authorization_code",
                "code": answer.told["code"],
                "code_verifier": verifier,
                "redirect_uri": asked["redirect_uri"],
                "client_id": account.client_id,
                "client_secret": client_secret,
            }
        )
        if "refresh_token" not in told:
            raise refused(account, WHO, told)
        return json.dumps({"client_secret": client_secret, "refresh_token": told["refresh_token"]})


def challenge_of(verifier: str) -> str:
    """What is shown first, so that only who knows the verifier can use the code (RFC 7636, S256)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def token_of(account: Account, kept: str) -> tuple[str, str]:
    """A fresh token, and what is to be kept from now on. It is asked only when a connection is made.

    Raises MailFault: `no_password` where the person has to sign in again.
    """
    try:
        known = json.loads(kept)
        refresh_token, client_secret = str(known["refresh_token"]), str(known["client_secret"])
    except (ValueError, KeyError, TypeError) as error:
        raise refused(account, WHO, {}) from error  # damaged: only a person mends it
    with unsaid(account.login, refresh_token, client_secret):
        with reaching(account, WHO):
            told = _asked(
                {
                    "grant_type": "refresh_token",
                    "refresh_token": refresh_token,
                    "client_id": account.client_id,
                    "client_secret": client_secret,
                }
            )
        if "access_token" not in told:
            raise refused(account, WHO, told)
    return str(told["access_token"]), kept


def _asked(what: dict[str, str]) -> dict[str, Any]:
    """Google's answer, also where it is a refusal. Raises OSError, ValueError."""
    request = urllib.request.Request(TOKENS, data=urlencode(what).encode())
    try:
        with urllib.request.urlopen(request, timeout=ANSWER_SECONDS) as answer:  # noqa: S310  our own address
            told = json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            told = json.load(error)
    return told if isinstance(told, dict) else {}
