"""Which addresses count as one network?"""

from __future__ import annotations

import pytest

from tandem.web.networks import network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:0:1:abcd::7", "2001:db8:0:1::/64"),
        ("2001:db8:0:1:ffff:ffff:ffff:ffff", "2001:db8:0:1::/64"),
        ("2001:db8:0:0:8000::", "2001:db8::/64"),
        ("nowhere", "nowhere"),
    ],
)
def test_one_who_has_an_address_has_all_the_others_of_its_64(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8:0:1::", "2001:db8:0:2::"),
        ("2001:db8:0:1:ffff:ffff:ffff:ffff", "2001:db8:0:2::"),
        ("192.0.2.7", "192.0.2.8"),
    ],
)
def test_neighbors_have_networks_of_their_own(one: str, other: str) -> None:
    assert network_of(one) != network_of(other)
