"""Everything that a dealership owns, written into open formats: one folder, whole or not at all."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.local_time import zone_of
from bdc_desk.errors import Refused, SurroundingsFault
from bdc_desk.operations import export_tables as tables
from bdc_desk.operations.attempt_files import HEADS, Table, cells_of
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.operations.export_words import readme
from bdc_desk.operations.intake_settings import folders, mailboxes
from bdc_desk.operations.mail_out_settings import mail_out
from bdc_desk.operations.reading import attempts_in, dial_way
from bdc_desk.operations.signatures import signature_of
from bdc_desk.settings import Profile
from bdc_desk.storage.copying import sync_folder
from bdc_desk.storage.exporting import LogLine
from bdc_desk.storage.store import Snapshot

EVERY = 50
"""Leads between two words of progress."""
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written where. `entries`: in the log, those that wait among them; `head` in hex."""

    folder: Path
    entries: int
    leads: int
    originals: int
    head: str


@dataclass(slots=True)
class _Customer:
    """A row of customers.csv while its leads go by."""

    name: str
    owner: str
    first_arrived: str
    emails: dict[str, None]
    phones: dict[str, None]
    leads: list[str]

    def cells(self, customer: str) -> tables.Cells:
        return (
            customer, self.name, self.owner, "; ".join(self.emails), "; ".join(self.phones),
            self.first_arrived, "; ".join(self.leads),
        )  # fmt: skip


def export_everything(
    desk: Desk,
    profile: Profile,
    folder: Path,
    *,
    ending: Callable[[bytes], str] = lambda _original: "",
    tell: Tell = lambda _done, _all: None,
    goes_on: Callable[[], bool] = lambda: True,
) -> Exported:
    """Write it into `folder`, a new or an empty one. It gets its name once all is in it; an export that is
    cut short leaves nothing. Others may go on writing: it is the log of one moment.

    `ending`: what an original's file name ends in. `tell` hears how many leads of how many are done;
    `goes_on` is asked whether to go on: no raises Refused.

    Raises Refused where something is in the folder, SurroundingsFault where the disk is full or fails.
    """
    folder = folder.absolute()
    with _whole(folder) as new, desk.store.snapshot() as snapshot:
        return _Export(desk, snapshot, new, goes_on).write(profile, folder, ending, tell)


@contextmanager
def _whole(folder: Path) -> Iterator[Path]:
    """A folder beside it that takes its name at the end, or goes."""
    new = None
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Refused(f"There is something in {folder}. Give a new or an empty folder.", code="folder")
        folder.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))  # its owner's only
        yield new
        if folder.exists():
            folder.rmdir()
        new.rename(folder)
        sync_folder(folder.parent)
    except OSError as fault:
        raise SurroundingsFault(
            f"The export into {folder} could not be written: {fault.strerror or fault}. Nothing of it is "
            "left. Make room on the disk, or choose another folder, then export again."
        ) from fault
    finally:
        if new is not None:
            shutil.rmtree(new, ignore_errors=True)


