"""How is a half set complete by a leader, who sees it, and what does it leave alone?"""

from __future__ import annotations

import csv
import io

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import (
    Completion,
    Course,
    Module,
    Override,
    PairCompletion,
    Person,
    PersonRole,
    StepDone,
    TeamLeader,
)
from tandem.people.pairs import actions as pairs
from tandem.people.pairs.queries import pairs_by_id
from tandem.progress.pair_courses import PairModule, courses_of
from tandem.terms import PairState, Role, Step, Together
from tests import cast as stage
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import assign, do, finish, form_id_in, lesson, question, serve
from tests.moments import SetClock

REASON = "Learned it last year in the harbour team."


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course with one module."""
    served = serve(session, lesson(question("q1")))
    assign(session, cast.pair, served)
    return served


def address(cast: Cast) -> str:
    """Where Lee sets a half of Sam and Sue complete."""
    return f"/lead/pairs/{cast.pair.id}/complete"


def send(
    session: Session, browser_of: Browser, cast: Cast, whose: Person, reason: str = REASON
) -> TestResponse:
    """Lee sets somebody's half complete."""
    browser = browser_of(cast.lee)
    module_id = session.scalars(select(Module.id)).one()
    form_id = form_id_in(browser.get(address(cast)))
    sent = {"form_id": form_id, "half": f"{module_id}-{whose.id}", "reason": reason}
    answer = browser.post(address(cast), data=sent)
    session.rollback()
    return answer


def rows(session: Session, table: type[Completion | Override | PairCompletion | StepDone]) -> int:
    """How many there are."""
    session.rollback()
    return session.scalar(select(func.count()).select_from(table)) or 0


def module_of(session: Session, cast: Cast) -> PairModule:
    """How the module of Sam and Sue stands."""
    session.rollback()
    shown = pairs_by_id(session, [cast.pair.id])
    return courses_of(session, shown, now=NOW)[0].modules[0]


def words_on(browser_of: Browser, who: Person, page: str) -> str:
    """What somebody reads on a page."""
    return " ".join(browser_of(who).get(page).text.split())


