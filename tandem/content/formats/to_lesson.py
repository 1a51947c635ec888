"""How does what was taken from elsewhere become a lesson that our own parser reads?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from textwrap import dedent

from tandem.content.formats.escaping import (
    harmless,
    one_line,
    plain,
    pointers_lost,
    without_arrows,
    without_gaps,
)
from tandem.content.formats.imported import (
    IS_FALSE,
    IS_TRUE,
    AddedWords,
    Chapter,
    ImportedOption,
    ImportedQuestion,
    ImportedReading,
)
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
from tandem.content.messages import NOTHING, Message, say
from tandem.content.parsing.accepted import accepted_by
from tandem.content.parsing.answers import GAP
from tandem.content.parsing.attributes import slug
from tandem.content.parsing.choices import KINDS, key_of, keyed, kind_of
from tandem.content.parsing.ids import free_name
from tandem.content.parsing.parse import parse_module
from tandem.terms import Severity

# In a module: questions, and texts to read. In a question: parts.
MOST, MOST_PARTS = 1000, 50
# In all the modules that become of one chapter.
MOST_QUESTIONS = 3 * MOST
LEFT_OUT = say("more than %(most)s questions: the rest is left out", most=MOST_QUESTIONS)
# A paragraph that cannot stand on one line behind a heading's sign.
BLOCK = re.compile(r"^\s*(?:`{3,}|~{3,}|[-*+>|] |\d+[.)] |!\[|<|    )")
UNFIT_IN_GAP = re.compile(r"\||\[\[|\]\]|`")
Found = list[tuple[int, Message]]


def module_from(chapter: Chapter, *, title: str, notes: Found) -> Lesson | None:
    """A module that our parser reads without an error; None where nothing is left of it.

    What could not be carried over is added to `notes`.
    """
    for imported in chapter.readings:
        notes.extend(files_lost(imported.line, [imported.text]))
    questions = tuple(named(chapter, notes))
    module = assembled(chapter, questions, title=title)
    if fault_of(module):
        questions = tuple(question for question in questions if stands_alone(question, notes))
        module = assembled(chapter, questions, title=title)
    if fault_of(module):
        module = assembled(replace(chapter, readings=()), questions, title=title)
        notes.append((1, say("the text around the questions couldn’t be carried over")))
    fault = fault_of(module)
    if fault:
        note = say("the questions together couldn’t be carried over: %(fault)s", fault=fault)
        notes.append((1, note))
    return module if module.sections and not fault else None


def in_parts(chapter: Chapter, notes: Found, *, title: str) -> Iterator[Chapter]:
    """A chapter of more questions than a module holds, as several with a number in their titles.

    What is far too much is left out, and said in `notes`.
    """
    notes.extend(too_many(chapter))
    chapter = replace(chapter, readings=chapter.readings[:MOST])
    questions = chapter.questions[:MOST_QUESTIONS]
    if len(questions) <= MOST:
        yield chapter
        return
    named_after = one_line(chapter.title) or one_line(title) or chapter.words.questions
    for number, start in enumerate(range(0, len(questions), MOST), start=1):
        yield Chapter(
            title=f"{named_after} {number}",
            summary=chapter.summary,
            readings=chapter.readings if number == 1 else (),
            questions=questions[start : start + MOST],
            words=chapter.words,
        )


def too_many(chapter: Chapter) -> Iterator[tuple[int, Message]]:
    """What to say where a chapter is far too long."""
    for question in chapter.questions[MOST_QUESTIONS:][:1]:
        yield question.line, LEFT_OUT
    for text in chapter.readings[MOST:][:1]:
        yield text.line, say("more than %(most)s texts to read: the rest is left out", most=MOST)


def assembled(chapter: Chapter, questions: tuple[Question, ...], *, title: str) -> Lesson:
    """The module that a chapter makes: its texts, then its questions as one quiz."""
    sections = [section for imported in chapter.readings if (section := reading(imported)).text]
    if questions:
        heading = chapter.words.quiz
        anchor = slug(heading)
        sections.append(Section(SectionKind.QUIZ, heading, 2, questions=questions, anchor=anchor))
    name = one_line(chapter.title) or one_line(title) or chapter.words.questions
    summary = one_line(chapter.summary)
    return Lesson(id=slug(name), title=name, summary=summary, sections=tuple(sections))


def reading(imported: ImportedReading) -> Section:
    """A section to read."""
    title = one_line(imported.title)
    anchor = slug(title) if title else ""
    level = 2 if title else 1
    return Section(SectionKind.READING, title, level, harmless(imported.text), anchor=anchor)


def named(chapter: Chapter, notes: Found) -> Iterator[Question]:
    """The questions, each with an id of its own."""
    taken: set[str] = set()
    for number, each in enumerate(chapter.questions, start=1):
        notes.extend(each.notes)
        if max(map(len, (each.choices, each.matches, each.accepted, each.gaps))) > MOST_PARTS:
            note = say(
                "a question of more than %(most)s parts couldn’t be carried over", most=MOST_PARTS
            )
            notes.append((each.line, note))
            continue
        typed = with_gap_for_numbers(each)
        notes.extend(lost_in(typed))
        question = question_from(typed, number=number, words=chapter.words)
        name = free_name(slug(plain(each.name) or question.title), taken)
        taken.add(name)
        yield replace(question, id=name)


def lost_in(question: ImportedQuestion) -> Iterator[tuple[int, Message]]:
    """The files a question points to, and the answers that no gap can hold."""
    texts = [question.text, question.hint, question.explanation]
    texts += [text for each in question.choices for text in (each.text, each.feedback)]
    texts += [side for match in question.matches for side in match]
    yield from files_lost(question.line, texts)
    for text in (text for gap in question.gaps for text in gap if UNFIT_IN_GAP.search(text)):
        note = say("an answer that no gap can hold couldn’t be carried over: %(text)s", text=text)
        yield question.line, note


def files_lost(line: int, texts: list[str]) -> Iterator[tuple[int, Message]]:
    """The images and files that texts point to and that are not in the course."""
    for path in dict.fromkeys(path for text in texts for path in pointers_lost(text)):
        yield (
            line,
            say("the file %(path)s couldn’t be carried over. Put it into the course", path=path),
        )


def question_from(imported: ImportedQuestion, *, number: int, words: AddedWords) -> Question:
    """The question, its texts escaped so that our parser reads no signs into them."""
    title, body = title_and_body(imported, number=number, words=words)
    options = keyed([option(each) for each in choices_of(imported, words)])
    kind = kind_of(options, is_multi=imported.kind is QuestionKind.MULTIPLE)
    return Question(
        id="",
        kind=kind if imported.kind in KINDS else imported.kind,
        title=title,
        body=harmless(body, imported.kind),
        hint=without_gaps(one_line(imported.hint)),
        explanation=explanation(imported),
        options=options,
        matches=tuple(matched(left, right) for left, right in imported.matches),
        gaps=tuple(tuple(Accepted(text=text) for text in fitting(gap)) for gap in imported.gaps),
        accepted=tuple(accepted(answer) for answer in imported.accepted),
        line=imported.line,
    )


def choices_of(question: ImportedQuestion, words: AddedWords) -> list[ImportedOption]:
    """The options; what their file has only a sign for, in the course's language."""
    said = {IS_TRUE: words.is_true, IS_FALSE: words.is_false}
    return [
        replace(each, text=said[each.text]) if isinstance(each.text, Message) else each
        for each in question.choices
    ]


