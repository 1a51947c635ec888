"""What does an Aiken file ask? Lines of a question, lettered options, and ANSWER: with a letter.

As Moodle takes it, a blank behind the letter is not needed: `A)Yes`. The first option is A, so that
a statement that is numbered `I.` or a name like `C. Smith` stays in the question. Where no option
has a sign behind its letter, the lines right above the answer that begin with A, B, C are options.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from string import ascii_uppercase

from tandem.content.formats.aiken_answer import ANSWER, AnswerLine, answer_line
from tandem.content.formats.html_to_markdown import literal
from tandem.content.formats.imported import Chapter, ImportedFile, ImportedOption, ImportedQuestion
from tandem.content.lesson import QuestionKind
from tandem.content.messages import Message, say

# A capital letter needs no blank behind it, and one in brackets neither.
# It may be bold or an item of a list, and its text may stand on the next line.
OPTION = re.compile(
    r"^\s*(?:[-*+•]\s+)?(\*\*)?"
    r"(?:[(\[]([A-WYZa-wyz]|(?<=\()[Xx])[)\]]|([A-Z])(?:[.)\]]|[/|](?=\s))|([a-z])[.)](?=\s|$))\s*(.*)$"
)
# A letter without a sign, or with another one: `A London`, `A: London`, `Option A: London`.
LOOSE = re.compile(
    r"^\s*(?:(?:option|choice|antwort)\s+)?\(?([a-z])\)?\s*(?:[.):,;–-]\s*|\s)(\S.*)$",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"^\s*(?:Q(?:uestion)?\s*|Frage\s*)?(\d{1,4})\s*\\?[.):](?:\s+(?=\S)|(?=[^\W\d_]))",
    re.IGNORECASE,
)
FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
STATEMENT = re.compile(r"^\s*[IVX]{1,5}[.)]\s")
# Lines that other programs put below the answer.
BEHIND = re.compile(r"^\s*([A-Za-zÄÖÜäöü]{2,15})\s*:\s*(.*)$")
# Such a line with more words, as `Feedback for B:` or `**Why** - `, may begin the next question.
MAYBE_BEHIND = re.compile(
    r"^(?:@|\W{0,6}([^\W\d_]+(?:[ /(\[-]+[^\W\d_]+[)\]]*){0,4})[*_]*(?:\s*[:：]|\s+[-–—=]\s))"
)
HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(\S.*?)\s*#*\s*$")
BOLD = re.compile(r"^\s*(\*\*|__)(?=\S)(.+)(?<=\S)\1\s*$")
EXPLAINS_WORDS = """
feedback explanation explain rationale reason comment solution why motivation erklärung begründung
rückmeldung erläuterung lösung kommentar
"""
EXPLAINS = frozenset(EXPLAINS_WORDS.split())
MAYBE_EXPLAINS = EXPLAINS | {"hint", "hinweis", "tip", "tipp", "note"}
SETTINGS_WORDS = """
numbering tags tag id idnumber points point score mark marks difficulty category topic level time
ref reference source page type weight punkte kategorie thema schwierigkeit quelle seite
"""
SETTINGS = frozenset(SETTINGS_WORDS.split())
UNANSWERED = say("this question has no ANSWER: line and isn’t carried over")
LOST_WITH_IT = say("this text belongs to a question that isn’t carried over")
SAME_LETTER = say("two options above have the same letter: this question isn’t carried over")
TWICE = say("two options above have the same letter: check which of them is right")


@dataclass
class Open:
    """The question that is being read. `is_parted` where a blank line follows its options, and
    `paragraphs` are the lines of its text that follow a blank one."""

    asked: list[tuple[int, str]] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    explanation: str = ""
    is_parted: bool = False
    is_gap: bool = False


FRESH = Open(asked=[(0, "")])


@dataclass
class Sheet:
    """What was read so far. `is_below` while lines directly below an ANSWER: come, and `rest` are
    those that go on with an explanation or begin the next question: what follows them tells.
    """

    questions: list[ImportedQuestion] = field(default_factory=list)
    notes: list[tuple[int, Message]] = field(default_factory=list)
    now: Open = field(default_factory=Open)
    rest: list[tuple[int, str]] = field(default_factory=list)
    is_below: bool = False
    is_explaining: bool = False
    is_taken: bool = False


def sheet(text: str) -> ImportedFile:
    """The questions of an Aiken file."""
    read = Sheet()
    lines = text.split("\n")
    code = coded(lines)
    for number, line in enumerate(lines, start=1):
        if number in code and not read.now.options and not read.is_explaining:
            read.now.asked.append((number, line))
            read.is_below = read.now.is_gap = False
        else:
            take(read, number, line)
    explain_rest(read)
    if read.now.asked:
        read.notes.append((read.now.asked[0][0], UNANSWERED))
    chapters = (Chapter(questions=tuple(unnumbered(read.questions))),) if read.questions else ()
    return ImportedFile(chapters, tuple(read.notes))


def coded(lines: list[str]) -> frozenset[int]:
    """The numbers of the lines between fences that are closed before the next answer."""
    code, opened, fence = set[int](), 0, ""
    for number, line in enumerate(lines, start=1):
        mark = FENCE.match(line)
        if ANSWER.match(line):
            fence = ""
        elif mark and not fence:
            opened, fence = number, mark[1]
        elif mark and line.strip() == mark[1] and mark[1].startswith(fence):
            code.update(range(opened, number + 1))
            fence = ""
    return frozenset(code)


def take(read: Sheet, number: int, line: str) -> None:
    """Read one line."""
    answer = ANSWER.match(line)
    if read.rest and (answer or letter_of(line, FRESH)):
        give_back(read)
    if answer:
        close(read, answer[1], line=number)
    elif not line.strip():
        read.now.is_parted = bool(read.now.options)
        read.now.is_gap = True
        explain_rest(read)
        read.is_below = read.is_explaining = False
    elif is_said_aside(read, number, line):
        return
    else:
        read.is_below = read.is_explaining = False
        if read.now.is_parted and letter_of(line, read.now) is None:
            read.notes.append((read.now.asked[0][0], UNANSWERED))
            read.now = Open()
        go_on(read.now, number, line)


def close(read: Sheet, answer: str, *, line: int) -> None:
    """End a question with its ANSWER: line."""
    result = question(read.now, answer, line=line)
    read.is_taken = isinstance(result, ImportedQuestion)
    if isinstance(result, ImportedQuestion):
        read.questions.append(result)
    else:
        read.notes.append((line, result))
        first = [number for number, _ in read.now.asked[:1]]
        lost = [*first, *read.now.paragraphs][:-1]
        read.notes.extend((number, LOST_WITH_IT) for number in lost)
    read.now, read.is_below, read.is_explaining = Open(), True, False


def is_said_aside(read: Sheet, number: int, line: str) -> bool:
    """Is this an explanation or a setting around an answer? Then it is taken, or said to be lost.

    It stands between the options and the answer, below the answer, or behind a blank line there.
    """
    if read.is_below and is_right_again(read, line):
        return True
    is_around = read.is_below or bool(read.now.options)
    match = BEHIND.match(line)
    name, words = match.groups() if match else ("", "")
    if name.casefold() in EXPLAINS and (is_around or (read.is_taken and not read.now.asked)):
        explain_rest(read)
        read.is_explaining = True
        explain(read, words)
    elif name.casefold() in SETTINGS and is_around:
        explain_rest(read)
        read.is_explaining = False
        read.notes.append((number, say("%(name)s isn’t carried over", name=name)))
    elif read.is_below and is_maybe_behind(line):
        explain_rest(read)
        read.is_explaining = True
        read.rest.append((number, line.replace("**", "")))
    elif read.is_explaining and read.now.options and letter_of(line, read.now) is None:
        explain(read, line)
    elif read.is_explaining and not read.now.options and letter_of(line, FRESH) is None:
        read.rest.append((number, line))
    elif read.is_explaining and not read.now.options:
        # A question has words above its first option: this one is spoken of by the explanation.
        explain(read, line)
    else:
        return False
    return True


def is_maybe_behind(line: str) -> bool:
    """Does a line say in some way that it explains? What follows tells whether it does."""
    match = MAYBE_BEHIND.match(line)
    if match is None:
        return False
    words = re.findall(r"[^\W\d_]+", (match[1] or "").casefold())
    return not words or not MAYBE_EXPLAINS.isdisjoint(words)


def is_right_again(read: Sheet, line: str) -> bool:
    """Is this the text of a right option once more, below the answer?"""
    words = literal(line.strip())
    return read.is_taken and any(
        choice.right and choice.text == words for choice in read.questions[-1].choices
    )


def explain(read: Sheet, text: str) -> None:
    """Put a line into the explanation of the question around it, or of the last one taken."""
    words = literal(text.strip())
    if read.now.options:
        read.now.explanation = f"{read.now.explanation} {words}".strip()
    elif read.is_taken:
        last = read.questions[-1]
        read.questions[-1] = replace(last, explanation=f"{last.explanation} {words}".strip())


def explain_rest(read: Sheet) -> None:
    """The lines at hand go on with the explanation."""
    for _, line in read.rest:
        explain(read, line)
    read.rest = []


def give_back(read: Sheet) -> None:
    """The lines at hand begin a question, from the last number on if one of them has a number."""
    numbered = [at for at, (_, line) in enumerate(read.rest) if NUMBER.match(line)]
    first = numbered[-1] if numbered else 0
    asked, read.rest = read.rest[first:], read.rest[:first]
    explain_rest(read)
    read.now.asked = [(number, line.strip()) for number, line in asked]
    read.is_below = read.is_explaining = False


def letter_of(line: str, now: Open) -> tuple[str, str] | None:
    """The letter and the text of an option. The first one is A."""
    option = OPTION.match(line)
    if option is None or not now.asked:
        return None
    letter = (option[2] or option[3] or option[4]).upper()
    text = option[5].replace("**", "", 1) if option[1] else option[5]
    return (letter, text.strip()) if now.options or letter == "A" else None


def go_on(now: Open, number: int, line: str) -> None:
    """Put a line where it belongs: an option, the rest of one, or the question."""
    option = letter_of(line, now)
    now.is_parted = False
    if option:
        now.options.append(option)
    elif now.options:
        letter, text = now.options[-1]
        now.options[-1] = (letter, f"{text} {line.strip()}".strip())
    else:
        if now.asked and now.is_gap:
            now.paragraphs.append(number)
        now.asked.append((number, line.strip()))
    now.is_gap = False


def question(now: Open, answer: str, *, line: int) -> ImportedQuestion | Message:
    """The question that an ANSWER: line closes, or what is wrong with it."""
    asked, options = (now.asked, now.options) if now.options else unsigned(now.asked)
    if not asked:
        return say("this ANSWER: has no question above it")
    named = answer_line(answer, options)
    letters = [name for name, _ in options]
    is_twice = len(set(letters)) < len(letters)
    if is_twice and not (isinstance(named, AnswerLine) and in_place(letters, named.letters)):
        return SAME_LETTER
    if not isinstance(named, AnswerLine):
        return named
    asked, lost = without_titles(asked)
    notes = [(number, say("a heading isn’t carried over: %(text)s", text=t)) for number, t in lost]
    return ImportedQuestion(
        line=asked[0][0],
        kind=QuestionKind.MULTIPLE if len(named.letters) > 1 else QuestionKind.SINGLE,
        text=text_of([text for _, text in asked]),
        explanation=f"{now.explanation} {literal(named.words)}".strip(),
        choices=tuple(
            ImportedOption(literal(text), name in named.letters) for name, text in options
        ),
        notes=(*notes, *([(line, TWICE)] if is_twice else [])),
    )


def without_titles(
    asked: list[tuple[int, str]],
) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The lines of a question as a file in Markdown has them, their signs aside, and the titles
    above: of headings in a row the last is that of the question."""
    titles = [(number, head[1]) for number, text in asked if (head := HEADING.match(text))]
    run = next((at for at, (_, text) in enumerate(asked) if not HEADING.match(text)), len(asked))
    kept = asked[max(run - 1, 0) :]
    (number, first), rest = kept[0], kept[1:]
    head, bold = HEADING.match(first), BOLD.match(first)
    if head and rest:
        return [(number, head[1]), (number, ""), *rest], titles[: max(run - 1, 0)]
    bare = head[1] if head else bold[2] if bold else first
    return [(number, bare), *rest], titles[: max(run - 1, 0)]


