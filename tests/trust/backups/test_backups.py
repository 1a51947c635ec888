"""Everything comes back as it was, and nothing is lost on the way."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from app import create_app
from tandem.models import Team
from tandem.trust.backups import actions
from tandem.trust.backups.actions import back_up, back_up_daily, free_name, restore
from tandem.trust.backups.archive import BadBackup
from tandem.web import db
from tests.conftest import DATABASE, process_name
from tests.emptying import make_tables

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
NewDatabase = Callable[[str], Engine]


@pytest.fixture
def new_database(tmp_path: Path) -> Iterator[NewDatabase]:
    """Makes an empty database of the kind that is tested."""
    made: list[Engine] = []
    on_server: list[str] = []

    def make(name: str) -> Engine:
        if DATABASE.startswith("sqlite"):
            made.append(db.engine_for(f"sqlite:///{tmp_path / name}.db"))
            return made[-1]
        own = f"tandem_backup_{name}_{process_name()}"
        run_on_server(f"DROP DATABASE IF EXISTS {own} WITH (FORCE)", f"CREATE DATABASE {own}")
        on_server.append(own)
        url = db.engine_for(DATABASE).url.set(database=own)
        made.append(db.engine_for(url.render_as_string(hide_password=False)))
        return made[-1]

    yield make
    for engine in made:
        engine.dispose()
    run_on_server(*(f"DROP DATABASE {own} WITH (FORCE)" for own in on_server))


def run_on_server(*statements: str) -> None:
    """Run statements that are about whole databases."""
    if not statements:
        return
    server = db.engine_for(DATABASE).execution_options(isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    server.dispose()


def with_tables(engine: Engine) -> Engine:
    """The same with all tables."""
    make_tables(engine)
    return engine


def add_teams(engine: Engine, *names: str) -> None:
    """Teams of these names, each in a transaction of its own."""
    for name in names:
        with Session(engine.execution_options(writes=True)) as session:
            session.add(Team(name=name, created_at=NOW))
            session.commit()


def names_of_teams(engine: Engine) -> list[str]:
    """The names of all teams."""
    with Session(engine) as session:
        return list(session.scalars(select(Team.name).order_by(Team.id)))


def add_in_twos(engine: Engine, writing: threading.Event) -> None:
    """Forty times two teams in one transaction."""
    for number in range(40):
        with Session(engine.execution_options(writes=True)) as session:
            names = (f"left {number}", f"right {number}")
            session.add_all([Team(name=name, created_at=NOW) for name in names])
            session.commit()
        writing.set()


@pytest.fixture
def courses(tmp_path: Path) -> Path:
    """A folder of courses with one file."""
    folder = tmp_path / "courses"
    folder.mkdir()
    (folder / "course.md").write_text("---\ntitle: Größe\n---\n", "utf-8")
    return folder


@pytest.mark.each_database
def test_what_was_backed_up_comes_back_elsewhere(
    new_database: NewDatabase, courses: Path, tmp_path: Path
) -> None:
    here, there = with_tables(new_database("here")), new_database("there")
    add_teams(here, "Nord „1“", "Tab\tund\\Strich", "")
    file = tmp_path / "all.zip"

    made = back_up(here, courses, file, now=NOW)
    elsewhere = tmp_path / "elsewhere" / "courses"
    done = restore(there, elsewhere, file, aside=tmp_path / "aside", now=NOW)

    assert names_of_teams(there) == names_of_teams(here) == ["Nord „1“", "Tab\tund\\Strich", ""]
    assert (made.rows["team"], done.manifest.rows, done.before) == (3, made.rows, None)
    assert (elsewhere / "course.md").read_bytes() == (courses / "course.md").read_bytes()
    add_teams(there, "The next")
    assert names_of_teams(there)[-1] == "The next"


@pytest.mark.each_database
def test_a_backup_under_load_is_one_moment_and_stops_nobody(
    new_database: NewDatabase, courses: Path, tmp_path: Path
) -> None:
    here, there = with_tables(new_database("here")), new_database("there")
    add_teams(here, *(f"before {number}" for number in range(20)))
    writing = threading.Event()
    worker = threading.Thread(target=add_in_twos, args=(here, writing))
    worker.start()
    writing.wait(20)
    made = back_up(here, courses, tmp_path / "all.zip", now=NOW)
    worker.join()
    restore(there, tmp_path / "again", tmp_path / "all.zip", aside=tmp_path / "aside", now=NOW)

    names = names_of_teams(there)
    sides = [sum(name.startswith(side) for name in names) for side in ("left", "right")]
    assert sum(name.startswith("left") for name in names_of_teams(here)) == 40
    assert len(names) == made.rows["team"] >= 22
    assert sides[0] == sides[1]


@pytest.mark.each_database
def test_what_was_there_before_is_kept_and_can_come_back(
    new_database: NewDatabase, courses: Path, tmp_path: Path
) -> None:
    engine = with_tables(new_database("here"))
    add_teams(engine, "First")
    back_up(engine, courses, tmp_path / "first.zip", now=NOW)
    add_teams(engine, "Second")
    (courses / "02-new.md").write_text("New", "utf-8")

    done = restore(engine, courses, tmp_path / "first.zip", aside=tmp_path, now=NOW)

    assert names_of_teams(engine) == ["First"]
    assert not (courses / "02-new.md").exists()
    assert done.courses_before is not None
    assert (done.courses_before / "02-new.md").read_text("utf-8") == "New"
    assert done.before is not None
    restore(engine, courses, done.before, aside=tmp_path / "again", now=NOW)
    assert names_of_teams(engine) == ["First", "Second"]
    assert (courses / "02-new.md").exists()


def damaged(source: Path, target: Path, *, name: str, content: bytes) -> Path:
    """An archive in which one file is another one."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
    return target


