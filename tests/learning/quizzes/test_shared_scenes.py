"""Which scenes do both play?"""

from __future__ import annotations

from tandem.content.lesson import Lesson, Question, QuestionKind, Section, SectionKind
from tandem.learning.quizzes import shared_scenes
from tandem.terms import Role
from tests.lessons import REP, SUPPORT


def scene(name: str, **fields: frozenset[Role]) -> Question:
    """A scenario."""
    return Question(name, QuestionKind.SCENARIO, name, **fields)


def lesson(*questions: Question) -> Lesson:
    """A lesson whose quiz asks these."""
    return Lesson("m", "M", sections=(Section(SectionKind.QUIZ, "Q", 2, questions=questions),))


def names(*questions: Question) -> list[tuple[str, str]]:
    """The scenes that both face, by name."""
    return [
        (rep.id, support.id) for rep, support in shared_scenes.shared_scenes(lesson(*questions))
    ]


def test_a_scene_asked_of_both_is_the_same_from_both_seats() -> None:
    assert names(scene("a")) == [("a", "a")]


def test_scenes_for_one_half_each_mirror_each_other_in_their_order() -> None:
    assert names(scene("r1", roles=REP), scene("s1", roles=SUPPORT), scene("r2", roles=REP)) == [
        ("r1", "s1")
    ]


def test_only_scenes_are_seen_by_the_partner() -> None:
    asked = lesson(Question("q", QuestionKind.SINGLE, "Q"), scene("r", roles=REP))

    assert not shared_scenes.is_shared(asked, "q", role=Role.REP)
    assert not shared_scenes.is_shared(asked, "r", role=Role.REP)
    assert shared_scenes.is_shared(lesson(scene("a")), "a", role=Role.SUPPORT)


def test_seats_are_swapped_when_both_are_done() -> None:
    done = [(mine, partners) for mine in (True, False) for partners in (True, False)]

    assert [shared_scenes.may_swap(mine_done=m, partners_done=p) for m, p in done] == [
        True, False, False, False,
    ]  # fmt: skip


def test_what_mirrors_a_scene_is_seen_by_the_other_half_alone() -> None:
    asked = lesson(scene("r", roles=REP), scene("s", roles=SUPPORT))
    seen = {
        (name, role)
        for name in ("r", "s")
        for role in (Role.REP, Role.SUPPORT)
        if shared_scenes.is_shared(asked, name, role=role)
    }

    assert seen == {("r", Role.REP), ("s", Role.SUPPORT)}


def test_who_reads_along_changes_nothing_of_who_faces_a_scene() -> None:
    led = frozenset({Role.LEADER})

    assert names(scene("r", roles=REP | led), scene("s", roles=SUPPORT), scene("l", roles=led)) == [
        ("r", "s")
    ]


def test_a_scene_for_both_stands_before_those_for_one_half_each() -> None:
    each = scene("r", roles=REP), scene("s", roles=SUPPORT)

    assert names(*each, scene("both"), Question("q", QuestionKind.SINGLE, "Q", roles=REP)) == [
        ("both", "both"), ("r", "s"),
    ]  # fmt: skip
