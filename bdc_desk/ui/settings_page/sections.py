"""All sections of the settings page, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from bdc_desk.ui.settings_page.dealership import DealershipSection
from bdc_desk.ui.settings_page.look import LookSection
from bdc_desk.ui.settings_page.phone import PhoneSection
from bdc_desk.ui.settings_page.section import Section
from bdc_desk.ui.settings_page.simple_sections import DoorsSection, LanguageSection, LockSection, TraySection
from bdc_desk.ui.settings_page.sounds import SoundSection


@dataclass(frozen=True, eq=False)
class Sections:
    """One of each."""

    look: LookSection
    sound: SoundSection
    phone: PhoneSection
    tray: TraySection
    lock: LockSection
    language: LanguageSection
    emails: DoorsSection
    ways_in: DoorsSection
    dealership: DealershipSection

    def all(self) -> tuple[Section, ...]:
        """In the order of the list."""
        return (
            self.look,
            self.sound,
            self.phone,
            self.tray,
            self.lock,
            self.language,
            self.emails,
            self.ways_in,
            self.dealership,
        )

    def doors(self) -> tuple[DoorsSection, ...]:
        """Those that lead elsewhere."""
        return self.emails, self.ways_in


def made_sections(languages: Sequence[tuple[str, str]]) -> Sections:
    """New ones. `languages`: those that the window can speak, name and code."""
    return Sections(
        look=LookSection(QCoreApplication.translate("Settings", "Look")),
        sound=SoundSection(QCoreApplication.translate("Settings", "Sound and alerts")),
        phone=PhoneSection(QCoreApplication.translate("Settings", "Phone")),
        tray=TraySection(QCoreApplication.translate("Settings", "Window and tray")),
        lock=LockSection(QCoreApplication.translate("Settings", "Lock")),
        language=LanguageSection(QCoreApplication.translate("Settings", "Language"), languages),
        emails=DoorsSection(QCoreApplication.translate("Settings", "Emails"), _email_doors()),
        ways_in=DoorsSection(QCoreApplication.translate("Settings", "Ways in"), _ways_in()),
        dealership=DealershipSection(QCoreApplication.translate("Settings", "Dealership")),
    )


def _email_doors() -> dict[str, tuple[str, str, str]]:
    return {
        "mail out": (
            QCoreApplication.translate("Settings", "How emails leave"),
            "",
            QCoreApplication.translate(
                "Settings",
                "The server that sends them, its login, the sender's name, and a test to your own address. "
                "Without one an email is handed to this computer's mail program.",
            ),
        ),
        "email texts": (
            QCoreApplication.translate("Settings", "Texts and signature"),
            "",
            QCoreApplication.translate(
                "Settings", "What each template says, in the languages of your customers."
            ),
        ),
    }


def _ways_in() -> dict[str, tuple[str, str, str]]:
    return {
        "mailboxes": (
            QCoreApplication.translate("Settings", "Mailboxes and folders"),
            "F6",
            QCoreApplication.translate(
                "Settings", "Where enquiries come from, what came today, and what could not be read."
            ),
        ),
    }
