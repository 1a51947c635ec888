"""How is a site backed up while it runs, restored, and backed up again every day?"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, count
from pathlib import Path

from sqlalchemy import Engine

from tandem.models import revision
from tandem.trust.backups import tables
from tandem.trust.backups.archive import BadBackup, Manifest, pack, unpack

COURSES = "courses"
DAILY = "tandem-{day}.zip"


@dataclass(frozen=True)
class Restored:
    """What was restored, and where what stood there before was put."""

    manifest: Manifest
    before: Path | None
    courses_before: Path | None


def back_up(engine: Engine, courses: Path, target: Path, *, now: datetime) -> Manifest:
    """Write everything into a new archive while the site runs.

    Raises FileExistsError where the file is there already, OSError where it cannot be written.
    """
    if target.exists():
        raise FileExistsError(target)
    with beside(target) as folder:
        revision, rows = tables.copy_out(engine, folder)
        if courses.is_dir():
            shutil.copytree(courses, folder / COURSES)
        facts = Manifest(
            made_at=now.isoformat(), database=tables.kind_of(engine), revision=revision, rows=rows
        )
        return pack(folder, target, facts)


def restore(engine: Engine, courses: Path, source: Path, *, aside: Path, now: datetime) -> Restored:
    """Put what an archive holds in the place of what is there, which goes into an archive `aside`.

    Nothing is touched before the archive was found whole and known. Raises BadBackup.
    """
    with beside(aside / "restoring") as folder:
        manifest = unpack(source, folder)
        refuse_unknown(manifest, engine)
        stamp = now.strftime("%Y%m%d-%H%M%S")
        before = None
        if tables.are_there(engine):
            before = free_name(aside / f"before-restore-{stamp}.zip")
            back_up(engine, courses, before, now=now)
        tables.copy_in(engine, folder, revision=manifest.revision, rows=manifest.rows)
        moved = put_courses(folder / COURSES, courses, stamp)
    return Restored(manifest, before, moved)


def refuse_unknown(manifest: Manifest, engine: Engine) -> None:
    """Refuse a backup of another kind of database, or of a newer version. Raises BadBackup."""
    kind = tables.kind_of(engine)
    if manifest.database != kind:
        raise BadBackup(f"it was made from {manifest.database}, and this site stands on {kind}")
    if not revision.is_known(manifest.revision):
        raise BadBackup(
            f"it was made by a newer version of Tandem ({manifest.revision}): update this one first"
        )


def put_courses(source: Path, courses: Path, stamp: str) -> Path | None:
    """Lay the courses of a backup where they belong; where the ones before went."""
    if not source.is_dir():
        return None
    moved = None
    if courses.exists():
        moved = free_name(courses.with_name(f"{courses.name}.before-{stamp}"))
        courses.rename(moved)
    shutil.copytree(source, courses)
    return moved


def free_name(wanted: Path) -> Path:
    """The same place, or one with a number behind its name where something stands there."""
    others = (wanted.with_stem(f"{wanted.stem}-{number}") for number in count(2))
    return next(place for place in chain([wanted], others) if not place.exists())


def back_up_daily(
    engine: Engine, courses: Path, folder: Path, *, keep: int, today: date, now: datetime
) -> Path | None:
    """Today's backup, where there is none yet; the oldest beyond `keep` go. None: nothing to do."""
    target = folder / DAILY.format(day=today.isoformat())
    if target.exists():
        return None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        back_up(engine, courses, target, now=now)
    except FileExistsError:
        # Another worker was faster.
        return None
    kept = sorted(folder.glob(DAILY.format(day="????-??-??")))
    for old in kept[:-keep]:
        old.unlink(missing_ok=True)
    return target


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A folder for work on the same disk as a file. Only its owner may read it, and it goes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
        yield Path(folder)
