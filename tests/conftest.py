"""What holds for every test: one surrounding for all machines, and nothing left behind.

A test fails when it logs a warning that it did not announce, when a thread of its own lives on, or when it
leaves a window open or a timer running. What Qt says is watched by pytest-qt (pyproject.toml, qt_log_*).
Nothing here imports Qt for a test that did not ask for it.
"""

import gc
import logging
import os
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"
# The tester's own zone must not matter, so it is one whose offset (5:45) no other could be taken for.
os.environ["TZ"] = "Asia/Kathmandu"
if hasattr(time, "tzset"):  # Windows has none
    time.tzset()

# Deadlines and slowness measure how busy the machine is, not what the code does.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

JOIN_SECONDS = 2.0  # how long threads that were told to end may take over it, all together


class _Warnings(logging.Handler):
    """Keeps every record of WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.name}: {record.levelname}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail on any log record of WARNING or above, unless the test is marked `expects_log`."""
    warnings = _Warnings()
    logging.getLogger().addHandler(warnings)
    yield
    logging.getLogger().removeHandler(warnings)
    if warnings.said and not request.node.get_closest_marker("expects_log"):
        pytest.fail("logged unexpectedly:\n" + "\n".join(warnings.said), pytrace=False)


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Fail when a thread begun in the test outlives it."""
    before = set(threading.enumerate())
    yield
    ends = time.monotonic() + JOIN_SECONDS  # noqa: TID251 - real threads end in real time
    left = []
    for thread in set(threading.enumerate()) - before:
        if thread.name.startswith("Dummy-"):
            continue  # Python's stand-in for a thread of Qt's: never taken off the list in 3.11
        thread.join(max(0.0, ends - time.monotonic()))  # noqa: TID251 - as above
        if thread.is_alive():
            left.append(thread.name)
    if left:
        pytest.fail(f"threads left running: {', '.join(sorted(left))}", pytrace=False)


@pytest.fixture(autouse=True)
def nothing_of_qt_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail when a test that asked for Qt leaves a top-level widget alive or a timer running."""
    if "qapp" not in request.fixturenames:
        yield
        return
    before = _qt_alive()
    yield
    left = _qt_alive().keys() - before.keys()
    if left:  # perhaps only a ring of Python objects: collecting is slow, so only now
        gc.collect()
        alive = _qt_alive()
        names = [alive[pointer] for pointer in left if pointer in alive]
        if names:
            pytest.fail(f"left by the test: {', '.join(sorted(names))}", pytrace=False)


def _qt_alive() -> dict[int, str]:
    """The top-level widgets and the running timers, by the address of the C++ object."""
    import shiboken6  # noqa: PLC0415 - only for a test that asked for Qt
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer  # noqa: PLC0415 - as above
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - as above

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # Only what wraps a C++ object: to look through all of a worker's objects takes a second in the end.
    wrapped = shiboken6.getAllValidWrappers()
    timers = [thing for thing in wrapped if issubclass(type(thing), QTimer) and thing.isActive()]
    widgets = [
        widget for widget in QApplication.topLevelWidgets() if widget.metaObject().className() != "QTipLabel"
    ]
    return {shiboken6.getCppPointer(thing)[0]: repr(thing) for thing in [*timers, *widgets]}
