"""Which pairs are found, in which order, and what was said to those that are proposed?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.models import Pair, PairChange, PairConsent, TeamLeader, TeamMember
from tandem.people.pairs import queries
from tandem.people.pairs.ended import endings
from tandem.people.pairs.queries import ShownPair
from tandem.people.pairs.visibility import Sight
from tandem.terms import Consent, PairState, Role
from tests import cast as stage
from tests.cast import NOW, House

HOUR = timedelta(hours=1)


def say(session: Session, pair: Pair, person_id: int, answer: Consent) -> None:
    """One of the two answers."""
    session.add(PairConsent(pair_id=pair.id, person_id=person_id, answer=answer, at=NOW))
    session.flush()


def propose(session: Session, pair: Pair) -> Pair:
    """A pair is only proposed."""
    pair.state = PairState.PROPOSED
    session.flush()
    return pair


def shown(session: Session, pair: Pair) -> ShownPair:
    """The pair as it is shown."""
    (found,) = queries.pairs_by_id(session, [pair.id])
    return found


def test_the_pairs_of_a_team_stand_by_surname_ended_ones_too(session: Session, cast: House) -> None:
    pairs = queries.pairs_of_teams(session, [cast.north.id])

    assert [[partner.given_name for partner in pair.partners] for pair in pairs] == [
        ["Abe", "Sam"], ["Sam", "Eve"], ["Sam", "Sue"], ["Rex", "Eve"], ["Lia", "Sue"],
    ]  # fmt: skip
    both = queries.pairs_of_teams(session, [cast.north.id, cast.south.id])
    assert {pair.id for pair in both} - {pair.id for pair in pairs} == {cast.other_pair.id}


@pytest.mark.parametrize(
    ("search", "living", "names"),
    [
        ("", False, ["Abe Sam", "Sam Eve", "Sam Sue", "Rex Eve", "Lia Sue"]),
        ("", True, ["Abe Sam", "Sam Sue", "Rex Eve", "Lia Sue"]),
        ("sam", True, ["Abe Sam", "Sam Sue"]),
        ("eve sam", False, ["Sam Eve"]),
        ("OKORO zhang", False, ["Lia Sue"]),
        ("abe sue", False, []),
        ("otto", False, []),
    ],
)
def test_a_page_finds_pairs_of_a_team_by_any_words_of_both_names(
    session: Session, cast: House, search: str, living: bool, names: list[str]
) -> None:
    found = queries.pairs_found(session, cast.north.id, search=search, page=1, living=living)

    assert [" ".join(one.given_name for one in pair.partners) for pair in found.rows] == names
    assert found.number == len(names)


def test_a_pair_began_when_it_last_became_active(session: Session, cast: House) -> None:
    for later, state in ((1, PairState.PAUSED), (2, PairState.ACTIVE), (3, PairState.PAUSED)):
        change = PairChange(pair_id=cast.pair.id, state=state, at=NOW + later * HOUR)
        session.add(change)
    session.flush()

    assert queries.began_at(session, [cast.pair.id, cast.second_pair.id]) == {
        cast.pair.id: NOW + 2 * HOUR, cast.second_pair.id: NOW,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "is_found"),
    [("pair", True), ("paused_pair", True), ("ended_pair", False), ("other_pair", True)],
)
def test_two_work_together_in_an_active_or_paused_pair_in_these_seats(
    session: Session, cast: House, name: str, is_found: bool
) -> None:
    pair: Pair = getattr(cast, name)
    seats = {"rep_id": pair.rep_id, "support_id": pair.support_id}

    assert queries.living_pair_of(session, **seats) == (pair.id if is_found else None)
    swapped = {"rep_id": pair.support_id, "support_id": pair.rep_id}
    assert queries.living_pair_of(session, **swapped) is None
    propose(session, pair)
    assert queries.living_pair_of(session, **seats) is None


def test_a_person_has_pairs_in_either_seat_and_living_ones_are_told_from_ended(
    session: Session, cast: House
) -> None:
    def of(person_id: int) -> list[int]:
        return [pair.id for pair in queries.pairs_of_person(session, person_id)]

    sams, sues = [cast.second_pair.id, cast.ended_pair.id, cast.pair.id], cast.leaders_pair.id
    assert of(cast.sam.id) == sams
    assert of(cast.sue.id) == [cast.pair.id, sues]
    assert of(cast.lee.id) == []
    living = queries.living_pairs_of(session, cast.sam.id)
    assert living == sorted([cast.pair, cast.second_pair], key=lambda pair: pair.id)
    assert queries.living_pairs_of(session, cast.eve.id) == [cast.paused_pair]


def test_only_pairs_among_these_people_count(session: Session, cast: House) -> None:
    sam, sue, eve, rex = (one.id for one in (cast.sam, cast.sue, cast.eve, cast.rex))

    assert queries.living_pairs(session, {sam, sue, eve}) == {frozenset({sam, sue})}
    assert queries.living_pairs(session, {eve, rex}) == {frozenset({eve, rex})}
    assert queries.living_pairs(session, {sam, eve}) == set()
    session.scalars(
        select(PairChange).where(
            PairChange.pair_id == cast.ended_pair.id, PairChange.state == PairState.ENDED
        )
    ).one().not_again = True
    session.flush()
    assert queries.not_again_pairs(session, {sam, sue, eve}) == {frozenset({sam, eve})}
    assert queries.not_again_pairs(session, {sam, sue}) == set()
    assert queries.not_again_pairs(session, {eve, sue}) == set()


@pytest.mark.parametrize(
    ("who", "sight", "leads"),
    [("lee", Sight.LEADER, True), ("lia", Sight.PARTNER, True), ("sue", Sight.PARTNER, False)],
)
def test_a_pair_is_seen_by_the_two_and_by_whoever_leads_the_team(
    session: Session, cast: House, who: str, sight: Sight, leads: bool
) -> None:
    seen = queries.pair_for(session, getattr(cast, who).id, pair_id=cast.leaders_pair.id)

    assert (seen.pair.id, seen.sight, seen.leads_team) == (cast.leaders_pair.id, sight, leads)


@pytest.mark.parametrize("who", ["olga", "sam", "ada"])
def test_a_pair_is_hidden_from_everybody_else(session: Session, cast: House, who: str) -> None:
    person, pair = getattr(cast, who).id, cast.leaders_pair

    with pytest.raises(NoResultFound):
        queries.pair_for(session, person, pair_id=pair.id)
    with pytest.raises(NoResultFound):
        queries.pair_of_own(session, person, pair_id=pair.id)
    with pytest.raises(NoResultFound):
        queries.pair_in_team(session, cast.south.id, pair_id=pair.id)
    assert queries.pair_in_team(session, cast.north.id, pair_id=pair.id) is pair
    assert queries.pair_of_own(session, pair.rep_id, pair_id=pair.id) is pair
    assert queries.pair_of_own(session, pair.support_id, pair_id=pair.id) is pair


def test_what_each_said_last_counts_and_nothing_of_before_an_ending(
    session: Session, cast: House
) -> None:
    pair, other = propose(session, cast.pair), propose(session, cast.second_pair)
    sam, sue = cast.sam.id, cast.sue.id
    for who, answer in ((sam, Consent.TALK), (sue, Consent.YES), (sam, Consent.YES)):
        say(session, pair, who, answer)
    say(session, other, sam, Consent.TALK)

    assert queries.consents(session, [pair.id]) == {pair.id: {sam: Consent.YES, sue: Consent.YES}}
    for after, is_kept in ((timedelta(0), True), (HOUR, False)):
        session.add(PairChange(pair_id=pair.id, state=PairState.ENDED, at=NOW + after))
        session.flush()
        assert (pair.id in queries.consents(session, [pair.id, other.id])) is is_kept


def test_what_was_said_stays_when_the_pair_changes_without_ending(
    session: Session, cast: House
) -> None:
    pair = propose(session, cast.pair)
    say(session, pair, cast.sam.id, Consent.YES)
    session.add(PairChange(pair_id=pair.id, state=PairState.PROPOSED, at=NOW + HOUR))
    session.flush()

    assert queries.consents(session, [pair.id]) == {pair.id: {cast.sam.id: Consent.YES}}


def test_who_wants_to_talk_first_is_said_of_proposed_pairs_of_others(
    session: Session, cast: House
) -> None:
    pair, own = propose(session, cast.pair), propose(session, cast.leaders_pair)
    for one in (pair, own):
        say(session, one, cast.sue.id, Consent.TALK)
    say(session, pair, cast.sam.id, Consent.YES)
    say(session, cast.second_pair, cast.sam.id, Consent.TALK)
    pairs = [shown(session, one) for one in (pair, own, cast.second_pair)]

    found = {who.id: queries.wanting_talk(session, pairs, reader_id=who.id)
             for who in (cast.lee, cast.lia, cast.sue)}  # fmt: skip

    assert found[cast.lee.id] == {pair.id: ("Sue Zhang",), own.id: ("Sue Zhang",)}
    assert found[cast.lia.id] == {pair.id: ("Sue Zhang",)}
    assert found[cast.sue.id] == {}
    say(session, pair, cast.sam.id, Consent.TALK)
    both = queries.wanting_talk(session, pairs, reader_id=cast.lee.id)[pair.id]
    assert both == ("Sam Adeyemi", "Sue Zhang")


def test_somebody_reads_their_own_answer_to_what_is_proposed_to_them(
    session: Session, cast: House
) -> None:
    pair, second = propose(session, cast.pair), propose(session, cast.second_pair)
    say(session, pair, cast.sue.id, Consent.YES)
    say(session, pair, cast.sam.id, Consent.TALK)
    sams = queries.pairs_of_person(session, cast.sam.id)
    sues = queries.pairs_of_person(session, cast.sue.id)

    proposed = queries.proposed_to(session, cast.sam.id, sams)

    assert [(one.pair.id, one.partner.given_name, one.answer) for one in proposed] == [
        (pair.id, "Sue", Consent.TALK), (second.id, "Abe", None),
    ]  # fmt: skip
    (other,) = queries.proposed_to(session, cast.sue.id, sues)
    assert (other.partner.given_name, other.partner.role) == ("Sam", Role.REP)
    assert other.answer is Consent.YES


def test_a_pair_whose_only_leader_sits_in_it_has_none_outside(
    session: Session, cast: House
) -> None:
    own, other = shown(session, cast.leaders_pair), shown(session, cast.pair)
    assert queries.has_leader_outside(session, own)

    session.delete(session.get_one(TeamLeader, (cast.north.id, cast.lee.id)))
    session.flush()

    assert not queries.has_leader_outside(session, own)
    assert queries.has_leader_outside(session, other)


def without_role(cast: House) -> None:
    """Lee is a leader no longer, and keeps the place in the team."""
    cast.lee.role_rows = []


def with_closed_account(cast: House) -> None:
    """Lee's account is closed."""
    cast.lee.is_active = False


