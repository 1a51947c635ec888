"""How is a lesson written down, so that reading it gives the same lesson?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from textwrap import indent

import yaml

from tandem.content.lesson import (
    EVERYBODY,
    Accepted,
    Lesson,
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
from tandem.content.parsing.accepted import EXACTLY, is_known, span_of
from tandem.content.parsing.answers import GAP
from tandem.content.parsing.attributes import Attributes, Heading, heading, slug
from tandem.content.parsing.choices import KINDS
from tandem.content.parsing.lines import FENCE, clean, numbered
from tandem.content.parsing.questions import is_hint
from tandem.terms import READERS, Role, Show

PIN = re.compile(r"\{pin\}\s*$")
# How far the text of an option stands from the margin.
INSIDE = "  "
FIELD = "____"
SAID_BY_WORD = frozenset(
    {QuestionKind.ORDER, QuestionKind.MATCH, QuestionKind.SCENARIO, QuestionKind.WRITE}
)


def write(module: Lesson) -> str:
    """The module as a file's text. Its name, and so its id and its language, is the caller's."""
    pieces = [front_matter(facts_of(module))]
    before: Section | None = None
    for section in module.sections:
        pieces.extend(section_lines(section, before))
        before = section
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def facts_of(module: Lesson) -> dict[str, str | int]:
    """What the front matter says: the title, and what differs from the default."""
    facts: dict[str, str | int | None] = {"title": module.title, "summary": module.summary}
    facts["minutes"] = module.minutes
    facts["edition"] = module.edition if module.edition != 1 else ""
    facts["shuffle"] = "" if module.shuffle else "no"
    facts["show"] = module.show.value if module.show is not Show.END else ""
    facts["attempts"] = module.attempts
    facts["prepare"] = module.prepare
    return {name: value for name, value in facts.items() if value}


def front_matter(facts: dict[str, str | int]) -> str:
    """The front matter of a file, each value in as few quotes as it needs."""
    lines = "".join(entry(name, value) for name, value in facts.items())
    return f"---\n{lines}---"


def entry(name: str, value: str | int) -> str:
    """One value of the front matter. What reading would tidy is written as an escape."""
    if value == "no":
        return f"{name}: no\n"
    plain = yaml.safe_dump({name: value}, allow_unicode=True, width=10**6)
    if clean(plain) == plain:
        return plain
    return yaml.safe_dump({name: value}, allow_unicode=False, width=10**6, default_style='"')


def section_lines(section: Section, before: Section | None) -> Iterator[str]:
    """The pieces of a section: its heading, its text, its questions or its steps."""
    if section.anchor:
        yield titled(section.level, section.title, section_words(section, before))
    yield guarded(section.text)
    for scene in section.scenes:
        yield from scene_lines(scene, level=section.level + 1)
    for question in section.questions:
        yield from question_lines(question, level=section.level + 1)
    for step in section.steps:
        yield from step_lines(step, level=section.level + 1)


def section_words(section: Section, before: Section | None) -> list[str]:
    """The words in braces behind a section's heading."""
    words = for_words(section.roles)
    if section.kind is SectionKind.QUIZ:
        words.append("quiz")
        if section.pass_share != 0.8:
            words.append(f"pass={round(section.pass_share * 100)}%")
        if section.pick is not None:
            words.append(f"pick={section.pick}")
        if section.recap:
            words.append(f"recap={section.recap}")
    if section.kind in {SectionKind.PRACTICE, SectionKind.TOGETHER}:
        words.append(section.kind.value)
    is_own = section.anchor != slug(section.title)
    if is_own or (not words and would_melt(section, before)):
        words.insert(0, f"#{section.anchor}")
    return words


def would_melt(section: Section, before: Section | None) -> bool:
    """Would this heading, without a word behind it, be read as part of the section before?"""
    return before is not None and bool(before.title) and before.level < section.level


def for_words(roles: frozenset[Role]) -> list[str]:
    """`for=` where not everybody is meant."""
    if roles == EVERYBODY:
        return []
    return [f"for={','.join(role for role in READERS if role in roles)}"]


def titled(level: int, title: str, words: Iterable[str] = ()) -> str:
    """A heading. Empty braces keep those that belong to the title from being read as words."""
    inside = " ".join(words)
    plain = f"{'#' * level} {title}"
    if inside:
        return f"{plain} {{{inside}}}"
    is_read_back = heading(plain) == Heading(level, title, Attributes())
    return plain if is_read_back else f"{plain} {{}}"


