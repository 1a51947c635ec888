"""Can an author play the scenes of a text that nobody has published?"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask, render_template_string

from tandem.authoring.courses.queries import preview_of
from tandem.content.lesson import Lesson
from tandem.terms import Role
from tests.learning.practice_helpers import practiced
from tests.together.scene_for_two.scene_helpers import with_scene

LINK = re.compile(r'href="#((?:practice|harbour)-[a-z]+)"')
PLACE = re.compile(r'id="((?:practice|harbour)-[a-z]+)"')


def both() -> Lesson:
    """A lesson with a scene to practice and one for two."""
    module = with_scene()
    return replace(module, sections=(practiced().sections[-1], *module.sections))


@pytest.fixture
def text(app: Flask) -> str:
    """The preview as support reads it."""
    shown = preview_of(both(), Role.SUPPORT, course="Teaming")
    with app.test_request_context():
        return render_template_string(
            "{% include 'authoring/courses/_reading.html' %}", shown=shown
        )


def test_every_choice_leads_to_its_scene(text: str) -> None:
    assert set(LINK.findall(text)) <= set(PLACE.findall(text))
    assert {"practice-missed", "practice-fits", "harbour-desk", "harbour-good"} <= set(
        LINK.findall(text)
    )


def test_it_says_whose_turn_it_is_and_how_it_ends(text: str) -> None:
    assert "The turn of: Support" in text
    assert text.count("A good ending.") == 2
    assert text.count("could have ended better") == 2
