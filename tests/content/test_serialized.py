"""How does a lesson travel through the database?"""

from __future__ import annotations

import msgspec
import pytest

from tandem.content import serialized
from tandem.content.lesson import Lesson, Pulse
from tandem.content.rendering.html import rendered
from tests.content.reading import lesson

EVERY_KIND = """
Everybody. ![A can](images/can.svg)

## You {for=rep}

Drive “ä” 😀

## You {for=support}

Frame.

## Check {quiz pass=67% pick=2}

### Choice? {#a for=rep,support}

Hint: Monday.

- [ ] A
  > F
- [x] B
- [ ] None {pin}

Because.

### Order? {#b order}

1. One
2. Two

### Match? {#c match}

- a -> b
- c -> d

### Fill? {#d}

A [[gap|hole]].

### Number? {#e}

= 5 +- 1
"""


def test_a_lesson_comes_back_as_it_went_in() -> None:
    module = lesson(EVERY_KIND, head="title: T\nsummary: S\nshow: never\nattempts: 2\nshuffle: no")

    assert serialized.from_json(serialized.to_json(module)) == module


def test_a_rendered_lesson_comes_back_as_it_went_in() -> None:
    module = rendered(lesson(EVERY_KIND), picture_address=lambda path: f"/{path}")

    assert serialized.from_json(serialized.to_json(module)) == module


def test_one_lesson_is_always_the_same_json() -> None:
    assert serialized.to_json(lesson(EVERY_KIND)) == serialized.to_json(lesson(EVERY_KIND))


@pytest.mark.parametrize("pulse", [None, Pulse("How is it?", low=1, high=5)])
def test_a_pulse_comes_back_as_it_went_in_and_none_as_nothing(pulse: Pulse | None) -> None:
    kept = serialized.pulse_to_json(pulse)

    assert serialized.pulse_from_json(kept) == pulse
    assert bool(kept) is (pulse is not None)


def test_a_field_that_came_later_has_its_default() -> None:
    assert serialized.from_json(b'{"id": "a", "title": "T"}') == Lesson(id="a", title="T")


@pytest.mark.parametrize("text", [b"{}", b"[]", b'{"id": 1, "title": "T"}', b"not JSON"])
def test_what_is_no_lesson_is_refused(text: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        serialized.from_json(text)


@pytest.mark.parametrize("number", ["9" * 400, "1." + "0" * 400 + "1", "123456789012345"])
def test_a_number_of_any_length_comes_back(number: str) -> None:
    module = lesson(f"## Check {{quiz}}\n\n### How many? {{#a}}\n\n= {number}\n")

    assert serialized.from_json(serialized.to_json(module)) == module