def unsigned(asked: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], list[tuple[str, str]]]:
    """The question and its options, where the last lines begin with A, B, C without a sign."""
    matches = [LOOSE.match(text) for _, text in asked[-len(ascii_uppercase) :]]
    options = [(match[1].upper(), match[2].strip()) if match else ("", "") for match in matches]
    for number in range(2, min(len(options), len(asked) - 1) + 1):
        if [letter for letter, _ in options[-number:]] == list(ascii_uppercase[:number]):
            return asked[:-number], options[-number:]
    return asked, []


def in_place(letters: list[str], right: frozenset[str]) -> bool:
    """Does each right letter stand once, and where it stands in the alphabet?"""
    return letters.count("A") == 1 and all(
        letters.count(letter) == 1 and letters.index(letter) == ascii_uppercase.index(letter)
        for letter in right
    )


def text_of(lines: list[str]) -> str:
    """The words of a question; statements with a Roman number stand on lines of their own, and so
    does code between fences."""
    text, fence, is_behind = "", "", False
    for line in lines:
        mark = FENCE.match(line)
        if fence:
            text += f"\n{line}"
            is_behind = bool(mark and line.strip() == mark[1] and mark[1].startswith(fence))
            fence = "" if is_behind else fence
        elif mark:
            text, fence = f"{text}\n\n{line.lstrip()}", mark[1]
        elif not line.strip():
            is_behind = True
        else:
            is_apart = is_behind or (bool(STATEMENT.match(line)) and bool(text))
            text += f"\n\n{literal(line)}" if is_apart else f" {literal(line)}"
            is_behind = False
    return text.strip()


def unnumbered(questions: list[ImportedQuestion]) -> list[ImportedQuestion]:
    """The questions without the numbers in front of them, where these count the questions."""
    matches = [match for q in questions if (match := NUMBER.match(q.text))]
    numbers = [int(match[1]) for match in matches]
    if not numbers or sorted(set(numbers)) != numbers:
        return questions
    return [replace(q, text=NUMBER.sub("", q.text)) for q in questions]
