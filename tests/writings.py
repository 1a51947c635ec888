"""Every pair of the cast has written: who may read each text, and who may not?

A text says in which pair somebody wrote it, and where: SAM-WITH-ABE-TOLD. What was sealed has
opened in some pairs and not in others; Sam's with Abe is of a first round, in which it never did.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from tandem.content.lesson import Item, PairStep, Question, QuestionKind, StepKind
from tandem.learning.written import actions as texts
from tandem.models import BestOf, Course, Module, Pair, PairChange, Person, Remark, RoundDone
from tandem.people.pairs.queries import ShownPair, pair_for
from tandem.progress.assignments import actions as assignments
from tandem.terms import Better, PairState, RemarkPromise
from tandem.together.goals import actions as goals
from tandem.together.goals.actions import Proposal
from tandem.together.goals.reading_records import record_readings
from tandem.together.steps import actions
from tandem.together.steps.answers import StepAnswer
from tandem.together.steps.queries import StepsPlace, place
from tandem.together.steps.visibility import promise_of
from tests.cast import NOW, House
from tests.learning.plans.plan_helpers import PLAN
from tests.lessons import lesson, question, serve
from tests.together.steps.step_helpers import (
    AGREED,
    GUESS,
    SCALE,
    SEALED,
    SHARED,
    TALK,
    THANKS,
    THOUGHT,
    for_two,
)

WORDS = re.compile(r"\b[A-Z]+-WITH-[A-Z]+-[A-Z0-9]+\b")
TELL = Question(
    "tell", QuestionKind.WRITE, "Tell them.", criteria=(Item("day", "Names the day"),),
    models=("<p>MODEL</p>",),
)  # fmt: skip
BEGUN = PairStep("begun", StepKind.REFLECTION, "What has only begun?")
STEPS = (THOUGHT, SHARED, SEALED, GUESS, SCALE, AGREED, THANKS, TALK, BEGUN, PLAN)
# Each pair with its two, and with who of them gave the sealed answer, and who the guess about it.
PAIRS: dict[str, tuple[tuple[str, str], str, str]] = {
    "pair": (("sam", "sue"), "sam sue", "sam sue"),
    "second_pair": (("sam", "abe"), "sam", ""),
    "leaders_pair": (("lia", "sue"), "lia sue", "lia"),
    "ended_pair": (("sam", "eve"), "sam", ""),
    "paused_pair": (("rex", "eve"), "rex eve", ""),
    "other_pair": (("otto", "ona"), "otto ona", "otto ona"),
}
LEADERS = {"other_pair": {"olga"}}
# The second round of Sam and Abe: a month after the first, by the calendar.
SECOND = NOW + timedelta(days=60)


@dataclass
class Written:
    """The texts of the whole house, each with all who may read it now."""

    readers: dict[str, frozenset[str]] = field(default_factory=dict)

    def note(self, text: str, *readers: str) -> str:
        """These may read a text, and nobody else."""
        assert text not in self.readers
        assert WORDS.fullmatch(text)
        self.readers[text] = frozenset(readers)
        return text

    def for_eyes_of(self, who: str) -> set[str]:
        """All that somebody may read."""
        return {text for text, readers in self.readers.items() if who in readers}


def write_all(session: Session, cast: House) -> Written:
    """Each pair gives all that there is to give, thinks of a goal, and keeps some of it begun."""
    course = serve(
        session,
        for_two(*STEPS, asked=(question("q1"), TELL)),
        lesson(question("q2"), name="second", title="Second"),
    )
    for team in (cast.north, cast.south):
        assignments.assign(
            session, team_id=team.id, course_id=course.id, pairs=None, due_on=date(2026, 3, 20),
            time_zone="Europe/Berlin", renew_months=1, by_id=None, now=NOW,
        )  # fmt: skip
    written = Written()
    for day, name in enumerate(PAIRS):
        write_in(session, cast, name, written, now=NOW + timedelta(days=day, hours=1))
    begin_anew(session, cast, course, written)
    write_about_people(session, cast, written)
    write_texts(session, cast, written)
    session.commit()
    return written


def write_in(session: Session, cast: House, name: str, written: Written, *, now: datetime) -> None:
    """What the two of a pair write, each on a day of their own."""
    two, sealed, guessed = PAIRS[name]
    leaders = LEADERS.get(name, {"lee", "lia"})
    for who, partner in (two, two[::-1]):
        now += timedelta(days=3)
        at = at_place(session, cast, name, who, now=now)
        text = f"{who}-with-{partner}-".upper()
        give(session, at, THOUGHT, written.note(f"{text}THOUGHT", who), now=now)
        give(session, at, SHARED, written.note(f"{text}TOLD", *two), now=now)
        give(session, at, THANKS, written.note(f"{text}THANKS", *two), now=now)
        give(session, at, PLAN, written.note(f"{text}PLAN", who), now=now)
        add(session, at, written.note(f"{text}ADDED", *two), now=now)
        answer = StepAnswer(text=written.note(f"{text}BEGUN", who))
        actions.keep_draft(session, at, BEGUN, answer, version=0, writer="w", now=now)
        if who in sealed:
            opens = partner in sealed and (partner in guessed)
            readers = two if opens else (who,)
            give(session, at, SEALED, written.note(f"{text}SAVED", *readers), now=now)
        if who in guessed:
            give(session, at, GUESS, written.note(f"{text}GUESSED", who), now=now)
    propose_agreement(session, at, written.note(f"{text}AGREED", *two), now=now)
    set_goal(session, cast, name, who, written, *two, *leaders, now=now)


def at_place(session: Session, cast: House, name: str, who: str, *, now: datetime) -> StepsPlace:
    """Where somebody writes in a pair."""
    person, pair = getattr(cast, who), getattr(cast, name)
    return place(session, person.id, course="teaming", module="engine", pair_id=pair.id, now=now)


def give(session: Session, at: StepsPlace, step: PairStep, text: str, *, now: datetime) -> None:
    """Give a text in a step."""
    answer, promise = StepAnswer(text=text), promise_of(step)
    assert actions.give(session, at, step, answer, promise=promise, writer="w", now=now)


def add(session: Session, at: StepsPlace, text: str, *, now: datetime) -> None:
    """Add to the thanks."""
    assert actions.add(session, at, THANKS, text, writer="w", now=now)


def propose_agreement(session: Session, at: StepsPlace, text: str, *, now: datetime) -> None:
    """Propose what the two are to agree on."""
    answer = StepAnswer(lines=(text,), look_again_on=date(2099, 1, 1))
    actions.propose(session, at, AGREED, answer, promise=promise_of(AGREED), writer="w", now=now)


def set_goal(
    session: Session, cast: House, name: str, who: str, written: Written, *readers: str,
    now: datetime,
) -> None:  # fmt: skip
    """Propose a goal, to which the others of the two and their leaders are still to agree."""
    person, shown = getattr(cast, who), shown_pair(session, getattr(cast, name))
    text = f"{who}-with-{name.partition('_')[0]}-".upper()
    proposal = Proposal(
        name=written.note(f"{text}GOAL", *readers), unit="orders a week", better=Better.LOWER,
        baseline_from=date(2026, 1, 1), baseline_to=date(2026, 1, 31), target=8, share_percent=10,
        share_text=written.note(f"{text}SHARE", *readers), review_on=date(2026, 6, 1),
    )  # fmt: skip
    goal = goals.propose(
        session, shown, proposal, number=1, time_zone="Europe/Berlin", by_id=person.id, now=now
    )
    readings = {date(2026, 1, 2): 100.0 + shown.id}
    record_readings(session, goal.measure_id, readings, present={}, by_id=person.id, now=now)


def shown_pair(session: Session, pair: Pair) -> ShownPair:
    """A pair as it is shown to the two."""
    return pair_for(session, pair.rep_id, pair_id=pair.id).pair


def begin_anew(session: Session, cast: House, course: Course, written: Written) -> None:
    """Sam and Abe are through, without Abe's sealed answer; in the second round Abe gives one."""
    session.add(
        RoundDone(
            pair_id=cast.second_pair.id, course_id=course.id, number=1, began_at=None,
            finished_at=NOW + timedelta(days=20),
        )
    )  # fmt: skip
    session.flush()
    at = at_place(session, cast, "second_pair", "abe", now=SECOND)
    assert at.round.number == 2
    give(session, at, SEALED, written.note("ABE-WITH-SAM-SAVED2", "abe"), now=SECOND)


