"""What does a Markdown file with task lists ask? As in quizdown, mkdocs-quiz, or by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from tandem.content.formats.imported import (
    Chapter,
    ImportedFile,
    ImportedOption,
    ImportedQuestion,
    ImportedReading,
    Notes,
    moved,
)
from tandem.content.formats.nested import opened, unnested
from tandem.content.formats.parting import first_number, parted, with_code_inside, with_headings
from tandem.content.lesson import Option, QuestionKind
from tandem.content.messages import Message, say
from tandem.content.parsing import answers, choices
from tandem.content.parsing.attributes import heading
from tandem.content.parsing.lines import Line, fenced, joined, read_anew

NUMBERED_BOX = re.compile(r"^( {0,3})\d{1,9}[.)] +\[ *([xX]?) *\] *(.*)$")
OPENS = re.compile(r"^\s*<(?:quiz\b[^>]*|\?quiz\?)>\s*$", re.IGNORECASE)
CLOSES = re.compile(r"^\s*<(?:/quiz|\?/quiz\?)>\s*$", re.IGNORECASE)
FENCE = re.compile(r"^\s*(`{3,}|~{3,})\s*(?:quizdown|\{quizdown\})\s*$")
# An option that begins with a code fence.
FENCED = re.compile(r"^( *(?:[-*+]|\d{1,9}[.)]) +\[ *[xX]? *\]) *((?:`{3,}|~{3,})[^`]*)$")
FACT = re.compile(r"^([\w-]+):\s*(.*?)\s*$")
OLD = re.compile(r"^\s*(?:quiz-)?(question|answer|answer-correct|content):\s*(.*)$")
RULE = re.compile(r"^\s*-{3,}\s*$")
QUOTE = re.compile(r"^\s*> ?")
# What asks for an order, in English and in German; "placing an order" and "in order to" do not.
ORDER = re.compile(
    r"\b(?:(?:in|into|right|correct|proper|logical|which|what)\s+order(?!\s+to)|order\s+(?:the|these|them)"
    r"|sort|arrange|sequence|rank|reihenfolge|ordne|ordnen|sortier\w*)\b|^\W*order\W*$",
    re.IGNORECASE,
)
ORDERED = say("these steps are asked as a question for their order: check whether that is meant")
# The label of a quote that explains a question as a whole.
EXPLAINS = re.compile(
    r"^\s*[*_]*(?:explanation|rationale|solution|answer|why|feedback|note|tip|reason"
    r"|erklärung|begründung|erläuterung|lösung|antwort|hinweis)\s*[*_]*\s*:\s*[*_]*",
    re.IGNORECASE,
)
CALLOUT = re.compile(r"^\s*\[!\w+\][ \t]*")
UNCLOSED = say("this <quiz> has no </quiz>: all that follows belongs to it")


@dataclass
class TaskPiece:
    """A heading or a <quiz> with the lines that belong to it."""

    line: int
    title: str = ""
    level: int = 0
    in_quiz: bool = False
    indent: int = 0
    lines: list[Line] = field(default_factory=list)


def sheet(text: str) -> ImportedFile:
    """The questions and the texts of a Markdown file."""
    text, facts, lost = without_head(text)
    notes = list(lost)
    pieces = [without_options(piece, notes) for piece in pieces_of(text, notes)]
    pieces = [replace(piece, lines=read_anew(piece.lines)) for piece in pieces]
    pieces = [part for piece in pieces for part in parts_of(piece)]
    has_tasks = any(choices.is_box(line) for piece in pieces for line in piece.lines)
    parts: list[ImportedQuestion | ImportedReading] = []
    title = facts.get("title", "")
    for piece in pieces:
        question = taken(piece, has_tasks=has_tasks)
        if question is not None:
            parts.append(question)
        elif piece.level == 1 and not title:
            title = piece.title
            parts.append(ImportedReading(piece.line, "", joined(piece.lines)))
        elif piece.title or joined(piece.lines).strip():
            parts.append(ImportedReading(piece.line, piece.title, joined(piece.lines)))
    questions = tuple(part for part in parts if isinstance(part, ImportedQuestion))
    chapter = Chapter(
        title=title,
        summary=facts.get("summary", ""),
        readings=tuple(part for part in parts if isinstance(part, ImportedReading)),
        questions=questions,
    )
    return ImportedFile((chapter,) if questions else (), (*notes, *moved(parts)))


def parts_of(piece: TaskPiece) -> Iterator[TaskPiece]:
    """A piece, cut where it holds more than one question."""
    lines = piece.lines if piece.in_quiz else with_code_inside(piece.lines)
    above, own, rest = ([], lines, []) if piece.in_quiz else parted(lines)
    if own or above or not rest or piece.title:
        yield replace(piece, lines=own or above)
    for part in rest:
        yield TaskPiece(first_number(part), lines=part)


def without_head(text: str) -> tuple[str, dict[str, str], Notes]:
    """The text with blank lines for its front matter, and what that said."""
    lines = text.split("\n")
    end = next((at for at, line in enumerate(lines[1:], 1) if RULE.match(line)), 0)
    if not RULE.match(lines[0]) or not end:
        return text, {}, ()
    head = [(at, fact) for at in range(1, end) if (fact := FACT.match(lines[at]))]
    facts = {fact[1]: fact[2].strip("\"'") for _, fact in head}
    kept = {"title", "summary"}
    lost = [(at + 1, fact[1]) for at, fact in head if fact[1] not in kept]
    notes = tuple((at, lost_fact(name)) for at, name in lost)
    return "\n".join([""] * (end + 1) + lines[end + 1 :]), facts, notes


def lost_fact(name: str) -> Message:
    """What to say about a setting."""
    return say("%(name)s isn’t carried over", name=name)


def pieces_of(text: str, notes: list[tuple[int, Message]]) -> Iterator[TaskPiece]:
    """The text cut at its headings and quizzes."""
    current = TaskPiece(1)
    for line in with_headings(opened(boxed(unnested(lines_of(unwrapped(text)))))):
        head = None if line.code or current.in_quiz else heading(line.text)
        if head:
            yield current
            current = TaskPiece(line.number, head.title, head.level)
        elif not line.code and OPENS.match(line.text):
            yield current
            current = TaskPiece(line.number, in_quiz=True, indent=line.indent)
        elif not line.code and CLOSES.match(line.text):
            yield current
            current = TaskPiece(line.number + 1)
        else:
            current.lines.append(moved_left(line, current.indent))
    notes.extend([(current.line, UNCLOSED)] if current.in_quiz else [])
    yield current


def lines_of(text: str) -> Iterator[Line]:
    """The lines; a fence right behind a box stands on a line of its own."""
    texts: list[str] = []
    numbers: list[int] = []
    for number, line in enumerate(text.split("\n"), start=1):
        match = FENCED.match(line)
        pieces = (match[1], f"{' ' * 6}{match[2]}") if match else (line,)
        texts.extend(pieces)
        numbers.extend([number] * len(pieces))
    for each in fenced("\n".join(texts)):
        yield replace(each, number=numbers[each.number - 1])


def moved_left(line: Line, indent: int) -> Line:
    """A line of a quiz that stands as far to the right as its <quiz>."""
    return replace(line, text=line.text[min(indent, line.indent) :]) if indent else line


def without_options(piece: TaskPiece, notes: list[tuple[int, Message]]) -> TaskPiece:
    """A question without the options that quizdown lets stand between two rules below it."""
    lines = [line for line in piece.lines if not line.is_blank]
    if not piece.title or not lines or not is_rule(lines[0]):
        return piece
    end = next((at for at, line in enumerate(lines[1:], 1) if is_rule(line)), 0)
    facts = [FACT.match(line.text) for line in lines[1:end]]
    if not facts or not all(facts):
        return piece
    for line, fact in zip(lines[1:end], facts, strict=True):
        notes.extend([(line.number, lost_fact(fact[1]))] if fact else [])
    return replace(piece, lines=[line for line in piece.lines if line.number > lines[end].number])


def unwrapped(text: str) -> str:
    """The text with the fences around a quizdown quiz taken away."""
    lines = text.split("\n")
    fence = ""
    for at, line in enumerate(lines):
        match = FENCE.match(line)
        if match and not fence:
            fence, lines[at] = match[1], ""
        elif fence and line.strip() == fence:
            fence, lines[at] = "", ""
    return "\n".join(lines)


def boxed(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines with `- [x]` for a numbered task."""
    for line in lines:
        match = None if line.code else NUMBERED_BOX.match(line.text)
        yield replace(line, text=f"{match[1]}- [{match[2]}] {match[3]}") if match else line


