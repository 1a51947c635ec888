"""How does a lesson look in HTML? Rendered by Python-Markdown as CommonMark, cleaned by nh3."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import replace

import markdown
import nh3

from tandem.content import text_process
from tandem.content.destinations import by_composed, spellings
from tandem.content.lesson import Item, Lesson, PairStep, Question, Scene, Section
from tandem.content.parsing.references import ABSOLUTE
from tandem.content.rendering import example
from tandem.content.rendering.commonmark import CommonMark

Address = Callable[[str], str | None]
FENCES = {example.FENCE: example.fenced}
TAGS = nh3.ALLOWED_TAGS - {"map", "area", "bdo", "center", "tt"} | {"figure"}
ATTRIBUTES = {
    "*": {"class", "id"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "th": {"align", "scope"},
    "td": {"align"},
    "ol": {"start"},
}
# The size of an image behind its address, so that a page keeps its place.
SIZED = re.compile(r'(<img(?: [\w-]+="[^"]*")*? src="[^"#]+)#(\d+)x(\d+)"')
PARAGRAPH = re.compile(r"^<p>(.*)</p>$", re.DOTALL)
FOOTNOTE = re.compile(r"^fn(ref\d*)?:")
BLOCK = re.compile(r"^(\d+)(?=\.\s)|^(?=[#>]|[-+*]\s)")
# A line in which no sign means anything to Markdown, but for `_`, which is looked for apart.
SIMPLE = re.compile(r"[^\W\d][\w ,.;:?!'\"“”„‘’«»()–—%€$/+-]*(?<! )")
# What becomes a link without any sign around it.
ADDRESS = re.compile(r"://|\bwww\.", re.IGNORECASE)
kept = threading.local()


def rendered(module: Lesson, *, picture_address: Address) -> Lesson:
    """The module with HTML where it had Markdown. `picture_address` tells an image's address."""
    return Renderer(picture_address).module(module)


def rendered_text(text: str, *, picture_address: Address) -> str:
    """A text to read: a section or a course's cover. Footnotes stay inside it."""
    return Renderer(picture_address).text(text, footnotes=True)


def rendered_for(module: Lesson, addresses: dict[str, str]) -> Lesson:
    """The same, for another process: a function is no message."""
    return renderer_for(addresses).module(module)


def rendered_text_for(text: str, addresses: dict[str, str]) -> str:
    """The same, for another process."""
    return renderer_for(addresses).text(text, footnotes=True)


def renderer_for(addresses: dict[str, str]) -> Renderer:
    """The renderer of the text before, where it knows the same addresses: making one takes long."""
    before: tuple[dict[str, str], Renderer] | None = getattr(kept, "renderer", None)
    if before is None or before[0] != addresses:
        before = kept.renderer = (addresses, Renderer(by_composed(addresses.items()).get))
    return before[1]


class Renderer:
    """Makes clean HTML, each text by itself: no text sees another's links or footnotes."""

    def __init__(self, picture_address: Address) -> None:
        def real(_: str, name: str, value: str) -> str | None:
            match name:
                case "src":
                    return address_of(value, picture_address)
                case "href":
                    return linked(value, picture_address)
                case "id":
                    return value if FOOTNOTE.match(value) else None
            return value

        self.cleaner = nh3.Cleaner(
            tags=TAGS,
            attributes=ATTRIBUTES,
            attribute_filter=real,
            url_schemes={"http", "https", "mailto"},
            link_rel="noopener noreferrer",
        )

    def module(self, module: Lesson) -> Lesson:
        """The module with HTML where it had Markdown."""
        sections = tuple(rendered_section(section, self) for section in module.sections)
        return replace(module, sections=sections)

    def text(self, text: str, *, footnotes: bool = False) -> str:
        """A text of any length, without anything that could act."""
        simple = simple_paragraphs(text)
        if simple is not None:
            return simple
        html = kept_converter(footnotes=footnotes and "[^" in text).reset().convert(text)
        clean = str(self.cleaner.clean(html)).strip()
        return SIZED.sub(r'\1" width="\2" height="\3"', clean) if "<img" in clean else clean

    def line(self, text: str) -> str:
        """A text behind a sign, such as a label: no <p> around it, and `3. June` is no list."""
        return inline(self.text(BLOCK.sub(r"\g<1>\\", text)))


