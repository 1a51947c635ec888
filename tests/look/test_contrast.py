"""Can everybody read it? The contrast of each pair of colours that is used, in light and in dark.

The formula is that of WCAG 2.2, relative luminance and contrast ratio.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static" / "css"
COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
# What is written on what: 4.5 to 1.
TEXT = {
    "ink": ("paper", "surface", "tint", "both-tint", "good-tint", "error-tint"),
    "ink-quiet": ("paper", "surface", "tint", "both-tint", "error-tint"),
    "on-ink": ("ink", "ink-hover"),
    "on-accent": ("both",),
    "rep": ("paper", "surface", "tint"),
    "support": ("paper", "surface", "tint"),
    "both": ("paper", "surface", "both-tint"),
    "good": ("paper", "surface", "good-tint"),
    "error": ("paper", "surface", "error-tint"),
}
# Edges of fields, pictures and the ring of the focus: 3 to 1.
SHAPES = {
    "line-strong": ("paper", "surface", "tint"),
    "focus": ("paper", "surface", "tint", "good-tint", "error-tint"),
    "both": ("tint",),
}
# These separate, and nothing is lost without them.
ONLY_ADORN = {"line"}


def schemes() -> dict[str, dict[str, str]]:
    """The colours by name, in light and in dark."""
    light, _, rest = (CSS / "tokens.css").read_text("utf-8").partition("prefers-color-scheme: dark")
    dark = rest.partition("@media")[0]
    return {
        "light": dict(COLOUR.findall(light)),
        "dark": dict(COLOUR.findall(light)) | dict(COLOUR.findall(dark)),
    }


def luminance(colour: str) -> float:
    """How bright a colour is: 0 for black, 1 for white."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of the brighter to the darker: 1 for the same, 21 for black on white."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def too_pale(pairs: dict[str, tuple[str, ...]], scheme: str, *, least: float) -> list[str]:
    """The pairs that fall short."""
    colours = schemes()[scheme]
    found = {
        f"{front} on {back}": contrast(colours[front], colours[back])
        for front, backs in pairs.items()
        for back in backs
    }
    return [f"{pair}: {ratio:.2f}" for pair, ratio in found.items() if ratio < least]


def set_together() -> set[tuple[str, str]]:
    """Every colour of text with the ground that the same rule gives it."""
    blocks = re.findall(r"\{([^{}]*)\}", "".join(p.read_text("utf-8") for p in CSS.rglob("*.css")))
    fronts = [re.search(r"(?<![-\w])color: var\(--([\w-]+)\)", block) for block in blocks]
    backs = [re.search(r"background(?:-color)?: var\(--([\w-]+)\)", block) for block in blocks]
    return {(f[1], b[1]) for f, b in zip(fronts, backs, strict=True) if f and b}


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_what_it_is_written_on(scheme: str) -> None:
    assert too_pale(TEXT, scheme, least=4.5) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_edge_and_picture_stands_out_from_its_ground(scheme: str) -> None:
    assert too_pale(SHAPES, scheme, least=3) == []


def test_no_colour_is_used_that_is_not_looked_at() -> None:
    looked_at = {name for pairs in (TEXT, SHAPES) for name in pairs}
    looked_at |= {back for pairs in (TEXT, SHAPES) for backs in pairs.values() for back in backs}

    assert set(schemes()["light"]) - looked_at == ONLY_ADORN


def test_no_rule_writes_on_a_ground_that_is_not_looked_at() -> None:
    names = set(schemes()["light"])
    pairs = {(front, back) for front, back in set_together() if {front, back} <= names}

    assert pairs
    assert {pair for pair in pairs if pair[1] not in TEXT.get(pair[0], ())} == set()


def test_every_colour_is_chosen_anew_for_the_dark() -> None:
    light, dark = schemes()["light"], schemes()["dark"]

    assert [name for name in light if dark[name] == light[name]] == []


def test_a_colour_that_no_page_uses_is_taken_out() -> None:
    sheets = [path for path in CSS.rglob("*.css") if path.name != "tokens.css"]
    used = "".join(path.read_text("utf-8") for path in sheets)

    assert [name for name in schemes()["light"] if f"var(--{name})" not in used] == []
