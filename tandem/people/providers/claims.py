"""What follows here from what a provider says of somebody? No more than the mapping names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from email_validator import EmailNotValidError, validate_email

from tandem.content.spelling import address_of, name_of
from tandem.dates import is_zone
from tandem.people.providers.faults import ProviderError, ProviderFault
from tandem.terms import Role
from tandem.web.provider_settings import Provider

LONGEST_ADDRESS, LONGEST_NAME = 254, 100


@dataclass(frozen=True)
class WantedRights:
    """The roles and teams that somebody is to have. None: the provider says nothing about it."""

    roles: frozenset[Role] | None
    teams: frozenset[str] | None


@dataclass(frozen=True)
class ClaimedName:
    """How somebody is called, and where they live as far as time is concerned."""

    given_name: str
    surname: str
    time_zone: str


def address_in(claims: Mapping[str, Any], provider: Provider) -> str:
    """The mail address, where it is there, verified, and one that this provider may speak for.

    Raises ProviderError.
    """
    claimed = claims.get("email")
    email = address_of(claimed) if isinstance(claimed, str) else ""
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError as error:
        raise ProviderError(ProviderFault.NO_ADDRESS) from error
    if len(email) > LONGEST_ADDRESS:
        raise ProviderError(ProviderFault.NO_ADDRESS)
    is_verified = claims.get("email_verified") in (True, "true") or provider.addresses_are_verified
    if not is_verified:
        raise ProviderError(ProviderFault.ADDRESS_NOT_VERIFIED)
    domains = {domain_of(f"x@{domain.removeprefix('@')}") for domain in provider.domains}
    if domains and domain_of(email) not in domains:
        raise ProviderError(ProviderFault.OTHER_DOMAIN)
    return email


def domain_of(email: str) -> str:
    """What stands behind the sign."""
    return address_of(email).rpartition("@")[2]


def wanted_by(claims: Mapping[str, Any], provider: Provider) -> WantedRights:
    """The roles and teams that the mapping finds in the claims."""
    roles = values_of(claims, provider.roles_from) if provider.roles else None
    teams = values_of(claims, provider.teams_from) if provider.teams else None
    return WantedRights(
        roles=None if roles is None else frozenset(
            role for role, values in provider.roles.items() if roles & set(values)
        ),
        teams=None if teams is None else frozenset(
            name_of(team) for team, values in provider.teams.items() if teams & set(values)
        ),
    )  # fmt: skip


def values_of(claims: Mapping[str, Any], name: str) -> frozenset[str] | None:
    """The words of a claim, or None where it is not there. `realm_access.roles` looks inside."""
    value: Any = claims
    for part in [name] if name in claims else name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    if isinstance(value, str):
        return frozenset({value})
    if not isinstance(value, list):
        return None
    return frozenset(word for word in value if isinstance(word, str))


def name_in(claims: Mapping[str, Any], email: str) -> ClaimedName:
    """How somebody is called; where the provider does not say it, by their address."""
    given, surname = word_in(claims, "given_name"), word_in(claims, "family_name")
    if not given and not surname:
        given, _, surname = word_in(claims, "name").rpartition(" ")
    zone = word_in(claims, "zoneinfo")
    return ClaimedName(
        given_name=given or ("" if surname else email.partition("@")[0])[:LONGEST_NAME],
        surname=surname,
        time_zone=zone if is_zone(zone) else "UTC",
    )


def word_in(claims: Mapping[str, Any], name: str) -> str:
    """A word of a claim."""
    value = claims.get(name)
    return name_of(value.replace("\0", ""))[:LONGEST_NAME] if isinstance(value, str) else ""


def shown_at(claims: Mapping[str, Any]) -> datetime | None:
    """When somebody last showed the provider who they are, where it says so."""
    moment = claims.get("auth_time")
    if not isinstance(moment, int | float) or isinstance(moment, bool):
        return None
    try:
        return datetime.fromtimestamp(moment, UTC)
    except (ValueError, OverflowError, OSError):
        return None
