"""How does a module look in GIFT, and does it come back?"""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tandem.content.formats.exporter import gift
from tandem.content.formats.formats import imported
from tandem.content.formats.writer import write
from tandem.content.lesson import (
    Accepted,
    Lesson,
    Match,
    Option,
    Question,
    QuestionKind,
    Section,
    SectionKind,
)
from tandem.content.parsing.attributes import slug
from tandem.content.parsing.choices import key_of, keyed, kind_of
from tandem.content.parsing.parse import parse_module
from tests.content.reading import lesson, read
from tests.content.unlined import unlined

FILE = "teaming/01-engine.md"
TEXT = st.text(st.sampled_from("ab :#={}~\\%é→"), max_size=8).map(
    lambda text: " ".join(f"a{text}".split())
)
FEEDBACK = st.one_of(st.just(""), TEXT, TEXT.map(lambda text: f"{text}\n\n{text}"))
BODY = st.sampled_from(["", "More.", "More.\n\n#### Deep\n\n```\n- [x] code {=}\n```"])

UNSAYABLE = """\
    ## You {for=rep}

    Drive.

    ## All

    ![A can](images/can.svg)

    ## You {for=support}

    Frame.

    ## Check {quiz pass=60%}

    ### Play? {#play scenario}

    - [On](#end)

    #### End {#end end=good}

    ### Put {#put order}

    1. a
    2. b

    ### Why? {#why for=rep}

    Hint: think

    - [x] a
      > ![A](images/can.svg)
    - [ ] b {pin}

    ## Two {together}

    ### Think {#think}

    ____
    """


@st.composite
def answers(draw: st.DrawFn) -> dict[str, object]:
    """The kind and the answer of a question that GIFT can ask."""
    texts = draw(st.lists(TEXT, min_size=2, max_size=4, unique_by=key_of))
    kind = draw(st.sampled_from(["choice", "true", "short", "numeric", "match", "fill"]))
    if kind in {"choice", "true"}:
        texts = ["True", "False"] if kind == "true" else texts
        right = draw(st.sets(st.integers(0, len(texts) - 1), min_size=1, max_size=len(texts)))
        options = keyed([Option("", t, at in right, draw(FEEDBACK)) for at, t in enumerate(texts)])
        return {"kind": kind_of(options, is_multi=len(right) > 1), "options": options}
    accepted = tuple(Accepted(text=text) for text in texts)
    if kind == "short":
        return {"kind": QuestionKind.SHORT, "accepted": accepted}
    if kind == "fill":
        body = f"{draw(TEXT)} \ufffc {draw(TEXT)}"
        return {"kind": QuestionKind.FILL, "body": body, "gaps": (accepted,)}
    if kind == "numeric":
        low = draw(st.integers(-1000, 1000)) / 4
        number = Accepted(low=low, high=low + draw(st.integers(0, 9)))
        return {"kind": QuestionKind.NUMERIC, "accepted": (number,)}
    lefts = dict.fromkeys(text.replace("→", "-") for text in [*texts, "b", "c"])
    matches = [Match(key_of(left), left, "right") for left in lefts]
    return {"kind": QuestionKind.MATCH, "matches": (*matches, Match(key_of(""), "", "spare"))}


@st.composite
def modules(draw: st.DrawFn) -> Lesson:
    """A module that GIFT can say whole."""
    questions = []
    for number in range(draw(st.integers(1, 3))):
        given_answer = {"body": draw(BODY), **draw(answers())}
        explanation = draw(st.sampled_from(["", "Because: a = b.", "One.\n\nTwo."]))
        given_answer |= {"title": f"What {draw(TEXT)}", "explanation": explanation}
        questions.append(Question(f"q{number}", **given_answer))
    reading = Section(SectionKind.READING, "You", 2, "Text.\n\n* a\n* b", anchor="you")
    name = "Check yourself"
    quiz = Section(SectionKind.QUIZ, name, 2, questions=tuple(questions), anchor=slug(name))
    return Lesson(id="a-b", title="A/b", sections=(reading, quiz))


@settings(max_examples=150, deadline=None)
@given(modules())
def test_a_module_comes_back_from_gift_as_it_went(module: Lesson) -> None:
    known = parse_module(write(module).encode(), name="01-a-b.md", file=FILE)
    assume(known.is_sound and unlined(known.module) == module)

    exported = gift(module, file=FILE)
    (found,) = imported(exported.text.encode(), name="a.gift").modules

    assert exported.problems == ()
    again = parse_module(found.source.encode(), name="01-a-b.md", file=FILE)
    assert unlined(again.module) == module


def test_what_gift_cannot_say_is_said_with_its_line() -> None:
    module = lesson(UNSAYABLE, head="title: T\nminutes: 5")

    found = gift(module, file=FILE)

    said = [str(one).removeprefix(f"{FILE}:").partition(": warning: ") for one in found.problems]
    assert [(line, text[:22]) for line, _, text in said] == [
        ("1", "GIFT has no place for "),
        ("6", "GIFT has no faces: wha"),
        ("10", "GIFT carries no files:"),
        ("14", "GIFT has no faces: wha"),
        ("18", "GIFT has no place for "),
        ("20", "GIFT can’t ask a scena"),
        ("26", "GIFT can’t ask an orde"),
        ("31", "GIFT asks everybody; h"),
        ("31", "GIFT carries no files:"),
        ("31", "GIFT has no hints: thi"),
        ("37", "GIFT can’t keep an opt"),
        ("39", "GIFT has no steps for "),
    ]
    assert "::why::[markdown]Why?{\n\t=a#![A](images/can.svg)\n\t~b}" in found.text


