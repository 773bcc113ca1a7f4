"""The table in a file or a mail, for whoever asks a person what its columns mean before it is imported."""

from datetime import datetime

from bdc_desk.intake.letters.letter import bare_file
from bdc_desk.intake.letters.mail import is_mail, open_mail
from bdc_desk.intake.reader import BYTE_LIMIT
from bdc_desk.intake.tables.table import Table, table_in


def table_of(data: bytes, *, now: datetime) -> Table | None:
    """The first table in `data`, None if it holds none. `now` is aware. Pure, never raises."""
    head = data[:BYTE_LIMIT]
    letter = open_mail(head, now=now, key="") if is_mail(head) else bare_file(head, "")
    return next((table for text in letter.texts if (table := table_in(text.value)) is not None), None)
