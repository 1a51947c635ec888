"""What of a lesson is for this role?"""

from __future__ import annotations

import pytest

from tandem.content import face
from tandem.content.lesson import SectionKind
from tandem.terms import READERS, Role, Step
from tests.content.reading import lesson

OPTIONS = "- [ ] A\n- [x] B\n- [ ] C\n"
QUIZ = (
    f"## Check {{quiz}}\n\n### All? {{#all}}\n\n{OPTIONS}\n"
    f"### Rep? {{#rep for=rep}}\n\n{OPTIONS}\n### Support? {{#support for=support}}\n\n{OPTIONS}"
)
MODULE = lesson(
    f"All.\n\n## You {{for=rep}}\n\nDrive.\n\n## You {{for=support}}\n\nFrame.\n\n{QUIZ}"
)


def asked(role: Role) -> list[str]:
    """The ids of the questions that a role is asked."""
    quiz = face.quiz_for(MODULE, role)
    return [question.id for question in quiz.questions] if quiz else []


def test_a_role_reads_what_everybody_reads_and_its_own_face() -> None:
    texts = {role: [one.text for one in face.reading_for(MODULE, role)] for role in READERS}

    assert texts[Role.REP] == ["All.", "Drive."]
    assert texts[Role.SUPPORT] == ["All.", "Frame."]
    assert texts[Role.LEADER] == ["All."]


def test_a_role_is_asked_its_own_questions_only() -> None:
    assert asked(Role.REP) == ["all", "rep"]
    assert asked(Role.SUPPORT) == ["all", "support"]
    assert asked(Role.LEADER) == ["all"]


def test_no_question_for_the_other_role_is_left_in_a_section() -> None:
    ids = {q.id for section in face.sections_for(MODULE, Role.REP) for q in section.questions}

    assert ids == {"all", "rep"}


def test_the_quiz_is_nothing_to_read() -> None:
    kinds = {section.kind for section in face.reading_for(MODULE, Role.REP)}

    assert kinds == {SectionKind.READING}


def test_a_trainer_has_no_face_and_reads_what_everybody_reads() -> None:
    assert [one.text for one in face.reading_for(MODULE, Role.TRAINER)] == ["All."]
    assert asked(Role.TRAINER) == ["all"]


def test_reading_and_quiz_are_the_steps_of_a_module() -> None:
    assert face.required_steps(MODULE, Role.REP) == {Step.READ, Step.QUIZ}


def test_a_module_without_a_quiz_is_only_read() -> None:
    assert face.required_steps(lesson("All.\n"), Role.REP) == {Step.READ}


def test_a_quiz_of_the_other_role_is_no_step() -> None:
    module = lesson(f"## Check {{quiz for=rep}}\n\n### Why? {{#why}}\n\n{OPTIONS}")

    assert face.required_steps(module, Role.REP) == {Step.READ, Step.QUIZ}
    assert face.required_steps(module, Role.SUPPORT) == {Step.READ}


def test_each_role_may_have_a_quiz_of_its_own() -> None:
    module = lesson(
        f"## Check {{quiz for=rep}}\n\n### A? {{#a}}\n\n{OPTIONS}\n"
        f"## Check {{quiz for=support}}\n\n### B? {{#b}}\n\n{OPTIONS}"
    )

    quizzes = [face.quiz_for(module, role) for role in (Role.REP, Role.SUPPORT)]
    assert [quiz.questions[0].id for quiz in quizzes if quiz] == ["a", "b"]


def test_a_practice_of_a_role_is_one_of_its_steps() -> None:
    module = lesson(
        "## Play {practice for=rep}\n\n### Start {#start}\n\nIt rings.\n\n- [Answer](#good)\n\n"
        "### Good {#good end=good}\n\nDone.\n"
    )

    assert face.required_steps(module, Role.REP) == {Step.READ, Step.PRACTICE}
    assert face.required_steps(module, Role.SUPPORT) == {Step.READ}
    assert face.practice_for(module, Role.SUPPORT) is None


STEPS = lesson(
    "## Two {together}\n\n### A {#a sealed}\n\n____\n\n### B {#b for=rep}\n\n____\n\n"
    "### C {#c for=support}\n\n____\n"
)


@pytest.mark.parametrize(
    ("role", "steps"),
    [(Role.REP, "ab"), (Role.SUPPORT, "ac"), (Role.LEADER, "a"), (Role.TRAINER, "a")],
)
def test_a_step_for_two_falls_to_whom_it_names(role: Role, steps: str) -> None:
    assert "".join(step.id for step in face.steps_for(STEPS, role)) == steps


def test_every_part_with_an_id_is_named_in_the_order_of_the_file() -> None:
    assert [part.id for part in face.named(MODULE)] == ["all", "rep", "support"]
    assert [step.id for step in face.steps_of(STEPS)] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("role", "roles", "does_read"),
    [
        (Role.REP, {Role.REP}, True),
        (Role.REP, {Role.SUPPORT}, False),
        (Role.TRAINER, set(READERS), True),
        (Role.TRAINER, {Role.REP, Role.SUPPORT}, False),
        (Role.ADMIN, {Role.ADMIN}, True),
    ],
)
def test_who_has_no_face_reads_only_what_is_for_everybody(
    role: Role, roles: set[Role], does_read: bool
) -> None:
    assert face.reads(role, roles) is does_read
