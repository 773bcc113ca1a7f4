"""PySide6 6.12.0 on Python 3.11 drops references to None and True until the process aborts (PYSIDE-3474).

pyproject.toml keeps that version out; this notices another one that does the same, or a cap lifted too early.
"""

import subprocess
import sys

SET_TEXTS = 20_000
TICKS = 3_000

PROGRAM = f"""
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

app = QApplication([])
label = QLabel()
for number in range({SET_TEXTS}):
    label.setText(str(number))
ticks = 0
def tick():
    global ticks
    ticks += 1
    if ticks == {TICKS}:
        app.quit()
timer = QTimer()
timer.timeout.connect(tick)
timer.start(0)
app.exec()
print(label.text(), ticks)
"""


def test_void_calls_and_signals_do_not_wear_none_and_true_out() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=120
    )

    assert (done.returncode, done.stdout.split()) == (0, [str(SET_TEXTS - 1), str(TICKS)]), done.stderr
