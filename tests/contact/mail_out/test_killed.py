"""A sender cut down at every step: never two mails for one that was asked for, never `email left` without a
mail at the server, and whatever nobody knows is asked of a person at the next start.
"""

import os
import signal
import ssl
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from bdc_desk.clock import FixedClock
from bdc_desk.contact.mail_out.outbox import MailOutbox, State
from bdc_desk.contact.mail_out.sending import MailSender
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.emailing import ask_email, say_left, unfinished_mails, withdraw_email
from bdc_desk.operations.mail_out_settings import MailOutSettings
from bdc_desk.operations.reading import lead_view
from bdc_desk.operations.views import MailPreview
from bdc_desk.storage.log_writing import LogWriting
from bdc_desk.storage.store import Store
from tests.helpers.desks import MINUTE, MONDAY, SECOND, Staffed, staffed
from tests.helpers.smtp import LOGIN, LOOPBACK, PASSWORD, SmtpServer, certificate, smtp_server

STEPS = (
    "ask not committed", "asked", "before connect", "connected", "greeted", "encrypted", "signed in",
    "sender", "recipient", "half the data", "data", "end sent", "answered", "left not committed", "left",
)  # fmt: skip
BEFORE_THE_END = STEPS[1:11]
MAIL = MailPreview("missed_you", "pat@example.test", "Your Ranger", "Dear Pat,\n", ())


def received(server: SmtpServer) -> Counter[str]:
    """How often the server took the mail of each entry."""
    return Counter(one.message_id.strip("<>").partition("@")[0] for one in server.received)


def leads_that_were_called(staff: Staffed, count: int) -> list[str]:
    leads = []
    for number in range(1, count + 1):
        leads.append(staff.lead(number))
        staff.call(leads[-1], "voicemail")
        staff.clock.advance(MINUTE)
    return leads