def write_about_people(session: Session, cast: House, written: Written) -> None:
    """What leaders say of people, why a pair ended, and what is wrong with a question."""
    for who, *leaders in (("sam", "lee", "lia"), ("sue", "lee", "lia"), ("otto", "olga")):
        person, team = getattr(cast, who), cast.south if who == "otto" else cast.north
        text = written.note(f"{who.upper()}-WITH-ALL-BEST", who, *leaders)
        session.add(BestOf(team_id=team.id, person_id=person.id, text=text, by_id=None, at=NOW))
    reason = written.note("SAM-WITH-EVE-REASON", "ada")
    session.add(
        PairChange(pair_id=cast.ended_pair.id, state=PairState.ENDED, at=NOW, reason=reason)
    )
    for who in ("sam", "abe", "otto"):
        remark(
            session,
            getattr(cast, who),
            written.note(f"{who.upper()}-WITH-US-REMARK", who, "tess", "ada"),
        )


def write_texts(session: Session, cast: House, written: Written) -> None:
    """A text for the quiz that each of a pair shows the other, with an answer; one that is private
    and one that has only begun."""
    module = session.query(Module).where(Module.slug == "engine").one()
    for name, (two, _, _) in PAIRS.items():
        for who, partner in (two, two[::-1]):
            text = f"{who}-with-{partner}-".upper()
            row = write_text(
                session, cast, module, who, written.note(f"{text}MESSAGE", *two), pair=name
            )
            said = written.note(f"{text}MISSING", *two)
            texts.reply(session, row, said, person_id=getattr(cast, partner).id, now=NOW)
    for who in ("sam", "abe", "otto"):
        write_text(
            session, cast, module, who, written.note(f"{who.upper()}-WITH-NOBODY-MESSAGE", who)
        )
        texts.keep_draft(
            session, TELL, written.note(f"{who.upper()}-WITH-NOBODY-DRAFT", who),
            person_id=getattr(cast, who).id, module_id=module.id, now=NOW,
        )  # fmt: skip


def write_text(
    session: Session, cast: House, module: Module, who: str, text: str, pair: str = ""
) -> int:
    """A text for the quiz, for the partner in a pair or for nobody else."""
    row = texts.write(
        session, TELL, text, person_id=getattr(cast, who).id, module_id=module.id,
        revision_id=module.revision_id or 0, pair_id=getattr(cast, pair).id if pair else None,
        now=NOW,
    )  # fmt: skip
    texts.compare(session, row.id, ["day"], person_id=row.person_id, now=NOW)
    return row.id


def remark(session: Session, person: Person, text: str) -> None:
    """Somebody says that something is wrong with a question."""
    module = session.query(Module).where(Module.slug == "engine").one()
    session.add(
        Remark(
            person_id=person.id, module_id=module.id, revision_id=module.revision_id,
            question="q1", text=text, digest=hashlib.sha256(text.encode()).hexdigest(),
            promise=next(iter(RemarkPromise)), at=NOW,
        )
    )  # fmt: skip
