"""Who is asked how they like to work, and who is suggested to a leader?"""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tandem.models import PairChange, Person, TeamMember
from tandem.people.matching import actions, queries
from tandem.people.matching.queries import MatchingPage
from tandem.terms import Channel, Liking, PairState, Planning, Rhythm
from tests import cast as stage
from tests.cast import NOW, House


def say(session: Session, person: Person, *, seats: int = 5, may_be_used: bool = True) -> None:
    """Somebody says that they like it."""
    actions.say_style(
        session, person.id, likes=Liking.YES, rhythm=Rhythm.ANY, channel=Channel.ANY,
        planning=Planning.AHEAD, seats=seats, may_be_used=may_be_used, now=NOW,
    )  # fmt: skip


def suggested(page: MatchingPage) -> set[tuple[str, str]]:
    """Who is suggested to whom."""
    return {(one.rep.given_name, one.support.given_name) for one in page.suggested}


@pytest.mark.parametrize("state", PairState)
def test_whoever_has_no_living_or_proposed_pair_is_asked(
    session: Session, cast: House, state: PairState
) -> None:
    stage.change(session, cast.other_pair, state)
    session.flush()

    for person in (cast.otto, cast.ona):
        asked = queries.is_to_be_asked(session, person.id)
        assert asked is (state is PairState.ENDED)


@pytest.mark.parametrize("how", ["said", "put off"])
def test_whoever_has_said_it_or_put_it_off_is_not_asked_again(
    session: Session, cast: House, how: str
) -> None:
    stage.change(session, cast.other_pair, PairState.ENDED)
    if how == "said":
        say(session, cast.otto)
        say(session, cast.otto)
    else:
        actions.put_off(session, cast.otto.id, now=NOW)
        actions.put_off(session, cast.otto.id, now=NOW)

    assert not queries.is_to_be_asked(session, cast.otto.id)
    assert queries.is_to_be_asked(session, cast.ona.id)
    own = queries.style_of(session, cast.otto.id)
    assert (own is not None) is (how == "said")


def test_what_leaders_say_is_read_team_by_team_and_nothing_where_they_took_it_back(
    session: Session, cast: House
) -> None:
    for team, text in ((cast.south, " Knows all. "), (cast.north, "Finds it."), (cast.south, "")):
        actions.name_best(
            session, team_id=team.id, person_id=cast.sam.id, text=text, by_id=cast.lee.id, now=NOW
        )
    assert queries.best_of(session, cast.sam.id) == ["Finds it."]
    actions.name_best(
        session, team_id=cast.south.id, person_id=cast.sam.id, text=" Knows all. ",
        by_id=cast.lee.id, now=NOW,
    )  # fmt: skip

    both = [
        text for _, text in sorted([(cast.north.id, "Finds it."), (cast.south.id, "Knows all.")])
    ]
    assert queries.best_of(session, cast.sam.id) == both
    assert queries.named_best(session, cast.south.id, person_id=cast.sam.id) == "Knows all."
    assert queries.named_best(session, cast.north.id, person_id=cast.sue.id) == ""


def test_a_leader_sees_suggestions_of_open_accounts_with_a_seat_in_the_team(
    session: Session, cast: House
) -> None:
    for person in (cast.rex, cast.sue, cast.abe, cast.otto):
        say(session, person)
    session.add(TeamMember(team_id=cast.north.id, person_id=cast.tess.id))
    cast.abe.is_active = False
    session.flush()

    page = queries.matching_page(session, cast.north)

    assert suggested(page) == {("Rex", "Sue")}
    people = [person.given_name for person, _ in page.people]
    assert people == ["Sam", "Rex", "Eve", "Lia", "Sue"]
    assert [person.given_name for person in page.silent] == ["Sam", "Eve", "Lia"]


def test_what_each_is_best_at_stands_beside_them_in_either_seat(
    session: Session, cast: House
) -> None:
    for person, text in ((cast.rex, "Rex’s"), (cast.sue, "Sue’s")):
        say(session, person)
        actions.name_best(
            session, team_id=cast.north.id, person_id=person.id, text=text, by_id=cast.lee.id,
            now=NOW,
        )  # fmt: skip

    actions.name_best(
        session, team_id=cast.south.id, person_id=cast.rex.id, text="South’s", by_id=cast.olga.id,
        now=NOW,
    )  # fmt: skip

    page = queries.matching_page(session, cast.north)

    (one,) = page.suggested
    assert (one.best_of_rep, one.best_of_support) == ("Rex’s", "Sue’s")
    best = {person.given_name: text for person, text in page.people}
    assert (best["Rex"], best["Sue"], best["Sam"]) == ("Rex’s", "Sue’s", "")


def test_two_are_suggested_who_are_no_pair_and_whom_nobody_wants_apart(
    session: Session, cast: House
) -> None:
    for person in (cast.sam, cast.eve):
        say(session, person)
    assert suggested(queries.matching_page(session, cast.north)) == {("Sam", "Eve")}

    session.add(
        PairChange(pair_id=cast.ended_pair.id, state=PairState.ENDED, at=NOW, not_again=True)
    )
    session.flush()
    assert suggested(queries.matching_page(session, cast.north)) == set()
    say(session, cast.sue)
    assert suggested(queries.matching_page(session, cast.north)) == set()


def test_seats_are_counted_in_every_team_until_a_pair_ends(session: Session, cast: House) -> None:
    for person in (cast.sam, cast.sue, cast.eve, cast.rex):
        say(session, person)
    say(session, cast.abe, may_be_used=False)
    stage.pair(session, cast.south, cast.sam, cast.ona)
    session.flush()
    everybody = {person.id for person in (cast.sam, cast.sue, cast.eve, cast.rex, cast.abe)}

    styles = queries.styles_of(session, everybody)

    taken = {style.person_id: style.taken for style in styles.values()}
    assert taken == {cast.sam.id: 3, cast.sue.id: 2, cast.eve.id: 1, cast.rex.id: 1}
    assert queries.styles_of(session, set()) == {}
