"""Which sections has a module, and who reads each?"""

from __future__ import annotations

import pytest

from tandem.content.lesson import Section, SectionKind
from tandem.content.parsing.lines import numbered
from tandem.content.parsing.sections import sections
from tandem.terms import READERS, Role
from tests.content.reading import lesson, says

OPTIONS = "- [ ] A\n- [x] B\n- [ ] C\n"


def read(text: str) -> tuple[Section, ...]:
    """The sections of a text without a fault."""
    found, faults = sections(numbered(text)[0])
    assert faults == []
    return found


def test_the_text_before_the_first_heading_is_a_section_without_a_title() -> None:
    (found,) = read("\nEverybody.\n\nReally.\n")

    assert found == Section(SectionKind.READING, "", 1, "Everybody.\n\nReally.", line=1)


def test_an_empty_text_has_no_section() -> None:
    assert read("\n  \n\n") == ()


def test_a_heading_has_title_level_anchor_and_line() -> None:
    (found,) = read("\n## What *you* bring! {#you}\n\nDrive.\n")

    assert (found.title, found.level, found.anchor, found.line) == (
        "What *you* bring!",
        2,
        "you",
        2,
    )
    assert found.text == "Drive."


def test_an_anchor_is_made_from_the_title() -> None:
    assert read("## What you bring!\n")[0].anchor == "what-you-bring"


@pytest.mark.parametrize(
    "line", ["##Title", "####### Title", "    ## Title", "\\## Title", "`## T`"]
)
def test_a_line_that_markdown_takes_for_text_is_no_heading(line: str) -> None:
    assert [found.title for found in read(line)] == [""]


@pytest.mark.parametrize(
    "line", ["## You {for=rep}", "   ## You {for=rep} ##  ", "##  You{for=rep}"]
)
def test_a_heading_is_read_however_it_is_spaced(line: str) -> None:
    (found,) = read(line)

    assert (found.title, found.roles) == ("You", frozenset({Role.REP}))


@pytest.mark.parametrize("quoted", ['"rep"', "“rep”", "„rep“", "«rep»", "'rep'", "’rep’"])
def test_every_quotation_mark_is_a_quotation_mark(quoted: str) -> None:
    assert read(f"## You {{for={quoted}}}")[0].roles == {Role.REP}


@pytest.mark.parametrize("title", ["Use {braces} here", "A {", "B }", "{for=rep} first"])
def test_braces_within_a_title_are_text(title: str) -> None:
    assert read(f"## {title}")[0].title == title


def test_a_heading_without_for_is_read_by_everybody() -> None:
    assert read("## You\n")[0].roles == set(READERS)


@pytest.mark.parametrize("role", READERS)
def test_a_face_is_read_by_its_role_only(role: Role) -> None:
    assert read(f"## You {{for={role}}}\n")[0].roles == {role}


def test_a_face_may_be_for_two_roles() -> None:
    assert read("## You {for=rep,leader}\n")[0].roles == {Role.REP, Role.LEADER}


def test_a_plain_sub_heading_is_part_of_its_section() -> None:
    (found,) = read("## You {for=rep}\n\nA.\n\n### More\n\nB.\n\n#### Deep\n\nC.\n")

    assert found.text == "A.\n\n### More\n\nB.\n\n#### Deep\n\nC."


def test_a_face_may_stand_inside_a_section_and_ends_with_it() -> None:
    found = read("## Day\n\nA.\n\n### You {for=rep}\n\nB.\n\n### All\n\nC.\n\n## End\n\nD.\n")

    said = [(one.title, len(one.roles)) for one in found]
    assert said == [("Day", 3), ("You", 1), ("All", 3), ("End", 3)]


def test_what_a_face_holds_is_for_its_role_too() -> None:
    found = read("## You {for=rep}\n\n### Named {#named}\n\n### Both {for=rep,support}\n")

    assert [one.roles for one in found] == [{Role.REP}] * 3


def test_a_face_inside_the_face_of_another_is_an_error() -> None:
    said = says("## You {for=rep}\n\n### They {for=support}\n")

    assert "7: error: nobody would read this: a heading above excludes it" in said


def test_every_heading_one_level_below_a_quiz_is_a_question() -> None:
    module = lesson(
        f"# Check {{quiz}}\n\nBe calm.\n\n## A? {{#a}}\n\n{OPTIONS}\n## B? {{#b}}\n\n{OPTIONS}"
        "\n# After\n\nBye.\n"
    )

    quiz, after = module.sections
    assert (quiz.kind, quiz.text, quiz.level) == (SectionKind.QUIZ, "Be calm.", 1)
    assert [(one.id, one.line) for one in quiz.questions] == [("a", 9), ("b", 15)]
    assert (after.kind, after.text) == (SectionKind.READING, "Bye.")


