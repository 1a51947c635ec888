"""Which thanks do the two keep on their page?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Addition, Module
from tandem.people.pairs.queries import pair_for
from tandem.terms import Promise
from tandem.together.pair_page.thanks import additions_to, thanks_of
from tests.cast import NOW, House
from tests.lessons import lesson, serve
from tests.together.steps.rows import answer_row

HOUR = timedelta(hours=1)


@pytest.fixture
def module(session: Session, cast: House) -> Module:
    """A module in which the two write."""
    serve(session, lesson())
    return session.scalars(select(Module)).one()


def told(session: Session, cast: House) -> list[tuple[str, str]]:
    """The thanks on the page of Sam and Sue, each with its author."""
    seen = pair_for(session, cast.sam.id, pair_id=cast.pair.id)
    return [(thanks.by_name, thanks.text) for thanks in thanks_of(session, seen)]


def test_the_thanks_of_the_two_stand_the_newest_first_with_who_gave_them(
    session: Session, cast: House, module: Module
) -> None:
    for number, (who, text, at) in enumerate(
        [(cast.sam, "LATER", NOW + HOUR), (cast.sue, "FIRST", NOW), (cast.sam, "SECOND", NOW)]
    ):
        answer_row(session, cast.pair, who, module, text, number=number, at=at)

    assert told(session, cast) == [
        ("Sam Adeyemi", "LATER"), ("Sam Adeyemi", "SECOND"), ("Sue Zhang", "FIRST"),
    ]  # fmt: skip


def test_nothing_else_stands_there_and_nothing_of_another_pair(
    session: Session, cast: House, module: Module
) -> None:
    answer_row(session, cast.pair, cast.sam, module, "THANKS")
    answer_row(session, cast.pair, cast.sam, module, "NO THANKS", step="told", kind="reflection")
    answer_row(session, cast.pair, cast.sam, module, "HELD", number=2, promise=Promise.BOTH)
    answer_row(session, cast.second_pair, cast.sam, module, "OF OTHERS")

    assert told(session, cast) == [("Sam Adeyemi", "THANKS")]


def test_what_was_added_is_read_of_these_thanks_alone_and_the_oldest_first(
    session: Session, cast: House, module: Module
) -> None:
    rows = [
        answer_row(session, cast.pair, who, module, "THANKS").id for who in (cast.sam, cast.sue)
    ]
    for text in ("FIRST", "THEN"):
        session.add_all(Addition(step_answer_id=row, text=text, at=NOW) for row in rows)
        session.flush()

    assert additions_to(session, rows[:1]) == {rows[0]: ["FIRST", "THEN"]}
    seen = pair_for(session, cast.sam.id, pair_id=cast.pair.id)
    assert [thanks.added for thanks in thanks_of(session, seen)] == [("FIRST", "THEN")] * 2
