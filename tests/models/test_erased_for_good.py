"""Does a site that is brought up to date know who was erased, and does nobody ask them anymore?"""

from __future__ import annotations

from datetime import timedelta

from alembic import command
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, Invitation, Person, schema
from tandem.terms import AuditAct, InvitationAnswer, Issuer
from tests import cast as stage

ERASED = "UPDATE person SET email = id || '@erased.invalid', is_active = {no} WHERE id = {id}"


def bring_up_to_date(engine: Engine, *erased: int) -> None:
    """As a site that had erased these people before does."""
    no = "false" if engine.dialect.name == "postgresql" else "0"
    with engine.begin() as connection:
        command.downgrade(schema.config_for(connection), "0067")
        for person_id in erased:
            connection.execute(text(ERASED.format(no=no, id=person_id)))
    with engine.begin() as connection:
        command.upgrade(schema.config_for(connection), "head")


def test_who_was_erased_before_is_so_for_good(migrated: Engine) -> None:
    day = timedelta(days=1)
    with Session(migrated) as session:
        cast = stage.enter(session)
        sam, sue, otto = cast.sam.id, cast.sue.id, cast.otto.id
        for act, at in ((AuditAct.ERASED, stage.NOW - day), (AuditAct.CLOSED, stage.NOW)):
            session.add(AuditEntry(act=act, subject_id=sam, at=at))
        session.commit()

    bring_up_to_date(migrated, sam, sue)

    with Session(migrated) as session:
        assert session.get_one(Person, sam).erased_at == stage.NOW - day
        assert session.get_one(Person, sue).is_erased
        assert not session.get_one(Person, otto).is_erased


def test_what_they_were_asked_before_is_taken_back(migrated: Engine) -> None:
    with Session(migrated) as session:
        cast = stage.enter(session)
        sam = cast.sam.id
        for who, answer in ((sam, None), (sam, InvitationAnswer.NO), (cast.sue.id, None)):
            session.add(
                Invitation(
                    person_id=who, team_id=cast.north.id, by_id=cast.lee.id, issuer=Issuer.LEADER,
                    email=f"{who}{answer}", given_name="", surname="", role_names="", at=stage.NOW,
                    sent_at=stage.NOW, expires_at=stage.NOW, answer=answer,
                )
            )  # fmt: skip
        session.commit()

    bring_up_to_date(migrated, sam)

    with Session(migrated) as session:
        answers = session.scalars(select(Invitation.answer).order_by(Invitation.id)).all()
        assert answers == [InvitationAnswer.WITHDRAWN, InvitationAnswer.NO, None]
