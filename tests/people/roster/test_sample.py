"""Is the list that somebody starts from read again, in every language of the pages?"""

from __future__ import annotations

import pytest

from tandem.content.own_words import OwnWords
from tandem.people.roster.sample import sample_list
from tandem.people.roster.table import read_roster
from tandem.terms import Role


@pytest.mark.parametrize(
    ("language", "head"), [("en", "given name"), ("de", "Vorname"), ("fr", "given name")]
)
def test_the_sample_list_is_in_the_language_of_the_page_and_certain(
    language: str, head: str
) -> None:
    lines = sample_list(OwnWords(), language)

    roster = read_roster("\n".join(";".join(line) for line in lines).encode())

    assert lines[0][1] == head
    assert roster.head
    assert roster.head.is_certain
    assert roster.faults == ()
    roles = [set(row.roles) for row in roster.rows]
    assert roles == [{Role.LEADER}, {Role.REP}, {Role.SUPPORT}, {Role.REP}]
    assert [row.leaves for row in roster.rows] == [False, False, False, True]
