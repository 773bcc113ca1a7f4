"""`python3 dev.py bench [NAME ...] [--write]`: measure all subjects, or those named, and print one table."""

import argparse
import importlib
import os
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from bench import report

ROOT = Path(__file__).resolve().parent.parent
SUBJECTS = {
    "start": "From the start of the process to the screen",
    "rows": "The queue on the screen",
    "attempt": "An attempt saved, a key pressed",
    "engine": "The engine",
    "intake": "Mails come in, customers are found",
    "memory": "Memory, and a day of ticks",
}


def main() -> int:
    """Measure; the exit code is 0 also where a goal is missed: the table says so."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(SUBJECTS))
    parser.add_argument("--write", action="store_true", help="also write docs/speed.md (all subjects only)")
    told = parser.parse_args()
    unknown = [name for name in told.names if name not in SUBJECTS]
    if unknown or (told.write and told.names):
        parser.error(
            f"no such subject: {', '.join(unknown)}" if unknown else "--write goes with all subjects"
        )
    if sys.platform.startswith("linux") and not any(
        os.environ.get(one) for one in ("DISPLAY", "WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    on, begin, found = report.machine(), perf_counter(), {}
    print(on)
    # Beside the sources, not in the system's temporary folder, which may lie in memory where fsync is free.
    with tempfile.TemporaryDirectory(prefix=".bench-", dir=ROOT) as folder:
        for name in told.names or SUBJECTS:
            found[SUBJECTS[name]] = importlib.import_module(f"bench.{name}").lines(Path(folder))
            print(report.as_text(SUBJECTS[name], found[SUBJECTS[name]]), flush=True)
    missed = [line.what for lines in found.values() for line in lines if line.met is False]
    print(f"\n{perf_counter() - begin:,.0f} s. Goals missed: {', '.join(missed) if missed else 'none'}.")
    if told.write:
        report.write(ROOT / "docs" / "speed.md", found, on)
    return 0


if __name__ == "__main__":
    sys.exit(main())
