"""How Tandem is served: `python serve.py`. HOST, PORT and WEB_CONCURRENCY say where and how."""

from __future__ import annotations

import os
import tempfile

from flask import Flask
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server import Server

from tandem.models import revision
from tandem.web import db, settings

# So many connections may be open at once in a process, half-sent requests among them.
CONNECTIONS = 4000
# What is under way when the site is stopped has so many seconds.
LAST_SECONDS = 20
# After SIGHUP each process has so many seconds before the old one stops.
TO_START = 10
LARGEST_HEAD = 64 * 1024


def main() -> None:
    """Start the processes, and one anew where one has ended; until a signal says stop."""
    site = Flask(__name__)
    settings.load(site, {})
    refuse_other_tables(site.config["DATABASE_URL"])
    make_room()
    workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
    if workers > 1:
        # Where the processes add up their figures (`web/metrics.py`).
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="tandem-metrics-")
    Server(
        "app:create_front",
        factory=True,
        interface=Interfaces.ASGI,
        address=os.environ.get("HOST", "127.0.0.1"),
        port=int(os.environ.get("PORT", "8000")),
        # One process shares its counters and caches; PostgreSQL and Redis allow more.
        workers=workers,
        respawn_failed_workers=True,
        respawn_interval=TO_START,
        workers_kill_timeout=LAST_SECONDS,
        http=HTTPModes.http1,
        websockets=False,
        backlog=2048,
        backpressure=CONNECTIONS,
        http1_settings=HTTP1Settings(
            header_read_timeout=int(site.config["REQUEST_SECONDS"] * 1000),
            max_buffer_size=LARGEST_HEAD,
        ),
    ).serve()


def refuse_other_tables(address: str) -> None:
    """End with a sentence where the tables are of another version of the program."""
    engine = db.engine_for(address)
    with engine.connect() as connection:
        fault = revision.fault(connection)
    engine.dispose()
    if fault:
        raise SystemExit(f"{fault[0].upper()}{fault[1:]}.")


def make_room() -> None:
    """Let a process have a file for each connection, where the system asks (not on Windows)."""
    try:
        import resource  # noqa: PLC0415 (not on Windows)
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + 1000
    if soft != resource.RLIM_INFINITY and soft < wanted:
        enough = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (enough, hard))


if __name__ == "__main__":
    main()
