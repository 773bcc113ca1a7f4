"""Which page of the guide is about where the person is."""

from PySide6.QtWidgets import QWidget

DEFAULT = "first-day"

PROPERTY = "help"
"""A widget with this property names the page about it; it goes before the table."""

PAGES = {
    "BigNumber": "calling",
    "CallBar": "calling",
    "CallbackPicker": "promises",
    "ClosingMenu": "closing",
    "CounterPanel": "ways-in",
    "DetailsEditor": "customers",
    "FolderPanel": "ways-in",
    "IntakePage": "ways-in",
    "JoinPage": "team",
    "LeadPage": "calling",
    "MailboxPanel": "ways-in",
    "NoteEditor": "calling",
    "OriginalPanel": "ways-in",
    "PreviewPanel": "emails",
    "QueuePanel": "queue",
    "SearchPanel": "customers",
    "StatusPanel": "trouble",
    "SyncPage": "team",
    "TablePanel": "ways-in",
    "TemplatesPanel": "emails",
    "TwinsPanel": "customers",
}
"""By the class of the widget or of what it lies in: the help need not know every screen."""


def topic_at(held: QWidget | None) -> str:
    """The page about the widget that has the keyboard, by what it lies in."""
    at = held
    while at is not None:
        named = at.property(PROPERTY)
        if isinstance(named, str) and named:
            return named
        for kind in type(at).__mro__:
            if kind.__name__ in PAGES:
                return PAGES[kind.__name__]
        at = at.parentWidget()
    return DEFAULT