@pytest.fixture
def sound(new_database: NewDatabase, courses: Path, tmp_path: Path) -> tuple[Engine, Path]:
    """A site with one team, and a backup of it."""
    engine = with_tables(new_database("here"))
    add_teams(engine, "First")
    back_up(engine, courses, tmp_path / "sound.zip", now=NOW)
    return engine, tmp_path / "sound.zip"


BAD = {
    "is not what was backed up": ("courses/course.md", b"title", b"other"),
    "newer version": ("manifest.json", b'"revision": "', b'"revision": "newer-'),
    "has the format 2": ("manifest.json", b'"format": 1', b'"format": 2'),
}


@pytest.mark.parametrize("reason", BAD)
def test_a_damaged_or_newer_backup_is_refused_and_nothing_is_touched(
    sound: tuple[Engine, Path], courses: Path, tmp_path: Path, reason: str
) -> None:
    engine, file = sound
    name, old, new = BAD[reason]
    content = zipfile.ZipFile(file).read(name).replace(old, new)
    bad = damaged(file, tmp_path / "bad.zip", name=name, content=content)

    with pytest.raises(BadBackup, match=reason):
        restore(engine, courses, bad, aside=tmp_path / "aside", now=NOW)

    assert names_of_teams(engine) == ["First"]
    assert [path.name for path in courses.iterdir()] == ["course.md"]
    assert list((tmp_path / "aside").glob("*")) == []


def test_a_backup_of_which_something_cannot_be_unpacked_is_refused(
    sound: tuple[Engine, Path], courses: Path, tmp_path: Path
) -> None:
    engine, file = sound
    with zipfile.ZipFile(file) as archive:
        entry = next(e for e in archive.infolist() if e.compress_type == zipfile.ZIP_DEFLATED)
    whole = file.read_bytes()
    packed = entry.header_offset + 30 + len(entry.filename)
    file.write_bytes(whole[:packed] + b"\xff" * 8 + whole[packed + 8 :])

    with pytest.raises(BadBackup, match="damaged"):
        restore(engine, courses, file, aside=tmp_path / "aside", now=NOW)


def test_half_a_backup_is_refused(
    sound: tuple[Engine, Path], courses: Path, tmp_path: Path
) -> None:
    engine, file = sound
    file.write_bytes(file.read_bytes()[:-200])

    with pytest.raises(BadBackup, match="damaged"):
        restore(engine, courses, file, aside=tmp_path / "aside", now=NOW)


