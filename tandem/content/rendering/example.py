"""How does a piece of a lesson look beside its source? For lessons about writing lessons.

A fence that says `lesson` holds such a piece. It is shown as it was written, then as what comes of
it, then with what the checker says: three times the same text, so they cannot drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import markdown
from markupsafe import Markup

from tandem.content.destinations import spellings
from tandem.content.lesson import (
    EVERYBODY,
    Accepted,
    ModuleFile,
    Option,
    PairStep,
    Question,
    QuestionKind,
    Scene,
    SeatPart,
    Section,
    SectionKind,
    StepKind,
)
from tandem.content.parsing.accepted import span_of
from tandem.content.parsing.answers import GAP
from tandem.content.parsing.parse import parse_module
from tandem.content.parsing.references import IMAGE
from tandem.content.rendering.commonmark import CommonMark
from tandem.content.typed_numbers import plain_number
from tandem.terms import READERS, Role

FENCE = "lesson"
HEADER = re.compile(r"\A---\s*$", re.MULTILINE)
TITLE = "---\ntitle: Example\n---\n"
PARAGRAPH = re.compile(r"\A<p>(.*)</p>\Z", re.DOTALL)
LINE_TO_WRITE_ON = Markup("<p><code>____</code></p>")
WRITTEN = frozenset(
    {StepKind.REFLECTION, StepKind.SEALED, StepKind.GUESS, StepKind.AGREEMENT, StepKind.THANKS}
)


def fenced(source: str) -> str:
    """What stands in the page for a fence of this kind."""
    piece = parsed(source)
    items = Markup("").join(
        Markup("<li><code>{}: {}: {}</code></li>").format(
            problem.line - lines_before(source), problem.severity, problem.message
        )
        for problem in piece.problems
    )
    problems = Markup('<ul class="example__problems">{}</ul>').format(items) if items else ""
    return Markup(
        '<div class="example"><pre class="example__source"><code>{}</code></pre>'
        '<div class="example__result">{}</div>{}</div>'
    ).format(source, result(piece), problems)


def parsed(source: str) -> ModuleFile:
    """The piece as a module. One without front matter gets a title, pictures are taken as there."""
    whole = source if HEADER.match(source) else f"{TITLE}{source}"
    pictures = frozenset(spellings(path)[-1] for _, path in IMAGE.findall(source))
    return parse_module(whole.encode(), name="01-example.md", file="example", existing=pictures)


def lines_before(source: str) -> int:
    """How many lines were put before the piece."""
    return 0 if HEADER.match(source) else TITLE.count("\n")


def result(piece: ModuleFile) -> Markup:
    """What comes of the piece."""
    module = piece.module
    if module is None:
        return Markup("")
    pieces = [section(part) for part in module.sections]
    if not piece.source.startswith(TITLE):
        head = heading(module.title, f"{module.minutes} min" if module.minutes else "")
        pieces.insert(0, Markup("{}<p>{}</p>").format(head, module.summary))
    return Markup("").join(pieces)


def section(section: Section) -> Markup:
    """A section with its questions or steps."""
    signs = [*roles(section.roles)]
    if section.kind is SectionKind.QUIZ:
        signs += [
            "quiz",
            f"pass={section.pass_share:.0%}",
            f"pick={section.pick}" if section.pick else "",
        ]
    if section.kind in {SectionKind.PRACTICE, SectionKind.TOGETHER}:
        signs.append(section.kind.value)
    head = heading(section.title, *signs) if section.title else Markup("")
    inside = [
        *(scene(each) for each in section.scenes),
        *(question(each) for each in section.questions),
        *(step(each) for each in section.steps),
    ]
    return Markup("{}{}{}").format(head, block(section.text), Markup("").join(inside))


def question(question: Question) -> Markup:
    """A question with its key: whoever writes it knows the answer."""
    kind = "true/false" if question.kind is QuestionKind.TRUE_FALSE else question.kind.value
    head = heading(question.title, kind, *roles(question.roles))
    hint = Markup("<p>Hint: {}</p>").format(line(question.hint)) if question.hint else ""
    body = block(question.body.replace(GAP, "`____`"))
    answer = Markup("").join([*answers(question), *(scene(each) for each in question.scenes)])
    return Markup("{}{}{}{}{}").format(head, body, hint, answer, block(question.explanation))


def answers(question: Question) -> Iterator[Markup]:
    """What is right, in the way its kind is answered."""
    if question.kind is QuestionKind.ORDER:
        items = (line(each.text) for each in question.options)
        yield Markup("<ol>{}</ol>").format(rows(items))
    elif question.options:
        yield listed(option(each) for each in question.options)
    if question.matches:
        yield listed(
            Markup("{} → {}").format(line(each.left or "–"), line(each.right))
            for each in question.matches
        )
    if question.criteria:
        yield listed(Markup("☐ {}").format(line(each.text)) for each in question.criteria)
    for model in question.models:
        yield Markup("<blockquote>{}</blockquote>").format(block(model))
    for accepted in [*question.gaps, *([question.accepted] if question.accepted else [])]:
        yield Markup("<p><code>____</code> = {}</p>").format(" / ".join(map(words, accepted)))


def option(option: Option) -> Markup:
    """An option, right or wrong, with its feedback."""
    sign = "✓" if option.right else "○"
    feedback = Markup("<blockquote>{}</blockquote>").format(block(option.feedback))
    return Markup("{} {}{}").format(sign, line(option.text), feedback if option.feedback else "")


def words(accepted: Accepted) -> str:
    """What one accepted answer accepts."""
    span = span_of(accepted)
    if span is None:
        return accepted.text
    ends = dict.fromkeys(plain_number(end) for end in span)
    return " … ".join(ends) + "".join(f" {unit}" for unit in accepted.units[:1])


def scene(scene: Scene) -> Markup:
    """A scene of a story, with where its links lead."""
    ending = f"end={scene.end}" if scene.end else ""
    head = heading(scene.title, scene.seat, ending) if scene.title else Markup("")
    links = listed(Markup("→ {}").format(line(each.text)) for each in scene.links)
    return Markup("{}{}{}").format(head, block(scene.text), links if scene.links else "")


def step(step: PairStep) -> Markup:
    """A step of the pair, with what is filled in."""
    signs = [
        step.kind.value,
        "share=pair" if step.shared else "",
        f"{step.minutes} min" if step.minutes else "",
        *roles(step.roles),
    ]
    field = LINE_TO_WRITE_ON if step.kind in WRITTEN else Markup("")
    if step.kind is StepKind.PLAN:
        field = Markup("<p>{}</p>").format(Markup("<code>____</code>").join(step.sentence))
    if step.kind is StepKind.SCALE:
        numbers = " · ".join(str(number) for number in range(step.low, step.high + 1))
        field = Markup("<p>{} · {} · {}</p>").format(step.labels[0], numbers, step.labels[1])
    items = listed(line(item.text) for item in step.items) if step.items else ""
    inside = Markup("").join(
        [
            *(seat(part) for part in step.seats),
            *(scene(each) for each in step.scenes),
            outcomes(step),
        ]
    )
    head = heading(step.title, *signs)
    return Markup("{}{}{}{}{}").format(head, block(step.body), field, items, inside)


def seat(part: SeatPart) -> Markup:
    """What a step holds for one seat."""
    items = listed(line(item.text) for item in part.items)
    head = heading(part.title, part.role.value)
    return Markup("{}{}{}{}").format(head, block(part.text), items, block(part.explanation))


def outcomes(step: PairStep) -> Markup:
    """What the table of two choices says, each line with the options that lead to it."""
    words = {item.key: item.text for part in step.seats for item in part.items}
    cells = [
        Markup("{} + {} → {}").format(line(words[o.rep]), line(words[o.support]), line(o.text))
        for o in step.outcomes
    ]
    head = heading(step.outcomes_title) if step.outcomes_title else Markup("")
    return Markup("{}{}{}").format(head, listed(cells) if cells else "", block(step.explanation))


def roles(readers: Iterable[Role]) -> list[str]:
    """The roles that read something, where not everybody does. In words of the format."""
    read = frozenset(readers)
    return [] if read == EVERYBODY else [role.value for role in READERS if role in read]


def heading(title: str, *signs: str | None) -> Markup:
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
    plain = markdown.Markdown(extensions=[CommonMark(footnotes=False, fences={})])
    return Markup(plain.convert(text))  # noqa: S704


def line(text: str) -> Markup:
    """A text inside a line."""
    return Markup(PARAGRAPH.sub(r"\1", str(block(text))))  # noqa: S704
