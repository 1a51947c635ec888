"""Where do people go wrong in a scene? Told in full fives, and never how often they played."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tandem.authoring.insights.first_choices import edges_of
from tandem.content.lesson import Ending, Link, Scene
from tandem.figures.groups import Share
from tandem.models import FirstChoice, Module, Person
from tests.authoring.insights.answer_helpers import PAGE, cells, people
from tests.cast import NOW, Cast, read_german
from tests.conftest import Browser
from tests.learning.practice_helpers import practiced
from tests.lessons import serve
from tests.written import AsBefore

ASKED = "At “16:40”: Answer"
WAITED = "At “16:40”: Wait, and it ended poorly"


def choose(
    session: Session, who: list[Person], *, waits: int, leads_to: str = "", slug: str = "engine"
) -> None:
    """So many wait at the call, the others answer."""
    module = session.query(Module).filter_by(slug=slug).one()
    for number, person in enumerate(who):
        choice = int(number < waits)
        session.add(
            FirstChoice(
                person_id=person.id,
                module_id=module.id,
                revision_id=module.revision_id,
                part="late",
                scene="call",
                choice=choice,
                leads_to=leads_to or ("missed" if choice else "answered"),
                at=NOW,
            )
        )
    session.commit()


def shown(cast: Cast, browser_of: Browser) -> dict[str, str]:
    """What the page says of each choice."""
    return {row[0]: row[1] for row in cells(browser_of(cast.tess).get(PAGE), "scene")}


def test_choices_are_told_with_where_they_end(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    serve(session, practiced())
    choose(session, people(session, 13), waits=5)

    rows = shown(cast, browser_of)

    assert (rows[WAITED], rows[ASKED]) == ("5 of 10", "5 of 10")
    assert rows["At “AT-ANSWERED”"] == "fewer than five"


def test_fewer_than_five_tell_nothing(session: Session, cast: Cast, browser_of: Browser) -> None:
    serve(session, practiced())
    choose(session, people(session, 4), waits=2)

    assert shown(cast, browser_of) == {
        "At “16:40”": "fewer than five",
        "At “AT-ANSWERED”": "fewer than five",
    }


def test_a_rare_choice_is_not_told_by_itself(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    serve(session, practiced())
    choose(session, people(session, 10), waits=2)

    rows = shown(cast, browser_of)

    assert rows["At “16:40”, rarer choices together: Answer / Wait"] == "10 of 10"
    assert WAITED not in rows


def test_a_choice_that_leads_elsewhere_now_is_not_counted(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    serve(session, practiced())
    choose(session, people(session, 10), waits=0, leads_to="fits")

    assert shown(cast, browser_of)["At “16:40”"] == "fewer than five"


def test_what_was_chosen_in_another_module_is_not_counted(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    serve(session, practiced(), replace(practiced(), id="second"))
    choose(session, people(session, 5), waits=0)
    choose(session, people(session, 5), waits=5, slug="second")

    rows = shown(cast, browser_of)

    assert (rows[ASKED], WAITED in rows) == ("5 of 5", False)


def test_the_file_says_the_same(session: Session, cast: Cast, browser_of: Browser) -> None:
    serve(session, practiced())
    choose(session, people(session, 10), waits=5)

    assert f'A late call,"{WAITED}",5 of 10' in browser_of(cast.tess).get(f"{PAGE}.csv").text


def scene(name: str, *leads_to: str, title: str = "", end: Ending | None = None) -> Scene:
    """A scene whose links are called after where they lead."""
    links = tuple(Link(f"to {target}", target) for target in leads_to)
    return Scene(name, title, f"text of {name}", links=links, end=end)


SCENES = (
    scene("call", "well", "badly", "on", title="16:40"),
    scene("on", "well"),
    scene("well", end=Ending.GOOD),
    scene("badly", end=Ending.POOR),
)


def edges(**chosen: int) -> list[tuple[str, tuple[str, ...], Ending | None, Share | None]]:
    """What is told where so many chose each link of the call."""
    choices = [
        (at, name) for at, name in enumerate(("well", "badly", "on")) for _ in range(chosen[name])
    ]
    found = edges_of("late", SCENES, {("late", "call"): choices})
    return [(edge.scene, edge.texts, edge.ends, edge.share) for edge in found]


def test_only_scenes_with_a_choice_are_told() -> None:
    assert edges(well=0, badly=0, on=0) == [("16:40", (), None, None)]


def test_each_choice_of_five_is_told_with_the_end_that_it_leads_to() -> None:
    assert edges(well=5, badly=10, on=5) == [
        ("16:40", ("to well",), Ending.GOOD, Share(5, 20)),
        ("16:40", ("to badly",), Ending.POOR, Share(10, 20)),
        ("16:40", ("to on",), None, Share(5, 20)),
    ]


def test_rare_choices_are_told_together_in_the_order_of_the_scene() -> None:
    assert edges(well=4, badly=12, on=4) == [
        ("16:40", ("to badly",), Ending.POOR, Share(12, 20)),
        ("16:40", ("to well", "to on"), None, Share(8, 20)),
    ]


@pytest.mark.parametrize("choice", [(0, "on"), (3, "well"), (9, "well")])
def test_a_choice_counts_only_where_its_link_leads_where_it_led(choice: tuple[int, str]) -> None:
    choices = {("late", "call"): [choice, *[(0, "well")] * 4]}

    (edge,) = edges_of("late", SCENES, choices)

    assert edge.share is None


def test_the_text_of_a_scene_stands_for_a_title_that_it_has_not() -> None:
    scenes = (replace(SCENES[0], title=""), *SCENES[1:])
    rare = [(0, "well")] * 4 + [(1, "badly")] * 6
    common = [(0, "well")] * 5 + [(1, "badly")] * 5

    found = [
        edge
        for chosen in ({("late", "call"): rare}, {("late", "call"): common}, {})
        for edge in edges_of("late", scenes, chosen)
    ]

    assert {edge.scene for edge in found} == {"text of call"}


def test_people_of_the_sample_are_told_only_where_nobody_else_chose(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    serve(session, practiced())
    sample = people(session, 10)
    for person in sample:
        person.is_sample = True
    choose(session, sample, waits=5)
    alone = shown(cast, browser_of)[WAITED]

    choose(session, people(session, 5), waits=0)

    assert alone == "5 of 10"
    assert shown(cast, browser_of)[ASKED] == "5 of 5"


def test_a_scene_is_named_in_the_language_of_its_lesson(
    session: Session, cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    serve(session, practiced())
    choose(session, people(session, 10), waits=5)
    read_german(session, cast.tess)

    page_as_before(browser_of(cast.tess).get(PAGE).text)
