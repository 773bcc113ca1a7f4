"""Which page of the guide is about where the person is."""

from PySide6.QtWidgets import QWidget

DEFAULT = "first-day"

PROPERTY = "help"
"""A widget with this property names the page about it; it goes before the table."""

PAGES = {
    "AttemptPage": "confirm",
    "BigNumber": "calling",
    "CallBar": "calling",
    "CallbackPicker": "promises",
    "ClosingMenu": "closing",
    "ConfirmPanel": "confirm",
    "CounterPanel": "ways-in",
    "DetailsEditor": "customers",
    "EditorPanel": "emails",
    "FolderPanel": "ways-in",
    "HandoverPanel": "promises",
    "IntakePage": "ways-in",
    "JoinPage": "team",
    "LeadPage": "calling",
    "MailboxPanel": "ways-in",
    "MailsPanel": "emails",
    "NoteEditor": "calling",
    "NumberPicker": "calling",
    "OriginalPanel": "ways-in",
    "OtherNumberPanel": "calling",
    "PeoplePanel": "people",
    "PinPanel": "people",
    "PreviewPanel": "emails",
    "QueuePanel": "queue",
    "ReasonPanel": "promises",
    "SearchPanel": "customers",
    "SettingsPanel": "alerts",
    "StatusPanel": "trouble",
    "SyncPage": "team",
    "TablePanel": "ways-in",
    "TemplatesPanel": "emails",
    "TwinsPanel": "customers",
    "TypedCallPanel": "calling",
    "WordsPanel": "emails",
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
