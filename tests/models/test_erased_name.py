"""Does a site that is brought up to date keep of whoever was erased no word of one language?"""

from __future__ import annotations

from alembic import command
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from tandem.models import Invitation, Person, StalePair, schema
from tandem.models.erased_name import ERASED
from tandem.terms import Issuer
from tests import cast as stage

NAMED = "UPDATE {} SET given_name = '', surname = 'Früher im Team' WHERE {} = {}"


def erase_before(engine: Engine, person_id: int) -> None:
    """As a site did whose administrator read German."""
    with Session(engine) as session:
        person = session.get_one(Person, person_id)
        session.add(
            Invitation(
                person_id=person_id, issuer=Issuer.ADMIN, email="x", given_name="", surname="",
                role_names="", at=stage.NOW, sent_at=stage.NOW, expires_at=stage.NOW,
            )
        )  # fmt: skip
        person.is_active, person.erased_at = False, stage.NOW
        session.commit()


def test_a_sign_stands_where_words_stood_and_the_status_of_pairs_is_made_anew(
    migrated: Engine,
) -> None:
    with Session(migrated) as session:
        cast = stage.enter(session)
        sam, pair = cast.sam.id, cast.pair.id
        session.commit()
    erase_before(migrated, sam)

    with migrated.begin() as connection:
        command.downgrade(schema.config_for(connection), "0068")
        for table, column in (("person", "id"), ("invitation", "person_id")):
            connection.execute(text(NAMED.format(table, column, sam)))
        connection.execute(text("DELETE FROM stale_pair"))
    with migrated.begin() as connection:
        command.upgrade(schema.config_for(connection), "head")

    with Session(migrated) as session:
        person = session.get_one(Person, sam)
        assert (person.given_name, person.surname, person.folded_name) == ("", ERASED, ERASED)
        assert session.scalars(select(Invitation.surname)).all() == [ERASED]
        assert session.scalars(select(StalePair.pair_id)).all() == [pair]
        others = session.scalars(select(Person.surname).where(Person.id != sam)).all()
        assert others
        assert ERASED not in others


def test_words_stand_there_again_where_a_site_goes_back(migrated: Engine) -> None:
    with Session(migrated) as session:
        sam = stage.enter(session).sam.id
        session.commit()
    erase_before(migrated, sam)

    with migrated.begin() as connection:
        command.downgrade(schema.config_for(connection), "0068")
        row = connection.execute(select(Person.surname, Person.folded_name, Person.id)).all()

    assert [each[:2] for each in row if each.id == sam] == [
        ("Former colleague", "former colleague")
    ]
