"""A team from an empty database to the second desk, as its people type it."""

from pathlib import Path

from tests.cli.conftest import BOSS, Office, first_password
from tests.cli.test_import import adf


def mail(folder: Path, number: int = 1, name: str = "Pat Sample") -> str:
    """A lead file."""
    file = folder / f"{number}.adf"
    file.write_bytes(adf(name, f"020 7946 0{number:03}", number=number))
    return str(file)


def test_from_an_empty_database_to_the_second_desk(office: Office, tmp_path: Path) -> None:
    office.begin()
    kim, lee = office.person("Kim Ro"), office.person("Lee Fox", "enquiry")
    assert office.join("kim_ro", kim).code == 0
    assert office.join("lee_fox", lee).code == 0
    at_kim, at_lee = office.desk("kim_ro"), office.desk("lee_fox")

    said = at_kim("import", mail(tmp_path))
    assert said.code == 0, said.err
    assert said.out.endswith(
        "\n1 entry waits for the shared database: `bdc-desk sync` hands in, an open window does by itself.\n"
    )
    assert at_lee("queue", "--json").objects == []
    assert at_kim("sync").out == "1 entry went up, 0 entries came. The log has 5.\n"
    assert at_lee("sync").out == "0 entries went up, 1 entry came. The log has 5.\n"
    (row,) = at_lee("queue", "--json").objects
    assert (row["name"], row["number"]) == ("Pat Sample", "+44 20 7946 0001")
    assert "Pat Sample" in at_lee("queue").out
    assert at_lee("attempts").code == at_lee("show", "Pat").code == 0
    assert "There are" not in at_lee("attempts").out

    status = office.owner("status")
    assert status.code == 0, status.err
    first, head, *desks = status.out.splitlines()
    assert first.startswith("Harbour Motors: 5 entries, head ")
    assert first.endswith("; 2 people may work, 2 desks joined")
    assert head.split("  ")[0] == "desk of"
    assert sorted(line.split("  ")[0] for line in desks) == ["Kim Ro", "Lee Fox"]
    assert all(" 0               right" in line for line in desks)

    verified = office.owner("verify")
    assert verified.code == 0, verified.out
    for desk in (at_kim, at_lee):
        own = desk("verify")
        assert own.code == 0, own.out
        assert (
            own.out.partition(": ")[2].partition(".")[0] == verified.out.partition(": ")[2].partition(".")[0]
        )
    assert f"team       {office.address('kim_ro')}\n" in at_kim("where").out
    assert at_kim("rebuild").code == 0


def test_a_desk_that_worked_alone_is_adopted_joins_and_works_on(office: Office, tmp_path: Path) -> None:
    alone = office.desk("alone")
    assert alone.set_up("--role", "manager").code == 0
    assert alone("import", mail(tmp_path)).code == 0
    assert office.owner("init").code == 0
    missing = office.owner("adopt", profile="nothing")
    assert (missing.code, "There is no dealership in" in missing.err) == (1, True)

    said = office.owner("adopt", profile="alone")
    assert said.code == 0, said.err
    assert said.out.startswith(
        "Harbour Motors is in the shared database: 4 entries, as they are.\nAna Cruz\n"
    )
    assert said.out.endswith(
        "This desk is Ana Cruz's and shares its log from now on: "
        "call the line `bdc-desk join ...` of that login on it once.\n"
    )
    ana = first_password(said)
    twice = office.owner("adopt", profile="alone")
    assert (twice.code, "This desk is in a team already." in twice.err) == (1, True)
    office.sits(ana)
    early = alone("sync")
    assert (early.code, "Change the first password before anything else" in early.err) == (1, True)

    assert office.join("ana_cruz", ana, profile="alone").code == 0
    assert len(alone("queue", "--json").objects) == 1
    assert alone("import", mail(tmp_path, 2, "Ann Other")).code == 0
    assert alone("sync").out == "1 entry went up, 0 entries came. The log has 5.\n"
    assert office.join("lee_fox", office.person("Lee Fox", "enquiry")).code == 0
    assert len(office.desk("lee_fox")("queue", "--json").objects) == 2
    for desk in (alone, office.desk("lee_fox")):
        assert desk("sync").code == 0
        assert desk("verify").code == 0, desk("verify").out
    assert office.owner("verify").code == 0

    other = office.desk("other")
    assert other.set_up().code == 0
    again = office.owner("adopt", profile="other")  # another log of a dealership of that name: its own
    assert again.code == 0, again.err


def test_a_server_that_came_back_from_a_backup_is_recovered(office: Office, tmp_path: Path) -> None:
    office.begin()
    assert office.join("kim_ro", office.person("Kim Ro")).code == 0
    assert office.join("lee_fox", office.person("Lee Fox")).code == 0
    kim, lee = office.desk("kim_ro"), office.desk("lee_fox")
    kim("import", mail(tmp_path))
    assert kim("sync").code == lee("sync").code == 0
    backup = office.server.folder / f"{office.database}.dump"
    office.server.dump(office.database, backup)
    kim("import", mail(tmp_path, 2, "After Backup"))
    assert kim("sync").code == lee("sync").code == 0

    with office.server.connect() as plain:
        plain.execute(f"DROP DATABASE {office.database} WITH (FORCE)")
        plain.execute(f"CREATE DATABASE {office.database} OWNER {BOSS}")
    office.server.restore(office.database, backup)
    assert office.owner("init").code == 0
    stopped = lee("sync")
    assert stopped.code == 1
    assert "The shared database went back from 6 to 5 entries" in stopped.err
    assert "bdc-desk shared recover" in stopped.err
    assert lee("queue", "--json").objects[1]["name"] == "After Backup"

    no = office.owner("recover")
    assert (no.code, "Nobody is here to be asked" in no.err) == (1, True)
    office.sits(answer="no")
    assert office.owner("recover").out.endswith("Nothing was changed.\n")
    office.sits(answer="yes")
    said = office.owner("recover")
    assert said.code == 0, said.err
    assert "This opens a new chain that continues the one there is" in said.out
    assert "is open with 5 entries." in said.out
    office.types()
    assert lee("sync").code == 0
    assert kim("sync").code == 0
    assert lee("sync").code == 0
    assert office.owner("verify").code == 0
    for desk in (kim, lee):
        assert len(desk("queue", "--json").objects) == 2
        assert desk("verify").code == 0, desk("verify").out