def guarded(text: str) -> str:
    """A text whose headings keep the braces that belong to their titles."""
    if "#" not in text:
        return text
    lines, _ = numbered(text)
    return "\n".join(guarded_line(line.text) if not line.code else line.text for line in lines)


def guarded_line(text: str) -> str:
    """A line of a text; a heading in it is read back as it stands."""
    head = heading(text)
    return text if head is None or head.markdown == text else f"{text} {{}}"


def question_lines(question: Question, *, level: int) -> Iterator[str]:
    """The pieces of a question."""
    yield titled(level, question.title, question_words(question))
    if question.kind is QuestionKind.SCENARIO:
        for scene in question.scenes:
            yield from scene_lines(scene, level=level + 1, is_start=scene is question.scenes[0])
        return
    body = with_gaps(question) if question.gaps else question.body
    pieces = [guarded(body), hint_line(question)]
    if question.gaps or hint_goes_first(question):
        pieces.reverse()
    yield from pieces
    yield answer_lines(question)
    yield from (quoted(model) for model in question.models)
    yield guarded(question.explanation)


def question_words(question: Question) -> list[str]:
    """The words in braces behind a question's heading."""
    words = [f"#{question.id}"] if question.id else []
    words += for_words(question.roles)
    right = sum(option.right for option in question.options)
    if question.kind is QuestionKind.MULTIPLE and right < 2:
        words.append("multi")
    if question.kind in SAID_BY_WORD:
        words.append(question.kind.value)
    words += [word for word in ("first", "last") if getattr(question, word)]
    words += [f"sibling={question.sibling}"] if question.sibling else []
    return [*words, f"was={question.was}"] if question.was else words


def hint_line(question: Question) -> str:
    """The hint's paragraph; an empty one where the text could be taken for a hint."""
    if question.hint:
        return guarded(f"Hint: {question.hint}")
    return "Hint:" if hint_goes_first(question) else ""


def hint_goes_first(question: Question) -> bool:
    """Must the hint stand before the text, because the text holds something like a hint?"""
    lines, _ = numbered(question.body)
    opens_code = any(FENCE.match(line) for line in question.hint.split("\n"))
    return opens_code or any(is_hint(line) for line in lines)


def with_gaps(question: Question) -> str:
    """The text of a fill-in question with what each gap accepts."""
    gaps = iter(question.gaps)
    return re.sub(
        GAP,
        lambda _: f"[[{' | '.join(accepted.text for accepted in next(gaps, ()))}]]",
        question.body,
    )


def answer_lines(question: Question) -> str:
    """The lines that answer a question, by its kind."""
    if question.kind in KINDS:
        return "\n".join(option_lines(option) for option in question.options)
    if question.kind is QuestionKind.ORDER:
        items = enumerate(question.options, start=1)
        return "\n".join(item_lines(f"{number}.", item.text) for number, item in items)
    if question.kind is QuestionKind.MATCH:
        return "\n".join(
            f"- {match.left}{' ' if match.left else ''}-> {match.right}"
            for match in question.matches
        )
    if question.kind is QuestionKind.WRITE:
        return "\n".join(item_lines("+", criterion.text) for criterion in question.criteria)
    return "\n".join(f"= {accepted_text(accepted)}" for accepted in question.accepted)


