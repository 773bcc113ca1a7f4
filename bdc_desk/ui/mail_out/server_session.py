"""Joins the form of the server that sends with the settings, the keyring and the server."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from bdc_desk.mail_server.cancelled import Cancelled
from bdc_desk.operations import mail_out_settings
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.mail_out_settings import MailOutSettings
from bdc_desk.operations.reading import around
from bdc_desk.sync.values import JoinStep
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.intake.trial_run import TrialRun, field_of
from bdc_desk.ui.mail_out.server_panel import ServerPanel
from bdc_desk.ui.mail_out.server_work import ServerWork
from bdc_desk.ui.news import News
from bdc_desk.ui.still_here import if_still_here


class ServerSession(QObject):
    """A trial runs in the network lane, settings are kept in the storage lane. `settings`: how mail goes out
    now, None where nothing is set up; `changed` when that moved.
    """

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        panel: ServerPanel,
        server: ServerWork,
        news: News,
        open_link: Callable[[str], bool],
    ) -> None:
        """`server` knows the server; `open_link` hands an https address to the system."""
        super().__init__(panel)
        self._desk, self._lanes, self._panel = desk, lanes, panel
        self._server, self._news = server, news
        self.settings: MailOutSettings | None = None
        self._trial = TrialRun(lanes, panel, open_link)
        panel.test_asked.connect(self._test)
        panel.test_mail_asked.connect(self._test_mail)
        panel.save_asked.connect(self._save)
        panel.sign_in_asked.connect(self._sign_in)
        panel.forget_asked.connect(self._forget)

    def start(self) -> None:
        """Read how mail goes out."""
        self._lanes.storage(
            lambda: mail_out_settings.mail_out(self._desk),
            self._take,
            lambda why: self._news.refuse(str(why)),
        )

    def open(self) -> None:
        """Show the form, with the dealership's name where nothing is set up: all who sit here send by it."""
        self._lanes.storage(
            lambda: (mail_out_settings.mail_out(self._desk), around(self._desk).dealership),
            if_still_here(lambda found: self._panel.open_for(*found)),
            lambda why: self._news.refuse(str(why)),
        )

    def end(self) -> None:
        """The window closes: wait for no trial any more."""
        self._trial.end()

    def _take(self, found: MailOutSettings | None) -> None:
        self.settings = found
        self.changed.emit()

    def _test(self, settings: MailOutSettings, password: str) -> None:
        def work(cancelled: Cancelled) -> Sequence[JoinStep]:
            mail_out_settings.check_mail_out_settings(settings)
            return self._server.check(settings, password, cancelled)

        self._trial.begin(self.tr("Trying; nothing is sent ..."), work, self._panel.show_steps)

    def _test_mail(self, settings: MailOutSettings, password: str) -> None:
        def work(cancelled: Cancelled) -> Sequence[JoinStep]:
            mail_out_settings.check_mail_out_settings(settings)
            return [self._server.send_test(settings, password, cancelled)]

        words = self.tr("Sending a test mail to {sender} ...").format(sender=settings.sender)
        self._trial.begin(words, work, self._panel.show_steps)

    def _sign_in(self, settings: MailOutSettings, secret: str) -> None:
        self._trial.sign_in(lambda show, cancelled: self._server.sign_in(settings, secret, show, cancelled))

    def _save(self, settings: MailOutSettings, password: str) -> None:
        def refused(why: Exception) -> None:
            self._panel.show_refusal(str(why), field_of(why))

        def kept(_nothing: None) -> None:
            if password:  # a keyring may take its time
                self._lanes.network(
                    lambda: self._server.keep_password(settings, password),
                    lambda in_keyring: self._saved(settings, self._trial.where_kept(in_keyring)),
                    refused,
                )
            else:
                self._saved(settings, "")

        self._lanes.storage(lambda: mail_out_settings.keep_mail_out(self._desk, settings), kept, refused)

    def _saved(self, settings: MailOutSettings, where: str) -> None:
        self._take(settings)
        self._server.try_now()
        self._panel.close_panel()
        said = self.tr("Emails leave through {host} from now on, as {sender}.")
        self._news.done(f"{said.format(host=settings.host, sender=settings.sender)} {where}".strip())

    def _forget(self) -> None:
        gone = self.settings

        def done(left: MailOutSettings | None) -> None:
            self._take(left)
            self._panel.close_panel()
            self._news.done(
                self.tr("Nothing leaves by a server from here any more: mails go to your mail program.")
            )
            if gone is not None:
                self._lanes.network(
                    lambda: self._server.forget_password(gone),
                    _nothing,
                    lambda why: self._news.refuse(str(why)),
                )

        def work() -> MailOutSettings | None:
            mail_out_settings.forget_mail_out(self._desk)
            return mail_out_settings.mail_out(self._desk)

        self._lanes.storage(work, done, lambda why: self._panel.show_refusal(str(why)))


def _nothing(_result: object) -> None:
    """What was asked for needs no answer."""