def taken(piece: TaskPiece, *, has_tasks: bool) -> ImportedQuestion | None:
    """The question of a piece; None where it is a text to read."""
    if piece.in_quiz and any(OLD.match(line.text) for line in piece.lines if not line.code):
        return old_quiz(piece)
    if choices.first_box(piece.lines) is not None:
        return tasks(piece)
    if piece.in_quiz:
        return gaps(piece)
    if has_tasks and asks_for_order(piece):
        return sequence(piece)
    return None


def asks_for_order(piece: TaskPiece) -> bool:
    """Is a numbered list to be put into order? Steps to follow are a text to read."""
    is_asked = piece.title.rstrip().endswith("?") or any(map(ORDER.search, words_of(piece)))
    return is_asked and sum(answers.is_numbered(line) for line in piece.lines) > 1


def tasks(piece: TaskPiece) -> ImportedQuestion:
    """A choice: its options are the last list of tasks."""
    read = choices.read_options(piece.lines)
    options, explanation = explained(read.options, piece.lines)
    kind = choices.kind_of(read.options, is_multi=False)
    return asked(
        piece,
        kind,
        before=piece.lines[: read.first],
        behind=[*explanation, *piece.lines[read.last :]],
        options=tuple(
            ImportedOption(option.text, option.right, option.feedback) for option in options
        ),
    )