def test_a_unit_is_said_to_stay_behind() -> None:
    exported = gift(
        lesson("## C {quiz}\n\n### How long? {#a}\n\n= 5 +- 1 min | minutes\n"), file="f"
    )

    assert "=4..6" in exported.text
    assert "min" not in exported.text
    assert [str(problem) for problem in exported.problems] == [
        "f:7: warning: GIFT has no units: here only the number is asked"
    ]


@pytest.mark.parametrize(
    ("answer", "written"),
    [
        ("= 5\n= 10", "{#\n\t=5\n\t=10}"),
        ("= 2.50..2.7\n= 4 +- 0.5", "{#\n\t=2.5..2.7\n\t=3.5..4.5}"),
        ("= so*\n= a:b", "{\n\t=%100%so\\\\*\n\t=%100%a\\:b}"),
        ("It is [[so]].", "\\n\\nIt is {\n\t=%100%so}."),
        ("It is [[so | thus]]", "\\n\\nIt is {\n\t=%100%so\n\t=%100%thus}"),
        ("- [x] True\n- [ ] False\n  > No.", "{TRUE#No.#}"),
        ("- [ ] True\n- [x] False\n  > Yes.", "{FALSE##Yes.}"),
        ("- [ ] False\n- [x] True", "{\n\t~False\n\t=True}"),
        ("- [x] True\n- [ ] False\n- [ ] Maybe", "{\n\t=True\n\t~False\n\t~Maybe}"),
        ("- [x] a\n- [x] b\n- [ ] c", "{\n\t~%50%a\n\t~%50%b\n\t~%-100%c}"),
        (
            "- [x] a\n- [x] b\n- [x] c\n- [ ] d",
            "{\n\t~%33.33333%a\n\t~%33.33333%b\n\t~%33.33333%c\n\t~%-100%d}",
        ),
        (
            "- [x] b = c\n  > Why: d.\n- [ ] a {pin}\n  > No.\n\nBecause.",
            "{\n\t=b \\= c#Why\\: d.\n\t~a#No.####Because.}",
        ),
    ],
)
def test_each_kind_of_answer_has_its_signs_in_gift(answer: str, written: str) -> None:
    exported = gift(lesson(f"## C {{quiz}}\n\n### Q {{#q}}\n\n{answer}\n"), file="f")

    assert exported.text == f"$CATEGORY: $course$/top/Engine\n\n::q::[markdown]Q{written}\n"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            "## C {quiz}\n\n### Q {#q}\n\nIt [[is]] [[so]].",
            ["7 GIFT can’t ask a fill question: it is left out"],
        ),
        (
            "## C {quiz}\n\n### Q {#q}\n\nIt is [[a -> b]].",
            ["7 GIFT can’t ask a fill question: it is left out"],
        ),
        ("## C {quiz}\n\n### Q {#q}\n\nIt [[is]].", []),
        (
            "## C {quiz}\n\n### Q {#q}\n\nIt [[is]]",
            ["7 a gap at the very end is asked as a short answer"],
        ),
        (
            "## C {quiz}\n\n### Q {#q}\n\n= so\n= a -> b",
            ["7 GIFT can’t ask a short question: it is left out"],
        ),
        ("## C {quiz}\n\n### Q {#q}\n\n1. a\n2. b", []),
        (
            "## C {quiz for=rep}\n\n### Q {#q}\n\n= x",
            ["7 GIFT asks everybody; here only some roles are asked"],
        ),
        ("## C {quiz}\n\n### Q {#q first}\n\n= x", ["7 GIFT can’t keep a question first or last"]),
        ("## C {quiz}\n\n### Q {#q last}\n\n= x", ["7 GIFT can’t keep a question first or last"]),
        ("## C {quiz pass=90%}\n\n### Q {#q}\n\n= x", ["5 GIFT has no place for pass and pick"]),
        (
            "## C {quiz pick=1}\n\n### Q {#q}\n\n= x\n\n### R {#r}\n\n= y",
            ["5 GIFT has no place for pass and pick"],
        ),
        ("## A {for=rep}\n\nx", ["5 GIFT has no faces: what only some read is left out"]),
        ("## A\n\n[a](02-b.md) [c](https://d)", ["5 GIFT carries no files: 02-b.md stays behind"]),
        (
            "## C {practice}\n\nx\n\n### D {#d end=good}\n\ny",
            ["5 GIFT has no scenes to play: this section is left out"],
        ),
        (
            "## A {together}\n\n### B {#b}\n\n____",
            ["5 GIFT has no steps for two: this section is left out"],
        ),
        (
            "## C {quiz}\n\n### Q {#q}\n\n= 5 min\n= 6",
            ["7 GIFT has no units: here only the number is asked"],
        ),
        (
            "## C {quiz}\n\n### Q {#q}\n\n+ a ![b](images/can.svg)\n\n> c",
            ["7 GIFT carries no files: images/can.svg stays behind"],
        ),
        (
            "## C {quiz}\n\n### Q {#q}\n\n= x\n\n### R {#r sibling=q}\n\n= y",
            ["11 GIFT has no families: this is asked beside its sibling #q"],
        ),
    ],
)
def test_each_thing_that_gift_cannot_say_is_said(body: str, said: list[str]) -> None:
    module = read(f"---\ntitle: T\n---\n\n{body}").module

    assert module
    assert [
        f"{problem.line} {problem.message}" for problem in gift(module, file="f").problems
    ] == said