def test_a_backup_never_takes_the_place_of_a_file(
    new_database: NewDatabase, courses: Path, tmp_path: Path
) -> None:
    engine = with_tables(new_database("here"))
    file = tmp_path / "all.zip"
    file.write_bytes(b"something else")

    with pytest.raises(FileExistsError):
        back_up(engine, courses, file, now=NOW)

    assert file.read_bytes() == b"something else"


def test_only_its_owner_may_read_a_backup(
    new_database: NewDatabase, courses: Path, tmp_path: Path
) -> None:
    engine = with_tables(new_database("here"))

    back_up(engine, courses, tmp_path / "all.zip", now=NOW)

    assert (tmp_path / "all.zip").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.glob(".backup*")] == []


def test_one_backup_a_day_and_the_oldest_go(
    new_database: NewDatabase, courses: Path, tmp_path: Path
) -> None:
    engine = with_tables(new_database("here"))
    folder = tmp_path / "backups"

    for day in (1, 2, 3, 3, 4):
        back_up_daily(engine, courses, folder, keep=2, today=date(2026, 11, day), now=NOW)

    assert sorted(path.name for path in folder.iterdir()) == [
        "tandem-2026-11-03.zip",
        "tandem-2026-11-04.zip",
    ]


def test_the_oldest_may_be_gone_when_it_is_to_go(
    engine: Engine, courses: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process of the site has been faster."""
    folder, unlink = tmp_path / "backups", Path.unlink

    def unlink_twice(path: Path, missing_ok: bool = False) -> None:
        unlink(path, missing_ok=missing_ok)
        if path.suffix == ".zip":
            unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink_twice)
    for day in (1, 2):
        made = back_up_daily(engine, courses, folder, keep=1, today=date(2026, 11, day), now=NOW)

    assert [*folder.iterdir()] == [made]


def test_a_backup_of_another_kind_of_database_is_refused(
    new_database: NewDatabase, courses: Path, tmp_path: Path
) -> None:
    engine = with_tables(new_database("here"))
    made = back_up(engine, courses, tmp_path / "all.zip", now=NOW)
    other = actions.Manifest(**{**vars(made), "database": "another"})

    with pytest.raises(BadBackup, match="made from another, and this site stands on"):
        actions.refuse_unknown(other, engine)


def test_the_commands_say_what_they_did(
    new_database: NewDatabase, courses: Path, tmp_path: Path
) -> None:
    site = create_app({"INSTANCE": tmp_path / "instance", "COURSES": courses})
    with_tables(site.extensions["engine"])
    run, file = site.test_cli_runner(), str(tmp_path / "all.zip")

    first, again = run.invoke(args=["backup", file]), run.invoke(args=["backup", file])
    back = run.invoke(args=["restore", file])

    assert (first.exit_code, again.exit_code, back.exit_code) == (0, 1, 0), back.output
    assert "1 files of courses" in first.output
    assert "exists already: choose another name" in again.output
    assert "what was there before" in back.output


@pytest.mark.parametrize(
    ("at_terminal", "options", "typed", "is_restored"),
    [
        (True, [], "n\n", False),
        (True, [], "", False),
        (True, [], "y\n", True),
        (True, ["--yes"], "", True),
        (False, [], "", True),
    ],
)
def test_a_restore_asks_whoever_sits_at_a_terminal_first(
    new_database: NewDatabase,
    courses: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    at_terminal: bool,
    options: list[str],
    typed: str,
    is_restored: bool,
) -> None:
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: at_terminal)
    site = create_app({"INSTANCE": tmp_path / "instance", "COURSES": courses})
    with_tables(site.extensions["engine"])
    run, file = site.test_cli_runner(), str(tmp_path / "all.zip")
    run.invoke(args=["backup", file])

    said = run.invoke(args=["restore", file, *options], input=typed)

    assert (said.exit_code == 0, "restored:" in said.output) == (is_restored, is_restored)
    assert (f"courses: {courses}\n" in said.output) == (at_terminal and not options)


def test_what_stands_in_the_way_keeps_its_name_and_the_next_gets_a_number(tmp_path: Path) -> None:
    wanted = tmp_path / "courses.before"
    names = []

    for _ in range(3):
        names.append(free_name(wanted).name)
        (tmp_path / names[-1]).mkdir()

    assert names == ["courses.before", "courses-2.before", "courses-3.before"]
