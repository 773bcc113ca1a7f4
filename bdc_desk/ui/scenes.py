"""States of the window to be drawn: each brings a workplace there the way a person would, by the panels' own
signals.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt

from bdc_desk.clock import FixedClock
from bdc_desk.ui.backup_scenes import BACKUP_SCENES
from bdc_desk.ui.crash.crash_scenes import CRASH_SCENES
from bdc_desk.ui.customer_scenes import CUSTOMER_SCENES
from bdc_desk.ui.erase_scenes import ERASE_SCENES
from bdc_desk.ui.intake_scenes import INTAKE_SCENES
from bdc_desk.ui.mail_scenes import MAIL_SCENES
from bdc_desk.ui.palette_scenes import PALETTE_SCENES
from bdc_desk.ui.people_scenes import PEOPLE_SCENES
from bdc_desk.ui.picture import settle
from bdc_desk.ui.review_scenes import REVIEW_SCENES
from bdc_desk.ui.scene_steps import pass_time, take_next
from bdc_desk.ui.settings_scenes import SETTINGS_SCENES
from bdc_desk.ui.team_scenes import TEAM_SCENES
from bdc_desk.ui.template_scenes import TEMPLATE_SCENES
from bdc_desk.ui.window_scenes import WINDOW_SCENES
from bdc_desk.ui.workplace import Workplace

Scene = Callable[[Workplace, FixedClock], None]


def _next(work: Workplace, _clock: FixedClock) -> None:
    """The queue with the suggested next call taken."""
    take_next(work)


def _calling(work: Workplace, clock: FixedClock) -> None:
    _next(work, clock)
    work.window.call_bar.call_pressed.emit()
    pass_time(work, clock, 12)


def _wrap_up(work: Workplace, clock: FixedClock) -> None:
    _calling(work, clock)
    pass_time(work, clock, 12)
    work.window.call_bar.call_pressed.emit()
    pass_time(work, clock, 3)


def _saved(work: Workplace, clock: FixedClock) -> None:
    _wrap_up(work, clock)
    work.window.call_bar.outcome_chosen.emit("no answer")


def _alert(work: Workplace, clock: FixedClock) -> None:
    _next(work, clock)
    for _ in range(90):
        pass_time(work, clock, 1)


def _callback(work: Workplace, clock: FixedClock) -> None:
    _next(work, clock)
    work.ask_callback()


def _closing(work: Workplace, clock: FixedClock) -> None:
    _next(work, clock)
    work.closing.open_menu()


def _details(work: Workplace, clock: FixedClock) -> None:
    _next(work, clock)
    work.window.lead.edit_details()


def _open_template(work: Workplace, _clock: FixedClock) -> None:
    """The first lead in the queue's order that has an open template."""
    model = work.window.queue.model
    for place in range(model.rowCount()):
        row = model.row_at(place)
        if row.counted and row.number:
            work.window.queue.select(row.lead)
            return


def _templates(work: Workplace, clock: FixedClock) -> None:
    _open_template(work, clock)
    work.window.templates.explain()


def _preview(work: Workplace, clock: FixedClock) -> None:
    _open_template(work, clock)
    settle()
    opened = next(one for one in work.window.templates.cards() if one.template and one.template.is_open)
    if opened.template is not None:
        work.mail.preview(opened.template.name)


def _note(work: Workplace, clock: FixedClock) -> None:
    _next(work, clock)
    work.window.lead.focus_note()
    work.window.lead.note.field.setPlainText("Asks for a test drive on Saturday, works until five.")


def _unreadable(work: Workplace, _clock: FixedClock) -> None:
    model = work.window.queue.model
    lead = next(row.lead for row in model.rows() if row.unread)
    work.window.queue.select(lead)


def _callbacks(work: Workplace, clock: FixedClock) -> None:
    _next(work, clock)
    work.window.queue.view.setFocus(Qt.FocusReason.OtherFocusReason)
    work.window.queue.set_filter(list(type(work.window.queue.model.filter))[2])


SCENES: dict[str, Scene] = {
    "queue": _next,
    "calling": _calling,
    "wrap-up": _wrap_up,
    "saved": _saved,
    "alert": _alert,
    "callback": _callback,
    "closing": _closing,
    "details": _details,
    "templates": _templates,
    "preview": _preview,
    "note": _note,
    "unreadable": _unreadable,
    "callbacks": _callbacks,
    **BACKUP_SCENES,
    **CRASH_SCENES,
    **CUSTOMER_SCENES,
    **ERASE_SCENES,
    **INTAKE_SCENES,
    **MAIL_SCENES,
    **PALETTE_SCENES,
    **PEOPLE_SCENES,
    **REVIEW_SCENES,
    **SETTINGS_SCENES,
    **TEAM_SCENES,
    **TEMPLATE_SCENES,
    **WINDOW_SCENES,
}
"""By the name that `bdc-desk demo --screen` takes."""
