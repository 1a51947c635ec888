"""What do the two keep of a course in their own words, and who reads it?"""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tandem.content.lesson import PairStep, StepKind
from tandem.models import RoundDone
from tandem.terms import PairState
from tests.cast import NOW, Cast, change
from tests.conftest import Browser
from tests.lessons import assign, counted_queries, finish, serve
from tests.together.scene_for_two.scene_helpers import HARBOUR, REP, SUPPORT, play_of
from tests.together.steps.step_helpers import (
    AGREED,
    HANDOVER,
    SEALED,
    TALK,
    THANKS,
    THOUGHT,
    for_two,
    give,
    page_of,
)

PLAN = PairStep("plan", StepKind.PLAN, "Your own", sentence=("When ", ", then I ", "."))
STEPS = (SEALED, HANDOVER, PLAN, HARBOUR, AGREED, THANKS, THOUGHT)


@pytest.fixture
def course(session: Session, cast: Cast) -> None:
    """Sam and Sue have a course with a step of each kind, and have read it."""
    assign(session, cast.pair, serve(session, for_two(*STEPS)))
    for who in (cast.sam, cast.sue):
        finish(session, who)
    session.commit()


def write_all(cast: Cast, browser_of: Browser) -> None:
    """Both do every step."""
    for name in ("sam", "sue"):
        who = browser_of(getattr(cast, name))
        upper = name.upper()
        give(who, cast, "saved", text=f"{upper}-SAVED")
        give(who, cast, "plan", line=[f"{upper} HESITATES", f"{upper}-PLAN"])
        give(who, cast, "thanks", text=f"{upper}-THANKS")
        give(who, cast, "thought", text=f"{upper}-THOUGHT")
    sam, sue = browser_of(cast.sam), browser_of(cast.sue)
    give(sam, cast, "orders", line=["SAM-LINES"])
    give(sue, cast, "orders", unsaid=["r1", "r2"])
    give(sue, cast, "orders", line=["SUE-LINES"])
    give(sam, cast, "orders", unsaid=["s1", "s2"])
    give(sam, cast, "agreed", line="WE-AGREED", look_again_on="2099-01-01")
    version = re.search(r'name="version_id" value="(\d+)"', sue.get(page_of(cast)).text)
    assert version
    give(sue, cast, "agreed", what="sign", version_id=version[1])
    play = play_of(cast, browser_of)
    for role, move in ((REP, "0"), (SUPPORT, "1"), (REP, "0")):
        page = play.look(role).text
        pressed = re.findall(r'name="move"\s+value="([^"]+)"', page)
        play.press(role, next(value for value in pressed if value.endswith(f":{move}")))


def finale_of(cast: Cast) -> str:
    """Where the page of Sam and Sue is."""
    return f"/pairs/{cast.pair.id}/finale/teaming"


def words_of(browser: FlaskClient, cast: Cast) -> set[str]:
    """The sentences of the two on somebody's page."""
    answer = browser.get(finale_of(cast))
    assert answer.status_code == 200
    return set(re.findall(r"\b(?:SAM|SUE|WE|AT)-[A-Z]+\b", answer.text))


SHARED = {
    "SAM-SAVED", "SUE-SAVED", "SAM-LINES", "SUE-LINES", "SAM-THANKS", "SUE-THANKS",
    "WE-AGREED", "AT-GOOD",
}  # fmt: skip


def test_the_two_read_the_same_page_and_each_their_own_plan(
    cast: Cast, course: None, browser_of: Browser
) -> None:
    write_all(cast, browser_of)

    assert words_of(browser_of(cast.sam), cast) == SHARED | {"SAM-PLAN"}
    assert words_of(browser_of(cast.sue), cast) == SHARED | {"SUE-PLAN"}


