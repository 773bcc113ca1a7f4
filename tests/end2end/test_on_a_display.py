"""The real program under a window manager, by a person's keys: more than twenty of a day's actions, and after
each one what the log says. It runs where Xvfb, openbox and xdotool are installed.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bdc_desk.cli.main import main
from bdc_desk.clock import SystemClock
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import attempts
from bdc_desk.settings import Profile, read_preferences
from bdc_desk.storage.store import Store
from tests.end2end.desk_at_work import adf_mail
from tests.helpers.display import Display, display, look, missing_tools, until

pytestmark = pytest.mark.skipif(bool(missing_tools()), reason=f"not installed: {', '.join(missing_tools())}")

NAMES = ("Maria Okafor", "Pat Lindqvist", "Jo Abara")


class Hands:
    """A person at the display, and what the log of the profile says."""

    def __init__(self, shown: Display, profile: Profile, store: Store) -> None:
        self.shown, self.profile, self.store = shown, profile, store
        self.key, self.type = shown.key, shown.type

    def kinds(self) -> list[str]:
        """The kinds of the leads' entries."""
        with self.store.snapshot() as snapshot:
            return [entry.kind for lead in snapshot.leads() for entry in snapshot.entries_of(lead)]

    def until_count(self, kind: str, count: int) -> None:
        """Until the log has it, and the window has had the time that a person's eye takes to see it."""
        until(lambda: self.kinds().count(kind) == count, f"{count} x {kind!r} in {self.kinds()}")
        look()


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    folder = tmp_path / "profile"
    told = ["--profile", str(folder)]
    assert main([*told, "setup", "--name", "Northgate Motors", "--country", "GB", "--zone", "Europe/London",
                 "--hours", "00:00-24:00", "--person", "Ana Cruz"]) == 0  # fmt: skip
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number, name in enumerate(NAMES, start=1):
        (inbox / f"{number}.eml").write_bytes(adf_mail(number, name, f"+44 20 7946 01{number:02}"))
    assert main([*told, "import", str(inbox)]) == 0
    profile = Profile(folder)
    store = Store.open(profile.database)
    with display(tmp_path) as shown:
        program = shown.start(*told, "run")
        try:
            shown.wait_for_window("Northgate Motors")
            yield Hands(shown, profile, store)
        finally:
            if program.poll() is None:
                program.terminate()
            program.communicate(timeout=90)
            store.close()


@pytest.mark.timeout(240)
def test_a_day_s_actions_by_a_person_s_keys(hands: Hands) -> None:
    calls(hands)
    customers(hands)
    pages(hands)
    window(hands)
    closing(hands)


def calls(hands: Hands) -> None:
    """A note, a call, its outcome taken back and said anew, a promise."""
    key, typed = hands.key, hands.type
    key("space")  # 1 the suggested call
    key("n")  # 2 a note
    typed("Asks for a test drive 2 pm")
    key("Escape")
    hands.until_count("note", 1)
    assert hands.kinds().count("outcome") == 0  # the digit in the note said nothing
    key("F5")  # 3 call
    hands.until_count("dialled", 1)
    key("F5")  # 4 end the timing
    hands.until_count("ended", 1)
    key("1")  # 5 no answer
    hands.until_count("outcome", 1)
    key("ctrl+z")  # 6 taken back
    hands.until_count("outcome withdrawn", 1)
    key("2")  # 7 voicemail
    hands.until_count("outcome", 2)
    key("Return")  # 8 save and next
    key("b")  # 9 a promise: the first choice
    typed("in 2 h")
    key("Return")
    hands.until_count("callback set", 1)


def customers(hands: Hands) -> None:
    """Through the queue, the history, the search; a caller is written down."""
    key, typed = hands.key, hands.type
    key("j")  # 10 down the queue
    key("h")  # 11 the whole history
    key("h")
    key("ctrl+f")  # 12 find
    typed("okafor")
    key("Return")
    key("ctrl+n")  # 13 a caller
    typed("Kim Newcomer")
    key("ctrl+Return")
    hands.until_count("arrival", 4)


def pages(hands: Hands) -> None:
    """The palette and what it opens."""
    key, typed = hands.key, hands.type
    key("ctrl+k")  # 14 the palette
    typed("attempt log")
    key("Return")
    key("Escape")
    key("F4")  # 15 to confirm
    key("Escape")
    key("F1")  # 16 help
    key("Escape")


def window(hands: Hands) -> None:
    """The look, a break, the lock, a second start."""
    key = hands.key
    key("ctrl+shift+d")  # 17 another look
    until(lambda: read_preferences(hands.profile).theme != "system", "another look is kept")
    key("F8", "F8")  # 18 a break and its end
    key("ctrl+l")  # 19 locked
    look()
    key("F5")  # not heard
    key("Return")  # 20 unlocked
    again = hands.shown.start("--profile", str(hands.profile.folder), "run")  # 21 a second start
    again.communicate(timeout=60)
    assert again.returncode == 0
    assert len(hands.shown.windows("Northgate Motors")) == 1
    assert hands.kinds().count("dialled") == 1


def closing(hands: Hands) -> None:
    """The caller's lead is closed as sold, by the keys of the menu."""
    hands.key("ctrl+f")
    hands.type("newcomer")
    hands.key("Return")
    hands.key("ctrl+Return")  # 22 close the lead
    hands.key("Down", "Return")
    hands.until_count("closed", 1)


def test_closing_says_what_ends_and_a_second_close_closes(hands: Hands) -> None:
    hands.key("ctrl+q")
    assert hands.shown.windows("Northgate Motors")
    hands.key("ctrl+q")
    until(lambda: not hands.shown.windows("Northgate Motors"), "the window is closed")


def test_what_a_person_did_stands_in_the_attempt_log(hands: Hands) -> None:
    hands.key("space", "F5")
    hands.until_count("dialled", 1)
    hands.key("F5", "3")
    hands.until_count("outcome", 1)
    with hands.store.snapshot() as snapshot:
        identity = snapshot.desk()
    assert identity is not None
    assert identity.person is not None
    desk = Desk(hands.store, SystemClock(), identity.person)
    (line,) = attempts(desk)
    assert (line.agent, line.outcome, line.counted) == ("Ana Cruz", "Dialogue", False)