class _Export:
    """One export from one snapshot."""

    def __init__(self, desk: Desk, snapshot: Snapshot, new: Path, goes_on: Callable[[], bool]) -> None:
        self._desk, self._snapshot, self._new, self._goes_on = desk, snapshot, new, goes_on
        self._about: Surroundings = desk.surroundings(snapshot)
        self._counts: dict[str, object] = {}

    def write(self, profile: Profile, folder: Path, ending: Callable[[bytes], str], tell: Tell) -> Exported:
        entries = self._log()
        self._tables(tell)
        originals = self._originals(ending)
        self._rules()
        self._templates(profile.templates)
        self._settings(profile)
        head = self._snapshot.head()
        told = head.hash.hex() if head else ""
        now = self._desk.clock.now()
        waiting = entries - (head.no if head else 0)
        zone = self._about.policy.zone
        words = {
            "dealership": self._about.dealership,
            "when": f"{now.astimezone(zone_of(zone)):%Y-%m-%d %H:%M}",
            "zone": zone,
            "entries": entries,
            "waiting": f", {waiting:,} of them wait for the shared database" if waiting else "",
            "head": told or "none",
            "originals": originals,
            **self._counts,
        }
        self._text("README.txt", readme(words))
        return Exported(folder, entries, len(self._snapshot.leads()), originals, told)

    def _log(self) -> int:
        count = 0
        with (self._new / "log.jsonl").open("w", encoding="utf-8", newline="\n") as file:
            for count, line in enumerate(self._snapshot.log_lines(), start=1):
                file.write(json.dumps(_as_object(line)) + "\n")
                if not count % EVERY:
                    self._check()
        replaced = self._snapshot.replaced_entries()
        if replaced:
            names = ("desk", "desk_seq", "instead", "entry")
            rows = (json.dumps(dict(zip(names, row, strict=True))) + "\n" for row in replaced)
            self._text("replaced.jsonl", "".join(rows))
        self._counts["replaced"] = len(replaced)
        return count

    def _tables(self, tell: Tell) -> None:
        heads = {
            "leads": tables.LEADS,
            "customers": tables.CUSTOMERS,
            "attempts": HEADS,
            "callbacks": tables.CALLBACKS,
            "appointments": tables.APPOINTMENTS,
            "emails": tables.EMAILS,
            "notes": tables.NOTES,
            "people": tables.PEOPLE,
        }
        with ExitStack() as stack:
            written = {name: self._table(stack, name, its) for name, its in heads.items()}
            customers = self._leads(written, tell)
            for customer, row in customers.items():
                written["customers"].write(row.cells(customer))
            self._check()
            for line in attempts_in(self._desk, self._snapshot):
                written["attempts"].write(cells_of(line, self._about.policy.zone))
            for cells in tables.people_rows(self._about):
                written["people"].write(cells)
        self._counts |= {name: one.rows for name, one in written.items()}

    def _leads(self, written: dict[str, Table], tell: Tell) -> dict[str, _Customer]:
        customers: dict[str, _Customer] = {}
        leads = self._snapshot.leads()
        for done, lead in enumerate(leads):
            if not done % EVERY:
                self._check()
                tell(done, len(leads))
            row = self._snapshot.lead_row(lead)
            if row is None:  # of a list that is being concluded anew
                continue
            cells = tables.LeadCells(self._about, row, self._snapshot.entries_of(lead))
            written["leads"].write(cells.lead())
            for name, rows in (
                ("callbacks", cells.callbacks()),
                ("appointments", cells.appointments()),
                ("emails", cells.mails()),
                ("notes", cells.notes()),
            ):
                for one in rows:
                    written[name].write(one)
            known = customers.setdefault(
                row.customer, _Customer(row.name, cells.owner, cells.at(row.arrived_at), {}, {}, [])
            )
            known.emails |= dict.fromkeys(cells.emails)
            known.phones |= dict.fromkeys(cells.phones)
            known.leads.append(lead)
        tell(len(leads), len(leads))
        return customers

    def _originals(self, ending: Callable[[bytes], str]) -> int:
        folder, shas = self._new / "originals", self._snapshot.all_originals()
        folder.mkdir()
        for sha in shas:
            self._check()
            content = self._snapshot.archived(sha) or b""
            (folder / f"{sha}{ending(content)}").write_bytes(content)
        return len(shas)

    def _rules(self) -> None:
        (self._new / "policies").mkdir()
        current = ""
        for entry in self._snapshot.entries_of_kinds(Kind.POLICY_USED):
            text, version = entry.text_of("text") or "", entry.text_of("version") or ""
            if entry.seal is None or not entry.stands:
                continue
            name = f"{entry.seal.no:06}-{entry.made_at:%Y-%m-%d}-{version[:12]}.toml"
            self._text(f"policies/{name}", text)
            if version == self._about.policy.version:
                current = text
        self._text("policy.toml", current)

    def _templates(self, there: Path) -> None:
        new = self._new / "templates"
        if there.is_dir():
            shutil.copytree(there, new)
        else:
            new.mkdir()
        self._counts["templates"] = sum(one.is_file() for one in new.rglob("*"))

    def _settings(self, profile: Profile) -> None:
        desk, identity = self._desk, self._snapshot.desk()
        sends = mail_out(desk)
        told = {
            "dealership": self._about.dealership,
            "desk": identity.desk if identity else "",
            "chain": identity.chain if identity else "",
            "in_team": identity is not None and identity.is_in_team,
            "person": self._about.name_of(desk.person),
            "dial_way": dial_way(desk),
            "mailboxes": [asdict(one) for one in mailboxes(desk)],
            "folders": list(folders(desk)),
            "mail_out": asdict(sends) if sends else None,
            "signatures": {
                one.name: text for one in self._about.people.values() if (text := signature_of(desk, one.id))
            },
            "look": _json_of(profile.preferences),
        }
        self._text("settings.json", json.dumps(told, ensure_ascii=False, indent=1) + "\n")

    def _table(self, stack: ExitStack, name: str, heads: tuple[str, ...]) -> Table:
        """With the mark by which spreadsheets know UTF-8."""
        path = self._new / f"{name}.csv"
        return Table(stack.enter_context(path.open("w", encoding="utf-8-sig", newline="")), heads)

    def _text(self, name: str, text: str) -> None:
        (self._new / name).write_text(text, encoding="utf-8", newline="\n")

    def _check(self) -> None:
        if not self._goes_on():
            raise Refused("The export was given up. Nothing of it is left.", code="stopped")


def _as_object(line: LogLine) -> dict[str, object]:
    told = asdict(line)
    return told | {name: told[name].hex() if told[name] is not None else None for name in ("hash", "salt")}


def _json_of(path: Path) -> object:
    """What the file says; None where there is none, or nobody can read it."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
