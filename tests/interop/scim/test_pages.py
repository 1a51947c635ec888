"""Which page of people and teams does a directory get, and is nobody left out between two reads?"""

from __future__ import annotations

from typing import Any

import pytest
from scim2_models import Resource, ResourceType, SearchRequest
from sqlalchemy.orm import Session

from tandem.interop.scim import searching
from tandem.interop.scim.resources import GROUPS, USERS
from tandem.models import ScimTeam, ScimUser
from tests.cast import NOW, Cast

BOTH = [USERS, GROUPS]


@pytest.fixture
def known(session: Session, cast: Cast) -> Cast:
    """A directory knows Sam and North by its own ids, and has deleted Olga."""
    session.add_all(
        [
            ScimUser(person_id=cast.sam.id, user_name="Sammy", user_name_key="sammy",
                     external_id="s1"),
            ScimUser(person_id=cast.sue.id, user_name="Su", user_name_key="su", external_id="s2"),
            ScimUser(person_id=cast.olga.id, user_name="olga", user_name_key=None, deleted_at=NOW),
            ScimTeam(team_id=cast.north.id, external_id="n1"),
        ]
    )  # fmt: skip
    session.flush()
    return cast


def page(session: Session, kinds: list[ResourceType], **wanted: Any) -> tuple[int, list[str]]:
    """How many there are in all, and the ids on the page."""
    request: SearchRequest[Any] = SearchRequest(**wanted)
    found = searching.page_of(session, kinds, request)
    resources: list[Resource[Any]] = list(found.resources)
    return found.total, [str(resource.id) for resource in resources]


def ids(cast: Cast, *names: str) -> list[str]:
    """What a directory calls these people and teams, as they are ordered."""
    return [
        f"{'g' if name in {'north', 'south'} else 'u'}{getattr(cast, name).id}" for name in names
    ]


SEEN = ("sam", "sue", "lee", "tess", "ada", "otto", "ona")


@pytest.mark.parametrize(
    ("start", "count", "names"),
    [(1, 3, SEEN[:3]), (3, 2, SEEN[2:4]), (6, 9, SEEN[5:]), (8, 3, ()), (1, 0, ())],
)
@pytest.mark.parametrize("text", [None, "userName pr"])
@pytest.mark.parametrize("piece", [1, 3, 500])
def test_people_come_in_the_order_of_their_ids_page_by_page(
    session: Session, known: Cast, start: int, count: int, names: tuple[str, ...],
    text: str | None, piece: int, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(searching, "PIECE", piece)
    wanted: dict[str, Any] = {"start_index": start, "count": count}

    found = page(session, [USERS], **wanted, **({"filter": text} if text else {}))

    assert found == (7, ids(known, *names))


def test_a_search_for_everything_tells_people_and_then_teams(session: Session, known: Cast) -> None:
    assert page(session, BOTH, count=99) == (9, ids(known, *SEEN, "north", "south"))
    assert page(session, [GROUPS], count=99) == (2, ids(known, "north", "south"))
    assert page(session, [GROUPS], start_index=2, count=1) == (2, ids(known, "south"))
    assert page(session, BOTH, start_index=7, count=2) == (9, ids(known, "ona", "north"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('id eq "u{sam}"', ["sam"]),
        ('externalId eq "s2"', ["sue"]),
        ('externalId eq "n1"', []),
        ('userName eq "SAMMY"', ["sam"]),
        ('userName eq "sam@example.com"', []),
        ('userName eq "ada@example.com"', ["ada"]),
        ('emails.value eq "sam@example.com"', ["sam"]),
        ('emails eq "SUE@example.com"', ["sue"]),
        ('userName eq "olga"', []),
        ('userName eq "sammy" and externalId eq "s2"', []),
        ('userName eq "sammy" or userName eq "su"', ["sam", "sue"]),
        ('userName eq "sammy" or roles.value eq "trainer"', ["sam", "tess"]),
        ('userName eq "sammy" and roles.value eq "trainer"', []),
        ('userName ne "sammy" and roles.value eq "rep"', ["otto"]),
        ('not (externalId eq "s1") and roles.value eq "rep"', ["otto"]),
    ],
)
def test_what_is_looked_for_in_the_database_is_who_is_meant(
    session: Session, known: Cast, text: str, names: list[str]
) -> None:
    wanted = text.replace("{sam}", str(known.sam.id))

    assert page(session, [USERS], filter=wanted, count=9) == (len(names), ids(known, *names))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('id eq "g{north}"', ["north"]),
        ('id eq "u{north}"', []),
        ('externalId eq "n1"', ["north"]),
        ('externalId eq "s1"', []),
        ('displayName eq "SOUTH"', ["south"]),
    ],
)
def test_teams_are_found_by_id_name_and_what_the_directory_calls_them(
    session: Session, known: Cast, text: str, names: list[str]
) -> None:
    wanted = text.replace("{north}", str(known.north.id))

    assert page(session, [GROUPS], filter=wanted, count=9) == (len(names), ids(known, *names))


def test_an_order_holds_for_all_pages(session: Session, known: Cast) -> None:
    by_name = {"sort_by": "userName", "count": 2}

    assert page(session, [USERS], **by_name) == (7, ids(known, "ada", "lee"))
    assert page(session, [USERS], **by_name, start_index=6) == (7, ids(known, "sue", "tess"))
