"""What do the braces behind a heading say, and what is wrong with them?"""

from __future__ import annotations

import pytest

from tandem.content.parsing.attributes import LONGEST, attributes, heading, slug, unknown_word


def told(line: str) -> str:
    """The level and the title of a heading, its words, its id, what nobody knows, and faults."""
    head = heading(line, line=1)
    if head is None:
        return ""
    inside = head.attributes
    words = " ".join(f"{word}={value}" for word, value in inside.words.items())
    known = f"{head.level} {head.title}|{words}|{inside.id}|{' '.join(inside.unknown)}"
    return "|".join([known, *map(str, inside.faults)])


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("# a", "1 a|||"),
        ("## a", "2 a|||"),
        ("####### a", ""),
        ("#a", ""),
        ("   # a", "1 a|||"),
        ("    # a", ""),
        ("#", "1 |||"),
        ("# ", "1 |||"),
        ("# a #", "1 a|||"),
        ("# a ##  ", "1 a|||"),
        ("# a#", "1 a#|||"),
        ("# #", "1 |||"),
        ("# ###", "1 |||"),
        ("# a {quiz}", "1 a|quiz=||"),
        ("# a {#b quiz}", "1 a|quiz=|b|"),
        ("# a {quiz} #", "1 a|quiz=||"),
        ("# a {quiz} b", "1 a {quiz} b|||"),
        ("# {quiz}", "1 |quiz=||"),
        ("# a {b} {quiz}", "1 a {b}|quiz=||"),
        ("# a {}", "1 a|||"),
        ("# a {for=rep,support}", "1 a|for=rep,support||"),
        ("# a {for = rep}", "1 a|for=rep||"),
        ("# a {for=“rep”}", "1 a|for=rep||"),
        ('# a {for="rep, leader"}', "1 a|for=rep, leader||"),
        ("# a {for=rep for=leader}", "1 a|for=rep|||for is here twice. Keep one of them"),
        ("# a {quiz=1}", "1 a|quiz=1|||quiz takes no value. Write {quiz}, or take it out"),
        ("# a {#b #c}", "1 a||b||a heading has one id: #b or #c"),
        (
            "# a {#B}",
            "1 a||B||#B can’t be an id. Use small letters, digits and hyphens: #late-order",
        ),
        ("# a {#b-}", "1 a||b-|"),
        (
            "# a {#-b}",
            "1 a||-b||#-b can’t be an id. Use small letters, digits and hyphens: #late-order",
        ),
        ("# a {was=#b}", "1 a|was=#b||"),
        ("# a {was=B}", "1 a|was=B|||was= needs the id that this had before: was=late-order"),
        ("# a {sibling=#b}", "1 a|sibling=#b||"),
        (
            "# a {sibling=}",
            "1 a|sibling=|||sibling= needs the id of another question of this quiz:"
            " sibling=late-order",
        ),
        ("# a {quizz Foo}", "1 a|||quizz Foo"),
        ("# a {\\#b\\_c}", "1 a||b_c|"),
    ],
)
def test_a_heading_is_read_with_the_words_in_its_braces(line: str, read: str) -> None:
    assert told(line) == read


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("quizz", "quiz"), ("Quiz", "quiz"), ("fro", "for"), ("minuts", "minutes"), ("xyzzy", ""),
        ("siblingsibling", "sibling"), ("agreement" + "t" * 20, ""),
    ],
)  # fmt: skip
def test_a_word_that_is_nearly_known_is_put_beside_the_known_one(word: str, near: str) -> None:
    said = f'unknown attribute "{word}".'

    assert str(unknown_word(word, attributes("#id"))) == (
        f"{said} Did you mean {near}?" if near else said
    )


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A b", "a-b"), ("--A, b!", "a-b"), ("Ä", "question"), ("", "question"),
        ("a" * 61, "a" * 60), ("a" * 59 + " b", "a" * 59), ("a" * 58 + " b", "a" * 58 + "-b"),
    ],
)  # fmt: skip
def test_a_name_is_made_of_small_letters_and_digits(title: str, name: str) -> None:
    assert slug(title) == name


@pytest.mark.parametrize(("length", "is_too_long"), [(LONGEST, False), (LONGEST + 1, True)])
def test_braces_hold_no_more_than_somebody_can_read(length: int, is_too_long: bool) -> None:
    assert bool(attributes("a" * length).faults) is is_too_long


@pytest.mark.parametrize(
    ("braces", "meant"),
    [
        ("which", "Did you mean #which?"),
        ("late-order reply", "Did you mean #late-order?"),
        ("#late reply", "Did you mean #late-reply instead of #late reply? An id has no spaces"),
        ("#late orders", "Did you mean order?"),
        ("Which", ""),
    ],
)
def test_an_unknown_word_may_be_meant_as_an_id(braces: str, meant: str) -> None:
    found = attributes(braces)

    said = unknown_word(found.unknown[0], found)

    assert said == f'unknown attribute "{found.unknown[0]}". {meant}'.rstrip()
