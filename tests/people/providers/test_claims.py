"""What is taken from what a provider says: whose address, which name, since when?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tandem.people.providers import claims
from tandem.people.providers.claims import ClaimedName, address_in, name_in
from tandem.people.providers.faults import ProviderError, ProviderFault
from tandem.terms import Role
from tandem.web.provider_settings import Provider

ACME = Provider(name="acme", issuer="https://acme.example", client_id="tandem")
SAM = {"email": "sam@firm.example", "email_verified": True}
LONG = ".".join(["d" * 60] * 4) + ".com"


def with_domains(*domains: str, verified: bool = False) -> Provider:
    """A provider that may speak for these domains."""
    return Provider(
        name="acme", issuer="https://acme.example", client_id="tandem", domains=domains,
        addresses_are_verified=verified,
    )  # fmt: skip


def fault_of(said: dict[str, Any], provider: Provider = ACME) -> ProviderFault:
    """Why an address is not taken."""
    with pytest.raises(ProviderError) as raised:
        address_in(said, provider)
    return raised.value.fault


@pytest.mark.parametrize("verified", [True, "true"])
def test_an_address_that_is_verified_is_taken_in_its_one_spelling(verified: object) -> None:
    said = {"email": " SAM@Firm.example ", "email_verified": verified}

    assert address_in(said, ACME) == "sam@firm.example"


@pytest.mark.parametrize("verified", [False, "false", None, 0, 2, "yes", [True]])
def test_an_address_that_is_not_verified_is_taken_only_where_all_of_the_provider_are(
    verified: object,
) -> None:
    said = {"email": "sam@firm.example", "email_verified": verified}

    assert fault_of(said) is ProviderFault.ADDRESS_NOT_VERIFIED
    assert address_in(said, with_domains(verified=True)) == "sam@firm.example"


@pytest.mark.parametrize("email", [None, "", "sam", "@firm.example", 7, ["sam@firm.example"]])
def test_what_is_no_address_is_none(email: object) -> None:
    assert fault_of({**SAM, "email": email}) is ProviderFault.NO_ADDRESS
    assert fault_of({}) is ProviderFault.NO_ADDRESS


def test_an_address_has_254_signs_at_most() -> None:
    local = "x" * (254 - len(LONG) - 1)

    assert address_in({**SAM, "email": f"{local}@{LONG}"}, ACME) == f"{local}@{LONG}"
    assert fault_of({**SAM, "email": f"x{local}@{LONG}"}) is ProviderFault.NO_ADDRESS


@pytest.mark.parametrize(
    ("domains", "is_taken"),
    [
        ((), True),
        (("firm.example",), True),
        (("@Firm.Example",), True),
        (("other.example", "firm.example"), True),
        (("example",), False),
        (("sub.firm.example",), False),
        (("xfirm.example",), False),
    ],
)
def test_a_provider_speaks_for_its_domains_alone(domains: tuple[str, ...], is_taken: bool) -> None:
    provider = with_domains(*domains)

    if is_taken:
        assert address_in(SAM, provider) == "sam@firm.example"
    else:
        assert fault_of(SAM, provider) is ProviderFault.OTHER_DOMAIN


@pytest.mark.parametrize(
    ("said", "called"),
    [
        ({"given_name": "Sam", "family_name": "Berg"}, ("Sam", "Berg")),
        ({"given_name": "Sam", "family_name": "Berg", "name": "Bo Birk"}, ("Sam", "Berg")),
        ({"given_name": "Sam"}, ("Sam", "")),
        ({"family_name": "Berg"}, ("", "Berg")),
        ({"given_name": "Sam", "name": "Sam Berg"}, ("Sam", "")),
        ({"name": "Ana Maria Sol"}, ("Ana Maria", "Sol")),
        ({"name": "Prince"}, ("", "Prince")),
        ({}, ("sam", "")),
        ({"given_name": 7, "family_name": None}, ("sam", "")),
        ({"given_name": " S\0am ", "family_name": "Jo\u0308rg"}, ("Sam", "Jörg")),
        ({"given_name": "g" * 101, "family_name": "s" * 101}, ("g" * 100, "s" * 100)),
    ],
)
def test_somebody_is_called_as_the_provider_says_or_by_their_address(
    said: dict[str, Any], called: tuple[str, str]
) -> None:
    assert name_in(said, "sam@firm.example") == ClaimedName(*called, "UTC")


def test_a_name_from_an_address_is_cut_where_a_name_may_end() -> None:
    email = "x" * 101 + "@firm.example"

    assert name_in({}, email).given_name == "x" * 100


@pytest.mark.parametrize(
    ("zone", "kept"),
    [("Europe/Berlin", "Europe/Berlin"), ("Mars/Olympus", "UTC"), ("", "UTC"), (7, "UTC")],
)
def test_a_time_zone_is_kept_where_there_is_one_of_that_name(zone: object, kept: str) -> None:
    assert name_in({"zoneinfo": zone}, "sam@firm.example").time_zone == kept


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (0, datetime(1970, 1, 1, tzinfo=UTC)),
        (1772442000.5, datetime(2026, 3, 2, 9, 0, 0, 500000, UTC)),
        (True, None),
        ("1772442000", None),
        (None, None),
        (1e300, None),
        (float("nan"), None),
    ],
)
def test_when_somebody_showed_who_they_are_is_a_number_of_seconds(
    moment: object, shown: datetime | None
) -> None:
    assert claims.shown_at({"auth_time": moment}) == shown


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ({"a": "x"}, {"x"}),
        ({"a": ["x", 1, "y", None]}, {"x", "y"}),
        ({"a": []}, frozenset()),
        ({"a": None}, None),
        ({"a": 7}, None),
        ({"a": {"b": "x"}}, None),
        ({}, None),
    ],
)
def test_a_claim_holds_words_or_it_is_not_there(
    said: dict[str, Any], values: set[str] | None
) -> None:
    assert claims.values_of(said, "a") == values


def test_a_part_of_a_claim_that_is_no_table_is_not_there() -> None:
    assert claims.values_of({"a": "b"}, "a.b") is None
    assert claims.values_of({"a": {"b": {"c": "x"}}}, "a.b.c") == {"x"}


def test_where_nothing_is_mapped_a_provider_says_nothing_about_it() -> None:
    said = {"groups": ["sales"], "squads": ["west"]}
    only_roles = Provider(
        issuer="https://a.example", client_id="t", roles_from="groups",
        roles={Role.REP: ("sales", "field"), Role.LEADER: ("heads",)},
    )  # fmt: skip
    only_teams = Provider(
        issuer="https://a.example", client_id="t", teams_from="squads",
        teams={" We\u0301st ": ("west",), "North": ("north",)},
    )  # fmt: skip

    assert claims.wanted_by(said, only_roles) == claims.WantedRights(frozenset({Role.REP}), None)
    assert claims.wanted_by(said, only_teams) == claims.WantedRights(None, frozenset({"Wést"}))
