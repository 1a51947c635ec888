"""What do the values of the words behind a heading mean, and which are refused?"""

from __future__ import annotations

from collections.abc import Callable
from math import inf

import pytest

from tandem.content.messages import Message
from tandem.content.parsing.attributes import Attributes
from tandem.content.parsing.values import (
    minutes_for_two,
    number_up_to,
    pass_share,
    picked,
    recapped,
    roles_of,
)
from tandem.terms import READERS, Role


@pytest.mark.parametrize(
    ("word", "read", "value", "meant"),
    [
        ("pass", pass_share, "1", 0.01),
        ("pass", pass_share, "75%", 0.75),
        ("pass", pass_share, "100%", 1.0),
        ("pick", picked, "1", 1),
        ("pick", picked, "12", 12),
        ("minutes", minutes_for_two, "1", 1),
        ("minutes", minutes_for_two, "0020", 20),
        ("minutes", minutes_for_two, "240", 240),
        ("recap", recapped, "1", 1),
        ("recap", recapped, "9", 9),
    ],
)
def test_a_number_counts_up_to_its_bounds(
    word: str, read: Callable[[Attributes], tuple[object, Message]], value: str, meant: object
) -> None:
    found, fault = read(Attributes({word: value}))

    assert (found, str(fault)) == (meant, "")


@pytest.mark.parametrize(
    ("word", "read", "values", "otherwise"),
    [
        (
            "pass",
            pass_share,
            ["0", "101%", "80%%", "²", "٣", "a", "", "0.8", "-1"],
            0.8,
        ),
        ("pick", picked, ["0", "-1", "²", "٣", "a", "", "1.5"], None),
        (
            "minutes",
            minutes_for_two,
            ["0", "241", "10000", "000241", "²", "٣", "a", ""],
            0,
        ),
        ("recap", recapped, ["0", "10", "1000", "0010", "²", "٣", "a", ""], 0),
    ],
)
def test_what_is_beyond_its_bounds_or_no_number_is_named_and_does_not_count(
    word: str,
    read: Callable[[Attributes], tuple[object, Message]],
    values: list[str],
    otherwise: object,
) -> None:
    for value in values:
        found, fault = read(Attributes({word: value}))

        assert (found, str(fault).partition(" ")[0]) == (otherwise, f"{word}={value}")


def test_a_word_that_is_not_there_means_what_is_usual() -> None:
    words = Attributes()

    assert [read(words)[0] for read in (pass_share, picked, minutes_for_two, recapped)] == [
        0.8,
        None,
        0,
        0,
    ]
    assert roles_of(words)[0] == frozenset(READERS)


@pytest.mark.parametrize(
    ("value", "roles", "fault"),
    [
        ("rep", {Role.REP}, ""),
        ("rep, leader ,", {Role.REP, Role.LEADER}, ""),
        ("support,support", {Role.SUPPORT}, ""),
        ("", set(READERS), "for= names nobody. Use rep, support or leader"),
        (",", set(READERS), "for=, names nobody. Use rep, support or leader"),
        ("rep,both", set(READERS), "for=rep,both names nobody. Use rep, support or leader"),
    ],
)
def test_roles_are_named_one_by_one(value: str, roles: set[Role], fault: str) -> None:
    found, said = roles_of(Attributes({"for": value}))

    assert (set(found), str(said)) == (roles, fault)


def test_a_number_that_no_program_reads_does_not_count() -> None:
    assert number_up_to(inf, "9" * 5000) == 0
