"""What becomes of small slips in files of other programs, and of ours on their way to GIFT?

Which lines of the lessons come and go, and what is said, is written down in `slipped_files.txt`;
`make pages` writes it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tandem.content.formats.exporter import gift
from tandem.content.formats.formats import NewModule, imported
from tandem.content.parsing.parse import parse_module
from tests import said
from tests.content.test_slipped_lessons import LESSONS
from tests.content.test_slipped_lessons import NAMES as OUR_NAMES
from tests.content.test_slipped_lessons import PIECES as OUR_PIECES
from tests.slipped import differing, slipped

HERE = Path(__file__).parent
FILE = HERE / "slipped_files.txt"
# Of thousands that were drawn, those that show what no other shows.
SEEDS = (
    36, 40, 41, 42, 43, 51, 53, 61, 72, 74, 77, 81, 86, 94, 98, 106, 111, 134, 143, 145, 153, 155,
    156, 157, 167, 169, 179, 187, 191, 213, 215, 226, 227, 242, 266, 268, 292, 316, 317, 321, 352,
    359, 370, 378, 383, 413, 414, 416, 418, 424, 431, 438, 445, 467, 472, 483, 498, 502, 513, 520,
    524, 546, 556, 570, 579, 586, 587, 589, 590, 611, 628, 638, 653, 664, 670, 693, 708, 718, 724,
    744, 746, 750, 774, 780, 786, 796, 805, 820, 822, 831, 859, 864, 916, 926, 935, 953, 973, 976,
    997, 998, 1000, 1014, 1019, 1031, 1050, 1069, 1075, 1082, 1107, 1137, 1165, 1174, 1187, 1188,
    1199, 1216, 1246, 1274, 1300, 1302, 1309, 1310, 1326, 1331, 1349, 1354, 1357, 1366, 1390, 1391,
    1396, 1433, 1440, 1474, 1477, 1478, 1490, 1511, 1516, 1530, 1549, 1554, 1561, 1576, 1600, 1607,
    1612, 1619, 1648, 1671, 1672, 1702, 1718, 1726, 1727, 1730, 1751, 1758, 1777, 1780, 1786, 1797,
    1799, 1813, 1816, 1828, 1870, 1885, 1890, 1900, 1902, 1905, 1919, 1934, 1935, 1943, 2002, 2005,
    2015, 2026, 2030, 2062, 2118, 2122, 2126, 2166, 2197, 2209, 2228, 2229, 2233, 2240, 2258, 2261,
    2281, 2286, 2290, 2296, 2320, 2341, 2370, 2405, 2416, 2422, 2434,
)  # fmt: skip
SEEDS_TO_GIFT = (
    16, 17, 20, 21, 25, 67, 70, 72, 73, 93, 97, 114, 121, 122, 160, 161, 166, 178, 186, 221, 239,
    261, 268, 276, 294, 325, 345, 355, 364, 377, 379, 384, 389, 420, 458, 470, 499, 542, 574, 584,
    587, 596, 746, 766, 773,
)  # fmt: skip
TO_GIFT = (
    "::name::", "=yes", "~no", "~%50%half", "~%-20.5%less", "=%100%all", "#feedback", "}", "{T}",
    "{#5:1}", "=a -> b", "  = -> c", "$CATEGORY: a/b", "// note", "#### more", "Why? {", "{}", "",
    "It is {=so ~no}.", "::a:: b {F#no#yes}", "[html]<p>x</p>", "[markdown]*x*", "[plain]<b>x</b>",
    "\\{ \\= \\: \\n", "=*a*", "=a*b", "  =3..7", "  =5:x", "![a](b.png) [c](d.pdf)", "a\\*b",
    "What? {#2 ####x}", "::b:: {=c}", "Two {=a} {=b}", "$category: $c$/a//b", "=<b>x</b>",
    "{~a ~b}",
)  # fmt: skip
TO_HTML = (
    "<b>", "</b>", "<br>", "<p>x</p>", "<ul><li>x", "</ul>", "<ol><li>y</li></ol>", "<pre>",
    "</pre>", "<script>", "</script>", "<code>a*b", "</code>", "<a href='x'>y</a>", "<a>z", "</a>",
    "<hr>", "<img src=a.png alt=b>", "<td>a</td></tr>", "<svg>", "<u>a</u>", "&amp; &lt;",
    "a < b & c", "", "<!-- c -->", "=<i>x</i>", "~# y", "~1. z", "~- a", "~a_b_ _c", "~**d**",
    "~e: [f](g)", "~= h", "}", "Why? {", "[html]{=a}", "<style>", "<input>", "<em><strong>x",
    "x~y ~ z", "~===", "~a`b",
)  # fmt: skip
TO_AIKEN = (
    "A. one", "B) two", "C.three", "(d) four", "a. x", "**A.** y", "- B. z", "A London", "B: Paris",
    "Option C - Rome", "ANSWER: A", "ANSWER: B, C", "Answer: b) two", "**Antwort:** C", "ANSWER:",
    "ANSWER: or A", "ANSWER: Z", "Correct answer: A - so it is", "ANSWER: one", "ANSWER: BD", "",
    "", "Feedback: so", "Why: it is", "Tags: a", "Points: 3", "12. What?", "Q3: Who?",
    "I. He does.", "", "```", "~~~", "Because of it.", "Two", "C. Smith", "ANSWER: AB",
    "ANSWER: A and Z", "1) Which?",
)  # fmt: skip
TO_LIA = (
    "[[X]] yes", "[[ ]] no", "[(X)] one", "[( )] two", "- [[X]] z", "[[?]] hint", "[[!]]", "*****",
    "[[word]]", "[[ (a) | b ]]", "The [[gap]] here", "[[We]] go", "`[[x]]` [[y|(z)]]",
    "[->[a|(b)]]", "<!-- c", "-->", "<!-- d -->", "<script>", "</script>", "{{1}}", "--{{2-3}}--",
    "# Top", "## Sub", "1. Who?", "   goes on", "```", "    code", "[[ ]]", "[[__]]", "[[a] b]", "",
    "", "Words.", "***", "[[(a)|(b)]]", "[(a) b]", "  with more", "### [[x]]",
)  # fmt: skip
TO_TOML = (
    "[[questions]]", 'type = "ShortAnswer"', 'type = "MultipleChoice"', 'type = "Tracing"',
    "type = 1", 'answer.answer = "= 5"', 'answer.answer = ["a", "b"]', 'prompt.prompt = "Who?"',
    "x = 1", "# a", 'prompt.distractors = ["c"]', "prompt.answerIndex = 0",
    "prompt.answerIndex = 2", 'id = "one"', 'answer.alternatives = ["d"]', 'context = "so"',
    'multipart = "one"', "[multipart]", 'one = "y"', "prompt.more = 1",
    "a.b.c.d.e.f.g.h.i.j.k.l = 1", "x = [[[[[[[[[[[[1]]]]]]]]]]]]", '"""', "]", "", "questions = 1",
    "[questions]", "prompt = { prompt = 'a' }", "answer = 1", "y = '.[{' # [[[",
)  # fmt: skip
TO_TASKS = (
    "- [x] yes", "- [ ] no", "* [X] z", "1. [x] yes", "2) [ ] no", "- [x] ```py", "> said",
    "  > so", "> Why: so", "> **Lösung:** so", "# Top", "## Which?", "##Close", "Under", "=====",
    "---", "----", "1. One", "2. Two", "### Sort these", "**Who?**", "__2. Who?__ x", "Q3: Who?",
    "4) When?", "", "", "```", "~~~", "```quizdown", "```{quizdown}", "<quiz>", "</quiz>",
    "<?quiz?>", "answer: no", "", "question: Who?", "answer-correct: I", "content: so",
    "The [[gap]] here", "[[gap|b]]", "    code", "![a](b.png)", "title: Late", "summary: 'x'",
    "shuffle: true", "Words.", "[a](b.md)", "= 5", "- a",
)  # fmt: skip
# What is slipped into each file: what belongs to its format, and near misses.
PIECES = {
    "quiz.gift": TO_GIFT, "more.gift": TO_GIFT, "html.gift": TO_HTML,
    "quiz.txt": TO_AIKEN, "more.txt": TO_AIKEN, "quiz.md": TO_LIA, "course.md": TO_LIA,
    "quiz.toml": TO_TOML, "more.toml": TO_TOML,
    "tasks.md": TO_TASKS, "by-hand.md": TO_TASKS, "quizzes.md": TO_TASKS,
}  # fmt: skip
SAMPLES = tuple(PIECES)


