"""Signing in to Microsoft 365 for reading or sending mail, which no password opens any more (since 2022).

The person types a short code on Microsoft's page, on any device (the device flow); the tokens lie in the
keyring. The dealership's own registration is used (`client_id`, `tenant`): this program has none.
"""

import importlib
import json
from collections.abc import Callable
from typing import Any

from bdc_desk.mail_server.account import Account
from bdc_desk.mail_server.faults import MailFault, Stage, unsaid
from bdc_desk.mail_server.sign_in_faults import no_registration, reaching, refused

WHO = "Microsoft"
SCOPES = {
    "imap": "https://outlook.office.com/IMAP.AccessAsUser.All",
    "smtp": "https://outlook.office.com/SMTP.Send",
}
"""What is asked for, by protocol: nothing more."""
AUTHORITY = "https://login.microsoftonline.com"
ANSWER_SECONDS = 10


def sign_in_microsoft(
    account: Account,
    show: Callable[[str, str], None],
    *,
    is_given_up: Callable[[], bool] = lambda: False,
    http_client: Any = None,  # noqa: ANN401  anything that answers `get` and `post` as requests does
) -> str:
    """Have a person sign in; the answer is for `Passwords.keep_sign_in`. It blocks until the person has typed
    the code, the code has run out (15 minutes) or `is_given_up` says so: not for the window's own thread.

    `show` is told the code and the address of the page on which it is typed. Raises MailFault.
    """
    application, cache = _application(account, "", http_client)
    with reaching(account, WHO):
        flow = application.initiate_device_flow(scopes=[SCOPES[account.protocol]])
        if "user_code" not in flow:
            raise refused(account, WHO, flow)
        show(str(flow["user_code"]), str(flow["verification_uri"]))
        told = application.acquire_token_by_device_flow(flow, exit_condition=lambda _flow: is_given_up())
        if "access_token" not in told:
            raise refused(account, WHO, told)
        return str(cache.serialize())


def token_of(
    account: Account,
    kept: str,
    *,
    http_client: Any = None,  # noqa: ANN401  as above
) -> tuple[str, str]:
    """A token that is good for some minutes, renewed where needed, and what is to be kept from now on.

    Raises MailFault: `no_password` where the person has to sign in again.
    """
    application, cache = _application(account, kept, http_client)
    with unsaid(account.login, *_secrets_in(kept)), reaching(account, WHO):
        accounts = application.get_accounts()
        if not accounts:
            raise refused(account, WHO, {})
        scopes = [SCOPES[account.protocol]]
        told = application.acquire_token_silent_with_error(scopes, account=accounts[0]) or {}
        if "access_token" not in told:
            raise refused(account, WHO, told)
        return str(told["access_token"]), str(cache.serialize()) if cache.has_state_changed else kept


def _secrets_in(kept: str) -> list[str]:
    """The tokens among what was kept, as MSAL writes it."""
    told = json.loads(kept)
    return [
        str(one["secret"])
        for kind in told.values()
        if isinstance(kind, dict)
        for one in kind.values()
        if isinstance(one, dict) and "secret" in one
    ]


def _application(account: Account, kept: str, http_client: Any) -> tuple[Any, Any]:  # noqa: ANN401  as above
    """MSAL's application and its cache of tokens, filled with what was kept."""
    if not account.client_id:
        raise no_registration(account, WHO)
    try:
        msal: Any = importlib.import_module("msal")  # lazily: it is an extra, and slow to load
    except ImportError as error:
        raise MailFault(
            "Signing in at Microsoft needs one more package. Install bdc-desk[oauth], then start again.",
            stage=Stage.LOGIN,
            passing=False,
            no_password=True,
            details=str(error),
        ) from error
    cache = msal.SerializableTokenCache()
    try:
        cache.deserialize(kept)
    except ValueError as error:
        raise refused(account, WHO, {}) from error  # damaged: only a person mends it
    with reaching(account, WHO):
        application = msal.PublicClientApplication(
            account.client_id,
            authority=f"{AUTHORITY}/{account.tenant or 'common'}",
            token_cache=cache,
            http_client=http_client,
            timeout=None if http_client else ANSWER_SECONDS,
        )
    return application, cache
