"""Is a file in another language the same lesson?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tandem.content.files import translations
from tandem.content.lesson import (
    Accepted,
    Ending,
    Item,
    Lesson,
    Link,
    Match,
    ModuleFile,
    Option,
    PairStep,
    Question,
    QuestionKind,
    Scene,
    SeatPart,
    SectionKind,
    StepKind,
)
from tandem.terms import Role, Severity
from tests.content.reading import lesson

ORIGINAL = """
    ## You {for=rep}

    The drive.

    ## Check {quiz pass=60%}

    ### What helps? {#helps}

    - [ ] Wait
      > Why wait?
    - [x] Go
      > Yes.

    ### Fill {#fill}

    The [[frame]] holds.

    ### Pair {#pair match}

    - drive -> rep
    - frame -> support

    ### Tell them {#tell write}

    + Names the day
    + Names the limit

    > Friday, half of it.

    ## Two {together}

    ### Thanks {#thanks sealed}

    ____

    ### Plan {#plan plan}

    When ____, then I ____.
    """
GERMAN = """
    ## Du {for=rep}

    Der Antrieb.

    ## Prüfe dich {quiz}

    ### Was hilft? {#helps}

    - [ ] Warten
      > Warum warten?
    - [x] Losgehen
      > Ja.

    ### Lücke {#fill}

    Der [[Rahmen]] hält.

    ### Paare {#pair match}

    - Antrieb -> Rep
    - Rahmen -> Support

    ### Sag es {#tell write}

    + Nennt den Tag
    + Nennt die Grenze

    > Am Freitag die Hälfte.

    ## Zu zweit {together}

    ### Danke {#thanks sealed}

    ____

    ### Vorsatz {#plan plan}

    Wenn ____, dann ____.
    """


def both(change: tuple[str, str] = ("", "")) -> tuple[Lesson, Lesson]:
    """The German lesson with a change, and its original."""
    assert change[0] in GERMAN
    german = GERMAN.replace(*change) if change[0] else GERMAN
    return lesson(german, head="title: Motor"), lesson(ORIGINAL)


def faults(*change: str) -> list[str]:
    """What keeps the changed German lesson from standing for the original."""
    return [said for _, said in translations.faults(*both((change[0], change[1])))]


def test_a_translation_with_the_same_ids_and_shape_has_no_fault() -> None:
    assert list(translations.faults(*both())) == []


def test_words_come_from_the_translation_and_all_else_from_the_original() -> None:
    german, original = both()

    made = translations.translated(original, german)

    quiz, asked = made.sections[1], made.sections[1].questions[0]
    assert (made.title, quiz.title, asked.title) == ("Motor", "Prüfe dich", "Was hilft?")
    assert [option.text for option in asked.options] == ["Warten", "Losgehen"]
    assert [o.key for o in asked.options] == [
        o.key for o in original.sections[1].questions[0].options
    ]
    assert quiz.pass_share == 0.6


def test_the_right_sides_of_a_match_keep_their_keys() -> None:
    german, original = both()

    made = translations.translated(original, german).sections[1].questions[2]

    assert made.matches[0].right == "Rep"
    assert made.matches[0].side != ""


def test_what_is_typed_counts_in_the_language_that_is_read() -> None:
    german, original = both()

    made = translations.translated(original, german).sections[1].questions[1]

    assert made.gaps[0][0].text == "Rahmen"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("{#helps}", "{#helped}", "#helps of the original is missing here"),
        ("{#helps}", "{#helped}", "the original has no #helped"),
        ("- [ ] Warten", "- [x] Warten", "#helps is a true/false question"),
        ("### Was hilft? {#helps}", "### Was hilft? {#helps for=rep}", "#helps is a true/false"),
        ("hält.", "hält und [[trägt]].", "#fill is built in another way"),
        ("{#thanks sealed}", "{#thanks}", "the step #thanks is built in another way"),
    ],
)
def test_another_structure_is_a_fault(before: str, after: str, said: str) -> None:
    assert any(said in one for one in faults(before, after))


def test_a_translation_without_the_quiz_is_a_fault() -> None:
    german, original = lesson("Nur Text.", head="title: Motor"), both()[1]

    assert list(translations.faults(german, original)) == [
        (1, "this needs 2 sections with questions or steps, as the original")
    ]


def test_a_translation_of_an_earlier_edition_is_behind() -> None:
    old, new = lesson("A.", head="title: A"), lesson("A.", head="title: A\nedition: 2")

    assert translations.is_behind(old, new)
    assert not translations.is_behind(new, new)


QUESTION = Question(
    "a",
    QuestionKind.SINGLE,
    "",
    options=(Option("y", "Yes", right=True), Option("n", "No", right=False)),
    matches=(Match("m", "left", "right"), Match("s", "", "spare")),
    gaps=((Accepted("so"),),),
    accepted=(Accepted(low=4, high=6, units=("min",)), Accepted("five")),
    scenes=(Scene("s", "S", "", (Link("Go", "e"),)), Scene("e", "E", "", end=Ending.GOOD)),
    criteria=(Item("c", "C"),),
    models=("M",),
)


@pytest.mark.parametrize(
    "change",
    [
        {"options": QUESTION.options[::-1]},
        {"options": (replace(QUESTION.options[0], pin=True), QUESTION.options[1])},
        {"options": QUESTION.options[:1]},
        {"matches": QUESTION.matches[::-1]},
        {"gaps": QUESTION.gaps * 2},
        {"accepted": (replace(QUESTION.accepted[0], low=5), QUESTION.accepted[1])},
        {"accepted": (replace(QUESTION.accepted[0], high=5), QUESTION.accepted[1])},
        {"accepted": (replace(QUESTION.accepted[0], units=()), QUESTION.accepted[1])},
        {"scenes": QUESTION.scenes[:1]},
        {"criteria": ()},
        {"models": ("M", "N")},
        {"sibling": "b"},
        {"first": True},
        {"last": True},
    ],
)
def test_a_question_that_is_built_in_another_way_is_a_fault(change: dict[str, Any]) -> None:
    (fault,) = translations.faults_of_question(QUESTION, replace(QUESTION, line=9, **change))

    assert fault[0] == 9
    assert fault[1].startswith("#a is built in another way than in the original")


@pytest.mark.parametrize(
    "change",
    [
        {"options": tuple(replace(one, text="?", key="?", line=3) for one in QUESTION.options)},
        {"matches": (Match("x", "links", "rechts"), Match("y", "", "übrig"))},
        {"gaps": ((Accepted("so"), Accepted("also")),)},
        {"accepted": (replace(QUESTION.accepted[0], units=("Minuten",)),)},
        {"title": "?", "body": "?", "hint": "?", "explanation": "?"},
        {"models": ("Ein Satz",), "criteria": (Item("k", "K"),)},
    ],
)
def test_other_words_are_no_fault(change: dict[str, Any]) -> None:
    assert list(translations.faults_of_question(QUESTION, replace(QUESTION, **change))) == []


@pytest.mark.parametrize(
    "change", [{"kind": QuestionKind.MULTIPLE}, {"roles": frozenset({Role.REP})}]
)
def test_a_question_of_another_kind_or_for_others_is_a_fault(change: dict[str, Any]) -> None:
    ((_, said),) = translations.faults_of_question(QUESTION, replace(QUESTION, **change))

    assert said.endswith("for the same roles in the original")


STEP = PairStep(
    "a",
    StepKind.CHOICE,
    "",
    items=(Item("i", "I"),),
    seats=(SeatPart(Role.REP, "", items=(Item("r", "R"),)), SeatPart(Role.SUPPORT, "")),
    sentence=("When", "then"),
    scenes=QUESTION.scenes,
)


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        ({"title": "?", "body": "?", "line": 9}, True),
        ({"items": (Item("x", "X"),)}, True),
        ({"kind": StepKind.TALKED}, False),
        ({"roles": frozenset({Role.REP})}, False),
        ({"guess_of": "b"}, False),
        ({"items": ()}, False),
        ({"seats": STEP.seats[::-1]}, False),
        ({"seats": (replace(STEP.seats[0], items=()), STEP.seats[1])}, False),
        ({"sentence": ("Wenn", "dann")}, True),
        ({"sentence": ("Wenn",)}, False),
        ({"scenes": STEP.scenes[::-1]}, False),
    ],
)
def test_a_step_is_the_same_where_it_asks_for_the_same(
    change: dict[str, Any], is_same: bool
) -> None:
    assert translations.is_same_step(STEP, replace(STEP, **change)) is is_same


@pytest.mark.parametrize(
    "change",
    [{"id": "x"}, {"end": Ending.POOR}, {"seat": Role.REP}, {"links": (Link("Go", "s"),)}],
)
def test_a_scene_that_goes_another_way_has_another_shape(change: dict[str, Any]) -> None:
    other = (replace(QUESTION.scenes[0], **change), QUESTION.scenes[1])

    assert translations.shape_of_scenes(other) != translations.shape_of_scenes(QUESTION.scenes)


@pytest.mark.parametrize(
    "change",
    [{"roles": frozenset({Role.REP})}, {"recap": 2}, {"kind": SectionKind.PRACTICE}],
)
def test_a_section_for_others_or_with_more_questions_is_another(change: dict[str, Any]) -> None:
    german, original = both()
    place = next(n for n, one in enumerate(german.sections) if one.kind is SectionKind.QUIZ)
    sections = list(german.sections)
    sections[place] = replace(sections[place], **change)

    said = list(translations.faults(replace(german, sections=tuple(sections)), original))

    assert said == [
        (
            german.sections[place].line,
            "this section is another than the original’s: same kind, for= and recap=",
        )
    ]


def checked(translation: Lesson | None, original: Lesson | None) -> list[tuple[Severity, int, str]]:
    """What is said of a translation's file, in its order."""
    file = ModuleFile("01-a.de.md", 1, "a", "de", "", translation)
    problems = translations.checked(file, original, file="01-a.de.md").problems
    return [(one.severity, one.line, str(one.message)) for one in problems]


