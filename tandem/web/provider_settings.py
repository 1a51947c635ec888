"""Which sign-in providers does this site trust, and for what? A file of TOML says it.

Each function raises ValueError with one sentence for whoever runs the site. None repeats a secret.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from tandem.terms import Role

# What stands in addresses: /login/with/acme
SHORT = re.compile(r"[a-z0-9][a-z0-9-]{0,30}")
ON_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
WITH_SECRET = ("client_secret", "client_secret_file")


class Provider(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A provider of OpenID Connect, as its table in the file describes it.

    `roles` and `teams` say which values of a claim stand for a role or a team of ours. What they do
    not name is never given.
    """

    issuer: str
    client_id: str
    client_secret: str = ""
    name: str = ""
    title: str = ""
    scopes: tuple[str, ...] = ("openid", "email", "profile")
    domains: tuple[str, ...] = ()
    addresses_are_verified: bool = False
    makes_accounts: bool = True
    signs_out: bool = True
    roles_from: str = ""
    teams_from: str = ""
    roles: dict[Role, tuple[str, ...]] = msgspec.field(default_factory=dict)
    teams: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)

    def __repr__(self) -> str:
        """Without the secret."""
        return f"Provider({self.name!r}, {self.issuer!r})"


def providers_in(path: Path) -> tuple[Provider, ...]:
    """The providers of a file, in its order."""
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ValueError(f"can't be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"is no TOML: {error}") from error
    if not tables:
        raise ValueError("names no provider: docs/sign-in.md has an example")
    providers = tuple(provider_of(name, table, path.parent) for name, table in tables.items())
    issuers = [provider.issuer for provider in providers]
    if len(set(issuers)) < len(issuers):
        raise ValueError("has two tables with one issuer: give each provider one table")
    return providers


def provider_of(name: str, table: Any, folder: Path) -> Provider:
    """What a table says, checked."""
    if not SHORT.fullmatch(name):
        raise ValueError(
            f"has a table [{name}]: call it by small letters, figures and -, as [acme]"
        )
    if not isinstance(table, dict):
        raise ValueError(f"has “{name}” outside of any table: a provider begins with a line [acme]")
    facts = {key: value for key, value in table.items() if key != "client_secret_file"}
    facts |= {"client_secret": secret_of(name, table, folder), "name": name}
    facts["title"] = facts.get("title") or name
    try:
        provider = msgspec.convert(facts, Provider)
    except msgspec.ValidationError as error:
        raise ValueError(f"can't be used: [{name}] {error}") from error
    check(provider)
    return provider


def secret_of(name: str, table: Mapping[str, Any], folder: Path) -> str:
    """The client's secret: in the file, in one of its own, or none for a public client."""
    if all(key in table for key in WITH_SECRET):
        raise ValueError(f"says both client_secret and client_secret_file in [{name}]: say one")
    if "client_secret_file" not in table:
        return str(table.get("client_secret", ""))
    try:
        return (folder / str(table["client_secret_file"])).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"names a client_secret_file in [{name}] that can't be read") from error


def check(provider: Provider) -> None:
    """What no type can say."""
    where = f"[{provider.name}]"
    if not is_safe(provider.issuer) or urlsplit(provider.issuer).query:
        raise ValueError(f"has an issuer in {where} that is no https:// address: {provider.issuer}")
    if not provider.client_id.strip():
        raise ValueError(f"says no client_id in {where}")
    if "openid" not in provider.scopes:
        raise ValueError(f"leaves openid out of the scopes in {where}")
    if provider.roles and not provider.roles_from:
        raise ValueError(f"has roles but no roles_from in {where}: name the claim they come from")
    if provider.teams and not provider.teams_from:
        raise ValueError(f"has teams but no teams_from in {where}: name the claim they come from")


def is_safe(address: str) -> bool:
    """May the site itself ask this address? By https; without it only on this very machine."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 (raises where there is none behind the colon)
    except ValueError:
        return False
    if parts.username is not None or parts.fragment or not parts.hostname:
        return False
    is_here = parts.hostname in ON_THIS_MACHINE
    return parts.scheme == "https" or (parts.scheme == "http" and is_here)