def test_a_deeper_heading_is_part_of_the_question() -> None:
    module = lesson(f"## Check {{quiz}}\n\n### A? {{#a}}\n\n#### Scene\n\nLate.\n\n{OPTIONS}")

    (question,) = module.sections[0].questions
    assert question.body == "#### Scene\n\nLate."


def test_a_quiz_for_one_role_asks_that_role_only() -> None:
    module = lesson(f"## Check {{quiz for=rep}}\n\n### A? {{#a}}\n\n{OPTIONS}")

    assert module.sections[0].roles == {Role.REP}
    assert module.sections[0].questions[0].roles == {Role.REP}


def test_a_question_that_nobody_would_be_asked_is_an_error() -> None:
    said = says(f"## Check {{quiz for=rep}}\n\n### A? {{#a for=support}}\n\n{OPTIONS}")

    assert "7: error: nobody would be asked this: the quiz excludes them" in said


@pytest.mark.parametrize(
    ("written", "share"), [("80%", 0.8), ("80", 0.8), ("1%", 0.01), ("100%", 1.0), ('"67%"', 0.67)]
)
def test_pass_is_a_share(written: str, share: float) -> None:
    module = lesson(f"## Check {{quiz pass={written}}}\n\n### A? {{#a}}\n\n{OPTIONS}")

    assert module.sections[0].pass_share == share


@pytest.mark.parametrize("written", ["0%", "101%", "-5%", "0.8", "%", "", "８０%"])
def test_pass_is_nothing_else(written: str) -> None:
    said = says(f"## Check {{quiz pass={written}}}\n\n### A? {{#a}}\n\n{OPTIONS}")

    assert said[0] == f"5: error: pass={written} isn’t a share. Write it as pass=80%"


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("quizz", " Did you mean quiz?"),
        ("For=rep", " Did you mean for?"),
        ("Xyz", ""),
        ("fro=rep", " Did you mean for?"),
    ],
)
def test_an_unknown_attribute_brings_the_nearest_known_one(word: str, hint: str) -> None:
    name = word.partition("=")[0]

    assert says(f"## You {{{word}}}") == [f'5: error: unknown attribute "{name}".{hint}']


@pytest.mark.parametrize("name", ["Late", "late day", "-late", "spät", "", "a" * 81, "late.order"])
def test_an_id_has_small_letters_digits_and_hyphens(name: str) -> None:
    assert says(f"## You {{#{name}}}")[0].startswith("5: error: ")


@pytest.mark.parametrize("name", ["late-order", "1", "a_b", "a" * 80])
def test_an_id_may_be_anything_of_that(name: str) -> None:
    assert read(f"## You {{#{name}}}")[0].anchor == name


def test_a_fault_in_a_question_heading_names_its_line() -> None:
    said = says(
        f"## Check {{quiz}}\n\n### A? {{#a fr=rep}}\n\n{OPTIONS}### B? {{#b for=x}}\n\n{OPTIONS}"
    )

    assert '7: error: unknown attribute "fr". Did you mean for?' in said
    assert "12: error: for=x names nobody. Use rep, support or leader" in said


@pytest.mark.parametrize(
    "text",
    [
        f"## Check {{#own quiz}}\n\n### Why?\n\n{OPTIONS}",
        "## Play {#own practice}\n\n### A call {#a end=good}\n\nWell.\n",
        "## Two {#own together}\n\n### Talk {talked}\n",
    ],
)
def test_every_kind_of_section_keeps_the_anchor_that_it_names(text: str) -> None:
    assert read(text)[0].anchor == "own"


def test_a_heading_below_the_first_text_begins_a_section() -> None:
    assert [(one.title, one.text) for one in read("Everybody.\n\n## You\n\nDrive.\n")] == [
        ("", "Everybody."),
        ("You", "Drive."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"## Check {{quiz}}\n\n#### A? {{#a}}\n\n{OPTIONS}",
        "## Play {practice}\n\n#### A call {#a end=good}\n\nWell.\n",
        "## Two {together}\n\n#### Talk {#a talked}\n",
    ],
)
def test_a_first_part_that_stands_too_deep_is_named(text: str) -> None:
    assert says(text)[0] == (
        "7: error: a question, a step or a scene goes one level below its section. Take a # out"
    )
