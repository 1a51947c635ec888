"""What does a server do beside requests? It publishes changed lessons, sends mail, lets pairs go on
whose pause is over, closes the accounts of those whose last day is over, makes the status of pairs
anew, makes long files, notes who was seen, and lets go what has served its time.

Called once in each process that serves. All are safe in any number of processes at once.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
import threading
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout
from flask import Flask

from tandem.authoring.publishing import actions as publishing
from tandem.commands import forgetting
from tandem.content.files import bounded_reader
from tandem.leading.made_files import making
from tandem.leading.status import refreshing
from tandem.notifications.daily import letter
from tandem.people import leaving
from tandem.people.accounts import sign_ins
from tandem.people.pairs import actions as pairs
from tandem.trust.backups.actions import back_up_daily
from tandem.web import clock, db, site_identity
from tandem.web.counters import ERRORS
from tandem.web.viewer import lifetimes, take_seen

log = logging.getLogger(__name__)
# The first pages come before the first preview.
WARM_UP_AFTER = 5.0
LOOK_EVERY = 2.0
MAIL_EVERY = 60.0
RESUME_EVERY = 600.0
LET_GO_EVERY = 600.0
STATUS_EVERY = 1.0
FILES_EVERY = 1.0
# After each few pairs, so that whoever waits for an answer comes first.
REST = 0.05
BACKUP_EVERY = 600.0
FORGET_EVERY = 3600.0
SEEN_EVERY = 60.0
Signature = frozenset[tuple[str, int, int]]


def start(app: Flask) -> None:
    """Start what this site is set up for."""
    end_with_parent()
    later = threading.Timer(WARM_UP_AFTER, bounded_reader.warm_up)
    later.daemon = True
    later.start()
    if app.config["WATCH"] and app.config["COURSES"].is_dir():
        watcher = Watcher(app)
        repeat(watcher.look, every=LOOK_EVERY)
    repeat(lambda: resume_rested(app), every=RESUME_EVERY)
    repeat(lambda: let_go(app), every=LET_GO_EVERY)
    repeat(lambda: forgetting.forget(app), every=FORGET_EVERY)
    repeat(lambda: refreshing.drain(app.extensions["engine"], rest=REST), every=STATUS_EVERY)
    repeat(lambda: making.drain(app), every=FILES_EVERY)
    repeat(lambda: note_seen(app), every=SEEN_EVERY)
    repeat(lambda: learn_look(app), every=STATUS_EVERY)
    if app.config["BACKUPS"]:
        repeat(lambda: back_up_today(app), every=BACKUP_EVERY)
    if app.config["SMTP_URL"]:
        by_itself = letter.run_of_this_hour if app.config["REMINDERS"] else letter.send
        repeat(lambda: by_itself(app), every=MAIL_EVERY)


def end_with_parent() -> None:
    """Stop this process when the one that started it is gone, killed perhaps: nobody would start
    another, and the next start of the site would find the port taken."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            signal.raise_signal(signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


def repeat(action: Callable[[], object], *, every: float) -> None:
    """Call something again and again beside the requests; a failure is logged and tried again."""

    def loop() -> None:
        pause = threading.Event()
        while not pause.wait(every):
            try:
                action()
            except Exception:
                ERRORS.labels("background").inc()
                log.exception("background work failed; trying again in %s seconds", every)

    threading.Thread(target=loop, daemon=True).start()


def back_up_today(app: Flask) -> Path | None:
    """Write today's backup, where there is none yet."""
    now = clock.now(app)
    return back_up_daily(
        app.extensions["engine"],
        app.config["COURSES"],
        Path(app.instance_path) / "backups",
        keep=app.config["BACKUPS"],
        today=now.date(),
        now=now,
    )


def resume_rested(app: Flask) -> int:
    """Let the pairs go on whose pause is over; how many."""
    with db.own_session(app) as session:
        count = pairs.resume_rested(session, now=clock.now(app))
        session.commit()
    return count


def let_go(app: Flask) -> int:
    """Close the accounts of those whose last day is over; how many."""
    with db.own_session(app) as session:
        count = leaving.close_those_who_have_left(
            session, now=clock.now(app), emergency=app.config["EMERGENCY_ADMIN"]
        )
        session.commit()
    return count


def note_seen(app: Flask) -> None:
    """Keep when the browsers were last seen that this process has answered, and forget those that
    let nobody in anymore."""
    now, (idle, age) = clock.now(app), lifetimes(app)
    with db.own_session(app) as session:
        sign_ins.note_seen(session, take_seen(app))
        sign_ins.forget_ended(session, idle=idle, age=age, now=now)
        session.commit()


def learn_look(app: Flask) -> None:
    """Know for visitors' pages what the site looks like: another process may have changed it."""
    with db.own_session(app) as session:
        site_identity.learn(session)


class Watcher:
    """Publishes when a file in the folder of courses has changed.

    One process of a machine does, the first that looks; when it ends, another goes on.
    """

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.turn = FileLock(Path(app.instance_path) / "watching.lock", blocking=False)
        self.seen = signature(app.config["COURSES"])

    def look(self) -> bool:
        """Publish if something has changed since the last look; was there a change?"""
        if not self.is_its_turn():
            return False
        folder = self.app.config["COURSES"]
        present = signature(folder)
        if present == self.seen or not folder.is_dir():
            return False
        with db.own_session(self.app) as session:
            report = publishing.publish_folder(session, folder, by_id=None, now=clock.now(self.app))
            session.commit()
        for problem in report.errors:
            log.warning("%s", problem)
        self.seen = present
        return True

    def is_its_turn(self) -> bool:
        """Does no other process of this machine watch? Who watches does so to the end."""
        if self.turn.is_locked:
            return True
        try:
            self.turn.acquire()
        except Timeout:
            return False
        except OSError:
            # Nothing can be written there: each process watches, which is safe, too.
            return True
        return True


def signature(folder: Path) -> Signature:
    """Every file with its size and time: differs when something was written, added or removed."""
    files = ((path, path.stat()) for path in folder.rglob("*") if path.is_file())
    return frozenset((str(path), stat.st_size, stat.st_mtime_ns) for path, stat in files)
