"""One place where screens hear what moved, whoever moved it: this desk's agent, an import, a colleague."""

from PySide6.QtCore import QObject, Signal

from bdc_desk.operations.changes import Changes


class ChangeHub(QObject):
    """Tells every screen of every transaction; a screen decides whether it cares."""

    changed = Signal(object)
    """Carries a `Changes`."""
    taking_back = Signal(str)
    """What may have opened an email of this lead is about to be taken back: none leaves meanwhile."""

    def tell(self, changes: Changes) -> None:
        """Pass on what a transaction moved. Call it on the GUI thread; changes that moved nothing are
        dropped.
        """
        if changes.leads or changes.kinds:
            self.changed.emit(changes)
