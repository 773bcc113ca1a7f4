"""What the page says of all that is joined with the window: team, ways in, sound, keyring, version."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from bdc_desk import __version__
from bdc_desk.sync.values import SyncStatus
from bdc_desk.ui import words
from bdc_desk.ui.intake.intake_feed import Source
from bdc_desk.ui.intake.intake_words import NOT_WELL, source_line, source_name
from bdc_desk.ui.status.status_line import StatusLine
from bdc_desk.ui.team.sync_words import in_short
from bdc_desk.ui.translation import translate

MOST_NAMED = 3
"""Mailboxes and folders that the line names; the others are counted."""


def team_line(status: SyncStatus | None, now: datetime, zone: tzinfo) -> StatusLine:
    """How the link to the shared database stands; None: the desk works alone."""
    what = translate("Status", "Team")
    if status is None:
        return StatusLine(what, translate("Status", "none: nobody else shares this log"))
    told = in_short(status, now, zone)
    return StatusLine(what, words.dotted(told.words, translate("Status", "F7 has more")), told.well)


def intake_line(sources: Sequence[Source], now: datetime, zone: tzinfo) -> StatusLine:
    """Mailboxes and folders on one line, those that need somebody first."""
    what = translate("Status", "Ways in")
    if not sources:
        return StatusLine(
            what, translate("Status", "no mailbox, no folder: leads come by hand (F6 adds one)")
        )
    bad = [one for one in sources if one.status is not None and one.status.state in NOT_WELL]
    ordered = [*bad, *(one for one in sources if one not in bad)]
    named = [
        f"{source_name(one.kind, one.name)}: {source_line(one.status, now, zone)}"
        for one in ordered[:MOST_NAMED]
    ]
    rest = len(ordered) - len(named)
    if rest:
        named.append(translate("Status", "{n} more on F6", "", rest))
    return StatusLine(what, "\n".join(named), ok=not bad)


def sound_line(player: str, *, on: bool) -> StatusLine:
    """What plays the tones; `player` "": nothing was found, and the system beeps."""
    what = translate("Status", "Sound")
    if not on:
        return StatusLine(what, translate("Status", "off for now; banners show all the same"))
    if not player:
        return StatusLine(what, translate("Status", "no player found: the system beeps"), ok=False)
    return StatusLine(what, translate("Status", "tones by {player}").format(player=player))


def mail_line(sender: str) -> StatusLine:
    """What sends emails. `sender`: the address they come from, "" where no server is set up."""
    what = translate("Status", "Mail out")
    if not sender:
        return StatusLine(
            what, translate("Status", "no server set up: emails are handed to the mail program")
        )
    return StatusLine(what, translate("Status", "sends as {sender}").format(sender=sender))


def keyring_line(*, keeps: bool) -> StatusLine:
    """Whether this computer keeps passwords."""
    what = translate("Status", "Passwords")
    if keeps:
        return StatusLine(what, translate("Status", "kept in the system's keyring"))
    return StatusLine(what, translate("Status", "no keyring that keeps secrets: asked for at each start"))


def version_line() -> StatusLine:
    """The program's version."""
    return StatusLine(translate("Status", "Version"), __version__)
