"""A server of PostgreSQL of a test's own, which may be stopped, killed and filled up."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.site.serving import free_port

# PostgreSQL never runs with the rights of root.
OWNER = "postgres" if os.geteuid() == 0 else None


def tool(name: str) -> str:
    """The path of a program of PostgreSQL. Without it the test is skipped, but never where
    everything is to be tested."""
    found = shutil.which(name) or next(
        map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), ""
    )
    if not found:
        why = f"no server of PostgreSQL can be made here: there is no {name}"
        pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)
    return found


def own(folder: Path) -> Path:
    """A folder that the server may write in."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if OWNER:
        shutil.chown(folder, OWNER)
    return folder


@dataclass
class Cluster:
    """A server with a folder and a port of its own."""

    folder: Path
    port: int

    def run(self, name: str, *arguments: str) -> None:
        """Run a program of PostgreSQL to its end."""
        subprocess.run(
            [tool(name), "-D", str(self.folder / "data"), *arguments],
            cwd=self.folder, user=OWNER, check=True, timeout=120,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def start(self) -> None:
        """Serve, and come back when it does."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder}"
        self.run("pg_ctl", "-w", "-o", options, "-l", str(self.folder / "log"), "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop it: `immediate` is a crash, `fast` ends every connection."""
        self.run("pg_ctl", "-w", "-m", mode, "stop")

    def address(self, database: str) -> str:
        """Where a database of it is."""
        return f"postgresql://tandem@127.0.0.1:{self.port}/{database}"

    def say(self, *statements: str) -> None:
        """Run statements, each by itself."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)  # type: ignore[call-overload]

    def copy(self, address: str, database: str) -> None:
        """Make a database of it that is like one of another server."""
        self.say(f"CREATE DATABASE {database}")
        plain = address.replace("+psycopg", "")
        dumped = subprocess.run(
            [tool("pg_dump"), "--no-owner", "--dbname", plain],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        subprocess.run(
            [tool("psql"), "--quiet", "--dbname", self.address(database)],
            check=True, input=dumped.stdout, stdout=subprocess.DEVNULL, timeout=120,
        )  # fmt: skip

    def end_connections(self) -> None:
        """End every connection but the one that says so."""
        self.say(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = 'site' AND pid <> pg_backend_pid()"
        )


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A server that serves, with nothing in it."""
    # Its owner may enter no folder of pytest.
    folder = own(Path(tempfile.mkdtemp(prefix="tandem-cluster-")))
    made = Cluster(folder, free_port())
    try:
        made.run("initdb", "-U", "tandem", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        made.start()
        yield made
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            made.stop()
        shutil.rmtree(folder)


@contextmanager
def small_disk(folder: Path, *, megabytes: int) -> Iterator[Path]:
    """A file system of so many megabytes, ours. Skips where nobody may mount one."""
    folder.mkdir(exist_ok=True)
    as_root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    options = f"size={megabytes}m,uid={os.geteuid()},mode=755"
    mount = [*as_root, "mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if not shutil.which(mount[0]) or subprocess.run(mount, check=False).returncode:
        pytest.skip("a small file system cannot be made here: only root may mount one")
    try:
        yield folder
    finally:
        subprocess.run([*as_root, "umount", "--lazy", str(folder)], check=True)


@contextmanager
def filled(folder: Path) -> Iterator[None]:
    """Meanwhile its file system has no room left."""
    ballast = folder / "ballast"
    try:
        with ballast.open("wb", buffering=0) as file:
            for size in (1024 * 1024, 4096, 1):
                try:
                    while True:
                        file.write(b"x" * size)
                except OSError:
                    continue
        yield
    finally:
        ballast.unlink()
