"""How long does a lesson take, alone and for the two, and what is left of it?"""

from __future__ import annotations

import pytest

from tandem.content.lesson import (
    Accepted,
    Ending,
    Item,
    Lesson,
    Link,
    Match,
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
    answering,
    honest_minutes,
    measured,
    minutes_for_two,
    minutes_left,
    minutes_of,
    number_of_words,
    playing,
    shortest_way,
    time_for,
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


def test_a_lesson_without_a_word_takes_that_of_one_to_read() -> None:
    assert measured(lesson(), Role.REP) == {Step.READ: pytest.approx(1 / 220)}


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
    ("minutes", "words", "honest"),
    [
        (0, 660, None), (2, 660, 3), (3, 660, None), (4, 660, None), (5, 660, 3), (9, 660, 3),
        (6, 880, None), (6, 879, 4), (3, 880, None), (3, 881, 5),
    ],
)  # fmt: skip
def test_minutes_more_than_a_third_away_are_not_honest(
    minutes: int, words: int, honest: int | None
) -> None:
    text = Section(SectionKind.READING, "", 1, text="word " * words)

    assert honest_minutes(lesson(text, minutes=minutes)) == honest


def test_a_draft_may_say_what_it_will_take() -> None:
    draft = Section(SectionKind.READING, "", 1, text="word " * 400)

    assert honest_minutes(lesson(draft, minutes=8)) is None


WORDS = "word " * 22
# What it takes to read so many words.
TENTH = 0.1
RIGHT = Option("a", WORDS, right=True, feedback=WORDS)
SILENT = Option("c", WORDS, right=False)
WRONG = Option("b", WORDS, right=False, feedback=WORDS * 5)


@pytest.mark.parametrize(
    ("question", "takes"),
    [
        (Question("a", QuestionKind.SHORT, WORDS, body=WORDS), 2 * TENTH + 0.2),
        (Question("a", QuestionKind.SHORT, "", explanation=WORDS, hint=WORDS), TENTH + 0.2),
        (Question("a", QuestionKind.SINGLE, "", options=(RIGHT, WRONG)), 3 * TENTH + 0.2),
        (Question("a", QuestionKind.SINGLE, "", options=(SILENT, RIGHT)), 3 * TENTH + 0.2),
        (Question("a", QuestionKind.MATCH, "", matches=(Match("a", WORDS, WORDS),)), 0.4),
        (Question("a", QuestionKind.NUMERIC, WORDS, accepted=(Accepted("5"),)), TENTH + 0.2),
        (
            Question("a", QuestionKind.WRITE, WORDS, criteria=(Item("a", WORDS),), models=(WORDS,),
                     explanation=WORDS),
            3 * TENTH + 1.5,
        ),
        (
            Question("a", QuestionKind.SCENARIO, WORDS, scenes=(Scene("s", "", WORDS),)),
            1.25 * (TENTH + 0.2),
        ),
    ],
)  # fmt: skip
def test_a_question_takes_what_is_read_of_it_and_what_is_decided(
    question: Question, takes: float
) -> None:
    assert time_for(question) == pytest.approx(takes)


@pytest.mark.parametrize(
    ("pick", "recap", "asked"), [(None, 0, 2), (1, 0, 1), (2, 0, 2), (9, 0, 2), (1, 3, 1)]
)
def test_a_quiz_takes_as_many_questions_as_are_drawn(
    pick: int | None, recap: int, asked: int
) -> None:
    quiz = Section(SectionKind.QUIZ, "", 2, questions=ASKED, pick=pick, recap=recap)

    assert answering(quiz) == pytest.approx(asked * time_for(ASKED[0]) + recap * 0.4)


def scene(name: str, *links: str, end: Ending | None = None) -> Scene:
    """A scene with links to others."""
    return Scene(name, name, "", tuple(Link("word", to) for to in links), end)


@pytest.mark.parametrize(
    ("scenes", "way"),
    [
        ([scene("a", "b"), scene("b", end=Ending.GOOD)], "ab"),
        ([scene("a", "b", "c"), scene("b", "c"), scene("c", end=Ending.GOOD)], "ac"),
        ([scene("a", "b", "c"), scene("b", end=Ending.POOR), scene("c", end=Ending.GOOD)], "ac"),
        ([scene("a", "a", "gone", "b"), scene("b", end=Ending.GOOD)], "ab"),
        ([scene("a", "b"), scene("b", "a")], "ab"),
        ([scene("a", "b"), scene("b", "c"), scene("c", "b")], "abc"),
        ([scene("a", end=Ending.POOR), scene("b", end=Ending.GOOD)], "ab"),
        ([scene("a", "b"), scene("b", end=Ending.GOOD), scene("c")], "ab"),
        ([], ""),
    ],
)
def test_the_way_is_the_shortest_to_a_good_ending(scenes: list[Scene], way: str) -> None:
    assert "".join(one.id for one in shortest_way(tuple(scenes))) == way


def test_in_a_scene_its_title_its_text_and_its_choices_are_read() -> None:
    scenes = (Scene("a", WORDS, WORDS, (Link(WORDS, "b"), Link(WORDS, "b"))),)

    assert playing(scenes) == pytest.approx(1.25 * (4 * TENTH + 0.2))


@pytest.mark.parametrize(("minutes", "takes"), [(0, 5), (1, 1), (20, 20)])
def test_a_step_for_two_takes_what_it_says_or_what_its_kind_takes(minutes: int, takes: int) -> None:
    assert minutes_for_two(PairStep("a", StepKind.AGREEMENT, "A", minutes=minutes)) == takes


def test_a_lesson_parts_its_minutes_by_what_each_step_takes() -> None:
    minutes = minutes_of(lesson(READING, QUIZ, TOGETHER, minutes=10), Role.REP)
    read, asked = measured(lesson(READING, QUIZ), Role.REP).values()

    assert minutes.alone == pytest.approx(
        {Step.READ: 10 * read / (read + asked), Step.QUIZ: 10 * asked / (read + asked)}
    )
    assert minutes.for_two == {"talk": 20, "saved": 1}


def test_what_is_over_a_full_minute_counts_as_one_more() -> None:
    assert Minutes({Step.READ: 3.000_000_1, Step.QUIZ: 1}).by_oneself == 4
    assert Minutes({Step.READ: 3.001, Step.QUIZ: 1}).by_oneself == 5
    assert minutes_left(Minutes({Step.READ: 3.000_000_1}), done=(), given=()) == 3
    assert minutes_left(Minutes({Step.READ: 3.001}), done=(), given=()) == 4


def test_for_the_two_nothing_is_known_where_nothing_is_alone() -> None:
    assert Minutes(for_two={"talk": 20}).together == 0
    assert all_together([UNKNOWN, UNKNOWN]) == UNKNOWN


@pytest.mark.parametrize(("words", "honest"), [(439, None), (440, 2), (441, 3)])
def test_a_lesson_of_two_minutes_is_no_draft(words: int, honest: int | None) -> None:
    text = Section(SectionKind.READING, "", 1, text="word " * words)

    assert honest_minutes(lesson(text, minutes=8)) == honest
