from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.smtp import SmtpServer, smtp_server
from tests.ui.mail_out.at_mail import AtMail, local, mail_desk


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    with smtp_server(login="") as made:
        yield made


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path, server: SmtpServer) -> Iterator[AtMail]:
    with mail_desk(qtbot, qapp, tmp_path / "profile", local(server)) as at_mail:
        yield at_mail
