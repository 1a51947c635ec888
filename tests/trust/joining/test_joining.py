"""Does everything move when two accounts of one person are joined, and is nothing lost?"""

from __future__ import annotations

import pytest
from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from tandem.library.served import library
from tandem.models import Attempt, Base, HintOpened, Pair, Person, Revision, StalePair
from tandem.terms import PairState
from tandem.trust.joining import actions
from tandem.trust.joining.columns import MOVES, RowMove, column_named
from tandem.trust.joining.moving import TwoAccounts
from tandem.trust.joining.queries import JoiningFault, of_same_name, partners_of_both, plan_of
from tandem.trust.privacy.kept import SUBJECTS
from tests.cast import NOW, House, pair, person
from tests.lessons import lesson, question, serve
from tests.trust.joining.one_row_each import row_of_each
from tests.writings import Written

# What an act itself writes.
WRITTEN = {"audit_entry", "stale_pair", "status_sweep"}


@pytest.fixture
def wide() -> bool:
    """Everybody writes."""
    return True


def join(session: Session, stays: Person, goes: Person, by: Person) -> None:
    """As an administrator does."""
    accounts = TwoAccounts(stays.id, goes.id)
    actions.join(session, accounts, by_id=by.id, now=NOW)
    session.commit()
    session.expire_all()


def rows_in_each(session: Session) -> dict[str, int]:
    """How many rows there are, by table."""
    return {
        table.name: session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
        if table.name not in WRITTEN
    }


def left_with(session: Session, who: Person) -> set[str]:
    """The columns that still lead to somebody."""
    return {
        name
        for name in MOVES
        if session.scalar(
            select(func.count())
            .select_from(column_named(name).table)
            .where(column_named(name) == who.id)
        )
    }


def test_every_column_that_leads_to_a_person_has_its_answer() -> None:
    leading = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.c
        for link in column.foreign_keys
        if link.target_fullname == "person.id"
    }
    of_the_log = {"audit_entry.actor_id", "audit_entry.subject_id", "audit_entry.other_id"}

    assert set(MOVES) == leading | of_the_log


def test_a_row_in_every_table_moves_and_none_is_lost(
    session: Session, cast: House, written: Written
) -> None:
    double = person(session, "Sammy", "Adeyemi")
    session.flush()
    row_of_each(session, double)
    before = rows_in_each(session)

    join(session, cast.ada, double, cast.tess)

    staying = {name for name, move in MOVES.items() if move is RowMove.STAYS}
    assert left_with(session, double) - staying == set()
    assert rows_in_each(session) == before
    assert not double.is_active


def test_where_both_have_something_nothing_is_lost_either(
    session: Session, cast: House, written: Written
) -> None:
    double, stays = person(session, "Sammy", "Adeyemi"), person(session, "Sid", "Adeyemi")
    session.flush()
    row_of_each(session, double)
    row_of_each(session, stays)
    before = rows_in_each(session)

    join(session, stays, double, cast.ada)

    assert rows_in_each(session) == before
    for name, move in MOVES.items():
        if move is RowMove.NUMBERED:
            column = column_named(name)
            query = select(column.table.c.number).where(column == stays.id)
            assert sorted(session.scalars(query)) == [1, 2], name
    left = left_with(session, double)
    assert "working_style.person_id" in left
    assert not {"completion.person_id", "attempt.person_id", "nudge.from_id"} & left


def test_pairs_go_on_and_what_was_written_is_read_on(
    session: Session, cast: House, written: Written
) -> None:
    double = person(session, "Sammy", "Adeyemi")
    session.flush()

    join(session, double, cast.sam, cast.ada)

    session.refresh(cast.pair)
    assert (cast.pair.rep_id, cast.pair.state) == (double.id, PairState.ACTIVE)
    assert cast.pair.id in session.scalars(select(StalePair.pair_id)).all()


@pytest.mark.parametrize("who", ["sam", "sue"])
def test_only_the_pairs_of_whoever_stays_are_looked_at_anew(
    session: Session, cast: House, who: str
) -> None:
    double, goes = person(session, "Sammy", "Adeyemi"), getattr(cast, who)
    sits = or_(Pair.rep_id == goes.id, Pair.support_id == goes.id)
    own = set(session.scalars(select(Pair.id).where(sits)))
    session.execute(delete(StalePair))

    join(session, double, goes, cast.ada)

    assert cast.pair.id in own
    assert set(session.scalars(select(StalePair.pair_id))) == own


