"""Are the tables as this version of the code needs them?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from alembic import command
from sqlalchemy import Engine, inspect, select, text
from sqlalchemy.orm import Session

from tandem.models import Base, Person, RecordedAnswer, RecordedAnswerShown, Revision, schema
from tandem.models import revision as revisions
from tandem.terms import Promise
from tests import cast as stage
from tests.lessons import lesson, serve

DAY = "'2026-01-01 00:00:00+00:00'"
NO, YES = "(1 = 0)", "(1 = 1)"
PERSON = "(id, email, given_name, surname, session_key, time_zone, language, is_active, is_sample"
GIVEN_BEFORE_ROUNDS = (
    f"INSERT INTO person {PERSON}, created_at) VALUES"
    f" (1, 'a', 'A', 'B', 'k', 'UTC', 'en', {YES}, {NO}, {DAY}),"
    f" (2, 'b', 'A', 'B', 'k', 'UTC', 'en', {YES}, {NO}, {DAY})",
    f"INSERT INTO team (id, name, is_sample, created_at) VALUES (1, 't', {NO}, {DAY})",
    "INSERT INTO course (id, slug, title, audience, summary, cover, language, problems)"
    " VALUES (1, 'c', 'c', 'rep,support', '', '', 'en', '[]')",
    "INSERT INTO module (id, course_id, slug, file, position, problems, checked_sha)"
    " VALUES (1, 1, 'm', 'm', 1, '[]', '')",
    "INSERT INTO revision (id, module_id, number, edition, source, sha, lesson, published_at)"
    f" VALUES (1, 1, 1, 1, '', 's', '', {DAY})",
    "INSERT INTO pair (id, team_id, rep_id, support_id, state, created_at)"
    f" VALUES (1, 1, 1, 2, 'active', {DAY})",
    "INSERT INTO pair_completion (id, pair_id, person_id, module_id, revision_id, how, at)"
    f" VALUES (1, 1, 1, 1, 1, 'override', {DAY})",
    "INSERT INTO override (completion_id, by_id, reason, promise)"
    " VALUES (1, 1, 'why', 'learner_and_leaders')",
    "INSERT INTO giving (id, pair_id, person_id, module_id, revision_id, step, kind, promise,"
    f" content, at) VALUES (1, 1, 1, 1, 1, 's', 'sealed', 'both', '', {DAY})",
    f"INSERT INTO giving_shown (giving_id, how, at) VALUES (1, 'both', {DAY})",
)


def test_the_migrations_make_exactly_the_tables_of_the_models(migrated: Engine) -> None:
    with migrated.connect() as connection:
        assert schema.differences(connection) == []
        assert revisions.is_current(connection)


def test_keys_checks_and_indexes_are_called_as_the_models_call_them(
    migrated: Engine, shared_engine: Engine
) -> None:
    assert names_in(migrated) == names_in(shared_engine)


def names_in(engine: Engine) -> dict[str, set[str | None]]:
    """What the keys, checks and indexes of each table are called, and the sequences."""
    tables = inspect(engine)
    names: dict[str, set[str | None]] = {
        table: {
            tables.get_pk_constraint(table)["name"],
            *(one["name"] for one in tables.get_foreign_keys(table)),
            *(one["name"] for one in tables.get_unique_constraints(table)),
            *(one["name"] for one in tables.get_check_constraints(table)),
            *(one["name"] for one in tables.get_indexes(table)),
        }
        for table in tables.get_table_names()
        if table != "alembic_version"
    }
    if engine.dialect.name == "postgresql":
        names["sequences"] = set(tables.get_sequence_names())
    return names


def test_upgrading_twice_is_upgrading_once(migrated: Engine) -> None:
    with migrated.begin() as connection:
        schema.upgrade(connection)

    with migrated.connect() as connection:
        assert revisions.is_current(connection)


def test_the_migrations_can_be_taken_back(migrated: Engine) -> None:
    with migrated.begin() as connection:
        command.downgrade(schema.config_for(connection), "base")

    assert set(inspect(migrated).get_table_names()) <= {"alembic_version"}


def test_what_pairs_gave_outlives_a_change_of_the_table(migrated: Engine) -> None:
    with Session(migrated) as session:
        cast = stage.enter(session)
        serve(session, lesson())
        revision = session.scalars(select(Revision)).one()
        place = {"pair_id": cast.pair.id, "module_id": revision.module_id, "step": "often"}
        kept = RecordedAnswer(
            person_id=cast.sam.id, revision_id=revision.id, kind="scale", content="{}",
            promise=Promise.APART, at=stage.NOW, **place,
        )  # fmt: skip
        session.add(kept)
        session.flush()
        session.add(RecordedAnswerShown(step_answer_id=kept.id, how="both", at=stage.NOW))
        session.commit()

    for step, to in ((command.downgrade, "0015"), (command.upgrade, "head")):
        with migrated.begin() as connection:
            step(schema.config_for(connection), to)

    with Session(migrated) as session:
        assert session.execute(select(RecordedAnswer.number, RecordedAnswer.promise)).one() == (
            1,
            Promise.APART,
        )
        assert session.scalars(select(RecordedAnswerShown.how)).one() == "both"


def test_an_empty_database_is_not_current(nothing: Engine) -> None:
    with nothing.connect() as connection:
        assert not revisions.is_current(connection)


def test_every_way_to_a_row_is_loaded_on_purpose() -> None:
    ways = [way for mapper in Base.registry.mappers for way in mapper.relationships]

    assert {way.lazy for way in ways} == {"raise_on_sql"}


def test_a_moment_without_a_zone_is_refused(session: Session) -> None:
    session.add(
        Person(email="x@example.com", given_name="X", surname="Y",
               created_at=datetime(2026, 1, 1))  # noqa: DTZ001 (that is the point)
    )  # fmt: skip

    with pytest.raises(Exception, match="a moment needs a time zone"):
        session.flush()


def test_a_moment_comes_back_in_utc(session: Session) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    row = Person(email="x@example.com", given_name="X", surname="Y", created_at=at)
    session.add(row)
    session.commit()
    session.expire_all()

    assert row.created_at == at
    assert row.created_at.tzinfo is UTC


def test_what_two_gave_each_other_survives_the_way_to_rounds(nothing: Engine) -> None:
    writes = nothing.execution_options(writes=True)
    with writes.begin() as connection:
        command.upgrade(schema.config_for(connection), "0015")
    with writes.begin() as connection:
        for statement in GIVEN_BEFORE_ROUNDS:
            connection.execute(text(statement))

    with writes.begin() as connection:
        schema.upgrade(connection)

    with nothing.connect() as connection:
        shown = connection.execute(text("SELECT step_answer_id, how FROM step_answer_shown")).all()
        told = connection.execute(text("SELECT completion_id, reason FROM override")).all()
        assert [*shown, *told] == [(1, "both"), (1, "why")]


def test_two_accounts_at_one_address_stay_two_and_all_others_get_one_spelling(
    nothing: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    people = {1: "jo\u0308rg@a.example", 2: "j\u00f6rg@a.example", 3: "\u200bBo@a.example"}
    values = f"(:id, :email, 'Mu\u0308', 'B', 'UTC', 'en', {YES}, {NO}, {DAY})"
    columns = PERSON.replace(" session_key,", "")
    writes = nothing.execution_options(writes=True)
    with writes.begin() as connection:
        command.upgrade(schema.config_for(connection), "0037")
        for key, email in people.items():
            row = text(f"INSERT INTO person {columns}, created_at) VALUES {values}")
            connection.execute(row, {"id": key, "email": email})

    with writes.begin() as connection:
        schema.upgrade(connection)

    with nothing.connect() as connection:
        kept = connection.execute(text("SELECT email, given_name FROM person ORDER BY id")).all()
    assert [row.email for row in kept] == [people[1], people[2], "bo@a.example"]
    assert {row.given_name for row in kept} == {"M\u00fc"}
    assert "left as they are: 1, 2" in caplog.text
