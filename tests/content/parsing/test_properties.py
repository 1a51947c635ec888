"""What holds for every text, whatever a trainer writes?"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.content import serialized
from tandem.content.face import steps_of
from tandem.content.lesson import ModuleFile, Question, StepKind
from tandem.content.parsing.choices import KINDS
from tandem.content.parsing.parse import parse_module
from tandem.content.rendering.html import rendered
from tandem.terms import SEATS

PIECES = st.sampled_from(
    [
        "---", "title: T", "minutes: 5", "## You {for=rep}", "## You {for=support}", "# Top",
        "## Check {quiz pass=80%}", "### Why? {#why}", "### Why? {#why2 multi}", "#### Deep",
        "- [ ] No", "- [x] Yes", "* [X] Also {pin}", "  > Feedback", "> Quote", "Hint: think",
        "```", "~~~", "![A](images/can.svg)", "![](x)", "Text.", "", "", "{", "{for=}", "= 5",
        "[[gap]]", "\t- [x] tab", "| a | b |", "## {quiz}", "### {#}", "<script>", "[^1]: note",
        "### Order {#o order}", "1. One", "2. Two", "### Match {#m match}", "- a -> b", "- -> c",
        "= yes", "= 3..7", "### Play {#p scenario}", "- [On](#s)",
        "### Other {#other sibling=why}", "### First {first}", "## Last {quiz recap=3}",
        "= 5 +- 1 min | minutes", "### Tell {#tell write}", "+ Early", "+ Kind", "> A model",
        "- [On", "and on](#s)", "#### S {#s end=good}",
        "## Two {together}", "## Two {together for=rep}", "### Think {#t}", "____", "\\_\\_\\_",
        "### Seal {#seal sealed}", "### Guess {#g guess=seal}", "### How? {#h scale}",
        "1 (never) ... 5 (every week)", "- An item", "### Agree {#a agreement}",
        "### Thank {#th thanks for=rep}", "### Talk {#t talked minutes=9}",
        "### Share {share=pair}",
        "### Two ways {#w choice}", "### Over {#ov handover}", "#### Rep",
        "#### Yours {for=support}", "- No", "1. Two",
        "| | No | Two |", "| --- | --- | --- |", "| An | x | y |", "| No | z | \\| |",
        "### Plan {#plan plan}", "When ____, then I ____.", "When ___,",
    ]
)  # fmt: skip
LESSONS = st.lists(PIECES, max_size=40).map("\n".join)


def parsed(source: bytes) -> ModuleFile:
    """The module of a file."""
    return parse_module(source, name="01-a.md", file="f.md", existing=frozenset())


@given(st.binary(max_size=400))
def test_no_bytes_break_the_parser(source: bytes) -> None:
    found = parsed(source)

    lines = source.count(b"\n") + source.count(b"\r") + 1
    assert all(1 <= problem.line <= lines + 1 for problem in found.problems)


@given(LESSONS)
def test_every_problem_points_to_a_line_of_the_file(text: str) -> None:
    lines = text.count("\n") + 1

    assert all(1 <= problem.line <= lines for problem in parsed(text.encode()).problems)


@given(LESSONS)
def test_a_lesson_comes_back_from_the_database_as_it_went_in(text: str) -> None:
    module = parsed(text.encode()).module

    assert module is not None
    assert serialized.from_json(serialized.to_json(module)) == module


@given(LESSONS)
def test_line_ends_and_a_byte_order_mark_change_nothing(text: str) -> None:
    plain = parsed(text.encode())

    assert parsed(("\ufeff" + text.replace("\n", "\r\n")).encode()).module == plain.module


@given(LESSONS)
def test_the_options_of_a_question_have_keys_of_their_own(text: str) -> None:
    module = parsed(text.encode()).module
    assert module is not None

    for section in module.sections:
        for question in section.questions:
            keys = [option.key for option in question.options]
            assert len(set(keys)) == len(keys)


@given(LESSONS)
def test_a_sound_module_can_be_asked(text: str) -> None:
    found = parsed(text.encode())
    if not found.is_sound or found.module is None:
        return

    for section in found.module.sections:
        for question in section.questions:
            assert has_an_answer(question)


@given(LESSONS)
def test_a_sound_module_has_steps_that_somebody_can_do(text: str) -> None:
    found = parsed(text.encode())
    if not found.is_sound or found.module is None:
        return

    sealed = {one.id for one in steps_of(found.module) if one.kind is StepKind.SEALED}
    for step in steps_of(found.module):
        assert step.roles & set(SEATS)
        assert step.guess_of in sealed or step.kind is not StepKind.GUESS
        assert step.high - step.low > 1 or step.kind is not StepKind.SCALE
        assert len(step.sentence) == (3 if step.kind is StepKind.PLAN else 0)


def has_an_answer(question: Question) -> bool:
    """Is there something that would be right?"""
    if question.kind in KINDS:
        return len(question.options) > 1 and any(option.right for option in question.options)
    kinds = (question.options, question.matches, question.gaps, question.accepted, question.scenes,
             question.criteria)  # fmt: skip
    return sum(bool(one) for one in kinds) == 1


@settings(max_examples=40, deadline=None)
@given(LESSONS)
def test_no_lesson_breaks_rendering_and_none_can_act(text: str) -> None:
    module = parsed(text.encode()).module
    assert module is not None

    done = rendered(module, picture_address=lambda path: None)

    assert b"<script" not in serialized.to_json(done)
