"""What every test of a feature stands on: a database, an app, the cast, and somebody's browser."""

from __future__ import annotations

import gc
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import settings
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from app import create_app
from tandem.commands.sample import team as sample
from tandem.library.served import libraries
from tandem.mail import sending
from tandem.models import Person, SignIn
from tandem.models.tokens import hash_of
from tandem.people.accounts import actions as accounts
from tandem.people.accounts.empty_site import peopled
from tandem.web import beside, db, throttle
from tandem.web.site_identity import looks
from tandem.web.viewer import take_seen
from tests import copies, emptying, parts, recorded
from tests import postbox as postboxes
from tests.browser import BrowserClient, with_browsers
from tests.cast import NOW, Cast, House, Rehearsed, enter, let_in, rehearse, token_of
from tests.courses import publish
from tests.moments import USUAL, SetClock, moment_in
from tests.status import drain
from tests.visits import Sent, visit
from tests.writings import Written, write_all
from tests.written import AsBefore

WrittenBefore = dict[tuple[str, int, int], tuple[Written, tuple[copies.TableRows, ...]]]
Browser = Callable[[Person | None], BrowserClient]
# A busy machine is no fault of the code: what must be fast has a test or a benchmark of its own.
# The same examples on every day; HYPOTHESIS_PROFILE=search looks for others.
settings.register_profile("tandem", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "tandem"))
# A hash that takes long is for passwords that are worth guessing; a test looks at the real one.
accounts.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
# The course that has every kind of question, scene and step.
WALKED = Path(__file__).parent / "walked"
DATABASE = os.environ.get("TANDEM_TEST_DATABASE_URL") or "sqlite://"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let whoever runs the tests say when and where it is (tests/moments.py)."""
    now = os.environ.get("TANDEM_TEST_MOMENT", USUAL)
    parser.addoption("--moment", default=now, help=f"what the clock shows, as {USUAL}")
    parser.addoption("--kills", type=int, default=5, help="how often a site under load is killed")
    parser.addoption(
        "--record-pages", action="store_true", help="write down anew what every page says"
    )
    zone = os.environ.get("TANDEM_TEST_ZONE", "UTC")
    parser.addoption("--zone", default=zone, help="the time zone of everybody in the cast")


def process_name() -> str:
    """A name for this run and process, so that two runs on one server keep apart."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]
    return f"{run}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark each test by what it asks for. On another database, or at another moment, leave out
    what cannot differ there."""
    for item in items:
        parts.mark(item)
    if not DATABASE.startswith("sqlite"):
        keep(parts.can_differ, config, items)
    if config.getoption("--moment") != USUAL:
        keep(parts.goes_by_the_clock, config, items)
    # What is imported by now is no garbage: it is not looked through again.
    gc.freeze()


def keep(
    may_run: Callable[[pytest.Item], bool], config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leave out what need not run."""
    config.hook.pytest_deselected(items=[item for item in items if not may_run(item)])
    items[:] = [item for item in items if may_run(item)]


@pytest.fixture(scope="session")
def shared_clock(request: pytest.FixtureRequest) -> SetClock:
    """The clock that the site and the database were made with."""
    return SetClock(moment_in(request.config.getoption("--moment")))


@pytest.fixture
def page_as_before(request: pytest.FixtureRequest) -> AsBefore:
    """What compares a page with what it said when it was written down (tests/written.py)."""
    return AsBefore(request.node)


@pytest.fixture
def clock(shared_clock: SetClock) -> Iterator[SetClock]:
    """That clock. It shows the same moment when each test begins, and stands until it is moved."""
    moment = shared_clock.now
    yield shared_clock
    shared_clock.set_to(moment)


@pytest.fixture(scope="session")
def shared_engine(
    tmp_path_factory: pytest.TempPathFactory, shared_clock: SetClock
) -> Iterator[Engine]:
    """A database for this test process. Its tests share it, and the SQL it has compiled."""
    if DATABASE.startswith("sqlite"):
        file = tmp_path_factory.mktemp("shared") / "tandem.db"
        yield from ready(db.engine_for(f"sqlite:///{file}", clock=shared_clock))
        return
    name = f"tandem_test_{process_name()}"
    admin = db.engine_for(DATABASE).execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    address = admin.url.set(database=name).render_as_string(hide_password=False)
    yield from ready(db.engine_for(address, clock=shared_clock))
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


