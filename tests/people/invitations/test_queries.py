"""Which invitations are whose, do they still stand, and who is invited at all?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.models import Invitation, Person, PersonRole, ScimUser, TeamLeader, TeamMember, Ticket
from tandem.models.erased_name import ERASED
from tandem.people.invitations import joining, queries
from tandem.people.invitations.joining import JoinState
from tandem.people.invitations.queries import AskedState
from tandem.people.invitations.rules import Rights
from tandem.terms import InvitationAnswer, Issuer, Role
from tests import cast as stage
from tests.cast import NOW, House

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
NO, YES, WITHDRAWN = InvitationAnswer.NO, InvitationAnswer.YES, InvitationAnswer.WITHDRAWN
# What makes an invitation another one than an open one of Lee's for North.
OTHERS: dict[str, Any] = {
    "of another team": lambda cast: {"team_id": cast.south.id},
    "of another leader": lambda cast: {"by_id": cast.lia.id},
    "of an administrator": lambda cast: {"issuer": Issuer.ADMIN},
    "answered": lambda cast: {"answer": NO, "answered_at": NOW},
}


def invited(session: Session, cast: House, who: str = "otto", **other: Any) -> Invitation:
    """Lee has asked somebody to support North, an hour ago."""
    person = getattr(cast, who)
    at = NOW - timedelta(hours=1)
    fields = {
        "person_id": person.id, "team_id": cast.north.id, "by_id": cast.lee.id,
        "issuer": Issuer.LEADER, "email": person.email, "given_name": person.given_name,
        "surname": person.surname, "role_names": "support", "at": at, "sent_at": at,
        "expires_at": NOW + DAY, "lets_in": True, **other,
    }  # fmt: skip
    row = Invitation(**fields)
    session.add(row)
    session.flush()
    return row


def by_ids(cast: House, fields: dict[str, Any]) -> dict[str, Any]:
    """The same with the id of whoever or whatever is named in the cast."""
    return {
        name: getattr(cast, value).id if name.endswith("_id") and value else value
        for name, value in fields.items()
    }


def newcomer(session: Session, given: str, *roles: Role, **fields: Any) -> Person:
    """Somebody who was brought in and is not here yet."""
    row = stage.person(session, given, "Yolo", *roles)
    row.joined_at = None
    for name, value in fields.items():
        setattr(row, name, value)
    session.flush()
    return row


@pytest.mark.parametrize("kind", OTHERS)
def test_a_leaders_open_invitation_is_told_from_each_other_one(
    session: Session, cast: House, kind: str
) -> None:
    lee, north = cast.lee.id, cast.north.id
    other = invited(session, cast, **OTHERS[kind](cast), sent_at=NOW - DAY)
    asked = {"team_id": north, "by_id": lee}
    assert not queries.waits_for_own(session, north, by_id=lee)
    with pytest.raises(NoResultFound):
        queries.own_invitation(session, other.id, **asked)

    own = invited(session, cast, "ona", sent_at=NOW - DAY)

    assert queries.waits_for_own(session, north, by_id=lee)
    assert queries.own_invitation(session, own.id, **asked) is own
    assert queries.to_ask_again(session, north, by_id=lee, now=NOW) == [own]
    assert joining.all_asked(session, north, by_id=lee) == [own]


def test_an_invitation_is_sent_again_a_day_after_it_went_out_and_no_sooner(
    session: Session, cast: House
) -> None:
    second, first = (
        invited(session, cast, who, sent_at=NOW - DAY + late)
        for who, late in (("otto", timedelta(0)), ("ona", -SECOND))
    )
    invited(session, cast, "olga", sent_at=NOW - DAY + SECOND)

    asked = queries.to_ask_again(session, cast.north.id, by_id=cast.lee.id, now=NOW)

    assert asked == sorted([first, second], key=lambda row: row.id)


@pytest.mark.parametrize(
    ("fields", "state", "until"),
    [
        ({"expires_at": NOW + SECOND}, AskedState.WAITS, NOW + SECOND),
        ({"expires_at": NOW}, AskedState.OUT_OF_DATE, NOW),
        ({"answer": NO, "answered_at": NOW - DAY}, AskedState.SAID_NO, NOW - DAY),
        ({"answer": YES, "answered_at": NOW - DAY}, AskedState.SAID_YES, NOW - DAY),
    ],
)
def test_a_leader_sees_what_became_of_an_invitation_and_since_when(
    session: Session, cast: House, fields: dict[str, Any], state: AskedState, until: Any
) -> None:
    row = invited(session, cast, **fields)

    asked = queries.asked(row, reader_id=cast.lee.id, now=NOW)

    assert (asked.state, asked.until, asked.by_name) == (state, until, "Lee Moreau")
    assert asked.is_own is (row.answer is None)
    assert not queries.asked(row, reader_id=cast.lia.id, now=NOW).is_own


def test_a_team_lists_by_surname_whom_its_leaders_asked_and_answers_of_thirty_days(
    session: Session, cast: House
) -> None:
    month = timedelta(days=30)
    invited(session, cast, "tess", answer=NO, answered_at=NOW - month + SECOND)
    invited(session, cast, "ona", by_id=cast.lia.id)
    invited(session, cast, "otto", answer=YES, answered_at=NOW - month)
    invited(session, cast, "olga", answer=WITHDRAWN, answered_at=NOW)
    invited(session, cast, "ada", issuer=Issuer.ADMIN)
    invited(session, cast, "sue", team_id=cast.south.id)
    invited(session, cast, "eve", answer=YES, answered_at=NOW)

    def names(search: str) -> list[str]:
        found = queries.asked_in_team(
            session, cast.north.id, reader_id=cast.lee.id, search=search, page=1, now=NOW
        )
        assert found.number == len(found.rows)
        return [row.name for row in found.rows]

    assert names("") == ["Ona Costa", "Eve Ferris", "Tess Novak"]
    assert names("ona COSTA@") == []
    assert names("costa ona@") == ["Ona Costa"]


@pytest.mark.parametrize(("search", "names"), [("colleague", ["Former colleague"]), ("sol", [])])
def test_a_team_lists_and_finds_without_a_name_who_said_no_and_is_erased(
    session: Session, cast: House, search: str, names: list[str]
) -> None:
    invited(session, cast, answer=NO, answered_at=NOW, given_name="", surname=ERASED, email="x")

    found = queries.asked_in_team(
        session, cast.north.id, reader_id=cast.lee.id, search=search, page=1, now=NOW
    )

    assert [row.name for row in found.rows] == names


def test_a_leader_has_asked_the_very_person_that_is_meant(session: Session, cast: House) -> None:
    of_otto, of_ona = (invited(session, cast, who) for who in ("otto", "ona"))
    asked = {"team_id": cast.north.id, "by_id": cast.lee.id}

    assert queries.own_invitation(session, of_otto.id, **asked) is of_otto
    assert queries.own_invitation(session, of_ona.id, **asked) is of_ona


def test_requests_are_what_leaders_ask_and_can_still_be_answered_oldest_first(
    session: Session, cast: House
) -> None:
    otto = cast.otto.id
    first = invited(session, cast, expires_at=NOW + SECOND)
    invited(session, cast, "ona")
    invited(session, cast, by_id=cast.lia.id, expires_at=NOW)
    invited(session, cast, by_id=cast.ada.id, issuer=Issuer.ADMIN)
    said = invited(session, cast, answer=NO, answered_at=NOW)
    second = invited(session, cast, by_id=cast.lia.id, email="otto@other.example")

    assert queries.requests_to(session, otto, now=NOW) == [first, second]
    assert queries.answered_by(session, otto) == [said]
    assert queries.request_to(session, otto, invitation_id=said.id) is said
    for row, person_id in ((first, cast.ona.id), (first, cast.lee.id)):
        with pytest.raises(NoResultFound):
            queries.request_to(session, person_id, invitation_id=row.id)


def test_whoever_leads_no_more_is_not_among_those_who_ask(session: Session, cast: House) -> None:
    gone, stands = (
        invited(session, cast, by_id=leader.id, team_id=team.id)
        for leader, team in ((cast.lee, cast.north), (cast.olga, cast.south))
    )
    session.delete(session.get_one(TeamLeader, (cast.north.id, cast.lee.id)))
    session.flush()

    assert gone.answer is None
    assert queries.requests_to(session, cast.otto.id, now=NOW) == [stands]


def test_what_an_administrator_gives_is_no_request(session: Session, cast: House) -> None:
    given = {"by_id": cast.ada.id, "issuer": Issuer.ADMIN, "answer": YES, "answered_at": NOW}
    row = invited(session, cast, **given)

    assert queries.answered_by(session, cast.otto.id) == []
    with pytest.raises(NoResultFound):
        queries.request_to(session, cast.otto.id, invitation_id=row.id)


def test_the_newest_twenty_answers_are_listed_the_newest_first(
    session: Session, cast: House
) -> None:
    given = [invited(session, cast, answer=NO, answered_at=NOW) for _ in range(21)]

    assert queries.answered_by(session, cast.otto.id) == given[:0:-1]


def test_whoever_leads_no_more_or_has_left_asks_nothing_any_more(
    session: Session, cast: House
) -> None:
    row = invited(session, cast)
    assert queries.still_stands(session, row)

    cast.lee.is_active = False
    session.flush()
    assert not queries.still_stands(session, row)
    cast.lee.is_active = True
    session.delete(session.get_one(TeamLeader, (cast.north.id, cast.lee.id)))
    session.flush()
    assert not queries.still_stands(session, row)
    session.add(TeamLeader(team_id=cast.south.id, person_id=cast.lee.id))
    session.flush()
    assert not queries.still_stands(session, row)
    row.team_id = cast.south.id
    assert queries.still_stands(session, row)
    session.delete(session.get_one(PersonRole, (cast.lee.id, Role.LEADER)))
    session.flush()
    session.expire_all()
    assert not queries.still_stands(session, row)


def test_an_administrators_invitation_stands_as_long_as_the_issuer_is_one(
    session: Session, cast: House
) -> None:
    row = invited(session, cast, by_id=cast.ada.id, issuer=Issuer.ADMIN)
    assert queries.still_stands(session, row)
    cast.ada.is_active = False
    session.flush()
    assert not queries.still_stands(session, row)
    row.by_id = cast.lee.id
    assert not queries.still_stands(session, row)
    row.by_id, row.issuer = None, Issuer.COMMAND
    assert queries.still_stands(session, row)


def test_rights_are_roles_teams_and_what_a_directory_brings(session: Session, cast: House) -> None:
    nothing: frozenset[int] = frozenset()
    north = frozenset({cast.north.id})

    lias, sams = queries.rights_of(session, cast.lia), queries.rights_of(session, cast.sam)

    assert lias == Rights(frozenset({Role.REP, Role.LEADER}), north, north)
    assert sams == Rights(frozenset({Role.REP}), north, nothing)
    session.add(ScimUser(person_id=cast.sam.id, user_name="sam", user_name_key="sam"))
    session.flush()
    assert queries.rights_of(session, cast.sam).is_of_directory


@pytest.mark.parametrize(
    ("other", "counts"),
    [
        ({"by_id": "olga"}, True),
        ({"by_id": "ada", "issuer": Issuer.ADMIN}, True),
        ({"by_id": None, "issuer": Issuer.COMMAND}, True),
        ({"by_id": "lee", "team_id": "south"}, False),
        ({"by_id": "olga", "answer": NO, "answered_at": NOW}, False),
        ({"by_id": "olga", "lets_in": False}, False),
        ({"by_id": "olga", "expires_at": NOW}, False),
        ({"by_id": "olga", "expires_at": NOW + SECOND}, True),
        ({"by_id": "olga", "who": "ona"}, False),
    ],
)
def test_another_issuer_counts_whose_open_invitation_lets_into_the_same_account(
    session: Session, cast: House, other: dict[str, Any], counts: bool
) -> None:
    own = invited(session, cast)
    row = invited(session, cast, **by_ids(cast, other))

    assert queries.other_issuers(session, own, now=NOW) == ({row.by_id} if counts else set())
    without = queries.other_issuers(session, own, now=NOW, but=row.issuer)
    assert without == set()


def test_who_was_brought_in_and_is_not_here_is_invited_once_a_day_by_surname(
    session: Session, cast: House
) -> None:
    bo, al = newcomer(session, "Bo", Role.REP), newcomer(session, "Al", Role.SUPPORT)
    zoe = newcomer(session, "Zoe", Role.REP, surname="Abel")
    newcomer(session, "Without")
    newcomer(session, "Closed", Role.REP, is_active=False)
    newcomer(session, "Sample", Role.REP, is_sample=True)
    session.add(TeamMember(team_id=cast.north.id, person_id=al.id))
    session.add(TeamMember(team_id=cast.south.id, person_id=bo.id))
    for person, purpose, ago in (
        (zoe, "password", timedelta(0)), (al, "invite", DAY), (bo, "invite", DAY - SECOND),
    ):  # fmt: skip
        session.add(
            Ticket(
                purpose=purpose, token_hash=person.email, person_id=person.id,
                created_at=NOW - ago, expires_at=NOW + DAY,
            )
        )  # fmt: skip
    session.flush()

    assert queries.to_invite(session, None, now=NOW) == [zoe, al]
    assert queries.to_invite(session, None, now=NOW + SECOND) == [zoe, al, bo]
    assert queries.to_invite(session, cast.north.id, now=NOW) == [al]
    assert queries.to_invite(session, cast.south.id, now=NOW) == []
    assert joining.all_waiting(session) == [zoe, al, bo]


AGREED: dict[str, Any] = {"has_agreed": True}


@pytest.mark.parametrize(
    "other",
    [
        {"team_id": "south"},
        {"by_id": "lia"},
        {"email": "else@example.com"},
        {"partner": "else@example.com"},
        {"has_agreed": False},
        {"lets_in": False},
        {"answer": NO, "answered_at": NOW},
        {"answer": WITHDRAWN, "answered_at": NOW},
    ],
)
def test_two_have_agreed_where_one_leader_says_so_of_both(
    session: Session, cast: House, other: dict[str, Any]
) -> None:
    own = invited(session, cast, "otto", partner=cast.ona.email, **AGREED)
    rest = {"partner": cast.otto.email, **AGREED}
    theirs = invited(session, cast, "ona", **rest)
    assert queries.agreed_partner(session, own) is theirs
    theirs.answer = YES
    assert queries.agreed_partner(session, own) is theirs

    for name, value in by_ids(cast, other).items():
        setattr(theirs, name, value)

    assert queries.agreed_partner(session, own) is None


@pytest.mark.parametrize("field", ["has_agreed", "lets_in"])
def test_who_has_not_agreed_or_has_an_account_is_bound_by_nothing(
    session: Session, cast: House, field: str
) -> None:
    own = invited(session, cast, "otto", partner=cast.ona.email, **AGREED)
    theirs = invited(session, cast, "ona", partner=cast.otto.email, **AGREED)
    setattr(own, field, False)

    assert queries.agreed_partner(session, own) is None
    assert queries.agreed_partner(session, theirs) is None


def test_an_invitation_to_no_team_names_none(session: Session, cast: House) -> None:
    assert queries.team_name(session, cast.north.id) == "North"
    assert queries.team_name(session, None) == ""


def test_who_waits_is_shown_with_the_newest_link_to_join_that_was_not_used(
    session: Session, cast: House
) -> None:
    ivo, mia, noa = (newcomer(session, given, Role.REP) for given in ("Ivo", "Mia", "Noa"))
    for who, purpose, ends, used_at in (
        (ivo, "invite", NOW + SECOND, None), (ivo, "invite", NOW - DAY, None),
        (ivo, "invite", NOW + DAY, NOW), (ivo, "password", NOW + DAY, None),
        (mia, "invite", NOW, None), (noa, "password", NOW + DAY, None),
    ):  # fmt: skip
        session.add(
            Ticket(
                purpose=purpose, person_id=who.id, token_hash=f"{who.id}{purpose}{ends}",
                created_at=NOW - DAY, expires_at=ends, used_at=used_at,
            )
        )  # fmt: skip
    session.flush()

    assert joining.links_of(session, [ivo.id, noa.id]) == {ivo.id: NOW + SECOND}
    ends = joining.links_of(session, [mia.id])[mia.id]
    assert [
        joining.waiting_person(who, moment, now=NOW).state
        for who, moment in ((ivo, NOW + SECOND), (mia, ends), (noa, None))
    ] == [JoinState.INVITED, JoinState.EXPIRED, JoinState.NOT_INVITED]
