"""`bdc-desk setup`: a dealership in this profile, from arguments, questions or guesses."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bdc_desk.cli.guesses import guessed_form
from bdc_desk.cli.opening import open_store
from bdc_desk.clock import SystemClock
from bdc_desk.errors import Refused
from bdc_desk.operations.setting_up import is_set_up, set_up
from bdc_desk.operations.setup_form import DIAL_WAYS, ROLES, WEEKDAYS, SetupForm, faults, spans
from bdc_desk.operations.shipped import default_policy
from bdc_desk.settings import is_there, profile_at

OPTIONS = {
    "name": "--name",
    "country": "--country",
    "region": "--region",
    "zone": "--zone",
    "hours": "--hours",
    "person_name": "--person",
    "role": "--role",
    "dial_way": "--dial",
}
"""Where each field of the form is given on the command line."""

Ask = Callable[[str, str], str]


def run(arguments: argparse.Namespace) -> int:
    """Ask what was not given (in a terminal), set up, and say what comes next."""
    profile = profile_at(arguments.profile)
    if is_there(profile.database):
        with open_store(arguments.profile) as (_, store):
            if is_set_up(store):
                raise Refused(
                    f"The profile in {profile.folder} holds a dealership already. `bdc-desk` opens it."
                )
    asks = sys.stdin is not None and sys.stdin.isatty()
    form = filled(arguments, guessed_form(), _ask if asks else None)
    wrong = [f"  {OPTIONS[field.partition('.')[0]]}: {words}" for field, words in faults(form).items()]
    if wrong:
        raise Refused("The dealership was not set up:\n" + "\n".join(dict.fromkeys(wrong)))
    with open_store(arguments.profile) as (_, store):
        set_up(store, SystemClock(), form, default_policy())
    print(f"{form.name.strip()} is set up in {profile.folder}: {form.country}, {form.zone}.")
    print("Next: `bdc-desk import FOLDER` brings lead mails in, `bdc-desk` opens the window.")
    return 0


def filled(arguments: argparse.Namespace, guess: SetupForm, ask: Ask | None) -> SetupForm:
    """The form from arguments, else from `ask(question, guess)` until it is right, else as guessed.

    Raises Refused for hours out of form.
    """
    form = replace(guess, region=(arguments.region or "").upper())
    for field, given, question in (
        ("name", arguments.name, "Dealership"),
        ("country", arguments.country and arguments.country.upper(), "Country (ISO code)"),
        ("zone", arguments.zone, "Time zone"),
        ("person_name", arguments.person, "Your name"),
        ("role", arguments.role, f"Your role ({', '.join(ROLES)})"),
        ("dial_way", arguments.dial, f"Calls are dialled ({' or '.join(DIAL_WAYS)})"),
    ):
        form = _with(form, field, given) if given is not None else _asked(form, field, question, ask)
    return replace(form, hours=dict.fromkeys(WEEKDAYS, _hours(arguments.hours, guess, ask)))


def _asked(form: SetupForm, field: str, question: str, ask: Ask | None) -> SetupForm:
    """Ask until the answer has no fault; without anybody to ask the guess stands."""
    while ask is not None:
        answer = ask(question, str(getattr(form, field)))
        told = _with(form, field, answer.upper() if field == "country" else answer)
        wrong = faults(told).get(field)
        if wrong is None:
            return told
        print(wrong)
    return form


def _with(form: SetupForm, field: str, value: str) -> SetupForm:
    changed: dict[str, Any] = {field: value}
    return replace(form, **changed)


def _hours(given: str | None, guess: SetupForm, ask: Ask | None) -> tuple[str, ...]:
    guessed = ", ".join(guess.hours["monday"])
    while True:
        text = given if given is not None else ask("Opening hours, every day", guessed) if ask else guessed
        try:
            return spans(text)
        except ValueError as fault:
            if given is not None or ask is None:
                raise Refused(f"Opening hours (--hours): {fault}.") from fault
            print(f"{fault}.")


def _ask(question: str, guess: str) -> str:
    return input(f"{question} [{guess}]: " if guess else f"{question}: ").strip() or guess
