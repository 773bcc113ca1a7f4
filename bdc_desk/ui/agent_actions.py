"""The agent's own keys: calls, outcomes, notes, promises, emails, and the way through the queue (ux.md, The
agent's window).
"""

from collections.abc import Callable, Mapping

from bdc_desk.ui.actions import Act, Action
from bdc_desk.ui.translation import translate

KEYS: Mapping[str, tuple[str, ...]] = {
    "next": ("Space",),
    "call": ("F5",),
    "save": ("Return", "Enter"),
    "note": ("N",),
    "promise": ("B",),
    "email": ("E",),
    "details": ("F2",),
    "close": ("Ctrl+Return", "Ctrl+Enter"),
    "down": ("J",),
    "up": ("K",),
    "break": ("F8",),
    "team": ("F7",),
    "take over": ("Ctrl+F5",),
    "why": ("Shift+F1",),
}


def agent_actions(acts: Mapping[str, Act]) -> list[Action]:
    """What the keys of the agent's window do, in the order in which a person learns them. `acts`:
    what is done, by the action's name; one that is not among them has no key.
    """
    titles = {
        "next": translate("AgentActions", "Go to the next call"),
        "call": translate("AgentActions", "Call, or end the call"),
        "save": translate("AgentActions", "Save and go to the next call"),
        "note": translate("AgentActions", "Write a note"),
        "promise": translate("AgentActions", "Promise a call back"),
        "email": translate("AgentActions", "Write an email"),
        "details": translate("AgentActions", "Edit name, numbers, addresses"),
        "close": translate("AgentActions", "Close the lead: sold, lost, duplicate ..."),
        "down": translate("AgentActions", "Down the queue"),
        "up": translate("AgentActions", "Up the queue"),
        "break": translate("AgentActions", "Begin or end a break"),
        "team": translate("AgentActions", "Your team: who is at a desk, what waits"),
        "take over": translate("AgentActions", "Take the customer over from a colleague"),
        "why": translate("AgentActions", "Why are emails locked?"),
    }
    return [Action(name, title, KEYS[name], acts[name]) for name, title in titles.items() if name in acts]


def outcome_actions(say: Callable[[int], None]) -> list[Action]:
    """The nine number keys. Their words are the policy's, so the palette does not list them."""
    return [
        Action(f"outcome {number}", "", (str(number),), _said(say, number), listed=False)
        for number in range(1, 10)
    ]


def _said(say: Callable[[int], None], number: int) -> Act:
    return lambda: say(number)
