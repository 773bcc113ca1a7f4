"""`bdc-desk setup`: a dealership in this profile, from arguments, questions or guesses."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace

from bdc_desk.cli.guesses import guessed_form
from bdc_desk.cli.opening import default_policy, open_store
from bdc_desk.clock import SystemClock
from bdc_desk.errors import Refused
from bdc_desk.operations.setting_up import is_set_up, set_up
from bdc_desk.operations.setup_form import DIAL_WAYS, ROLES, WEEKDAYS, SetupForm, spans


def run(arguments: argparse.Namespace) -> int:
    """Ask what was not given (in a terminal), set up, and say what comes next."""
    with open_store(arguments.profile) as (profile, store):
        if is_set_up(store):
            raise Refused(f"The profile in {profile.folder} holds a dealership already. `bdc-desk` opens it.")
        form = filled(arguments, guessed_form(), _ask if sys.stdin.isatty() else None)
        set_up(store, SystemClock(), form, default_policy())
    print(f"{form.name} is set up in {profile.folder}.")
    print("Next: `bdc-desk import FOLDER` brings lead mails in, `bdc-desk` opens the window.")
    return 0


def filled(
    arguments: argparse.Namespace, guess: SetupForm, ask: Callable[[str, str], str] | None
) -> SetupForm:
    """The form from arguments, else from `ask(question, guess)`, else as guessed. Raises Refused for hours
    out of form.
    """

    def told(given: str | None, question: str, guessed: str) -> str:
        if given is not None:
            return given
        return ask(question, guessed) if ask else guessed

    hours = told(arguments.hours, "Opening hours, every day", guess.hours["monday"][0])
    try:
        day = spans(hours)
    except ValueError as fault:
        raise Refused(f"Opening hours: {fault}.") from fault
    return replace(
        guess,
        name=told(arguments.name, "Dealership", guess.name),
        country=told(arguments.country, "Country (ISO code)", guess.country).upper(),
        region=arguments.region or "",
        zone=told(arguments.zone, "Time zone", guess.zone),
        hours=dict.fromkeys(WEEKDAYS, day),
        person_name=told(arguments.person, "Your name", guess.person_name),
        role=told(arguments.role, f"Your role ({', '.join(ROLES)})", guess.role),
        dial_way=told(arguments.dial, f"Calls are dialled ({' or '.join(DIAL_WAYS)})", guess.dial_way),
    )


def _ask(question: str, guess: str) -> str:
    return input(f"{question} [{guess}]: ").strip() or guess
