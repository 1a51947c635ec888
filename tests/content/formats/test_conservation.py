"""Is every answer that stood in a file among what was taken over, or named?"""

from __future__ import annotations

import pytest

from tandem.content.formats.conservation import READERS, balance
from tandem.content.messages import say
from tests.content.formats.reading import take

GIFT = """\
::A::Which?{~Wait ~%-50%Run =Say so#Good.}

Two is {=two =2}.

Pair.{=rep -> can =b -> c}
"""
AIKEN = "Which?\nA. Wait\nB) Say so\nANSWER: B\n\nAnd now?\n(a) Go\n(b) Stay\nANSWER: a\n"
TASKS = """\
# Which?

- [ ] Wait
- [x] Say so

```
- [x] no answer
```

# And?

1. [x] Go
2. [ ] Stay
"""
LIA = "Which?\n\n[( )] Wait\n[(X)] Say so\n\nIt is [[noon]].\n\nWhen?\n\n[[ ]] Now\n[[X]] Then\n"
TOML = """\
[[questions]]
type = "MultipleChoice"
prompt.prompt = "Which?"
prompt.distractors = ["Wait", "Run"]
answer.answer = "Say so"

[[questions]]
type = "ShortAnswer"
prompt.prompt = "How many?"
answer.answer = "two"
answer.alternatives = ["2"]
"""
FILES = {
    "gift": (GIFT, "quiz.gift", 7),
    "aiken": (AIKEN, "quiz.txt", 4),
    "tasks": (TASKS, "quiz.md", 4),
    "liascript": (LIA, "quiz.md", 5),
    "mdbook-quiz": (TOML, "quiz.toml", 5),
}


@pytest.mark.parametrize("kind", FILES)
def test_the_answers_of_a_file_are_counted_and_all_found_again(kind: str) -> None:
    text, name, answers = FILES[kind]

    taken = take(text, name=name)

    assert (taken.format, taken.answers, taken.kept) == (kind, answers, answers)
    assert taken.problems == ()


@pytest.mark.parametrize("kind", FILES)
def test_what_an_importer_drops_without_a_word_is_named_with_its_line(kind: str) -> None:
    text, name, answers = FILES[kind]
    first = next(READERS[kind](text))
    written = [module.source.replace(first.text, "") for module in take(text, name=name).modules]

    held = balance(text, kind, taken_over=written, notes=())

    assert (held.answers, held.kept) == (answers, answers - 1)
    assert held.notes == (
        (first.line, say("this answer isn’t among what is taken over: %(text)s", text=first.text)),
    )


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        (
            "tasks",
            "a\n- [ ] b\n- [x] c\n\nd\n* [X]  e\n",
            [(2, "b", 1, 4), (3, "c", 1, 4), (6, "e", 4, 7)],
        ),
        (
            "tasks",
            "> 1. [] a\n\t2) [ x ]\tb\n+ [x]c\n-[x] d\n- [y] e\n- [x]\n",
            [(1, "a", 1, 4), (2, "b", 1, 4), (3, "c", 1, 4)],
        ),
        ("tasks", "```\n- [ ] a\n```\n- [ ] b\n", [(4, "b", 1, 5)]),
        ("tasks", "~~~~ py\n- [ ] a\n~~~\n- [ ] b\n~~~~~\n- [ ] c\n", [(6, "c", 1, 7)]),
        ("tasks", "```quizdown\n- [ ] a\n```\n- [ ] b\n", [(2, "a", 1, 3)]),
        ("tasks", "```\n- [ ] a\n``` x\n- [ ] b\n", []),
        (
            "liascript",
            "a\n[[ ]] b\n[[X]] c\n- [(x)] d\n\n[( )] e\n",
            [(2, "b", 1, 5), (3, "c", 1, 5), (4, "d", 1, 5), (6, "e", 5, 7)],
        ),
        (
            "liascript",
            "a [[b]] `[[c]]`\n[[d|(e)]]\n\n[[?]] f\n[[!]]\n[[ ]]\n",
            [(1, "b", 1, 2), (2, "d", 1, 2), (2, "(e)", 1, 2)],
        ),
        (
            "liascript",
            "a\nb [[c]] [[d]]\n\ne\n[[f]]\n",
            [(2, "c", 1, 2), (2, "d", 1, 2), (5, "f", 4, 5)],
        ),
        ("liascript", "```\n[[a]]\n```\n[[b]]", [(4, "b", 4, 4)]),
        (
            "aiken",
            "a\nA. b\nb) c\n(C) d\nANSWER: A\n\ne\n- A) f\nANTWORT: B\n",
            [(2, "b", 1, 5), (3, "c", 1, 5), (4, "d", 1, 5), (8, "f", 6, 9)],
        ),
        ("aiken", "A b\nB c\nC: d\nANSWER: A", [(1, "b", 1, 4), (2, "c", 1, 4), (3, "d", 1, 4)]),
        ("aiken", "A b\nANSWER: A", []),
        ("aiken", "Why\nA b\nmore\nB c\nANSWER: A", []),
        ("aiken", "A b\n\nB c\nC d\nE e\nANSWER: A\nA. f\n", []),
        ("aiken", "b.c\nB.c\nANSWER: A\n**Right answer**: B\n", [(2, "c", 1, 3)]),
        (
            "gift",
            "a {=b ~c}\n\n//d {=e}\nf {\n=g\n~%-50%h#i\n}\n",
            [(1, "b", 1, 1), (1, "c", 1, 1), (5, "g", 2, 7), (6, "h", 2, 7)],
        ),
        ("gift", "a {#1:2 =3}\nb {T}\nc {=}\n", []),
        (
            "gift",
            "a \\{=b} {=c\\=d \\~e =[html]f =%50%[plain]g}",
            [(1, "c=d ~e", 1, 1), (1, "f", 1, 1), (1, "g", 1, 1)],
        ),
        (
            "gift",
            "a {=b -> c =d} {~e}\n \nf\n{=g}",
            [(1, "b -> c", 1, 1), (1, "d", 1, 1), (1, "e", 1, 1), (4, "g", 2, 4)],
        ),
        (
            "mdbook-quiz",
            'a = 1\n[[questions]]\nprompt.distractors = ["b", 1]\nanswer.answer = "d"\n'
            '[[ questions ]]\nanswer.alternatives = ["e"]\n',
            [(2, "b", 2, 4), (2, "d", 2, 4), (5, "e", 5, 7)],
        ),
        ("mdbook-quiz", "a = ", []),
        ("mdbook-quiz", 'questions = [{answer = {answer = "a"}}]', []),
        ("mdbook-quiz", '[[questions]]\nprompt = "a"\nanswer = "b"\n', []),
    ],
)
def test_an_answer_stands_in_a_line_and_its_question_goes_from_line_to_line(
    kind: str, text: str, found: list[tuple[int, str, int, int]]
) -> None:
    answers = [(each.line, each.text, each.first, each.last) for each in READERS[kind](text)]

    assert answers == found


