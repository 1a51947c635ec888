"""Can the colors of a site be read, and told apart?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tandem.figures.accents import (
    DARK_GROUNDS,
    EASY,
    LIGHT_GROUNDS,
    MEETINGS,
    OURS,
    READABLE,
    TOLD_APART,
    Accents,
    accents,
    are_alike,
    in_colors,
    in_dark,
    instead,
    meeting,
    style_sheet,
)
from tandem.figures.contrast import contrast, distance, is_color, least_contrast, nearest

TOKENS = (Path(__file__).parents[2] / "static" / "css" / "tokens.css").read_text("utf-8")
LIGHT, _, DARK = TOKENS.partition("prefers-color-scheme: dark")
SOME = [f"#{r}{g}{b}" for r in ("00", "66", "ff") for g in ("00", "99", "ff") for b in ("11", "ee")]


def token(name: str, sheet: str) -> str:
    """A color of the style sheet."""
    found = re.search(rf"--{name}: (#[0-9a-f]{{6}});", sheet)
    assert found
    return found[1]


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("sheet", "grounds"), [(LIGHT, LIGHT_GROUNDS), (DARK, DARK_GROUNDS)])
def test_the_grounds_are_those_of_the_style_sheet(sheet: str, grounds: tuple[str, ...]) -> None:
    assert tuple(token(name, sheet) for name in ("paper", "surface", "tint")) == grounds


def test_our_colors_are_those_of_the_style_sheet() -> None:
    assert (OURS.rep, OURS.support) == (token("rep", LIGHT), token("support", LIGHT))
    assert (OURS.rep_dark, OURS.support_dark) == (token("rep", DARK), token("support", DARK))
    both = OURS.both
    assert (both.light, both.light_tint) == (token("both", LIGHT), token("both-tint", LIGHT))
    assert (both.dark, both.dark_tint) == (token("both", DARK), token("both-tint", DARK))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("color", SOME)
def test_what_is_named_instead_of_a_pale_color_can_be_read(color: str, dark: bool) -> None:
    grounds = DARK_GROUNDS if dark else LIGHT_GROUNDS
    better = instead(color, dark=dark)

    assert is_color(better) or least_contrast(color, grounds) >= READABLE
    assert not better or instead(better, dark=dark) == ""


def test_the_nearest_is_no_farther_than_needed() -> None:
    better = nearest("#ffcc00", LIGHT_GROUNDS, least=READABLE, toward="#000000")

    assert READABLE <= least_contrast(better, LIGHT_GROUNDS) < READABLE + 0.15


@pytest.mark.parametrize("color", SOME)
def test_a_dark_color_that_is_not_chosen_is_easily_read(color: str) -> None:
    assert least_contrast(in_dark(color), DARK_GROUNDS) >= EASY


@pytest.mark.parametrize("rep", SOME)
@pytest.mark.parametrize("support", SOME[::3])
def test_where_both_meet_is_a_color_of_its_own(rep: str, support: str) -> None:
    both = meeting(rep, support)
    apart = min(distance(both.light, rep), distance(both.light, support))

    assert apart >= TOLD_APART


@pytest.mark.parametrize("both", MEETINGS)
def test_every_color_for_both_can_be_read_and_written_on(both: object) -> None:
    for color, tint, sheet in (
        (both.light, both.light_tint, LIGHT),  # type: ignore[attr-defined]
        (both.dark, both.dark_tint, DARK),  # type: ignore[attr-defined]
    ):
        grounds = [token("paper", sheet), token("surface", sheet), tint]
        assert least_contrast(color, grounds) >= READABLE
        assert contrast(token("on-accent", sheet), color) >= READABLE
        for ink in ("ink", "ink-quiet"):
            assert contrast(token(ink, sheet), tint) >= READABLE
        for ground in ("tint", "good-tint", "error-tint"):
            assert contrast(color, token(ground, sheet)) >= 3


def test_two_shades_of_one_color_are_alike() -> None:
    assert are_alike("#17606d", "#1a6672")
    assert not are_alike(OURS.rep, OURS.support)


def test_a_style_sheet_keeps_the_colors_that_somebody_forces() -> None:
    sheet = style_sheet(accents("#3355cc", "#7d6300"))

    assert sheet.index("--rep: #3355cc") < sheet.index("dark") < sheet.index("forced-colors")
    assert "--rep: CanvasText" in sheet
    assert style_sheet(Accents()) != sheet


def test_a_dark_color_is_derived_only_where_none_is_chosen() -> None:
    chosen = accents("#3355cc", "#7d6300", "#aabbff", "#ffee99")
    derived = accents("#3355cc", "#7d6300")

    assert (chosen.rep, chosen.support) == ("#3355cc", "#7d6300")
    assert (chosen.rep_dark, chosen.support_dark) == ("#aabbff", "#ffee99")
    assert (derived.rep, derived.support) == ("#3355cc", "#7d6300")
    assert derived.rep_dark == in_dark("#3355cc") != in_dark("#7d6300") == derived.support_dark
    assert derived.both == meeting("#3355cc", "#7d6300")


@pytest.mark.parametrize(
    ("rep", "support", "place"),
    [
        (OURS.rep, OURS.support, 0),
        (MEETINGS[0].light, "#17606d", 1),
        ("#17606d", MEETINGS[0].light, 1),
        (MEETINGS[0].light, MEETINGS[1].light, 2),
        (MEETINGS[1].light, MEETINGS[0].light, 2),
    ],
)
def test_both_meet_in_the_first_color_that_is_like_neither(
    rep: str, support: str, place: int
) -> None:
    assert meeting(rep, support) == MEETINGS[place]


@pytest.mark.parametrize("dark", [False, True])
def test_a_color_that_can_be_read_needs_no_other(dark: bool) -> None:
    ours = OURS.rep_dark if dark else OURS.rep

    assert instead(ours, dark=dark) == ""
    assert instead(OURS.rep if dark else OURS.rep_dark, dark=dark) != ""


@pytest.mark.parametrize(
    ("dark", "grounds", "color"),
    [(False, LIGHT_GROUNDS, "#ffcc00"), (True, DARK_GROUNDS, "#332200")],
)
def test_what_is_named_instead_is_just_readable(
    dark: bool, grounds: tuple[str, ...], color: str
) -> None:
    better = instead(color, dark=dark)

    assert READABLE <= least_contrast(better, grounds) < READABLE + 0.2


def test_a_drawing_in_our_colors_has_those_of_the_site() -> None:
    site = accents("#3355cc", "#7d6300", "#aabbff", "#ffee99")
    drawing = f"{OURS.rep} {OURS.support} {OURS.rep_dark} {OURS.support_dark} #ffffff"

    assert in_colors(drawing, site) == "#3355cc #7d6300 #aabbff #ffee99 #ffffff"


def test_a_style_sheet_has_the_light_colors_first_and_the_dark_ones_for_the_dark() -> None:
    site = accents("#3355cc", "#7d6300", "#aabbff", "#ffee99")

    light, _, dark = style_sheet(site).partition("prefers-color-scheme: dark")

    assert "--rep: #3355cc; --support: #7d6300;" in light
    assert f"--both: {site.both.light}; --both-tint: {site.both.light_tint};" in light
    assert f"--focus: {site.both.light};" in light
    assert "--rep: #aabbff; --support: #ffee99;" in dark
    assert f"--both: {site.both.dark}; --both-tint: {site.both.dark_tint};" in dark
    assert f"--focus: {site.both.dark};" in dark
