"""What do blind readers score, and are their figures true?"""

from __future__ import annotations

import math

import pytest

from tandem.content.guess_table import READERS, guess_tables, together
from tandem.content.guessability import Blind, blind, choices_in, odds, plain
from tandem.content.lesson import CourseFolder, ModuleFile, Option, Question
from tandem.content.word_model import WordModel, added, counted_words, words_of
from tests.content.reading import lesson, read

RIGHT_LONGEST = ("- [ ] No", "- [x] Yes, and why", "- [ ] Both")


def question(*options: str, words: str = "") -> Question:
    """A choice with these options."""
    lines = "\n".join(options)
    (asked,) = choices_in(lesson(f"## Check {{quiz}}\n\n### Why? {{#a{words}}}\n\n{lines}"))
    return asked


def scores(*options: str, words: str = "") -> dict[str, float]:
    """What each reader scores in one choice."""
    return {
        name: round(score, 3)
        for name, score in blind([question(*options, words=words)]).by_reader.items()
    }


def test_who_takes_the_longest_is_right_where_the_right_one_is_longest() -> None:
    assert scores(*RIGHT_LONGEST) == {"chance": 0.333, "longest": 1, "shortest": 0, "first": 0}


def test_among_options_of_one_length_the_lot_decides() -> None:
    assert scores("- [x] Yes", "- [ ] Not", "- [ ] No")["longest"] == 0.5


@pytest.mark.parametrize(
    ("options", "longest", "chance"),
    [
        (("- [x] Long one", "- [x] Long two", "- [ ] No"), 1, 0.333),
        (("- [x] Long one", "- [x] No", "- [ ] Long two"), 0, 0.333),
        (("- [x] Long", "- [x] Mid", "- [ ] Nah", "- [ ] No"), 0.5, 0.167),
    ],
)
def test_of_several_right_ones_all_are_to_be_found(
    options: tuple[str, ...], longest: float, chance: float
) -> None:
    found = scores(*options)

    assert (found["longest"], found["chance"]) == (longest, chance)


def test_what_is_not_read_makes_no_option_longer() -> None:
    link = "- [ ] [No](https://example.com/a/very/long/address)"

    assert scores(link, "- [x] **Yes**", "- [ ] *It is*")["longest"] == 0


def module(name: str, *choices: tuple[str, ...]) -> ModuleFile:
    """A module file that asks these choices."""
    body = "\n\n".join(
        f"### Why {place}? {{#q{place}}}\n\n" + "\n".join(lines)
        for place, lines in enumerate(choices)
    )
    return read(f"---\ntitle: T\n---\n\n## Check {{quiz}}\n\n{body}", name=name)


def test_the_word_model_learns_from_other_modules_alone() -> None:
    files = (
        module("01-a.md", ("- [x] ask now", "- [ ] wait on", "- [ ] hide it")),
        module("02-b.md", ("- [ ] wait long", "- [x] ask both", "- [ ] hide him")),
        module("03-c.md", ("- [x] zeal", "- [ ] none")),
    )

    (table,) = guess_tables([CourseFolder("teaming", "Teaming", modules=files)])

    assert [row.figures.by_reader["words"] for row in table.modules] == [1, 1, 0.5]
    assert (table.all.choices, round(table.all.by_reader["words"], 3)) == (3, 0.833)


def test_a_course_has_a_table_for_each_language_and_names_what_it_cannot_read() -> None:
    files = (
        module("01-a.md", RIGHT_LONGEST),
        module("01-a.de.md", RIGHT_LONGEST),
        read("\x00", name="bad.md"),
    )

    tables = guess_tables([CourseFolder("teaming", "Teaming", modules=files)])

    assert [(table.language, table.all.choices) for table in tables] == [("en", 1), ("de", 1)]
    assert [table.left_out for table in tables] == [("bad.md",), ()]


def options(marks: str) -> tuple[Option, ...]:
    """Options, right where there is an x."""
    return tuple(Option(str(place), "", mark == "x") for place, mark in enumerate(marks))


@pytest.mark.parametrize(
    ("marks", "weights", "likely"),
    [
        ("x..", (3, 2, 1), 1),
        ("x..", (2, 3, 1), 0),
        ("x..", (1, 1, 1), 1 / 3),
        ("x..", (2, 2, 1), 1 / 2),
        ("x..", (1, 2, 2), 0),
        ("xx..", (1, 1, 1, 1), 1 / 6),
        ("xx..", (4, 3, 2, 1), 1),
        ("xx..", (2, 1, 1, 1), 1 / 3),
        ("xx..", (3, 2, 2, 1), 1 / 2),
        ("xx..", (3, 1, 2, 1), 0),
        ("xxx.", (1, 1, 1, 1), 1 / 4),
        ("xxx.", (2, 2, 2, 1), 1),
    ],
)
def test_the_heaviest_are_taken_and_among_equals_lots_are_drawn(
    marks: str, weights: tuple[float, ...], likely: float
) -> None:
    assert odds(options(marks), weights) == pytest.approx(likely)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("[No](https://a.example)", "No"),
        ("**Yes**, `now` _or_ never ", "Yes, now or never"),
        ("A (really) good one", "A (really) good one"),
    ],
)
def test_of_an_option_its_words_are_seen(text: str, read: str) -> None:
    assert plain(text) == read


def test_where_nothing_is_asked_nobody_scores() -> None:
    nothing = blind([])

    assert (nothing.choices, nothing.chance, set(nothing.by_reader.values())) == (0, 0, {0})
    assert together([]).by_reader == dict.fromkeys(READERS, 0)


def test_what_has_no_wrong_option_is_no_choice() -> None:
    asked = lesson(
        "## Check {quiz}\n\n### Order? {#a order}\n\n1. One\n2. Two\n\n"
        "### Yes? {#b}\n\n- [ ] No\n- [x] Yes\n\n### Many? {#c}\n\n= 5\n"
    )

    assert [one.id for one in choices_in(asked)] == ["b"]


def test_each_choice_counts_alike_in_whichever_module() -> None:
    parts = [Blind(1, dict.fromkeys(READERS, 1.0)), Blind(3, dict.fromkeys(READERS, 0.0))]

    assert (together(parts).choices, together(parts).chance) == (4, 0.25)
    assert together(parts[:1]).chance == 1


def test_a_word_counts_once_in_an_option_whatever_its_case() -> None:
    assert words_of("Ask, *ask* and [wait](https://a.example)") == {"ask", "and", "wait"}


def test_a_word_weighs_what_others_say_smoothed_by_one() -> None:
    others = counted_words([question("- [x] Ask", "- [ ] wait", "- [ ] hide")])
    own = counted_words([question("- [x] Wait", "- [ ] Ask")])
    model = WordModel(added([others, own]), own)

    assert model.weight("ask") == pytest.approx(math.log(2 / 3) - math.log(1 / 4))
    assert model.weight("wait") == pytest.approx(math.log(1 / 3) - math.log(2 / 4))
    assert model(question("- [x] Ask, wait", "- [ ] new").options) == pytest.approx(
        [model.weight("ask") + model.weight("wait"), model.weight("new")]
    )


def test_a_table_is_called_as_its_course_is_shown() -> None:
    file = module("01-a.md", RIGHT_LONGEST)

    tables = guess_tables(
        [
            CourseFolder("a", "A", modules=(file,), shown_as="courses/a"),
            CourseFolder("b", "B", modules=(file,), language="fr"),
        ]
    )

    assert [(table.course, table.language) for table in tables] == [
        ("courses/a", "en"),
        ("b", "fr"),
    ]
    assert [table.modules[0].name for table in tables] == ["01-a", "01-a"]
