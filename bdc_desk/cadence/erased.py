"""What stands of a lead whose customer was erased: nothing is due or may be said; what counted counts."""

from dataclasses import replace
from datetime import datetime

from bdc_desk.cadence.local_time import told
from bdc_desk.cadence.reasons import because
from bdc_desk.cadence.standing import NextStep, Stage, Standing


def as_erased(standing: Standing, erased_at: datetime, zone: str) -> Standing:
    """The standing without anything that asks for work or offers it (docs/log.md, Erased). `erased_at`: UTC;
    `zone`: the dealership's.
    """
    why, no = because("next.erased", at=told(erased_at, zone, standing.now)), because("say.erased")
    return replace(
        standing,
        stage=Stage.ERASED,
        first_call=replace(standing.first_call, marks=()),
        next_step=NextStep("closed", None, why),
        callback=None,
        numbers=tuple(replace(one, may_dial=False, why=no) for one in standing.numbers),
        templates=tuple(replace(one, is_open=False, why=no) for one in standing.templates),
        outcomes=tuple(replace(one, allowed=False, why=no) for one in standing.outcomes),
        closings=tuple(replace(one, allowed=False, why=no) for one in standing.closings),
        visits=tuple(replace(one, allowed=False, why=no) for one in standing.visits),
        may_reopen=None
        if standing.may_reopen is None
        else replace(standing.may_reopen, allowed=False, why=no),
        escalations=(),
        open_attempt=None,
        unconfirmed=(),
        waiting=(),
        no_number=None,
        silence=None,
        rest_until=None,
        call_from=None,
        ask_shown_from=None,
        forbidden=no,
        section=None,
        place_why=why,
        erased_at=erased_at,
    )
