"""What is served now? The published courses, kept per process until something new is published."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Select, func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.content import serialized
from tandem.content.face import reads, steps_for, steps_of
from tandem.content.files.picture_size import size_of
from tandem.content.lesson import Lesson, Pulse, SectionKind
from tandem.content.minutes import Minutes, minutes_of
from tandem.content.parsing.pulse import shape_of
from tandem.content.same_text import folded
from tandem.content.sentences import sentences
from tandem.library import translations
from tandem.library.translations import CoverTranslation
from tandem.models import Course, CoursePicture, Module, Picture, Publication, Revision
from tandem.models.rows import rows
from tandem.models.writing import LIBRARY_SEEN, only_reads
from tandem.terms import SEATS, CourseState, Role


@dataclass(frozen=True)
class ServedModule:
    """A module as it is served: its row's id, its revision, and the lesson in HTML.

    `lesson.language` is the language it is in: the course's own where it is not translated.
    """

    id: int
    slug: str
    revision_id: int
    lesson: Lesson
    others: Mapping[str, Lesson] = field(default_factory=dict)

    def in_language(self, language: str) -> ServedModule:
        """The module in that language, if it is there."""
        lesson = self.others.get(language)
        return replace(self, lesson=lesson) if lesson else self

    @property
    def title(self) -> str:
        """The lesson's title."""
        return self.lesson.title

    def minutes_for(self, role: Role) -> Minutes:
        """What it takes somebody of this role. Counted once in a process."""
        if role not in self.counted_minutes:
            self.counted_minutes[role] = minutes_of(self.lesson, role, has_partner=role in SEATS)
        return self.counted_minutes[role]

    def sentences_for(self, faces: tuple[Role, ...]) -> tuple[tuple[str, str], ...]:
        """What is read in these faces, sentence by sentence, each also as it is compared.

        Neither questions nor scenes nor steps. Made once in a process.
        """
        if faces not in self.read_sentences:
            said = [self.lesson.title, *sentences(self.lesson.summary)]
            for section in self.lesson.sections:
                is_read = section.kind is SectionKind.READING
                if is_read and any(reads(role, section.roles) for role in faces):
                    said += [section.title, *sentences(section.text)]
            unique = dict.fromkeys(sentence for sentence in said if sentence)
            self.read_sentences[faces] = tuple((text, folded(text)) for text in unique)
        return self.read_sentences[faces]

    @cached_property
    def read_sentences(self) -> dict[tuple[Role, ...], tuple[tuple[str, str], ...]]:
        """The sentences that were looked through, by faces."""
        return {}

    @cached_property
    def asked_of(self) -> dict[Role, Any]:
        """What follows from the lesson alone for each role, where somebody has worked it out."""
        return {}

    @cached_property
    def counted_minutes(self) -> dict[Role, Minutes]:
        """The minutes that were counted, by role."""
        return {}


