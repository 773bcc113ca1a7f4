"""What a person is told about the driver's errors: the nearest cause, and whether a person has to act."""

import psycopg
import pytest

from bdc_desk.errors import Refused
from bdc_desk.storage.shared.faults import ServerHere, SharedFault, WrongPassword, in_words


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        ('FATAL:  password authentication failed for user "kim"', WrongPassword, "login or its password"),
        ("fe_sendauth: no password supplied", WrongPassword, "password of your login is needed"),
        ('FATAL:  role "kim" is not permitted to log in', WrongPassword, "login was closed"),
        ('FATAL:  too many connections for role "kim"', SharedFault, "no connection free"),
        ('FATAL:  too many connections for database "bdc"', SharedFault, "no connection free"),
        ("FATAL:  sorry, too many clients already", SharedFault, "no connection free"),
        (
            'FATAL:  no pg_hba.conf entry for host "192.0.2.7", user "kim", database "bdc", no encryption',
            ServerHere,
            "lets nobody in from this computer",
        ),
        ('FATAL:  database "bdc" does not exist', ServerHere, "no database of that name"),
        ("server does not support SSL, but SSL was required", ServerHere, "no encrypted connection"),
        ("SSL error: certificate verify failed", ServerHere, "certificate cannot be verified"),
        ('server certificate for "a" does not match host name "b"', ServerHere, "certificate cannot be"),
        ('could not translate host name "db" to address', ServerHere, "no server of that name"),
        ("connection to server failed: Connection refused", SharedFault, "no database there"),
        ("connection timeout expired", SharedFault, "does not answer"),
        ("something unheard of", SharedFault, "connection to the shared database failed"),
    ],
)
def test_the_nearest_cause_is_told(said: str, kind: type[SharedFault], words: str) -> None:
    told = in_words(psycopg.OperationalError(said))
    assert type(told) is kind
    assert words in str(told)
    assert isinstance(told, SharedFault)
    assert told.passing is (kind is SharedFault)


def test_what_the_rules_refuse_is_no_fault() -> None:
    told = in_words(psycopg.errors.RaiseException("refused: change the first password before anything else"))
    assert isinstance(told, Refused)
    assert str(told) == "Change the first password before anything else."
