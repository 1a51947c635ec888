"""How do lessons get from their files to their readers? In one transaction, which only writes.

A module with an error is not published: the revision before stays served, and what the checker
said is kept beside it for the trainer. Withdrawn is what has no file anymore.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tandem.authoring.publishing import meanwhile, queries, translations
from tandem.authoring.publishing.meanwhile import BeforeWriting
from tandem.authoring.publishing.prepared import Prepared, PreparedCourse, prepare
from tandem.authoring.publishing.queries import answered_ids
from tandem.content import serialized
from tandem.content.files.filenames import has_odd_name
from tandem.content.lesson import CourseFolder, Lesson, ModuleFile, PictureFile, Problem
from tandem.content.own_words import tool_names
from tandem.content.parsing import check
from tandem.library.served import lesson_from
from tandem.library.translations import revision_of
from tandem.models import Course, CoursePicture, Module, Picture, Publication, Revision
from tandem.models.rows import is_any
from tandem.models.site_looks import look_now
from tandem.models.writing import rest
from tandem.progress import completing
from tandem.terms import CourseState, Role, Severity


@dataclass
class Report:
    """What a publication did: what is new, what is gone, and what the checker said."""

    published: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    has_changed: bool = False

    @property
    def errors(self) -> list[Problem]:
        """What kept a module from being published."""
        return [problem for problem in self.problems if problem.severity is Severity.ERROR]


def publish_folder(
    session: Session,
    root: Path,
    *,
    by_id: int | None,
    now: datetime,
    writing: Callable[[], AbstractContextManager[object]] = nullcontext,
    before: BeforeWriting | None = None,
) -> Report:
    """Publish what lies in a folder of courses. What has not changed is not read again.

    What was published since `before` of what they wrote counts as published by them.

    Commits what the session holds before it reads the files: while they are read and rendered,
    nobody waits. What it writes, inside `writing()`, is the caller's to commit.
    """
    while True:
        on_record = queries.on_record(session)
        names = tool_names(look_now(session).words)
        rest(session)
        prepared = prepare(root, on_record, names)
        with writing():
            report = publish(session, prepared, by_id=by_id, now=now)
            if report is not None and before is not None and by_id is not None:
                add_claimed(session, report, before, by_id=by_id)
        if report is not None:
            return report


def add_claimed(session: Session, report: Report, before: BeforeWriting, *, by_id: int) -> None:
    """Report also what somebody else has published of it, and name whoever wrote it."""
    claimed = meanwhile.claim(session, before, by_id=by_id)
    own = set(report.published)
    report.published.extend(file for file in claimed.files if file not in own)
    report.has_changed |= claimed.has_changed


def publish(
    session: Session, prepared: Prepared, *, by_id: int | None, now: datetime
) -> Report | None:
    """Serve what was prepared from the commit on. Publishing twice changes nothing more.

    Nothing is written, and None is given, where something else was published meanwhile: then it has
    to be prepared anew.
    """
    one_at_a_time(session)
    if queries.on_record(session) != prepared.on_record:
        return None
    report = Report()
    rows = {row.slug: row for row in session.scalars(select(Course))}
    state_of_new = CourseState.OPEN if by_id is None and is_first(session) else CourseState.DRAFT
    for course in prepared.courses:
        folder = course.folder
        if has_odd_name(Path(folder.id)):
            report.problems.extend(folder.problems)
            continue
        row = rows.get(folder.id) or new_course(session, folder, state=state_of_new, now=now)
        publish_course(session, row, course, report)
        publish_modules(session, row, course, report, by_id=by_id, now=now)
    there = {course.folder.id for course in prepared.courses}
    withdraw([row for slug, row in rows.items() if slug not in there], report, now=now)
    if report.has_changed:
        session.add(Publication(at=now, by_id=by_id))
    session.flush()
    report.problems.sort()
    return report


def one_at_a_time(session: Session) -> None:
    """Let two processes that publish at once wait for each other. SQLite does so by itself."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE publication IN SHARE ROW EXCLUSIVE MODE"))


def is_first(session: Session) -> bool:
    """Was nothing ever published? What a site begins with is open for assigning at once."""
    return not is_any(session, select(Publication.id))


def new_course(
    session: Session, folder: CourseFolder, *, state: CourseState, now: datetime
) -> Course:
    """The row of a new course: not served before its course.md is sound."""
    row = Course(slug=folder.id, title=folder.title, audience="", withdrawn_at=now, state=state)
    session.add(row)
    session.flush()
    return row


def publish_course(session: Session, row: Course, course: PreparedCourse, report: Report) -> None:
    """Take over the cover and the images, unless course.md has an error."""
    folder = course.folder
    doubles = [problem for file in folder.modules if file.is_double for problem in file.problems]
    problems = sorted([*folder.problems, *doubles])
    report.problems.extend(problems)
    row.problems = serialized.problems_to_json(problems)
    keep_pictures(session, row, folder)
    errors = [p for p in folder.problems if p.severity is Severity.ERROR]
    if any(Path(problem.file).name == "course.md" for problem in errors):
        return
    report.has_changed |= translations.keep_covers(session, row, folder.covers, course.covers)
    columns = {
        "title": folder.title,
        "summary": folder.summary,
        "cover": course.cover,
        "pulse": serialized.pulse_to_json(folder.pulse),
        "audience": ",".join(role for role in Role if role in folder.audience),
        "language": folder.language,
        "withdrawn_at": None,
    }
    for name, value in columns.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
            report.has_changed = True


