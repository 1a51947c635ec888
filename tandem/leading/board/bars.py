"""At which modules do the pairs stand, and what is missing there? The bars over the columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tandem.leading.status.counting import Place
from tandem.library.served import ServedCourse, ServedModule
from tandem.terms import Together

HIGHEST = 20


@dataclass(frozen=True)
class Bar:
    """How many pairs stand at a module: the rep's half is missing, the other one, or both.

    Heights are those of the picture, 20 at most; each part starts where the one below it ends.
    """

    module: ServedModule
    rep: int
    support: int
    both: int
    through: int
    most: int

    @property
    def number(self) -> int:
        """How many stand here."""
        return self.rep + self.support + self.both

    @property
    def parts(self) -> tuple[tuple[str, float, float], ...]:
        """What is missing, from the top, with where each part begins and how high it is."""
        scale = HIGHEST / max(1, self.most)
        top, parts = HIGHEST - self.number * scale, []
        for missing in ("both", "rep", "support"):
            height = getattr(self, missing) * scale
            if height:
                parts.append((missing, round(top, 1), round(height, 1)))
            top += height
        return tuple(parts)


def bars_of(course: ServedCourse, places: Iterable[Place]) -> tuple[Bar, ...]:
    """A bar for each module. Whoever begins a new round stands at the first."""
    own = [place for place in places if place.course_id == course.id]
    standing = [place for place in own if place.together is not Together.BOTH_DONE]
    beginning = course.modules[0].id if course.modules else None
    at: dict[int | None, dict[Together, int]] = {}
    for place in standing:
        states = at.setdefault(place.module_id or beginning, {})
        states[place.together] = states.get(place.together, 0) + place.number
    most = max((sum(states.values()) for states in at.values()), default=0)
    left, bars = sum(place.number for place in own), []
    for module in course.modules:
        states = at.get(module.id, {})
        left -= sum(states.values())
        bars.append(
            Bar(
                module=module,
                rep=states.get(Together.WAITING_FOR_REP, 0),
                support=states.get(Together.WAITING_FOR_SUPPORT, 0),
                both=states.get(Together.NOBODY_YET, 0),
                through=left,
                most=most,
            )
        )
    return tuple(bars)
