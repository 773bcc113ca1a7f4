"""The colours and measures of every screen (ux.md, Tokens). Nothing else in the ui names a colour.

Contrast on all four grounds passes WCAG AA, in the look "contrast" AAA; shape and word carry each meaning
too, so no colour stands alone.
"""

from dataclasses import dataclass

FOCUS_RING = 2
CONTROL_HEIGHT = 32
ROW_HEIGHT = 68
ROW_HEIGHT_COMPACT = 48
RADIUS = 6
RADIUS_LARGE = 8
GAP_XS, GAP_S, GAP_M, GAP_L, GAP_XL = 4, 8, 12, 16, 24
"""Spacing in device-independent pixels."""

SIZES = (9, 10, 11, 13, 18, 22, 110)
"""The type scale in points at text scale 1: caption, base, strong, title, headline, name, wallboard."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """One palette. Every field but `name` and `line` is a colour `#RRGGBB`.

    `on_accent` is text on the accent, `on_mark` text on a badge filled with one of the marks' colours.
    `line`: how thick borders are, in pixels; what has the keyboard has one more.
    """

    name: str
    bg: str
    surface: str
    raised: str
    selected: str
    text: str
    muted: str
    accent: str
    on_accent: str
    border: str
    hairline: str
    ok: str
    new: str
    over_2: str
    over_15: str
    escalated: str
    on_mark: str
    line: int = 1

    @property
    def dark(self) -> bool:
        """Whether its ground is dark."""
        return self.name != "light"

    @property
    def ring(self) -> int:
        """How thick the border of what has the keyboard is, in pixels."""
        return self.line + 1

    @property
    def error(self) -> str:
        """The colour of a refusal or fault: the strongest mark's, always beside words."""
        return self.over_15


LIGHT = Tokens(
    name="light",
    bg="#F6F7F9",
    surface="#FFFFFF",
    raised="#EEF1F5",
    selected="#DCEBFB",
    text="#1B1F24",
    muted="#57606A",
    accent="#0B5CAD",
    on_accent="#FFFFFF",
    border="#868F99",
    hairline="#D6DBE1",
    ok="#1A6B3C",
    new="#0B5CAD",
    over_2="#8F5D00",
    over_15="#8C1127",
    escalated="#16191D",
    on_mark="#FFFFFF",
)

DARK = Tokens(
    name="dark",
    bg="#15181C",
    surface="#1D2126",
    raised="#272C33",
    selected="#1F3A57",
    text="#E8EAED",
    muted="#A4ACB6",
    accent="#6CB6FF",
    on_accent="#0B1A2B",
    border="#6F7985",
    hairline="#343B44",
    ok="#6FCF97",
    new="#6CB6FF",
    over_2="#F5C542",
    over_15="#FF8577",
    escalated="#FFFFFF",
    on_mark="#0B1A2B",
)

CONTRAST = Tokens(
    name="contrast",
    bg="#000000",
    surface="#000000",
    raised="#161616",
    selected="#00264D",
    text="#FFFFFF",
    muted="#B4B4B4",
    accent="#FFE600",
    on_accent="#000000",
    border="#FFFFFF",
    hairline="#B8B8B8",
    ok="#7CFF9B",
    new="#7FD6FF",
    over_2="#FFC24D",
    over_15="#FFB3AB",
    escalated="#FFFFFF",
    on_mark="#000000",
    line=2,
)
"""For eyes that need it: 7:1 and more everywhere, borders of two pixels."""
