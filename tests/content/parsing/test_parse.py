"""What does a module's file say, and what is wrong with it?"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tandem.content.face import quiz_for, reading_for, required_steps
from tandem.content.lesson import SectionKind
from tandem.content.parsing.parse import LARGEST, parse_module
from tandem.terms import Role, Severity, Show, Step
from tests.content.reading import FILE, lesson, read, says

QUIZ = "## Check {quiz}\n\n### Why? {#why}\n\n- [ ] A\n- [x] B\n- [ ] C\n"


def test_the_front_matter_says_what_the_module_is() -> None:
    head = "title: Engine\nsummary: S\nminutes: 6\nedition: 2\nshuffle: no\nshow: each\nattempts: 3"
    head += "\nprepare: leading/equipment"

    module = lesson("Text.", head=head)

    assert (module.title, module.summary, module.minutes) == ("Engine", "S", 6)
    assert (module.edition, module.shuffle, module.show) == (2, False, Show.EACH)
    assert (module.attempts, module.prepare) == (3, "leading/equipment")


def test_what_the_front_matter_leaves_out_has_a_default() -> None:
    module = lesson("Text.")

    assert (module.edition, module.shuffle, module.show) == (1, True, Show.END)
    assert module.attempts is None


def test_what_cannot_be_read_in_the_front_matter_has_its_default_too() -> None:
    wrong = "minutes: x\nedition: x\nshuffle: x\nshow: x\nattempts: x\nprepare: x x"

    found = read(f"---\ntitle: Engine\n{wrong}\n---\n\nText.")

    assert len(found.problems) == 6
    assert found.module
    assert replace(found.module, sections=()) == replace(lesson("Text."), sections=())


@pytest.mark.parametrize(
    ("name", "language", "read_in"),
    [("07-late-order.de.md", "de", "de"), ("07-late-order.md", "", "en")],
)
def test_the_number_orders_and_the_rest_is_the_id(name: str, language: str, read_in: str) -> None:
    found = read("---\ntitle: T\n---\n", name=name)

    assert (found.position, found.id, found.language) == (7, "late-order", language)
    assert found.module
    assert (found.module.id, found.module.language) == ("late-order", read_in)


@pytest.mark.parametrize(
    "name", ["late-order.md", "01-Late.md", "01-.md", "01_x.md", "9" * 5000 + "-x.md"]
)
def test_a_name_that_cannot_be_an_id_is_an_error(name: str) -> None:
    found = read("---\ntitle: T\n---\n", name=name)

    (problem,) = found.problems
    assert str(problem).startswith(f"{FILE}:1: error: the name needs a number")
    assert (found.position, found.id, found.language) == (0, name, "")


def test_each_role_reads_its_face_and_what_everybody_reads() -> None:
    module = lesson("All.\n\n## You {for=rep}\n\nDrive.\n\n## You {for=support}\n\nFrame.\n")

    texts = {role: [s.text for s in reading_for(module, role)] for role in Role}

    assert texts[Role.REP] == ["All.", "Drive."]
    assert texts[Role.SUPPORT] == ["All.", "Frame."]
    assert texts[Role.LEADER] == ["All."]


def test_a_heading_owns_everything_down_to_the_next_of_its_level() -> None:
    module = lesson(
        "## You {for=rep}\n\nA.\n\n### More\n\nB.\n\n## You {for=support}\n\nC.\n\n## All\n\nD.\n"
    )

    rep = " ".join(section.text for section in reading_for(module, Role.REP))

    assert all(part in rep for part in ("A.", "B.", "D."))
    assert "C." not in rep


def test_a_quiz_passes_with_80_percent_unless_it_says_otherwise() -> None:
    plain, strict = lesson(QUIZ), lesson(QUIZ.replace("{quiz}", "{quiz pass=100%}"))

    assert plain.sections[0].pass_share == 0.8
    assert strict.sections[0].pass_share == 1.0


def test_a_quiz_with_questions_for_the_others_only_is_no_step() -> None:
    module = lesson(QUIZ.replace("{#why}", "{#why for=rep}"))

    assert required_steps(module, Role.REP) == {Step.READ, Step.QUIZ}
    assert required_steps(module, Role.SUPPORT) == {Step.READ}
    assert quiz_for(module, Role.SUPPORT) is None


def test_a_heading_in_a_code_fence_is_no_section() -> None:
    module = lesson("~~~\n## Fake {quiz}\n~~~\n")

    assert [section.kind for section in module.sections] == [SectionKind.READING]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("- [", "-\u00a0[", 1),
        lambda text: text.replace("{for=rep}", "{for=“rep”}"),
        lambda text: text.replace("- [ ] A", "-\t[ ] A"),
    ],
    ids=["CRLF", "byte-order mark", "no-break space", "typographic quotes", "tab"],
)
def test_what_editors_do_is_forgiven(change: object) -> None:
    text = f"---\ntitle: T\n---\n\n## You {{for=rep}}\n\nDrive.\n\n{QUIZ}"
    plain = parse_module(text.encode(), name="01-a.md", file=FILE)

    changed = parse_module(change(text).encode(), name="01-a.md", file=FILE)  # type: ignore[operator]

    assert changed.module == plain.module
    assert changed.is_sound


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("summary: S", "1: error: no title. Begin the file with"),
        ("title: T\ntitel: U", '3: error: unknown name "titel" in the front matter. Did you mean'),
        ("title: T\nminutes: soon", "3: error: minutes needs a whole number"),
        ("title: T\nprepare: Equipment", "3: error: prepare names a module that a leader reads"),
        ("title: T\nshuffle: maybe", "3: error: shuffle needs yes or no"),
        ("title: T\nshow: later", "3: error: show needs each, end or never"),
        ("title: [T", "2: error: the front matter can’t be read"),
    ],
)
def test_a_fault_in_the_front_matter_names_its_line(head: str, message: str) -> None:
    assert any(said.startswith(message) for said in says("Text.", head=head)), says("T", head=head)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("## You {fro=rep}", '5: error: unknown attribute "fro=rep".'),
        ("## You {for=boss}", "5: error: for=boss names nobody. Use rep, support or leader"),
        ("## You {#Not_An_Id!}", "5: error: #Not_An_Id! can’t be an id"),
        ("## Check {quiz pass=most}", "5: error: pass=most isn’t a share"),
        ("## Check {quiz}", "5: error: a quiz needs questions"),
        ("## Two {together}", "5: error: {together} needs steps: headings one level below it"),
        ("```\nopen", "5: error: this code fence is never closed"),
        (QUIZ + "\n### Again {#why}\n\n- [x] A\n- [ ] B\n", "13: error: the id #why is in"),
        (QUIZ + "\n" + QUIZ.replace("#why", "#other"), "13: error: rep would have two quizzes"),
        ("![](images/can.svg)", "5: error: the image images/can.svg needs a text alternative"),
        ("![A](images/no.svg)", "5: error: the course’s folder has no image images/no.svg"),
        ("![A](https://x.example/a.png)", "5: error: the image https://x.example/a.png isn’t"),
        ("[there](03-gone.md)", "5: error: there is no file 03-gone.md"),
    ],
)
def test_an_error_names_line_and_remedy(body: str, message: str) -> None:
    fro = message.replace('"fro=rep"', '"fro"')

    assert any(said.startswith(fro) for said in says(body)), says(body)


def test_a_relative_link_and_an_image_that_exist_are_no_fault() -> None:
    assert says("![A can](images/can.svg) and [next](02-volcano.md#x) and `![](code.svg)`") == []


def test_bytes_that_are_not_utf_8_name_their_line() -> None:
    found = parse_module(b"---\ntitle: T\n---\n\ncaf\xe9\n", name="01-a.md", file=FILE)

    assert str(found.problems[0]).startswith(f"{FILE}:5: error: bytes that aren’t UTF-8")
    assert found.module is None


def test_a_file_above_one_megabyte_is_refused() -> None:
    found = parse_module(b"a" * (LARGEST + 1), name="01-a.md", file=FILE)

    assert str(found.problems[0]).startswith(f"{FILE}:1: error: the file is above 1 MB")


def test_problems_come_in_the_order_of_their_lines() -> None:
    found = read("---\ntitle: T\n---\n\n## A {x}\n\n## B {y}\n\n![](no.svg)\n")

    assert [problem.line for problem in found.problems] == [5, 7, 9, 9]
    assert {problem.severity for problem in found.problems} == {Severity.ERROR}


@pytest.mark.parametrize("name", ["01-a.md", "no-number.md", "02-late-order.pt-br.md"])
def test_every_problem_has_the_form_file_line_severity_message(name: str) -> None:
    problems = read(
        "---\ntitel: T\nminutes: 11\n---\n\n## A {x}\n\nmy assistant\n", name=name
    ).problems

    assert problems
    for problem in problems:
        assert re.fullmatch(rf"{re.escape(FILE)}:\d+: (error|warning): \S.*", str(problem))


def test_a_name_may_hold_a_language_and_its_country() -> None:
    found = read("---\ntitle: T\n---\n", name="2-late-order.pt-br.md")

    assert (found.position, found.id, found.language) == (2, "late-order", "pt-br")


def test_a_module_is_sound_without_an_error_only() -> None:
    assert read("---\ntitle: T\nminutes: 11\n---\n").is_sound
    assert not read("---\ntitle: T\n---\n\n## A {x}\n").is_sound
    assert not parse_module(b"\xff", name="01-a.md", file=FILE).is_sound


def test_a_file_keeps_its_text_to_be_shown_to_the_trainer() -> None:
    assert parse_module(b"\xef\xbb\xbfA\r\nB", name="01-a.md", file=FILE).source == "A\nB"


def test_the_front_matter_may_be_missing_but_not_the_title() -> None:
    found = read("Text.\n")

    assert [str(problem) for problem in found.problems] == [
        f"{FILE}:1: error: no title. Begin the file with  ---, title: ..., ---"
    ]


@pytest.mark.parametrize("written", ["0", "06", '"6"', "999999"])
def test_minutes_are_a_whole_number(written: str) -> None:
    found = read(f"---\ntitle: T\nminutes: {written}\n---\n")

    assert found.module
    assert found.module.minutes == int(written.strip('"'))


@pytest.mark.parametrize("written", ["-1", "6.5", "six", "", "1000000", "[6]", "yes", "٦", "1_0"])
def test_minutes_are_nothing_else(written: str) -> None:
    (problem, *_) = read(f"---\ntitle: T\nminutes: {written}\n---\n").problems

    assert str(problem).startswith(f"{FILE}:3: error: minutes needs a ")


@pytest.mark.parametrize(
    ("written", "value"),
    [("yes", True), ("no", False), ("true", True), ("False", False), ("on", True), ("OFF", False)],
)
def test_shuffle_is_yes_or_no(written: str, value: bool) -> None:
    assert lesson("Text.", head=f"title: T\nshuffle: {written}").shuffle is value


@pytest.mark.parametrize("show", Show)
def test_show_is_each_end_or_never(show: Show) -> None:
    assert lesson("Text.", head=f"title: T\nshow: {show}").show is show


def test_attempts_without_a_number_or_with_0_have_no_limit() -> None:
    assert lesson("Text.", head="title: T\nattempts: 0").attempts is None
    assert lesson("Text.").attempts is None


def test_a_file_of_exactly_one_megabyte_is_read() -> None:
    head, lines = b"---\ntitle: T\n---\n", (b"a" * 199 + b"\n") * 6_000

    assert parse_module(head + lines[: LARGEST - len(head)], name="01-a.md", file=FILE).is_sound


@pytest.mark.parametrize(
    "body",
    [
        "```\n## You {for=nobody}\n### Q {quiz}\n- [x] a\n![](no.svg) [x](no.md) my assistant\n```",
        "~~~md\n## You {x}\n~~~",
        "- a point\n\n  ```\n  ## You {x}\n  ```",
        "````\n```\n## You {x}\n````",
    ],
)
def test_nothing_in_a_code_fence_is_read(body: str) -> None:
    assert says(body) == []
    assert [section.title for section in lesson(body).sections] == [""]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[here][x]\n\n[x]: no.md", "7: error: there is no file no.md"),
        ('[x]: <no.md> "Title"', "5: error: there is no file no.md"),
        ("![A can][x]\n\n[x]: images/no.svg", "7: error: there is no file images/no.svg"),
        ("A ![A](no.svg) ![ ](no.svg)", "5: error: the image no.svg needs a text alternative"),
        ("[here](no.md#there)", "5: error: there is no file no.md#there"),
        ("[![A](images/can.svg)](no.md)", "5: error: there is no file no.md"),
        ("[one [two]](no.md)", "5: error: there is no file no.md"),
        ("[words\nbelow](no.md)", "6: error: there is no file no.md"),
        ("![A [can]](images/no.svg)", "5: error: there is no file images/no.svg"),
        ("![][x]\n\n[x]: images/can.svg", "5: error: the image x needs a text alternative"),
        ('<img src="images/can.svg">', "5: error: the image images/can.svg needs a text"),
        ('<img alt="A" src="images/no.svg">', "5: error: the course’s folder has no image"),
        ("<a href=no.md>here</a>", "5: error: there is no file no.md"),
        ("![A](//x.example/a.png)", "5: error: the image //x.example/a.png isn’t in the course"),
    ],
)
def test_what_a_lesson_points_to_must_be_there(text: str, message: str) -> None:
    assert any(said.startswith(message) for said in says(text)), says(text)


@pytest.mark.parametrize(
    "text",
    [
        "[x]: images/can.svg", "[x]: https://x.example", "[^1]: note", "[Note]: mind the cut-off",
        "[a](#there)", "[a](/courses)", "[a](mailto:a@x.example)", "[a](02-volcano.md#there)",
        "[a](./02-volcano.md)", "[![A](images/can.svg)](02-volcano.md)", "[a](02%2Dvolcano.md)",
        '<img alt="A can" src="images/can.svg">', "<a href='#there'>a</a>", "a < b and <b>c</b>",
        "![A](./images/can.svg)", "`[a](no.md)` and `[b]: no.md`",
    ],
)  # fmt: skip
def test_what_points_well_or_outside_is_no_fault(text: str) -> None:
    assert says(text) == []


def test_a_title_is_as_long_as_a_title() -> None:
    found = parse_module(f"---\ntitle: {'a' * 201}\n---\n".encode(), name="01-a.md", file=FILE)

    assert [str(problem) for problem in found.problems] == [
        f"{FILE}:2: error: the title has more than 200 signs. Shorten it"
    ]
    assert says("Text.", head=f"title: {'a' * 200}") == []