def test_what_was_said_about_its_question_is_not_said_twice() -> None:
    first = next(READERS["aiken"](AIKEN))

    held = balance(
        AIKEN, "aiken", taken_over=["B. Say so, Go, Stay"], notes=((first.first, say("x")),)
    )

    assert (held.kept, held.notes) == (3, ())


def test_other_signs_around_it_do_not_hide_an_answer() -> None:
    text = r"Which?{~A \= b ~%-100%[html]<b>Two</b> =Ask *first*\: [us](x)#Good.}"

    held = balance(
        text, "gift", taken_over=["- [ ] A = b", "- **two**", "- ask _first_: us"], notes=()
    )

    assert (held.answers, held.kept) == (3, 3)


def test_a_long_file_of_gaps_and_matches_is_found_again_whole() -> None:
    gaps = "\n\n".join(f"Number {n} is {{=g{n} =h{n}}}." for n in range(400))
    pairs = "Pair.{" + " ".join(f"=left{n} -> right{n}" for n in range(40)) + "}"

    taken = take(f"{gaps}\n\n{pairs}\n", name="quiz.gift")

    assert (taken.answers, taken.kept) == (840, 840)


def test_an_arrow_parts_an_answer_in_gift_alone() -> None:
    apart = ["- First come", "- nobody", "- then served"]

    assert balance("- [x] First come -> then served", "tasks", taken_over=apart, notes=()).kept == 0
    assert balance("P {=First come -> then served}", "gift", taken_over=apart, notes=()).kept == 1


def test_boxes_in_code_are_no_answers() -> None:
    shown = "Write `[[solution]]` for a text.\n"

    assert balance(shown, "liascript", taken_over=[], notes=()).answers == 0


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    "sign", ["{", "{=a ", "[[", "- [x] a\n", "a) b\n", "[[questions]]\n", "\\"]
)
def test_a_hostile_file_is_counted_in_no_time(kind: str, sign: str) -> None:
    """A megabyte of it; with a square in it this would take hours."""
    text = (sign * 200_000)[: 1024 * 1024]

    assert balance(text, kind, taken_over=["nothing"], notes=()).kept >= 0


@pytest.mark.parametrize(("left_out", "kept", "unsaid"), [(3, 0, [2]), (4, 1, [2]), (9, 3, [2])])
def test_from_a_line_on_every_answer_is_said_to_be_left_out(
    left_out: int, kept: int, unsaid: list[int]
) -> None:
    text = "Which?\nA. Lost\nB. Say so\nC. Go\nD. Stay\nANSWER: B\n"

    held = balance(text, "aiken", taken_over=["Say so", "Go", "Stay"], notes=(), left_out=left_out)

    assert [line for line, _ in held.notes] == unsaid
    assert held.kept == kept
