"""How Tandem is served. Every value can be overruled on gunicorn's command line."""

from __future__ import annotations

import os
from typing import Any

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
# One process shares its counters and caches; PostgreSQL and Redis allow more.
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
threads = 8
timeout = 60
# Nobody steers the server from outside; two sites under one user would share the socket.
control_socket_disable = True
graceful_timeout = 20


def post_worker_init(worker: Any) -> None:
    """Publish changed lessons and send letters beside the requests."""
    from tandem.commands import background  # noqa: PLC0415 (the worker has loaded the app by now)

    background.start(worker.wsgi)
