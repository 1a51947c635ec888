"""Does every page still say what it said, to each of the cast, when all pairs have written?

What it said lies in `tests/pages/`. After a change that is meant, `make pages` writes it anew, and
the difference tells whoever reviews the change what everybody will see of it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import said
from tests.outline import dangling_in, said_around, said_in, without_lots
from tests.visits import PEOPLE, Sent

PAGES = Path(__file__).parent / "pages"
EVERYBODY = [pytest.param(who, marks=pytest.mark.xdist_group(f"visit-{who}")) for who in PEOPLE]
# Texts for everybody, which have tests of their own.
TEXTS = ("/help/", "/privacy", "/styleguide")


@pytest.fixture
def wide() -> bool:
    """Everybody writes."""
    return True


@pytest.mark.written_down
@pytest.mark.parametrize("who", EVERYBODY)
def test_every_page_says_what_it_said(
    visited: dict[str, Sent], who: str, request: pytest.FixtureRequest
) -> None:
    says = said_to(visited)
    if request.config.getoption("--record-pages"):
        said.write(file_of(who), says, others=before(who))

    told = said.read(file_of(who))

    assert len(told) > 30
    assert says.keys() == told.keys()
    for address, lines in says.items():
        assert lines == told[address], f"{who} reads something else at {address}: see make pages"


def said_to(visited: dict[str, Sent]) -> said.Said:
    """What each page says, and each file; around a page, what is not around the first one, too."""
    around = said_around(visited["/"].page)
    says: said.Said = {"around every page": around}
    for address, sent in sorted(visited.items()):
        if sent.file:
            says[address] = [without_lots(line) for line in sent.file]
        assert dangling_in(sent.page) == set(), address
        if sent.page and not address.startswith(TEXTS):
            other = [f"around: {line}" for line in said_around(sent.page) if line not in around]
            says[address] = [*other, *said_in(sent.page)]
    return says


def file_of(who: str) -> Path:
    """Where it is written down."""
    return PAGES / f"{who}.txt"


def before(who: str) -> list[Path]:
    """Where it is written down what those before somebody read."""
    return [file_of(name) for name in PEOPLE[: PEOPLE.index(who)]]
