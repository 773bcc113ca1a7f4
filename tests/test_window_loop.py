"""What Qt itself says is kept without what may be somebody's."""

import logging

import pytest
from PySide6.QtCore import QtMsgType

from bdc_desk import window_loop


def test_a_link_that_qt_complains_of_is_not_kept(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "qt")
    said = "Unable to detect a launcher for 'mailto:mo@example.test?subject=Sorry we missed you&body=Dear Mo'"
    window_loop._hear_qt(QtMsgType.QtWarningMsg, None, said)  # type: ignore[arg-type]  # it is not read
    assert caplog.messages == ["Unable to detect a launcher for 'mailto:..."]
