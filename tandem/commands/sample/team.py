"""Who is in the sample team, and how far is each pair?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.commands.sample.accounts import set_up_accounts
from tandem.commands.sample.answers import remark_upon, say_afterwards, try_quiz
from tandem.commands.sample.draft import begin_draft
from tandem.commands.sample.goals import add_goal
from tandem.commands.sample.pulses import place_at_the_start
from tandem.commands.sample.refreshers import answer_refreshers
from tandem.commands.sample.right_answers import right_answer
from tandem.commands.sample.scenes import play_practice, wanders
from tandem.commands.sample.steps import give_steps, set_one_complete
from tandem.commands.sample.texts import write_texts
from tandem.content.face import quiz_for
from tandem.learning.lessons.actions import mark_read
from tandem.learning.quizzes import actions as quizzes
from tandem.learning.quizzes.queries import QuizPlace, sitting
from tandem.library.served import ServedCourse, ServedModule, library
from tandem.models import Pair, Person, PersonRole, SoloAssignment, Team, TeamLeader, TeamMember
from tandem.models.audit import unrecorded
from tandem.people import forming
from tandem.people.accounts.actions import hash_password
from tandem.people.pairs import actions as pairs
from tandem.people.teams.actions import AddressTakenError
from tandem.progress.assignments import actions as assignments
from tandem.terms import SEATS, PairState, Role

PASSWORD = "tandem-sample"  # noqa: S105 (a sample's password is no secret)
ZONE = "Europe/Berlin"
ALL = 1000
REP, SUPPORT = frozenset({Role.REP}), frozenset({Role.SUPPORT})


@dataclass(frozen=True)
class SamplePerson:
    """A made-up person; `steps` is how many steps they have done, over all modules."""

    email: str
    given_name: str
    surname: str
    roles: frozenset[Role]
    steps: int = 0


@dataclass(frozen=True)
class SamplePair:
    """A made-up pair, by mail addresses. `due_in` is its own date in days from today.

    `goal_readings` is how many readings its shared goal has since the baseline.
    """

    rep: str
    support: str
    state: PairState = PairState.ACTIVE
    due_in: int | None = None
    renew_months: int | None = None
    goal_readings: int | None = None
    goal_agreed: bool = True


PEOPLE = (
    SamplePerson("rep@example.com", "Rosa", "Marin", REP, steps=2),
    SamplePerson("support@example.com", "Samir", "Haddad", SUPPORT, steps=1),
    SamplePerson(
        "leader@example.com", "Nadia", "Benali", frozenset({Role.REP, Role.LEADER}), steps=4
    ),
    SamplePerson("trainer@example.com", "Yuki", "Mori", frozenset({Role.TRAINER})),
    SamplePerson("admin@example.com", "Elena", "Rossi", frozenset({Role.ADMIN})),
    SamplePerson("diego@sample.example", "Diego", "Paredes", REP),
    SamplePerson("done@example.com", "Mei", "Tanaka", REP, steps=ALL),
    SamplePerson("jonas@sample.example", "Jonas", "Weber", SUPPORT, steps=ALL),
    SamplePerson("lina@sample.example", "Lina", "Haugen", REP),
    SamplePerson("amara@sample.example", "Amara", "Obi", SUPPORT, steps=2),
    SamplePerson("tomas@sample.example", "Tomás", "Silva", SUPPORT, steps=3),
    SamplePerson("oleg@sample.example", "Oleg", "Ivanov", REP, steps=2),
    SamplePerson("priya@sample.example", "Priya", "Nair", SUPPORT, steps=2),
)
SIGN_INS = tuple(person.email for person in PEOPLE if person.email.endswith("@example.com"))
PAIRS = (
    SamplePair("rep@example.com", "support@example.com", goal_readings=6),
    SamplePair("diego@sample.example", "support@example.com"),
    SamplePair(
        "done@example.com", "jonas@sample.example", due_in=14, renew_months=12, goal_readings=2
    ),
    SamplePair("lina@sample.example", "amara@sample.example", due_in=-3),
    SamplePair("leader@example.com", "tomas@sample.example", goal_readings=0, goal_agreed=False),
    SamplePair("oleg@sample.example", "priya@sample.example", PairState.PAUSED),
    SamplePair("lina@sample.example", "priya@sample.example", PairState.ENDED),
    SamplePair("done@example.com", "support@example.com", PairState.PROPOSED),
)


def load(
    session: Session, *, now: datetime, leader_id: int | None = None, password_hash: str = ""
) -> bool:
    """Load the sample team; False where it is there. `leader_id` leads it too. Its people sign in
    with the password of this hash; without one with the password that the documents name.

    Raises AddressTakenError.
    """
    if is_there(session):
        return False
    began = now - timedelta(days=21)
    password_hash = password_hash or hash_password(PASSWORD)
    people = {one.email: add_person(session, one, password_hash, now=began) for one in PEOPLE}
    team = add_team(session, people, leader_id=leader_id, now=began)
    formed = add_pairs(session, team, people, now=began)
    add_goals(session, people, formed, now=now)
    leader = people["leader@example.com"].id
    set_up_accounts(session, team, people, leader_id=leader, now=now)
    shelf = (c for c in library(session).courses if c.is_open and c.audience.issuperset(SEATS))
    course = next(shelf, None)
    if course is not None:
        give_course(session, team, course, formed, now=now)
        for person in PEOPLE:
            for role in sorted(person.roles.intersection(SEATS)):
                learn(session, course, people[person.email], role, steps=person.steps, since=began)
        pairs_by_names = {(names.rep, names.support): pair for names, pair in formed.items()}
        place_at_the_start(session, course, pairs_by_names.values(), now=began)
        give_steps(session, course, pairs_by_names, now=now)
        set_one_complete(session, pairs_by_names, leader_id=leader, now=now)
        say_afterwards(session, course)
        remark_upon(session, course, people["rep@example.com"], Role.REP, now=now)
        answer_refreshers(
            session, people["rep@example.com"], people["support@example.com"], now=now
        )
        begin_draft(session, course, people["trainer@example.com"], now=now)
    give_for_one(session, team, now=now)
    session.flush()
    return True


def is_there(session: Session) -> bool:
    """Is the sample here already? Raises AddressTakenError where somebody real has an address."""
    emails = [person.email for person in PEOPLE]
    taken = list(session.scalars(select(Person).where(Person.email.in_(emails))))
    real = sorted(person.email for person in taken if not person.is_sample)
    if real:
        raise AddressTakenError(real[0])
    return bool(taken)


def add_person(
    session: Session, person: SamplePerson, password_hash: str, *, now: datetime
) -> Person:
    """A made-up person. Only those named in the documents can sign in."""
    row = Person(
        email=person.email,
        given_name=person.given_name,
        surname=person.surname,
        password_hash=password_hash if person.email in SIGN_INS else "none",
        time_zone=ZONE,
        is_sample=True,
        created_at=now,
        joined_at=now,
        role_rows=[PersonRole(role=role) for role in sorted(person.roles)],
    )
    session.add(row)
    session.flush()
    return row


def add_team(
    session: Session, people: dict[str, Person], *, leader_id: int | None, now: datetime
) -> Team:
    """The team, its leaders and its members."""
    team = Team(name="Sample team", is_sample=True, created_at=now)
    session.add(team)
    session.flush()
    leaders = {people["leader@example.com"].id} | ({leader_id} if leader_id else set())
    session.add_all(
        TeamLeader(team_id=team.id, person_id=person_id) for person_id in sorted(leaders)
    )
    seated = [people[person.email] for person in PEOPLE if person.roles.intersection(SEATS)]
    session.add_all(TeamMember(team_id=team.id, person_id=person.id) for person in seated)
    session.flush()
    return team


def add_pairs(
    session: Session, team: Team, people: dict[str, Person], *, now: datetime
) -> dict[SamplePair, Pair]:
    """Every pair, formed and then brought into its state."""
    leader = people["leader@example.com"].id
    formed = {}
    with unrecorded(session):
        for wanted in PAIRS:
            pair = forming.form_pair(
                session,
                team_id=team.id,
                rep_id=people[wanted.rep].id,
                support_id=people[wanted.support].id,
                by_id=leader,
                now=now,
                state=PairState.PROPOSED
                if wanted.state is PairState.PROPOSED
                else PairState.ACTIVE,
            )
            assert pair is not None, "the sample's people are new, so are their pairs"  # noqa: S101
            formed[wanted] = pair
            later = now + timedelta(days=14)
            pairs.change_state(session, pair, wanted.state, by_id=leader, now=later)
    return formed


def add_goals(
    session: Session, people: dict[str, Person], formed: dict[SamplePair, Pair], *, now: datetime
) -> None:
    """The shared goals of those who have one."""
    for wanted, pair in formed.items():
        if wanted.goal_readings is None:
            continue
        add_goal(
            session,
            pair,
            leader_id=people["leader@example.com"].id,
            zone=ZONE,
            readings=wanted.goal_readings,
            is_agreed=wanted.goal_agreed,
            now=now,
        )


def give_for_one(session: Session, team: Team, *, now: datetime) -> None:
    """Give the team's leaders the course that is for leaders."""
    courses = library(session).courses
    course = next(
        (c for c in courses if Role.LEADER in c.audience and not c.audience & set(SEATS)), None
    )
    if course is not None:
        session.add(
            SoloAssignment(
                team_id=team.id,
                course_id=course.id,
                role=Role.LEADER,
                due_on=(now + timedelta(days=21)).date(),
                time_zone=ZONE,
                at=now,
            )
        )


