"""The log written anew from some number on, every hash right again, or cut short: only a head that was noted
before tells.
"""

import json

from tests.helpers.forging.file import Edit, ForgedFile, Forgery
from tests.helpers.forging.rows import content_and_columns


def rewritten(file: ForgedFile) -> Forgery:
    """One field of one entry, and every hash after it."""
    told = content_and_columns(file)
    file.seal_anew(1)
    return Forgery(f"{told.what}, all sealed anew", (f"was rewritten before No. {file.last_no + 1:,}",))


def other_moment(file: ForgedFile) -> Forgery:
    """A call, note or mail that was made a minute earlier than it was, its seal with it."""
    row = file.sealed()
    fields = json.loads(row["content"])
    fields["at"] -= file.pick((1, 1000, 60_000_000))
    file.write_content(row["id"], fields)
    file.run("UPDATE seal SET at = ?1, sealed_at = ?1 WHERE no = ?2", fields["at"], row["no"])
    file.seal_anew(row["no"])
    return Forgery(f"No. {row['no']} moved", (f"was rewritten before No. {file.last_no + 1:,}",))


def cut(file: ForgedFile) -> Forgery:
    """The tail is gone, with everything that it sealed."""
    last = file.dice.randrange(1, file.last_no)
    gone = "(SELECT entry FROM seal WHERE no > ?)"
    file.run(f"DELETE FROM detail WHERE entry IN {gone}", last)
    file.run(f"DELETE FROM entry WHERE id IN {gone}", last)
    file.run("DELETE FROM seal WHERE no > ?", last)
    return Forgery(f"cut after {last}", (f"went back from {file.last_no:,} to {last:,}",))


WHOLE: tuple[Edit, ...] = (rewritten, other_moment, cut)
