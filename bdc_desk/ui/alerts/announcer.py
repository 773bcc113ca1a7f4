"""Takes the alerts of a tick to the banner, the loudspeaker and the tray: each once, one tone for all
together.
"""

from collections.abc import Callable, Sequence

from bdc_desk.cadence.alerts import Alert
from bdc_desk.ui.alerts.alert_words import TONES, most_urgent, said_of_many, said_of_one
from bdc_desk.ui.alerts.banner import AlertBanner
from bdc_desk.ui.alerts.sound import Sound
from bdc_desk.ui.alerts.tray import Tray


class Announcer:
    """Remembers what was announced, so that a clock that runs over the same minutes twice stays silent."""

    def __init__(
        self,
        banner: AlertBanner,
        sound: Sound,
        tray: Tray,
        name_of: Callable[[str], str],
        covered: Callable[[], bool] = lambda: True,
    ) -> None:
        """`name_of`: the customer's name for a lead. `covered`: whether the window is out of sight, so that a
        tray message is worth its disturbance.
        """
        self._banner, self._sound, self._tray = banner, sound, tray
        self._name_of, self._covered = name_of, covered
        self._heard: set[Alert] = set()

    @property
    def heard(self) -> frozenset[Alert]:
        """What was announced, or taken as known at the start."""
        return frozenset(self._heard)

    def know(self, alerts: Sequence[Alert]) -> None:
        """Take these as announced: moments that had passed when the desk started."""
        self._heard.update(alerts)

    def announce(self, alerts: Sequence[Alert]) -> None:
        """Announce those not announced before."""
        fresh = [alert for alert in alerts if alert not in self._heard]
        if not fresh:
            return
        self._heard.update(fresh)
        self._banner.add(fresh, self._name_of)
        self._sound.play(TONES[most_urgent(alert.kind for alert in fresh)])
        if self._covered():
            self._tray.message("BDC Desk", self._said(fresh))

    def settle(self, stands: Callable[[str], bool]) -> None:
        """Take back from the banner the leads for which `stands` says no."""
        self._banner.settle(stands)

    def _said(self, fresh: Sequence[Alert]) -> str:
        if len(fresh) == 1:
            return said_of_one(fresh[0].kind, self._name_of(fresh[0].lead))
        return said_of_many(alert.kind for alert in fresh)
