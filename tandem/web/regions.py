"""In which time zone is a visitor, as far as the browser says it? It stays their choice."""

from __future__ import annotations

from functools import cache

from babel.core import get_global
from flask import request

from tandem.web.clock import zone_names

# Where a country has several zones, the one that most of its people live in (zone.tab of tzdata).
PRINCIPAL = {
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CD": "Africa/Kinshasa",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "ID": "Asia/Jakarta",
    "KZ": "Asia/Almaty",
    "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "US": "America/New_York",
    "UZ": "Asia/Tashkent",
}


def zone_to_begin_with(*, known: str = "") -> str:
    """The zone to preselect. `known` is that of whoever invited, if anybody did: it stays unless
    the browser names a country with other zones."""
    country = country_of_visitor(guess=not known)
    if known and (not country or known in zones_of(country)):
        return known
    return zone_of(country) if country else "UTC"


def country_of_visitor(*, guess: bool) -> str:
    """The country of the language that the browser wants most; empty where it names none.

    With `guess` a language alone stands for the country with most of its speakers.
    """
    wanted = next((tag for tag, _ in request.accept_languages if tag != "*"), "")
    parts = wanted.replace("_", "-").split("-")
    named = next((part.upper() for part in parts[1:] if len(part) == 2 and part.isalpha()), "")
    if named or not guess:
        return named
    return str(get_global("likely_subtags").get(parts[0].lower(), "")).rpartition("_")[2]


def zone_of(country: str) -> str:
    """The zone of a country; UTC where there is no such country."""
    zones = zones_of(country)
    return PRINCIPAL.get(country) or next(iter(zones), "UTC")


@cache
def zones_of(country: str) -> tuple[str, ...]:
    """The zones of a country that somebody may choose, by name."""
    territories = get_global("zone_territories")
    return tuple(
        zone
        for zone in zone_names()
        if territories.get(zone) == country and not zone.startswith("Etc/")
    )
