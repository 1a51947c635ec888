"""Who reads a text that somebody shows the partner, and what may they say?"""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.learning.written import actions
from tandem.models import Course, PairChange, WrittenReply, WrittenText
from tandem.terms import PairState, Promise
from tests.cast import NOW, Cast, House
from tests.conftest import Browser
from tests.learning.written.written_helpers import (
    KEYS,
    TASK,
    TELL,
    address_of_text,
    compare,
    write,
)
from tests.lessons import assign, form_id_in, lesson, serve
from tests.written import AsBefore

TEXT = "Friday, half of it."


@pytest.fixture
def shown(cast: Cast, course: Course, browser_of: Browser) -> str:
    """Sam has written a text for Sue; where she reads it."""
    write(browser_of(cast.sam), TEXT, reader=f"pair-{cast.pair.id}")
    return address_of_text(browser_of(cast.sue).get("/"))


def replies(session: Session) -> list[WrittenReply]:
    """What was said."""
    return list(session.scalars(select(WrittenReply).order_by(WrittenReply.id)))


def answered_once_more(session: Session) -> int:
    """A second text for the same question, on which the partner could act, too."""
    first = session.scalars(select(WrittenText)).one()
    (said,) = replies(session)
    text = actions.write(
        session,
        TASK,
        "All of it, Monday.",
        person_id=first.person_id,
        module_id=first.module_id,
        revision_id=first.revision_id,
        pair_id=first.pair_id,
        now=NOW,
    )
    actions.reply(session, text.id, "", person_id=said.person_id, now=NOW)
    session.commit()
    return text.id


def test_the_partner_reads_the_text_and_no_criterion(
    cast: Cast, browser_of: Browser, shown: str
) -> None:
    page = browser_of(cast.sue).get(shown).text

    assert TEXT in page
    assert "You and Sam Adeyemi will read this, nobody else." in page
    assert [key for key in KEYS if key in page] == []


@pytest.mark.parametrize(("signs", "status"), [(500, 303), (501, 400)])
def test_what_is_missing_is_said_in_at_most_five_hundred_signs(
    cast: Cast, browser_of: Browser, shown: str, signs: int, status: int
) -> None:
    sue = browser_of(cast.sue)
    said = {"form_id": form_id_in(sue.get(shown)), "missing": "x" * signs}

    assert sue.post(shown, data=said).status_code == status


@pytest.mark.parametrize("who", ["lee", "tess", "ada", "otto", "olga"])
def test_nobody_else_reads_it(cast: Cast, browser_of: Browser, shown: str, who: str) -> None:
    assert browser_of(getattr(cast, who)).get(shown).status_code == 404


