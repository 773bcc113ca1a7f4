"""`bdc-desk shared`: what the owner of a team's database does, and what it says when it cannot be done."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bdc_desk.cli.team_arguments import ACTIONS
from tests.cli.conftest import BOSS, BOSS_PASSWORD, Commands, Office, Said, first_password


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_has_help(run: Commands, action: str) -> None:
    said = run("shared", action, "--help")
    assert (said.code, said.out.startswith(f"usage: bdc-desk shared {action}")) == (0, True)
    assert "PGPASSWORD" in said.out


def test_init_says_what_it_did_and_is_safe_to_repeat(office: Office) -> None:
    said = office.owner("init")
    assert (said.code, said.err) == (0, "")
    assert "The role bdc_owner was made: it owns everything and cannot log in.\n" in said.out
    assert "Its tables were brought to version 1.\n" in said.out
    assert f"The database {office.database} is ready for BDC Desk: 0 dealerships.\nNext: " in said.out
    again = office.owner("init")
    assert again.out.startswith(
        "Functions, triggers, row-level security and rights were put in.\nThe database"
    )


def test_the_address_may_stand_after_init_or_in_the_variables(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", BOSS_PASSWORD)
    shared = office.desk("owner")
    assert shared("shared", "init", office.address(BOSS)).code == 0
    twice = shared("shared", "init", office.address(BOSS), "--database", office.address(BOSS))
    assert (twice.code, "Give the address once" in twice.err) == (1, True)
    none = shared("shared", "people")
    assert none.code == 1
    assert "Which database? Give its address (postgresql://" in none.err
    for name, value in (("PGHOST", "127.0.0.1"), ("PGDATABASE", office.database), ("PGUSER", BOSS)):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PGPORT", "of call")
    assert "PGPORT is not the number of a port." in shared("shared", "status").err
    monkeypatch.setenv("PGPORT", str(office.server.port))
    assert shared("shared", "status").out.startswith("The shared database holds no dealership yet.")


def test_in_a_terminal_the_password_is_asked_for(office: Office) -> None:
    office.sits(BOSS_PASSWORD)
    said = office.desk("owner")("shared", "init", office.address(BOSS))
    assert said.code == 0, said.err
    assert BOSS_PASSWORD not in said.out + said.err


def test_a_password_from_the_password_file(office: Office) -> None:
    """Enter at the question, and a script without a terminal: libpq looks there itself."""
    file = Path(os.environ["PGPASSFILE"])
    file.write_text(f"127.0.0.1:*:*:{BOSS}:{BOSS_PASSWORD}\n", encoding="utf-8")
    file.chmod(0o600)
    office.types()
    assert office.desk("owner")("shared", "init", office.address(BOSS)).code == 0
    office.sits("")
    assert office.desk("owner")("shared", "status", "--database", office.address(BOSS)).code == 0


def test_a_dealership_begins_with_its_rules(office: Office) -> None:
    office.begin()
    office.person("Kim Ro")
    twice = office.owner(
        "add-dealership", "--name", "Harbour Motors", "--country", "GB", "--zone", "Europe/London",
        "--hours", "9-18",
    )  # fmt: skip
    assert (twice.code, "There is a dealership called Harbour Motors already" in twice.err) == (1, True)
    other = office.owner(
        "add-dealership", "--name", "Canal Cars", "--country", "nl", "--region", "nh",
        "--zone", "Europe/Amsterdam", "--hours", "9-12, 13-18",
    )  # fmt: skip
    assert other.code == 0, other.err
    assert other.out.startswith("Canal Cars has begun: NL, Europe/Amsterdam, open 9-12, 13-18 every day (id ")
    which = office.owner("add-person", "Noor Bos", "--role", "manager")
    assert (which.code, "There are: Canal Cars, Harbour Motors. Give --dealership" in which.err) == (1, True)
    assert office.owner("add-person", "Noor Bos", "--role", "manager", "--dealership", "Canal Cars").code == 0
    assert "Kim Ro" not in office.owner("people", "--dealership", "Canal Cars").out
    status = office.owner("status").out.splitlines()
    assert [line.split(":")[0] for line in status] == ["Canal Cars", "Harbour Motors"]


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (("--name", " ", "--hours", "9-18"), "  --name: Give the dealership's name."),
        (("--name", "X", "--hours", "late"), "Opening hours (--hours): “late” is not a span"),
        (("--name", "X", "--hours", "9-18", "--country", "UK"), "  --country: Choose the country"),
        (("--name", "X", "--hours", "9-18", "--zone", "London"), "  --zone: Choose a time zone"),
        (("--name", "X", "--hours", ""), "  --hours: Open on one day at least"),
    ],
)
def test_a_dealership_with_faults_is_refused_before_anything_is_asked(
    office: Office, argv: tuple[str, ...], says: str
) -> None:
    said = office.owner("add-dealership", "--country", "GB", "--zone", "Europe/London", *argv)
    assert (said.code, said.out) == (1, "")
    assert says in said.err


def test_a_person_gets_a_login_and_a_first_password_once(office: Office) -> None:
    office.begin()
    said = office.owner("add-person", "Kim Ro", "--role", "salesperson")
    password = first_password(said)
    assert said.out == (
        "Kim Ro may work at Harbour Motors (salesperson):\n"
        "  login           kim_ro\n"
        f"  first password  {password}\n"
        f"  to join         bdc-desk join {office.address('kim_ro')}\n"
        "The password is shown this once, and is good for the first join only: hand it over in person.\n"
        "From another computer: put the server's own name in the place of 127.0.0.1.\n"
    )
    office.person("Lee Fox", "enquiry", "--login", "lee")
    people = office.owner("people")
    assert password not in people.out
    assert people.out == (
        "Harbour Motors: 2 people\n"
        "name     login   role         state\n"
        "Kim Ro   kim_ro  salesperson  has not joined yet (first password)\n"
        "Lee Fox  lee     enquiry      has not joined yet (first password)\n"
    )


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (("add-person", "Kim Ro", "--role", "manager"), "The server has a login kim_ro already."),
        (("add-person", " ", "--role", "manager"), "Give the name"),
        (("add-person", "Al", "--role", "manager", "--login", "pg_al"), "'pg_al' is no login"),
        (("remove-person", "Zoe"), "Nobody there is called Zoe. Known: Kim Ro (kim_ro)."),
        (("new-password", "Zoe"), "Nobody there is called Zoe."),
        (("people", "--dealership", "Elsewhere"), "Which dealership? There are: Harbour Motors."),
        (("recover",), "Nobody is here to be asked: call it in a terminal, or say --yes."),
    ],
)
def test_what_cannot_be_done_is_said(office: Office, argv: tuple[str, ...], says: str) -> None:
    office.begin()
    office.person("Kim Ro")
    said = office.owner(*argv)
    assert said.code == 1
    assert says in said.err
    assert len(office.owner("people").out.splitlines()) == 3


def test_a_removed_person_is_let_back_in_by_a_new_password(office: Office) -> None:
    office.begin()
    kim = office.person("Kim Ro")
    assert office.join("kim_ro", kim).code == 0
    said = office.owner("remove-person", "Kim Ro")
    assert said.out.startswith("Kim Ro (kim_ro) gets in no more; what Kim Ro wrote stays in the log.\n")
    assert "removed" in office.owner("people").out
    shut = office.desk("kim_ro")("sync")
    assert (shut.code, "The login or its password is wrong, or the login was closed." in shut.err) == (
        1,
        True,
    )
    anew = first_password(office.owner("new-password", "kim_ro"))
    early = office.desk("kim_ro")("sync")
    assert early.code == 1
    assert office.join("kim_ro", anew).code == 0
    assert office.desk("kim_ro")("sync").code == 0
    assert office.owner("people").out.splitlines()[2].split() == [
        "Kim",
        "Ro",
        "kim_ro",
        "salesperson",
        "may",
        "work",
    ]


def _nowhere(office: Office) -> str:
    return office.address(BOSS).replace(office.database, "nowhere")


FAILURES: dict[str, tuple[Callable[[Office], str], str]] = {
    "no such database": (_nowhere, "The server has no database of that name."),
    "wrong login": (lambda office: office.address("nobody"), "The login or its password is wrong"),
    "server off": (
        lambda _: "postgresql://boss@127.0.0.1:1/bdc",
        "The server's machine answers, but no database there.",
    ),
    "no such server": (
        lambda _: "postgresql://boss@no.such.server.invalid/bdc",
        "There is no server of that name.",
    ),
    "a password in it": (lambda _: "postgresql://boss:oh@127.0.0.1/bdc", "No password in the address"),
    "no address": (lambda _: "db.example.test", "looks like postgresql://"),
    "not set up": (lambda office: office.address(BOSS), "Whoever runs it calls `bdc-desk shared init`"),
}


@pytest.mark.parametrize("case", FAILURES)
def test_a_database_that_is_not_as_needed_is_said(
    office: Office, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    address, says = FAILURES[case]
    monkeypatch.setenv("PGPASSWORD", BOSS_PASSWORD)
    said = office.desk("owner")("shared", "status", "--database", address(office))
    assert (said.code, said.out) == (1, "")
    assert says in said.err
    assert "Traceback" not in said.err


def test_an_agent_s_login_does_none_of_it(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.begin()
    assert office.join("kim_ro", office.person("Kim Ro")).code == 0
    monkeypatch.setenv("PGPASSWORD", "own secret of kim_ro")
    for argv in (
        ("init",),
        ("people",),
        ("verify",),
        ("add-person", "Xen Doe", "--role", "manager"),
        ("recover", "--yes"),
    ):
        said = office.desk("owner")("shared", *argv, "--database", office.address("kim_ro"))
        assert said.code == 1, argv
        assert "This login may not do that there" in said.err, argv


def test_verify_names_every_fault(office: Office) -> None:
    office.begin()
    office.person("Kim Ro")
    whole = office.owner("verify")
    assert whole.code == 0
    assert whole.out.startswith("The shared log of Harbour Motors is whole: 3 entries, head ")
    with office.server.connect(office.database) as superuser:
        superuser.execute("ALTER TABLE bdc.detail DISABLE TRIGGER USER")
        superuser.execute("UPDATE bdc.detail SET content = replace(content, 'Kim', 'Tim')")
    said = office.owner("verify")
    assert said.code == 1
    assert "its details are not those it was written with" in said.out
    assert "the trigger only_added_to of bdc.detail is missing or switched off\n" in said.out
    assert "The shared log is not as it was written: " in said.out


def test_a_socket_s_path_is_no_name_for_colleagues(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32":
        pytest.skip("no sockets of this kind")
    office.begin()
    monkeypatch.setenv("PGPASSWORD", BOSS_PASSWORD)
    for name, value in (
        ("PGHOST", str(office.server.folder)), ("PGDATABASE", office.database), ("PGUSER", BOSS),
        ("PGPORT", str(office.server.port)),
    ):  # fmt: skip
        monkeypatch.setenv(name, value)
    said: Said = office.desk("owner")("shared", "add-person", "Kim Ro", "--role", "salesperson")
    assert said.code == 0, said.err
    assert f"bdc-desk join postgresql://kim_ro@SERVER:{office.server.port}/{office.database}\n" in said.out
    assert said.out.endswith("put the server's own name in the place of SERVER.\n")
