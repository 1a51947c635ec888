"""What is given, taken back, ended and written down when somebody is asked, let in and answers?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, Invitation, PersonRole, SignIn, TeamMember, Ticket
from tandem.people.invitations import actions
from tandem.people.invitations.actions import Invited, IssuedBy, Wish
from tandem.terms import AuditAct, InvitationAnswer, Issuer, Role
from tests.cast import NOW, House

LATER = NOW + timedelta(hours=1)
NO, YES, WITHDRAWN = InvitationAnswer.NO, InvitationAnswer.YES, InvitationAnswer.WITHDRAWN
Line = tuple[AuditAct, int | None, int | None, int | None, str]
BY_WHOM = {"lee": Issuer.LEADER, "lia": Issuer.LEADER, "ada": Issuer.ADMIN, "": Issuer.COMMAND}


def issue(
    session: Session, cast: House, who: str = "otto", by: str = "lee", team: str = "north"
) -> Invited:
    """Somebody is invited as a support person: asked by a leader, let in by anybody else."""
    person = getattr(cast, who)
    issued = IssuedBy(BY_WHOM[by], getattr(cast, by).id if by else None)
    if issued.issuer is not Issuer.LEADER:
        invitation, token = actions.let_in(session, person, issued, now=NOW)
        return Invited(person, invitation, token)
    wish = Wish(
        person.email, person.given_name, person.surname, frozenset({Role.SUPPORT}),
        team_id=getattr(cast, team).id,
    )  # fmt: skip
    return actions.ask(session, wish, issued, time_zone="UTC", now=NOW)


@pytest.mark.parametrize(("by", "language"), [("lee", "fr"), ("ada", "de"), ("", "de")])
def test_somebody_new_reads_what_whoever_invites_or_else_the_site_reads(
    session: Session, cast: House, by: str, language: str
) -> None:
    cast.lee.language, cast.ada.language = "fr", "de"
    issued = IssuedBy(BY_WHOM[by], getattr(cast, by).id if by else None)
    invite = actions.ask if by == "lee" else actions.invite_at_once
    wish = Wish("new@example.com", "Nell", "New", frozenset({Role.REP}), team_id=cast.north.id)

    invited = invite(session, wish, issued, time_zone="UTC", now=NOW)

    assert invited.person.language == language


def row_of(invited: Invited) -> Invitation:
    """Its invitation, which is there."""
    assert invited.invitation
    return invited.invitation


def log(session: Session) -> list[Line]:
    """What stands in the log: the act, by whom, to whom, where, and with which roles."""
    rows = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    return [(row.act, row.actor_id, row.subject_id, row.team_id, row.detail) for row in rows]


def open_links(session: Session) -> set[int | None]:
    """The invitations of which a link works."""
    return set(session.scalars(select(Ticket.invitation_id).where(Ticket.used_at.is_(None))))


@pytest.mark.parametrize(
    ("earlier", "is_ended"),
    [({}, True), ({"by": "lia"}, False), ({"team": "south"}, False), ({"who": "ona"}, False)],
)
def test_asking_once_more_takes_back_what_the_same_leader_asked_the_same_person_for_the_team(
    session: Session, cast: House, earlier: dict[str, str], is_ended: bool
) -> None:
    before = row_of(issue(session, cast, **earlier))

    row = row_of(issue(session, cast))

    assert before.answer is (WITHDRAWN if is_ended else None)
    assert open_links(session) == ({row.id} if is_ended else {row.id, before.id})


@pytest.mark.parametrize(
    ("earlier", "is_ended"),
    [({"by": "ada"}, True), ({"by": ""}, True), ({}, False), ({"by": "ada", "who": "ona"}, False)],
)
def test_whoever_is_let_in_anew_has_one_link_of_the_administration(
    session: Session, cast: House, earlier: dict[str, str], is_ended: bool
) -> None:
    before = row_of(issue(session, cast, **earlier))

    row = row_of(issue(session, cast, by="ada"))

    assert before.answer is (WITHDRAWN if is_ended else None)
    assert open_links(session) == ({row.id} if is_ended else {row.id, before.id})


@pytest.mark.parametrize("by", ["lee", "ada"])
def test_an_answer_stands_when_the_same_is_asked_once_more(
    session: Session, cast: House, by: str
) -> None:
    before = row_of(issue(session, cast, by=by))
    actions.refuse(session, before, now=NOW - timedelta(days=1))

    issue(session, cast, by=by)

    assert (before.answer, before.answered_at) == (NO, NOW - timedelta(days=1))


def test_a_link_holds_for_two_weeks_and_the_one_before_ends_and_no_other(
    session: Session, cast: House
) -> None:
    other, row = row_of(issue(session, cast, by="lia")), row_of(issue(session, cast))
    used = session.scalars(select(Ticket).where(Ticket.invitation_id == row.id)).one()

    actions.ask_again(session, row, cast.otto, now=LATER)
    actions.withdraw(session, row, now=LATER + timedelta(hours=1))

    session.refresh(used)
    assert used.used_at == row.sent_at == LATER
    assert row.expires_at == LATER + timedelta(weeks=2)
    assert open_links(session) == {other.id}


ACTS: dict[AuditAct, Callable[[Session, House, Invitation], object]] = {
    AuditAct.ASKED_AGAIN: lambda session, cast, row: actions.ask_again(
        session, row, cast.otto, now=LATER
    ),
    AuditAct.ASK_WITHDRAWN: lambda session, cast, row: actions.withdraw(session, row, now=LATER),
    AuditAct.SAID_NO: lambda session, cast, row: actions.refuse(session, row, now=LATER),
    AuditAct.SAID_YES: lambda session, cast, row: actions.accept(
        session, row, cast.otto, now=LATER
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_each_act_stands_in_the_log_with_who_did_it_the_team_and_the_roles(
    session: Session, cast: House, act: AuditAct
) -> None:
    row, otto, lee = row_of(issue(session, cast)), cast.otto.id, cast.lee.id

    ACTS[act](session, cast, row)

    by = otto if act in {AuditAct.SAID_NO, AuditAct.SAID_YES} else lee
    assert log(session) == [
        (AuditAct.ASKED, lee, otto, cast.north.id, "support"),
        (act, by, otto, cast.north.id, "support"),
    ]  # fmt: skip
    assert row.answered_at == (None if act is AuditAct.ASKED_AGAIN else LATER)


def test_a_link_that_opens_the_account_is_noted_as_one_each_time(
    session: Session, cast: House
) -> None:
    cast.otto.joined_at = None
    row = row_of(issue(session, cast, by="ada"))

    actions.ask_again(session, row, cast.otto, now=LATER)
    actions.join(session, row, cast.otto, now=LATER)

    ada, otto = cast.ada.id, cast.otto.id
    link = (AuditAct.LINK_TO_JOIN, ada, otto, None, "rep")
    assert log(session) == [link, link, (AuditAct.JOINED, otto, otto, None, "")]
    assert (row.answer, row.answered_at) == (YES, LATER)


def is_signed_in(session: Session, person_id: int) -> bool:
    """Is somebody signed in anywhere?"""
    query = select(SignIn.id).where(SignIn.person_id == person_id)
    return session.scalars(query.limit(1)).first() is not None


@pytest.mark.parametrize(("who", "stays"), [("otto", False), ("ona", True), ("eve", True)])
def test_a_yes_gives_role_and_place_once_and_signs_out_whose_rights_change(
    session: Session, cast: House, who: str, stays: bool
) -> None:
    person, row = getattr(cast, who), row_of(issue(session, cast, who))

    actions.accept(session, row, person, now=LATER)

    assert Role.SUPPORT in person.roles
    assert is_signed_in(session, person.id) is stays
    assert session.get(TeamMember, (cast.north.id, person.id)) is not None
    roles = select(PersonRole.role).where(PersonRole.person_id == person.id)
    assert sorted(session.scalars(roles)) == sorted(person.roles)


def test_a_yes_to_the_administration_gives_nothing_more(session: Session, cast: House) -> None:
    row = row_of(issue(session, cast, by="ada"))
    row.role_names, row.team_id = "admin", cast.north.id

    actions.accept(session, row, cast.otto, now=LATER)

    assert (row.answer, cast.otto.roles) == (YES, {Role.REP})
    assert session.get(TeamMember, (cast.north.id, cast.otto.id)) is None


@pytest.mark.parametrize(
    ("roles", "team", "told"),
    [
        ([Role.REP], None, []),
        ([Role.REP], "south", []),
        ([Role.REP, Role.TRAINER], None, [(AuditAct.ROLES_GIVEN, None, "trainer")]),
        ([], "north", [(AuditAct.PUT_IN_TEAM, "north", "")]),
        (
            [Role.ADMIN, Role.SUPPORT],
            "north",
            [(AuditAct.ROLES_GIVEN, None, "support,admin"), (AuditAct.PUT_IN_TEAM, "north", "")],
        ),
    ],
)
def test_what_is_given_at_once_is_told_and_what_somebody_has_already_is_not(
    session: Session, cast: House, roles: list[Role], team: str | None, told: list[Any]
) -> None:
    otto, before = cast.otto, cast.otto.roles
    team_id = getattr(cast, team).id if team else None

    given = actions.give(session, otto, roles, team_id=team_id, by_id=cast.ada.id, now=NOW)

    assert [(row.act, row.team_id, row.detail) for row in given] == [
        (act, getattr(cast, name).id if name else None, detail) for act, name, detail in told
    ]
    assert {(row.actor_id, row.subject_id) for row in given} <= {(cast.ada.id, otto.id)}
    assert otto.roles == before | set(roles)
    assert is_signed_in(session, otto.id) is (otto.roles == before)
    assert team is None or session.get(TeamMember, (team_id, otto.id)) is not None
