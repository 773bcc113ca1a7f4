"""The pages before there is a desk: set up a dealership, look at a demo, join a team."""

import sys
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QProcess, Qt

from bdc_desk.clock import Clock, ShiftedClock
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.setting_up import set_up
from bdc_desk.operations.setup_form import SetupForm
from bdc_desk.storage.store import Store
from bdc_desk.sync.settings import SHARED_ADDRESS
from bdc_desk.sync.values import JoinStep
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.team.team import Join, Joined


class FirstSteps:
    """Shows the pages in the window and goes to work when they are done."""

    def __init__(
        self,
        window: MainWindow,
        lanes: Lanes,
        store: Store,
        clocks: tuple[Clock, ShiftedClock],
        work: Callable[[Desk], None],
        give_password: Callable[[str], None],
        join: Join | None = None,
    ) -> None:
        """`clocks`: this computer's, and the desk's own, which a team's shared database moves. `work` begins
        to work, `give_password` hands on a password that was typed while joining.
        """
        self._window, self._lanes, self._store = window, lanes, store
        self._own_clock, self._clock = clocks
        self._work, self._give_password = work, give_password
        self._join: Join = join or self._join_by_sync

    def ask_set_up(self, guess: SetupForm, default_policy: str) -> None:
        """Show the page of an empty profile."""
        from bdc_desk.ui.setup.setup_page import SetupPage  # noqa: PLC0415 - shown once in a profile's life

        page = SetupPage(guess, self._window)

        def done(form: SetupForm) -> None:
            self._lanes.storage(
                lambda: set_up(self._store, self._clock, form, default_policy),
                self._work,
                lambda why: page.summary.setText(str(why)),
            )

        page.done.connect(done)
        page.join_asked.connect(self.ask_join)
        page.demo_asked.connect(lambda: QProcess.startDetached(sys.executable, ["-m", "bdc_desk", "demo"]))
        self._window.show_page(page)

    def ask_join(self, why: str = "") -> None:
        """Show the way into a team; Esc goes back to the page that showed. `why`: what was cut short before;
        the address that was given then is filled in.
        """
        from bdc_desk.ui.team.join_page import JoinPage  # noqa: PLC0415 - shown once in a profile's life
        from bdc_desk.ui.team.join_session import JoinSession  # noqa: PLC0415 - as above

        window = self._window
        before, page = window.pages.currentWidget() or window.desk, JoinPage(window)
        session = JoinSession(page, self._lanes, self._join)

        def leave() -> None:
            window.show_page(before)
            page.deleteLater()

        def joined(desk: Desk, password: str) -> None:
            self._clock.by = desk.clock.now() - self._own_clock.now()
            self._work(replace(desk, clock=self._clock))
            self._give_password(password)
            page.deleteLater()  # with the passwords typed into it

        if why:
            with self._store.snapshot() as snapshot:
                page.address.setText(snapshot.setting(SHARED_ADDRESS) or "")
            page.summary.setText(why)
        session.joined.connect(joined)
        page.back_asked.connect(leave)
        window.show_page(page)
        page.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def _join_by_sync(
        self, address: str, password: str, new_password: str | None, on_step: Callable[[JoinStep], None]
    ) -> Joined:
        """In the network lane."""
        from bdc_desk.sync.joining import join  # noqa: PLC0415 - it loads the database's driver

        return join(self._store, self._own_clock, address, password, new_password, on_step)
