"""What is left to a leader whose role is taken, and to whoever has the place alone?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import Course, GoalReading, PersonRole, TeamLeader
from tandem.terms import Role
from tests.browser import BrowserClient
from tests.cast import House, let_in
from tests.conftest import Browser
from tests.lessons import assign, form_id_in, lesson, serve
from tests.together.goals.conftest import SENT

# Who gives places and takes them back, shows them to a directory, or asks for the role itself.
OF_PLACES = {
    *("commands/demo/people.py", "commands/sample/removal.py", "commands/sample/team.py"),
    *("interop/scim/people.py", "interop/scim/places.py", "interop/scim/teams.py"),
    *("leading/made_files/queries.py", "people/invitations/queries.py"),
    *("people/providers/taking.py", "people/roster/actions.py", "people/roster/queries.py"),
    *("people/teams/actions.py", "trust/privacy/erasure.py"),
    # Whoever leaves or is waited for keeps the place until somebody else leads.
    *("people/teams/queries.py", "together/goals/queries.py"),
    # Behind a door for leaders alone; one of the two looks with the eyes of whoever has the place.
    *("leading/board/queries.py", "leading/status/counting.py", "leading/status/queries.py"),
    # The type of either place.
    "progress/given_alone.py",
}


@pytest.fixture
def wide() -> bool:
    """Lia leads North, too, and sits in one of its pairs."""
    return True


@pytest.fixture
def course(session: Session, cast: House) -> Course:
    """A course that Sam and Sue learn."""
    found = serve(session, lesson())
    assign(session, cast.pair, found)
    session.commit()
    return found


def tick(session: Session, cast: House, browser_of: Browser, *roles: Role) -> BrowserClient:
    """Ada leaves these roles to Lee, who signs in anew."""
    address, ada = f"/admin/people/{cast.lee.id}", browser_of(cast.ada)
    sent = {"form_id": form_id_in(ada.get(address)), "roles": [*roles], "is_active": "y"}
    assert ada.post(address, data=sent).status_code == 303
    session.rollback()
    let_in(session, cast.lee)
    session.commit()
    return browser_of(cast.lee)


def of_the_pair(cast: House) -> list[str]:
    """Where a leader looks at a pair."""
    pair = f"/pairs/{cast.pair.id}"
    return [f"{pair}/", f"{pair}/goal/", f"{pair}/goal/readings.csv", f"{pair}/goal/propose"]


def of_leaders(cast: House) -> list[str]:
    """Where leaders alone come in."""
    team = f"/lead/teams/{cast.north.id}"
    pages = ("/", "/people", "/pairs", "/pairs/match", "/assign", "/report.csv", "/impact")
    pair = f"/lead/pairs/{cast.pair.id}/courses/teaming"
    return ["/lead/", "/lead/report.csv", "/lead/files/", pair, *(team + page for page in pages)]


def test_a_leader_whose_role_is_taken_sees_nothing_of_the_teams_pairs(
    session: Session, cast: House, course: Course, browser_of: Browser
) -> None:
    lee = tick(session, cast, browser_of, Role.TRAINER)

    assert [lee.get(page).status_code for page in of_the_pair(cast)] == [404] * 4
    assert {lee.get(page).status_code for page in of_leaders(cast)} <= {403, 404}
    found = lee.get("/search?q=adeyemi").text
    assert "Sam" not in found


def test_a_leader_whose_role_is_taken_changes_nothing_of_the_teams_pairs(
    session: Session, cast: House, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.lee)
    goal = f"/pairs/{cast.pair.id}/goal"
    form_id = form_id_in(browser.get(f"{goal}/propose"))
    lee = tick(session, cast, browser_of)

    for act, sent in (("propose", SENT), ("readings", {"day": "2026-02-03", "value": "9"})):
        assert lee.post(f"{goal}/{act}", data={"form_id": form_id, **sent}).status_code == 404
    assert session.scalar(select(func.count()).select_from(GoalReading)) == 0


def test_who_is_given_the_role_back_leads_the_same_team(
    session: Session, cast: House, course: Course, browser_of: Browser
) -> None:
    tick(session, cast, browser_of)

    lee = tick(session, cast, browser_of, Role.LEADER)

    pages = [f"/lead/teams/{cast.north.id}/", *of_the_pair(cast)]
    assert [lee.get(page).status_code for page in pages] == [200] * 5
    assert "Sam" in lee.get("/search?q=adeyemi").text


def test_who_only_has_the_place_sees_nothing_until_the_role_is_there(
    session: Session, cast: House, course: Course, browser_of: Browser
) -> None:
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.tess.id))
    session.commit()
    tess = browser_of(cast.tess)
    assert [tess.get(page).status_code for page in of_the_pair(cast)] == [404] * 4

    session.add(PersonRole(person_id=cast.tess.id, role=Role.LEADER))
    session.commit()

    assert [tess.get(page).status_code for page in of_the_pair(cast)] == [200] * 4


def test_who_leads_is_asked_with_the_role_and_the_place_alone_where_it_is_about_places() -> None:
    tandem = Path("tandem")
    asking = {
        path.relative_to(tandem).as_posix()
        for path in tandem.rglob("*.py")
        if not {"models"} & set(path.parts) and re.search(r"\bTeamLeader\b", path.read_text())
    }

    assert asking == OF_PLACES
