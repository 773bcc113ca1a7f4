"""The shared database is set up and brought up by its owner, and says what it did."""

from contextlib import closing

import pytest

from bdc_desk.errors import Refused
from bdc_desk.storage.shared.connection import connect
from bdc_desk.storage.shared.faults import SharedFault, WrongPassword
from bdc_desk.storage.shared.shared import hello
from bdc_desk.sync.administering import add_person, dealership_named, verify_shared
from tests.helpers.postgres import VERSIONS
from tests.helpers.teams import TeamDatabase, password_of, team_server


@pytest.mark.parametrize("version", VERSIONS)
def test_it_is_set_up_on_every_version_and_again(version: int) -> None:
    with team_server(version) as server, server.database() as shared, shared.admin() as admin:
        assert admin.init() == ["Functions, triggers, row-level security and rights were put in."]
        for dealership in admin.dealerships():
            assert verify_shared(admin, dealership) == []


def test_a_login_knows_who_it_is(shared: TeamDatabase) -> None:
    with closing(connect(shared.address("kim"), password_of("kim"))) as kim:
        told = hello(kim)
    assert (told.role, told.first_password, told.dealership_name, told.no) == (
        "salesperson",
        False,
        "Springfield Motors",
        6,
    )


def test_before_the_first_password_is_changed_nothing_is_to_be_had(shared: TeamDatabase) -> None:
    with shared.admin() as admin:
        springfield = dealership_named(admin, "Springfield Motors").dealership
        first = add_person(admin, springfield, "New One", "salesperson", f"new_{shared.name}")
    with closing(connect(shared.address(first.login), first.password)) as new:
        assert hello(new).first_password
        assert new.execute("SELECT count(*) FROM bdc.entry").fetchone() == (0,)
        with pytest.raises(Exception, match="change the first password"):
            new.execute("SELECT bdc.join_desk('0f0e0d0c-0b0a-4908-8706-050403020100', '1')")


def test_who_is_removed_gets_in_no_more(shared: TeamDatabase) -> None:
    with shared.admin() as admin:
        springfield = dealership_named(admin, "Springfield Motors").dealership
        first = add_person(admin, springfield, "Gone Soon", "salesperson", f"gone_{shared.name}")
        with closing(connect(shared.address(first.login), first.password)) as still_there:
            admin.remove_login(first.login)
            assert still_there.execute("SELECT bdc.my_dealership()").fetchone() == (None,)
        with pytest.raises(WrongPassword):
            connect(shared.address(first.login), first.password)


def test_a_wrong_login_is_told_in_words(shared: TeamDatabase) -> None:
    with pytest.raises(WrongPassword, match="login or its password is wrong"):
        connect(shared.address("kim"), "guessed")
    with pytest.raises(SharedFault, match="no database of that name"):
        connect(shared.team.address("kim", "elsewhere"), password_of("kim"))
    with pytest.raises(Refused), shared.admin() as admin:
        add_person(admin, admin.dealerships()[0].dealership, "Kim Ro", "salesperson", "kim")
