"""How does the protocol reach people and teams? One request, one storage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, cast

from scim2_models import (
    Resource,
    ResourceType,
    ResponseParameters,
    SearchRequest,
    UniquenessException,
)
from scim2_server.storage import ScimStorage, SearchPage
from sqlalchemy.exc import IntegrityError

from tandem.interop.scim import person_acts, team_acts
from tandem.interop.scim.people import person_seen, users_of
from tandem.interop.scim.person_acts import Directory
from tandem.interop.scim.resources import USERS, Group, User
from tandem.interop.scim.searching import page_of
from tandem.interop.scim.teams import groups_of, team_seen


class DirectoryStorage(ScimStorage):
    """People and teams, as scim2-server asks for them.

    `operation` is what surrounds reading and writing: whoever serves the request knows.
    """

    def __init__(
        self, directory: Directory, surrounded: Callable[[], AbstractContextManager[None]]
    ) -> None:
        self.directory = directory
        self.surrounded = surrounded

    def operation(self) -> AbstractContextManager[None]:
        """What surrounds one act."""
        return self.surrounded()

    def get(
        self,
        resource_type: ResourceType,
        resource_id: str,
        *,
        response_parameters: ResponseParameters[Any] | None = None,
    ) -> Resource[Any]:
        """One of them. Raises NotFoundException."""
        own = self.directory.session
        if resource_type.name == USERS.name:
            return users_of(own, [person_seen(own, resource_id)])[0]
        return groups_of(own, [team_seen(own, resource_id)])[0]

    def search(
        self,
        resource_types: list[ResourceType],
        search_request: SearchRequest[Any],
        *,
        position: Any = None,
    ) -> SearchPage:
        """One page of them."""
        return page_of(self.directory.session, resource_types, search_request)

    def create(self, resource_type: ResourceType, resource: Resource[Any]) -> Resource[Any]:
        """A new one. Raises UniquenessException where somebody else was quicker."""
        with quickest():
            if isinstance(resource, User):
                return person_acts.bring(self.directory, resource)
            return team_acts.found(self.directory, cast("Group", resource))

    def update(
        self,
        resource_type: ResourceType,
        resource: Resource[Any],
        *,
        expected_version: str | None = None,
    ) -> Resource[Any]:
        """Another state of one. Raises UniquenessException where somebody else was quicker."""
        with quickest():
            if isinstance(resource, User):
                return person_acts.change(self.directory, resource, expected=expected_version)
            group = cast("Group", resource)
            return team_acts.change(self.directory, group, expected=expected_version)

    def delete(
        self, resource_type: ResourceType, resource_id: str, *, expected_version: str | None = None
    ) -> None:
        """One less."""
        act = person_acts.delete if resource_type.name == USERS.name else team_acts.put_away
        act(self.directory, resource_id, expected=expected_version)


@contextmanager
def quickest() -> Iterator[None]:
    """Raises UniquenessException where an address or a name was taken at this very moment."""
    try:
        yield
    except IntegrityError as error:
        raise UniquenessException from error