def ready(engine: Engine) -> Iterator[Engine]:
    """The same with all tables, which are empty again when all tests are through."""
    emptying.hurry(engine)
    emptying.make_tables(engine)
    yield engine
    left = emptying.left_in(engine)
    engine.dispose()
    assert left == {}, "a test has left rows behind"


@pytest.fixture(scope="session")
def written_tables(shared_engine: Engine) -> set[str]:
    """The tables that were written to since they were emptied."""
    return emptying.watch(shared_engine)


@pytest.fixture
def engine(
    shared_engine: Engine, written_tables: set[str], request: pytest.FixtureRequest, clock: SetClock
) -> Iterator[Engine]:
    """An empty database with all tables."""
    yield shared_engine
    if request.node.get_closest_marker("process"):
        # What another process wrote was not seen here.
        written_tables.update(emptying.EVERY_TABLE)
    empty(shared_engine, written_tables)


def empty(engine: Engine, written_tables: set[str]) -> None:
    """Nothing is there anymore, nor in what is kept of it in this process: publications are
    numbered anew, and what is kept of a number belongs to what was there before."""
    emptying.empty(engine, written_tables)
    libraries.pop(engine.pool, None)
    looks.pop(engine.pool, None)
    peopled.discard(engine.pool)


@pytest.fixture(scope="session")
def shared_app(tmp_path_factory: pytest.TempPathFactory, shared_clock: SetClock) -> Iterator[Flask]:
    """The site, made once in a test process: its pages are compiled once."""
    given = {
        "TESTING": True,
        "SECRET_KEY": "only for tests, and long enough for them",
        "DATABASE_URL": "sqlite://",
        "STYLEGUIDE": True,
        # At whatever moment the tests run, letters leave; tests of working hours set their own.
        "WORK_HOURS": "",
        "INSTANCE": tmp_path_factory.mktemp("instance"),
    }
    with recorded.watching(site := with_browsers(create_app(given, clock=shared_clock))):
        yield site


@pytest.fixture
def app(shared_app: Flask, engine: Engine, tmp_path: Path) -> Iterator[Flask]:
    """The site on that database, with an empty folder of courses and nobody counted out."""
    (tmp_path / "courses").mkdir(exist_ok=True)
    settings_before, kept_before = dict(shared_app.config), dict(shared_app.extensions)
    shared_app.config["COURSES"] = tmp_path / "courses"
    shared_app.extensions["engine"] = engine
    throttle.init_app(shared_app)
    yield shared_app
    wait_for_letters()
    # Whom it has seen and not noted yet: another test gives the same numbers to others.
    take_seen(shared_app)
    shared_app.config.clear()
    shared_app.config.update(settings_before)
    shared_app.extensions.clear()
    shared_app.extensions.update(kept_before)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session of the test's own."""
    with Session(engine, expire_on_commit=False) as own:
        yield own


@pytest.fixture(scope="session")
def rehearsed() -> dict[tuple[str, bool], Rehearsed]:
    """Who has entered before in this test process, as they were then."""
    return {}


@pytest.fixture
def wide() -> bool:
    """Is there a house around the two pairs? A folder whose tests are to show it says so."""
    return False


@pytest.fixture
def cast_in(
    engine: Engine,
    session: Session,
    written_tables: set[str],
    rehearsed: dict[tuple[str, bool], Rehearsed],
    wide: bool,
) -> Callable[[str], Cast]:
    """Lets everybody enter, in a time zone."""

    def let_enter(zone: str) -> Cast:
        if written_tables:
            # Somebody is here already, so the ids may be taken.
            return enter(session, zone=zone, wide=wide)
        if (zone, wide) in rehearsed:
            copies.write(engine, rehearsed[zone, wide].rows)
        else:
            rehearsed[zone, wide] = rehearse(engine, zone=zone, wide=wide)
        return rehearsed[zone, wide].cast_in(session)

    return let_enter