def test_a_private_text_is_not_shown_to_the_partner(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam, sue = browser_of(cast.sam), browser_of(cast.sue)
    write(sam, TEXT)
    text_id = session.scalars(select(WrittenText.id)).one()

    pages = [sue.get("/"), sue.get(f"/pairs/{cast.pair.id}/"), sue.get(TELL)]

    assert TEXT in sam.get(TELL).text
    assert [page.status_code for page in pages] == [200, 200, 200]
    assert all(TEXT not in page.text and "/texts/" not in page.text for page in pages)
    assert sue.get(f"/pairs/{cast.pair.id}/texts/{text_id}").status_code == 404


def test_i_could_act_on_this_is_one_press_and_comes_back_to_the_author(
    session: Session, cast: Cast, browser_of: Browser, shown: str
) -> None:
    sam, sue = browser_of(cast.sam), browser_of(cast.sue)
    form_id = form_id_in(sue.get(shown))

    for _ in range(2):
        sue.post(shown, data={"form_id": form_id, "can_act": "yes"})

    (reply,) = replies(session)
    assert (reply.missing, reply.promise) == ("", Promise.PAIR)
    assert "Sue Zhang could act on your message." in sam.get("/").text
    assert "Sue Zhang could act on this." in sam.get(TELL).text
    assert "/texts/" not in sue.get("/").text


def test_what_is_missing_is_named_and_put_away(
    session: Session, cast: Cast, browser_of: Browser, shown: str
) -> None:
    sam, sue = browser_of(cast.sam), browser_of(cast.sue)
    nothing = sue.post(shown, data={"form_id": form_id_in(sue.get(shown)), "missing": " "})

    sue.post(shown, data={"form_id": form_id_in(sue.get(shown)), "missing": "By when?"})
    (reply,) = replies(session)
    home = sam.get("/")
    sam.post(f"/texts/replies/{reply.id}/read", data={"form_id": form_id_in(home)})

    assert nothing.status_code == 400
    assert "By when?" in home.text
    assert "By when?" not in sam.get("/").text
    assert "By when?" in sam.get(TELL).text


def test_of_several_answers_the_newest_is_open_and_each_names_what_was_asked(
    session: Session, cast: Cast, browser_of: Browser, shown: str
) -> None:
    sam, sue = browser_of(cast.sam), browser_of(cast.sue)
    sue.post(shown, data={"form_id": form_id_in(sue.get(shown)), "missing": "By when?"})
    second = answered_once_more(session)

    open_, folded = sam.get("/").text.split("1 more answer to a message")

    assert f'/texts/{second}">Tell the customer.<' in open_
    assert "By when?" not in open_
    assert f'<a href="{shown}">Tell the customer.<' in folded
    assert "By when?" in folded


def test_another_tab_is_told_what_stands(
    session: Session, cast: Cast, browser_of: Browser, shown: str
) -> None:
    sue = browser_of(cast.sue)
    first, second, third = (form_id_in(sue.get(shown)) for _ in range(3))
    sue.post(shown, data={"form_id": first, "can_act": "yes"})

    late = sue.post(shown, data={"form_id": second, "missing": "Which?"}, follow_redirects=True)
    sent = {"form_id": third, "missing": "Which?", "can_act": "yes"}
    pressed = sue.post(shown, data=sent)

    assert "Nothing was saved" in pressed.text
    assert "Not sent" not in pressed.text
    assert [reply.missing for reply in replies(session)] == [""]
    assert "Nothing was saved" in late.text
    assert "Not sent: “Which?”" in late.text


def test_a_late_answer_without_words_is_told_what_stands(
    cast: Cast, browser_of: Browser, shown: str
) -> None:
    sue = browser_of(cast.sue)
    first, second = (form_id_in(sue.get(shown)) for _ in range(2))
    sue.post(shown, data={"form_id": first, "can_act": "yes"})

    late = sue.post(shown, data={"form_id": second})

    assert late.status_code == 400
    assert "Nothing was saved" in late.text
    assert "Not sent" not in late.text


def test_a_partner_in_another_course_is_not_offered_as_a_reader(
    session: Session, cast: House, course: Course, browser_of: Browser
) -> None:
    other = serve(session, lesson(name="other"), course_slug="other")
    assign(session, cast.second_pair, other)

    page = browser_of(cast.sam).get(TELL).text

    assert "You and Sue Zhang will read this" in page
    assert "You and Abe Aalto" not in page


def test_nobody_answers_their_own_text_or_puts_away_anothers(
    session: Session, cast: Cast, browser_of: Browser, shown: str
) -> None:
    sam, sue = browser_of(cast.sam), browser_of(cast.sue)
    own = sam.post(shown, data={"form_id": form_id_in(sue.get(shown)), "can_act": "yes"})
    sue.post(shown, data={"form_id": form_id_in(sue.get(shown)), "can_act": "yes"})
    (reply,) = replies(session)

    other = sue.post(
        f"/texts/replies/{reply.id}/read", data={"form_id": form_id_in(sue.get("/account"))}
    )

    assert (own.status_code, other.status_code) == (400, 404)


def test_when_the_pair_has_ended_the_text_stays_readable_for_the_two(
    session: Session, cast: Cast, browser_of: Browser, shown: str
) -> None:
    sue = browser_of(cast.sue)
    form_id = form_id_in(sue.get(shown))
    cast.pair.state = PairState.ENDED
    session.merge(cast.pair)
    session.add(PairChange(pair_id=cast.pair.id, state=PairState.ENDED, at=NOW))
    session.commit()

    late = sue.post(shown, data={"form_id": form_id, "can_act": "yes"})

    assert "/texts/" not in sue.get("/").text
    assert TEXT in sue.get(shown).text
    assert late.status_code == 400
    assert "I could act on this" not in sue.get(shown).text
    assert "not answered yet" not in sue.get(f"/pairs/{cast.pair.id}/").text
    assert replies(session) == []


def test_the_pairs_page_lists_it_for_the_two_and_not_for_the_leader(
    cast: Cast, browser_of: Browser, shown: str
) -> None:
    compare(browser_of(cast.sam), "day")
    address = f"/pairs/{cast.pair.id}/"

    assert shown in browser_of(cast.sue).get(address).text
    assert "Messages you showed each other" not in browser_of(cast.lee).get(address).text


def test_who_is_shown_a_message_is_led_to_it(
    cast: Cast, browser_of: Browser, shown: str, page_as_before: AsBefore
) -> None:
    page_as_before(browser_of(cast.sue).get("/").text)


def test_who_says_that_something_is_missing_is_asked_what(
    cast: Cast, browser_of: Browser, shown: str, page_as_before: AsBefore
) -> None:
    sue = browser_of(cast.sue)
    data = {"form_id": form_id_in(sue.get(shown)), "missing": " "}

    page_as_before(sue.post(shown, data=data).text)
