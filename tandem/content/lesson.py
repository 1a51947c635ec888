"""What is a lesson made of? The plain values that the parser makes and everybody else reads.

Every text is Markdown while a module is `parsed`, and clean HTML once it is `rendered`;
the classes are the same, so nothing has to be written twice. The database stores them as
JSON (`serialized.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from tandem.content.messages import Message
from tandem.terms import READERS, Role, Severity, Show

EVERYBODY = frozenset(READERS)


class QuestionKind(StrEnum):
    """The kinds of question, each told by one sign in the text."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    ORDER = "order"
    MATCH = "match"
    FILL = "fill"
    SHORT = "short"
    NUMERIC = "numeric"
    SCENARIO = "scenario"
    WRITE = "write"


class StepKind(StrEnum):
    """The kinds of step a pair does together."""

    REFLECTION = "reflection"
    SEALED = "sealed"
    GUESS = "guess"
    SCALE = "scale"
    AGREEMENT = "agreement"
    THANKS = "thanks"
    TALKED = "talked"
    CHOICE = "choice"
    HANDOVER = "handover"
    PLAN = "plan"
    SCENE = "scene"


class SectionKind(StrEnum):
    """What a section is for."""

    READING = "reading"
    PRACTICE = "practice"
    QUIZ = "quiz"
    TOGETHER = "together"