@dataclass(frozen=True)
class ServedCourse:
    """A course as it is served, its modules in order. `language` is that of its texts here, and
    `pulse_language` that of what its pulse asks, which may not be translated with them."""

    id: int
    slug: str
    title: str
    summary: str
    cover: str
    audience: frozenset[Role]
    modules: tuple[ServedModule, ...]
    language: str = "en"
    others: Mapping[str, CoverTranslation] = field(default_factory=dict)
    pulse: Pulse | None = None
    pulse_language: str = "en"
    state: CourseState = CourseState.OPEN

    @cached_property
    def module_ids(self) -> tuple[int, ...]:
        """Its modules by their ids."""
        return tuple(module.id for module in self.modules)

    @property
    def is_open(self) -> bool:
        """Can it be assigned to anybody?"""
        return self.state is CourseState.OPEN

    @property
    def is_draft(self) -> bool:
        """Is it a trainer's still?"""
        return self.state is CourseState.DRAFT

    def in_language(self, language: str) -> ServedCourse:
        """The course in that language, as far as it is there."""
        modules = tuple(module.in_language(language) for module in self.modules)
        cover = self.others.get(language)
        if cover is None:
            return replace(self, modules=modules)
        pulse = in_words_of(self.pulse, cover.pulse)
        return replace(
            self,
            modules=modules,
            title=cover.title,
            summary=cover.summary,
            cover=cover.cover,
            language=language,
            pulse=pulse,
            pulse_language=self.pulse_language if pulse is self.pulse else language,
        )

    def module(self, slug: str) -> ServedModule:
        """The module of that name. Raises NoResultFound."""
        for module in self.modules:
            if module.slug == slug:
                return module
        raise NoResultFound(slug)

    def module_by_id(self, module_id: int) -> ServedModule | None:
        """The module with that id, if it is in the course."""
        return self.modules_by_id.get(module_id)

    @cached_property
    def modules_by_id(self) -> dict[int, ServedModule]:
        """The modules by their ids."""
        return {module.id: module for module in self.modules}

    def done_alone_by(self, role: Role) -> frozenset[int]:
        """The modules that ask nothing for two of this role. Looked up once in a process."""
        if role not in self.modules_alone:
            self.modules_alone[role] = frozenset(
                module.id for module in self.modules if not steps_for(module.lesson, role)
            )
        return self.modules_alone[role]

    @cached_property
    def modules_alone(self) -> dict[Role, frozenset[int]]:
        """The modules that were looked up, by role."""
        return {}

    @cached_property
    def has_steps_for_two(self) -> bool:
        """Do two write or play anything together in it? Looked up once in a process."""
        return any(steps_of(module.lesson) for module in self.modules)

    def after(self, module: ServedModule) -> ServedModule | None:
        """The module that follows, if there is one."""
        place = self.modules.index(module) + 1
        return self.modules[place] if place < len(self.modules) else None


def in_words_of(pulse: Pulse | None, translation: Pulse | None) -> Pulse | None:
    """A pulse in another language's words, under the original's keys; itself where they differ."""
    if pulse is None or translation is None or shape_of(pulse) != shape_of(translation):
        return pulse
    pairs = zip(pulse.items, translation.items, strict=True)
    return replace(translation, items=tuple(replace(own, key=item.key) for item, own in pairs))


@dataclass(frozen=True)
class Library:
    """Every served course, by title; `publication` is the publication it stands for."""

    publication: int
    courses: tuple[ServedCourse, ...]
    languages: dict[str, Library] = field(default_factory=dict)

    def in_language(self, language: str | None) -> Library:
        """The same courses in that language, as far as they are translated. Made once."""
        if not language:
            return self
        if language not in self.languages:
            courses = tuple(course.in_language(language) for course in self.courses)
            self.languages[language] = Library(self.publication, courses)
        return self.languages[language]

    def course(self, slug: str) -> ServedCourse:
        """The course of that name. Raises NoResultFound."""
        for course in self.courses:
            if course.slug == slug:
                return course
        raise NoResultFound(slug)

    def course_by_id(self, course_id: int) -> ServedCourse | None:
        """The course with that id, if it is served."""
        return next((course for course in self.courses if course.id == course_id), None)


@dataclass(frozen=True)
class CourseTitle:
    """What a course is called, and the language it is in."""

    title: str
    language: str


def title_of(session: Session, course: Course) -> CourseTitle:
    """A course's title as its reader knows it; its own where it is not served."""
    found = library(session).course_by_id(course.id) or course
    return CourseTitle(found.title, found.language)


libraries: WeakKeyDictionary[Any, Library] = WeakKeyDictionary()


def library(session: Session) -> Library:
    """The served courses: one cheap query, and more only after a new publication.

    While a request reads, it asks once and sees the same courses to its end.
    In the language of whoever the session serves (`session.info["language"]`), as far as they are
    translated; without one in their own.
    """
    language = session.info.get("language")
    seen: Library | None = session.info.get(LIBRARY_SEEN)
    if seen is None or not only_reads(session):
        seen = newest(session)
        session.info[LIBRARY_SEEN] = seen
    return seen.in_language(language)


