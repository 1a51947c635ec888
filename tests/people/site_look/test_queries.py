"""Which versions of the look are kept, which is shown, and what does a form hold of one?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, SiteIdentity
from tandem.people.site_look import actions, queries
from tandem.people.site_look.actions import Logo, WantedLook
from tests.cast import NOW, Cast

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
WORDS = {"de": {"rep": {"label": "Technik", "for": "die Technik"}, "support": {"label": "Form"}}}
COLORS = {"rep": "#3355cc", "support": "#7d6300"}


def propose(session: Session, name: str, *, logo: Logo | None = None) -> SiteIdentity:
    """A version that is looked at."""
    wanted = WantedLook(name, WORDS, COLORS, logo)
    return actions.propose(session, wanted, now=NOW)


def choose(session: Session, cast: Cast, look: SiteIdentity) -> None:
    """Ada chooses it."""
    actions.choose(session, look.id, by_id=cast.ada.id, now=NOW)
    session.flush()


def test_versions_that_were_chosen_stand_by_their_last_turn(session: Session, cast: Cast) -> None:
    one, two, _ = (propose(session, name) for name in ("One", "Two", "Only seen"))
    for look in (one, two, one, one):
        choose(session, cast, look)

    found = [(row.name, row.is_shown) for row in queries.earlier(session)]

    assert found == [("One", True), ("Two", False)]
    turns = session.scalars(select(AuditEntry.detail).order_by(AuditEntry.id)).all()
    assert turns == ["1", "2", "3"]


def test_what_was_only_looked_at_goes_after_a_day(session: Session, cast: Cast) -> None:
    chosen, seen = propose(session, "Chosen"), propose(session, "Seen")
    choose(session, cast, chosen)

    for later, names in ((DAY, {"Chosen", "Seen", "New"}), (DAY + SECOND, {"Chosen", "New"})):
        actions.propose(session, WantedLook("New", {}, {}, None), now=NOW + later)
        assert set(session.scalars(select(SiteIdentity.name))) == names
    assert queries.version(session, seen.id) is None
    with pytest.raises(NoResultFound):
        actions.choose(session, seen.id, by_id=cast.ada.id, now=NOW)


def test_a_form_holds_what_was_typed_for_a_version(session: Session, cast: Cast) -> None:
    look = propose(session, "Forge")

    assert queries.typed(session, look.id) == {
        **COLORS, "name": "Forge", "de_rep_label": "Technik",
        "de_rep_for": "die Technik", "de_support_label": "Form",
    }  # fmt: skip
    assert queries.typed(session, 0) == queries.typed(session, look.id + 1) == {}
    assert queries.look(session, look.id).words.name == "Forge"


def test_a_logo_belongs_to_its_version(session: Session, cast: Cast) -> None:
    logo = Logo("sha", "image/svg+xml", b"<svg/>")
    with_logo, without = propose(session, "With", logo=logo), propose(session, "Without")

    assert queries.logo_of(session, with_logo.id) == logo
    assert queries.logo_of(session, without.id) is None
    assert queries.logo_of(session, without.id + 1) is None