def test_a_leader_sets_one_half_and_the_other_stays_open(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer = send(session, browser_of, cast, cast.sam)

    found = module_of(session, cast)
    assert answer.status_code == 303
    assert (found.together, found.support.is_done) == (Together.WAITING_FOR_SUPPORT, False)
    assert (found.rep.set_by, found.rep.learned_at) == ("Lee Moreau", None)


def test_nothing_is_recorded_for_the_person_alone(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    send(session, browser_of, cast, cast.sam)

    assert (rows(session, Completion), rows(session, StepDone)) == (0, 0)


def test_another_pair_of_the_person_stays_as_it_is(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    other = stage.pair(session, cast.north, cast.sam, cast.ona)
    assign(session, other, course)

    send(session, browser_of, cast, cast.sam)

    session.rollback()
    shown = pairs_by_id(session, [other.id])
    assert courses_of(session, shown, now=NOW)[0].modules[0].together is Together.NOBODY_YET


def test_the_form_says_who_will_read_the_reason_and_that_it_stays(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    text = words_on(browser_of, cast.lee, address(cast))

    assert "The partner sees who marked it as done and when, not why." in text
    assert "It can’t be undone." in text


@pytest.mark.parametrize("page", ["/learn/teaming/engine/", "/pairs/{}/"])
def test_the_learner_reads_name_day_and_reason(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page: str, clock: SetClock
) -> None:
    send(session, browser_of, cast, cast.sam)

    text = words_on(browser_of, cast.sam, page.format(cast.pair.id))

    today = f"{clock.day_in(cast.sam.time_zone):%-d %b %Y}"
    assert REASON in text
    assert "Lee Moreau" in text
    assert today in text


@pytest.mark.parametrize("page", ["/", "/learn/teaming/"])
def test_the_learner_reads_name_and_day_wherever_the_course_stands(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page: str
) -> None:
    send(session, browser_of, cast, cast.sam)

    assert "Your half was marked as done by Lee Moreau on" in words_on(browser_of, cast.sam, page)


@pytest.mark.parametrize("page", ["/", "/learn/teaming/", "/learn/teaming/engine/", "/pairs/{}/"])
def test_the_partner_reads_who_and_when_but_never_why(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page: str
) -> None:
    send(session, browser_of, cast, cast.sam)

    text = words_on(browser_of, cast.sue, page.format(cast.pair.id))

    assert "by Lee Moreau" in text
    assert REASON not in text


def test_a_leader_with_a_seat_in_the_pair_does_not_read_why(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    session.add(PersonRole(person_id=cast.sue.id, role=Role.LEADER))
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.sue.id))
    session.commit()
    send(session, browser_of, cast, cast.sam)

    page = words_on(browser_of, cast.sue, f"/pairs/{cast.pair.id}/")
    assert "by Lee Moreau" in page
    assert REASON not in page


def test_a_leader_outside_the_pair_reads_why(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    send(session, browser_of, cast, cast.sam)

    assert REASON in words_on(browser_of, cast.lee, f"/pairs/{cast.pair.id}/")


def test_a_leader_of_another_team_finds_nothing(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    assert browser_of(cast.olga).get(address(cast)).status_code == 404
    assert browser_of(cast.olga).post(address(cast)).status_code == 404


def test_a_leader_cannot_set_a_half_of_the_own_pair(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    own = stage.pair(session, cast.north, cast.lee, cast.ona)
    assign(session, own, course)

    lee, page = browser_of(cast.lee), f"/lead/pairs/{own.id}/complete"
    sent = {
        "form_id": form_id_in(lee.get(address(cast))),
        "half": f"{session.scalars(select(Module.id)).one()}-{cast.ona.id}",
        "reason": REASON,
    }

    assert lee.post(page, data=sent).status_code == 403
    assert rows(session, PairCompletion) == 0


def test_set_twice_is_set_once(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.lee)
    module_id = session.scalars(select(Module.id)).one()
    form_id = form_id_in(browser.get(address(cast)))
    sent = {"form_id": form_id, "half": f"{module_id}-{cast.sam.id}", "reason": REASON}

    answers = [browser.post(address(cast), data=sent).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert (rows(session, PairCompletion), rows(session, Override)) == (1, 1)


def test_what_is_complete_already_cannot_be_set(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    finish(session, cast.sam)

    answer = send(session, browser_of, cast, cast.sam)

    assert answer.status_code == 400
    assert "may be done meanwhile" in answer.text
    assert rows(session, Override) == 0


@pytest.mark.parametrize(("signs", "status"), [(500, 303), (501, 400)])
def test_a_reason_is_at_most_five_hundred_signs_long(
    session: Session, cast: Cast, course: Course, browser_of: Browser, signs: int, status: int
) -> None:
    assert send(session, browser_of, cast, cast.sam, reason="x" * signs).status_code == status


def test_a_reason_is_asked_for(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer = send(session, browser_of, cast, cast.sam, reason="  ")

    assert answer.status_code == 400
    assert rows(session, Override) == 0


def test_learning_goes_on_and_undoes_nothing(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    send(session, browser_of, cast, cast.sam)
    lesson_page = browser_of(cast.sam).get("/learn/teaming/engine/").text

    do(session, cast.sam, Step.READ)
    open_still = module_of(session, cast).rep
    session.rollback()
    do(session, cast.sam, Step.QUIZ)

    done = module_of(session, cast).rep
    assert "I have read this" in lesson_page
    assert (open_still.is_done, open_still.learned_at) == (True, None)
    assert (done.set_by, done.learned_at) == ("Lee Moreau", NOW)


def test_the_grid_and_both_files_say_it_in_the_same_words(
    session: Session, cast: Cast, course: Course, browser_of: Browser, clock: SetClock
) -> None:
    send(session, browser_of, cast, cast.sam)
    said = f"Marked as done on {clock.day_in(cast.lee.time_zone):%-d %b %Y} by Lee Moreau"

    grid = words_on(browser_of, cast.lee, f"/lead/pairs/{cast.pair.id}/courses/teaming")
    text = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/report.csv").text[1:]

    assert f'<dd>{said} <span class="quiet">(2 of 2 steps)</span></dd>' in grid
    assert [line["Rep’s half"] for line in csv.DictReader(io.StringIO(text))] == [said]
    assert REASON not in grid + text


def test_a_certificate_says_what_was_set_complete(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    send(session, browser_of, cast, cast.sam)
    finish(session, cast.sue)

    made = browser_of(cast.sue).post(f"/certificates/pairs/{cast.pair.id}/teaming").location

    text = browser_of(None).get(made or "").text
    assert "One half of a module was marked as done by the leader of the team." in text
    assert browser_of(None).get(f"{made}.pdf").status_code == 200


def test_a_new_certificate_can_be_made_once_all_is_done(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    send(session, browser_of, cast, cast.sam)
    asked = f"/certificates/own/{cast.pair.id}/teaming"
    first = browser_of(cast.sam).post(asked).location
    session.rollback()
    finish(session, cast.sam)

    second = browser_of(cast.sam).post(asked).location

    texts = [browser_of(None).get(made or "").text for made in (first, second)]
    assert ["Sam Adeyemi" in text for text in texts] == [True, True]
    assert ["arked as done" in text for text in texts] == [True, False]


def test_a_half_of_an_ended_pair_cannot_be_set(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.lee)
    module_id = session.scalars(select(Module.id)).one()
    form_id = form_id_in(browser.get(address(cast)))
    pairs.change_state(session, cast.pair, PairState.ENDED, by_id=None, now=NOW)
    session.commit()

    sent = {"form_id": form_id, "half": f"{module_id}-{cast.sam.id}", "reason": REASON}
    answer = browser.post(address(cast), data=sent)

    assert answer.status_code == 400
    assert rows(session, Override) == 0
