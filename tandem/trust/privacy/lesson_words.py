"""What do the ids in somebody's rows stand for in a lesson: a step, a question, an option?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from tandem.content.lesson import Lesson, Question, Scene
from tandem.learning.quizzes.marking import right_key
from tandem.learning.scenario import number_of

Row = Mapping[str, Any]
# Columns with the name of something in a lesson.
NAMED = frozenset({"step", "question", "part", "scene", "leads_to", "item"})
# Of what is given in a step: where it stands itself, where the keys of something in the lesson, and
# what stands in words beside its key.
UNNAMED = frozenset({"text", "values", "lines", "answers", "unsaid"})
OF_KEYS = frozenset({"choice", "unsaid"})
BESIDE_ITS_WORDS = frozenset({"choice"})


@dataclass(frozen=True)
class LessonWords:
    """What is in a lesson, in its own words.

    `titles` are those of steps, questions, scenes and sections by id, and what is placed on a scale
    or asked by key; `options` those of questions by (question, key); `links` what may be chosen in
    a scene, in order; `starts` the scenes of each practice, question and step.
    """

    titles: dict[str, str] = field(default_factory=dict)
    options: dict[tuple[str, str], str] = field(default_factory=dict)
    scenes: dict[str, Scene] = field(default_factory=dict)
    starts: dict[str, Sequence[Scene]] = field(default_factory=dict)
    practices: list[str] = field(default_factory=list)


NO_WORDS = LessonWords()


def words_of(lesson: Lesson) -> LessonWords:
    """The words of a lesson."""
    words = LessonWords()
    for section in lesson.sections:
        if section.scenes:
            add_scenes(words, section.anchor, section.title, section.scenes)
            words.practices.append(section.anchor)
        for question in section.questions:
            add_question(words, question)
        for step in section.steps:
            add_scenes(words, step.id, step.title, step.scenes)
            items = [*step.items, *(item for seat in step.seats for item in seat.items)]
            words.titles.update({item.key: plain(item.text) for item in items})
            if step.was:
                words.titles.setdefault(step.was, plain(step.title))
    return words


def add_question(words: LessonWords, question: Question) -> None:
    """A question with all that may be answered to it."""
    add_scenes(words, question.id, question.title, question.scenes)
    if question.was:
        words.titles.setdefault(question.was, plain(question.title))
    for option in question.options:
        words.options[question.id, option.key] = plain(option.text)
    for left in question.matches:
        for right in question.matches:
            key, side = f"{left.key}:{right_key(right)}", plain(right.right)
            words.options[question.id, key] = f"{plain(left.left)} – {side}"


def add_scenes(words: LessonWords, name: str, title: str, scenes: Sequence[Scene]) -> None:
    """Something with a title, and the scenes that are played in it."""
    words.titles[name] = plain(title)
    for scene in scenes:
        words.scenes[scene.id] = scene
        if scene.title:
            words.titles.setdefault(scene.id, plain(scene.title))
    if scenes:
        words.starts[name] = scenes


def plain(html: str) -> str:
    """A text of a lesson without its tags."""
    return str(Markup(html).striptags())  # noqa: S704 (its tags are taken away)


def in_lesson(column: str, row: Row, words: LessonWords) -> Any:
    """What a column holds in the words of its lesson; any other value as it is. Columns of JSON
    have been opened."""
    value = row[column]
    if column in NAMED:
        return words.titles.get(value, value)
    match column:
        case "choice" if isinstance(value, int):
            return chosen(words.scenes.get(row.get("scene", "")), value)
        case "path":
            return "\n".join(way(words, row, value))
        case "answers":
            return "\n".join(answered(words, value))
        case "answer" if isinstance(value, list):
            return ", ".join(said(words, row["question"], value))
        case "content":
            return "\n".join(given(words, value))
        case _:
            return value


def chosen(scene: Scene | None, place: int) -> str:
    """What was chosen in a scene; its number where the scene is no longer known."""
    if scene is None or place >= len(scene.links):
        return str(place + 1)
    return plain(scene.links[place].text)


def way(words: LessonWords, row: Row, path: Iterable[Any]) -> Iterator[str]:
    """What was chosen on a way through scenes, a line each."""
    name = row.get("step") or next(iter(words.practices), "")
    scenes = words.starts.get(name, ())
    yield from taken(scenes, path)


def taken(scenes: Sequence[Scene], places: Iterable[Any]) -> Iterator[str]:
    """What was chosen at each of these places."""
    by_id = {scene.id: scene for scene in scenes}
    scene = scenes[0] if scenes else None
    for place in places:
        number = number_of(str(place))
        # What is no place was answered when this was another kind of question.
        yield chosen(scene, number) if number >= 0 else str(place)
        known = scene is not None and 0 <= number < len(scene.links)
        scene = by_id.get(scene.links[number].scene) if scene is not None and known else None


def answered(words: LessonWords, answers: Mapping[str, Any]) -> Iterator[str]:
    """The answers to a quiz, a line for each question."""
    for name, keys in answers.items():
        yield f"{words.titles.get(name, name)}: {', '.join(said(words, name, keys))}"


def said(words: LessonWords, question: str, keys: Iterable[Any]) -> list[str]:
    """What was answered to a question: the words of options, the way through a scene, or what was
    typed."""
    if question in words.starts:
        return list(taken(words.starts[question], keys))
    return [words.options.get((question, str(key)), str(key)) for key in keys]


def given(words: LessonWords, value: Any, name: str = "", *, keys: bool = False) -> Iterator[str]:
    """What was given in a step, a line each. `keys`: it is the name of something in the lesson."""
    match value:
        case Mapping():
            for key, inside in value.items():
                if key in BESIDE_ITS_WORDS and value.get("text"):
                    continue
                label = "" if key in UNNAMED else words.titles.get(key, "")
                yield from given(words, inside, label, keys=key in OF_KEYS)
        case list():
            for inside in value:
                yield from given(words, inside, name, keys=keys)
        case None | "":
            return
        case _:
            text = words.titles.get(str(value), str(value)) if keys else str(value)
            yield f"{name}: {text}" if name else text
