"""What happens when a directory sends two changes, or a leader acts, at the very same moment?"""

from __future__ import annotations

from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import ScimToken, Team
from tandem.progress.assignments.actions import assign
from tests.at_once import at_once, while_under_way
from tests.cast import NOW, Cast
from tests.interop.scim.conftest import GROUP, TalkingDirectory
from tests.interop.scim.test_teams import found, number
from tests.lessons import lesson, serve
from tests.locks import rows_held


def test_two_teams_of_one_name_are_not_made(session: Session, directory: TalkingDirectory) -> None:
    said = {"schemas": [GROUP], "displayName": "West"}

    answers = at_once(*(partial(directory.send, "POST", "/Groups", said) for _ in range(2)))

    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert len(session.scalars(select(Team).where(Team.name == "West")).all()) == 1


def test_a_team_that_is_given_a_course_while_it_is_deleted_stays(
    session: Session, cast: Cast, directory: TalkingDirectory
) -> None:
    course, west = serve(session, lesson()), found(directory, "West")
    assign(
        session, team_id=number(west), course_id=course.id, pairs=None, due_on=None,
        time_zone="UTC", by_id=cast.lee.id, now=NOW,
    )  # fmt: skip

    sent = while_under_way(session, lambda: directory.send("DELETE", f"/Groups/{west['id']}"))

    assert sent.status_code == 204
    assert session.get(Team, number(west)) is not None


def test_a_directory_takes_turns_with_the_others_and_holds_whom_or_what_it_changes(
    session: Session, cast: Cast, directory: TalkingDirectory
) -> None:
    ended = {"token_hash": "x", "by_id": cast.ada.id, "made_at": NOW, "ended_at": NOW}
    session.add(ScimToken(name="Old", **ended))
    session.commit()
    name = {"op": "replace", "path": "displayName", "value": "Far North"}
    out = {"op": "replace", "path": "active", "value": False}

    with rows_held() as held:
        directory.patch(f"/Groups/g{cast.north.id}", name)
        directory.patch(f"/Users/u{cast.tess.id}", out)

    turn = ("scim_token", [directory.token_id])
    assert held[:2] == [turn, ("team", [cast.north.id])]
    assert held[2:5] == [turn, ("person", [cast.ada.id]), ("person", [cast.tess.id])]
