"""What does a leader read before somebody is taken out of a team, or an invitation taken back?"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, Invitation, TeamMember
from tandem.people.leaving import close_account
from tandem.terms import AuditAct
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.forms import forms_in
from tests.lessons import form_id_in
from tests.two_pairs import two_pairs


@two_pairs
def test_the_page_says_that_the_pairs_go_on(cast: Cast, browser_of: Browser) -> None:
    address = f"/lead/teams/{cast.north.id}/people/{cast.sam.id}/leave"

    page = browser_of(cast.lee).get(address).text

    assert "Their pair in this team goes on." in page


def test_coming_back_stands_in_the_log_once_however_often_it_is_pressed(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)
    after = lee.post(f"/lead/teams/{cast.north.id}/people/{cast.sam.id}/leave")
    page = lee.get(after.location).text
    undo = next(form for form in forms_in(page, "/") if form.value("done"))

    for form_id in (undo.value("form_id"), form_id_in(lee.get(after.location))):
        lee.post(undo.action, data={"done": undo.value("done"), "form_id": form_id})

    acts = select(AuditEntry.act).where(AuditEntry.subject_id == cast.sam.id)
    assert session.scalars(acts.order_by(AuditEntry.id)).all() == [
        AuditAct.TAKEN_OUT,
        AuditAct.PUT_IN_TEAM,
    ]


def test_whose_account_was_closed_meanwhile_does_not_come_back_by_an_undo(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)
    after = lee.post(f"/lead/teams/{cast.north.id}/people/{cast.sam.id}/leave")
    page = lee.get(after.location).text
    undo = next(form for form in forms_in(page, "/") if form.value("done"))
    session.rollback()
    close_account(session, cast.sam.id, by_id=cast.ada.id, now=NOW)
    session.commit()

    sent = {"done": undo.value("done"), "form_id": undo.value("form_id")}
    said = lee.post(undo.action, data=sent, follow_redirects=True).text

    session.rollback()
    assert "This can no longer be undone here" in said
    assert session.get(TeamMember, (cast.north.id, cast.sam.id)) is None


def test_an_invitation_is_taken_back_after_a_page_that_says_so(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    lee, people = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/people"
    sent = {
        "form_id": form_id_in(lee.get(people)), "email": "new@example.com",
        "given_name": "New", "surname": "One", "role": "rep",
    }  # fmt: skip
    lee.post(people, data=sent)
    invitation = session.scalars(select(Invitation)).one()
    address = f"/lead/teams/{cast.north.id}/invitations/{invitation.id}/withdraw"

    page = lee.get(address).text

    assert "The link works no more." in page
    assert "You can ask again at any time" in page
    lee.post(address)
    assert "is no longer asked" in lee.get(people).text
