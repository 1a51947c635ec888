"""Which halves can be set complete, and who reads why one was?"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Module, Override, Pair, PairCompletion, Person, PersonRole, TeamLeader
from tandem.progress.overrides.queries import reasons, settable
from tandem.terms import OverridePromise, PairState, Role
from tests.cast import NOW, House
from tests.lessons import finish, give, lesson, question, serve

SECOND = timedelta(seconds=1)


def set_complete(
    session: Session, pair: Pair, whose: Person, by: Person | None, reason: str = "On paper."
) -> None:
    """A leader has set somebody's half of the module complete in a pair."""
    module = session.scalars(select(Module)).one()
    done = PairCompletion(
        pair_id=pair.id, person_id=whose.id, module_id=module.id,
        revision_id=module.revision_id, how="override", at=NOW,
    )  # fmt: skip
    session.add(done)
    session.flush()
    facts = {"reason": reason, "promise": OverridePromise.LEARNER_AND_LEADERS}
    session.add(Override(completion_id=done.id, by_id=by.id if by else None, **facts))
    session.flush()


def read_by(session: Session, reader: Person, *pairs: Pair) -> dict[tuple[int, int], str]:
    """What somebody reads of these pairs, by pair and whose half it is."""
    found = reasons(session, reader.id, pairs=[pair.id for pair in pairs])
    return {(pair_id, whose): reason.text for (pair_id, whose, _), reason in found.items()}


@pytest.mark.parametrize(
    ("who", "reads"),
    [("sam", True), ("lee", True), ("sue", False), ("olga", False), ("tess", False)],
)
def test_a_reason_is_read_by_whose_half_it_is_and_who_leads_that_team(
    session: Session, cast: House, who: str, reads: bool
) -> None:
    serve(session, lesson())
    set_complete(session, cast.pair, cast.sam, cast.lee)

    found = read_by(session, getattr(cast, who), cast.pair)

    assert found == ({(cast.pair.id, cast.sam.id): "On paper."} if reads else {})


def test_who_sits_in_a_pair_reads_as_a_partner_also_as_leader_of_the_team(
    session: Session, cast: House
) -> None:
    serve(session, lesson())
    session.add(PersonRole(person_id=cast.sue.id, role=Role.LEADER))
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.sue.id))
    for whose in (cast.lia, cast.sue):
        set_complete(session, cast.leaders_pair, whose, cast.lee, whose.given_name)
    pair = cast.leaders_pair

    assert read_by(session, cast.lia, pair) == {(pair.id, cast.lia.id): "Lia"}
    assert read_by(session, cast.sue, pair) == {(pair.id, cast.sue.id): "Sue"}


def test_a_leader_whose_role_was_taken_reads_no_reason(session: Session, cast: House) -> None:
    serve(session, lesson())
    set_complete(session, cast.pair, cast.sam, cast.lee)
    assert read_by(session, cast.lee, cast.pair)

    cast.lee.role_rows = []
    session.flush()

    assert read_by(session, cast.lee, cast.pair) == {}


@pytest.mark.parametrize(
    ("moved_at", "reads"), [(None, True), (NOW, True), (NOW + SECOND, False), (NOW - SECOND, True)]
)
def test_what_was_set_in_another_team_is_read_by_who_leads_that_one(
    session: Session, cast: House, moved_at: datetime | None, reads: bool
) -> None:
    serve(session, lesson())
    set_complete(session, cast.pair, cast.sam, cast.lee)
    cast.pair.moved_at = moved_at
    session.flush()

    assert bool(read_by(session, cast.lee, cast.pair)) is reads
    assert read_by(session, cast.sam, cast.pair)


def test_reasons_are_read_of_the_pairs_that_are_asked_for(session: Session, cast: House) -> None:
    serve(session, lesson())
    for pair in (cast.pair, cast.second_pair):
        set_complete(session, pair, cast.sam, cast.lee)

    assert set(read_by(session, cast.lee, cast.pair)) == {(cast.pair.id, cast.sam.id)}
    assert read_by(session, cast.lee) == {}


@pytest.mark.parametrize(("by", "name"), [("lee", "Lee Moreau"), (None, "–")])
def test_a_reason_names_who_set_it_and_a_dash_where_the_account_is_gone(
    session: Session, cast: House, by: str | None, name: str
) -> None:
    serve(session, lesson())
    set_complete(session, cast.pair, cast.sam, getattr(cast, by) if by else None)

    (reason,) = reasons(session, cast.sam.id, pairs=[cast.pair.id]).values()

    assert (reason.by_name, reason.at) == (name, NOW)


@pytest.mark.parametrize(
    ("state", "who"),
    [(PairState.ACTIVE, ["Sue"]), (PairState.ENDED, ["Sue"]), (PairState.PROPOSED, [])],
)
def test_the_open_halves_of_a_pair_that_has_begun_can_be_set_complete(
    session: Session, cast: House, state: PairState, who: list[str]
) -> None:
    give(session, serve(session, lesson(question("q1"))), cast.north)
    before = settable(session, cast.lee.id, pair_id=cast.pair.id, now=NOW)
    finish(session, cast.sam)
    session.get_one(Pair, cast.pair.id).state = state
    session.flush()

    found = settable(session, cast.lee.id, pair_id=cast.pair.id, now=NOW)

    assert [half.partner.given_name for half in before.halves] == ["Sam", "Sue"]
    assert [half.partner.given_name for half in found.halves] == who