def test_every_slip_in_a_file_to_import_is_told_as_it_was(request: pytest.FixtureRequest) -> None:
    tells = dict(map(told, SEEDS)) | dict(map(told_in_gift, SEEDS_TO_GIFT))
    tells |= dict(map(told_as_it_stands, SAMPLES)) | dict(map(told_as_it_stands_in_gift, OUR_NAMES))
    if request.config.getoption("--record-pages"):
        said.write(FILE, tells)

    whole = len(SAMPLES) + len({*OUR_NAMES})
    assert len(tells) == len(SEEDS) + len(SEEDS_TO_GIFT) + whole
    assert tells == said.read(FILE)


def told(seed: int) -> tuple[str, list[str]]:
    """What is slipped in a file of another program, and what comes of it."""
    name = SAMPLES[seed % len(SAMPLES)]
    text = (HERE / "samples" / name).read_text("utf-8")
    what, changed = slipped(text, PIECES[name], seed)
    return f"{name} {what}", told_apart(lines_of(name, text), lines_of(name, changed))


def told_as_it_stands(name: str) -> tuple[str, list[str]]:
    """All that comes of a file without a slip."""
    text = (HERE / "samples" / name).read_text("utf-8")
    return f"{name} as it stands", [*lines_of(name, text)]


@cache
def lines_of(name: str, text: str) -> tuple[str, ...]:
    """The lessons that become of a file, and what is said of it."""
    found = imported(text.encode(), name=name)
    lines = [line for one in found.modules for line in lines_in(one)]
    counted = f"{found.format}: {found.kept} of {found.answers} answers"
    # What is said of an answer may hold its words, which may go over several lines.
    problems = [" ".join(str(problem).splitlines()) for problem in found.problems]
    return (*lines, *problems, counted)


