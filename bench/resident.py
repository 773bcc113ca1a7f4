"""A child process of `bench/memory.py`: prints the bytes it holds in memory (the private ones, where known).

`resident.py empty`: an empty PySide6 window. `resident.py FOLDER`: the whole window of that profile, all rows
read. `resident.py FOLDER TICKS`: that many ticks, a second each, as fast as they go; the figures after a
tenth of them and after all.
"""

import gc
import json
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


def held() -> int:
    """Bytes in memory: private and shared ones of this process."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        import psutil  # noqa: PLC0415 - where there is no /proc

        return int(psutil.Process().memory_info().rss)
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) * 1024


def counted() -> dict[str, int]:
    """Python objects, Qt's timers among them."""
    gc.collect()
    objects = Counter(type(one).__name__ for one in gc.get_objects())
    return {"objects": objects.total(), "timers": objects[QTimer.__name__], "bytes": held()}


def main() -> None:
    """Measure what is asked for."""
    if sys.argv[1] == "empty":
        app, window = QApplication([]), QMainWindow()
        window.resize(1280, 720)
        window.show()
        app.processEvents()
        print(json.dumps([counted()]))
        return
    from bench.window import window_on  # noqa: PLC0415 - not in the empty window

    with window_on(Path(sys.argv[1])) as at_work:
        ticks = int(sys.argv[2]) if len(sys.argv) > 2 else 0
        found = []
        for number in range(ticks):
            at_work.clock.advance(timedelta(seconds=1))
            at_work.work.tick(at_work.clock.now())
            QApplication.processEvents()
            if number == ticks // 10:
                at_work.rest()
                found.append(counted())
        at_work.rest()
        found.append(counted())
    print(json.dumps(found))


main()
