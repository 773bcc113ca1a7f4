"""What to say on the telephone: two to four short lines, by how far the lead is."""

import tomllib
from functools import lru_cache
from typing import Any, Final

from bdc_desk.contact.languages import LANGUAGES
from bdc_desk.contact.mail_data import WORDS, data_of
from bdc_desk.contact.template_files import shipped_folder
from bdc_desk.operations.desk import Surroundings
from bdc_desk.operations.views import LeadView

FIRST: Final = "first"
RETRY: Final = "retry"
PROMISED: Final = "promised"
NO_SHOW: Final = "no_show"
APPOINTMENT: Final = "appointment"
STAGES: Final = (FIRST, RETRY, PROMISED, NO_SHOW, APPOINTMENT)
VOICEMAIL: Final = "voicemail"


def prompts_for(view: LeadView, about: Surroundings, agent: str, language: str = "en") -> tuple[str, ...]:
    """The lines for the next call, filled with the lead's data; the last is for a voicemail.

    `agent`: the id of who calls; `language`: the customer's (`language_of`). None for a closed lead: nobody
    is to be called.
    """
    if view.standing.section is None:
        return ()
    from bdc_desk.contact.placeholders import fill  # noqa: PLC0415 - Jinja2 takes 50 ms, needed at the first lead

    spoken = language if language in LANGUAGES else "en"
    data, script = data_of(view, about, agent, spoken), _script(spoken)
    lines = (*script[stage_of(view)], script[VOICEMAIL])
    return tuple(fill(line, data, WORDS).text for line in lines)


def stage_of(view: LeadView) -> str:
    """Which of the stages the next call belongs to.

    A promise comes first: the customer waits for that call. Then who was expected and did not come.
    """
    standing = view.standing
    if standing.callback is not None:
        return PROMISED
    if standing.shown is False:
        return NO_SHOW
    if standing.appointment_at is not None and standing.shown is None:
        return APPOINTMENT
    return RETRY if standing.attempts or standing.dialogue else FIRST


@lru_cache(maxsize=len(LANGUAGES))
def _script(language: str) -> dict[str, Any]:
    text = shipped_folder("scripts").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
