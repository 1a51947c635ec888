"""How bright is a colour, and how far are two of them apart?"""

from __future__ import annotations

import pytest

from tandem.figures.contrast import (
    contrast,
    distance,
    is_color,
    least_contrast,
    linear,
    luminance,
    mix,
    nearest,
    oklab,
    parts,
)

RED, GREEN, BLUE, BLACK, WHITE = "#ff0000", "#00ff00", "#0000ff", "#000000", "#ffffff"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("#17606d", True), ("#000000", True), ("#17606D", False), ("17606d", False),
        ("#17606", False), ("#17606d0", False), ("#17606g", False), ("", False),
    ],
)  # fmt: skip
def test_a_color_is_a_sign_and_six_small_digits(text: str, is_one: bool) -> None:
    assert is_color(text) is is_one


def test_the_parts_of_a_color_go_from_nothing_to_all() -> None:
    assert parts("#ff0033") == (1.0, 0.0, 0.2)


@pytest.mark.parametrize(("part", "light"), [(0, 0), (0.0404, 0.003127), (0.5, 0.214041), (1, 1)])
def test_a_part_is_less_light_than_its_number(part: float, light: float) -> None:
    assert linear(part) == pytest.approx(light, abs=1e-6)


@pytest.mark.parametrize(
    ("color", "light"),
    [(BLACK, 0), (RED, 0.2126), (GREEN, 0.7152), (BLUE, 0.0722), (WHITE, 1), ("#808080", 0.2159)],
)
def test_green_is_brighter_than_red_and_red_than_blue(color: str, light: float) -> None:
    assert luminance(color) == pytest.approx(light, abs=1e-4)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        (BLACK, WHITE, 21),
        (WHITE, BLACK, 21),
        (RED, RED, 1),
        (RED, WHITE, 3.998),
        (BLUE, RED, 2.149),
    ],
)
def test_a_contrast_is_the_same_from_both_sides(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=1e-3)


def test_the_lowest_contrast_is_that_with_the_ground_most_like_the_color() -> None:
    assert least_contrast(RED, [BLACK, BLUE, WHITE]) == contrast(RED, BLUE)


@pytest.mark.parametrize(
    ("share", "mixed"), [(0, "#102030"), (0.5, "#888070"), (0.25, "#4c5050"), (1, "#ffe0b0")]
)
def test_a_mixed_color_has_its_share_of_the_other(share: float, mixed: str) -> None:
    assert mix("#102030", "#ffe0b0", share) == mixed


def test_a_color_that_stands_out_enough_stays_as_it_is() -> None:
    assert nearest("#17606d", [WHITE], least=contrast("#17606d", WHITE), toward=BLACK) == "#17606d"


def test_where_only_the_end_of_the_way_stands_out_it_is_taken() -> None:
    assert nearest("#404040", [WHITE], least=21, toward=BLACK) == BLACK
    assert nearest("#404040", [WHITE], least=22, toward=BLACK) == BLACK


def test_the_way_to_a_nearer_color_goes_in_small_steps() -> None:
    found = [nearest(WHITE, [WHITE], least=least, toward=BLACK) for least in (1.005, 1.01, 1.02)]

    assert found == ["#fefefe", "#fdfdfd", "#fcfcfc"]


@pytest.mark.parametrize(
    ("color", "place"),
    [
        (WHITE, (1, 0, 0)),
        (BLACK, (0, 0, 0)),
        (RED, (0.62796, 0.22486, 0.12585)),
        (GREEN, (0.86644, -0.23389, 0.17950)),
        (BLUE, (0.45201, -0.03246, -0.31153)),
    ],
)
def test_the_place_of_a_color_is_the_published_one(
    color: str, place: tuple[float, float, float]
) -> None:
    assert oklab(color) == pytest.approx(place, abs=1e-4)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [(BLACK, WHITE, 1), (RED, RED, 0), (RED, BLUE, 0.5371), (GREEN, RED, 0.5198)],
)
def test_how_far_two_colors_are_apart(one: str, other: str, apart: float) -> None:
    assert distance(one, other) == pytest.approx(apart, abs=1e-3)
    assert distance(other, one) == distance(one, other)