def lines_in(module: NewModule) -> Iterator[str]:
    """What is told of a module that becomes of a file; a heading is no name of a told text."""
    yield f"{module.name}: {module.title}, {module.questions} questions"
    yield from (f"| {line}" for line in module.source.splitlines())


def told_in_gift(seed: int) -> tuple[str, list[str]]:
    """What is slipped in a lesson, and what comes of it in GIFT."""
    name = OUR_NAMES[seed % len(OUR_NAMES)]
    text = (LESSONS / name).read_text("utf-8")
    what, changed = slipped(text, OUR_PIECES, seed)
    return f"to GIFT: {name} {what}", told_apart(in_gift(name, text), in_gift(name, changed))


def told_as_it_stands_in_gift(name: str) -> tuple[str, list[str]]:
    """A lesson without a slip in GIFT, and what is lost on the way."""
    text = (LESSONS / name).read_text("utf-8")
    return f"{name} as it stands in GIFT", [*in_gift(name, text)]


@cache
def in_gift(name: str, text: str) -> tuple[str, ...]:
    """A lesson in GIFT, and what is lost on the way."""
    module = parse_module(text.encode(), name=name, file=name).module
    if module is None:
        return ("no lesson",)
    made = gift(module, file=name)
    return (*made.text.splitlines(), *map(str, made.problems))


def told_apart(before: tuple[str, ...], after: tuple[str, ...]) -> list[str]:
    """Which lines come and go, however deep they stand."""
    return [f"{line[0]} {line[1:].strip()}" for line in differing(before, after)]
