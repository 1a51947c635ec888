"""How does a lesson look in HTML? Rendered by Python-Markdown, cleaned by nh3."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace

import markdown
import nh3

from tandem.content.lesson import Module, Option, PairStep, Question, Scene, Section

Address = Callable[[str], str | None]
PLAIN = ["tables", "pymdownx.superfences", "def_list", "admonition", "pymdownx.tasklist"]
SETTINGS = {
    "tables": {"use_align_attribute": True},
    "pymdownx.superfences": {"disable_indented_code_blocks": False},
}
TAGS = nh3.ALLOWED_TAGS - {"map", "area", "bdo", "center", "tt"} | {"input", "label", "figure"}
ATTRIBUTES = {
    "*": {"class", "id"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "th": {"align", "scope"},
    "td": {"align"},
    "ol": {"start"},
    "input": {"type", "checked", "disabled"},
}
PARAGRAPH = re.compile(r"^<p>(.*)</p>$", re.DOTALL)
FOOTNOTE = re.compile(r"^fn(ref\d*)?:")
BLOCK = re.compile(r"^(\d+)(?=\.\s)|^(?=[#>]|[-+*]\s)")


def rendered(module: Module, *, picture_address: Address) -> Module:
    """The module with HTML where it had Markdown. `picture_address` tells an image's address."""
    sections = tuple(rendered_section(section, picture_address) for section in module.sections)
    return replace(module, sections=sections)


def rendered_text(text: str, *, picture_address: Address) -> str:
    """A text to read: a section or a course's cover. Footnotes stay inside it."""
    return cleaned(converter(footnotes=True).convert(text), picture_address)


def rendered_section(section: Section, picture_address: Address) -> Section:
    """A section in HTML. Questions and steps never see each other's footnotes."""
    pieces = [text for question in section.questions for text in texts_of(question)]
    pieces += [text for step in section.steps for text in texts_of_step(step)]
    done = iter(cleaned(piece, picture_address) for piece in converted(pieces))
    questions = tuple(with_texts(question, done) for question in section.questions)
    steps = tuple(rendered_step(step, done) for step in section.steps)
    text = rendered_text(section.text, picture_address=picture_address)
    return replace(section, text=text, questions=questions, steps=steps)


def texts_of(question: Question) -> list[str]:
    """Every Markdown text of a question, in a fixed order."""
    texts = [one_line(question.title), question.body, question.hint, question.explanation]
    for option in question.options:
        texts += [one_line(option.text), option.feedback]
    texts += [one_line(text) for match in question.matches for text in (match.left, match.right)]
    return texts + [text for scene in question.scenes for text in texts_of_scene(scene)]


def texts_of_scene(scene: Scene) -> list[str]:
    """Every Markdown text of a scene, in a fixed order."""
    return [one_line(scene.title), scene.text, *(one_line(link.text) for link in scene.links)]


def texts_of_step(step: PairStep) -> list[str]:
    """Every Markdown text of a step, in a fixed order."""
    words = [*step.labels, *(item.text for item in step.items)]
    return [one_line(step.title), step.body, *map(one_line, words)]


def one_line(text: str) -> str:
    """A text whose first line stands behind a sign already, so `3. June` begins no list there."""
    return BLOCK.sub(r"\g<1>\\", text)


def with_texts(question: Question, texts: Iterator[str]) -> Question:
    """The question with its texts replaced, in the order of `texts_of`."""
    title, body, hint, explanation = (next(texts) for _ in range(4))
    options = tuple(rendered_option(o, next(texts), next(texts)) for o in question.options)
    matches = tuple(
        replace(match, left=inline(next(texts)), right=inline(next(texts)))
        for match in question.matches
    )
    return replace(
        question,
        title=inline(title),
        body=body,
        hint=hint,
        explanation=explanation,
        options=options,
        matches=matches,
        scenes=tuple(rendered_scene(scene, texts) for scene in question.scenes),
    )


def rendered_step(step: PairStep, texts: Iterator[str]) -> PairStep:
    """A step in HTML, its texts in the order of `texts_of_step`."""
    title, body, low, high = inline(next(texts)), next(texts), next(texts), next(texts)
    items = tuple(replace(item, text=inline(next(texts))) for item in step.items)
    labels = (inline(low), inline(high))
    return replace(step, title=title, body=body, labels=labels, items=items)


def rendered_scene(scene: Scene, texts: Iterator[str]) -> Scene:
    """A scene in HTML."""
    title, text = inline(next(texts)), next(texts)
    links = tuple(replace(link, text=inline(next(texts))) for link in scene.links)
    return replace(scene, title=title, text=text, links=links)


def rendered_option(option: Option, text: str, feedback: str) -> Option:
    """An option in HTML."""
    return replace(option, text=inline(text), feedback=feedback)


def converted(pieces: list[str]) -> list[str]:
    """The pieces in HTML, by one call where that is safe: each call has a cost of its own."""
    if not pieces:
        return []
    mark = f"cut{secrets.token_hex(8)}"
    whole = converter().convert(f"\n\n{mark}\n\n".join(pieces))
    parts = whole.split(f"<p>{mark}</p>")
    if len(parts) == len(pieces):
        return [part.strip() for part in parts]
    return [converter().convert(piece) for piece in pieces]


def converter(*, footnotes: bool = False) -> markdown.Markdown:
    """Python-Markdown with what a lesson may use."""
    extensions = [*PLAIN, "footnotes"] if footnotes else PLAIN
    return markdown.Markdown(extensions=extensions, extension_configs=SETTINGS)


def cleaned(html: str, picture_address: Address) -> str:
    """HTML without anything that could act, and with the images' real addresses."""

    def real(tag: str, name: str, value: str) -> str | None:
        if tag == "img" and name == "src":
            return picture_address(value.removeprefix("./"))
        return None if name == "id" and not FOOTNOTE.match(value) else value

    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=real,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def inline(html: str) -> str:
    """A single paragraph without its <p>, for a label or a legend."""
    found = PARAGRAPH.match(html)
    return found[1] if found and "<p>" not in found[1] else html
