"""Do the two lines of a pair run apart, meet, and part where they should?"""

from __future__ import annotations

import re

import pytest
from flask import Flask

LINE = re.compile(r'lane__line--(\w+)(?:\s+lane__line--(ahead))?"\s+d="([^"]+)"')
Drawn = list[tuple[str, str, str]]


def drawn(app: Flask, role: str, **facts: bool) -> Drawn:
    """Whose each piece of a line is, whether it lies ahead, and how it runs."""
    given = {"arrives": True, "goes_on": True, "is_last": False, **facts}
    with app.test_request_context():
        macros = app.jinja_env.get_template("together/my_page/_strands.html").module
        return LINE.findall(str(macros.line(role, **given)))


@pytest.mark.parametrize(
    ("was_joined", "is_joined", "expected"),
    [
        (False, False, [("rep", "", "M33 0C33 16 33 14 33 30"), ("rep", "", "M33 30V60")]),
        (False, True, [("rep", "", "M33 0C33 16 52 14 52 30"), ("both", "", "M52 30V60")]),
        (True, False, [("rep", "", "M52 0C52 16 33 14 33 30"), ("rep", "", "M33 30V60")]),
        (True, True, [("both", "", "M52 0C52 16 52 14 52 30"), ("both", "", "M52 30V60")]),
    ],
)
def test_a_line_runs_from_where_the_pair_was_to_where_it_is(
    app: Flask, was_joined: bool, is_joined: bool, expected: Drawn
) -> None:
    assert drawn(app, "rep", was_joined=was_joined, is_joined=is_joined) == expected


def test_the_support_persons_line_runs_on_its_own_side(app: Flask) -> None:
    pieces = drawn(app, "support", was_joined=False, is_joined=False)

    assert [way for _, _, way in pieces] == ["M71 0C71 16 71 14 71 30", "M71 30V60"]


@pytest.mark.parametrize("arrives", [True, False])
@pytest.mark.parametrize("goes_on", [True, False])
def test_what_lies_ahead_is_drawn_so(app: Flask, arrives: bool, goes_on: bool) -> None:
    facts = {"was_joined": False, "is_joined": False, "arrives": arrives, "goes_on": goes_on}

    before, behind = drawn(app, "rep", **facts)

    assert (not before[1], not behind[1]) == (arrives, goes_on)


def test_the_last_module_leads_nowhere(app: Flask) -> None:
    assert len(drawn(app, "rep", was_joined=False, is_joined=True, is_last=True)) == 1
