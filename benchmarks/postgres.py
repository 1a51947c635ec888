"""An empty database of PostgreSQL, where there is a server: BENCH_POSTGRES says where."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

ADDRESS = "BENCH_POSTGRES"
NAME = "tandem_bench"


@contextmanager
def empty_database() -> Iterator[str]:
    """The address of an empty database; "" where no server answers."""
    server = os.environ.get(ADDRESS, "")
    try:
        connection = psycopg.connect(server, autocommit=True, connect_timeout=3) if server else None
    except psycopg.OperationalError:
        connection = None
    if connection is None:
        yield ""
        return
    with connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {NAME}")
        yield f"{server.rpartition('/')[0]}/{NAME}"
        connection.execute(f"DROP DATABASE {NAME} WITH (FORCE)")
