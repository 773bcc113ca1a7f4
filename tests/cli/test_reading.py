"""What is shown of the log: the queue, the attempt log, one lead."""

import pytest

from bdc_desk.cadence.kinds import ClosingReason
from bdc_desk.cadence.reasons import WORDS
from bdc_desk.cli.show_queue import fitted, watch
from bdc_desk.operations.calling import claim, dial
from bdc_desk.operations.lead_work import close_lead, set_callback, write_note
from tests.cli.conftest import Commands
from tests.helpers.desks import DAY, FORM, HOUR, MINUTE, SECOND, Staffed, phone

KEYS = [
    "lead", "section", "badge", "suggested", "name", "car", "source", "kind", "number", "owner", "arrived_at",
    "age_seconds", "counted", "callback_at", "due_at", "why",
]  # fmt: skip


def test_the_queue_has_its_sections_and_marks_the_next_call(run: Commands, desk: Staffed) -> None:
    called = desk.lead(1, "Pat Sample")
    desk.call(called, "voicemail")
    promised = desk.lead(2, "Kim Sample")
    set_callback(desk.ana, promised, desk.clock.now() + 3 * MINUTE)
    desk.clock.advance(MINUTE)
    desk.lead(3, "Noor de Vries")
    assert run("queue").out == (
        "3 open at Mon 2 Mar 10:01\n"
        "             name           car               source      age   calls   number            "
        "why it is here\n"
        "-- callbacks\n"
        "   CALLBACK  Kim Sample     2021 Ford Ranger  AutoPortal  1:00  0 of 6  +44 20 7946 0002  "
        "Call back as promised at 10:03\n"
        "-- never called\n"
        ">  NEW       Noor de Vries  2021 Ford Ranger  AutoPortal  0:00  0 of 6  +44 20 7946 0003  "
        "Call now: never called\n"
        "-- later\n"
        "   LATER     Pat Sample     2021 Ford Ranger  AutoPortal  1:20  1 of 6  +44 20 7946 0001  "
        "Call 2 of 6 from Mon 2 Mar 12:00, in another part of the day\n"
        "\n> is the call to make next.\n"
    )


def test_the_queue_as_json(run: Commands, desk: Staffed) -> None:
    lead = desk.lead(1, "Zoë\u202e Sample")
    desk.clock.advance(3 * MINUTE)
    said = run("queue", "--json")
    (row,) = said.objects
    assert list(row) == KEYS
    assert (row["lead"], row["section"], row["badge"], row["suggested"]) == (
        lead,
        "never called",
        "2 MIN",
        True,
    )
    assert (row["name"], row["age_seconds"], row["arrived_at"]) == (
        "Zoë Sample",  # what turns the writing was not kept (plain_words.py)
        180.0,
        "2026-03-02T10:00:00Z",
    )
    assert "\u202e" not in said.out


def test_what_a_colleague_has_in_hand_is_not_suggested(run: Commands, desk: Staffed) -> None:
    claim(desk.ben, desk.lead())
    assert run("queue", "--json").objects[0]["suggested"] is False
    assert run("queue").out.endswith("\nNo call is due now.\n")


def test_the_queue_is_judged_anew_where_the_law_has_changed_it(run: Commands, desk: Staffed) -> None:
    desk.lead()
    desk.clock.advance(31 * DAY)
    desk.clock.set(desk.clock.now().replace(hour=23))
    assert run("queue", "--json").objects[0]["section"] == "later"
    assert "may be called from 08:00 (call hours there)" in run("queue").out


