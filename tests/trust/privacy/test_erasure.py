"""What goes with an erased person, what stays whole for the partner, and who may erase whom?"""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import (
    AuditEntry,
    Base,
    Certificate,
    Completion,
    Invitation,
    Pair,
    Person,
    PersonRole,
    PlanAnswer,
    RecordedAnswer,
    StepDraft,
    TeamLeader,
)
from tandem.models.audit import record_act
from tandem.models.erased_name import ERASED
from tandem.people.accounts.actions import hash_password
from tandem.people.leaving import close_account
from tandem.terms import (
    AuditAct,
    FeedbackPromise,
    Issuer,
    PairState,
    PlanCheck,
    PlanSaid,
    Promise,
    Role,
)
from tandem.trust.privacy import erasure
from tandem.trust.privacy.erasure import ErasureFault
from tests.cast import NOW, House
from tests.conftest import Browser
from tests.lessons import form_id_in, lesson, question, serve
from tests.visits import PEOPLE
from tests.writings import WORDS, Written

PASSWORD = "correct horse battery"
LAST = ErasureFault.LAST_ADMINISTRATOR


@pytest.fixture
def wide() -> bool:
    """Everybody writes."""
    return True


def erase(session: Session, person: Person) -> None:
    """As an administrator does."""
    erasure.erase(session, person.id, by_id=None, now=NOW)
    session.commit()
    session.expire_all()


def send_form(browser: FlaskClient, address: str, **fields: str) -> TestResponse:
    """Open a page with a form, fill it in and send it."""
    return browser.post(address, data={"form_id": form_id_in(browser.get(address)), **fields})


def test_no_row_holds_the_name_or_address_of_who_is_erased(
    written: Written, cast: House, session: Session
) -> None:
    cast.eve.has_second_step = True
    erase(session, cast.eve)

    for table in Base.metadata.sorted_tables:
        if table.name == "pair_status":
            continue
        for row in session.execute(select(table)):
            text = str(row)
            assert "eve@example.com" not in text, table.name
    eve = session.get_one(Person, cast.eve.id)
    assert (eve.name, eve.is_active, eve.is_erased) == ("Former colleague", False, True)
    assert (eve.password_hash, eve.joined_at, eve.has_second_step) == (None, None, False)


def test_the_partner_reads_all_that_they_could_read_before(
    written: Written, cast: House, session: Session, browser_of: Browser
) -> None:
    address = f"/pairs/{cast.ended_pair.id}/"
    before = set(WORDS.findall(browser_of(cast.sam).get(address).text))
    assert any(text.startswith("EVE-") for text in before)

    erase(session, cast.eve)

    page = browser_of(cast.sam).get(address).text
    assert set(WORDS.findall(page)) == before
    assert "Former colleague" in page
    assert (cast.eve.given_name, cast.eve.surname) == ("", ERASED)


def test_what_nobody_else_could_read_is_gone(
    written: Written, cast: House, session: Session
) -> None:
    of_sam = RecordedAnswer.person_id == cast.sam.id
    private = select(func.count()).where(of_sam, RecordedAnswer.promise == Promise.OWN)
    assert session.scalar(private)
    assert session.scalar(select(func.count()).where(StepDraft.person_id == cast.sam.id))

    erase(session, cast.sam)

    assert session.scalar(private) == 0
    assert not session.scalar(select(func.count()).where(StepDraft.person_id == cast.sam.id))
    left = session.scalars(select(RecordedAnswer.content).where(of_sam)).all()
    assert left
    readers = {who for who in PEOPLE if who != "sam"}
    for text in WORDS.findall(" ".join(left)):
        assert written.readers[text] & readers, text


def test_pairs_end_and_what_was_done_stays(written: Written, cast: House, session: Session) -> None:
    done = select(func.count()).where(Completion.person_id == cast.sam.id)
    before = session.scalar(done)

    erase(session, cast.sam)

    assert session.get_one(Pair, cast.pair.id).state is PairState.ENDED
    assert session.scalar(done) == before


def test_an_invitation_forgets_whom_it_asked_and_no_other_does(
    cast: House, session: Session
) -> None:
    for person in (cast.eve, cast.sam):
        session.add(
            Invitation(
                person_id=person.id, issuer=Issuer.ADMIN, email=person.email, role_names="",
                given_name=person.given_name, surname=person.surname, at=NOW, sent_at=NOW,
                expires_at=NOW,
            )
        )  # fmt: skip
    session.commit()

    erase(session, cast.eve)

    asked = session.scalars(select(Invitation.surname).order_by(Invitation.id)).all()
    assert asked == [ERASED, cast.sam.surname]


def test_no_row_of_anybody_else_changes(written: Written, cast: House, session: Session) -> None:
    tables = [table for table in Base.metadata.sorted_tables if "person_id" in table.c]
    before = {table: set(session.execute(select(table)).all()) for table in tables}

    erase(session, cast.eve)

    touched = {
        (table.name, row.person_id)
        for table in tables
        for row in before[table] - set(session.execute(select(table)).all())
    }
    assert len(touched) > 3
    assert {name for name, person_id in touched if person_id != cast.eve.id} == set()


