"""A replica as the first version of the program made it: what an update must be able to bring up."""

from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, create_engine

from bdc_desk.storage.faults import translated
from bdc_desk.storage.migrations import KNOWN


def make_oldest(path: Path) -> str:
    """Make a file with the tables of the oldest version and no entries; that version.

    Raises SurroundingsFault where it cannot be written.
    """
    engine = create_engine(URL.create("sqlite", database=str(path)))
    config = Config()
    config.set_main_option("script_location", "bdc_desk.storage:migrations")
    try:
        with translated(), closing(engine.connect()) as connection, connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, KNOWN[0])
    finally:
        engine.dispose()
    return KNOWN[0]
