"""How long does a lesson take, alone and for the two, and what is left of it?"""

from __future__ import annotations

import pytest

from tandem.content.lesson import (
    Ending,
    Lesson,
    Link,
    Option,
    PairStep,
    Question,
    QuestionKind,
    Scene,
    Section,
    SectionKind,
    StepKind,
)
from tandem.content.minutes import (
    UNKNOWN,
    Minutes,
    all_together,
    honest_minutes,
    measured,
    minutes_left,
    minutes_of,
    number_of_words,
)
from tandem.terms import Role, Step

READING = Section(SectionKind.READING, "", 1, text="word " * 660)
ASKED = tuple(
    Question(name, QuestionKind.SINGLE, "word " * 22, options=(Option("a", "word", right=True),))
    for name in ("one", "two")
)
QUIZ = Section(SectionKind.QUIZ, "Check", 2, questions=ASKED)
TALK = PairStep("talk", StepKind.TALKED, "Talk", minutes=20)
SEALED = PairStep("saved", StepKind.SEALED, "What?")
TOGETHER = Section(SectionKind.TOGETHER, "You two", 2, steps=(TALK, SEALED))


def lesson(*sections: Section, minutes: int = 8) -> Lesson:
    """A lesson that says its minutes."""
    return Lesson("engine", "Engine", minutes=minutes, sections=sections)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two words", 2),
        ("<p>Two <strong>words</strong></p>", 2),
        ("It’s one-to-one", 2),
        ("[Here](https://example.com/a/long/way) it is", 3),
        ("– 14:00 –", 2),
        ("", 0),
    ],
)
def test_words_are_what_somebody_reads(text: str, words: int) -> None:
    assert number_of_words(text) == words


def test_reading_takes_a_minute_for_220_words() -> None:
    assert measured(lesson(READING), Role.REP) == {Step.READ: pytest.approx(3)}


def test_a_quiz_takes_its_words_and_a_moment_for_each_decision() -> None:
    assert measured(lesson(QUIZ), Role.REP)[Step.QUIZ] == pytest.approx(46 / 220 + 0.4)


def test_of_a_family_one_question_counts() -> None:
    family = Section(SectionKind.QUIZ, "Check", 2, questions=(
        ASKED[0], Question("two", QuestionKind.SINGLE, "word " * 22, options=ASKED[1].options,
                           sibling="one"),
    ))  # fmt: skip
    one = Section(SectionKind.QUIZ, "Check", 2, questions=ASKED[:1])

    assert measured(lesson(family), Role.REP) == measured(lesson(one), Role.REP)


def test_a_scene_takes_the_shortest_way_to_a_good_ending_and_some_more() -> None:
    scenes = (
        Scene("start", "", "word " * 108, (Link("word", "long"), Link("word", "good"))),
        Scene("long", "", "word " * 1000, (Link("word", "start"),)),
        Scene("good", "", "word " * 110, end=Ending.GOOD),
    )
    practice = Section(SectionKind.PRACTICE, "Play", 2, scenes=scenes)

    played = measured(lesson(practice), Role.REP)[Step.PRACTICE]

    assert played == pytest.approx(1.25 * (1 + 2 * 0.2))


def test_a_lesson_is_told_as_alone_and_for_the_two() -> None:
    minutes = minutes_of(lesson(READING, QUIZ, TOGETHER), Role.REP)

    assert (minutes.by_oneself, minutes.together) == (8, 21)


def test_who_has_no_partner_needs_nothing_for_two() -> None:
    minutes = minutes_of(lesson(READING, TOGETHER), Role.LEADER, has_partner=False)

    assert (minutes.by_oneself, minutes.together) == (8, 0)


def test_a_lesson_that_says_no_minutes_is_told_without() -> None:
    minutes = minutes_of(lesson(READING, TOGETHER, minutes=0), Role.REP)

    assert minutes == UNKNOWN
    assert minutes_left(minutes, done=(), given=()) == 0


@pytest.mark.parametrize(
    ("done", "given", "left"),
    [
        ((), (), 29),
        ((Step.READ,), (), 26),
        ((Step.READ, Step.QUIZ), (), 21),
        ((Step.READ, Step.QUIZ), ("saved",), 20),
        ((), ("talk",), 9),
        ((Step.READ, Step.QUIZ), ("saved", "talk"), 0),
        ((Step.READ, Step.QUIZ), ("saved", "talk", "gone"), 0),
    ],
)
def test_what_is_done_no_longer_counts(
    done: tuple[Step, ...], given: tuple[str, ...], left: int
) -> None:
    minutes = Minutes({Step.READ: 3.5, Step.QUIZ: 4.5}, {"talk": 20, "saved": 1})

    assert minutes_left(minutes, done=done, given=given) == left


def test_lessons_one_after_the_other_take_the_sum() -> None:
    first, second = Minutes({Step.READ: 3.5}, {"talk": 20}), Minutes({Step.READ: 4}, {"talk": 5})

    total = all_together([first, UNKNOWN, second])

    assert (total.by_oneself, total.together) == (8, 25)


@pytest.mark.parametrize(
    ("minutes", "honest"), [(0, None), (2, 3), (3, None), (4, None), (5, 3), (9, 3)]
)
def test_minutes_more_than_a_third_away_are_not_honest(minutes: int, honest: int | None) -> None:
    assert honest_minutes(lesson(READING, minutes=minutes)) == honest


def test_a_draft_may_say_what_it_will_take() -> None:
    draft = Section(SectionKind.READING, "", 1, text="word " * 400)

    assert honest_minutes(lesson(draft, minutes=8)) is None