def address_of(written: str, address: Address) -> str | None:
    """The address of the file that is meant, if it is known."""
    known = (address(path) for path in spellings(written))
    return next((each for each in known if each is not None), None)


def linked(target: str, address: Address) -> str:
    """Where a link leads: to the page of a file of the course, or where it says."""
    path, sign, place = target.partition("#")
    if not path or ABSOLUTE.match(path):
        return target
    page = address_of(path, address)
    return f"{page}{sign}{place}" if page else target


def simple_paragraphs(text: str) -> str | None:
    """The HTML of paragraphs in which no sign means anything; None for every other text."""
    if not text:
        return ""
    paragraphs = text.split("\n\n")
    lines = (line for each in paragraphs for line in each.split("\n"))
    if "_" in text or ADDRESS.search(text) or not all(SIMPLE.fullmatch(line) for line in lines):
        return None
    return "\n".join(f"<p>{each}</p>" for each in paragraphs)


def rendered_section(section: Section, say: Renderer) -> Section:
    """A section in HTML."""
    text_process.at(section.line)
    return replace(
        section,
        text=say.text(section.text, footnotes=True),
        questions=tuple(rendered_question(question, say) for question in section.questions),
        steps=tuple(rendered_step(step, say) for step in section.steps),
        scenes=tuple(rendered_scene(scene, say) for scene in section.scenes),
    )


def rendered_question(question: Question, say: Renderer) -> Question:
    """A question in HTML."""
    text_process.at(question.line)
    return replace(
        question,
        title=say.line(question.title),
        body=say.text(question.body),
        hint=say.text(question.hint),
        explanation=say.text(question.explanation),
        options=tuple(
            replace(option, text=say.line(option.text), feedback=say.text(option.feedback))
            for option in question.options
        ),
        matches=tuple(
            replace(match, left=say.line(match.left), right=say.line(match.right))
            for match in question.matches
        ),
        scenes=tuple(rendered_scene(scene, say) for scene in question.scenes),
        criteria=tuple(replace(item, text=say.line(item.text)) for item in question.criteria),
        models=tuple(say.text(model) for model in question.models),
    )


def rendered_scene(scene: Scene, say: Renderer) -> Scene:
    """A scene in HTML."""
    text_process.at(scene.line)
    links = tuple(replace(link, text=say.line(link.text)) for link in scene.links)
    return replace(scene, title=say.line(scene.title), text=say.text(scene.text), links=links)


def rendered_step(step: PairStep, say: Renderer) -> PairStep:
    """A step in HTML."""
    text_process.at(step.line)
    low, high = step.labels
    return replace(
        step,
        title=say.line(step.title),
        body=say.text(step.body),
        labels=(say.line(low), say.line(high)),
        items=rendered_items(step.items, say),
        seats=tuple(
            replace(
                part,
                title=say.line(part.title),
                text=say.text(part.text),
                items=rendered_items(part.items, say),
                explanation=say.text(part.explanation),
            )
            for part in step.seats
        ),
        outcomes=tuple(replace(each, text=say.line(each.text)) for each in step.outcomes),
        outcomes_title=say.line(step.outcomes_title),
        explanation=say.text(step.explanation),
        scenes=tuple(rendered_scene(scene, say) for scene in step.scenes),
    )


def rendered_items(items: tuple[Item, ...], say: Renderer) -> tuple[Item, ...]:
    """Items in HTML."""
    return tuple(replace(item, text=say.line(item.text)) for item in items)


def kept_converter(*, footnotes: bool) -> markdown.Markdown:
    """This thread's converter: making one takes as long as converting a paragraph."""
    name = "with_footnotes" if footnotes else "without_footnotes"
    if not hasattr(kept, name):
        setattr(kept, name, converter(footnotes=footnotes))
    ready: markdown.Markdown = getattr(kept, name)
    return ready


def converter(*, footnotes: bool = False) -> markdown.Markdown:
    """Python-Markdown with what a lesson may use."""
    return markdown.Markdown(extensions=[CommonMark(footnotes=footnotes, fences=FENCES)])


def inline(html: str) -> str:
    """A single paragraph without its <p>, for a label or a legend."""
    paragraph = PARAGRAPH.match(html)
    return paragraph[1] if paragraph and "<p>" not in paragraph[1] else html