def test_before_both_are_through_the_page_holds_no_word_and_says_when(
    cast: Cast, course: None, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    give(sam, cast, "thanks", text="SAM-THANKS")

    assert words_of(sam, cast) == set()
    assert "When both of you are through" in sam.get(finale_of(cast)).text


def test_for_everybody_else_the_page_is_not_there(
    cast: Cast, course: None, browser_of: Browser
) -> None:
    write_all(cast, browser_of)

    others = [cast.lee, cast.ada, cast.tess, cast.olga, cast.otto]
    answers = {who.given_name: browser_of(who).get(finale_of(cast)).status_code for who in others}

    assert set(answers.values()) == {404}, answers


def test_a_course_that_was_never_given_has_no_such_page(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    course = serve(session, for_two(TALK))

    assert browser_of(cast.sam).get(finale_of(cast)).status_code == 404
    assign(session, cast.pair, course)
    assert browser_of(cast.sam).get(finale_of(cast)).status_code == 200


def test_the_page_stays_when_the_course_grows(
    session: Session, cast: Cast, course: None, browser_of: Browser
) -> None:
    write_all(cast, browser_of)

    serve(session, for_two(*STEPS), for_two(TALK, name="later"))

    assert words_of(browser_of(cast.sam), cast) == SHARED | {"SAM-PLAN"}


def test_what_was_written_stays_when_its_step_is_gone_from_the_lesson(
    session: Session, cast: Cast, course: None, browser_of: Browser
) -> None:
    write_all(cast, browser_of)

    serve(session, for_two(TALK))

    assert words_of(browser_of(cast.sam), cast) == SHARED | {"SAM-PLAN"}


def test_the_page_stays_when_the_pair_has_ended_and_while_it_is_proposed_anew(
    session: Session, cast: Cast, course: None, browser_of: Browser
) -> None:
    write_all(cast, browser_of)

    for state in (PairState.ENDED, PairState.PROPOSED):
        cast.pair.again_at = NOW
        change(session, session.merge(cast.pair), state)
        session.commit()

        assert words_of(browser_of(cast.sam), cast) == SHARED | {"SAM-PLAN"}


def test_wherever_the_course_is_through_a_link_leads_to_the_page(
    cast: Cast, course: None, browser_of: Browser
) -> None:
    sam, own = browser_of(cast.sam), f"/pairs/{cast.pair.id}/"
    lesson = "/learn/teaming/engine"
    pages = ["/", own, "/certificates/", lesson, f"{lesson}/together/{cast.pair.id}"]

    def leading_there() -> list[str]:
        texts = {page: sam.get(page, follow_redirects=True).text for page in pages}
        return [page for page, text in texts.items() if finale_of(cast) in text]

    before = leading_there()
    write_all(cast, browser_of)

    assert (before, leading_there()) == ([], pages)


def test_a_leaders_page_of_the_pair_has_no_link_to_it(
    cast: Cast, course: None, browser_of: Browser
) -> None:
    write_all(cast, browser_of)

    pages = [browser_of(who).get(f"/pairs/{cast.pair.id}/").text for who in (cast.lee, cast.sam)]
    assert ["Sam Adeyemi and Sue Zhang" in page for page in pages] == [True, True]
    assert ["finale" in page for page in pages] == [False, True]


def test_the_page_takes_as_many_queries_for_one_module_as_for_six(
    session: Session, engine: Engine, cast: Cast, browser_of: Browser
) -> None:
    course = serve(session, for_two(SEALED, name="engine"))
    assign(session, cast.pair, course)
    session.add(RoundDone(pair_id=cast.pair.id, course_id=course.id, number=1, finished_at=NOW))
    session.commit()
    sam = browser_of(cast.sam)
    counts = []
    for names in (["engine"], ["engine", "b", "c", "d", "e", "f"]):
        serve(session, *(for_two(SEALED, THANKS, name=name) for name in names))
        for name in names if len(names) == 1 else names[1:]:
            page = page_of(cast).replace("engine", name)
            give_at(sam, page, "thanks", text=f"{name} thanks")
        sam.get(finale_of(cast))
        with counted_queries(engine) as sent:
            sam.get(finale_of(cast))
        counts.append(len(sent))

    assert counts[0] == counts[1]


def give_at(browser: FlaskClient, page: str, step: str, **fields: str) -> None:
    """Give something in another module than the first."""
    part = browser.get(page).text.partition(f'id="step-{step}"')[2]
    sent = {
        name: re.search(rf'name="{name}" value="([^"]*)"', part)[1]  # type: ignore[index]
        for name in ("form_id", "version")
    }
    assert browser.post(f"{page}/{step}", data={**sent, **fields}).status_code == 303
