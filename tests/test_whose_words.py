"""Who reads which text of the whole house, and under whose name? Every page, from every pair."""

from __future__ import annotations

import re

import pytest

from tests.cast import Cast
from tests.visits import PEOPLE, Sent
from tests.writings import WORDS, Written

EVERYBODY = [pytest.param(who, marks=pytest.mark.xdist_group(f"visit-{who}")) for who in PEOPLE]
# A figure with the words of one of the two, and the line that says whose they are.
FIGURE = re.compile(
    r"<figure class=\"(?:said|thanks)\">.*?<figcaption[^>]*>(.*?)[<,].*?</figure>", re.DOTALL
)


@pytest.fixture
def wide() -> bool:
    """Everybody writes."""
    return True


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_reads_what_was_promised_and_not_a_word_more(
    written: Written, visited: dict[str, Sent], who: str
) -> None:
    own = written.for_eyes_of(who)
    read: dict[str, set[str]] = {}
    for address, sent in visited.items():
        for text in WORDS.findall(sent.words):
            read.setdefault(text, set()).add(address)

    assert {text: pages for text, pages in read.items() if text not in own} == {}
    assert own - set(read) == set()


@pytest.mark.parametrize("who", EVERYBODY)
def test_above_somebodys_words_stands_their_name(
    cast: Cast, visited: dict[str, Sent], who: str
) -> None:
    named = [
        (text, figure[1].strip())
        for sent in visited.values()
        for figure in FIGURE.finditer(sent.page)
        for text in WORDS.findall(figure[0])
    ]

    own = {"You", "Not given", getattr(cast, who).name}
    for text, name in named:
        author = text.partition("-")[0].lower()
        who_is_named = own if author == who else {getattr(cast, author).name}
        assert any(word in name for word in who_is_named), (text, name)
    assert who in {"lee", "olga", "tess", "ada"} or len(named) > 3
