"""How do tests let several people, or several tabs, act at the very same moment?

Each has read what it reads and is about to write when it meets the others: so each decides by what
was there before all of them, as where real people press at once, and as no start alone can promise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from itertools import count
from threading import Barrier, Event
from types import ModuleType
from typing import Any, TypeVar
from unittest.mock import patch

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.web import db

Answer = TypeVar("Answer")
WAITING = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
)
# How long it is between two looks, in seconds, and after how many of them nobody else will come.
A_MOMENT, LONGEST = 0.01, 200


def at_once(*acts: Callable[[], TestResponse]) -> list[TestResponse]:
    """Do all of them at the same moment; what each was answered. None writes before all would."""
    with met_before(db, "locked", number=len(acts)), lingering(number=len(acts)):
        return together(*acts)


def together(*acts: Callable[[], Answer]) -> list[Answer]:
    """Let all of them begin at the same moment; what came of each."""
    start = Barrier(len(acts))

    def act(one: Callable[[], Answer]) -> Answer:
        start.wait()
        return one()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


def writing(engine: Engine) -> Session:
    """A session as a request has it that writes."""
    return Session(engine.execution_options(writes=True), expire_on_commit=False)


def while_under_way(session: Session, act: Callable[[], Answer]) -> Answer:
    """What comes of an act while `session` has written something that it has not committed yet.

    It commits as soon as the act waits for it, or is done without. On SQLite each write waits.
    """
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(act)
        if session.get_bind().dialect.name == "postgresql":
            until_it_waits(session.get_bind(), coming)
        session.commit()
        return coming.result()


def until_it_waits(engine: Engine | Connection, coming: Future[Answer]) -> None:
    """Until what is coming is done, or waits for a lock that somebody holds."""
    with watching(engine) as is_somebody_waiting:
        while not coming.done() and not is_somebody_waiting():
            wait([coming], A_MOMENT)


@contextmanager
def met_before(module: ModuleType, name: str, *, number: int) -> Iterator[None]:
    """The first so many who come to a function enter it only when all of them have come.

    Whoever waits for the others in vain raises BrokenBarrierError.
    """
    meeting, coming, real = Barrier(number), count(), getattr(module, name)

    def entered(*args: Any, **fields: Any) -> Any:
        if next(coming) < number:
            meeting.wait(10)
        return real(*args, **fields)

    with patch.object(module, name, entered):
        yield


@contextmanager
def lingering_at(*places: tuple[ModuleType, str], number: int) -> Iterator[None]:
    """Before these functions of requests the first so many let the others come as far, as
    `lingering` does: for what is written where no database makes anybody wait, as in files."""
    linger = lingerer(number)

    def waiting(real: Callable[..., Any]) -> Callable[..., Any]:
        def entered(*args: Any, **fields: Any) -> Any:
            linger(db.session())
            return real(*args, **fields)

        return entered

    with ExitStack() as patches:
        for module, name in places:
            patches.enter_context(patch.object(module, name, waiting(getattr(module, name))))
        yield


@contextmanager
def lingering(kind: type[Session] = db.RequestSession, *, number: int) -> Iterator[None]:
    """Before the first commit PostgreSQL, where several write at a time, lets the others come as
    far: who takes turns is waited for in vain, and who does not has decided by the same rows."""
    linger = lingerer(number)
    event.listen(kind, "before_commit", linger)
    try:
        yield
    finally:
        event.remove(kind, "before_commit", linger)


def lingerer(number: int) -> Callable[[Session], None]:
    """Lets the first so many go on when all of them are here, or one of them waits for a lock.

    Who comes in vain, because the others end elsewhere, goes on after a while.
    """
    coming, all_here = count(1), Event()

    def linger(session: Session) -> None:
        if session.get_bind().dialect.name != "postgresql":
            return
        if next(coming) >= number:
            all_here.set()
            return
        with watching(session.get_bind()) as is_somebody_waiting:
            for _ in range(LONGEST):
                if all_here.wait(A_MOMENT) or is_somebody_waiting():
                    return

    return linger


@contextmanager
def watching(bind: Engine | Connection) -> Iterator[Callable[[], bool]]:
    """Tells whether anybody in this database waits for a lock that somebody else holds."""
    with bind.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as own:
        yield lambda: bool(own.scalar(WAITING))
