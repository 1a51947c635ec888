"""Does a question still read as it did?"""

from __future__ import annotations

from dataclasses import replace

from tandem.content.lesson import Question


def wording(question: Question) -> Question:
    """What a reader sees of a question: without its names, its family and its place."""
    return replace(
        question,
        id="",
        was="",
        line=0,
        sibling="",
        first=False,
        last=False,
        options=tuple(replace(option, line=0) for option in question.options),
        matches=tuple(replace(match, line=0) for match in question.matches),
        criteria=tuple(replace(criterion, line=0) for criterion in question.criteria),
        scenes=tuple(
            replace(scene, line=0, links=tuple(replace(link, line=0) for link in scene.links))
            for scene in question.scenes
        ),
    )
