"""The desk: one workstation with its replica, its clock and the person who sits at it."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.policy import Policies, Policy
from bdc_desk.cadence.policy_reading import read_stored_policy
from bdc_desk.clock import Clock
from bdc_desk.errors import NotSetUp, PolicyFault
from bdc_desk.operations.shipped import default_policy
from bdc_desk.storage.store import Snapshot, Store

OWNERS = frozenset({"salesperson"})
"""Roles that may own a customer: enquiry staff never own, they hand over (domain.md, The lead)."""
_READ = (Kind.POLICY_USED, Kind.PERSON_ADDED, Kind.DEALERSHIP_SET_UP, Kind.DEPUTY_SET)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who sits at a desk. `role`: salesperson, enquiry, manager, principal."""

    id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Deputy:
    """Who covers an absent person's customers. `until`: the person is back then (UTC); None: until ended."""

    person: str
    deputy: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the log says beside the leads: the rules, the people, and who covers whom (by the absent person's
    id; also where the person is back by now: `deputy_of` knows the time).
    """

    policies: Policies
    people: dict[str, Person]
    dealership: str
    deputies: Mapping[str, Deputy] = field(default_factory=dict)

    @property
    def policy(self) -> Policy:
        """The policy in force now."""
        return self.policies.current

    @property
    def salespeople(self) -> frozenset[str]:
        """Ids of those who may own a customer."""
        return frozenset(person.id for person in self.people.values() if person.role in OWNERS)

    def name_of(self, person: str | None) -> str:
        """The person's name; the id where nobody of that id was added."""
        known = self.people.get(person or "")
        return known.name if known else (person or "")

    def deputy_of(self, person: str, now: datetime) -> str | None:
        """The id of who covers the person at `now` (aware UTC); None where nobody does any more."""
        found = self.deputies.get(person)
        if found is None or (found.until is not None and found.until <= now):
            return None
        return found.deputy


@dataclass(frozen=True, slots=True)
class Desk:
    """What every operation is handed. `person`: the id of who sits here."""

    store: Store
    clock: Clock
    person: str
    read_policies: dict[str, Policy | None] = field(default_factory=dict, repr=False, compare=False)

    @property
    def is_in_team(self) -> bool:
        """Whether this desk shares its log."""
        with self.store.snapshot() as snapshot:
            identity = snapshot.desk()
        return identity is not None and identity.is_in_team

    def surroundings(self, snapshot: Snapshot) -> Surroundings:
        """The rules and the people as `snapshot` knows them. Raises NotSetUp in an empty profile."""
        entries = snapshot.entries_of_kinds(*_READ)
        entries = tuple(entry for entry in entries if entry.stands)
        versions = tuple(
            (entry.seal.no, policy)
            for entry in entries
            if entry.kind == Kind.POLICY_USED and entry.seal and (policy := self._policy(entry)) is not None
        )
        if not versions:
            identity = snapshot.desk()
            if identity is not None and identity.is_in_team:
                raise NotSetUp("Joining the team was cut short before its rules came. Join once more.")
            raise NotSetUp("This profile holds no dealership yet. Run `bdc-desk setup`, or start the window.")
        names = [entry.body.get("name", "") for entry in entries if entry.kind == Kind.DEALERSHIP_SET_UP]
        return Surroundings(
            Policies(versions), dict(_people(entries)), str(names[-1]) if names else "", _deputies(entries)
        )

    def _policy(self, entry: Entry) -> Policy | None:
        """A policy is read once: its text never changes. None for a text that cannot be read, whoever
        put it in force: the one before stays, and the log shows the entry.
        """
        if entry.id not in self.read_policies:
            try:
                self.read_policies[entry.id] = read_stored_policy(
                    entry.text_of("text") or "", default_policy()
                )
            except PolicyFault as fault:
                logging.getLogger(__name__).warning(
                    "the policy of entry %s cannot be read: %s", entry.id, fault
                )
                self.read_policies[entry.id] = None
        return self.read_policies[entry.id]


def _people(entries: tuple[Entry, ...]) -> list[tuple[str, Person]]:
    added = [entry for entry in entries if entry.kind == Kind.PERSON_ADDED]
    return [
        (
            entry.body["person"],
            Person(entry.body["person"], (entry.details or {}).get("name", ""), entry.body["role"]),
        )
        for entry in added
    ]


def _deputies(entries: tuple[Entry, ...]) -> dict[str, Deputy]:
    """The latest word on each person; what is of no form, or sets somebody's own deputy, says nothing."""
    found: dict[str, Deputy] = {}
    for entry in entries:
        person, deputy = entry.text_of("person"), entry.text_of("deputy")
        if entry.kind != Kind.DEPUTY_SET or person is None:
            continue
        if deputy is not None and deputy != person:
            found[person] = Deputy(person, deputy, entry.moment_of("until"))
        elif entry.body.get("deputy") is None:
            found.pop(person, None)
    return found