def give_course(
    session: Session,
    team: Team,
    course: ServedCourse,
    formed: dict[SamplePair, Pair],
    *,
    now: datetime,
) -> None:
    """The course to all pairs, and to some with a date of their own."""
    since = now - timedelta(days=20)
    own = [(wanted.due_in, wanted.renew_months, [pair.id]) for wanted, pair in formed.items()]
    with unrecorded(session):
        for days, months, chosen in [(14, None, None), *own]:
            if days is None:
                continue
            assignments.assign(
                session,
                team_id=team.id,
                course_id=course.id,
                pairs=chosen,
                due_on=(now + timedelta(days=days)).date(),
                time_zone=ZONE,
                renew_months=months,
                by_id=None,
                now=since,
            )


def learn(
    session: Session,
    course: ServedCourse,
    person: Person,
    role: Role,
    *,
    steps: int,
    since: datetime,
) -> None:
    """Read, play and pass module after module until so many steps are done, one step a day."""
    has_wandered = wanders(person)
    for number in range(min(steps, 2 * len(course.modules))):
        module, at = course.modules[number // 2], since + timedelta(days=number + 1)
        if number % 2 == 0:
            read(session, module, person, role, at=at)
            # Who stops here has only begun the scene.
            if number == steps - 1:
                play_practice(
                    session,
                    course,
                    module,
                    person,
                    role,
                    has_wandered=has_wandered,
                    at=at,
                    decisions=1,
                )
        else:
            play_practice(session, course, module, person, role, has_wandered=has_wandered, at=at)
            pass_quiz(session, course, module, person, role, at=at)


def read(
    session: Session, module: ServedModule, person: Person, role: Role, *, at: datetime
) -> None:
    """Press the button below the lesson."""
    mark_read(
        session, module, person_id=person.id, revision_id=module.revision_id, role=role, now=at
    )


def pass_quiz(
    session: Session,
    course: ServedCourse,
    module: ServedModule,
    person: Person,
    role: Role,
    *,
    at: datetime,
) -> None:
    """Answer every question right, where there is a quiz, some at the second attempt."""
    if quiz_for(module.lesson, role) is None:
        return
    if try_quiz(session, course, module, person, role, at=at):
        at += timedelta(minutes=10)
    quiz_sitting = sitting(
        session, QuizPlace(course, module, role), person_id=person.id, shown=None
    )
    write_texts(session, quiz_sitting, person_id=person.id, at=at)
    answers = {question.id: right_answer(question) for question in quiz_sitting.quiz.questions}
    quizzes.record_attempt(session, quiz_sitting, answers, person_id=person.id, now=at)
