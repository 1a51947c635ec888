"""Does a page whose list grows show a hundred rows at most, and does a search find the last row?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.models import (
    Course,
    Invitation,
    Letter,
    Module,
    Pair,
    PairChange,
    Person,
    Remark,
    Revision,
    Team,
    TeamLeader,
    TeamMember,
)
from tandem.models.audit import record_act
from tandem.terms import AuditAct, Issuer, PairState, RemarkPromise, Role
from tests.cast import FOR_GOOD, NOW, Cast, person
from tests.conftest import Browser
from tests.lessons import assignment, counted_queries, lesson, question, serve

ROW = re.compile(r"Zimt\d{3}")
# A word before the field, or one that is only heard.
FIELD = r"<label[^>]*>\s*\w[^<]*<input[^>]*name=\"{}\""
ALOUD = r"<input(?=[^>]*name=\"{}\")[^>]*aria-label=\"\w"
FEW, MANY = range(25), range(25, 123)
LAST = "Zimt122"


@dataclass(frozen=True)
class LongList:
    """A page, who looks at it, what fills it, and the name of its search."""

    address: str
    who: str
    fill: Callable[[Session, Cast, Iterable[int]], None]
    search: str = "search"
    page: str = "page"


def people(session: Session, cast: Cast, numbers: Iterable[int]) -> None:
    """People with a role."""
    session.add_all(somebody(session, number) for number in numbers)


def somebody(session: Session, number: int, given: str = "P") -> Person:
    """A rep whose name can be counted."""
    return person(session, f"{given}{number}", f"Zimt{number:03}", Role.REP)


def waiting(session: Session, cast: Cast, numbers: Iterable[int]) -> None:
    """People who have not joined."""
    for number in numbers:
        somebody(session, number).joined_at = None


def joined(session: Session, cast: Cast, numbers: Iterable[int]) -> None:
    """People who have joined just now, by any clock."""
    for number in numbers:
        somebody(session, number).joined_at = FOR_GOOD - timedelta(days=number)


def members(session: Session, cast: Cast, numbers: Iterable[int]) -> None:
    """People of a team."""
    rows = [somebody(session, number) for number in numbers]
    session.flush()
    session.add_all(TeamMember(team_id=cast.north.id, person_id=row.id) for row in rows)


def asked(session: Session, cast: Cast, numbers: Iterable[int]) -> None:
    """People whom a leader has asked."""
    for number in numbers:
        row = person(session, f"P{number}", "Else")
        session.flush()
        invitation = Invitation(
            person_id=row.id, team_id=cast.north.id, by_id=cast.lee.id, issuer=Issuer.LEADER,
            email=row.email, given_name="P", surname=f"Zimt{number:03}", role_names="rep",
            at=NOW, sent_at=NOW, expires_at=FOR_GOOD,
        )  # fmt: skip
        session.add(invitation)


def pairs(session: Session, cast: Cast, numbers: Iterable[int]) -> None:
    """Pairs of a team, which have ended."""
    partner = person(session, f"Other{min(numbers)}", "Abe", Role.SUPPORT)
    for number in numbers:
        row = somebody(session, number)
        session.flush()
        pair = Pair(
            team_id=cast.north.id, rep_id=row.id, support_id=partner.id,
            state=PairState.ENDED, created_at=NOW,
        )  # fmt: skip
        session.add(pair)
        session.flush()
        session.add(PairChange(pair_id=pair.id, state=PairState.ENDED, at=NOW, by_id=cast.lee.id))


def pairs_to_tick(session: Session, cast: Cast, numbers: Iterable[int]) -> None:
    """Living pairs of a team, and a course that can be given to them."""
    offer(session, numbers)
    partner = person(session, f"Other{min(numbers)}", "Abe", Role.SUPPORT)
    for number in numbers:
        row = somebody(session, number)
        session.flush()
        session.add(
            Pair(
                team_id=cast.north.id, rep_id=row.id, support_id=partner.id,
                state=PairState.ACTIVE, created_at=NOW,
            )
        )  # fmt: skip


def teams_to_tick(session: Session, cast: Cast, numbers: Iterable[int]) -> None:
    """Teams that Lee leads, and a course that can be given to them."""
    offer(session, numbers)
    teams(session, cast, numbers)


def given_courses(session: Session, cast: Cast, numbers: Iterable[int]) -> None:
    """A course for each of many pairs, which have ended, so that nobody is asked to tick them."""
    offer(session, numbers)
    pairs(session, cast, numbers)
    course = session.scalars(select(Course)).one()
    named = [f"Zimt{number:03}" for number in numbers]
    of_these = select(Pair).join(Person, Person.id == Pair.rep_id).where(Person.surname.in_(named))
    session.add_all(assignment(pair, course) for pair in session.scalars(of_these))


def offer(session: Session, numbers: Iterable[int]) -> None:
    """A course, once."""
    if 0 in numbers:
        serve(session, lesson(question("q1")))


def teams(session: Session, cast: Cast, numbers: Iterable[int]) -> None:
    """Teams that Lee leads."""
    for number in numbers:
        team = Team(name=f"Zimt{number:03}", created_at=NOW)
        session.add(team)
        session.flush()
        session.add(TeamLeader(team_id=team.id, person_id=cast.lee.id))


def letters(session: Session, cast: Cast, numbers: Iterable[int]) -> None:
    """Letters that were sent."""
    session.add_all(
        Letter(
            recipient=f"Zimt{number:03}@example.com", subject="About", text="",
            created_at=NOW, next_try_at=NOW, sent_at=NOW,
        )
        for number in numbers
    )  # fmt: skip


def acts(session: Session, cast: Cast, numbers: Iterable[int]) -> None:
    """Acts of the audit log."""
    for number in numbers:
        row = somebody(session, number)
        session.flush()
        record_act(session, AuditAct.OPENED, by_id=None, subject_id=row.id, now=NOW)


def remarks(session: Session, cast: Cast, numbers: Iterable[int]) -> None:
    """Remarks of Sam about a question."""
    if 0 in numbers:
        serve(session, lesson(question("q1")))
    module_id = session.scalars(select(Module.id)).one()
    revision_id = session.scalars(select(Revision.id)).one()
    session.add_all(
        Remark(
            person_id=cast.sam.id,
            module_id=module_id,
            revision_id=revision_id,
            question="q1",
            text=f"Zimt{number:03}",
            digest=str(number),
            promise=RemarkPromise.TRAINERS_WITHOUT_NAME,
            at=NOW,
        )
        for number in numbers
    )


LISTS = {
    "people": LongList("/admin/?", "ada", people),
    "who is waited for": LongList("/admin/joining?", "ada", waiting),
    "who has joined": LongList("/admin/joining?", "ada", joined, page="joined"),
    "people of a team": LongList("/lead/teams/{team}/people?", "lee", members),
    "who was asked": LongList("/lead/teams/{team}/people?", "lee", asked, page="asked"),
    "pairs of a team": LongList("/lead/teams/{team}/pairs?", "lee", pairs),
    "pairs that have ended": LongList("/admin/pairs?", "ada", pairs),
    "all teams": LongList("/lead/?teams=all", "lee", teams, "team_name", "teams_page"),
    "teams and their courses for one": LongList("/admin/solo?", "ada", teams),
    "pairs to give a course to": LongList("/lead/teams/{team}/assign?", "lee", pairs_to_tick),
    "teams to give a course to": LongList(
        "/lead/teams/{team}/assign?", "lee", teams_to_tick, "team_name", "teams_page"
    ),
    "courses that a team has": LongList(
        "/lead/teams/{team}/assign?", "lee", given_courses, "given_search", "given_page"
    ),
    "mail log": LongList("/admin/mail?", "ada", letters),
    "audit log": LongList("/admin/log?", "ada", acts, "person"),
    "own remarks": LongList("/remarks/?", "sam", remarks),
    "remarks about a module": LongList("/author/teaming/engine/remarks?", "tess", remarks),
}
each_list = pytest.mark.parametrize("name", LISTS)


@pytest.fixture
def rows_of(browser_of: Browser, cast: Cast) -> Callable[..., set[str]]:
    """The rows that a page shows: what its address says more is given by name."""

    def look(name: str, **parts: object) -> set[str]:
        shown = LISTS[name]
        more = "".join(f"&{part}={value}" for part, value in parts.items())
        address = shown.address.format(team=cast.north.id) + more
        return set(ROW.findall(browser_of(getattr(cast, shown.who)).get(address).text))

    return look


@each_list
def test_a_page_shows_a_hundred_rows_and_the_next_the_others(
    session: Session, cast: Cast, rows_of: Callable[..., set[str]], name: str
) -> None:
    for numbers in (FEW, MANY):
        LISTS[name].fill(session, cast, numbers)
    session.commit()

    first, second = (rows_of(name, **{LISTS[name].page: page}) for page in (1, 2))

    assert len(first) <= 100
    assert first | second == {f"Zimt{number:03}" for number in range(123)}
    assert not first & second


@each_list
def test_the_search_finds_the_last_row_however_it_is_typed(
    session: Session, cast: Cast, rows_of: Callable[..., set[str]], name: str
) -> None:
    for numbers in (FEW, MANY):
        LISTS[name].fill(session, cast, numbers)
    session.commit()

    assert rows_of(name, **{LISTS[name].search: "zÍmt122"}) == {LAST}
    assert rows_of(name, **{LISTS[name].search: "zimt999"}) == set()


@each_list
def test_the_field_of_the_search_says_what_is_looked_for(
    session: Session, cast: Cast, browser_of: Browser, name: str
) -> None:
    shown = LISTS[name]
    for numbers in (FEW, MANY):
        shown.fill(session, cast, numbers)
    session.commit()

    address = shown.address.format(team=cast.north.id)
    page = browser_of(getattr(cast, shown.who)).get(address).text

    label, is_aloud = FIELD.format(shown.search), ALOUD.format(shown.search)
    assert re.search(label, page) or re.search(is_aloud, page)


@each_list
def test_a_page_asks_the_same_queries_however_long_its_list(
    engine: Engine, session: Session, cast: Cast, rows_of: Callable[..., set[str]], name: str
) -> None:
    LISTS[name].fill(session, cast, FEW)
    session.commit()
    rows_of(name)
    with counted_queries(engine) as few:
        rows_of(name)
    LISTS[name].fill(session, cast, MANY)
    session.commit()

    with counted_queries(engine) as many:
        rows_of(name)

    assert len(many) == len(few)
