"""What does a module's file say, and what is wrong with it?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter

from tandem.content.lesson import Lesson, ModuleFile, Problem
from tandem.content.messages import Message, counted, say
from tandem.content.parsing import bounds, check
from tandem.content.parsing.header import MODULE_WORDS, Header, header
from tandem.content.parsing.lines import Line, decoded, numbered
from tandem.content.parsing.sections import sections
from tandem.terms import Severity, Show

NAME = re.compile(r"^(\d{1,9})-([a-z0-9][a-z0-9-]*?)(?:\.([a-z]{2,3}(?:-[a-z]{2,4})?))?\.md$")
NUMBER = re.compile(r"^[0-9]{1,6}$")
PREPARE = re.compile(r"[a-z0-9][a-z0-9_-]*/[a-z0-9][a-z0-9_-]*")
YES, NO = frozenset({"yes", "true", "on"}), frozenset({"no", "false", "off"})
LARGEST = 1024 * 1024
# Thirty times a long lesson. What is longer is no lesson, and would take long to read.
MOST_LINES = 10_000
LONGEST_TITLE = 200
MOST_PROBLEMS = 200
Faults = list[tuple[int, Message]]


def parse_module(
    source: bytes,
    *,
    name: str,
    file: str,
    existing: frozenset[str] = frozenset(),
    names: tuple[str, ...] = (),
) -> ModuleFile:
    """The module in a file. Never raises, whatever the bytes.

    `name` is the file's name in its folder, `file` how messages call it, and `existing` the
    paths inside the course's folder that links and images may point to. `names` is what the site
    calls support, where it has words of its own.
    """
    blank = unread(name)
    if len(source) > LARGEST:
        return with_faults(blank, [(1, say("the file is above 1 MB. Split it into modules"))], file)
    text, bad = decoded(source)
    if bad:
        fault = say("bytes that aren’t UTF-8. Save the file as UTF-8")
        return with_faults(blank, [(bad, fault)], file)
    if text.count("\n") > MOST_LINES:
        fault = say("the file has more than %(most)s lines. Split it into modules", most=MOST_LINES)
        return with_faults(blank, [(MOST_LINES + 1, fault)], file)
    if long := bounds.long_lines(text):
        return with_faults(replace(blank, source=text), long, file)
    if not NAME.match(name):
        fault = say("the name needs a number and small letters: 01-two-halves.md")
        return with_faults(replace(blank, source=text), [(1, fault)], file)
    return read_module(replace(blank, source=text), file=file, existing=existing, names=names)


def unread(name: str) -> ModuleFile:
    """A module's file before it is read: what its name says."""
    match = NAME.match(name)
    position, slug, language = (int(match[1]), match[2], match[3] or "") if match else (0, name, "")
    return ModuleFile(name, position, slug, language, "", None)


def read_module(
    blank: ModuleFile, *, file: str, existing: frozenset[str], names: tuple[str, ...]
) -> ModuleFile:
    """Read a module's text."""
    head = header(blank.source, MODULE_WORDS)
    body = "\n".join(blank.source.split("\n")[head.body_from - 1 :])
    lines, unclosed = numbered(body, first=head.body_from)
    if beyond := bounds.exceeded(lines):
        return with_faults(blank, beyond, file)
    faults = list(head.faults)
    if unclosed:
        fault = say("this code fence is never closed. Add a line ``` below the code")
        faults.append((unclosed, fault))
    faults += [(number, unending_html()) for number in unending(lines)]
    parts, more = sections(lines)
    facts, wrong = module_from(head, blank)
    module = replace(facts, sections=parts)
    read = with_faults(replace(blank, module=module), [*faults, *more, *wrong], file)
    advice = check.problems(
        module,
        lines=lines,
        head=head,
        position=blank.position,
        file=file,
        existing=existing,
        names=names,
    )
    return replace(read, problems=first(in_order({*read.problems, *advice}), file))


def unending(lines: list[Line]) -> list[int]:
    """The lines where HTML begins that takes all the rest with it."""
    blocks = {id(line.block): line.number for line in reversed(lines)}
    opened = {id(line.block) for line in lines if line.block and line.block.is_open}
    return [number for block, number in blocks.items() if block in opened]


def unending_html() -> Message:
    """What to say about HTML whose end is missing."""
    return say("this HTML is never closed, so nothing below it is read. Close it or take it out")


def first(problems: list[Problem], file: str) -> tuple[Problem, ...]:
    """The problems, or where there are too many to read the first ones and how many more."""
    if len(problems) <= MOST_PROBLEMS:
        return tuple(problems)
    kept, more = problems[:MOST_PROBLEMS], problems[MOST_PROBLEMS:]
    severity = min(problem.severity for problem in more)
    message = counted(
        "%(num)s problem more. Correct the first ones first",
        "%(num)s problems more. Correct the first ones first",
        num=len(more),
    )
    last = Problem(file, more[-1].line, severity, message)
    return tuple(in_order((*kept, last)))


def with_faults(module: ModuleFile, faults: Faults, file: str) -> ModuleFile:
    """The file with these errors."""
    problems = {Problem(file, line, Severity.ERROR, message) for line, message in faults}
    return replace(module, problems=tuple(in_order(problems)))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems by file, line, severity and message.

    The order is that of `Problem` itself; reading its fields is quicker where there are many.
    """
    return sorted(problems, key=attrgetter("file", "line", "severity", "message"))


def module_from(head: Header, blank: ModuleFile) -> tuple[Lesson, Faults]:
    """The module's own facts from the front matter, and what is wrong with them."""
    faults: Faults = []
    title = head.text("title")
    if not title and not head.faults:
        faults.append((1, say("no title. Begin the file with  ---, title: ..., ---")))
    if len(title) > LONGEST_TITLE:
        fault = say("the title has more than %(most)s signs. Shorten it", most=LONGEST_TITLE)
        faults.append((head.line("title"), fault))
    attempts = whole(head, "attempts", 0, faults)
    return Lesson(
        id=blank.id,
        title=title,
        summary=head.text("summary"),
        minutes=whole(head, "minutes", 0, faults),
        edition=whole(head, "edition", 1, faults),
        shuffle=yes_or_no(head, "shuffle", faults),
        show=shown(head, faults),
        attempts=attempts or None,
        language=blank.language or "en",
        prepare=prepared_by(head, faults),
    ), faults


def prepared_by(head: Header, faults: Faults) -> str:
    """What a leader reads before: a module of another course; empty where nothing is said."""
    value = head.text("prepare")
    if not value or PREPARE.fullmatch(value):
        return value
    fault = say(
        "prepare names a module that a leader reads before, as in"
        "  prepare: positioning-your-team/equipment"
    )
    faults.append((head.line("prepare"), fault))
    return ""


def whole(head: Header, name: str, default: int, faults: Faults) -> int:
    """A whole number from the front matter."""
    value = str(head.values.get(name, default))
    if NUMBER.match(value):
        return int(value)
    fault = say("%(name)s needs a whole number, as in  %(name)s: 6", name=name)
    faults.append((head.line(name), fault))
    return default


def yes_or_no(head: Header, name: str, faults: Faults) -> bool:
    """A yes or no from the front matter; yes where it is missing."""
    value = head.text(name).lower()
    if value in YES | NO or name not in head.values:
        return value not in NO
    faults.append((head.line(name), say("%(name)s needs yes or no", name=name)))
    return True


def shown(head: Header, faults: Faults) -> Show:
    """When feedback is given."""
    value = head.text("show") or Show.END.value
    if value in set(Show):
        return Show(value)
    faults.append((head.line("show"), say("show needs each, end or never")))
    return Show.END
