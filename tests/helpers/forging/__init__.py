"""A forger's kit: somebody with the file of a log and `sqlite3` in hand. Guards are taken away and put back,
keys and checks are not asked; everything else is as in a sound file.

    with ForgedFile(path, seed) as file:
        forgery = carry_out(file, LOCAL)    # one random edit; what was done and where `verify` must point
        ...
        file.put_back()                     # sound again
"""

from tests.helpers.forging.file import ForgedFile, Forgery, carry_out

__all__ = ["ForgedFile", "Forgery", "carry_out"]
