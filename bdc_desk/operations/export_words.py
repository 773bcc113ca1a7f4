"""What stands in an export's README.txt: what is what, and how the log is checked without this program."""

from collections.abc import Mapping

CHECK = """\
import hashlib, json, uuid

def digest(text):
    return hashlib.sha256(text.encode()).digest()

previous, count = bytes(32), 0
for line in open("log.jsonl", encoding="utf-8"):
    one = json.loads(line)
    if one["details"] is not None:
        salted = hashlib.sha256(bytes.fromhex(one["salt"]) + one["details"].encode()).hexdigest()
        assert json.loads(one["entry"])["details"] == salted, f"number {one['no']}: details changed"
    if one["no"] is None:
        continue  # it waits for the team's shared database
    count += 1
    assert one["no"] == count, f"number {count} is missing"
    sealed = previous + uuid.UUID(one["chain"]).bytes
    for field, size in (("no", 8), ("sealed_at", 8), ("at", 8), ("utc_offset", 4)):
        sealed += one[field].to_bytes(size, "big", signed=True)
    previous = hashlib.sha256(sealed + digest(one["verdict"]) + digest(one["entry"])).digest()
    assert previous.hex() == one["hash"], f"number {count}: the entry or its seal changed"
print(count, "entries, head", previous.hex())
"""
"""A whole program; Python 3.8 or newer and nothing else."""

_README = """\
{dealership}: everything from the call log of BDC Desk, written on {when} ({zone}).

Personal data of customers and colleagues stands in these files. Keep them as you keep the log, and delete
them when they have served: an erasure in BDC Desk does not reach them.

The log holds {entries} entries{waiting}. Its head is
  {head}

log.jsonl        the log itself: a line an entry, in the order of the chain, with its details and its seal
leads.csv        {leads} leads: who, from where, what they want, how they stand
customers.csv    {customers} customers; several leads may be one customer's
attempts.csv     {attempts} call attempts: by whom, with what evidence, whether they count and why
callbacks.csv    {callbacks} promised callbacks
appointments.csv {appointments} appointments made, and who came
emails.csv       {emails} emails asked for, with their text, and what became of each
notes.csv        {notes} notes
people.csv       {people} people who work or worked here
policy.toml      the rules in force; policies/ has every version there was, by number in the log
templates/       the dealership's own email templates ({templates} files)
originals/       {originals} mails and files that leads came in, by their SHA-256 (leads.csv, "original")
settings.json    how this desk is set up; no password is in it, they lie in the system's keyring
replaced.jsonl   only in a team: {replaced} readings of a mail that a colleague's desk had read before

The tables are UTF-8 with its mark, separated by commas, moments by the dealership's clock with their offset
from UTC. A cell that a spreadsheet would compute begins with an apostrophe, and every text stands on one
line; log.jsonl has all as it was written. What was being typed and not yet left (drafts) is not in the log
and not here.

A line of log.jsonl has "entry" and "details" as texts, exactly the bytes that the hashes are taken over, and
the seal: "chain", "no", "sealed_at", "at" (microseconds since 1970-01-01 UTC), "utc_offset" (seconds),
"verdict", "hash"; null where an entry waits for its seal. Details are null where there are none or the
customer was erased. This checks the whole chain; save it here as check.py and run `python check.py`:

----- check.py
{check}-----

It prints the head. Compare it with the one above, and with heads that were noted elsewhere.
"""


def readme(words: Mapping[str, object]) -> str:
    """The text. `words`: what it names, numbers among them."""
    told = {name: f"{value:,}" if isinstance(value, int) else value for name, value in words.items()}
    return _README.format(check=CHECK, **told)
