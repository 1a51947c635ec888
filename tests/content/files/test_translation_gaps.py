"""What does a translation lack that its original says or asks?"""

from __future__ import annotations

import pytest

from tandem.content.files import translations
from tandem.content.files.translation_gaps import drawn, gaps, pictures_in
from tandem.content.lesson import ModuleFile
from tandem.content.rendering.html import rendered
from tandem.terms import Severity
from tests.content.reading import lesson

ORIGINAL = """
    ![A can.](images/can.svg)

    {contact}

    ## For both

    Text.

    ## You {for=rep}

    The drive.

    ## You {for=support}

    The frame.

    ## Check {quiz pass=60% pick=1}

    ### What helps? {#helps}

    It is Monday.

    Hint: Think.

    - [ ] Wait
      > Why wait?
    - [x] Go
      > Yes.

    Because.

    ### Is it so? {#so}

    - [ ] No
    - [x] Yes

    ## Two {together}

    ### Tell {#tell share=pair}

    A word.

    ____

    ### The scene {#harbor scene}

    #### A call {for=rep}

    It rings.

    - [Answer](#desk)

    #### A desk {#desk for=support}

    It is yours.

    - [Go](#good)
    - [Stay](#poor)

    #### Good {#good end=good}

    They come.

    #### Poor {#poor end=poor}

    ### How often? {#often scale}

    1 (never) ... 3 (always)
    """


def said(before: str, after: str = "") -> list[str]:
    """What is missing in a translation that has all of the original but this."""
    assert before in ORIGINAL
    original, own = lesson(ORIGINAL), lesson(ORIGINAL.replace(before, after, 1))
    return [str(message) for _, message in gaps(own, original)]


def test_a_translation_of_all_lacks_nothing() -> None:
    assert said("Monday", "Montag") == []
    assert list(gaps(lesson("Nur Text."), lesson("Text alone."))) == []


@pytest.mark.parametrize(
    ("before", "after", "missing"),
    [
        ("![A can.](images/can.svg)", "", "a picture of the original is missing here"),
        ("{contact}\n", "", "{contact} of the original is missing here"),
        ("## For both\n", "", "a heading for everybody of the original is missing here"),
        ("## You {for=rep}\n", "", "a heading with {for=rep} of the original is missing"),
        (" pass=60%", "", "pass=60% of the original counts here, too"),
        (" pick=1", "", "pick=1 of the original counts here, too"),
        (" share=pair", "", "share=pair of the original counts here, too"),
        ("It is Monday.", "", "#helps lacks what the original has: the text under its heading"),
        ("Hint: Think.", "", "#helps lacks what the original has: the hint"),
        ("Because.", "", "#helps lacks what the original has: the explanation behind it"),
        ("      > Why wait?\n", "", "this option has feedback in the original"),
        ("A word.", "", "#tell lacks what the original has: the text under its heading"),
        ("3 (always)", "5 (always)", "#often lacks what the original has: the same ends"),
        ("They come.", "", "#good lacks what the original has: the text of this scene"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_with_its_remedy(before: str, after: str, missing: str) -> None:
    assert [text for text in said(before, after) if text.startswith(missing)] != []


SHOWN_AS_WRITTEN = """
    ![A can.](images/can.svg)

    Write `![What it shows](images/can.svg)`.

    ```markdown
    ![What it shows](images/can.svg)
    ```

    ```lesson
    ![A valve.](images/valve.svg)
    ```

    ![A can again.](images/can.svg)

    ```lesson
    Text.
    ```
    """


def test_pictures_in_examples_count_the_same_in_the_file_and_on_the_page() -> None:
    file = lesson(SHOWN_AS_WRITTEN)
    page = rendered(file, picture_address=lambda path: path)

    assert (pictures_in(file), pictures_in(page)) == (3, 3)


@pytest.mark.parametrize(
    "before", ["![A can.](images/can.svg)", "{contact}", "## For both\n", "## You {for=rep}\n"]
)
def test_what_a_whole_file_lacks_is_told_in_its_first_line(before: str) -> None:
    own = lesson(ORIGINAL.replace(before, ""))

    assert [line for line, _ in gaps(own, lesson(ORIGINAL))] == [1]


def test_text_before_the_first_heading_is_no_heading() -> None:
    whole = "![A can.](images/can.svg)\n\n    {contact}\n"

    assert [message for message in said(whole) if "heading" in message] == []


def test_the_line_is_that_of_the_translation() -> None:
    own = lesson(ORIGINAL.replace("      > Why wait?\n", ""))

    [(line, _)] = gaps(own, lesson(ORIGINAL))

    assert line == own.sections[-2].questions[0].options[0].line > 1


def checked(german: str, *, edition: int = 1) -> list[tuple[Severity, str]]:
    """What the checker says of a translation of the first edition."""
    file = ModuleFile("01-a.de.md", 1, "a", "de", "", lesson(german))
    original = lesson(ORIGINAL, head=f"title: A\nedition: {edition}")
    problems = translations.checked(file, original, file="01-a.de.md").problems
    return [(problem.severity, str(problem.message)) for problem in problems]


def test_a_gap_is_a_warning_and_another_structure_an_error() -> None:
    without_feedback = checked(ORIGINAL.replace("      > Why wait?\n", ""))
    without_step = checked(ORIGINAL.replace("{#tell share=pair}", "{#told share=pair}"))

    assert [severity for severity, _ in without_feedback] == [Severity.WARNING]
    assert {severity for severity, _ in without_step} == {Severity.ERROR}


def test_a_translation_that_is_behind_reads_what_the_new_edition_asks() -> None:
    problems = checked(ORIGINAL.replace("{#tell share=pair}", "{#told share=pair}"), edition=2)

    assert {severity for severity, _ in problems} == {Severity.WARNING}
    assert any("#tell of the original is missing here" in text for _, text in problems)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a\n```\nb\n```\nc", "a\nc"),
        ("a\n````\n```\nb\n````\nc", "a\nc"),
        ("a\n```\n~~~\nb\n```\nc", "a\nc"),
        ("a\n```\n``` b\nc\n```\nd", "a\nd"),
        ("a `b` c", "a  c"),
        ("a <code>b</code> c </code> d", "a  c </code> d"),
    ],
)
def test_what_is_only_shown_as_it_is_written_goes_to_its_own_fence(text: str, words: str) -> None:
    assert drawn(text) == words
