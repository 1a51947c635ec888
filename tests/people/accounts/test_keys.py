"""What opens an account, how long, for whom, and what ends it: sign-ins, links, letters' links."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Letter, MailChange, SignIn, SignInLink, Ticket
from tandem.people.accounts import actions, mail_change, mail_links, queries, sign_ins
from tandem.people.accounts.sign_ins import CameBy
from tandem.terms import LetterKind
from tests.cast import NOW, House

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


def begin(session: Session, person_id: int, *, at: datetime = NOW) -> int:
    """Somebody signs in; the number of the sign-in."""
    return sign_ins.begin(session, person_id, device="Firefox", now=at)[0].id


def in_now(session: Session) -> set[int]:
    """The sign-ins that are there."""
    session.flush()
    return set(session.scalars(select(SignIn.id)))


@pytest.mark.parametrize("by_provider", [True, False])
def test_a_sign_in_keeps_by_whom_and_when_it_was_proved(
    session: Session, cast: House, by_provider: bool
) -> None:
    by = CameBy("acme", "s1", "token", NOW - HOUR) if by_provider else None

    row, token = sign_ins.begin(session, cast.sam.id, device="Firefox", by=by, now=NOW)

    assert (row.provider, row.provider_session, row.proved_at) == (
        ("acme", "s1", NOW - HOUR) if by_provider else (None, None, NOW)
    )
    assert sign_ins.id_token_of(session, row.id) == ("token" if by_provider else "")
    assert token not in row.token_hash


def test_what_opens_an_account_has_24_random_bytes(session: Session, cast: House) -> None:
    sam, change = cast.sam.id, mail_change.ask(session, cast.sam.id, "new@example.com", now=NOW)
    keys = [
        sign_ins.begin(session, sam, device="Firefox", now=NOW)[1],
        actions.issue_ticket(session, "password", person_id=sam, now=NOW),
        mail_links.new_browser(),
        mail_links.make(session, sam, browser="b", now=NOW).token,
        change.old,
        change.new,
    ]

    assert [len(urlsafe_b64decode(key)) for key in keys] == [24] * 6
    assert len({*keys}) == 6
    session.rollback()


def test_signing_out_ends_what_was_meant_and_nothing_of_others(
    session: Session, cast: House
) -> None:
    first, second, third = (begin(session, cast.sam.id) for _ in range(3))
    sues, before = begin(session, cast.sue.id), in_now(session)

    assert not sign_ins.end(session, first, person_id=cast.sue.id)
    assert sign_ins.end(session, first, person_id=cast.sam.id)
    assert not sign_ins.end(session, first, person_id=cast.sam.id)
    assert (sign_ins.is_there(session, first), sign_ins.is_there(session, second)) == (False, True)
    assert sign_ins.end_all(session, cast.sam.id, but=second)
    left = in_now(session)
    assert {first, third}.isdisjoint(left)
    assert {second, sues} <= left
    assert sign_ins.end_all(session, cast.sam.id)
    assert not sign_ins.end_all(session, cast.sam.id)
    assert before - in_now(session) >= {first, second, third}
    sign_ins.end_everywhere(session, [cast.sue.id, cast.lee.id])
    people = set(session.scalars(select(SignIn.person_id)))
    assert {cast.sue.id, cast.lee.id}.isdisjoint(people)
    assert cast.ada.id in people


def test_this_browser_stands_first_then_the_one_seen_last(session: Session, cast: House) -> None:
    sign_ins.end_all(session, cast.sam.id)
    old, here, new, same = (
        begin(session, cast.sam.id, at=NOW + hours * HOUR) for hours in (1, 0, 3, 3)
    )

    shown = sign_ins.sign_ins_of(session, cast.sam.id, here=here)

    assert [(row.id, row.is_here) for row in shown] == [
        (here, True), (new, False), (same, False), (old, False),
    ]  # fmt: skip


def test_when_a_browser_was_seen_only_moves_on(session: Session, cast: House) -> None:
    first, second = begin(session, cast.sam.id), begin(session, cast.sam.id)

    sign_ins.note_seen(session, {first: NOW + HOUR, second: NOW - HOUR})

    session.expire_all()
    assert session.get_one(SignIn, first).seen_at == NOW + HOUR
    assert session.get_one(SignIn, second).seen_at == NOW


@pytest.mark.parametrize(
    ("idle", "age", "is_kept"),
    [
        (HOUR, 2 * HOUR, True),
        (HOUR - SECOND, 2 * HOUR, False),
        (HOUR, 2 * HOUR - SECOND, False),
    ],
)
def test_a_sign_in_ends_unused_or_old(
    session: Session, cast: House, idle: timedelta, age: timedelta, is_kept: bool
) -> None:
    own = begin(session, cast.sam.id)
    sign_ins.note_seen(session, {own: NOW + HOUR})

    sign_ins.forget_ended(session, idle=idle, age=age, now=NOW + 2 * HOUR)

    assert (own in in_now(session)) is is_kept


def test_a_link_of_a_letter_lets_in_once_within_fifteen_minutes(
    session: Session, cast: House
) -> None:
    keys = mail_links.make(session, cast.sam.id, browser="one", now=NOW)
    session.flush()
    end = NOW + timedelta(minutes=15)

    assert mail_links.link_by_token(session, keys.token, now=end) is None
    assert mail_links.link_by_token(session, keys.code, now=NOW) is None
    link = mail_links.link_by_token(session, keys.token, now=end - SECOND)
    assert link is not None
    assert mail_links.belongs_to(link, "one")
    assert not mail_links.belongs_to(link, "other")
    assert not mail_links.belongs_to(link, "")
    assert mail_links.use(session, link, now=NOW)
    assert not mail_links.use(session, link, now=NOW)
    session.expire_all()
    assert mail_links.link_by_token(session, keys.token, now=NOW) is None
    assert mail_links.link_by_code(session, keys.code, browser="one", now=NOW) is None


@pytest.mark.parametrize(("misses", "is_in"), [(0, True), (4, True), (5, False)])
def test_a_code_fits_its_own_browser_until_five_have_not(
    session: Session, cast: House, misses: int, is_in: bool
) -> None:
    keys = mail_links.make(session, cast.sam.id, browser="one", now=NOW)
    other = mail_links.make(session, cast.sue.id, browser="two", now=NOW)
    session.flush()

    for _ in range(misses):
        assert mail_links.link_by_code(session, other.code, browser="one", now=NOW) is None
    session.expire_all()

    typed = f" {keys.code.upper()} ".replace("-", " ")
    link = mail_links.link_by_code(session, typed, browser="one", now=NOW)
    assert (link is not None) is is_in
    others = mail_links.link_by_code(session, other.code, browser="two", now=NOW)
    assert others is not None


def test_a_code_has_two_groups_of_four_signs_that_look_alike_to_none(session: Session) -> None:
    codes = [mail_links.new_code() for _ in range(50)]

    assert {tuple(map(len, code.split("-"))) for code in codes} == {(4, 4)}
    assert set("".join(codes)) - {"-"} <= set(mail_links.SIGNS)


def test_links_that_are_too_old_are_forgotten_when_another_is_made(
    session: Session, cast: House
) -> None:
    for minutes in (0, 1):
        at = NOW + timedelta(minutes=minutes)
        mail_links.make(session, cast.sam.id, browser="one", now=at)
    session.flush()

    mail_links.make(session, cast.sue.id, browser="two", now=NOW + timedelta(minutes=15))
    session.flush()

    assert len(session.scalars(select(SignInLink)).all()) == 2
    mail_links.withdraw(session, cast.sam.id, now=NOW)
    assert session.scalars(select(SignInLink.person_id)).all() == [cast.sue.id]


def test_a_new_address_waits_two_days_for_a_yes_by_either_link(
    session: Session, cast: House
) -> None:
    tokens = mail_change.ask(session, cast.sam.id, "new@example.com", now=NOW)
    session.flush()
    end = NOW + timedelta(days=2)

    for token in (tokens.old, tokens.new):
        change = mail_change.change_by_token(session, token, now=end - SECOND)
        assert change is not None
        assert (change.person_id, change.email) == (cast.sam.id, "new@example.com")
        assert mail_change.change_by_token(session, token, now=end) is None
    assert mail_change.change_of(session, cast.sam.id, now=end - SECOND) is not None
    assert mail_change.change_of(session, cast.sam.id, now=end) is None
    mail_change.ask(session, cast.sam.id, "newer@example.com", now=NOW)
    session.flush()
    assert session.scalars(select(MailChange.email)).all() == ["newer@example.com"]


@pytest.mark.parametrize("order", ["old first", "new first"])
def test_an_address_is_new_with_the_second_yes_in_whichever_order(
    session: Session, cast: House, order: str
) -> None:
    tokens = mail_change.ask(session, cast.sam.id, "new@example.com", now=NOW)
    session.flush()
    first, second = (tokens.old, tokens.new)[:: 1 if order == "old first" else -1]
    change = session.get_one(MailChange, cast.sam.id)

    said = [mail_change.say_yes(session, change, first, now=NOW) for _ in range(2)]
    assert (said, cast.sam.email) == ([False, False], "sam@example.com")

    assert mail_change.say_yes(session, change, second, now=NOW)
    assert cast.sam.email == "new@example.com"
    assert session.scalars(select(MailChange)).all() == []


def test_an_address_that_somebody_took_meanwhile_stays_theirs(
    session: Session, cast: House
) -> None:
    assert not mail_change.set_address(session, cast.sam, "sue@example.com", now=NOW)
    assert cast.sam.email == "sam@example.com"
    assert mail_change.set_address(session, cast.sam, "sam@example.com", now=NOW)


def test_a_new_link_ends_the_earlier_ones_of_its_purpose_and_person_alone(
    session: Session, cast: House
) -> None:
    sam, sue = cast.sam.id, cast.sue.id

    def issue(purpose: str, person_id: int | None) -> str:
        return actions.issue_ticket(session, purpose, person_id=person_id, now=NOW)

    def lives(token: str, purpose: str = "password") -> bool:
        return queries.live_ticket(session, token, purpose=purpose, now=NOW) is not None

    sams, sues, invite, setup = (
        issue("password", sam), issue("password", sue), issue("invite", sam), issue("setup", None)
    )  # fmt: skip
    assert (lives(sams), lives(sams, "invite"), lives("none")) == (True, False, False)

    again, other_setup = issue("password", sam), actions.setup_ticket(session, now=NOW)

    assert [lives(token) for token in (sams, sues, again)] == [False, True, True]
    assert lives(invite, "invite")
    assert (lives(setup, "setup"), lives(other_setup, "setup")) == (False, True)
    actions.end_links(session, sam, now=NOW)
    assert [lives(again), lives(invite, "invite"), lives(sues)] == [False, False, True]


def test_what_was_sent_to_an_address_opens_nothing_once_there_is_another(
    session: Session, cast: House
) -> None:
    def links_of(person_id: int) -> dict[str, str]:
        mail_links.make(session, person_id, browser="one", now=NOW)
        return {
            purpose: actions.issue_ticket(session, purpose, person_id=person_id, now=NOW)
            for purpose in ("password", "invite")
        }

    def living(links: dict[str, str]) -> list[str]:
        return [p for p, t in links.items() if queries.live_ticket(session, t, purpose=p, now=NOW)]

    sams, sues = links_of(cast.sam.id), links_of(cast.sue.id)

    is_taken = mail_change.set_address(session, cast.sam, cast.sue.email, now=NOW)
    assert (is_taken, living(sams)) == (False, ["password", "invite"])
    assert mail_change.set_address(session, cast.sam, "new@example.com", now=NOW)

    assert (living(sams), living(sues)) == ([], ["password", "invite"])
    assert session.scalars(select(SignInLink.person_id)).all() == [cast.sue.id]


@pytest.mark.parametrize(
    ("purpose", "lifetime"),
    [
        ("setup", timedelta(days=7)),
        ("invite", timedelta(days=14)),
        ("password", timedelta(hours=2)),
    ],
)
def test_each_link_works_to_its_last_second_and_once(
    session: Session, cast: House, purpose: str, lifetime: timedelta
) -> None:
    token = actions.add_ticket(session, purpose, person_id=cast.sam.id, now=NOW)
    end = NOW + lifetime

    assert queries.live_ticket(session, token, purpose=purpose, now=end) is None
    ticket = queries.live_ticket(session, token, purpose=purpose, now=end - SECOND)
    assert ticket is not None
    assert actions.use_ticket(session, ticket, now=NOW)
    assert not actions.use_ticket(session, ticket, now=NOW)
    assert session.scalars(select(Ticket.used_at)).all() == [NOW]


@pytest.mark.parametrize(
    ("kind", "own", "lifetime"),
    [
        (LetterKind.ASKED, None, timedelta(hours=2)),
        (LetterKind.INVITATION, None, timedelta(days=14)),
        (LetterKind.NOTICE, None, timedelta(days=3)),
        (LetterKind.NOTICE, HOUR, HOUR),
    ],
)
def test_a_letter_is_tried_for_as_long_as_it_says_something(
    session: Session, cast: House, kind: LetterKind, own: timedelta | None, lifetime: timedelta
) -> None:
    actions.post_letter(
        session, cast.sam, subject="Hello", text="?", kind=kind, lifetime=own, now=NOW
    )

    (letter,) = session.scalars(select(Letter)).all()
    assert (letter.expires_at, letter.at_once) == (NOW + lifetime, False)
    assert (letter.recipient, letter.person_id) == ("sam@example.com", cast.sam.id)


def test_who_comes_in_once_more_keeps_the_day_of_the_first_time(
    session: Session, cast: House
) -> None:
    token = actions.add_ticket(session, "password", person_id=cast.sam.id, now=NOW)
    cast.sue.joined_at = None

    for person in (cast.sam, cast.sue):
        actions.come_in(session, person, now=NOW + HOUR)

    assert (cast.sam.joined_at, cast.sue.joined_at) == (NOW, NOW + HOUR)
    assert queries.live_ticket(session, token, purpose="password", now=NOW) is None
    assert {cast.sam.id, cast.sue.id}.isdisjoint(session.scalars(select(SignIn.person_id)))