class Ending(StrEnum):
    """How a scene closes the story it belongs to."""

    GOOD = "good"
    POOR = "poor"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing the checker says: `FILE:LINE: error|warning: message`."""

    file: str
    line: int
    severity: Severity
    message: Message

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.severity}: {self.message}"


@dataclass(frozen=True)
class Option:
    """One choice. `key` is short, made from the text and says nothing about right or wrong."""

    key: str
    text: str
    right: bool
    feedback: str = ""
    pin: bool = False
    line: int = 0


@dataclass(frozen=True)
class Match:
    """One left side and its right side; an empty `left` is a spare right side.

    `side` is the key of the right side where its text alone does not make it: in a translation.
    """

    key: str
    left: str
    right: str
    line: int = 0
    side: str = ""


@dataclass(frozen=True)
class Accepted:
    """One answer that counts: a text, or a number from `low` to `high` (both included).

    `units` are the names of the number's unit; it may be typed along or left out.
    """

    text: str = ""
    low: float | None = None
    high: float | None = None
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """One choice in a scene: what the reader may do, and the scene it leads to."""

    text: str
    scene: str
    line: int = 0


@dataclass(frozen=True)
class Scene:
    """One scene of a story. It either goes on (`links`) or ends (`end`).

    `seat` is who decides in a scene for two; None where somebody plays alone, and at an ending.
    """

    id: str
    title: str
    text: str
    links: tuple[Link, ...] = ()
    end: Ending | None = None
    line: int = 0
    seat: Role | None = None


@dataclass(frozen=True)
class Item:
    """One thing of a list: what both place on a scale, what may be chosen, or what a good text has.
    `key` is made from the text."""

    key: str
    text: str
    line: int = 0


@dataclass(frozen=True)
class Question:
    """One question. Only the fields of its kind are filled. `sibling` names the first question of
    its family, of which one is asked; `first` and `last` keep its place in the quiz.

    options    single, multiple, true_false (in the written order); order (in the right order)
    matches    match
    gaps       fill: the accepted texts of each `[[...]]`, in the order of the text;
               in `body` each gap stands as the character U+FFFC
    accepted   short, numeric
    scenes     scenario: the first one is the start
    criteria   write: what a good text has, each to be ticked
    models     write: one or two good texts
    """

    id: str
    kind: QuestionKind
    title: str
    body: str = ""
    hint: str = ""
    explanation: str = ""
    roles: frozenset[Role] = EVERYBODY
    options: tuple[Option, ...] = ()
    matches: tuple[Match, ...] = ()
    gaps: tuple[tuple[Accepted, ...], ...] = ()
    accepted: tuple[Accepted, ...] = ()
    scenes: tuple[Scene, ...] = ()
    was: str = ""
    line: int = 0
    criteria: tuple[Item, ...] = ()
    models: tuple[str, ...] = ()
    sibling: str = ""
    first: bool = False
    last: bool = False

    @property
    def family(self) -> str:
        """The name of its family, of which one question is asked; its own where it has none."""
        return self.sibling or self.id


@dataclass(frozen=True)
class SeatPart:
    """What a step holds for one seat alone.

    Of two choices it is what this seat knows, and what it may choose (`items`). Of a hand-over it
    is the case that this seat hands over, what the other is asked about it (`items`), and an
    `explanation` that opens with the case.
    """

    role: Role
    title: str
    text: str = ""
    items: tuple[Item, ...] = ()
    explanation: str = ""
    line: int = 0


@dataclass(frozen=True)
class ChoiceOutcome:
    """What happens to the customer where the two have chosen these, each by its key."""

    rep: str
    support: str
    text: str


@dataclass(frozen=True)
class PairStep:
    """One step under `{together}`. `guess_of` is the sealed step a guess is about;
    `low`, `high` are a scale's ends, `labels` their words and `items` what is placed on it, the
    title alone where nothing is listed; `shared` is `{share=pair}`; `roles` are who does it;
    `scenes` are those of a scene for two, the first one is the start.

    Two choices have their `seats`, the `outcomes` in the order of the table, by rows, the table's
    own title where it has one, and an `explanation`: all but one's own seat opens with the reveal.
    A hand-over has its `seats` alone.
    `sentence` are the words before, between and behind the two gaps of a plan. `minutes` is how
    long it takes, 0 where only its kind tells.
    """

    id: str
    kind: StepKind
    title: str
    body: str = ""
    guess_of: str = ""
    low: int = 0
    high: int = 0
    labels: tuple[str, str] = ("", "")
    shared: bool = False
    was: str = ""
    line: int = 0
    items: tuple[Item, ...] = ()
    roles: frozenset[Role] = EVERYBODY
    scenes: tuple[Scene, ...] = ()
    seats: tuple[SeatPart, ...] = ()
    outcomes: tuple[ChoiceOutcome, ...] = ()
    outcomes_title: str = ""
    explanation: str = ""
    sentence: tuple[str, ...] = ()
    minutes: int = 0

    def seat(self, role: Role) -> SeatPart | None:
        """What it holds for this seat."""
        return next((part for part in self.seats if part.role is role), None)


@dataclass(frozen=True)
class Section:
    """A heading of the module and all that belongs to it, for the `roles` that read it.

    `pass_share` (0 to 1), `pick` (how many questions are drawn, None for all) and `recap` (how many
    of earlier modules are asked before) belong to a quiz,
    `scenes` to a practice: the first one is the start.
    The text before the first heading is a section with an empty title.
    """

    kind: SectionKind
    title: str
    level: int
    text: str = ""
    roles: frozenset[Role] = EVERYBODY
    anchor: str = ""
    questions: tuple[Question, ...] = ()
    steps: tuple[PairStep, ...] = ()
    pass_share: float = 0.8
    pick: int | None = None
    recap: int = 0
    line: int = 0
    scenes: tuple[Scene, ...] = ()


@dataclass(frozen=True)
class Lesson:
    """One lesson: a file of a course. `attempts` is None where there is no limit; `prepare` is what
    a leader reads before a pair comes to it: COURSE/MODULE.
    """

    id: str
    title: str
    summary: str = ""
    minutes: int = 0
    edition: int = 1
    shuffle: bool = True
    show: Show = Show.END
    attempts: int | None = None
    language: str = "en"
    sections: tuple[Section, ...] = ()
    prepare: str = ""

    @cached_property
    def faces(self) -> dict[Role, tuple[Section, ...]]:
        """What each role reads, kept from when it is first asked for (`face.sections_for`)."""
        return {}


@dataclass(frozen=True)
class ModuleFile:
    """A module as it was found: its text, what it says, and what is wrong with it.

    `module` is None where the file could not be understood at all, and where it `is_known`:
    its `fingerprint` says that it was read before and says the same now. `name` is the file's
    name inside the course's folder; `position` is its number; `language` is "" for the course's
    own. Where another file has the same name behind its number and comes before, it `is_double`:
    nothing of it is served.
    """

    name: str
    position: int
    id: str
    language: str
    source: str
    module: Lesson | None
    problems: tuple[Problem, ...] = ()
    fingerprint: str = ""
    is_known: bool = False
    is_double: bool = False

    def is_own_of(self, course: CourseFolder) -> bool:
        """Is it in the course's own language?"""
        return self.language in {"", course.language}

    @property
    def is_sound(self) -> bool:
        """May this file be published?"""
        return self.sound_lesson is not None

    @property
    def sound_lesson(self) -> Lesson | None:
        """What it says, where it may be published."""
        has_error = any(problem.severity is Severity.ERROR for problem in self.problems)
        return None if has_error else self.module


@dataclass(frozen=True)
class PictureFile:
    """An image of a course: its path inside the course's folder, and its bytes."""

    path: str
    content: bytes
    media_type: str


@dataclass(frozen=True)
class Pulse:
    """What a course asks at its start, at its end and after 90 days: items on one scale.

    Its texts are plain words.
    """

    title: str
    text: str = ""
    low: int = 0
    high: int = 0
    labels: tuple[str, str] = ("", "")
    items: tuple[Item, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Cover:
    """A course's cover in another language: the file course.de.md."""

    language: str
    title: str
    summary: str = ""
    cover: str = ""
    pulse: Pulse | None = None


@dataclass(frozen=True)
class CourseFolder:
    """A course as it was found in its folder. `audience` is the front matter's `for`;
    `covers` are those in other languages; `shown_as` is how messages call the folder."""

    id: str
    title: str
    summary: str = ""
    audience: frozenset[Role] = frozenset({Role.REP, Role.SUPPORT})
    language: str = "en"
    cover: str = ""
    pulse: Pulse | None = None
    covers: tuple[Cover, ...] = ()
    modules: tuple[ModuleFile, ...] = ()
    pictures: tuple[PictureFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    shown_as: str = ""
