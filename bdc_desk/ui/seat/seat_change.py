"""Somebody else sits down at this desk: by the list of people (F10), or at the locked window."""

from collections.abc import Callable
from dataclasses import dataclass

from bdc_desk.errors import Refused
from bdc_desk.operations.seat import WRONG_PIN
from bdc_desk.ui.seat.pin_tries import PinTries

Refuse = Callable[[Exception], None]
Switch = Callable[[str, str, Refuse], None]
"""Lets a person (an id) sit down by their PIN, "" where they have none; hears why not."""


@dataclass(frozen=True, slots=True)
class SeatChange:
    """`switch` does it. `why_not`: what comes before it (an open call, an unsent mail), "" for nothing.
    `tries`: the window's own, so that one PIN is not guessed at two places.
    """

    switch: Switch
    why_not: Callable[[], str]
    tries: PinTries

    def ask(self, person: str, pin: str, refuse: Callable[[str], None]) -> None:
        """Let the person sit down, or say why not."""
        why_not = self.why_not() or (self.tries.why_not() if pin else "")
        if why_not:
            refuse(why_not)
            return

        def refused(why: Exception) -> None:
            if pin and isinstance(why, Refused) and why.code == WRONG_PIN:
                self.tries.wrong()
            refuse(str(why))

        self.switch(person, pin, refused)
