"""`bdc-desk shared add-dealership`: a dealership begins with its rules."""

import argparse

from bdc_desk.cli.shared.owner import connected
from bdc_desk.errors import Refused
from bdc_desk.operations.setup_form import WEEKDAYS, SetupForm, faults, spans
from bdc_desk.operations.shipped import default_policy
from bdc_desk.sync.administering import begin_dealership


def run(arguments: argparse.Namespace) -> int:
    """Begin the dealership. Raises Refused with every fault of the form."""
    form = _form(arguments)
    with connected(arguments) as (admin, _):
        if any(one.name == form.name for one in admin.dealerships()):
            raise Refused(
                f"There is a dealership called {form.name} already. `bdc-desk shared status` shows it."
            )
        id_ = begin_dealership(admin, form, default_policy())
    print(f"{form.name} has begun: {form.country}, {form.zone}, open {arguments.hours} every day (id {id_}).")
    print(
        'Next: `bdc-desk shared add-person "Kim Ro" --role salesperson`. Its rules are the policy: a manager'
    )
    print("changes them, other hours by weekday among them, with `bdc-desk policy use`.")
    return 0


def _form(arguments: argparse.Namespace) -> SetupForm:
    try:
        hours = spans(arguments.hours)
    except ValueError as fault:
        raise Refused(f"Opening hours (--hours): {fault}.") from fault
    form = SetupForm(
        name=arguments.name.strip(),
        country=arguments.country.upper(),
        region=arguments.region.upper(),
        zone=arguments.zone,
        hours=dict.fromkeys(WEEKDAYS, hours),
        person_name="nobody yet",
    )
    wrong = [f"  --{field}: {words}" for field, words in faults(form).items()]
    if wrong:
        raise Refused("The dealership was not begun:\n" + "\n".join(wrong))
    return form