def test_hints_follow_their_attempts(session: Session, cast: House, written: Written) -> None:
    revision, module_id = session.execute(select(Revision.id, Revision.module_id)).first() or (0, 0)
    double = person(session, "Sammy", "Adeyemi")
    session.flush()
    for who in (double, cast.tess):
        session.add(
            Attempt(
                person_id=who.id, module_id=module_id, revision_id=revision, number=1, role="rep",
                answers="{}", marks="{}", order="{}", right=0, total=1, passed=False, at=NOW,
            )
        )  # fmt: skip
        session.flush()
        for number in (1, 2):
            session.add(
                HintOpened(
                    person_id=who.id, module_id=module_id, revision_id=revision, number=number,
                    question="q1", at=NOW,
                )
            )  # fmt: skip
    session.flush()

    join(session, cast.tess, double, cast.ada)

    query = select(HintOpened.number).where(HintOpened.person_id == cast.tess.id)
    assert sorted(session.scalars(query)) == [1, 2, 3]
    assert session.scalars(select(HintOpened.number).where(HintOpened.person_id == double.id)).all()


def test_a_hint_that_stays_behind_is_said_of_no_other_attempt(
    session: Session, cast: House, written: Written
) -> None:
    revision, module_id = session.execute(select(Revision.id, Revision.module_id)).first() or (0, 0)
    double = person(session, "Sammy", "Adeyemi")
    session.flush()
    about = {"module_id": module_id, "revision_id": revision, "at": NOW}
    for who in (double, cast.tess):
        session.add(
            Attempt(
                **about, person_id=who.id, number=1, role="rep", answers="{}", marks="{}",
                order="{}", right=0, total=1, passed=False,
            )
        )  # fmt: skip
        session.add(HintOpened(**about, person_id=who.id, number=2, question="q1"))
    session.add(HintOpened(**about, person_id=double.id, number=1, question="q1"))
    session.commit()

    plan = plan_of(session, cast.tess, double, viewer_id=cast.ada.id)
    join(session, cast.tess, double, cast.ada)

    opened = session.execute(select(HintOpened.person_id, HintOpened.number)).all()
    assert sorted(opened) == sorted([(cast.tess.id, 1), (cast.tess.id, 3), (double.id, 2)])
    (quizzes,) = (one for one in plan.subjects if "quiz" in one.title.text)
    assert (quizzes.moves, quizzes.stays) == (2, 1)


def test_what_stands_in_the_way_is_named(session: Session, cast: House) -> None:
    double = person(session, "Sammy", "Adeyemi")
    session.flush()
    second = pair(session, cast.north, double, cast.sue)
    session.commit()

    def fault(stays: Person, goes: Person, viewer: Person = cast.ada) -> JoiningFault | None:
        return plan_of(session, stays, goes, viewer_id=viewer.id).fault

    assert fault(cast.sam, cast.sam) is JoiningFault.SAME
    assert fault(cast.sam, cast.ada) is JoiningFault.OWN
    assert fault(cast.sam, cast.sue) is JoiningFault.BOTH_HALVES
    assert fault(cast.sam, double) is JoiningFault.SAME_PARTNER
    second.state = PairState.ENDED
    session.commit()
    assert fault(cast.sam, double) is None
    assert fault(double, cast.sam) is None
    double.is_active = False
    assert fault(double, cast.sam) is JoiningFault.CLOSED
    cast.sam.joined_at, double.is_active = None, True
    assert fault(cast.sam, double) is JoiningFault.NOT_JOINED


def test_the_partner_of_both_is_named_from_either_seat(session: Session, cast: House) -> None:
    sammy, susie = (person(session, name, "Zz") for name in ("Sammy", "Susie"))
    session.flush()
    pair(session, cast.north, sammy, cast.sue)
    pair(session, cast.north, cast.sam, susie)
    session.commit()

    named = [
        partners_of_both(session, TwoAccounts(stays.id, goes.id))
        for stays, goes in ((cast.sam, sammy), (cast.sue, susie))
    ]

    assert named == [(cast.sue.name,), (cast.sam.name,)]


def test_two_pairs_of_the_same_two_stay_readable_where_one_has_ended(
    session: Session, cast: House
) -> None:
    double = person(session, "Sammy", "Adeyemi")
    session.flush()
    ended = pair(session, cast.north, double, cast.sue)
    ended.state = PairState.ENDED
    session.commit()

    join(session, cast.sam, double, cast.ada)

    query = select(Pair.state).where(Pair.rep_id == cast.sam.id, Pair.support_id == cast.sue.id)
    assert sorted(session.scalars(query)) == [PairState.ACTIVE, PairState.ENDED]


@pytest.mark.parametrize("viewer", ["sam", "otto"])
def test_nobody_joins_an_account_of_their_own(session: Session, cast: House, viewer: str) -> None:
    plan = plan_of(session, cast.sam, cast.otto, viewer_id=getattr(cast, viewer).id)

    assert plan.fault is JoiningFault.OWN
    assert plan_of(session, cast.sam, cast.otto, viewer_id=cast.ada.id).fault is None


@pytest.mark.parametrize(("stays", "goes"), [("sam", "otto"), ("otto", "sam")])
@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("erased_at", NOW, JoiningFault.ERASED),
        ("is_sample", True, JoiningFault.SAMPLE),
    ],
)
def test_an_account_that_is_erased_or_of_the_sample_is_joined_with_none(
    session: Session, cast: House, stays: str, goes: str, column: str, value: object,
    fault: JoiningFault,
) -> None:  # fmt: skip
    setattr(cast.otto, column, value)
    accounts = getattr(cast, stays), getattr(cast, goes)

    assert plan_of(session, *accounts, viewer_id=cast.ada.id).fault is fault


