"""Two machines behind nginx, on one PostgreSQL and one Redis, as README.md says of several."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.site.cluster import cluster
from tests.site.conftest import site_in
from tests.site.serving import ROOT, Site, free_port, wait_for

PLACES = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@dataclass(frozen=True)
class Machines:
    """Both sites, and what people know: the address of nginx."""

    sites: tuple[Site, Site]
    front: Site


@contextmanager
def machines_in(folder: Path) -> Iterator[Machines]:
    """Two machines with the sample, served."""
    nginx, redis = program("nginx"), program("redis-server")
    with ExitStack() as stack:
        database = stack.enter_context(cluster())
        database.say("CREATE DATABASE site")
        counters, port = free_port(), free_port()
        own = ["--port", str(counters), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
        stack.enter_context(running([redis, *own], folder))
        settings = {
            "TANDEM_REDIS_URL": f"redis://127.0.0.1:{counters}",
            "TANDEM_PROXIES": "1",
            "TANDEM_BASE_URL": f"http://127.0.0.1:{port}",
        }
        first, second = (
            machine(folder / name, database.address("site"), settings) for name in ("a", "b")
        )
        first.flask("prepare")
        first.flask("sample", "load")
        for site in (first, second):
            stack.callback(site.kill)
            site.start()
        front = Site(folder, database.address("site"), first.courses, port=port)
        configuration = configured(folder, front, first, second)
        started = [nginx, "-c", str(configuration), "-p", str(folder), "-g", "daemon off;"]
        stack.enter_context(running(started, folder))
        wait_for(front.is_ready, seconds=30)
        yield Machines((first, second), front)


def machine(folder: Path, database: str, settings: dict[str, str]) -> Site:
    """A machine with a copy of the courses of its own."""
    folder.mkdir()
    site = site_in(folder, database)
    site.settings = settings
    return site


def program(name: str) -> str:
    """The path of a program. Without it the test is skipped, but never where everything is to be
    tested."""
    found = shutil.which(name, path=PLACES)
    if not found:
        why = f"several machines cannot be tried here: there is no {name}"
        pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)
    return found


@contextmanager
def running(command: list[str], folder: Path) -> Iterator[None]:
    """A program, until the block ends."""
    with (folder / "programs.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def configured(folder: Path, front: Site, *sites: Site) -> Path:
    """The configuration that we ship, without TLS, on this port and with these machines."""
    server = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    machines = "\n".join(f"  server 127.0.0.1:{site.port};" for site in sites)
    server = server.replace("  server 127.0.0.1:8000;", machines)
    server = server.replace("listen 443 ssl;", f"listen 127.0.0.1:{front.port};")
    server = re.sub(r"^ *ssl_.*\n", "", server, flags=re.MULTILINE)
    paths = "\n".join(f"{kind}_temp_path {folder / kind};" for kind in TEMPORARY)
    user = "user root;\n" if os.geteuid() == 0 else ""
    file = folder / "nginx.conf"
    file.write_text(
        f"{user}pid {folder / 'nginx.pid'};\nerror_log stderr;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{paths}\n{server}\n}}\n"
    )
    return file