def with_gap_for_numbers(question: ImportedQuestion) -> ImportedQuestion:
    """A short answer that looks like a number becomes a gap, where it stays a text."""
    texts = [" ".join(plain(answer.text).split()) for answer in question.accepted]
    if all(accepted_by(text).low is None for text in texts):
        return question
    text = f"{question.text}\n\n{GAP}"
    return replace(question, kind=QuestionKind.FILL, text=text, accepted=(), gaps=(tuple(texts),))


def title_and_body(
    question: ImportedQuestion, *, number: int, words: AddedWords
) -> tuple[str, str]:
    """The first paragraph is the heading, unless it holds the gap or more than plain words."""
    text = plain(question.text).strip()
    lines = text.split("\n")
    end = next((at for at, line in enumerate(lines) if not line or BLOCK.match(line)), len(lines))
    first, rest = "\n".join(lines[:end]), "\n".join(lines[end:])
    if GAP in first:
        return words.gap, text
    if one_line(first):
        return one_line(first), rest.strip("\n")
    return one_line(question.name) or f"{words.question} {number}", text


def option(imported: ImportedOption) -> Option:
    """An option whose further lines stay its own."""
    first, _, rest = harmless(imported.text.strip()).partition("\n")
    lines = [unquoted(line) for line in dedent(rest).split("\n")]
    text = "\n".join([first.strip(), *lines]).strip()
    feedback = harmless(imported.feedback.strip()).strip()
    return Option(key="", text=text, right=imported.right, feedback=feedback)


def unquoted(line: str) -> str:
    """A line of an option that is not taken for its feedback."""
    return re.sub(r"^(\s*)>", r"\1\\>", line)


def matched(left: str, right: str) -> Match:
    """A match, each side on one line."""
    left, right = (without_gaps(one_line(side)) for side in (left, right))
    left = without_arrows(left)
    if left.startswith("["):
        left = f"\\{left}"
    return Match(key=key_of(left), left=left, right=right)


def fitting(gap: tuple[str, ...]) -> list[str]:
    """What a gap accepts, without what cannot stand in its brackets."""
    texts = [" ".join(plain(text).split()) for text in gap]
    return [text for text in texts if text and not UNFIT_IN_GAP.search(text)]


def accepted(answer: Accepted) -> Accepted:
    """An accepted text on one line; a number as it is."""
    return replace(answer, text=" ".join(plain(answer.text).split()))


def explanation(question: ImportedQuestion) -> str:
    """The text behind the answer; its beginning must not belong to the last option."""
    text = harmless(question.explanation, question.kind).strip()
    return f"\\{text}" if text.startswith(">") else text


def stands_alone(question: Question, notes: Found) -> bool:
    """Does our parser read this question as it was meant? Says so in `notes` where it does not."""
    alone = assembled(Chapter(), (replace(question, id="question"),), title="Question")
    fault = fault_of(alone)
    if fault:
        note = say("this question couldn’t be carried over: %(fault)s", fault=fault)
        notes.append((question.line, note))
    return not fault


def fault_of(module: Lesson) -> Message:
    """Why the written module would not be read as it was meant; empty where all is well."""
    parsed = parse_module(write(module).encode(), name="01-new.md", file="new.md")
    lesson = parsed.sound_lesson
    if lesson is None:
        errors = (each for each in parsed.problems if each.severity is Severity.ERROR)
        return next(errors).message
    if shape(lesson) == shape(module):
        return NOTHING
    return say("its text would mean something else")


def shape(module: Lesson) -> list[tuple[object, ...]]:
    """What must not change on the way: each question's kind, answer and number of parts."""
    return [
        (
            question.kind,
            question.title,
            tuple((option.right, bool(option.feedback)) for option in question.options),
            tuple(match.right for match in question.matches),
            question.gaps,
            question.accepted,
        )
        for section in module.sections
        for question in section.questions
    ]
