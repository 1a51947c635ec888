"""How is an act shown, and which acts does somebody read of themselves?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tandem.models import AuditEntry
from tandem.models.audit import record_act
from tandem.people.accounts import acts
from tandem.people.accounts.told import TOLD
from tandem.terms import AuditAct, DirectoryFault, Role
from tests.cast import NOW, Cast
from tests.two_pairs import two_pairs


def note(session: Session, act: AuditAct, **fields: Any) -> AuditEntry:
    """An act by the command line."""
    entry = record_act(session, act, **{"by_id": None, "now": NOW, **fields})
    session.flush()
    return entry


def shown(session: Session, **fields: Any) -> acts.ShownAct:
    """An act as it is shown."""
    entry = note(session, **{"act": AuditAct.ROLES_GIVEN, **fields})
    (found,) = acts.shown_acts(session, AuditEntry.id == entry.id)
    return found


@pytest.mark.parametrize(
    ("detail", "roles", "day", "number", "fault"),
    [
        ("", (), None, "", None),
        ("admin,rep", (Role.REP, Role.ADMIN), None, "", None),
        ("2026-05-02", (), date(2026, 5, 2), "", None),
        ("x2026-05-02", (), None, "", None),
        ("12", (), None, "12", None),
        ("-12", (), None, "", None),
        *((fault.value, (), None, "", fault) for fault in DirectoryFault),
    ],
)
def test_a_detail_is_shown_as_what_it_is(
    session: Session, cast: Cast, detail: str, roles: tuple[Role, ...], day: date | None,
    number: str, fault: DirectoryFault | None,
) -> None:  # fmt: skip
    found = shown(session, detail=detail)

    assert (found.roles, found.day, found.number, found.fault) == (roles, day, number, fault)


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        (AuditAct.CLOSED, "command"),
        (AuditAct.SIGN_IN_REFUSED, "stranger"),
        (AuditAct.PROVIDER_GAVE_ROLES, "provider"),
    ],
)
def test_what_nobody_did_was_the_command_line_a_stranger_or_a_provider(
    session: Session, cast: Cast, act: AuditAct, kind: str
) -> None:
    found = shown(session, act=act, subject_id=cast.sam.id)

    is_by = {
        "command": found.by_command, "stranger": found.by_stranger, "provider": found.by_provider,
    }  # fmt: skip
    assert is_by == {name: name == kind for name in is_by}
    assert (found.actor, found.subject, found.other, found.team) == ("", "Sam Adeyemi", "", "")
    by_ada = shown(session, act=AuditAct.CLOSED, by_id=cast.ada.id)
    assert (by_ada.by_command, by_ada.actor) == (False, "Ada Lind")


@pytest.mark.parametrize(("earlier", "is_named"), [(0, True), (1, False)])
def test_a_name_belongs_to_acts_since_there_is_somebody_or_something_of_it(
    session: Session, cast: Cast, earlier: int, is_named: bool
) -> None:
    found = shown(
        session, by_id=cast.ada.id, subject_id=cast.sam.id, other_id=cast.sue.id,
        team_id=cast.north.id, now=NOW - timedelta(seconds=earlier),
    )  # fmt: skip

    names = (found.actor, found.subject, found.other, found.team)
    assert names == (
        ("Ada Lind", "Sam Adeyemi", "Sue Zhang", "North") if is_named else ("", "", "", "")
    )


@two_pairs
def test_what_was_done_about_somebody_is_read_newest_first_without_each_sign_in(
    session: Session, cast: Cast
) -> None:
    sam, sue = cast.sam.id, cast.sue.id
    first = note(session, AuditAct.PUT_IN_TEAM, subject_id=sam)
    note(session, AuditAct.SIGNED_IN, subject_id=sam, by_id=sam)
    note(session, AuditAct.SIGNED_OUT, subject_id=sam, by_id=sam)
    second = note(session, AuditAct.PAIR_FORMED, subject_id=sue, other_id=sam)
    note(session, AuditAct.PUT_IN_TEAM, subject_id=sue)
    before = datetime(2020, 1, 1, tzinfo=UTC)
    note(session, AuditAct.PUT_IN_TEAM, subject_id=sam, now=before)

    assert [act.id for act in acts.acts_on(session, sam)] == [second.id, first.id]
    for _ in range(100):
        last = note(session, AuditAct.PUT_IN_TEAM, subject_id=sam)
    found = acts.acts_on(session, sam)
    assert (len(found), found[0].id) == (100, last.id)


@two_pairs
def test_a_notice_is_what_another_did_and_was_not_read(session: Session, cast: Cast) -> None:
    sam = cast.sam.id
    own = note(session, AuditAct.ROLES_GIVEN, subject_id=sam, by_id=sam)
    by_command = note(session, AuditAct.ROLES_GIVEN, subject_id=sam)
    by_ada = note(session, AuditAct.PUT_IN_TEAM, subject_id=sam, by_id=cast.ada.id)
    note(session, AuditAct.PAIR_FORMED, subject_id=sam, by_id=cast.ada.id)
    note(session, AuditAct.ROLES_GIVEN, subject_id=cast.sue.id, by_id=cast.ada.id)

    def notices() -> list[int]:
        return [act.id for act in acts.notices_for(session, sam)]

    assert AuditAct.PAIR_FORMED not in TOLD
    assert notices() == [by_ada.id, by_command.id]
    for up_to, left in ((own.id, 2), (by_command.id, 1), (own.id, 1), (by_ada.id, 0)):
        acts.read_notices(session, sam, up_to=up_to)
        session.flush()
        assert len(notices()) == left


def test_acts_are_read_in_parts_as_a_whole(session: Session, cast: Cast) -> None:
    ids = [note(session, AuditAct.PUT_IN_TEAM, subject_id=cast.sam.id).id for _ in range(5)]

    part = acts.shown_acts(session, AuditEntry.subject_id == cast.sam.id, limit=2, offset=1)

    assert [act.id for act in part] == [ids[3], ids[2]]
    whole = acts.every_act(session, AuditEntry.subject_id == cast.sam.id)
    assert [act.id for act in whole] == ids[::-1]


def test_what_somebody_else_has_read_is_still_news(session: Session, cast: Cast) -> None:
    by_ada = note(session, AuditAct.ROLES_GIVEN, subject_id=cast.sam.id, by_id=cast.ada.id)
    acts.read_notices(session, cast.sue.id, up_to=by_ada.id)
    session.flush()

    assert [act.id for act in acts.notices_for(session, cast.sam.id)] == [by_ada.id]


def test_an_account_has_the_acts_since_it_was_made(session: Session, cast: Cast) -> None:
    cast.sue.created_at = NOW + timedelta(days=1)
    note(session, AuditAct.PUT_IN_TEAM, subject_id=cast.sue.id)
    made = note(session, AuditAct.PUT_IN_TEAM, subject_id=cast.sue.id, now=NOW + timedelta(days=1))

    assert [act.id for act in acts.acts_on(session, cast.sue.id)] == [made.id]
