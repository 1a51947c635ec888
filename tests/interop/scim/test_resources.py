"""What does a directory learn of what it may set, and which id stands for which number?"""

from __future__ import annotations

import pytest
from scim2_models import ResourceType

from tandem.interop.scim.resources import (
    CONFIG,
    GROUPS,
    PROVIDER,
    USERS,
    CalledName,
    Group,
    MemberOfTeam,
    User,
    WorkAddress,
    id_of,
    number_in,
    version_of,
)


@pytest.mark.parametrize(
    ("kind", "resource_id", "number"),
    [
        (USERS, "u1", 1),
        (USERS, "u999999999", 999999999),
        (USERS, "u1000000000", 0),
        (USERS, "g1", 0),
        (GROUPS, "g1", 1),
        (GROUPS, "u1", 0),
        (USERS, "1", 0),
        (USERS, "u", 0),
        (USERS, "u0", 0),
        (USERS, "u01", 0),
        (USERS, "u1x", 0),
        (USERS, "u-1", 0),
        (USERS, "u١", 0),
        (USERS, "", 0),
        (USERS, None, 0),
    ],
)
def test_an_id_is_a_letter_and_a_number_in_its_one_spelling(
    kind: ResourceType, resource_id: str | None, number: int
) -> None:
    assert number_in(kind, resource_id) == number


@pytest.mark.parametrize(("kind", "made"), [(USERS, "u17"), (GROUPS, "g17")])
def test_people_and_teams_of_one_number_have_different_ids(kind: ResourceType, made: str) -> None:
    assert id_of(kind, 17) == made
    assert number_in(kind, made) == 17


def attributes_of(name: str) -> dict[str, list[str]]:
    """The attributes of a published schema, each with its parts."""
    (schema,) = (schema for schema in PROVIDER.schemas if schema.name == name)
    return {
        str(attribute.name): [str(part.name) for part in attribute.sub_attributes or []]
        for attribute in schema.attributes or []
    }


def test_the_published_schema_of_people_has_just_what_is_kept() -> None:
    assert attributes_of("User") == {
        "userName": [],
        "name": ["familyName", "givenName"],
        "emails": ["value", "type"],
        "active": [],
        "roles": ["value"],
        "groups": ["value", "$ref", "display"],
    }


def test_the_published_schema_of_teams_has_just_what_is_kept() -> None:
    assert attributes_of("Group") == {"displayName": [], "members": ["value", "$ref", "type"]}


def test_what_the_protocol_offers_here_is_said_as_it_is() -> None:
    said = CONFIG.model_dump()

    offered = {name: said[name]["supported"] for name in (
        "patch", "bulk", "filter", "changePassword", "sort", "etag"
    )}  # fmt: skip
    assert offered == {
        "patch": True, "bulk": False, "filter": True, "changePassword": False, "sort": True,
        "etag": True,
    }  # fmt: skip
    assert said["filter"]["maxResults"] == 200
    assert (said["bulk"]["maxOperations"], said["bulk"]["maxPayloadSize"]) == (0, 0)
    (scheme,) = said["authenticationSchemes"]
    assert (scheme["type"], scheme["primary"]) == ("oauthbearertoken", True)


def user(**changes: object) -> User:
    """Mia as a directory sees her."""
    seen = {"id": "u1", "user_name": "mia", "name": CalledName(given_name="Mia"), **changes}
    return User(**seen)  # type: ignore[arg-type]


def test_the_mark_of_what_is_seen_is_the_same_for_the_same() -> None:
    assert version_of(user()) == version_of(user())
    assert version_of(user()).startswith('W/"')
    assert len(version_of(user())) == len('W/""') + 24


@pytest.mark.parametrize(
    "changes",
    [
        {"user_name": "mi"},
        {"name": CalledName(given_name="Mi")},
        {"active": False},
        {"external_id": "4711"},
        {"emails": [WorkAddress(value="mia@example.com", type=None)]},
    ],
)
def test_the_mark_is_another_as_soon_as_something_seen_is_another(
    changes: dict[str, object],
) -> None:
    assert version_of(user(**changes)) != version_of(user())


def test_the_mark_of_a_team_goes_by_its_members() -> None:
    one, two = (
        Group(id="g1", members=[MemberOfTeam(value=who, ref=None, type=None)])
        for who in ("u1", "u2")
    )

    assert version_of(one) != version_of(two)