def test_watching_goes_on_until_ctrl_c(
    run: Commands, desk: Staffed, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    desk.lead(1, "Pat Sample")
    rounds: list[float] = []

    def wait(seconds: float) -> None:
        rounds.append(seconds)
        desk.lead(2, "Kim Other")
        if len(rounds) == 2:
            raise KeyboardInterrupt

    watch(desk.ana, wait)
    shown = capsys.readouterr().out.split("\x1b[H\x1b[2J")[1:]
    assert rounds == [1.0, 1.0]
    assert ["Kim Other" in one for one in shown] == [False, True]
    assert all("Ctrl+C ends." in one for one in shown)
    assert max(len(line) for one in shown for line in one.splitlines()) <= 80


def test_watch_is_a_command(run: Commands, desk: Staffed, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bdc_desk.cli.show_queue.Event.wait", stop)
    said = run("queue", "--watch")
    assert said.code == 0
    assert "The queue is empty." in said.out


def test_a_long_queue_is_cut_to_the_terminal() -> None:
    assert fitted("a\nb\nc\nd", 9, 3) == "a\nb\n... 2 more lines"
    assert fitted("a\nb", 9, 0) == "a\nb"
    assert fitted("abcdef", 4, 9) == "abc…"


def test_the_attempt_log_tells_the_story(run: Commands, desk: Staffed) -> None:
    lead, other = desk.lead(1, "Pat Sample"), desk.lead(2, "Kim Other")
    desk.call(lead, "no answer", 9 * SECOND + 900 * MINUTE / 60_000)
    desk.call(other, "dialogue", 75 * SECOND, by=desk.ben)
    dial(desk.ana, other, "n1")
    assert run("attempts").out == (
        "when             agent     customer    number            outcome    rang  talked  evidence  counts\n"
        "Mon 2 Mar 10:00  Ana Cruz  Pat Sample  +44 20 7946 0001  No answer  9 s           C         "
        "no: rang 9 s, 15 s needed\n"
        "Mon 2 Mar 10:00  Ben Ito   Kim Other   +44 20 7946 0002  Dialogue         75 s    C         counts\n"
        "Mon 2 Mar 10:01  Ana Cruz  Kim Other   +44 20 7946 0002  -                        C         "
        f"no: {WORDS['attempt.open']}\n"
        "\n"
        "All: 3 attempts, 1 counts, on 2 leads.\n"
        "Ana Cruz: 2 attempts, 0 count, on 2 leads.\n"
        "Ben Ito: 1 attempt, 1 counts, on 1 lead.\n"
        "Evidence: C begun and ended at the desk, timed by it.\n"
    )


def test_attempts_of_one_person_on_the_dealerships_days(run: Commands, desk: Staffed) -> None:
    """In summer London is an hour ahead of UTC: 23:30 UTC is the next day there."""
    desk.clock.set(desk.clock.now().replace(month=6, day=1, hour=23, minute=30))
    for number, by in ((1, desk.ana), (2, desk.ben)):
        desk.call(desk.lead(number), "no answer", by=by)
    told = {
        argv: len(run("attempts", "--json", *argv.split()).objects)
        for argv in (
            "", "--from 2026-06-02", "--from 2026-06-02 --to 2026-06-02", "--to 2026-06-01",
            "--from 2026-06-03", "--from 2026-06-02 --agent ben_ito", "--agent nobody", "--to 8000-12-31",
        )
    }  # fmt: skip
    assert list(told.values()) == [2, 2, 2, 0, 0, 0, 0, 2]
    (line,) = run("attempts", "--json", "--agent", "Ben Ito").objects
    assert list(line) == [
        "attempt", "lead", "name", "agent", "began", "number", "evidence", "outcome", "rang", "talked",
        "counted", "why",
    ]  # fmt: skip
    assert (line["agent"], line["began"], line["counted"], line["rang"]) == (
        "Ben Ito", "2026-06-01T23:30:20Z", True, 20.0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["--agent", "Nobody"], "Nobody here is called Nobody. Known: Ana Cruz, Ben Ito, Cy Novak."),
        (["--from", "yesterday"], "'yesterday' is no date. Write it as 2026-03-02."),
        (["--to", "9999-12-31"], "There is no log of the year 9999."),
        (["--from", "0001-01-01"], "There is no log of the year 1."),
        (["--from", "2026-03-03", "--to", "2026-03-02"], "--to 2026-03-02 lies before --from 2026-03-03."),
    ],
)
def test_questions_without_an_answer(run: Commands, desk: Staffed, argv: list[str], says: str) -> None:
    said = run("attempts", *argv)
    assert (said.code, said.out, said.err) == (1, "", f"bdc-desk: {says}\n")


def test_attempts_as_a_table_for_a_spreadsheet(run: Commands, desk: Staffed) -> None:
    desk.call(desk.lead(1, "=Eve Formula"), "no answer")
    head, row = run("attempts", "--csv").out.splitlines()
    assert head.startswith("began,agent,customer,number,outcome,")
    cells = "2026-03-02 10:00:00+00:00,Ana Cruz,'=Eve Formula,'+44 20 7946 0001,No answer,20,,C,yes,"
    assert row.startswith(cells)


def test_no_attempts(run: Commands, desk: Staffed) -> None:
    assert run("attempts").out == "No call attempts in that time. F5 in the window begins one.\n"
    assert run("attempts", "--json").out == ""


def test_an_old_attempt_says_its_year(run: Commands, desk: Staffed) -> None:
    desk.call(desk.lead(), "no answer")
    desk.clock.advance(400 * DAY)
    assert "\n2026 Mon 2 Mar 10:00  Ana Cruz" in run("attempts").out


