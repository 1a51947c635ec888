"""What does a step of the pair ask for, and by which sign?"""

from __future__ import annotations

import pytest

from tandem.content import serialized
from tandem.content.face import steps_for
from tandem.content.lesson import PairStep, SectionKind, StepKind
from tandem.content.parsing import check
from tandem.content.parsing.ids import with_ids
from tandem.content.rendering.html import rendered
from tandem.terms import Role
from tests.content.reading import lesson, read, says

SCALE = "1 (never) ... 5 (every week)"
SEALED = "### What did your partner save you from? {#saved sealed}\n\n____\n\n"


def steps(body: str, *, heading: str = "## Two {together}") -> tuple[PairStep, ...]:
    """The steps of a module that must be sound."""
    (section,) = lesson(f"{heading}\n\n{body}").sections
    assert section.kind is SectionKind.TOGETHER
    return section.steps


def step(body: str, *, title: str = "### What? {#it}") -> PairStep:
    """The only step."""
    (found,) = steps(f"{title}\n\n{body}\n")
    return found


def faults(body: str, *, heading: str = "## Two {together}") -> list[str]:
    """What is wrong with the steps; the first one's heading stands in line 7."""
    return says(f"{heading}\n\n{body}\n")


def test_every_heading_one_level_below_together_is_a_step() -> None:
    module = lesson(
        "# Two {together}\n\nBe kind.\n\n## A {#a}\n\n____\n\n## B {#b thanks}\n\n# After\n\nBye.\n"
    )

    two, after = module.sections
    assert (two.kind, two.title, two.text) == (SectionKind.TOGETHER, "Two", "Be kind.")
    assert [(one.id, one.line) for one in two.steps] == [("a", 9), ("b", 13)]
    assert after.kind is SectionKind.READING


@pytest.mark.parametrize("line", ["___", "____________", "   ____  ", r"\_\_\_", r"\___"])
def test_a_line_of_underscores_is_a_reflection(line: str) -> None:
    found = step(f"Think of Monday.\n\n{line}")

    assert (found.kind, found.body, found.shared) == (
        StepKind.REFLECTION,
        "Think of Monday.",
        False,
    )


def test_a_step_may_say_how_long_it_takes() -> None:
    assert step("", title="### Talk {#it talked minutes=20}").minutes == 20
    assert step("", title="### Talk {#it talked}").minutes == 0


def test_a_reflection_may_be_shared_with_the_partner() -> None:
    assert step("____", title="### What? {#it share=pair}").shared


def test_sealed_has_its_word_and_underscores() -> None:
    assert step("____", title="### What? {#it sealed}").kind is StepKind.SEALED


@pytest.mark.parametrize("written", ["guess=saved", "guess=#saved", 'guess="saved"'])
def test_a_guess_names_the_sealed_step_it_is_about(written: str) -> None:
    _, found = steps(f"{SEALED}### And your partner? {{#g {written}}}\n")

    assert (found.kind, found.guess_of) == (StepKind.GUESS, "saved")


@pytest.mark.parametrize(
    ("line", "low", "high", "labels"),
    [
        (SCALE, 1, 5, ("never", "every week")),
        ("0 (no)…10 (yes)", 0, 10, ("no", "yes")),
        ("-2 (cold) .. 2 (warm)", -2, 2, ("cold", "warm")),
        ("1 (no) ... 3 (yes)", 1, 3, ("no", "yes")),
        ("  1(never)...5(often)  ", 1, 5, ("never", "often")),
    ],
)
def test_a_scale_has_ends_and_words_for_them(
    line: str, low: int, high: int, labels: tuple[str, str]
) -> None:
    found = step(line, title="### How often? {#it scale}")

    assert (found.kind, found.low, found.high, found.labels) == (StepKind.SCALE, low, high, labels)
    assert (found.body, found.items) == ("", ())


def test_what_is_listed_behind_the_ends_are_the_items_of_a_scale() -> None:
    found = step(
        f"- Text\n\n{SCALE}\n\n* We ask early\n+ We say no\n", title="### How? {#it scale}"
    )

    assert [item.text for item in found.items] == ["We ask early", "We say no"]
    assert found.body == "- Text"


@pytest.mark.parametrize("word", ["agreement", "thanks", "talked"])
def test_the_other_kinds_have_their_word_alone(word: str) -> None:
    found = step("Ten minutes.", title=f"### Now {{#it {word}}}")

    assert (found.kind, found.body) == (StepKind(word), "Ten minutes.")


@pytest.mark.parametrize("word", ["sealed", "agreement", "thanks"])
def test_a_line_to_write_on_is_never_part_of_the_text(word: str) -> None:
    assert step("Before.\n\n____\n\nAfter.", title=f"### Now {{#it {word}}}").body == (
        "Before.\n\n\nAfter."
    )


def test_a_deeper_heading_is_part_of_the_step() -> None:
    assert step("#### On Monday\n\nLate.\n\n____").body == "#### On Monday\n\nLate."


