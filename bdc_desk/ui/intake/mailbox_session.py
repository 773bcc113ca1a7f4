"""Joins the forms for a mailbox and a folder with the settings, the keyring and the mail server."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from bdc_desk.mail_server.cancelled import Cancelled
from bdc_desk.operations import intake_settings
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.intake_settings import MailboxSettings
from bdc_desk.sync.values import JoinStep
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.intake.folder_panel import FolderPanel
from bdc_desk.ui.intake.intake_feed import IntakeFeed, Source
from bdc_desk.ui.intake.mailbox_panel import MailboxPanel
from bdc_desk.ui.intake.mailbox_work import MailboxWork
from bdc_desk.ui.intake.trial_panel import PASSWORD
from bdc_desk.ui.intake.trial_run import TrialRun, field_of
from bdc_desk.ui.news import News


class MailboxSession(QObject):
    """A trial and a sign-in run in the network lane, settings are kept in the storage lane. `saved(name)`: a
    mailbox is read from now on.
    """

    saved = Signal(str)

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        feed: IntakeFeed,
        panels: tuple[MailboxPanel, FolderPanel],
        work: MailboxWork,
        news: News,
        open_link: Callable[[str], bool],
    ) -> None:
        """`work` knows mail servers; `open_link` hands an https address to the system."""
        super().__init__(panels[0])
        self._desk, self._lanes, self._feed = desk, lanes, feed
        self._panel, self._folder = panels
        self._work, self._news = work, news
        self._trial = TrialRun(lanes, self._panel, open_link)
        self._tried: tuple[MailboxSettings, str, JoinStep] | None = None
        self._panel.test_asked.connect(self._test)
        self._panel.save_asked.connect(self._save)
        self._panel.sign_in_asked.connect(self._sign_in)
        self._folder.save_asked.connect(self._save_folder)

    def add_mailbox(self) -> None:
        """Show the empty form."""
        self._panel.open_for(None)

    def change(self, settings: MailboxSettings) -> None:
        """Show the form of a mailbox that is there."""
        self._panel.open_for(settings)

    def add_folder(self) -> None:
        """Show the folder's form."""
        self._folder.open_anew()

    def end(self) -> None:
        """The window closes: wait for no sign-in any more."""
        self._trial.end()

    def removed(self, source: Source) -> None:
        """A mailbox is read no more: its password has no business in the keyring."""
        settings = source.settings
        if settings is not None:
            self._lanes.network(lambda: self._work.forget_password(settings), _nothing, self._tell_fault)

    def _test(self, settings: MailboxSettings, password: str) -> None:
        self._tried = None

        def done(steps: Sequence[JoinStep]) -> None:
            failed = next((step for step in steps if not step.done), None)
            self._tried = (settings, password, failed) if failed is not None else None
            self._panel.show_steps(steps)

        def work(cancelled: Cancelled) -> Sequence[JoinStep]:
            return self._work.check(settings, password, cancelled)

        self._trial.begin(self.tr("Trying ..."), work, done)

    def _sign_in(self, settings: MailboxSettings, secret: str) -> None:
        self._trial.sign_in(lambda show, cancelled: self._work.sign_in(settings, secret, show, cancelled))

    def _save(self, settings: MailboxSettings, password: str) -> None:
        def refused(why: Exception) -> None:
            self._panel.show_refusal(str(why), field_of(why))

        def checked(_nothing: None) -> None:
            if password:  # a keyring may take its time
                self._lanes.network(
                    lambda: self._work.keep_password(settings, password),
                    lambda kept: self._saved(settings, password, kept),
                    refused,
                )
            else:
                self._saved(settings, "", None)

        self._lanes.storage(lambda: intake_settings.keep_mailbox(self._desk, settings), checked, refused)

    def _saved(self, settings: MailboxSettings, password: str, kept: bool | None) -> None:
        self._feed.settings_changed()
        if password:
            intake = self._feed.intake
            self._lanes.network(
                lambda: intake.give_password(settings.name, password), _nothing, self._tell_fault
            )
        self._panel.close_panel()
        self._tell_saved(settings, password, self._trial.where_kept(kept) if kept is not None else "")
        if settings.sign_in == PASSWORD:
            self.saved.emit(settings.name)

    def _tell_saved(self, settings: MailboxSettings, password: str, where: str) -> None:
        """What was just tried in vain is not called well."""
        tried, self._tried = self._tried, None
        if tried is None or tried[:2] != (settings, password):
            said = self.tr("{name} is read from now on.").format(name=settings.name)
            self._news.done(f"{said} {where}".strip())
            return
        step = tried[2]
        said = (
            self.tr("{name} is saved, but the login was refused: {why}")
            if step.name == "Login"
            else self.tr("{name} is saved, but its test failed: {why}")
        )
        self._news.refuse(said.format(name=settings.name, why=step.words))

    def _save_folder(self, path: str) -> None:
        self._lanes.storage(
            lambda: intake_settings.keep_folder(self._desk, path),
            self._watched,
            lambda why: self._folder.show_refusal(str(why)),
        )

    def _watched(self, path: str) -> None:
        self._feed.settings_changed()
        self._folder.close_panel()
        self._news.done(self.tr("{path} is watched from now on.").format(path=path))

    def _tell_fault(self, why: Exception) -> None:
        self._news.refuse(str(why))


def _nothing(_result: object) -> None:
    """What was asked for needs no answer."""