@pytest.fixture
def cast(cast_in: Callable[[str], Cast], request: pytest.FixtureRequest) -> Cast:
    """Everybody."""
    return cast_in(request.config.getoption("--zone"))


@pytest.fixture(scope="session")
def written_before() -> WrittenBefore:
    """What the pairs of a cast have written in this test process, by its zone and two ids."""
    return {}


@pytest.fixture
def written(
    session: Session, engine: Engine, cast: House, written_before: WrittenBefore
) -> Written:
    """Every pair of the cast has a course, and has written, thanked, agreed and set a goal."""
    which = cast.sam.time_zone, cast.sam.id, cast.paused_pair.id
    if which in written_before:
        texts, rows = written_before[which]
        copies.write(engine, rows)
        return texts
    before = copies.rows_in(engine)
    texts = write_all(session, cast)
    written_before[which] = texts, copies.rows_in(engine, but=before)
    return texts


@pytest.fixture
def browser_of(app: Flask, engine: Engine) -> Browser:
    """A browser in which a person is signed in; a visitor's for None. All of a person are one."""

    def open_browser(person: Person | None) -> BrowserClient:
        client = BrowserClient(app, app.response_class)
        if person is not None:
            with Session(engine) as session:
                if (
                    not session.query(SignIn)
                    .filter_by(token_hash=hash_of(token_of(person)))
                    .count()
                ):
                    let_in(session, person)
                    session.commit()
            with client.session_transaction() as cookie:
                cookie["_user_id"] = token_of(person)
                cookie["_fresh"] = True
        return client

    return open_browser


@pytest.fixture(scope="session")
def visited_before() -> dict[str, dict[str, Sent]]:
    """What was sent in this test process, by whom it was sent to."""
    return {}


@pytest.fixture
def visited(
    app: Flask, session: Session, cast: House, written: Written, who: str,
    browser_of: Browser, visited_before: dict[str, dict[str, Sent]],
) -> dict[str, Sent]:  # fmt: skip
    """What `who` is sent at every address that opens, when every pair has written."""
    if who not in visited_before:
        person = getattr(cast, who)
        visited_before[who] = visit(app, session, cast, browser_of(person), person.roles)
    return visited_before[who]


@pytest.fixture
def anew(engine: Engine, app: Flask, written_tables: set[str]) -> Callable[[], None]:
    """Lets everybody have what they had when it was asked for: ask before anything is opened, for
    that may be noted."""
    rows = copies.rows_in(engine)

    def begin() -> None:
        wait_for_letters()
        empty(engine, written_tables)
        copies.write(engine, rows)
        throttle.init_app(app)

    return begin


@pytest.fixture(scope="session")
def sampled() -> list[tuple[copies.TableRows, ...]]:
    """The rows of the sample, where it was made in this test process."""
    return []


@pytest.fixture
def sample_house(
    app: Flask, session: Session, engine: Engine, sampled: list[tuple[copies.TableRows, ...]]
) -> None:
    """The sample, on the course that has everything."""
    shutil.copytree(WALKED, app.config["COURSES"], dirs_exist_ok=True)
    if sampled:
        copies.write(engine, sampled[0])
        return
    publish(session, app.config["COURSES"])
    sample.load(session, now=NOW)
    session.commit()
    drain(session)
    sampled.append(copies.rows_in(engine))


@pytest.fixture
def signed_in_sample(sample_house: None, session: Session) -> None:
    """The same, and everybody has signed in: ask for it before `anew`, which knows nobody else."""
    let_in(session, *session.query(Person).order_by(Person.id))
    session.commit()


@pytest.fixture
def postbox() -> Iterator[postboxes.Postbox]:
    """A mail server."""
    with postboxes.serving() as box:
        yield box


@pytest.fixture
def mailing(app: Flask, postbox: postboxes.Postbox) -> Iterator[Flask]:
    """The site with that mail server, which stays until no letter is under way."""
    app.config.update(SMTP_URL=postbox.url, BASE_URL="https://tandem.example.com")
    yield app
    wait_for_letters()


def wait_for_letters() -> None:
    """Wait until nothing is under way beside the requests, letters above all."""
    for thread in threading.enumerate():
        if thread.name in {sending.LETTERS, beside.BESIDE}:
            thread.join(10)
