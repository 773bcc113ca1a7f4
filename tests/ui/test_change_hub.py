from PySide6.QtWidgets import QApplication

from bdc_desk.operations.changes import LEAD_MOVED, Changes
from bdc_desk.ui.change_hub import ChangeHub


def test_every_screen_hears_what_moved_and_nothing_of_what_did_not(qapp: QApplication) -> None:
    hub, heard = ChangeHub(), list[Changes]()
    hub.changed.connect(heard.append)
    hub.tell(Changes())
    moved = Changes(frozenset({"lead"}), LEAD_MOVED)
    hub.tell(moved)
    assert heard == [moved]