def test_nothing_in_a_code_fence_is_a_sign() -> None:
    found = step(f"```\n____\n{SCALE}\n- [ ] box\n```\n\n____")

    assert (found.kind, "____" in found.body) == (StepKind.REFLECTION, True)


@pytest.mark.parametrize(
    ("title", "body", "message"),
    [
        ("### What? {#it}", "Only text.", "7: error: this step has nothing to fill in"),
        ("### What? {#it sealed}", "Text.", "7: error: this step has nothing to fill in"),
        ("### {#it}", "____", "7: error: a step needs its text behind the #"),
        ("### What? {#it sealed thanks}", "____", "7: error: two signs in one step: {sealed} and"),
        ("### What? {#it guess}", "", "7: error: guess needs the id of a sealed step"),
        ("### What? {#it guess=gone}", "", "7: error: there is no sealed step #gone"),
        ("### What? {#it guess=it}", "", "7: error: #it isn’t {sealed}"),
        ("### What? {#it share=leader}", "____", "7: error: share=leader shares with nobody"),
        ("### Talk {#it talked minutes=soon}", "", "7: error: minutes=soon is no time for two"),
        ("### Talk {#it talked minutes=0}", "", "7: error: minutes=0 is no time for two"),
        ("### Talk {#it talked minutes=241}", "", "7: error: minutes=241 is no time for two"),
        ("### What? {#it share}", "____", "7: error: share= shares with nobody"),
        ("### What? {#it sealed share=pair}", "____", "7: error: share=pair belongs to a reflect"),
        ("### What? {#it scale}", "Text.", "7: error: a scale needs a line with its ends"),
        ("### What? {#it scale}", "1 ... 5", "9: error: say what both ends of the scale mean"),
        ("### What? {#it scale}", "1 (a) ... 5", "9: error: say what both ends of the scale mean"),
        ("### What? {#it scale}", "1 (a) ... 2 (b)", "9: error: a scale goes up and has three"),
        ("### What? {#it scale}", "5 (a) ... 1 (b)", "9: error: a scale goes up and has three"),
        ("### What? {#it scale}", "0 (a) ... 99 (b)", "9: error: a scale goes up and has three"),
        ("### What? {#it scale}", f"{SCALE}\n{SCALE}", "10: error: this scale has ends in line 9"),
        ("### What? {#it scale}", f"{SCALE}\n\n____", "11: error: two signs in one step: {scale}"),
        ("### What? {#it scale}", f"{SCALE}\n- A\n- a", "11: error: this item is here twice"),
        ("### What? {#it}", SCALE, "9: error: the ends of a scale need {scale}"),
        ("### What? {#it talked}", "____", "9: error: nothing is written in a step {talked}"),
        ("### What? {#it for=leader}", "____", "7: error: nobody would do this"),
        ("### What? {#it for=boss}", "____", "7: error: for=boss names nobody"),
        ("### What? {#it sealed for=rep}", "____", "7: error: a step {sealed} needs both"),
        ("### What? {#it talked for=rep}", "", "7: error: a step {talked} needs both"),
        ("### What? {#it seald}", "____", '7: error: unknown attribute "seald". Did you mean seal'),
        ("### What? {#it}", "- [x] A\n- [ ] B\n\n____", "9: error: options belongs to a question"),
        ("### What? {#it}", "= answer\n\n____", "9: error: an answer belongs to a question"),
        ("### What? {#it}", "[[gap]]\n\n____", "9: error: a gap belongs to a question"),
        ("### What? {#it order}", "____", "7: error: {order} belongs to a question"),
        ("### What? {#it multi}", "____", "7: error: multi belongs to a quiz, not to a step"),
        ("### A {#it}", "____\n\n#### B {sealed}", "11: error: a step goes one level below"),
        (
            "### A {#it}",
            "____\n\n### B {#it}\n\n____",
            "11: error: the id #it is in line 7, too",
        ),
    ],
)
def test_a_fault_names_line_and_remedy(title: str, body: str, message: str) -> None:
    said = faults(f"{title}\n\n{body}")

    assert any(line.startswith(message) for line in said), said


@pytest.mark.parametrize("word", ["sealed", "guess=x", "scale", "agreement", "thanks", "talked"])
def test_a_step_of_the_pair_outside_together_is_an_error(word: str) -> None:
    name = word.partition("=")[0]
    remedy = "belongs to a step, one level below a heading with {together}"

    assert f"5: error: {name} {remedy}" in says(f"## What? {{{word}}}\n\n____\n")
    assert f"7: error: {name} {remedy}" in says(
        f"## Check {{quiz}}\n\n### Why? {{#a {word}}}\n\n- [x] A\n- [ ] B\n"
    )


def test_together_needs_steps() -> None:
    assert says("## Two {together}\n\nText.\n") == [
        "5: error: {together} needs steps: headings one level below it"
    ]


