"""What have the sample's pairs given each other? Every kind of step, in several states."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tandem.commands.sample.scenes import play_scene
from tandem.content.face import steps_for
from tandem.content.lesson import PairStep, StepKind
from tandem.library.served import ServedCourse
from tandem.models import Pair
from tandem.progress.overrides.actions import set_complete
from tandem.progress.overrides.queries import settable
from tandem.terms import SEATS, Role
from tandem.together.steps import actions
from tandem.together.steps.answers import WHOLE, StepAnswer, in_words, options_of
from tandem.together.steps.handovers import HandoverTurn, asked_part
from tandem.together.steps.queries import StepsPlace, place, versions
from tandem.together.steps.signatures import proposed
from tandem.together.steps.view import versions_of
from tandem.together.steps.visibility import due_text, promise_of

Names = tuple[str, str]


@dataclass(frozen=True)
class SampleSteps:
    """What one half of a pair has given: in the modules at these places, so many days ago."""

    pair: Names
    role: Role
    modules: tuple[int, ...]
    days: int
    but: frozenset[StepKind] = frozenset()


ROSA_SAMIR = ("rep@example.com", "support@example.com")
MEI_JONAS = ("done@example.com", "jonas@sample.example")
NADIA_TOMAS = ("leader@example.com", "tomas@sample.example")
LINA_AMARA = ("lina@sample.example", "amara@sample.example")
LINA_PRIYA = ("lina@sample.example", "priya@sample.example")
OLEG_PRIYA = ("oleg@sample.example", "priya@sample.example")
GIVEN = (
    SampleSteps(MEI_JONAS, Role.REP, tuple(range(10)), 12),
    SampleSteps(MEI_JONAS, Role.SUPPORT, tuple(range(10)), 11),
    SampleSteps(LINA_PRIYA, Role.REP, (0, 1), 12),
    SampleSteps(LINA_PRIYA, Role.SUPPORT, (0, 1), 11),
    # Rosa's sealed answer has waited for more than a week; her agreement waits for Samir.
    SampleSteps(ROSA_SAMIR, Role.REP, (0, 2, 7, 9), 9),
    SampleSteps(ROSA_SAMIR, Role.SUPPORT, (1, 2), 2, frozenset({StepKind.TALKED})),
    # Both have answered; Tomás is still to guess, so Nadia's answer stays sealed for him.
    SampleSteps(NADIA_TOMAS, Role.REP, (0, 1), 6),
    SampleSteps(NADIA_TOMAS, Role.SUPPORT, (0,), 5, frozenset({StepKind.GUESS})),
    SampleSteps(OLEG_PRIYA, Role.REP, (0,), 8, frozenset({StepKind.GUESS})),
    # Five pairs have filled in the scale of the third module.
    *(
        SampleSteps(pair, role, (2,), 10, frozenset(StepKind) - {StepKind.SCALE})
        for pair in (NADIA_TOMAS, OLEG_PRIYA, LINA_PRIYA)
        for role in SEATS
    ),
)
TEXTS: dict[tuple[StepKind, Role], str] = {
    (StepKind.REFLECTION, Role.REP): "The hospital order, on Tuesday morning.",
    (StepKind.REFLECTION, Role.SUPPORT): "The three quotes that came in at once on Friday.",
    (StepKind.SEALED, Role.REP): "You see what is missing before the customer does.",
    (StepKind.SEALED, Role.SUPPORT): "You make people glad that you called.",
    (StepKind.GUESS, Role.REP): "Perhaps that I do not give up.",
    (StepKind.GUESS, Role.SUPPORT): "Perhaps that I keep the papers in order.",
    (StepKind.THANKS, Role.REP): "You took the invoice round on Thursday, and I won the clinic.",
    (StepKind.THANKS, Role.SUPPORT): "You warned me on Monday, and the week was calm.",
}
# What fits one step of the courses that come with Tandem better than the texts above.
ABOUT: dict[str, str] = {
    "ten-minutes": "Looking for the cut-off of each warehouse.",
    "guess-ten-minutes": "Perhaps the phone calls about the same order.",
    "from-tomorrow": "I say what it is for before I ask.",
    "never-asked": "A warning one day before a big order.",
    "our-number": "Orders that go out without a question back.",
    "first-pile": "The hospital order. It goes first.",
    "last-time": "On Friday, over the three quotes.",
}
# What is handed over, whatever the case is: few words, and something is missing.
HANDED = {
    Role.REP: ("They need it on Thursday by eight, all of it.", "Please call before you come."),
    Role.SUPPORT: ("Four of six leave today at two.", "The rest comes on Monday, at no cost."),
}
FROM_LINES = "As the lines say."
PLANS = {
    Role.REP: ("a customer asks for a date", "say when they will hear from me"),
    Role.SUPPORT: ("an order comes without a reason", "ask what it is for before I answer"),
}
LINES = ("Nothing goes out after four without a call.", "We look at the list on Mondays.")


def give_steps(
    session: Session, course: ServedCourse, pairs: dict[Names, Pair], *, now: datetime
) -> None:
    """Let the pairs do their steps in the course, as far as it has them."""
    for doing in GIVEN:
        pair = pairs[doing.pair]
        person_id = pair.rep_id if doing.role is Role.REP else pair.support_id
        for number, module in enumerate(course.modules):
            if number in doing.modules and steps_for(module.lesson, doing.role):
                steps_place = place(
                    session,
                    person_id,
                    course=course.slug,
                    module=module.slug,
                    pair_id=pair.id,
                    now=now,
                )
                for step in steps_for(steps_place.lesson, doing.role):
                    if step.kind not in doing.but:
                        do_step(session, steps_place, step, now=now - timedelta(days=doing.days))


def set_one_complete(
    session: Session, pairs: dict[Names, Pair], *, leader_id: int, now: datetime
) -> None:
    """Let the leader set one half complete: the first that is open for Amara."""
    pair = pairs[LINA_AMARA]
    halves = settable(session, leader_id, pair_id=pair.id, now=now).halves
    half = next((half for half in halves if half.partner.id == pair.support_id), None)
    if half is not None:
        reason = "Amara went through this with her team in May, before she came to us."
        since = now - timedelta(days=4)
        set_complete(session, half, pair_id=pair.id, reason=reason, by_id=leader_id, now=since)


def do_step(session: Session, steps_place: StepsPlace, step: PairStep, *, now: datetime) -> None:
    """Do one step as its page would."""
    match step.kind:
        case StepKind.TALKED:
            actions.mark_done(session, steps_place, step, person_id=steps_place.me.id, now=now)
        case StepKind.SCENE:
            play_scene(session, steps_place, step, now=now)
        case StepKind.AGREEMENT:
            waiting = proposed(versions_of(step, versions(session, steps_place)))
            if waiting is not None:
                actions.sign(session, steps_place, step, version_id=waiting.id, now=now)
                return
            day = (now + timedelta(days=56)).date()
            answer = StepAnswer(lines=LINES, look_again_on=day)
            promise = promise_of(step)
            actions.propose(session, steps_place, step, answer, promise=promise, writer="", now=now)
        case StepKind.HANDOVER:
            take_turns(session, steps_place, step, now=now)
        case _:
            promise = promise_of(step)
            answer = given_in(step, steps_place)
            actions.give(session, steps_place, step, answer, promise=promise, writer="", now=now)


def take_turns(session: Session, steps_place: StepsPlace, step: PairStep, *, now: datetime) -> None:
    """Hand over in two lines; whoever comes second answers, and then the first does too.

    Each leaves the last question open.
    """
    partners = replace(steps_place, me=steps_place.partner, partner=steps_place.me)
    take_turn(session, steps_place, step, HandoverTurn.WRITE, now=now)
    if take_turn(session, steps_place, step, HandoverTurn.ANSWER, now=now):
        take_turn(session, partners, step, HandoverTurn.ANSWER, now=now)


def take_turn(
    session: Session, at: StepsPlace, step: PairStep, turn: HandoverTurn, *, now: datetime
) -> bool:
    """Take one turn; False where there is nothing to answer yet."""
    asked = asked_part(step, turn, role=at.me.role)
    answer = StepAnswer(lines=HANDED[at.me.role])
    if turn is HandoverTurn.ANSWER:
        *told, last = options_of(asked)
        answer = StepAnswer(answers=dict.fromkeys(told, FROM_LINES), unsaid=(last,))
    return actions.hand_over(
        session,
        at,
        step,
        in_words(asked, answer),
        promise=promise_of(step),
        turn=turn,
        writer="",
        now=now,
    )


def given_in(step: PairStep, steps_place: StepsPlace) -> StepAnswer:
    """What somebody gives: the first item of a scale is seen differently, more so by some pairs.

    Of two choices everybody takes their last option.
    """
    role = steps_place.me.role
    if step.kind is StepKind.CHOICE:
        own = due_text(step, role=role, is_open=False)
        return in_words(own, StepAnswer(choice=next(reversed(options_of(own)))))
    if step.kind is StepKind.PLAN:
        return in_words(step, StepAnswer(lines=PLANS[role]))
    if step.kind is not StepKind.SCALE:
        return StepAnswer(text=ABOUT.get(step.id, TEXTS[step.kind, role]))
    keys = [item.key for item in step.items] or [WHOLE]
    first = step.low if role is Role.REP else step.high - steps_place.pair.id % 3
    return StepAnswer(values={key: first if at == 0 else step.high for at, key in enumerate(keys)})
