"""What do blind readers score, and are their figures true?"""

from __future__ import annotations

import pytest

from tandem.content.guess_table import guess_tables
from tandem.content.guessability import blind, choices_in
from tandem.content.lesson import CourseFolder, ModuleFile, Question
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
