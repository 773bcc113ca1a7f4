"""One process that has imported everything, and forks a life on request: a start of Python for them all.

It speaks lines of JSON on its standard streams, one life at a time. A life that has done its work waits to be
killed: none ends by itself.
"""

import importlib
import json
import os
import random
import select
import signal
import subprocess
import sys
import traceback
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bdc_desk.clock import SystemClock
from tests.helpers.kills.points import Points
from tests.helpers.kills.seat import Order

SORTS = ("solo", "opening", "team", "window")
"""Modules beside this one, each with a `live(order, tell, points)`."""
LIMIT = 60.0
"""Seconds after which a life that says nothing is taken for stuck."""

Line = list[Any]


def _tell(*words: object) -> None:
    """A line to the parent, whole or not at all: the newline before it ends what a dead life left half."""
    os.write(1, f"\n{json.dumps(words)}\n".encode())


def serve() -> None:
    """Fork a life for each order on the standard input, until that is closed."""
    lives = {name: importlib.import_module(f"tests.helpers.kills.{name}").live for name in SORTS}
    assert len(os.listdir("/proc/self/task")) == 1 if Path("/proc/self/task").exists() else True  # noqa: PTH208  a count is all that is asked
    for line in sys.stdin:
        sort, fields = json.loads(line)
        child = os.fork()
        if child == 0:
            _live(lives[sort], Order(**fields))
        _tell("forked", child)
        _, status = os.waitpid(child, 0)
        _tell("dead", os.WTERMSIG(status) if os.WIFSIGNALED(status) else -1)


def _live(life: Any, order: Order) -> None:
    """Never returns."""
    try:
        os.setsid()
        points = Points(_tell, order.die_at)
        points.listen()
        life(order, _tell, points)
        _tell("done", points.passed if not order.die_at else {})
        signal.pause()
    except BaseException:  # noqa: BLE001  whatever it is, the parent is to know
        _tell("broke", traceback.format_exc()[-3000:])
    finally:
        os._exit(3)


class Zygote:
    """The parent's side. Used by one thread."""

    def __init__(self, words: Path) -> None:
        """`words`: a file for what the process says beside its lines."""
        self._words = words.open("wb")
        self._clock = SystemClock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.helpers.kills.zygote"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._words,
            env={"QT_QPA_PLATFORM": "offscreen", **os.environ},
        )  # fmt: skip
        self._half = b""

    def live(self, sort: str, order: Order, *, kill_after: float | None = None) -> list[Line]:
        """One life from its fork to its death; all that it told. `kill_after`: seconds; None: it dies at its
        point, or is killed once its work is done.
        """
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([sort, asdict(order)]).encode() + b"\n")
        self._process.stdin.flush()
        told, child, begun = [], 0, self._clock.elapsed()
        while True:
            left = (kill_after if kill_after is not None and child else LIMIT) - self._clock.elapsed() + begun
            line = self._next(max(0.0, left))
            if line is None:
                if kill_after is None or not child:
                    told.append(["broke", "it is stuck"])
                os.kill(child, signal.SIGKILL)
                kill_after, begun = None, self._clock.elapsed()
            elif line[0] == "forked":
                child, begun = line[1], self._clock.elapsed()
            elif line[0] == "dead":
                if line[1] != signal.SIGKILL and not any(one[0] == "broke" for one in told):
                    told.append(["broke", f"it died of signal {line[1]}"])
                return told
            else:
                told.append(line)
                if line[0] == "done":
                    os.kill(child, signal.SIGKILL)
                    kill_after, begun = None, self._clock.elapsed()

    def _next(self, seconds: float) -> Line | None:
        """The next line; None where none came in time. What is no line of JSON was cut off by a death."""
        assert self._process.stdout is not None
        begun = self._clock.elapsed()
        while True:
            while b"\n" in self._half:
                line, _, self._half = self._half.partition(b"\n")
                try:
                    return list(json.loads(line))
                except ValueError:
                    continue
            left = max(0.0, seconds - (self._clock.elapsed() - begun))
            if not select.select([self._process.stdout], [], [], left)[0]:
                return None
            read = os.read(self._process.stdout.fileno(), 65536)
            assert read, f"the zygote is gone: {Path(self._words.name).read_text(errors='replace')[-3000:]}"
            self._half += read

    def close(self) -> None:
        """End it; no life is running."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()
        self._words.close()


def moment_to_kill(dice: random.Random) -> float:
    """Seconds after the fork: as it opens, amid its work, or amid much of it."""
    return dice.random() * dice.choice((0.04, 0.15, 0.3))


if __name__ == "__main__":
    serve()
