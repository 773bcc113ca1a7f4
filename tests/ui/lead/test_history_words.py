from dataclasses import replace

from bdc_desk.ui.lead.history_words import breakable, call_lines, other_lines, timeline_lines
from bdc_desk.ui.shapes import Shape
from tests.helpers.lead_log import LeadLog
from tests.ui.lead.invented import LONDON, NOW, busy, jon


def test_calls_say_whether_they_count_and_why_not() -> None:
    lines = call_lines(busy(), NOW, LONDON)
    assert [line.when for line in lines] == ["09:20", "8 Jun 14:30", "8 Jun 10:01"]
    assert lines[0].text == "No answer · +44 20 7946 0123 · rang 0:08"
    assert lines[0].note == "does not count: rang 8 s, 15 s needed · timed by the desk"
    assert (lines[0].shape, lines[1].shape) == (Shape.CROSS, Shape.CHECK)
    assert lines[1].text.startswith("Voicemail")
    assert lines[1].note == "counts · timed by the desk"
    assert lines[1].aside == "Ana Cruz"


def test_a_call_without_outcome_and_a_number_that_is_gone() -> None:
    log = LeadLog()
    log.arrives("2026-06-10 10:02")
    log.dials("2026-06-10 10:03")
    line = call_lines(replace(jon(log), phones=()), NOW, LONDON)[0]
    assert line.text == "No outcome yet · an earlier number"


def test_history_is_newest_first_and_an_unknown_kind_has_a_line_too() -> None:
    view = busy()
    strange = replace(view.timeline[0], kind="of a newer desk", at=NOW)
    lines = timeline_lines(replace(view, timeline=(*view.timeline, strange)), NOW, LONDON)
    assert lines[0].shape is Shape.RING
    assert lines[1].text.startswith("<b>Wife</b>")
    assert lines[-1].when == "8 Jun 10:00"


def test_other_leads_lead_there() -> None:
    line = other_lines(busy(), NOW, LONDON)[0]
    assert (line.target, line.text, line.aside) == ("lead-9", "2016 Mazda 3", "closed")


def test_only_very_long_words_can_be_broken() -> None:
    assert breakable("plain words stay as they are") == "plain words stay as they are"
    broken = breakable("x" * 100 + " y")
    assert max(map(len, broken.replace(" ", "\u200b").split("\u200b"))) == 28
    assert broken.replace("\u200b", "") == "x" * 100 + " y"


def test_what_waits_for_the_shared_database_says_so() -> None:
    view = jon()
    assert [line.note for line in timeline_lines(view, NOW, LONDON)] == [""]
    waits = replace(view, standing=replace(view.standing, waiting=("entry-1",)))
    assert [line.note for line in timeline_lines(waits, NOW, LONDON)] == ["waits for the shared database"]
