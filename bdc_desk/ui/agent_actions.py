"""The agent's own keys: calls, outcomes, notes, promises, emails, and the way through the queue (ux.md, The
agent's window).
"""

from collections.abc import Callable, Mapping

from bdc_desk.ui.actions import Act, Action

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


def agent_actions(tell: Callable[[str], str], acts: Mapping[str, Act]) -> list[Action]:
    """What the keys of the agent's window do, in the order in which a person learns them. `tell`: a text in
    the window's language; `acts`: what is done, by the action's name.
    """
    titles = {
        "next": tell("Go to the next call"),
        "call": tell("Call, or end the call"),
        "save": tell("Save and go to the next call"),
        "note": tell("Write a note"),
        "promise": tell("Promise a call back"),
        "email": tell("Write an email"),
        "details": tell("Edit name, numbers, addresses"),
        "close": tell("Close the lead: sold, lost, duplicate ..."),
        "down": tell("Down the queue"),
        "up": tell("Up the queue"),
        "break": tell("Begin or end a break"),
        "team": tell("How this desk stands"),
        "take over": tell("Take the customer over from a colleague"),
        "why": tell("Why are emails locked?"),
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
