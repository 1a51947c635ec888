"""Which version of the site's own look is shown, and what is in it?"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy.orm import Session

from tandem.figures.accents import accents
from tandem.models.site_identity import SiteIdentity
from tandem.models.site_looks import PLAIN, look_now, look_of, look_of_turn
from tandem.terms import Role
from tests.cast import NOW

COLORS = {"rep": "#8a3ffc", "support": "#0072c3"}


def version(turn: int | None, name: str, **fields: Any) -> SiteIdentity:
    """A version of it."""
    facts = {"words": "{}", "colors": "{}", "logo_sha": "", "made_at": NOW, **fields}
    return SiteIdentity(turn=turn, name=name, **facts)


def test_the_version_that_was_chosen_last_is_shown(session: Session) -> None:
    session.add_all([version(2, "Second"), version(1, "First"), version(None, "Never")])
    session.flush()

    assert look_now(session).words.name == "Second"
    assert look_of_turn(session, 1).words.name == "First"
    assert look_of_turn(session, 9) == PLAIN


def test_where_nothing_was_chosen_the_site_looks_as_we_made_it(session: Session) -> None:
    assert look_now(session) == PLAIN


def test_a_version_holds_words_by_language_and_role_and_colors_where_it_has_its_own() -> None:
    words = json.dumps({"de": {"rep": ["Vertrieb"], "support": ["Innendienst"]}})
    look = look_of(version(3, "", id=7, words=words, colors=json.dumps(COLORS), logo_sha="x"))

    assert (look.id, look.turn, look.words.name, look.logo_sha) == (7, 3, "Tandem", "x")
    assert set(look.words.roles["de"]) == {Role.REP, Role.SUPPORT}
    assert look.colors == accents(**COLORS)


def test_a_version_that_was_never_shown_has_no_turn_and_no_colors_of_its_own() -> None:
    look = look_of(version(None, "Ours", id=1))

    assert (look.turn, look.colors) == (0, None)
