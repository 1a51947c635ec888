"""Where do people go wrong in a scene? Told in full fives, and never how often they played."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tandem.models import FirstChoice, Module, Person
from tests.authoring.insights.answer_helpers import PAGE, cells, people
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.learning.practice_helpers import practiced
from tests.lessons import serve

ASKED = "At “16:40”: Answer"
WAITED = "At “16:40”: Wait, and it ended poorly"


def choose(session: Session, who: list[Person], *, waits: int, leads_to: str = "") -> None:
    """So many wait at the call, the others answer."""
    module = session.query(Module).one()
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


def test_the_file_says_the_same(session: Session, cast: Cast, browser_of: Browser) -> None:
    serve(session, practiced())
    choose(session, people(session, 10), waits=5)

    assert f'A late call,"{WAITED}",5 of 10' in browser_of(cast.tess).get(f"{PAGE}.csv").text