def test_what_was_said_of_plans_stays_and_only_that_of_the_erased_leads_to_none(
    written: Written, cast: House, session: Session
) -> None:
    own = select(RecordedAnswer).where(RecordedAnswer.promise == Promise.OWN)
    answers = [
        session.scalars(own.where(RecordedAnswer.person_id == who.id)).first()
        for who in (cast.sam, cast.sue)
    ]
    for answer in answers:
        assert answer is not None
        session.add(
            PlanAnswer(
                person_id=answer.person_id, step_answer_id=answer.id, module_id=answer.module_id,
                step=answer.step, asked=PlanCheck.AFTER_TWO, said=PlanSaid.DID_IT,
                promise=FeedbackPromise.FIGURES_OF_FIVE, at=NOW,
            )
        )  # fmt: skip
    session.commit()

    erase(session, cast.sam)

    led = {row.person_id: row.step_answer_id for row in session.scalars(select(PlanAnswer))}
    assert led[cast.sam.id] is None
    assert led[cast.sue.id] is not None


def test_erasing_twice_is_erasing_once(written: Written, cast: House, session: Session) -> None:
    erase(session, cast.eve)
    erase(session, cast.eve)

    acts = select(func.count()).where(AuditEntry.act == AuditAct.ERASED)
    assert session.scalar(acts) == 1


def test_the_last_administrator_stays(cast: House, session: Session) -> None:
    assert erasure.erasure_fault(session, cast.ada.id) is ErasureFault.LAST_ADMINISTRATOR


@pytest.mark.parametrize(("is_active", "fault"), [(True, None), (False, LAST)])
def test_an_administrator_whose_account_is_closed_takes_nobodys_place(
    cast: House, session: Session, is_active: bool, fault: ErasureFault | None
) -> None:
    session.add(PersonRole(person_id=cast.tess.id, role=Role.ADMIN))
    cast.tess.is_active = is_active
    session.flush()

    assert erasure.erasure_fault(session, cast.ada.id) is fault


def test_certificates_of_others_stay(cast: House, session: Session) -> None:
    course = serve(session, lesson(question("q1")))
    for who in (cast.eve, cast.rex):
        session.add(
            Certificate(
                code=who.given_name, course_id=course.id, person_id=who.id, first_name=who.name,
                course_title=course.title, edition=1, finished_on=NOW.date(), at=NOW,
            )
        )  # fmt: skip

    erase(session, cast.eve)

    assert session.scalars(select(Certificate.code)).all() == ["Rex"]


def test_the_only_leader_of_a_team_stays_until_there_is_another(
    cast: House, session: Session
) -> None:
    assert erasure.erasure_fault(session, cast.olga.id) is ErasureFault.ONLY_LEADER

    session.add(TeamLeader(team_id=cast.south.id, person_id=cast.lee.id))
    session.flush()

    assert erasure.erasure_fault(session, cast.olga.id) is None


def test_somebody_erases_their_own_account_by_password_and_is_signed_out(
    cast: House, session: Session, browser_of: Browser
) -> None:
    cast.sam.password_hash = hash_password(PASSWORD)
    session.commit()
    sam = browser_of(cast.sam)

    wrong = send_form(sam, "/account/erase", password="wrong", is_sure="y")
    assert wrong.status_code == 400
    assert "This isn’t your present password." in wrong.text
    unsure = send_form(sam, "/account/erase", password=PASSWORD)
    assert unsure.status_code == 400

    sent = send_form(sam, "/account/erase", password=PASSWORD, is_sure="y")

    assert sent.status_code == 303
    session.expire_all()
    assert session.get_one(Person, cast.sam.id).is_erased
    assert sam.get("/").status_code == 302


def test_an_administrator_erases_a_closed_account_only(
    cast: House, session: Session, browser_of: Browser
) -> None:
    address = f"/admin/people/{cast.eve.id}/erase"
    ada = browser_of(cast.ada)
    assert ada.get(address).status_code == 404

    close_account(session, cast.eve.id, by_id=cast.ada.id, now=NOW)
    session.commit()
    assert "Former colleague" in ada.get(address).text
    assert send_form(ada, address, is_sure="y").status_code == 303

    session.expire_all()
    assert session.get_one(Person, cast.eve.id).is_erased
    assert ada.get(address).status_code == 404
    assert "This account is erased." in ada.get(f"/admin/people/{cast.eve.id}").text


def test_an_erased_account_cannot_be_opened_again(
    cast: House, session: Session, browser_of: Browser
) -> None:
    erase(session, cast.eve)
    close_account(session, cast.rex.id, by_id=cast.ada.id, now=NOW)
    session.commit()
    ada = browser_of(cast.ada)
    sent = {"roles": ["rep"], "is_active": "y"}

    for who in (cast.eve, cast.rex):
        form_id = form_id_in(ada.get(f"/admin/people/{cast.rex.id}"))
        ada.post(f"/admin/people/{who.id}", data={"form_id": form_id, **sent})

    session.rollback()
    people = [session.get_one(Person, who.id) for who in (cast.eve, cast.rex)]
    assert [person.is_active for person in people] == [False, True]


def test_a_list_of_acts_names_nobody_who_is_erased(
    cast: House, session: Session, browser_of: Browser
) -> None:
    record_act(session, AuditAct.JOINED, by_id=cast.eve.id, subject_id=cast.eve.id, now=NOW)
    erase(session, cast.eve)

    assert "Former colleague" in browser_of(cast.ada).get("/admin/log").text
