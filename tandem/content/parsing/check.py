"""What would a good editor say about a module? Errors that block, and writing advice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache
from itertools import islice, pairwise

from tandem.content.face import named, practices_for, quizzes_for, steps_of
from tandem.content.kinds import kind_said
from tandem.content.lesson import (
    Lesson,
    Option,
    PairStep,
    Problem,
    Question,
    QuestionKind,
    Section,
    SectionKind,
    StepKind,
)
from tandem.content.messages import Message, counted, say
from tandem.content.minutes import honest_minutes
from tandem.content.parsing import balance
from tandem.content.parsing.choices import KINDS, bare_box
from tandem.content.parsing.contact_place import contact_places
from tandem.content.parsing.giveaways import giveaways
from tandem.content.parsing.header import Header
from tandem.content.parsing.indented_words import indented_words
from tandem.content.parsing.lines import Line
from tandem.content.parsing.recap import faults_of_recap
from tandem.content.parsing.references import CODE, pointers
from tandem.content.parsing.typed_advice import typed_advice
from tandem.terms import READERS, Role, Severity

TO_SCENE = re.compile(r"\]\(#([A-Za-z0-9_-]+)\)")
# Advice on words is given in English and in German, whichever language a lesson is in.
TOOL_WORDS = re.compile(
    r"\b((?:just|only) support|(?:my|your) (?:assistant|helper)"
    r"|(?:nur|bloß) (?:der |die |den |vom |im )?support|[md]ein(?:e[mnr]?)? (?:assistent(?:in|en)?"
    r"|helfer(?:in)?|handlanger(?:in)?))\b",
    re.IGNORECASE,
)
# "Not" with a capital is German for distress.
NEGATIVE = re.compile(
    r"\b((?-i:not|NOT)|never|except|least|nicht|nie|niemals|kein(?:e[mnrs]?)?|außer)\b",
    re.IGNORECASE,
)
WHETHER = re.compile(
    r"^(is|are|do|does|did|can|should|will|has|have|ist|sind|hat|hast|habt|haben|kann|kannst|könnt"
    r"|können|soll|sollst|sollte|sollten|wird|wirst|werden|darf|darfst|dürfen|muss|musst|müssen"
    r"|gibt es)\b",
    re.IGNORECASE,
)
ALL_ABOVE = re.compile(
    r"\b((?:all|none|both) of the above|(?:alles?|keines?|beides?) (?:davon|(?:der|von den|das) "
    r"(?:oben genannten?|obigen?|genannten?)))\b",
    re.IGNORECASE,
)
ANY_BOX = re.compile(r"^[ >]*(?:[-*+]|\d{1,9}[.)]) +\[[xX ]\](?: |$)")
# So many links to nowhere are told of; a file of 1 MB can have a hundred thousand.
MOST_POINTERS = 2000
TYPED_ALIKE = {QuestionKind.SHORT, QuestionKind.NUMERIC}
Found = Iterator[tuple[int, Message]]


def problems(
    module: Lesson,
    *,
    lines: list[Line],
    head: Header,
    position: int,
    file: str,
    existing: frozenset[str],
    names: tuple[str, ...] = (),
) -> list[Problem]:
    """Every error and warning beside those of the grammar."""
    errors = [*twice(module), *quizzes(module), *practices(module), *guesses(module)]
    errors.extend(faults_of_recap(module, position=position, existing=existing))
    errors.extend(islice(pointers(lines, existing), MOST_POINTERS))
    advice = [
        *picks(module),
        *balance.faces(module),
        *length(module, head),
        *words(lines, names),
        *indented_words(lines),
        *strays(module, lines),
    ]
    advice.extend(in_lines(module, lines))
    for question in questions(module):
        advice.extend(question_advice(question, module))
    advice.extend(giveaways(module))
    advice.extend(contact_places(module, lines))
    return [Problem(file, line, Severity.ERROR, text) for line, text in errors] + [
        Problem(file, line, Severity.WARNING, text) for line, text in advice
    ]


def against_served(
    module: Lesson, served: Lesson, *, file: str, answered: Set[str] = frozenset()
) -> list[Problem]:
    """What is wrong beside the revision that is served: ids that changed their kind or are gone.

    `answered` are the ids to which there are answers: what nobody has answered may change.
    """
    kinds = {part.id: part for part in named(served)}
    kept = {name for part in named(module) for name in (part.id, part.was)}
    errors = [
        (part.line, of_another_kind(part, kinds[part.id]))
        for part in named(module)
        if part.id in answered and not is_answered_alike(kinds.get(part.id, part), part)
    ]
    gone = [name for name in kinds if name in answered and name not in kept]
    return [Problem(file, line, Severity.ERROR, text) for line, text in errors] + [
        Problem(file, 1, Severity.WARNING, vanished(name)) for name in gone
    ]


def vanished(name: str) -> Message:
    """What to say about an id that is there no more."""
    return say(
        "#%(name)s is gone, and there are answers to it."
        " If it has a new name, write was=%(name)s behind that",
        name=name,
    )


def of_another_kind(part: Question | PairStep, served: Question | PairStep) -> Message:
    """What to say about an id whose answers would be read as something else."""
    if isinstance(part, PairStep):
        return say(
            "#%(name)s was %(kind)s when it was published. Give the new step an id of its own",
            name=part.id,
            kind=kind_said(served),
        )
    return say(
        "#%(name)s was %(kind)s when it was published. Give the new question an id of its own",
        name=part.id,
        kind=kind_said(served),
    )


def is_answered_alike(served: Question | PairStep, part: Question | PairStep) -> bool:
    """Do answers to the served question or step fit the new one, too?

    Single choice and true/false count as one kind: they differ only in how many options they have.
    So do a short text and a number: both are typed in one field.
    """
    alike = ({QuestionKind.SINGLE, QuestionKind.TRUE_FALSE}, TYPED_ALIKE)
    if isinstance(served, PairStep) and isinstance(part, PairStep):
        return (served.kind, served.low, served.high) == (part.kind, part.low, part.high)
    return served.kind is part.kind or {served.kind, part.kind} in alike


def questions(module: Lesson) -> list[Question]:
    """Every question of the module."""
    return [question for section in module.sections for question in section.questions]


def twice(module: Lesson) -> Found:
    """Ids that two questions or steps share."""
    seen: dict[str, int] = {}
    for part in named(module):
        if part.id in seen:
            yield part.line, doubled(part, seen[part.id])
        seen.setdefault(part.id, part.line)


def doubled(part: Question | PairStep, line: int) -> Message:
    """What to say about an id that stands in another line too."""
    if isinstance(part, PairStep):
        return say(
            "the id #%(name)s is in line %(line)s, too. Give each step its own",
            name=part.id,
            line=line,
        )
    return say(
        "the id #%(name)s is in line %(line)s, too. Give each question its own",
        name=part.id,
        line=line,
    )


def guesses(module: Lesson) -> Found:
    """Guesses about something that is no sealed step of this module."""
    kinds = {step.id: step.kind for step in steps_of(module)}
    for step in steps_of(module):
        if not step.guess_of or kinds.get(step.guess_of) is StepKind.SEALED:
            continue
        about = step.guess_of
        if about in kinds:
            fault = say("#%(step)s isn’t {sealed}. A guess is about a sealed step", step=about)
            yield step.line, fault
        else:
            fault = say("there is no sealed step #%(step)s in this module to guess", step=about)
            yield step.line, fault


def quizzes(module: Lesson) -> Found:
    """Quizzes without questions, and roles with two quizzes."""
    for section in module.sections:
        if section.kind is SectionKind.QUIZ and not section.questions:
            yield section.line, say("a quiz needs questions: headings one level below it")
    for role in READERS:
        for extra in quizzes_for(module, role)[1:]:
            yield (
                extra.line,
                say("%(role)s would have two quizzes. Put the questions into one", role=role.value),
            )


def picks(module: Lesson) -> Found:
    """Quizzes that draw more questions than anybody is asked."""
    for section in module.sections:
        most = max(questions_for(section, role) for role in READERS)
        if section.pick and most and section.pick > most:
            yield section.line, picks_more(section.pick, most)


def questions_for(section: Section, role: Role) -> int:
    """From how many questions is drawn for a role? What is written is never drawn."""
    drawn = (q for q in section.questions if q.kind is not QuestionKind.WRITE and role in q.roles)
    return len({question.family for question in drawn})


def picks_more(pick: int, most: int) -> Message:
    """What to say about more questions to draw than there are."""
    return counted(
        "pick=%(pick)s, but only %(num)s question is there to draw. Write more, or take pick out",
        "pick=%(pick)s, but only %(num)s questions are there to draw. Write more, or take pick out",
        pick=pick,
        num=most,
    )


def practices(module: Lesson) -> Found:
    """Roles with two practices."""
    for role in READERS:
        for extra in practices_for(module, role)[1:]:
            fault = say(
                "%(role)s would have two scenes to practice. Keep one of them", role=role.value
            )
            yield extra.line, fault


def length(module: Lesson, head: Header) -> Found:
    """Modules that take too long, or another time than they say."""
    if module.minutes > 10:
        advice = say("more than ten minutes. People short of time want two modules")
        yield head.line("minutes"), advice
    honest = honest_minutes(module)
    if honest is not None:
        yield head.line("minutes"), other_minutes(module.minutes, honest)


def other_minutes(said: int, honest: int) -> Message:
    """What to say about minutes that lie far from what a reader needs."""
    return say(
        "minutes: %(said)s is more than a third away from what reading (220 words a minute) and"
        " quiz take alone: about %(honest)s. Say that, or change the text",
        said=said,
        honest=honest,
    )


def words(lines: list[Line], names: tuple[str, ...] = ()) -> Found:
    """Words that make one role a tool; `names` is what the site calls support beside that."""
    own = only_one_of(names) if names else None
    for line in lines:
        if line.code:
            continue
        match = TOOL_WORDS.search(line.text) or (own and own.search(line.text))
        if match:
            advice = say('"%(words)s" makes one partner the other’s tool', words=match[1])
            yield line.number, advice


@cache
def only_one_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """`only the designer`, in English and in German, for each of the names."""
    name = "|".join(map(re.escape, names))
    articles = r"(?:the|an?|der|die|das|den|vom|im|ein(?:e[mnr]?)?)"
    return re.compile(rf"\b((?:just|only|nur|bloß) (?:{articles} )?(?:{name}))\b", re.IGNORECASE)


def strays(module: Lesson, lines: list[Line]) -> Found:
    """Links to a scene that are no choice: nobody could press them."""
    parts: list[Question | Section | PairStep] = [*named(module), *module.sections]
    for part in parts:
        names = {scene.id for scene in part.scenes}
        texts = [line for scene in part.scenes for line in scene.text.split("\n")]
        stray = {line for line in texts if names & set(TO_SCENE.findall(CODE.sub("", line)))}
        for line in lines if stray else ():
            if line.text in stray and not line.code and line.number > part.line:
                yield line.number, no_choice()


def in_lines(module: Lesson, lines: list[Line]) -> Found:
    """What only the lines of a question tell."""
    starts = sorted({part.line for part in [*module.sections, *named(module)]})
    ends = dict(pairwise([*starts, lines[-1].number + 1]))
    first = lines[0].number
    for question in questions(module):
        inside = lines[question.line - first : ends[question.line] - first]
        yield from stray_boxes(question, inside)
        yield from bare_boxes(question, inside)
        yield from typed_advice(question, inside)


def stray_boxes(question: Question, inside: list[Line]) -> Found:
    """Boxes in a question that are none of its options: nobody is asked, and ticks show a key."""
    if question.options and question.kind in KINDS:
        own = {option.line for option in question.options}
        strays = (line.number for line in inside if line.number not in own and has_box(line))
        for line in islice(strays, 1):
            yield line, two_lists(line, question.options[0].line)


def bare_boxes(question: Question, inside: list[Line]) -> Found:
    """Boxes without a dash before them: learners would read them as words of another option."""
    for line in inside if question.kind in KINDS else ():
        if box := bare_box(line):
            yield line.number, no_dash(box)


def no_dash(box: str) -> Message:
    """What to say about a box with no dash, or with no space behind it."""
    return say("this box begins no option. Write a dash and a space before it: - %(box)s", box=box)


def has_box(line: Line) -> bool:
    """Does an item with a box begin here, at any depth?"""
    return not line.code and bool(ANY_BOX.match(line.text))


def two_lists(stray: int, options: int) -> Message:
    """What to say about boxes that nobody would be asked about."""
    return say(
        "two lists with boxes in one question: in line %(stray)s and in line %(options)s."
        " Give each question a heading, or take the boxes out of one list",
        stray=stray,
        options=options,
    )


def no_choice() -> Message:
    """What to say about a link to a scene that nobody can choose."""
    return say("this link is no choice. A choice is an item of its own: - [text](#scene)")


def question_advice(question: Question, module: Lesson) -> Found:
    """Advice on one question."""
    if NEGATIVE.search(question.title) and "?" in question.title:
        yield question.line, say("a question that asks for what isn’t so is easily misread")
    if WHETHER.match(question.title):
        yield question.line, say("this asks whether. A question that asks why teaches more")
    if question.kind in KINDS and len(question.options) > 4:
        yield question.line, say("more than four options. Three good ones are enough")
    if module.shuffle:
        for option in question.options:
            if ALL_ABOVE.search(option.text):
                advice = say('"of the above" makes no sense while options are shuffled')
                yield option.line, advice
    if question.kind in KINDS:
        yield from options_advice(question.options)
        if len(question.options) > 1 and all(option.right for option in question.options):
            yield question.line, all_right()


def all_right() -> Message:
    """What to say about a choice in which nothing is wrong."""
    return say("every option is marked as right. Take the x out of those that are wrong: - [ ]")


def options_advice(options: tuple[Option, ...]) -> Found:
    """Advice on the options of a question."""
    seen: set[str] = set()
    for option in options:
        if not option.feedback:
            advice = say("an option without feedback teaches nothing. Add a  > line below it")
            yield option.line, advice
        if option.text.casefold() in seen:
            yield option.line, say("this option is here twice")
        seen.add(option.text.casefold())
    wrong = [len(option.text) for option in options if not option.right]
    right = [len(option.text) for option in options if option.right]
    if wrong and len(right) == 1 and right[0] > 1.5 * max(wrong) + 10:
        line = next(option.line for option in options if option.right)
        yield line, say("the right option is clearly the longest, which gives it away")
