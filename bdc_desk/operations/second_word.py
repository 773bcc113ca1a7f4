"""A second person's word, told: by whom, and whether at the desk of the first (docs/decisions.md, What a desk
that works alone cannot prevent).
"""

from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import Kind
from bdc_desk.operations.desk import Surroundings


def word_told(about: Surroundings, history: History, word: Entry) -> str:
    """Who said it: "by Kim Ro at the same desk" where it was said at the desk that it is about, else "by a
    second person". In a team a desk has one login, so none is given at the same desk.
    """
    named = history.by_id.get(word.text_of("entry") or "")
    if named is None or named.desk != word.desk or named.agent == word.agent:
        return "by a second person"
    return f"by {about.name_of(word.agent)} at the same desk"


def confirmation_of(about: Surroundings, history: History, entry: str) -> str:
    """What is told of an entry that was confirmed at its own desk: "confirmed by Kim Ro at the same desk"; ""
    of any other.
    """
    named = history.by_id.get(entry)
    if named is None or history.confirmed.get(entry) is None:
        return ""
    words = (one for one in history.by_id.values() if one.kind == Kind.CONFIRMED)
    word = next((one for one in words if one.text_of("entry") == entry and one.agent != named.agent), None)
    if word is None or word.desk != named.desk:
        return ""
    return f"confirmed {word_told(about, history, word)}"
