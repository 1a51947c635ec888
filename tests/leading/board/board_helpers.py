"""A grid that is longer than a screen's page, and the words in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from tandem.models import Course, TeamMember
from tandem.terms import Role
from tests import cast as stage
from tests.cast import Cast
from tests.lessons import assign, assignment, lesson, question, serve

CELL = re.compile(r'<td class="road__cell([^>]*)>(.*?)</td>', re.DOTALL)


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
    """Every cell of the board, a ribbon as one for each of its modules: its state, and the steps of
    the rep and of the support person where halves are drawn."""
    shown = []
    for attributes, inside in CELL.findall(text):
        number = int(next(iter(re.findall(r'colspan="(\d+)"', attributes)), "1"))
        steps = "".join(f" {steps}" for steps in re.findall(r'data-steps="([^"]+)"', attributes))
        shown += [said_in(inside) + steps] * number
    return shown


def said_in(inside: str) -> str:
    """The state that a cell says."""
    return " ".join(re.sub(r"<[^>]+>", " ", inside).split()).partition(";")[0]


def same_in(line: Mapping[str, object]) -> tuple[str, str]:
    """What the board says for a line of a file: its state, or its state with both numbers."""
    rep, support = (
        f"{line[f'{role}’s steps done']}/{line[f'{role}’s steps in all']}"
        for role in ("Rep", "Support")
    )
    return str(line["State"]), f"{line['State']} {rep} {support}"


def says_the_same(screen: Sequence[str], lines: Iterable[Mapping[str, object]]) -> bool:
    """Does each cell of the screen say what its line in the file says?

    Where halves are drawn both say the same numbers; a ribbon is full, and what lies ahead is not
    begun.
    """
    pairs = list(zip(screen, lines, strict=True))
    return all(cell in same_in(line) for cell, line in pairs) and all(
        cell in {"Nobody yet", "Both done"} or "/" in cell for cell, _ in pairs
    )
