"""Which colours may the two halves have, and which colour is there where they meet?"""

from __future__ import annotations

from dataclasses import dataclass

from tandem.figures.contrast import distance, least_contrast, nearest

READABLE = 4.5
# What a dark colour is derived to: the eye needs more in the dark.
EASY = 7.0
# Below this two colours are one for most eyes.
TOLD_APART = 0.1
# What text in an accent is written on (`static/css/tokens.css`; a test compares them).
LIGHT_GROUNDS = ("#faf6ee", "#fffdf8", "#f2ebde")
DARK_GROUNDS = ("#1a1714", "#231f1b", "#2c2722")
BLACK, WHITE = "#000000", "#ffffff"


@dataclass(frozen=True)
class Meeting:
    """The colour where both meet, and its tint; in light and in dark."""

    light: str
    dark: str
    light_tint: str
    dark_tint: str


# The first is ours. The others take its place where it is too much like one of the two.
MEETINGS = (
    Meeting("#712f62", "#dfa5cf", "#f5e6f0", "#36222f"),
    Meeting("#3b3f99", "#b9bcf7", "#eaeaf8", "#262740"),
    Meeting("#4f5a12", "#c2cd86", "#eef0dc", "#2a2d1a"),
)


@dataclass(frozen=True)
class Accents:
    """The colours of the two halves, in light and in dark, and where both meet."""

    rep: str = "#a8480f"
    support: str = "#17606d"
    rep_dark: str = "#f0a566"
    support_dark: str = "#7cc2cd"
    both: Meeting = MEETINGS[0]


OURS = Accents()


def accents(rep: str, support: str, rep_dark: str = "", support_dark: str = "") -> Accents:
    """The accents of a site. A dark colour that is not chosen is derived from the light one."""
    return Accents(
        rep=rep,
        support=support,
        rep_dark=rep_dark or in_dark(rep),
        support_dark=support_dark or in_dark(support),
        both=meeting(rep, support),
    )


def in_dark(color: str) -> str:
    """The same colour, as bright as it must be on dark grounds."""
    return nearest(color, DARK_GROUNDS, least=EASY, toward=WHITE)


def meeting(rep: str, support: str) -> Meeting:
    """The first colour for both that is like neither; else the one that is least like them."""

    def apart(both: Meeting) -> float:
        return min(distance(both.light, rep), distance(both.light, support))

    return next((both for both in MEETINGS if apart(both) >= TOLD_APART), max(MEETINGS, key=apart))


def instead(color: str, *, dark: bool) -> str:
    """The nearest colour that can be read; empty where this one can."""
    grounds = DARK_GROUNDS if dark else LIGHT_GROUNDS
    if least_contrast(color, grounds) >= READABLE:
        return ""
    return nearest(color, grounds, least=READABLE, toward=WHITE if dark else BLACK)


def are_alike(one: str, other: str) -> bool:
    """Would most eyes take them for one colour?"""
    return distance(one, other) < TOLD_APART


def in_colors(drawing: str, colors: Accents) -> str:
    """A drawing in our colors, in these."""
    for name in ("rep", "support", "rep_dark", "support_dark"):
        drawing = drawing.replace(getattr(OURS, name), getattr(colors, name))
    return drawing


def style_sheet(colors: Accents) -> str:
    """The tokens of these colours, in the layer of ours and after them."""
    dark = f"--rep: {colors.rep_dark}; --support: {colors.support_dark};"
    return f"""@layer base {{
  :root {{ --rep: {colors.rep}; --support: {colors.support}; {of_both(colors.both)} }}
  @media screen and (prefers-color-scheme: dark) {{
    :root {{ {dark} {dark_of_both(colors.both)} }}
  }}
  @media (forced-colors: active) {{
    :root {{ --rep: CanvasText; --support: CanvasText; --both: CanvasText; --focus: Highlight; }}
  }}
}}
"""


def of_both(both: Meeting) -> str:
    """The tokens of the third colour in light."""
    return f"--both: {both.light}; --both-tint: {both.light_tint}; --focus: {both.light};"


def dark_of_both(both: Meeting) -> str:
    """The tokens of the third colour in dark."""
    return f"--both: {both.dark}; --both-tint: {both.dark_tint}; --focus: {both.dark};"
