"""What would be a right answer? For the sample's people and for tests; never for a page."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from tandem.content.lesson import Accepted, Ending, Question, QuestionKind, Scene
from tandem.content.typed_numbers import plain_number
from tandem.learning.quizzes import marking


def right_answer(question: Question) -> list[str]:
    """One right answer, as it would be given."""
    match question.kind:
        case QuestionKind.ORDER:
            return [option.key for option in question.options]
        case QuestionKind.MATCH:
            return sorted(marking.right_matches(question))
        case QuestionKind.FILL:
            return [typed(gap[0]) for gap in question.gaps]
        case QuestionKind.SHORT | QuestionKind.NUMERIC:
            return [typed(question.accepted[0])]
        case QuestionKind.SCENARIO:
            return way_to_a_good_end(question.scenes)
        case _:
            return sorted(marking.right_keys(question))


def typed(accepted: Accepted) -> str:
    """An accepted answer as somebody would type it."""
    return accepted.text if accepted.low is None else plain_number(accepted.low)


def way_to_a_good_end(scenes: Sequence[Scene]) -> list[str]:
    """The shortest way through a story to a good end; empty where there is none."""
    by_id = {scene.id: scene for scene in scenes}
    waiting: deque[tuple[str, list[str]]] = deque([(scenes[0].id, [])])
    seen: set[str] = set()
    while waiting:
        name, path = waiting.popleft()
        if by_id[name].end is Ending.GOOD:
            return path
        if name in seen:
            continue
        seen.add(name)
        for place, link in enumerate(by_id[name].links):
            waiting.append((link.scene, [*path, str(place)]))
    return []
