"""Which scenes has a scenario, and does every way through them come to an end?"""

from __future__ import annotations

import pytest

from tandem.content.lesson import Ending, QuestionKind
from tandem.content.rendering.html import rendered
from tests.content.reading import lesson, question, says

SCENARIO = """
It is 16:40, and the phone rings.

- [Answer](#answered)
- [Let it ring](#missed)

#### You answer {#answered}

A rep, out of breath.

- [Ask what is needed](#good)
- [Say no](#missed)

#### It fits {#good end=good}

Four leave tonight.

#### Silence {#missed end=poor}

The customer calls somebody else.
"""
TITLE = "A late call {#late scenario}"


def changed(old: str, new: str) -> list[str]:
    """What the checker says when the scenario is changed; its first line is line 9."""
    body = SCENARIO.lstrip().replace(old, new)
    return says(f"## Check {{quiz}}\n\n### {TITLE}\n\n{body}")


def test_a_scenario_has_its_scenes_and_where_they_lead() -> None:
    found = question(SCENARIO, title=TITLE)

    assert found.kind is QuestionKind.SCENARIO
    assert [scene.id for scene in found.scenes] == ["start", "answered", "good", "missed"]
    assert [link.scene for link in found.scenes[1].links] == ["good", "missed"]
    assert found.scenes[0].text == "It is 16:40, and the phone rings."
    assert [scene.end for scene in found.scenes[2:]] == [Ending.GOOD, Ending.POOR]


@pytest.mark.parametrize(
    "broken",
    ["- [Answer\n  it, kindly](#answered)", "- [Answer\nit,\nkindly](#answered)"],
)
def test_a_choice_may_be_broken_over_lines(broken: str) -> None:
    text = SCENARIO.replace("- [Answer](#answered)", broken)

    start = question(text, title=TITLE).scenes[0]

    assert [(link.text, link.scene) for link in start.links] == [
        ("Answer it, kindly", "answered"),
        ("Let it ring", "missed"),
    ]
    assert start.text == "It is 16:40, and the phone rings."


def test_a_broken_choice_ends_where_the_next_one_begins() -> None:
    found = question(SCENARIO.replace("- [Answer](#answered)", "- [Answer\n- [On](#answered)"),
                     title=TITLE)  # fmt: skip

    assert [link.text for link in found.scenes[0].links] == ["On", "Let it ring"]


@pytest.mark.parametrize(
    "line",
    ["Or [ask](#good) first.", "- [Ask](#good), which is best", "1. [Ask](#good)"],
)
def test_a_link_to_a_scene_that_is_no_choice_is_named_with_its_line(line: str) -> None:
    remarks = changed("A rep, out of breath.", line)

    assert remarks == [
        "16: warning: this link is no choice. A choice is an item of its own: - [text](#scene)"
    ]


def test_a_sound_scenario_is_left_in_peace() -> None:
    assert changed("", "") == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("(#answered)", "(#gone)", "11: error: there is no scene #gone"),
        (
            "- [Answer](#answered)\n",
            "",
            "13: error: no way leads to scene #answered. "
            "Link to it from another one, or take it out",
        ),
        ("{#good end=good}", "{#good}", "21: error: scene #good leads nowhere"),
        ("end=good", "end=fine", "21: error: end=fine is no ending"),
        ("end=good", "end=poor", "7: error: a scenario needs a good ending"),
        ("{#missed end", "{#good end", "25: error: there are two scenes called #good"),
        ("Four leave", "- [On](#missed)\n\nFour leave", "21: error: scene #good ends"),
    ],
)
def test_a_scenario_that_cannot_be_played_names_line_and_remedy(
    old: str, new: str, message: str
) -> None:
    said = changed(old, new)

    assert any(line.startswith(message) for line in said), said


def test_a_scenario_that_never_ends_is_an_error() -> None:
    said = says(
        "## Check {quiz}\n\n### A call {#late scenario}\n\n- [On](#a)\n- [End](#b)\n\n"
        "#### A {#a}\n\n- [Again](#a)\n\n#### B {#b end=good}\n\nDone.\n"
    )

    assert said == ["12: error: from scene #a no way comes to an end. Give it a link to one"]


def test_the_scenes_are_rendered() -> None:
    module = lesson(f"## Check {{quiz}}\n\n### {TITLE}\n{SCENARIO.replace('rep,', '*rep*,')}")

    (found,) = rendered(module, picture_address=lambda path: None).sections[0].questions

    assert found.scenes[1].text == "<p>A <em>rep</em>, out of breath.</p>"
    assert found.scenes[0].links[0].text == "Answer"


def test_a_scenario_with_very_many_scenes_is_asked_to_be_two() -> None:
    many = "".join(f"#### Scene {{#s{n}}}\n\n- [On](#s{n + 1})\n\n" for n in range(300))

    said = says(f"## Check {{quiz}}\n\n### Late {{#late scenario}}\n\n- [On](#s0)\n\n{many}")

    assert said == ["7: error: more than 200 scenes. Make two scenarios of it"]
