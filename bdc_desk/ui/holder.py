"""Who has a customer in hand, in words that count with the tick. No widgets."""

from dataclasses import dataclass
from datetime import datetime

from bdc_desk.ui import words
from bdc_desk.ui.translation import translate


@dataclass(frozen=True, slots=True)
class Holder:
    """`name`: the person's. `since`: when a colleague took the customer (UTC); None where it is this desk."""

    name: str
    since: datetime | None = None

    def held(self, now: datetime) -> str:
        """How long a colleague is on it already: "0:40"; "" for this desk's own."""
        return "" if self.since is None else words.wait(now - self.since)

    def said(self, now: datetime) -> str:
        """The whole of it: "Kim Lee is on it, 0:40"."""
        held = self.held(now)
        if held:
            return translate("Holder", "{name} is on it, {held}").format(name=self.name, held=held)
        return translate("Holder", "with {name}").format(name=self.name)
