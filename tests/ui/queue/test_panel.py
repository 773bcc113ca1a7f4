import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.ui import theme
from bdc_desk.ui.queue.model import Filter
from bdc_desk.ui.queue.panel import QueuePanel
from tests.helpers.queue_rows import NOW, age, minutes, never_called, to_retry, with_callback
from tests.helpers.screens import clipped


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication) -> QueuePanel:
    theme.apply(qapp, "light")
    made = QueuePanel(age, NOW, "p1")
    qtbot.addWidget(made)
    made.resize(400, 500)
    made.show()
    return made


def test_the_title_counts_what_is_open_and_escalated(panel: QueuePanel) -> None:
    panel.reset_rows([never_called(1, waited=59.9), never_called(2), to_retry(3, due_in=5)], NOW)
    assert panel._title.whole_text() == "Queue · 3 open"
    panel.tick(NOW + minutes(0.2))
    assert panel._title.whole_text() == "Queue · 3 open · 1 escalated"
    panel.remove(["lead-000001", "unknown"])
    assert panel._title.whole_text() == "Queue · 2 open"


def test_the_filter_buttons_choose_and_say_so(panel: QueuePanel, qtbot: QtBot) -> None:
    panel.reset_rows([never_called(1, owner="p1"), with_callback(2, promised_in=9)], NOW)
    with qtbot.waitSignal(panel.filtered) as said:
        panel._buttons.button(1).click()
    assert said.args == ["mine"]
    assert panel.model.rowCount() == 1


def test_a_lead_that_the_filter_hides_is_selected_in_the_whole_queue(panel: QueuePanel, qtbot: QtBot) -> None:
    panel.reset_rows([never_called(1, owner="p1"), with_callback(2, promised_in=9)], NOW)
    panel.set_filter(Filter.MINE)
    with qtbot.waitSignal(panel.selected) as said:
        assert panel.select("lead-000002")
    assert said.args == ["lead-000002"]
    assert panel._buttons.button(0).isChecked()
    assert not panel.select("unknown")


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("empty", [True, False])
def test_nothing_is_clipped(panel: QueuePanel, qapp: QApplication, scale: float, empty: bool) -> None:
    theme.apply(qapp, "light", scale)
    if not empty:
        panel.reset_rows([never_called(number, waited=70) for number in range(40)], NOW)
    panel.resize(340, 500)
    qapp.processEvents()
    assert clipped(panel) == []
    theme.apply(qapp, "light")


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_what_is_new_above_covers_no_word_of_the_title(
    panel: QueuePanel, qapp: QApplication, scale: float
) -> None:
    theme.apply(qapp, "light", scale)
    panel.resize(round(392 * scale), 500)
    panel.reset_rows([never_called(number, waited=70) for number in range(60)], NOW)
    panel.view.verticalScrollBar().setValue(900)
    panel.upsert([never_called(100 + number, waited=90) for number in range(28)], NOW)
    qapp.processEvents()
    said, title = panel.view.announcement, panel._title
    assert said.isVisible()
    assert title.x() + title.contentsRect().right() < said.x()
    assert title.text()
    assert clipped(panel) == []
    said.click()
    qapp.processEvents()
    assert title.text() == title.whole_text()
    theme.apply(qapp, "light")
