"""What does the page on a team say where everything is known, and where is it drawn?"""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask

from tandem.content.lesson import Item, Lesson, PairStep, Pulse, StepKind
from tandem.figures.bars import BarMark, BarRow, Rows
from tandem.figures.groups import Share
from tandem.figures.intervals import Verdict
from tandem.leading.impact import queries
from tandem.leading.impact.pulses import PulseLine, TeamPulse
from tandem.leading.impact.queries import HelpedPage, LearnedModule, Liked, Results
from tandem.leading.impact.rules import Learned, Stepped
from tandem.library.served import ServedCourse, ServedModule
from tandem.terms import Asked, PlanCheck, PulseTime
from tandem.together.steps.scale_means import ItemFigures, PairMean, ScaleChange, Turned
from tandem.together.steps.scales import ScaleItem, TeamScale
from tests.cast import Cast
from tests.conftest import Browser
from tests.written import AsBefore

MODULE = ServedModule(11, "engine", 1, Lesson("engine", "Gasoline <b>and</b> engine"))
GERMAN = ServedModule(12, "frame", 2, Lesson("frame", "Der Rahmen", language="de"))
KNOWN, ALIKE = PairMean(5, 3.4, 2.6, 4.2), PairMean(10, 2.0, None, None)
UP, DOWN = PairMean(5, 1.2, 0.4, 2.0), PairMean(10, -0.7, -1.1, -0.3)
UNCLEAR = PairMean(5, 0.1, -0.5, 0.7)
LISTED = PairStep(
    "often", StepKind.SCALE, "How <em>often</em>?", low=1, high=5, labels=("never", "<i>daily</i>"),
    items=(Item("a", "We talk"), Item("b", "We listen")),
)  # fmt: skip
ALONE = PairStep("calm", StepKind.SCALE, "Wie ruhig?", low=0, high=10)
CHANGES = tuple(
    ScaleChange(number, mean) for number, mean in enumerate((UP, DOWN, UNCLEAR, ALIKE), start=2)
)
COURSE = ServedCourse(
    3, "teaming", "Respectful teaming", "", "", frozenset(), (MODULE, GERMAN), pulse_language="de",
    pulse=Pulse("Vorher", low=1, high=7),
)  # fmt: skip
EVERYTHING = HelpedPage(
    pairs=12,
    liked=Liked(
        months=(
            (date(2026, 1, 1), {Asked.WORTH: Share(4, 5)}),
            (date(2026, 2, 1), {Asked.WORTH: Share(7, 10), Asked.USE: Share(3, 5)}),
        ),
        modules=((MODULE, {Asked.USE: Share(3, 5)}), (GERMAN, {Asked.WORTH: Share(11, 15)})),
    ),
    modules=(LearnedModule(MODULE, Learned(people=10, pairs=6, first=0.45, latest=0.9)),),
    retained={30: Share(8, 10), 90: Share(3, 5)},
    scales=(
        TeamScale(
            MODULE,
            LISTED,
            (
                ScaleItem("We <em>talk</em>", ItemFigures(KNOWN, CHANGES)),
                ScaleItem("We listen", ItemFigures(ALIKE, ())),
            ),
        ),
        TeamScale(GERMAN, ALONE, (ScaleItem("Wie ruhig?", ItemFigures(KNOWN, ())),)),
    ),
    plans={PlanCheck.AFTER_TWO: Share(4, 5), PlanCheck.AFTER_TEN: Share(6, 10)},
    pulses=(
        TeamPulse(
            COURSE,
            (
                PulseLine("Ich bleibe ruhig", PulseTime.START, KNOWN),
                PulseLine("Ich bleibe ruhig", PulseTime.END, UP, Turned.UP),
                PulseLine("Ich bin klar", PulseTime.LATER, ALIKE, Turned.NO_SPREAD),
            ),
        ),
    ),
    results=Results(6, {Verdict.WORSE: 2, Verdict.BETTER: 4}),
    comparison=Stepped(begun=5, not_yet=7),
)


def test_everything_that_is_known_of_a_team_stands_on_its_page(
    cast: Cast, browser_of: Browser, page_as_before: AsBefore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "helped_page", lambda *given, **named: EVERYTHING)

    page_as_before(browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/helped").text)


LINE = re.compile(r'<line class="bars__(\w+)"\s+x1="(.*?)"\s+x2="(.*?)"\s+y1="(.*?)"\s+y2="(.*?)"')
KIND = re.compile(r'<(?:rect|circle) class="bars__(\w+)"')
DRAWN = Rows(5.0, (BarRow((), (BarMark(2.0, 40.0, 30.0, 60.0), None, BarMark(4.0, 70.0))),), 50.0)


def drawn(app: Flask, macro: str, *ends: str, **how: bool) -> str:
    """Two marks of one row, and nothing between them."""
    with app.test_request_context():
        macros = app.jinja_env.get_template("leading/impact/_bars.html").module
        return str(getattr(macros, macro)(DRAWN, "id", "Title", "Text", *ends, **how))


@pytest.mark.parametrize("zero", [False, True])
def test_each_dot_lies_on_its_line_with_its_interval_and_beside_what_has_not_changed(
    app: Flask, zero: bool
) -> None:
    still = [
        ("zero", "50.0%", "50.0%", "1.6em", "2.4em"),
        ("zero", "50.0%", "50.0%", "3.6em", "4.4em"),
    ]
    dots = drawn(app, "dots", "low", "high", zero=zero)

    assert LINE.findall(dots) == [
        ("track", "2%", "98%", "2.0em", "2.0em"),
        *still[: int(zero)],
        ("range", "30.0%", "60.0%", "2.0em", "2.0em"),
        ("track", "2%", "98%", "4.0em", "4.0em"),
        *still[1 : 1 + int(zero)],
    ]
    assert KIND.findall(dots) == ["latest" if zero else "first"] * 2


def test_the_first_of_two_bars_is_hollow_and_the_latest_filled(app: Flask) -> None:
    assert KIND.findall(drawn(app, "bars")) == ["all", "first", "all", "latest"]
