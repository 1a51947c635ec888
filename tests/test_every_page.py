"""Does every page still say what it said, to each of the cast, when all pairs have written?

What it said lies in `tests/pages/`. After a change that is meant, `make pages` writes it anew, and
the difference tells whoever reviews the change what everybody will see of it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.moments import USUAL
from tests.outline import said_in
from tests.visits import PEOPLE, Sent

PAGES = Path(__file__).parent / "pages"
EVERYBODY = [pytest.param(who, marks=pytest.mark.xdist_group(f"visit-{who}")) for who in PEOPLE]
ADDRESS, AS = "# ", "# as "
# Texts for everybody, which have tests of their own.
TEXTS = ("/help/", "/privacy", "/styleguide")
Said = dict[str, list[str]]


@pytest.fixture
def wide() -> bool:
    """Everybody writes."""
    return True


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_page_says_what_it_said(
    visited: dict[str, Sent], who: str, request: pytest.FixtureRequest
) -> None:
    if request.config.getoption("--moment") != USUAL:
        pytest.skip("on another day the pages say other days")
    says = {
        address: said_in(sent.page)
        for address, sent in sorted(visited.items())
        if sent.page and not address.startswith(TEXTS)
    }
    if request.config.getoption("--record-pages"):
        record(who, says)

    said = recorded(who)

    assert len(said) > 30
    assert says.keys() == said.keys()
    for address, lines in says.items():
        assert lines == said[address], f"{who} reads something else at {address}: see make pages"


def record(who: str, says: Said) -> None:
    """Write down what somebody reads. What another reads word for word is told by the name."""
    others = {name: recorded(name) for name in PEOPLE[: PEOPLE.index(who)]}
    parts: list[str] = []
    for address, lines in says.items():
        same = [name for name, pages in others.items() if pages.get(address) == lines]
        parts += [f"{ADDRESS}{address}", *([f"{AS}{same[0]}"] if same else lines)]
    PAGES.mkdir(exist_ok=True)
    file_of(who).write_text("\n".join(parts) + "\n", "utf-8")
    recorded.cache_clear()


@cache
def recorded(who: str) -> Said:
    """What somebody read at each address."""
    said: Said = {}
    address = ""
    for line in file_of(who).read_text("utf-8").splitlines():
        if line.startswith(f"{ADDRESS}/"):
            address = line.removeprefix(ADDRESS)
            said[address] = []
        elif line.startswith(AS):
            said[address] = recorded(line.removeprefix(AS))[address]
        else:
            said[address].append(line)
    return said


def file_of(who: str) -> Path:
    """Where it is written down."""
    return PAGES / f"{who}.txt"