def test_one_lead_told_from_top_to_bottom(run: Commands, desk: Staffed) -> None:
    lead = desk.lead(1, "Pat Sample", comments="Is it still there?\nI could come on Friday.")
    desk.clock.advance(5 * MINUTE)
    desk.call(lead, "voicemail")
    write_note(desk.ben, lead, "Prefers blue")
    assert (
        run("show", "Pat").out
        == f"""\
Pat Sample: trying, round 1
  lead       {lead}
  arrived    Mon 2 Mar 10:00, internet, AutoPortal
  car        2021 Ford Ranger
  owner      nobody yet
  phone      +44 20 7946 0001 (cellphone: may be called: the customer asked for it)
  email      person1@example.test
  words      Is it still there? I could come on Friday.

Next: Call 2 of 6 from Mon 2 Mar 12:05, in another part of the day
First call: after 5 min of opening time
  Mon 2 Mar 10:02   2 min: missed

Calls: 1 counts in this round, on 1 day in 1 part of the day
  when             agent     number            outcome    timed  evidence  counts
  Mon 2 Mar 10:05  Ana Cruz  +44 20 7946 0001  Voicemail  20 s   C         counts

Email templates
  open       Sorry we missed you (open: 1 call made)
  locked     Car details and photos (1 of 2 calls; next try after 12:05)
  locked     Book a test drive (1 of 3 calls, day 1 of 2; next try after 12:05)
  locked     Last try: still interested? (1 of 4 calls, day 1 of 3; next try after 12:05)
  locked     Your appointment (needs an appointment)
  locked     Free text (needs a dialogue)
Closings
  now        Lost, Sold, Do not call
  confirmed  Bought elsewhere, Duplicate, Spam, Wrong number: each needs a second person's word
  not now    Not reached (1 of 4 calls, day 1 of 3)

History
  Mon 2 Mar 10:00   Enquiry received: AutoPortal
  Mon 2 Mar 10:05   Ana Cruz: Call begun to +44 20 7946 0001
  Mon 2 Mar 10:05   Ana Cruz: Call ended after 0:20, timed by the desk
  Mon 2 Mar 10:05   Ana Cruz: Voicemail: counts
  Mon 2 Mar 10:05   Ben Ito: Note: Prefers blue

"""
    )


def test_a_narrow_terminal_folds_words_but_no_table(
    run: Commands, desk: Staffed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    desk.call(desk.lead(1, "Pat Sample", comments="Is it still there? " * 9), "voicemail")
    lines = run("show", "Pat").out.splitlines()
    assert sum("still" in line for line in lines) > 3
    assert any(line.endswith("Voicemail  20 s   C         counts") for line in lines)
    assert [line for line in lines if len(line) > 60] == [
        line for line in lines if "evidence" in line or " C  " in line
    ]


def test_a_lead_by_id_prefix_or_name(run: Commands, desk: Staffed) -> None:
    lead = desk.lead(1, "Pat Sample")
    desk.lead(2, "Pat Samplestone")
    for asked in (lead, lead[:13], lead[:8].upper(), "pat SAMPLE", "Pat Sample "):
        assert run("show", asked).out.startswith("Pat Sample: new"), asked
    said = run("show", "pat")
    assert said.code == 1
    assert said.err.startswith("bdc-desk: 'pat' fits 2 leads. Give the beginning of an id:\n  ")
    assert f"  {lead}  Pat Sample, Mon 2 Mar 10:00\n" in said.err
    for asked in ("nobody", "", " "):
        assert "There is no lead" in run("show", asked).err


def test_many_of_one_name(run: Commands, desk: Staffed) -> None:
    for number in range(25):
        desk.lead(number, f"Pat {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number]}other")
    said = run("show", "pat")
    assert said.err.endswith("  ... and 5 more\n")


def test_a_closed_lead_and_the_customers_others(run: Commands, desk: Staffed) -> None:
    first = desk.lead(1, "Pat Sample", phones=(phone(1, possible=False),), vehicles=())
    close_lead(desk.ana, first, ClosingReason.LOST, "bought a bike")
    desk.clock.advance(91 * DAY)
    second = desk.lead(1, "Pat Sample", key="<2>")
    out = run("show", first[:12]).out
    assert "Pat Sample: closed, round 1\n" in out
    assert f"\n  also       Mon 1 Jun 11:00, 2021 Ford Ranger: new ({second})\n" in out
    assert "\nCalls: none yet\n" in out
    assert "\nNext: Closed: lost\n" in out
    assert "2026 " not in out.split("History")[1]


def test_times_are_the_dealerships(run: Commands, desk: Staffed) -> None:
    assert FORM.zone == "Europe/London"
    desk.clock.set(desk.clock.now().replace(month=7))
    desk.lead(1, "Pat Sample", arrived_at=desk.clock.now() - HOUR)
    assert "arrived    Thu 2 Jul 10:00" in run("show", "Pat").out
