"""How does a piece of a lesson look beside its source? For lessons about writing lessons.

A fence that says `lesson` holds such a piece. It is shown as it was written, then as what comes of
it, then with what the checker says: three times the same text, so they cannot drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import markdown
from markupsafe import Markup

from tandem.content.lesson import (
    EVERYBODY,
    Accepted,
    ModuleFile,
    Option,
    PairStep,
    Question,
    QuestionKind,
    Scene,
    Section,
    SectionKind,
    StepKind,
)
from tandem.content.parsing.answers import GAP
from tandem.content.parsing.parse import parse_module
from tandem.content.parsing.references import IMAGE
from tandem.terms import READERS, Role

FENCE = "lesson"
HEADER = re.compile(r"\A---\s*$", re.MULTILINE)
TITLE = "---\ntitle: Example\n---\n"
PARAGRAPH = re.compile(r"\A<p>(.*)</p>\Z", re.DOTALL)
LINE_TO_WRITE_ON = Markup("<p><code>____</code></p>")
WRITTEN = frozenset(
    {StepKind.REFLECTION, StepKind.SEALED, StepKind.GUESS, StepKind.AGREEMENT, StepKind.THANKS}
)


def fenced(source: str, *_: Any, **__: Any) -> str:
    """What stands in the page for a fence of this kind; SuperFences calls it."""
    found = parsed(source)
    said = Markup("").join(
        Markup("<li><code>{}: {}: {}</code></li>").format(
            problem.line - lines_before(source), problem.severity, problem.message
        )
        for problem in found.problems
    )
    problems = Markup('<ul class="example__problems">{}</ul>').format(said) if said else ""
    return Markup(
        '<div class="example"><pre class="example__source"><code>{}</code></pre>'
        '<div class="example__result">{}</div>{}</div>'
    ).format(source, result(found), problems)


def parsed(source: str) -> ModuleFile:
    """The piece as a module. One without front matter gets a title, pictures are taken as there."""
    whole = source if HEADER.match(source) else f"{TITLE}{source}"
    pictures = frozenset(path.removeprefix("./") for _, path in IMAGE.findall(source))
    return parse_module(whole.encode(), name="01-example.md", file="example", existing=pictures)


def lines_before(source: str) -> int:
    """How many lines were put before the piece."""
    return 0 if HEADER.match(source) else TITLE.count("\n")


def result(found: ModuleFile) -> Markup:
    """What comes of the piece."""
    module = found.module
    if module is None:
        return Markup("")
    pieces = [section(one) for one in module.sections]
    if HEADER.match(found.source) and not found.source.startswith(TITLE):
        head = heading(module.title, f"{module.minutes} min" if module.minutes else "")
        pieces.insert(0, Markup("{}<p>{}</p>").format(head, module.summary))
    return Markup("").join(pieces)


def section(one: Section) -> Markup:
    """A section with its questions or steps."""
    signs = [*roles(one.roles)]
    if one.kind is SectionKind.QUIZ:
        signs += ["quiz", f"pass={one.pass_share:.0%}", f"pick={one.pick}" if one.pick else ""]
    if one.kind is SectionKind.TOGETHER:
        signs.append("together")
    head = heading(one.title, *signs) if one.title else Markup("")
    inside = [*(question(each) for each in one.questions), *(step(each) for each in one.steps)]
    return Markup("{}{}{}").format(head, block(one.text), Markup("").join(inside))


def question(one: Question) -> Markup:
    """A question with its key: whoever writes it knows the answer."""
    kind = "true/false" if one.kind is QuestionKind.TRUE_FALSE else one.kind.value
    head = heading(one.title, kind, *roles(one.roles))
    hint = Markup("<p>Hint: {}</p>").format(line(one.hint)) if one.hint else ""
    body = block(one.body.replace(GAP, "`____`"))
    answer = Markup("").join([*answers(one), *(scene(each) for each in one.scenes)])
    return Markup("{}{}{}{}{}").format(head, body, hint, answer, block(one.explanation))


def answers(one: Question) -> Iterator[Markup]:
    """What is right, in the way its kind is answered."""
    if one.kind is QuestionKind.ORDER:
        items = (line(each.text) for each in one.options)
        yield Markup("<ol>{}</ol>").format(rows(items))
    elif one.options:
        yield listed(option(each) for each in one.options)
    if one.matches:
        yield listed(
            Markup("{} → {}").format(line(each.left or "–"), line(each.right))
            for each in one.matches
        )
    for accepted in [*one.gaps, *([one.accepted] if one.accepted else [])]:
        yield Markup("<p><code>____</code> = {}</p>").format(" / ".join(map(words, accepted)))


def option(one: Option) -> Markup:
    """An option, right or wrong, with its feedback."""
    sign = "✓" if one.right else "○"
    feedback = Markup("<blockquote>{}</blockquote>").format(block(one.feedback))
    return Markup("{} {}{}").format(sign, line(one.text), feedback if one.feedback else "")


def words(one: Accepted) -> str:
    """What one accepted answer accepts."""
    if one.low is None or one.high is None:
        return one.text
    return f"{one.low:g}" if one.low == one.high else f"{one.low:g} … {one.high:g}"


def scene(one: Scene) -> Markup:
    """A scene of a scenario, with where its links lead."""
    head = heading(one.title, f"end={one.end}" if one.end else "") if one.title else Markup("")
    links = listed(Markup("→ {}").format(line(each.text)) for each in one.links)
    return Markup("{}{}{}").format(head, block(one.text), links if one.links else "")


def step(one: PairStep) -> Markup:
    """A step of the pair, with what is filled in."""
    signs = [one.kind.value, "share=pair" if one.shared else "", *roles(one.roles)]
    field = LINE_TO_WRITE_ON if one.kind in WRITTEN else Markup("")
    if one.kind is StepKind.SCALE:
        numbers = " · ".join(str(number) for number in range(one.low, one.high + 1))
        field = Markup("<p>{} · {} · {}</p>").format(one.labels[0], numbers, one.labels[1])
    items = listed(line(item.text) for item in one.items) if one.items else ""
    return Markup("{}{}{}{}").format(heading(one.title, *signs), block(one.body), field, items)


def roles(found: Iterable[Role]) -> list[str]:
    """The roles that read something, where not everybody does. In words of the format."""
    read = frozenset(found)
    return [] if read == EVERYBODY else [role.value for role in READERS if role in read]


def heading(title: str, *signs: str) -> Markup:
    """A title, and behind it what its braces mean."""
    tags = Markup("").join(
        Markup(' <span class="tag">{}</span>').format(sign) for sign in signs if sign
    )
    return Markup('<p class="example__title">{}{}</p>').format(line(title), tags)


def listed(items: Iterable[Markup]) -> Markup:
    """A list."""
    return Markup("<ul>{}</ul>").format(rows(items))


def rows(items: Iterable[Markup]) -> Markup:
    """The items of a list."""
    return Markup("").join(Markup("<li>{}</li>").format(item) for item in items)


def block(text: str) -> Markup:
    """A text of several lines. It is cleaned with the page it stands in."""
    return Markup(markdown.markdown(text, extensions=["tables"]))  # noqa: S704


def line(text: str) -> Markup:
    """A text inside a line."""
    return Markup(PARAGRAPH.sub(r"\1", markdown.markdown(text)))  # noqa: S704