@pytest.mark.parametrize("word", ["quiz", "pass=80%", "pick=2"])
def test_together_is_no_quiz(word: str) -> None:
    said = faults("### A {#a}\n\n____", heading=f"## Two {{together {word}}}")

    assert said[0].startswith(f"5: error: {word.partition('=')[0]} belongs to a quiz")


def test_a_question_and_a_step_cannot_share_an_id() -> None:
    said = says(
        "## Check {quiz}\n\n### Why? {#a}\n\n- [x] A\n  > Yes.\n- [ ] B\n  > No.\n\n"
        "## Two {together}\n\n### A {#a}\n\n____\n"
    )

    assert said == ["16: error: the id #a is in line 7, too. Give each step its own"]


def test_a_step_for_one_role_is_done_by_that_role_alone() -> None:
    module = lesson(
        "## Two {together}\n\n### A {#a for=rep}\n\n____\n\n### B {#b thanks for=support}\n"
    )

    assert [one.id for one in steps_for(module, Role.REP)] == ["a"]
    assert [one.id for one in steps_for(module, Role.SUPPORT)] == ["b"]


def test_what_needs_both_may_name_both() -> None:
    assert faults("### What? {#it sealed for=rep,support}\n\n____") == []


def test_a_whole_section_may_be_for_one_role() -> None:
    (found,) = steps("### A {#a}\n\n____\n", heading="## Two {together for=rep}")

    assert found.roles == {Role.REP}
    assert "7: error: a step {sealed} needs both. Take for= out" in faults(
        SEALED, heading="## Two {together for=rep}"
    )


def test_a_step_keeps_its_kind_once_it_was_published() -> None:
    served = lesson("## Two {together}\n\n### A {#a}\n\n____\n")
    now = lesson("## Two {together}\n\n### A {#a sealed}\n\n____\n")

    (problem,) = check.against_served(now, served, file="f.md", answered={"a"})

    assert str(problem) == (
        "f.md:7: error: #a was a reflection step when it was published."
        " Give the new step an id of its own"
    )


def test_a_step_cannot_take_the_id_of_a_question() -> None:
    served = lesson("## C {quiz}\n\n### Why? {#a}\n\n- [x] A\n- [ ] B\n- [ ] C\n")
    now = lesson("## Two {together}\n\n### A {#a}\n\n____\n")

    (problem,) = check.against_served(now, served, file="f.md", answered={"a"})

    assert "#a was a single question" in problem.message


def test_a_scale_keeps_its_ends_once_it_was_published() -> None:
    body = "## Two {together}\n\n### A {#a scale}\n\n"
    now = lesson(body + "0 (no) ... 10 (yes)\n")

    (problem,) = check.against_served(now, lesson(body + SCALE), file="f.md", answered={"a"})

    assert "#a was a scale step from 1 to 5" in problem.message


def test_a_reflection_may_be_shared_later_and_a_guess_may_move() -> None:
    served = lesson("## Two {together}\n\n### A {#a}\n\n____\n")
    now = lesson("## Two {together}\n\n### A {#a share=pair}\n\n____\n")

    assert check.against_served(now, served, file="f.md", answered={"a"}) == []


def test_a_step_that_is_gone_while_answers_to_it_exist_is_noticed() -> None:
    served = lesson("## Two {together}\n\n### A {#a}\n\n____\n\n### B {#b}\n\n____\n")
    renamed = lesson("## Two {together}\n\n### A {#c was=a}\n\n____\n")

    gone = check.against_served(renamed, served, file="f.md", answered={"a", "b"})

    assert [str(problem).partition(",")[0] for problem in gone] == ["f.md:1: warning: #b is gone"]
    assert check.against_served(renamed, served, file="f.md", answered={"a"}) == []


def test_a_step_without_an_id_gets_one() -> None:
    said = "### Say it {thanks}\n\n### Talk {talked minutes=20}\n"
    source = f"---\ntitle: T\n---\n\n## Two {{together}}\n\n{said}"
    module = read(source).module
    assert module

    written = with_ids(source, module)

    assert "### Say it {#say-it thanks}" in written
    assert "### Talk {#talk talked minutes=20}" in written


def test_a_step_is_rendered_and_comes_back_from_the_database() -> None:
    module = lesson(
        "## Two {together}\n\nBoth *of you*.\n\n### *How* often? {#a scale}\n\nThink **well**.\n\n"
        "1 (*never*) ... 5 (<script>alert(1)</script>)\n\n- We `ask`\n\n### Say {#b thanks}\n"
    )

    done = rendered(module, picture_address=lambda path: None)

    first, second = done.sections[0].steps
    assert (first.title, first.body) == (
        "<em>How</em> often?",
        "<p>Think <strong>well</strong>.</p>",
    )
    assert first.labels[0] == "<em>never</em>"
    assert "<script" not in first.labels[1]
    assert first.items[0].text == "We <code>ask</code>"
    assert second.title == "Say"
    assert serialized.from_json(serialized.to_json(done)) == done