def newest(session: Session) -> Library:
    """The served courses in their own languages."""
    publication = rows(session, newest_publication())[0][0] or 0
    # The pool is what all sessions on one database share.
    shared = session.get_bind().engine.pool
    kept = libraries.get(shared)
    if kept is None or kept.publication != publication:
        kept = Library(publication=publication, courses=served_courses(session))
        libraries[shared] = kept
    return kept


@cache
def newest_publication() -> Select[int]:
    """The number of the last publication."""
    return select(func.max(Publication.id))


def served_courses(session: Session) -> tuple[ServedCourse, ...]:
    """Read all served courses and modules."""
    query = (
        select(Module, Revision)
        .join(Revision, Module.revision_id == Revision.id)
        .where(Module.withdrawn_at.is_(None))
        .order_by(Module.position, Module.slug)
    )
    others = translations.served_translations(session)
    modules: dict[int, list[ServedModule]] = {}
    for module, revision in session.execute(query):
        served = ServedModule(
            id=module.id,
            slug=module.slug,
            revision_id=revision.id,
            lesson=lesson_from(revision.lesson),
            others=others.get(revision.id, {}),
        )
        modules.setdefault(module.course_id, []).append(served)
    courses = session.scalars(
        select(Course).where(Course.withdrawn_at.is_(None)).order_by(Course.title, Course.id)
    )
    covers = translations.covers(session)
    return tuple(
        served_course(course, tuple(modules.get(course.id, ())), covers.get(course.id, {}))
        for course in courses
    )


def served_course(
    course: Course, modules: tuple[ServedModule, ...], covers: Mapping[str, CoverTranslation]
) -> ServedCourse:
    """A course's row as it is served."""
    return ServedCourse(
        id=course.id,
        slug=course.slug,
        title=course.title,
        summary=course.summary,
        cover=course.cover,
        audience=frozenset(Role(role) for role in course.audience.split(",") if role),
        modules=modules,
        language=course.language,
        others=covers,
        pulse=serialized.pulse_from_json(course.pulse),
        pulse_language=course.language,
        state=course.state,
    )


def lesson_of(session: Session, revision_id: int) -> Lesson:
    """The lesson of any revision, an old one too, in the session's language where it is there.

    Raises NoResultFound.
    """
    language = session.info.get("language")
    if language:
        translated = translations.translation_of(session, revision_id, language=language)
        if translated is not None:
            return translated
    return original_of(session, revision_id)


def lessons_of(session: Session, revisions: Collection[int]) -> dict[int, Lesson]:
    """The same for many revisions, as far as they are there. Two queries, none for none."""
    if not revisions:
        return {}
    query = select(Revision.id, Revision.lesson).where(Revision.id.in_(revisions))
    language = session.info.get("language")
    translated = (
        translations.translations_of(session, revisions, language=language) if language else {}
    )
    return {
        row.id: translated.get(row.id) or lesson_from(row.lesson) for row in session.execute(query)
    }


def original_of(session: Session, revision_id: int) -> Lesson:
    """The lesson of any revision in the course's own language. Raises NoResultFound."""
    return lesson_from(session.get_one(Revision, revision_id).lesson)


def lesson_from(stored_lesson: bytes) -> Lesson:
    """The lesson that was stored."""
    return serialized.from_json(stored_lesson)


def picture(session: Session, sha: str) -> Picture:
    """An image by its hash. Raises NoResultFound."""
    return session.get_one(Picture, sha)


def address_of(content: bytes) -> str:
    """The address of an image, which is told by its bytes, and its size where it says it."""
    size = size_of(content)
    place = f"#{size[0]}x{size[1]}" if size else ""
    return f"/pictures/{hashlib.sha256(content).hexdigest()}{place}"


def picture_addresses(session: Session, course_id: int) -> dict[str, str]:
    """The address of each image of a course, by its path."""
    query = select(CoursePicture).where(CoursePicture.course_id == course_id)
    return {row.path: f"/pictures/{row.sha}" for row in session.scalars(query)}
