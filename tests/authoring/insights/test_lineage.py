"""Under which name was a question asked before, and since when does it read as now?"""

from __future__ import annotations

from dataclasses import replace

from tandem.authoring.insights.lineage import lineages
from tandem.content.lesson import Lesson, Question
from tests.lessons import lesson, question


def texts(*lessons: Lesson) -> list[tuple[int, Lesson]]:
    """Revisions with their numbers."""
    return list(enumerate(lessons, start=1))


def renamed(name: str, was: str, of: Question | None = None) -> Question:
    """A question under a new name, in the same words unless others are given."""
    return replace(of or question(was), id=name, was=was)


def test_a_question_that_stays_keeps_its_name_and_its_words() -> None:
    past = lineages(texts(lesson(question("a")), lesson(question("a"), question("b"))))

    assert [(dict(one.names), one.worded_since) for one in past] == [
        ({2: "a", 1: "a"}, 1),
        ({2: "b"}, 2),
    ]


def test_a_renamed_question_is_followed_through_every_name() -> None:
    second = renamed("b", "a")
    third = renamed("c", "b", second)

    past = lineages(texts(lesson(question("a")), lesson(second), lesson(third), lesson(third)))

    assert dict(past[0].names) == {4: "c", 3: "c", 2: "b", 1: "a"}
    assert past[0].worded_since == 1


def test_other_words_count_anew_and_a_moved_line_does_not() -> None:
    moved = replace(question("a"), line=90)
    reworded = replace(moved, hint="<p>Think.</p>")

    past = lineages(texts(lesson(question("a")), lesson(reworded), lesson(moved), lesson(moved)))

    assert past[0].worded_since == 3
    assert set(past[0].names) == {1, 2, 3, 4}


def test_a_name_that_was_given_up_belongs_to_the_one_who_gave_it_up() -> None:
    new = replace(question("new"), id="a")

    past = lineages(texts(lesson(question("a")), lesson(renamed("b", "a"), new)))

    assert [dict(one.names) for one in past] == [{2: "b", 1: "a"}, {2: "a"}]


def test_a_question_that_names_itself_as_what_it_was_keeps_its_past() -> None:
    itself = renamed("a", "a")

    past = lineages(texts(lesson(question("a")), lesson(question("b")), lesson(itself)))

    assert dict(past[0].names) == {3: "a", 1: "a"}


def test_a_question_that_comes_back_keeps_its_old_answers_but_is_worded_anew() -> None:
    past = lineages(texts(lesson(question("a")), lesson(question("b")), lesson(question("a"))))

    assert dict(past[0].names) == {3: "a", 1: "a"}
    assert past[0].worded_since == 3


def test_nothing_published_has_no_past() -> None:
    assert lineages([]) == ()


def test_a_question_of_another_section_is_the_same_question() -> None:
    both = lesson(question("a"), question("b"))
    first, *others = both.sections
    moved = replace(both, sections=(*others, first))

    assert [dict(one.names) for one in lineages(texts(both, moved))] == [
        {2: "a", 1: "a"}, {2: "b", 1: "b"},
    ]  # fmt: skip


def test_a_question_that_was_reworded_twice_reads_as_now_since_the_last_time() -> None:
    one = question("a")
    two = replace(one, hint="<p>Think.</p>")

    past = lineages(texts(lesson(one), lesson(two), lesson(one), lesson(two)))

    assert (past[0].worded_since, set(past[0].names)) == (4, {1, 2, 3, 4})


def test_a_question_keeps_its_past_where_another_was_renamed() -> None:
    before = lesson(question("a"), question("b"))
    after = lesson(question("a"), renamed("c", "b"))

    assert [dict(one.names) for one in lineages(texts(before, after))] == [
        {2: "a", 1: "a"}, {2: "c", 1: "b"},
    ]  # fmt: skip


def test_a_question_that_names_what_never_was_begins_with_itself() -> None:
    past = lineages(texts(lesson(question("a")), lesson(renamed("b", "nothing"))))

    assert (dict(past[0].names), past[0].worded_since) == ({2: "b"}, 2)


def test_only_questions_of_the_newest_text_have_a_past() -> None:
    past = lineages(texts(lesson(question("a"), question("b")), lesson(question("b"))))

    assert [one.question.id for one in past] == ["b"]


def test_a_rename_that_was_done_before_takes_no_name_away() -> None:
    old = lesson(question("a"))
    since = lesson(renamed("b", "a"), replace(question("new"), id="a"))

    past = lineages(texts(old, since, since))

    assert [dict(one.names) for one in past] == [{3: "b", 2: "b", 1: "a"}, {3: "a", 2: "a"}]
