"""A grid that is longer than a screen's page, and the words in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from tandem.models import Course, TeamMember
from tandem.terms import Role
from tests import cast as stage
from tests.cast import Cast
from tests.lessons import assign, assignment, lesson, question, serve


def serve_thirty_pairs(session: Session, cast: Cast, *, due_on: date) -> Course:
    """Sam has a course with thirty partners, so that the screen has two pages. Sue has a date."""
    served = serve(session, lesson(question("q1")), lesson(question("q2"), name="second"))
    assign(session, cast.pair, served, due_on=due_on)
    for number in range(29):
        new = stage.person(session, f"Nia{number}", f"Quist{number:02}", Role.SUPPORT)
        session.flush()
        session.add(TeamMember(team_id=cast.north.id, person_id=new.id))
        session.add(assignment(stage.pair(session, cast.north, cast.sam, new), served))
    session.commit()
    return served


def cells(text: str) -> list[str]:
    """The words of every cell of the grid."""
    found = re.findall(r'<td class="grid__cell.*?</td>', text, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in found]


def steps_of(line: Mapping[str, object], role: str) -> str:
    """What the screen says for the steps of a half in a line of a file."""
    return f"{line[f'{role}’s steps done']} of {line[f'{role}’s steps in all']} steps"