def test_a_closed_account_or_one_that_never_joined_may_go(session: Session, cast: House) -> None:
    cast.otto.is_active = False
    assert plan_of(session, cast.sam, cast.otto, viewer_id=cast.ada.id).fault is None

    cast.otto.joined_at = None
    assert plan_of(session, cast.sam, cast.otto, viewer_id=cast.ada.id).fault is None


def test_two_accounts_that_never_joined_become_one(session: Session, cast: House) -> None:
    cast.sam.joined_at = cast.otto.joined_at = None

    assert plan_of(session, cast.sam, cast.otto, viewer_id=cast.ada.id).fault is None


def test_two_who_sat_in_a_pair_that_has_ended_are_two_people_too(
    session: Session, cast: House
) -> None:
    for stays, goes in ((cast.sam, cast.eve), (cast.eve, cast.sam)):
        assert plan_of(session, stays, goes, viewer_id=cast.ada.id).fault is (
            JoiningFault.BOTH_HALVES
        )


@pytest.mark.parametrize("ended", [0, 1])
def test_a_partner_of_both_counts_only_where_both_pairs_live(
    session: Session, cast: House, ended: int
) -> None:
    double = person(session, "Sammy", "Adeyemi")
    session.flush()
    pairs = [cast.pair, pair(session, cast.north, double, cast.sue)]
    accounts = TwoAccounts(cast.sam.id, double.id)
    assert partners_of_both(session, accounts) == (cast.sue.name,)

    pairs[ended].state = PairState.ENDED
    session.flush()

    assert partners_of_both(session, accounts) == ()


def test_who_sits_in_the_other_seat_beside_the_second_account_is_no_partner_of_both(
    session: Session, cast: House
) -> None:
    double = person(session, "Susie", "Adeyemi")
    session.flush()
    pair(session, cast.north, cast.sue, double)

    assert partners_of_both(session, TwoAccounts(cast.sam.id, double.id)) == ()


def test_what_the_plan_says_of_each_thing_is_what_joining_does(
    session: Session, cast: House, written: Written
) -> None:
    double, stays = person(session, "Sammy", "Adeyemi"), person(session, "Sid", "Adeyemi")
    session.flush()
    row_of_each(session, double)
    row_of_each(session, stays)
    session.commit()
    before = {name: rows_of(session, name, double) for name in MOVES}

    plan = plan_of(session, stays, double, viewer_id=cast.ada.id)
    join(session, stays, double, cast.ada)

    left = {name: rows_of(session, name, double) for name in MOVES}
    for moved in plan.subjects:
        (subject,) = (one for one in SUBJECTS if one.title == moved.title)
        tables = {table.name for table in subject.tables}
        names = [name for name in MOVES if name.partition(".")[0] in tables - WRITTEN]
        if "audit_entry" in tables:
            continue
        assert moved.stays == sum(left[name] for name in names), moved.title
        assert moved.moves + moved.stays == sum(before[name] for name in names), moved.title


def rows_of(session: Session, name: str, who: Person) -> int:
    """How many rows lead to somebody by a column."""
    column = column_named(name)
    return (
        session.scalar(select(func.count()).select_from(column.table).where(column == who.id)) or 0
    )


def test_a_quiz_counts_as_tried_by_both_only_where_each_has_tried_it(
    session: Session, cast: House
) -> None:
    serve(session, lesson(question("q1")), lesson(question("q2"), name="second"))
    first, second = library(session).courses[0].modules
    tried = [
        (cast.otto, first, 1),
        (cast.rex, first, 1),
        (cast.rex, first, 2),
        (cast.rex, second, 1),
    ]
    for who, module, number in tried:
        session.add(
            Attempt(
                person_id=who.id, module_id=module.id, revision_id=module.revision_id,
                number=number, role="rep", answers="{}", marks="{}", order="{}", right=0, total=1,
                passed=False, at=NOW,
            )
        )  # fmt: skip
    session.flush()

    plan = plan_of(session, cast.otto, cast.rex, viewer_id=cast.ada.id)

    assert [(one.module, one.here, one.there, one.in_all) for one in plan.tried] == [
        (first.title, 1, 2, 3)
    ]


def test_who_is_called_the_same_is_offered_in_order_and_ten_at_most(
    session: Session, cast: House
) -> None:
    doubles = [person(session, f"x{number}", "ADEYEMI") for number in range(13)]
    for double in doubles:
        double.given_name = "SAM"
    session.flush()
    doubles[0].erased_at, doubles[1].is_sample = NOW, True
    session.flush()

    assert of_same_name(session, cast.sam) == tuple(doubles[2:12])
    assert of_same_name(session, cast.sue) == ()
