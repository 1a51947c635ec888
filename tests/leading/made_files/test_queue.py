"""Which file is made next, for whom, and when is it given up?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.leading.made_files import actions, queries
from tandem.models import MadeFile, MadeFilePiece
from tests.cast import NOW, Cast
from tests.locks import locks_taken

LEASE = queries.LEASE


def file(session: Session, cast: Cast, **changes: object) -> MadeFile:
    """A file that Lee has asked for."""
    row = MadeFile(person_id=cast.lee.id, filters="", name="x", asked_at=NOW)
    for name, value in changes.items():
        setattr(row, name, value)
    session.add(row)
    session.flush()
    return row


@pytest.mark.parametrize(
    ("changes", "waits"),
    [
        ({}, True),
        ({"alive_at": NOW}, False),
        ({"alive_at": NOW - LEASE}, False),
        ({"alive_at": NOW - LEASE - timedelta(seconds=1)}, True),
        ({"finished_at": NOW}, False),
        ({"failed_at": NOW}, False),
    ],
)
def test_a_file_waits_while_it_is_open_and_nobody_gives_a_sign(
    session: Session, cast: Cast, changes: dict[str, object], waits: bool
) -> None:
    file(session, cast, **changes)

    assert queries.is_any_waiting(session, now=NOW) is waits
    assert (actions.claim(session, now=NOW) is not None) is waits


def test_the_oldest_file_comes_first_and_begins_anew(session: Session, cast: Cast) -> None:
    first, second = file(session, cast, rows_done=7, tries=1), file(session, cast)
    for row in (first, second):
        session.add(MadeFilePiece(file_id=row.id, number=1, content=b"x"))
    session.flush()

    claimed = actions.claim(session, now=NOW)

    assert claimed is first
    assert (first.tries, first.alive_at, first.rows_done) == (2, NOW, 0)
    assert session.scalars(select(MadeFilePiece.file_id)).all() == [second.id]


@pytest.mark.parametrize(("tries", "is_given_up"), [(2, False), (3, True)])
def test_what_could_not_be_made_three_times_is_given_up_for_the_next(
    session: Session, cast: Cast, tries: int, is_given_up: bool
) -> None:
    first, second = file(session, cast, tries=tries), file(session, cast)

    assert actions.claim(session, now=NOW) is (second if is_given_up else first)
    assert (first.failed_at == NOW) is is_given_up


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({}, 1),
        ({"finished_at": NOW}, 2),
        ({"failed_at": NOW}, 2),
        ({"filters": "search=x"}, 2),
        ({"alive_at": NOW}, 1),
    ],
)
def test_the_same_file_is_asked_for_once_while_it_is_open(
    session: Session, cast: Cast, changes: dict[str, object], number: int
) -> None:
    file(session, cast, **changes)

    actions.ask(session, cast.lee.id, team_id=None, filters="", name="x", number=3, now=NOW)

    assert session.scalar(select(func.count()).select_from(MadeFile)) == number


def test_a_file_of_one_team_or_of_another_leader_is_another_file(
    session: Session, cast: Cast
) -> None:
    for person, team_id in (
        (cast.lee, None), (cast.lee, cast.north.id), (cast.olga, None), (cast.lee, cast.north.id),
    ):  # fmt: skip
        actions.ask(session, person.id, team_id=team_id, filters="", name="x", number=3, now=NOW)
        session.flush()

    rows = session.scalars(select(MadeFile).order_by(MadeFile.id)).all()
    assert [(row.person_id, row.team_id, row.rows_in_all) for row in rows] == [
        (cast.lee.id, None, 3), (cast.lee.id, cast.north.id, 3), (cast.olga.id, None, 3),
    ]  # fmt: skip


def test_a_sign_says_how_far_it_is_and_whether_the_file_is_still_wanted(
    session: Session, cast: Cast
) -> None:
    own, other = file(session, cast), file(session, cast)

    assert actions.give_sign(session, own.id, rows_done=4, now=NOW)
    assert not actions.give_sign(session, other.id + 1, rows_done=4, now=NOW)

    session.expire_all()
    assert [(row.rows_done, row.alive_at) for row in (own, other)] == [(4, NOW), (0, None)]


def test_somebody_may_have_what_they_lead_while_they_lead_it(session: Session, cast: Cast) -> None:
    of_all, of_team = file(session, cast), file(session, cast, team_id=cast.south.id)

    assert queries.may_have(session, cast.lee, of_all)
    assert not queries.may_have(session, cast.lee, of_team)
    assert queries.may_have(session, cast.olga, of_team)
    cast.olga.is_active = False
    assert not queries.may_have(session, cast.olga, of_team)
    cast.lee.role_rows.clear()
    session.flush()
    assert not queries.may_have(session, cast.lee, of_all)


def test_only_a_finished_file_of_ones_own_is_there(session: Session, cast: Cast) -> None:
    ready, open_one = file(session, cast, finished_at=NOW), file(session, cast)

    assert queries.own_file(session, cast.lee.id, file_id=ready.id) is ready
    for person, row in ((cast.lee, open_one), (cast.olga, ready)):
        with pytest.raises(NoResultFound):
            queries.own_file(session, person.id, file_id=row.id)


def test_the_newest_file_stands_first_and_the_pieces_of_each_in_order(
    session: Session, cast: Cast
) -> None:
    first, second = file(session, cast), file(session, cast)
    file(session, cast, person_id=cast.olga.id)
    for number, content in ((2, b"b"), (1, b"a"), (3, b"c")):
        actions.keep_piece(session, second.id, number=number, content=content)
    actions.keep_piece(session, first.id, number=1, content=b"x")
    session.flush()

    assert queries.files_of(session, cast.lee.id) == [second, first]
    assert list(queries.pieces_of(session, second.id)) == [b"a", b"b", b"c"]


def test_who_asks_for_a_file_waits_for_their_other_self_and_who_makes_one_for_nobody(
    session: Session, cast: Cast
) -> None:
    with locks_taken() as taken:
        actions.ask(session, cast.lee.id, team_id=None, filters="", name="x", number=3, now=NOW)
        actions.claim(session, now=NOW)

    assert taken[0] == f"person.id = {cast.lee.id} FOR NO KEY UPDATE"
    assert [lock[-31:] for lock in taken[1:]] == [" LIMIT 1 FOR UPDATE SKIP LOCKED"]


def test_who_has_given_no_sign_for_two_minutes_is_gone(session: Session, cast: Cast) -> None:
    file(session, cast, alive_at=NOW)

    waits = [
        queries.is_any_waiting(session, now=NOW + timedelta(seconds=seconds))
        for seconds in (120, 121)
    ]

    assert waits == [False, True]