def test_of_a_file_or_an_original_that_cannot_be_read_nothing_is_said() -> None:
    assert checked(None, lesson("A.")) == []
    assert checked(lesson("A."), None) == []


def test_a_translation_that_is_behind_is_told_both_editions() -> None:
    said = checked(lesson("A."), lesson("A.", head="title: A\nedition: 3"))

    assert said == [
        (
            Severity.WARNING,
            1,
            "this is edition 1, the original is edition 3. Readers get the original until this"
            " follows",
        )
    ]


def test_too_few_sections_are_told_at_the_last_of_them() -> None:
    quiz = "## Check {quiz}\n\n### Why? {#a}\n\n- [ ] A\n- [x] B\n\n"
    two = "## Two {together}\n\n### T {#t sealed}\n\n____\n"

    assert checked(lesson(quiz), lesson(quiz + two)) == [
        (Severity.ERROR, 5, "this needs 2 sections with questions or steps, as the original")
    ]
    assert checked(lesson(quiz + two), lesson(quiz)) == [
        (Severity.ERROR, 12, "this needs 1 section with questions or steps, as the original")
    ]


def test_minutes_are_those_of_the_translation_where_it_says_them() -> None:
    original = lesson("A.", head="title: A\nminutes: 5\nsummary: S")
    german = lesson("B.", head="title: B\nminutes: 6")

    assert translations.translated(original, german).minutes == 6
    assert translations.translated(original, lesson("B.")).minutes == 5
    assert translations.translated(original, german).summary == ""
