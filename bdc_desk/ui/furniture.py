"""The panels of the agent's window, apart from its frame: that is on the screen before these are imported."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QWidget

from bdc_desk.ui.alerts.banner import AlertBanner
from bdc_desk.ui.call.call_bar import CallBar
from bdc_desk.ui.call.callback_picker import CallbackPicker
from bdc_desk.ui.closing.closing_menu import ClosingMenu
from bdc_desk.ui.intake.progress import Progress
from bdc_desk.ui.lead.page import LeadPage
from bdc_desk.ui.queue.panel import QueuePanel
from bdc_desk.ui.queue.row_words import Age
from bdc_desk.ui.status_bar import StatusBar
from bdc_desk.ui.templates.panel import TemplatesPanel
from bdc_desk.ui.widgets.notice import Notice
from bdc_desk.ui.widgets.notice_area import NoticeArea


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on the desk; the window lays it out."""

    call_bar: CallBar
    queue: QueuePanel
    lead: LeadPage
    templates: TemplatesPanel
    status: StatusBar
    notices: NoticeArea
    notice: Notice
    banner: AlertBanner
    progress: Progress
    intake_banner: Notice
    callback_picker: CallbackPicker
    closing_menu: ClosingMenu


def furniture_on(desk: QWidget, age: Age, now: datetime, person: str, keys: str) -> Furniture:
    """Panels that are children of `desk`. `keys`: what the foot tells while the queue has the keyboard."""
    status = StatusBar(desk, keys=keys)
    made = Furniture(
        CallBar(desk),
        QueuePanel(age, now, person, desk),
        LeadPage(desk),
        TemplatesPanel(desk),
        status,
        NoticeArea(desk, status, status.said_width),
        Notice(),
        AlertBanner(),
        Progress(),
        Notice(),
        CallbackPicker(desk),
        ClosingMenu(desk),
    )
    made.notices.add(made.notice)
    made.notices.add(made.banner, stays=True)
    made.notices.add(made.progress)
    made.notices.add(made.intake_banner)
    return made