def check(staff: Staffed, leads: list[str], server: SmtpServer) -> dict[str, tuple[str, int]]:
    """The laws; what the log says of each step, and how many mails the server has of it."""
    counts, open_ = received(server), {one.asked for one in unfinished_mails(staff.ana)}
    found = {}
    for step, lead in zip(STEPS, leads, strict=True):
        asked = [one.id for one in staff.entries(lead, "email asked")]
        assert len(asked) <= 1
        number = counts.pop(asked[0], 0) if asked else 0
        assert number <= 1
        kinds = [one.kind for one in staff.entries(lead, "email left", "email withdrawn")]
        assert kinds in ([], ["email left"], ["email withdrawn"])
        assert (kinds == ["email left"]) <= (number == 1)
        assert (kinds == ["email withdrawn"]) <= (number == 0)
        assert (bool(asked) and not kinds) == bool(set(asked) & open_)
        found[step] = (*(kinds or ["unknown" if asked else "nothing"]), number)
    assert not counts  # no mail that was not asked for
    return found


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks, so that one start of Python does for all steps")
def test_killed_at_every_step(tmp_path: Path) -> None:
    pem, trust = certificate(tmp_path)
    (tmp_path / "ca.pem").write_text(
        "".join(map(ssl.DER_cert_to_PEM_cert, trust.get_ca_certs(binary_form=True)))
    )
    with smtp_server(tls="starttls", certificate=pem) as server, staffed(tmp_path) as staff:
        leads = leads_that_were_called(staff, len(STEPS))
        told = [str(tmp_path), str(server.port), staff.ana.person, str(staff.clock.now().timestamp()), *leads]
        done = subprocess.run(
            [sys.executable, "-m", "tests.contact.mail_out.test_killed", *told],
            check=False,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        found = check(staff, leads, server)
        assert found["ask not committed"] == ("nothing", 0)
        assert {found[step] for step in BEFORE_THE_END} == {("unknown", 0)}
        assert found["end sent"][0] == found["answered"][0] == "unknown"
        assert found["answered"] == found["left not committed"] == ("unknown", 1)
        assert found["left"] == ("email left", 1)
        _next_start(staff, server)


def _next_start(staff: Staffed, server: SmtpServer) -> None:
    """Nothing is sent by itself; a person's word settles what is asked for."""
    before = len(server.received)
    box = MailOutbox(staff.ana, MailSender(lambda: None, lambda _: None, staff.clock).send)
    staff.clock.advance(20 * SECOND)
    assert (box.due(staff.clock.now()), box.outgoing(), len(server.received)) == ([], (), before)
    for one in unfinished_mails(staff.ana):
        if received(server)[one.asked]:
            say_left(staff.ana, one.lead, one.asked, "", said=True)
        else:
            withdraw_email(staff.ana, one.lead, one.asked, why="not sent")
    assert unfinished_mails(staff.ana) == ()


@pytest.mark.parametrize("tls", ["starttls"])
def test_a_mistake_at_every_step(tls: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pem, trust = certificate(tmp_path)
    with smtp_server(tls=tls, certificate=pem) as server, staffed(tmp_path) as staff:
        leads = leads_that_were_called(staff, len(STEPS))
        states = {}
        for step, lead in zip(STEPS, leads, strict=True):
            with monkeypatch.context() as patched:
                box = _box(
                    staff.ana, _settings(server.port), trust, lambda point, step=step: _fail(point, step)
                )
                patched.setattr(LogWriting, "append", _appending(lambda point, step=step: _fail(point, step)))
                with suppress(Planned):
                    _send_one(staff.ana, staff.clock, box, lead, lambda point, step=step: _fail(point, step))
            states[step] = [one.state for one in box.outgoing()]
        found = check(staff, leads, server)
        assert {found[step] for step in BEFORE_THE_END[1:]} == {("email withdrawn", 0)}
        assert found["asked"] == ("unknown", 0)
        assert found["answered"] == found["left not committed"] == ("unknown", 1)
        assert states["end sent"] == states["answered"] == states["left not committed"] == [State.UNKNOWN]
        assert found["left"] == ("email left", 1)


class Planned(Exception):
    """As a mistake of ours would be."""


def _fail(point: str, step: str) -> None:
    if point == step:
        raise Planned


# what sends, also in the process that is killed


def _settings(port: int) -> MailOutSettings:
    return MailOutSettings(LOOPBACK, "sales@example.test", port=port, login=LOGIN)


def _box(desk: Desk, settings: MailOutSettings, trust: ssl.SSLContext, at: object) -> MailOutbox:
    sender = MailSender(lambda: settings, lambda _: PASSWORD, desk.clock, trust=trust, at=at)  # type: ignore[arg-type]
    return MailOutbox(desk, sender.send)


def _appending(at: object) -> object:
    real = LogWriting.append

    def append(self: LogWriting, **told: object) -> object:
        entry = real(self, **told)  # type: ignore[arg-type]
        at(
            {"email asked": "ask not committed", "email left": "left not committed"}.get(
                str(told["kind"]), ""
            )
        )  # type: ignore[operator]
        return entry

    return append


def _send_one(desk: Desk, clock: FixedClock, box: MailOutbox, lead: str, at: object) -> None:
    mail = replace(MAIL, to=lead_view(desk, lead).emails[0])
    asked, _ = ask_email(desk, lead, mail)
    at("asked")  # type: ignore[operator]
    box.put(lead, mail, asked, desk.clock.now())
    clock.advance(10 * SECOND)
    box.look()
    (one,) = box.due(clock.now())
    box.settle(one, box.send_now(one))
    at("left")  # type: ignore[operator]


def main(folder: str, port: str, person: str, at: str, *leads: str) -> None:
    """One child a step, each killed there by the system."""
    clock = FixedClock(MONDAY.fromtimestamp(float(at), MONDAY.tzinfo))
    for step, lead in zip(STEPS, leads, strict=True):
        child = os.fork()
        if child == 0:
            _die_at(step, lead, Path(folder), int(port), person, clock)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), (step, status)


def _die_at(step: str, lead: str, folder: Path, port: int, person: str, clock: FixedClock) -> None:
    def kill(point: str) -> None:
        if point == step:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        LogWriting.append = _appending(kill)  # type: ignore[method-assign, assignment]
        desk = Desk(Store.open(folder / "bdc-desk.sqlite"), clock, person)
        trust = ssl.create_default_context(cafile=str(folder / "ca.pem"))
        _send_one(desk, clock, _box(desk, _settings(port), trust, kill), lead, kill)
    finally:
        os._exit(3)


if __name__ == "__main__":
    main(*sys.argv[1:])
