"""What does a directory's request mean? The protocol is scim2-server's; what is ours stands here.

A PUT that leaves an attribute out changes nothing of it: few directories send all they know. An
empty value takes it away, where it may be taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from scim2_models import (
    Context,
    InvalidSyntaxException,
    InvalidValueException,
    Resource,
    ResourceType,
    ResponseParameters,
    SearchRequest,
)
from scim2_server.conditions import Conditions
from scim2_server.service import ScimService, scim_exception_of

from tandem.interop.scim.resources import PROVIDER, User

# A filter is read with care, which takes its time: nobody needs a longer one.
LONGEST_FILTER = 2000
DEEPEST_FILTER = 40
# A person and a team have fewer attributes; each that is named is looked for in each of them.
MOST_ATTRIBUTES = 50


class DirectoryService(ScimService):
    """The protocol, with what directories leave out filled in."""

    def read_creation(
        self, resource_type: ResourceType, body: bytes, content_type: str | None
    ) -> Resource[Any]:
        """A new person or team."""
        return self.read_whole(resource_type, body, content_type, Context.RESOURCE_CREATION_REQUEST)

    def read_replacement(
        self, resource_type: ResourceType, body: bytes, content_type: str | None
    ) -> Resource[Any]:
        """What a PUT says."""
        context = Context.RESOURCE_REPLACEMENT_REQUEST
        return self.read_whole(resource_type, body, content_type, context)

    def read_whole(
        self, resource_type: ResourceType, body: bytes, content_type: str | None, context: Context
    ) -> Resource[Any]:
        """A person or team as a whole. What was filled in does not count as said."""
        payload = self.decode_body(body, content_type)
        if not isinstance(payload, dict):
            raise InvalidSyntaxException(detail="The body must be one JSON object.")
        model = self.get_model(resource_type)
        filled = filled_in(payload) if issubclass(model, User) else {}
        try:
            resource = model.model_validate({**payload, **filled}, scim_ctx=context)
        except ValidationError as error:
            raise scim_exception_of(error) from error
        resource.model_fields_set.difference_update(filled)
        return resource

    def apply_replacement(
        self, current: Resource[Any], replacement: Resource[Any], conditions: Conditions
    ) -> Resource[Any] | None:
        """The new state: what was not said stays as it was. None where nothing changes."""
        for name in type(current).model_fields:
            if name not in replacement.model_fields_set and name != "schemas":
                setattr(replacement, name, getattr(current, name))
        return super().apply_replacement(current, replacement, conditions)

    def read_response_parameters(
        self, resource_type: ResourceType, query: Mapping[str, str]
    ) -> ResponseParameters[Any]:
        """Which attributes are to be told."""
        refuse_many(query)
        return super().read_response_parameters(resource_type, query)

    def read_search(
        self, resource_types: list[ResourceType], payload: Any
    ) -> tuple[SearchRequest[Any], Any]:
        """A search with a filter and attributes of a number that somebody could have meant."""
        if isinstance(payload, dict):
            refuse_many(payload)
            for key, value in payload.items():
                if key.casefold() == "filter" and isinstance(value, str):
                    refuse_endless(value)
        return super().read_search(resource_types, payload)


def refuse_endless(text: str) -> None:
    """Raises InvalidValueException for a filter that is no filter of a directory."""
    if len(text) > LONGEST_FILTER or max(text.count("("), text.count("[")) > DEEPEST_FILTER:
        raise InvalidValueException(detail="This filter is too long.")


def refuse_many(payload: Mapping[str, Any]) -> None:
    """Raises InvalidValueException for more names of attributes than there are attributes."""
    for key, value in payload.items():
        if key.casefold() in {"attributes", "excludedattributes"}:
            names = value if isinstance(value, list) else [value]
            if sum(str(name).count(",") + 1 for name in names) > MOST_ATTRIBUTES:
                raise InvalidValueException(detail="These are too many attributes.")


def filled_in(payload: dict[str, Any]) -> dict[str, Any]:
    """What a person needs and this request does not say: open, and called by what it does say."""
    said = {key.casefold(): value for key, value in payload.items() if value not in (None, [], {})}
    user_name = said.get("username")
    filled: dict[str, Any] = {}
    if "emails" not in said and isinstance(user_name, str):
        filled["emails"] = [{"value": user_name}]
    if "active" not in said:
        filled["active"] = True
    if not is_called(said.get("name")):
        filled["name"] = name_in(said)
    return filled


def is_called(name: Any) -> bool:
    """Does a name say a given name or a surname?"""
    return isinstance(name, dict) and any(
        value for key, value in name.items() if key.casefold() in {"givenname", "familyname"}
    )


def name_in(said: dict[str, Any]) -> dict[str, str]:
    """A name by what is written as one piece, else by what stands before the sign of an address."""
    inner = said.get("name")
    whole = inner.get("formatted") if isinstance(inner, dict) else said.get("displayname")
    text = whole or said.get("displayname")
    if isinstance(text, str) and text.strip():
        given, _, family = text.strip().rpartition(" ")
        return {"givenName": given, "familyName": family} if given else {"givenName": family}
    user_name = said.get("username")
    return {"givenName": str(user_name).partition("@")[0]}


SERVICE = DirectoryService(PROVIDER)
