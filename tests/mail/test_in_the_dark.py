"""Can a letter be read in the dark?"""

from __future__ import annotations

import re

from flask import Flask

from tandem.figures.accents import DARK_GROUNDS, accents
from tandem.figures.contrast import least_contrast
from tandem.mail.letters import in_our_hand, in_the_dark

RULE = re.compile(r"([^{}]+?) \{ ([^}]*) \}")
LETTER = "<html><head></head><body><a class='button' href='#'>Go</a></body></html>"


def told(app: Flask, **chosen: str) -> dict[str, dict[str, str]]:
    """What the dark says, by rule."""
    colors = accents("#a8480f", "#17606d", **chosen)
    sheet = in_the_dark(str(app.static_folder), colors).partition("{")[2]
    return {
        names.strip(): dict(re.findall(r"([\w-]+): (.*?) !important", inside))
        for names, inside in RULE.findall(sheet)
    }


def test_every_color_of_a_letter_can_be_read_in_the_dark(app: Flask) -> None:
    rules = told(app)

    texts = [what["color"] for name, what in rules.items() if "color" in what and name != ".button"]
    assert len(texts) > 8
    assert all(least_contrast(color, DARK_GROUNDS) >= 4.5 for color in texts)
    assert rules["body"]["background"] in DARK_GROUNDS
    button = rules[".button"]
    assert least_contrast(button["color"], [button["background"]]) >= 4.5


def test_the_dark_tells_colors_and_draws_no_line_of_its_own(app: Flask) -> None:
    rules = told(app)

    said = {what for rule in rules.values() for what in rule}
    assert said == {"color", "background", "border-color", "border-top-color"}
    assert re.fullmatch(r"#\w{6}", rules["h2"]["border-top-color"])


def test_the_colors_of_a_site_are_told_in_the_dark_too(app: Flask) -> None:
    assert told(app, rep_dark="#ffcc00")[".brand-rep"]["color"] == "#ffcc00"


def test_the_dark_stands_in_the_head_where_nothing_inline_can_be(app: Flask) -> None:
    with app.test_request_context():
        letter = in_our_hand(LETTER)

    head, body = letter.split("</head>")
    assert "prefers-color-scheme: dark" in head
    assert "!important" not in body