def quoted(text: str) -> str:
    """A text as a quote."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def option_lines(option: Option) -> str:
    """An option with its feedback."""
    box = f"- [{'x' if option.right else ' '}]"
    pin = " {pin}" if option.pin else ""
    first, _, rest = option.text.partition("\n")
    if needs_own_line(first):
        first, rest = "", option.text
    lines = [f"{box} {first}{pin}"]
    if rest:
        lines.append(indent(rest, INSIDE))
    lines += [f"  > {line}" for line in option.feedback.split("\n") if option.feedback]
    return "\n".join(lines)


def item_lines(sign: str, text: str) -> str:
    """An item of an order."""
    first, _, rest = text.partition("\n")
    if needs_own_line(first):
        first, rest = "", text
    margin = " " * (len(sign) + 1)
    return f"{sign} {first}\n{indent(rest, margin)}" if rest else f"{sign} {first}"


def needs_own_line(first: str) -> bool:
    """Would the beginning of an option mean something else behind its sign?"""
    return bool(FENCE.match(first) or PIN.search(first))


def accepted_text(accepted: Accepted) -> str:
    """One accepted answer as it is written."""
    span = span_of(accepted)
    if span is None:
        return accepted.text
    low, high = span
    units = " | ".join(accepted.units)
    if low == high and units and not is_known(accepted.units):
        return f"{plain_number(Decimal(repr(low)))} +- 0 {units}"
    return f"{number_text(low, high)} {units}".rstrip()


def number_text(lowest: float, highest: float) -> str:
    """A number or a range as it is written."""
    low, high = (Decimal(repr(number)) for number in (lowest, highest))
    if low == high:
        return plain_number(low)
    if all(EXACTLY.match(plain_number(number)) for number in (low, high)):
        return f"{plain_number(low)}..{plain_number(high)}"
    return f"{plain_number((low + high) / 2)} +- {plain_number((high - low) / 2)}"


def plain_number(number: Decimal) -> str:
    """A number without an exponent and without needless zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def scene_lines(scene: Scene, *, level: int, is_start: bool = False) -> Iterator[str]:
    """A scene: its heading (the start of a scenario has none), its text, its links."""
    if not is_start:
        ending = [f"end={scene.end.value}"] if scene.end else []
        seat = [f"for={scene.seat.value}"] if scene.seat else []
        yield titled(level, scene.title, [f"#{scene.id}", *seat, *ending])
    yield scene.text
    yield "\n".join(f"- [{link.text}](#{link.scene})" for link in scene.links)


def step_lines(step: PairStep, *, level: int) -> Iterator[str]:
    """The pieces of a step of the pair."""
    yield titled(level, step.title, step_words(step))
    yield guarded(step.body)
    if step.kind is StepKind.CHOICE:
        yield from choice_lines(step, level=level + 1)
    elif step.kind is StepKind.HANDOVER:
        for part in step.seats:
            yield from seat_lines(part, level=level + 1)
    elif step.kind is StepKind.SCALE:
        yield f"{step.low} ({step.labels[0]}) ... {step.high} ({step.labels[1]})"
        yield "\n".join(f"- {item.text}" for item in step.items)
    elif step.kind is StepKind.PLAN:
        yield FIELD.join(step.sentence)
    elif step.kind is StepKind.SCENE:
        for scene in step.scenes:
            yield from scene_lines(scene, level=level + 1)
    elif step.kind is not StepKind.TALKED:
        yield FIELD


def choice_lines(step: PairStep, *, level: int) -> Iterator[str]:
    """The pieces of two choices: what each seat may do, and the table."""
    for part in step.seats:
        yield from seat_lines(part, level=level)
    if step.outcomes_title:
        yield titled(level, step.outcomes_title)
    texts = {(each.rep, each.support): each.text for each in step.outcomes}
    rep, support = (part.items for part in step.seats)
    rows = [["", *(item.text for item in support)], ["---"] * (len(support) + 1)]
    rows += [[row.text, *(texts[row.key, column.key] for column in support)] for row in rep]
    yield "\n".join(table_row(row) for row in rows)
    yield guarded(step.explanation)


def seat_lines(part: SeatPart, *, level: int) -> Iterator[str]:
    """The pieces of what a step holds for one seat."""
    is_told = part.title.strip().casefold() == part.role.value
    yield titled(level, part.title, [] if is_told else [f"for={part.role.value}"])
    yield guarded(part.text)
    yield "\n".join(f"- {item.text}" for item in part.items)
    yield guarded(part.explanation)


def table_row(cells: Iterable[str]) -> str:
    """A line of a table."""
    escaped = [cell.replace("|", "\\|") for cell in cells]
    return " ".join(["|", " | ".join(escaped), "|"])


def step_words(step: PairStep) -> list[str]:
    """The words in braces behind a step's heading."""
    words = [f"#{step.id}", *for_words(step.roles)]
    if step.kind is StepKind.GUESS:
        words.append(f"guess={step.guess_of}")
    elif step.kind is not StepKind.REFLECTION:
        words.append(step.kind.value)
    if step.shared:
        words.append("share=pair")
    if step.minutes:
        words.append(f"minutes={step.minutes}")
    return [*words, f"was={step.was}"] if step.was else words