def keep_pictures(session: Session, row: Course, folder: CourseFolder) -> None:
    """Store the images by their hash. An image that is gone stays for older revisions."""
    paths = select(CoursePicture).where(CoursePicture.course_id == row.id)
    known = {picture.path: picture for picture in session.scalars(paths)}
    for picture in folder.pictures:
        sha = stored_picture(session, picture)
        if picture.path not in known:
            session.add(CoursePicture(course_id=row.id, path=picture.path, sha=sha))
        else:
            known[picture.path].sha = sha
    session.flush()


def stored_picture(session: Session, picture: PictureFile) -> str:
    """Keep an image's bytes once, however often it is used; gives its hash."""
    sha = hashlib.sha256(picture.content).hexdigest()
    if session.get(Picture, sha) is None:
        session.add(Picture(sha=sha, media_type=picture.media_type, content=picture.content))
        session.flush()
    return sha


def add_picture(session: Session, course_id: int, picture: PictureFile) -> None:
    """Let a course's previews show an image under its path before anything is published."""
    sha = stored_picture(session, picture)
    row = session.get(CoursePicture, (course_id, picture.path))
    if row is None:
        session.add(CoursePicture(course_id=course_id, path=picture.path, sha=sha))
    else:
        row.sha = sha
    session.flush()


def publish_modules(
    session: Session,
    row: Course,
    course: PreparedCourse,
    report: Report,
    *,
    by_id: int | None,
    now: datetime,
) -> None:
    """Publish every sound module of a course and withdraw those whose file is gone."""
    folder = course.folder
    query = select(Module).where(Module.course_id == row.id)
    rows = {module.slug: module for module in session.scalars(query)}
    own = [file for file in folder.modules if file.is_own_of(folder) and not file.is_double]
    rows |= new_modules(session, row, [file for file in own if file.id not in rows])
    for file in own:
        module = rows[file.id]
        if file.is_known:
            report.problems.extend(serialized.problems_from_json(module.problems))
            continue
        served = revision_of(session, module)
        answered = answered_ids(session, module.id) if served else frozenset()
        file = against_served(file, served, answered, shown_as=folder.shown_as)  # noqa: PLW2901
        note_file(module, file, report, now=now)
        lesson = course.lessons.get(file.name)
        if file.is_sound and lesson is not None:
            publish_module(session, module, lesson, file.source, report, by_id=by_id, now=now)
    gone = [module for slug, module in rows.items() if slug not in {file.id for file in own}]
    withdraw(gone, report, now=now)
    translated = translations.publish(session, row, course, by_id=by_id, now=now)
    report.problems.extend(translated.problems)
    report.published.extend(translated.published)
    report.has_changed |= translated.has_changed


def new_modules(session: Session, course: Course, files: Iterable[ModuleFile]) -> dict[str, Module]:
    """The rows of new modules, by name."""
    rows = {
        file.id: Module(course_id=course.id, slug=file.id, file=file.name, position=file.position)
        for file in files
    }
    session.add_all(rows.values())
    session.flush()
    return rows


def against_served(
    file: ModuleFile, served: Lesson | None, answered: frozenset[str], *, shown_as: str
) -> ModuleFile:
    """The file with what the checker says when it knows the revision that is served."""
    if served is None or file.module is None:
        return file
    name = f"{shown_as}/{file.name}"
    more = check.against_served(file.module, served, file=name, answered=answered)
    return replace(file, problems=tuple(sorted({*file.problems, *more})))


def note_file(row: Module, file: ModuleFile, report: Report, *, now: datetime) -> None:
    """Keep what the checker said, and where the file stands."""
    report.problems.extend(file.problems)
    row.problems = serialized.problems_to_json(file.problems)
    row.checked_sha = file.fingerprint
    row.broken_since = None if file.is_sound else row.broken_since or now
    if row.position != file.position or row.file != file.name:
        row.position, row.file = file.position, file.name
        report.has_changed = True


def publish_module(
    session: Session,
    row: Module,
    lesson: Lesson,
    source: str,
    report: Report,
    *,
    by_id: int | None,
    now: datetime,
) -> None:
    """A new revision of a module, unless the one that is served says the same."""
    content = serialized.to_json(lesson)
    sha = hashlib.sha256(content).hexdigest()
    before = session.get(Revision, row.revision_id) if row.revision_id else None
    if before is not None and before.sha == sha and row.withdrawn_at is None:
        return
    row.withdrawn_at = None
    report.has_changed = True
    report.published.append(row.file)
    if before is not None and before.sha == sha:
        return
    revision = Revision(
        module_id=row.id,
        number=before.number + 1 if before else 1,
        edition=lesson.edition,
        source=source,
        sha=sha,
        lesson=content,
        published_at=now,
        published_by_id=by_id,
    )
    session.add(revision)
    session.flush()
    row.revision_id = revision.id
    if before is not None:
        keep_complete(session, before, revision, now=now)


def keep_complete(session: Session, before: Revision, after: Revision, *, now: datetime) -> None:
    """No new revision takes a completion back."""
    completing.keep_complete(
        session,
        module_id=after.module_id,
        revision_id=after.id,
        before=lesson_from(before.lesson),
        after=lesson_from(after.lesson),
        now=now,
    )


def withdraw(rows: Iterable[Course | Module], report: Report, *, now: datetime) -> None:
    """Serve these no longer. Their revisions and everybody's records stay."""
    for row in rows:
        if row.withdrawn_at is None:
            row.withdrawn_at = now
            report.withdrawn.append(row.slug)
            report.has_changed = True
