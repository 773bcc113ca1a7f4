"""A trial behind a form ends when nobody waits for it: at the window's close, by the button, by another."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.mail_server.cancelled import Cancelled
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.intake.trial_run import TrialRun
from bdc_desk.ui.mail_out.server_panel import ServerPanel


def test_the_close_waits_for_no_trial(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    faults: list[Exception] = []
    lanes = Lanes(faults.append, window)
    panel = ServerPanel(window)
    trial = TrialRun(lanes, panel, lambda _url: True)
    begun: list[Cancelled] = []

    def waits(cancelled: Cancelled) -> bool:
        begun.append(cancelled)
        return cancelled.wait(60)

    trial.begin("Trying ...", waits, lambda _found: None)
    qtbot.waitUntil(lambda: len(begun) == 1)
    trial.begin("Trying ...", waits, lambda _found: None)
    assert begun[0].is_set()
    qtbot.waitUntil(lambda: len(begun) == 2)
    panel.cancel_asked.emit()
    assert begun[1].is_set()
    trial.begin("Trying ...", waits, lambda _found: None)
    qtbot.waitUntil(lambda: len(begun) == 3)
    trial.end()
    lanes.close()
    assert faults == []
