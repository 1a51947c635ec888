"""Whom, or which teams, does a directory look for?

The filter is evaluated by scim2-models, on what a directory sees. Where a filter asks for one name,
address or id, the database looks first; a page without filter and order is read as a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scim2_models import Resource, ResourceType, ScimFilter, SearchRequest
from scim2_models.path import (
    CompareOperator,
    Comparison,
    FilterNode,
    LogicalExpr,
    LogicalOperator,
)
from scim2_server.storage import SearchPage
from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from tandem.interop.scim.people import people_query, users_of
from tandem.interop.scim.resources import GROUPS, USERS, Group, User, number_in
from tandem.interop.scim.teams import groups_of, teams_query
from tandem.models import Person, ScimTeam, ScimUser, Team
from tandem.people.accounts.queries import is_at

# So many rows are read at once.
PIECE = 500
# Nobody and nothing stands behind this place, and a database counts to it.
LAST = 2**31 - 1


def page_of(
    session: Session, resource_types: list[ResourceType], request: SearchRequest[Any]
) -> SearchPage:
    """One page of what is looked for, and how many there are in all."""
    first, count = min(request.start_index_0 or 0, LAST), request.count or 0
    if request.filter is None and request.sort_by is None and len(resource_types) == 1:
        query = query_for(resource_types[0])
        counted = select(func.count()).select_from(query.order_by(None).subquery())
        rows = read(session, resource_types[0], query.limit(count).offset(first))
        return SearchPage(session.scalars(counted).one(), rows)
    found = [
        resource
        for resource_type in resource_types
        for resource in matching(session, resource_type, request.filter)
    ]
    if request.sort_by is not None:
        found = request.sort(found)
    return SearchPage(len(found), found[first : first + count])


def query_for(resource_type: ResourceType) -> Select[Any]:
    """Everything of a kind that a directory sees."""
    return people_query() if resource_type.name == USERS.name else teams_query()


def read(session: Session, resource_type: ResourceType, query: Select[Any]) -> list[Resource[Any]]:
    """The people or teams of a query as a directory sees them."""
    rows = session.scalars(query).unique().all()
    if resource_type.name == USERS.name:
        return [*users_of(session, rows)]
    return [*groups_of(session, rows)]


def matching(
    session: Session, resource_type: ResourceType, wanted: ScimFilter[Any] | None
) -> Iterator[Resource[Any]]:
    """What a filter lets pass, piece by piece in the order of the ids."""
    model = User if resource_type.name == USERS.name else Group
    bound = None if wanted is None else ScimFilter[model](str(wanted))  # type: ignore[valid-type]
    query, key = query_for(resource_type), Person.id if model is User else Team.id
    narrow = None if bound is None else narrowed(bound.ast, is_user=model is User)
    if narrow is not None:
        query = query.where(narrow)
    last = 0
    while piece := read(session, resource_type, query.where(key > last).limit(PIECE)):
        yield from (row for row in piece if bound is None or bound.match(row))
        last = number_in(resource_type, piece[-1].id)


def narrowed(node: FilterNode, *, is_user: bool) -> ColumnElement[bool] | None:
    """What the database can say of a filter: who cannot be meant. None where it can say nothing."""
    if isinstance(node, LogicalExpr):
        terms = [narrowed(term, is_user=is_user) for term in node.terms]
        known = [term for term in terms if term is not None]
        if node.op is LogicalOperator.and_:
            return and_(*known) if known else None
        return or_(*known) if len(known) == len(terms) else None
    if not isinstance(node, Comparison) or node.op is not CompareOperator.eq:
        return None
    if not isinstance(node.value, str):
        return None
    path = node.attr_path
    name = ".".join(part for part in (path.attr, path.sub_attr) if part).casefold()
    return of_user(name, node.value) if is_user else of_team(name, node.value)


def of_user(name: str, value: str) -> ColumnElement[bool] | None:
    """Who may be meant by an attribute that is compared."""
    match name:
        case "id":
            return Person.id == number_in(USERS, value)
        case "username":
            key = ScimUser.user_name_key == value.strip().casefold()[:255]
            named = select(ScimUser.person_id).where(key)
            return or_(Person.id.in_(named), is_at(value))
        case "emails" | "emails.value":
            return is_at(value)
        case "externalid":
            return Person.id.in_(select(ScimUser.person_id).where(ScimUser.external_id == value))
        case _:
            return None


def of_team(name: str, value: str) -> ColumnElement[bool] | None:
    """Which team may be meant by an attribute that is compared."""
    match name:
        case "id":
            return Team.id == number_in(GROUPS, value)
        case "externalid":
            return Team.id.in_(select(ScimTeam.team_id).where(ScimTeam.external_id == value))
        case _:
            return None
