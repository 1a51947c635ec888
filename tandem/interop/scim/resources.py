"""What does a directory see of people and teams, and what may it set? What /Schemas says."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any

from pydantic import Field
from scim2_models import (
    URN,
    AuthenticationScheme,
    Bulk,
    CaseExact,
    ChangePassword,
    ComplexAttribute,
    ETag,
    Filter,
    Mutability,
    Patch,
    Reference,
    Required,
    Resource,
    ResourceType,
    Returned,
    Schema,
    ScimPolicy,
    ScimProvider,
    ServiceProviderConfig,
    Sort,
    Uniqueness,
)

from tandem.terms import Role

# How many people or teams are told at once.
LARGEST_PAGE = 200
WORK = "work"


class CalledName(ComplexAttribute):
    """How somebody is called."""

    family_name: str | None = None
    given_name: str | None = None


class WorkAddress(ComplexAttribute):
    """The one mail address of an account."""

    value: Annotated[str | None, Required.true] = None
    type: str | None = Field(None, examples=[WORK])
    # Told to nobody who does not ask: directories look for it in the paths of a PATCH.
    primary: Annotated[bool | None, Returned.request] = None


class HeldRole(ComplexAttribute):
    """A role in our words."""

    value: str | None = Field(None, examples=[str(role) for role in Role])


class TeamOfUser(ComplexAttribute):
    """A team that somebody belongs to or leads."""

    value: Annotated[str | None, Mutability.read_only, CaseExact.true] = None
    ref: Annotated[Reference[Group] | None, Mutability.read_only] = Field(
        None, serialization_alias="$ref", validation_alias="$ref"
    )
    display: Annotated[str | None, Mutability.read_only] = None


class User(Resource[Any]):
    """A person."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:User")

    user_name: Annotated[str | None, Uniqueness.server, Required.true] = None
    name: Annotated[CalledName | None, Required.true] = None
    emails: Annotated[list[WorkAddress] | None, Required.true] = None
    active: Annotated[bool | None, Required.true] = None
    roles: list[HeldRole] | None = None
    groups: Annotated[list[TeamOfUser] | None, Mutability.read_only] = None


class MemberOfTeam(ComplexAttribute):
    """Somebody who belongs to a team or leads it."""

    value: Annotated[str | None, Mutability.immutable, CaseExact.true] = None
    ref: Annotated[Reference[User] | None, Mutability.immutable] = Field(
        None, serialization_alias="$ref", validation_alias="$ref"
    )
    type: Annotated[str | None, Mutability.immutable] = Field(None, examples=["User"])


class Group(Resource[Any]):
    """A team."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:Group")

    display_name: Annotated[str | None, Required.true] = None
    members: list[MemberOfTeam] | None = None


# A person names teams, which are defined only here: before, no filter would know an attribute.
TeamOfUser.model_rebuild()
User.model_rebuild()
CONFIG = ServiceProviderConfig(
    patch=Patch(supported=True),
    bulk=Bulk(supported=False, max_operations=0, max_payload_size=0),
    filter=Filter(supported=True, max_results=LARGEST_PAGE),
    change_password=ChangePassword(supported=False),
    sort=Sort(supported=True),
    etag=ETag(supported=True),
    authentication_schemes=[
        AuthenticationScheme(
            type=AuthenticationScheme.Type.oauthbearertoken,
            name="Bearer token",
            description="A token that an administrator of this site makes and ends.",
            primary=True,
        )
    ],
)
# What directories send beyond the letter: attributes that are not kept here are left out (/Schemas
# says which are), and a value that is to be removed may stand beside its path.
POLICY = ScimPolicy(
    unknown=ScimPolicy.Unknown.ignore,
    remove_value_as_filter=ScimPolicy.RemoveValue.apply,
    unmatched_path_filter=ScimPolicy.UnmatchedPathFilter.create,
)
USERS = ResourceType.model_validate(
    {"id": "User", "name": "User", "endpoint": "/Users", "schema": User.__schema__}
)
GROUPS = ResourceType.model_validate(
    {"id": "Group", "name": "Group", "endpoint": "/Groups", "schema": Group.__schema__}
)
LETTERS = {"User": "u", "Group": "g"}


class PublishedProvider(ScimProvider):
    """The same, without what is understood and not kept: which address is the first."""

    @property
    def schemas(self) -> tuple[Schema, ...]:
        """What /Schemas says."""
        schemas = super().schemas
        for schema in schemas:
            for attribute in schema.attributes or []:
                if attribute.name == "emails":
                    attribute.sub_attributes = [
                        part for part in attribute.sub_attributes or [] if part.name != "primary"
                    ]
        return schemas


PROVIDER = PublishedProvider(
    models=[User, Group], resource_types=[USERS, GROUPS], config=CONFIG, policy=POLICY
)


def id_of(kind: ResourceType, number: int) -> str:
    """The id of a person or team: no two resources of a site share one (RFC 7643, 3.1)."""
    return f"{LETTERS[str(kind.name)]}{number}"


def number_in(kind: ResourceType, resource_id: str | None) -> int:
    """The number that an id stands for; 0 where it is none of ours."""
    letter, digits = (resource_id or "")[:1], (resource_id or "")[1:]
    is_ours = digits.isascii() and digits.isdigit() and len(digits) < 10 and digits[0] != "0"
    return int(digits) if is_ours and letter == LETTERS[str(kind.name)] else 0


def version_of(resource: User | Group) -> str:
    """The mark of what a directory sees: another one as soon as that is another."""
    seen = resource.model_dump_json(exclude={"meta"}, exclude_none=True)
    return f'W/"{hashlib.sha256(seen.encode()).hexdigest()[:24]}"'