def explained(
    options: tuple[Option, ...], lines: list[Line]
) -> tuple[tuple[Option, ...], list[Line]]:
    """The options, and a quote below all of them that explains, whatever was chosen: it says so, or
    it stands at the margin, behind a blank line."""
    last = options[-1] if options else None
    if last is None or not last.feedback or any(option.feedback for option in options[:-1]):
        return options, []
    label = EXPLAINS.match(last.feedback)
    if not label and not is_quote_apart(lines, last.line):
        return options, []
    text = CALLOUT.sub("", last.feedback[label.end() :] if label else last.feedback).strip()
    quote = [Line(last.line, each) for each in (*text.split("\n"), "")]
    return (*options[:-1], replace(last, feedback="")), quote


def is_quote_apart(lines: list[Line], number: int) -> bool:
    """Does the first quote behind that line stand at the margin, behind a blank line?"""
    places = (at for at, line in enumerate(lines) if line.number > number and ">" in line.text[:4])
    at = next(places, 0)
    return at > 0 and lines[at].text.startswith(">") and lines[at - 1].is_blank


def sequence(piece: TaskPiece) -> ImportedQuestion:
    """A numbered list below a heading: to be put into order."""
    answer = answers.order(piece.lines, line=piece.line)
    is_meant = any(map(ORDER.search, words_of(piece)))
    question = asked(
        piece,
        QuestionKind.ORDER,
        before=piece.lines[: answer.first],
        behind=piece.lines[answer.last :],
        options=tuple(ImportedOption(item.text) for item in answer.options),
    )
    return question if is_meant else replace(question, notes=((piece.line, ORDERED),))


def words_of(piece: TaskPiece) -> list[str]:
    """What a piece says above its numbered list."""
    return [piece.title, *(line.text for line in piece.lines[:3] if not answers.is_numbered(line))]


def asked(
    piece: TaskPiece,
    kind: QuestionKind,
    *,
    before: list[Line],
    behind: list[Line],
    options: tuple[ImportedOption, ...],
) -> ImportedQuestion:
    """The question with its text, its hint and its explanation."""
    quotes = [line for line in before if not line.code and QUOTE.match(line.text)]
    quotes = [] if piece.in_quiz else quotes
    body = joined([line for line in before if line not in quotes])
    return ImportedQuestion(
        line=piece.line,
        kind=kind,
        text=f"{piece.title}\n\n{body}" if piece.title else body,
        hint=" ".join(QUOTE.sub("", line.text) for line in quotes),
        explanation=joined(behind),
        choices=options,
    )


def gaps(piece: TaskPiece) -> ImportedQuestion | None:
    """A text with gaps between <quiz> and </quiz>; behind a rule stands what explains it."""
    rule = next((at for at, line in enumerate(piece.lines) if is_rule(line)), len(piece.lines))
    lines = piece.lines[:rule]
    all_gaps = [gap for line in lines if not line.code for gap in answers.gaps_in(line.text)]
    if not all_gaps:
        return None
    return ImportedQuestion(
        line=piece.line,
        kind=QuestionKind.FILL,
        text="\n".join(answers.without_gaps(line) for line in lines),
        explanation=joined(piece.lines[rule + 1 :]),
        gaps=tuple(tuple(accepted.text for accepted in gap) for gap in all_gaps),
    )


def is_rule(line: Line) -> bool:
    """Is this a line drawn across the page?"""
    return not line.code and bool(RULE.match(line.text))


def old_quiz(piece: TaskPiece) -> ImportedQuestion:
    """A quiz as early versions of mkdocs-quiz wrote it: question:, answer:, answer-correct:."""
    entries: list[tuple[str, list[str]]] = []
    for line in piece.lines:
        match = OLD.match(line.text)
        if match:
            entries.append((match[1], [match[2]]))
        elif entries:
            entries[-1][1].append(line.text)
    texts = [(word, "\n".join(lines).strip()) for word, lines in entries]
    options = [
        ImportedOption(text, word != "answer") for word, text in texts if word.startswith("answer")
    ]
    right = sum(option.right for option in options)
    return ImportedQuestion(
        line=piece.line,
        kind=QuestionKind.MULTIPLE if right > 1 else QuestionKind.SINGLE,
        text="\n\n".join(text for word, text in texts if word == "question"),
        explanation="\n\n".join(text for word, text in texts if word == "content"),
        choices=tuple(options),
    )
