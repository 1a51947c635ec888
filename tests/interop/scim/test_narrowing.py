"""What can the database say of a filter before it is read row by row?"""

from __future__ import annotations

import pytest
from scim2_models import ScimFilter

from tandem.interop.scim.resources import Group, User
from tandem.interop.scim.searching import narrowed


def says(text: str, model: type[User] | type[Group] = User) -> str | None:
    """The condition for a filter; None where nothing can be said."""
    bound = ScimFilter[model](text)  # type: ignore[valid-type]
    condition = narrowed(bound.ast, is_user=model is User)
    return None if condition is None else " ".join(str(condition).split())


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ('id eq "u1"', "person.id ="),
        ('userName eq "sam"', "scim_user.user_name_key ="),
        ('emails eq "s@example.com"', "person.email IN"),
        ('emails.value eq "s@example.com"', "person.email IN"),
        ('externalId eq "7"', "scim_user.external_id ="),
    ],
)
def test_one_name_address_or_id_is_looked_for_in_the_database(text: str, table: str) -> None:
    assert table in (says(text) or "")


@pytest.mark.parametrize(
    "text",
    [
        'userName sw "s"', 'userName ne "sam"', "userName pr", "active eq true",
        'roles.value eq "rep"', 'name.givenName eq "Sam"', 'not (userName eq "sam")',
        'emails[value eq "s@example.com"]', 'emails.type eq "work"',
    ],
)  # fmt: skip
def test_of_anything_else_the_database_says_nothing(text: str) -> None:
    assert says(text) is None


def test_teams_are_looked_for_by_their_ids_alone() -> None:
    assert says('id eq "g1"', Group) == "team.id = :id_1"
    assert "scim_team.external_id =" in (says('externalId eq "7"', Group) or "")
    assert says('displayName eq "North"', Group) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('id eq "u1" and active eq true', ["person.id ="]),
        ('active eq true and userName sw "s"', None),
        ('id eq "u1" and externalId eq "7"', ["person.id =", " AND ", "external_id ="]),
        ('id eq "u1" or externalId eq "7"', ["person.id =", " OR ", "external_id ="]),
        ('id eq "u1" or active eq true', None),
        ('(id eq "u1" or active eq true) and externalId eq "7"', ["external_id ="]),
    ],
)
def test_of_two_conditions_one_narrows_and_either_of_two_only_where_both_are_known(
    text: str, parts: list[str] | None
) -> None:
    said = says(text)

    assert (said is None) == (parts is None)
    for part in parts or ():
        assert part in (said or "")
