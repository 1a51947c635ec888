"""What is there of a second step, what uses it up, and when is none asked for any more?"""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AuthenticatorApp, Passkey, RecoveryCode
from tandem.people.second_step import actions, queries
from tandem.people.second_step.actions import NewPasskey
from tests.cast import NOW, Cast


def passkey(session: Session, cast: Cast, name: str, who: str = "sam") -> list[str]:
    """Somebody adds a passkey; gives the codes that are shown."""
    new = NewPasskey(name, b"key", 3, name)
    return actions.add_passkey(session, getattr(cast, who), new, now=NOW)


def there(session: Session, cast: Cast) -> tuple[bool, list[str], int, bool]:
    """What Sam has: an app, passkeys, codes, and whether the sign-in asks for it."""
    session.flush()
    found = queries.second_steps_of(session, cast.sam.id)
    names = [key.name for key in found.passkeys]
    assert found.is_there is (found.app_at is not None or bool(names))
    return found.app_at is not None, names, found.codes_left, cast.sam.has_second_step


def test_codes_on_paper_come_with_the_first_step_alone(session: Session, cast: Cast) -> None:
    assert there(session, cast) == (False, [], 0, False)
    assert len(passkey(session, cast, "one")) == 10
    assert passkey(session, cast, "two") == []
    assert actions.set_app(session, cast.sam, "sealed", step=7, now=NOW) == []
    assert there(session, cast) == (True, ["one", "two"], 10, True)
    assert len(passkey(session, cast, "three", "sue")) == 10


def test_another_app_takes_the_place_of_the_one_before(session: Session, cast: Cast) -> None:
    actions.set_app(session, cast.sue, "sue’s", step=1, now=NOW)
    for key in ("first", "second"):
        actions.set_app(session, cast.sam, key, step=7, now=NOW)

    keys = session.scalars(select(AuthenticatorApp.sealed_key).order_by("sealed_key")).all()
    assert keys == ["second", "sue’s"]


def test_a_half_minute_is_used_once_and_none_before_it(session: Session, cast: Cast) -> None:
    actions.set_app(session, cast.sam, "sealed", step=7, now=NOW)
    actions.set_app(session, cast.sue, "sealed", step=5, now=NOW)
    app = queries.app_of(session, cast.sam.id)
    assert app is not None

    assert [actions.take_step(session, app, step) for step in (6, 7, 8, 8)] == [
        False, False, True, False,
    ]  # fmt: skip
    session.expire_all()
    sues = queries.app_of(session, cast.sue.id)
    assert sues is not None
    assert (app.last_step, sues.last_step) == (8, 5)


def test_a_code_on_paper_works_once_for_its_owner_however_it_is_typed(
    session: Session, cast: Cast
) -> None:
    code, other = passkey(session, cast, "one")[:2]
    passkey(session, cast, "two", "sue")

    assert not actions.use_code(session, cast.sue.id, code, now=NOW)
    assert not actions.use_code(session, cast.sam.id, "none", now=NOW)
    assert actions.use_code(session, cast.sam.id, code.upper().replace("-", " "), now=NOW)
    assert not actions.use_code(session, cast.sam.id, code, now=NOW)
    assert there(session, cast)[2] == 9
    actions.renew_codes(session, cast.sam.id)
    assert there(session, cast)[2] == 10
    assert not actions.use_code(session, cast.sam.id, other, now=NOW)


@pytest.mark.parametrize("last", ["app", "passkey"])
def test_the_last_step_that_goes_takes_the_codes_along(
    session: Session, cast: Cast, last: str
) -> None:
    passkey(session, cast, "one")
    passkey(session, cast, "sue’s", "sue")
    actions.set_app(session, cast.sam, "sealed", step=7, now=NOW)
    session.flush()
    (own, sues) = session.scalars(select(Passkey.id).order_by(Passkey.id)).all()

    assert not actions.remove_passkey(session, cast.sam, sues)
    if last == "app":
        assert actions.remove_passkey(session, cast.sam, own)
        assert there(session, cast) == (True, [], 10, True)
        actions.remove_app(session, cast.sam)
    else:
        actions.remove_app(session, cast.sam)
        assert there(session, cast) == (False, ["one"], 10, True)
        assert actions.remove_passkey(session, cast.sam, own)

    assert there(session, cast) == (False, [], 0, False)
    assert cast.sue.has_second_step
    left = session.scalars(select(RecoveryCode.person_id).distinct()).all()
    assert left == [cast.sue.id]


def test_all_goes_at_once_and_nothing_of_others(session: Session, cast: Cast) -> None:
    for who in ("sam", "sue"):
        passkey(session, cast, f"of {who}", who)
        actions.set_app(session, getattr(cast, who), "sealed", step=7, now=NOW)
    session.flush()

    actions.remove_all(session, cast.sam)

    assert there(session, cast) == (False, [], 0, False)
    sues = queries.second_steps_of(session, cast.sue.id)
    assert (sues.is_there, sues.codes_left, cast.sue.has_second_step) == (True, 10, True)
