"""Takes the alerts of a tick to the banner, the loudspeaker and the tray: each once, one tone for all
together.
"""

from collections.abc import Callable, Iterable, Sequence

from bdc_desk.cadence.alerts import Alert
from bdc_desk.ui.alerts.alert_words import said_of_many, said_of_one
from bdc_desk.ui.alerts.banner import AlertBanner
from bdc_desk.ui.alerts.sound import Sound
from bdc_desk.ui.alerts.tray import Tray


def _nobody(_lead: str) -> str:
    return ""


class Announcer:
    """Remembers what was announced, so that a clock that runs over the same minutes twice stays silent."""

    def __init__(
        self,
        banner: AlertBanner,
        sound: Sound,
        tray: Tray,
        name_of: Callable[[str], str],
        covered: Callable[[], bool] = lambda: True,
        promiser_of: Callable[[str], str] = _nobody,
        discreet: Callable[[], bool] = lambda: False,
    ) -> None:
        """`name_of`: the customer's name for a lead. `covered`: whether the window is out of sight, so that a
        tray message is worth its disturbance. `promiser_of`: which colleague promised the call, "" for none.
        `discreet`: whether the window is locked, so that a message names nobody.
        """
        self._banner, self._sound, self._tray = banner, sound, tray
        self._name_of, self._covered, self._promiser_of = name_of, covered, promiser_of
        self._discreet = discreet
        self._heard: set[Alert] = set()

    @property
    def heard(self) -> frozenset[Alert]:
        """What was announced, or taken as known at the start."""
        return frozenset(self._heard)

    def know(self, alerts: Iterable[Alert]) -> None:
        """Take these as announced: moments that had passed when the desk started."""
        self._heard.update(alerts)

    def announce(self, alerts: Sequence[Alert]) -> None:
        """Announce those not announced before. Of several of one lead, as after a sleep, the latest alone
        still says something.
        """
        fresh = [alert for alert in alerts if alert not in self._heard]
        if not fresh:
            return
        self._heard.update(fresh)
        latest = list({alert.lead: alert for alert in fresh}.values())
        self._banner.add(latest, self._name_of, self._promiser_of)
        self._sound.play_for(alert.kind for alert in latest)
        self.tell_outside(self._said(latest))

    def tell_outside(self, text: str) -> None:
        """Say it beside the tray, where the window cannot be seen or hides its desk."""
        if self._covered() or self._discreet():
            self._tray.message("BDC Desk", text)

    def settle(self, stands: Callable[[str], bool]) -> None:
        """Take back from the banner the leads for which `stands` says no."""
        self._banner.settle(stands)

    def _said(self, fresh: Sequence[Alert]) -> str:
        if len(fresh) == 1 and not self._discreet():
            lead = fresh[0].lead
            return said_of_one(fresh[0].kind, self._name_of(lead), self._promiser_of(lead))
        return said_of_many(alert.kind for alert in fresh)