@pytest.mark.parametrize("change", [without_role, with_closed_account])
def test_a_place_alone_leads_no_pair(
    session: Session, cast: House, change: Callable[[House], None]
) -> None:
    change(cast)
    session.flush()

    with pytest.raises(NoResultFound):
        queries.pair_for(session, cast.lee.id, pair_id=cast.pair.id)
    assert queries.pair_for(session, cast.lia.id, pair_id=cast.pair.id).leads_team
    assert not queries.has_leader_outside(session, shown(session, cast.leaders_pair))


def test_endings_are_read_newest_first_and_only_of_pairs_that_have_not_begun_again(
    session: Session, cast: House
) -> None:
    stage.change(session, cast.other_pair, PairState.ENDED)
    stage.change(session, cast.pair, PairState.ENDED)
    stage.change(session, cast.pair, PairState.ACTIVE)
    session.flush()
    session.add(
        PairChange(
            pair_id=cast.ended_pair.id, state=PairState.ENDED, at=NOW + HOUR,
            by_id=cast.lee.id, reason="Eve moves on", not_again=True,
        )
    )  # fmt: skip
    session.flush()

    found = endings(session, cast.ada.id, search="", page=1).rows

    ids = [cast.ended_pair.id, cast.other_pair.id, cast.ended_pair.id]
    assert [row.pair.id for row in found] == ids
    assert [(row.by_name, row.reason, row.not_again) for row in found[:2]] == [
        ("Lee Moreau", "Eve moves on", True), ("–", "", False),
    ]  # fmt: skip
    some = endings(session, cast.ada.id, search="berg", page=1)
    assert [row.pair.id for row in some.rows] == [cast.other_pair.id]


def test_a_member_of_two_teams_sits_in_the_pairs_of_each(session: Session, cast: House) -> None:
    session.add(TeamMember(team_id=cast.south.id, person_id=cast.sam.id))
    pair = stage.pair(session, cast.south, cast.sam, cast.ona)

    found = queries.pairs_found(session, cast.south.id, search="sam", page=1)

    assert [row.id for row in found.rows] == [pair.id]
    assert found.rows[0].team_name == "South"
