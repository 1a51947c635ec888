"""Which scenes has a practice, who plays it, and can it always be brought to a good end?"""

from __future__ import annotations

from textwrap import dedent

import pytest

from tandem.content.face import practice_for, required_steps
from tandem.content.files.translations import faults, translated
from tandem.content.formats import exporter, writer
from tandem.content.lesson import Ending, SectionKind
from tandem.content.parsing.scenes import MOST_SCENES
from tandem.content.rendering.html import rendered
from tandem.terms import Role, Step
from tests.content.reading import lesson, says

SCENE = """\
## A late call {practice}

You sit at the desk by the window.

### It is 16:40 {#call}

The **phone** rings.

- [Answer](#answered)
- [Let it ring](#missed)

### You answer {#answered}

A rep, out of breath.

- [Ask what is needed](#fits)
- [Say no](#missed)

### It fits {#fits end=good}

Four leave tonight.

### Silence {#missed end=poor}

The customer calls somebody else.
"""
GERMAN = (
    SCENE.replace("A late call", "Ein später Anruf")
    .replace("[Answer]", "[Abnehmen]")
    .replace("A rep, out of breath.", "Eine aus dem Vertrieb, außer Atem.")
)


def changed(old: str, new: str) -> list[str]:
    """What the checker says when the scene is changed; its heading stands in line 5."""
    assert old in SCENE
    return says(SCENE.replace(old, new))


def test_a_practice_begins_with_the_first_heading_below_it() -> None:
    (section,) = lesson(SCENE).sections

    assert (section.kind, section.title) == (SectionKind.PRACTICE, "A late call")
    assert section.text == "You sit at the desk by the window."
    assert [scene.id for scene in section.scenes] == ["call", "answered", "fits", "missed"]
    assert [link.scene for link in section.scenes[1].links] == ["fits", "missed"]
    assert [scene.end for scene in section.scenes[2:]] == [Ending.GOOD, Ending.POOR]
    assert says(SCENE) == []


def test_whoever_reads_a_practice_plays_it() -> None:
    own = lesson(SCENE.replace("{practice}", "{practice for=rep}"))

    assert practice_for(own, Role.SUPPORT) is None
    assert required_steps(own, Role.SUPPORT) == {Step.READ}
    assert required_steps(own, Role.REP) == {Step.READ, Step.PRACTICE}


def test_a_practice_is_shown_as_html() -> None:
    (section,) = rendered(lesson(SCENE), picture_address=lambda path: path).sections

    assert section.scenes[0].text == "<p>The <strong>phone</strong> rings.</p>"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("(#fits)", "(#fit)", "20: error: there is no scene #fit."),
        ("[Say no](#missed)", "[Say no](#fits)", None),
        ("- [Let it ring](#missed)\n", "", None),
        ("end=good", "end=fine", "23: error: end=fine is no ending."),
        ("end=good", "end=poor", "9: error: a scene needs a good ending: ### Title"),
        ("{#call}", "{#call quiz}", "9: error: quiz begins a section."),
        ("{#call}", "{#call for=rep}", "9: error: for belongs to a section"),
        ("{practice}", "{practice pass=80%}", "5: error: pass belongs beside {quiz}"),
        ("- [Answer](#answered)", "- [x] Answer", "13: error: a scene has links to choose from"),
        ("- [Say no](#missed)", "\nGo [there](#missed)", "22: warning: this link is no choice."),
    ],
)
def test_what_keeps_a_scene_from_being_played(old: str, new: str, said: str | None) -> None:
    messages = changed(old, new)

    assert any(line.startswith(said) for line in messages) if said else messages == []


def test_a_scene_that_nobody_reaches_is_named() -> None:
    (fault,) = says(SCENE + "\n### Alone {#alone end=poor}\n\nBye.\n")

    assert fault == (
        "31: error: no way leads to scene #alone. Link to it from another one, or take it out"
    )


def test_an_endless_scene_is_named() -> None:
    endless = "- [Let it ring](#round)"
    more = "\n### Round {#round}\n\nAgain.\n\n- [On](#round)\n"

    (fault,) = says(SCENE.replace("- [Let it ring](#missed)", endless) + more)

    assert fault == "31: error: from scene #round no way comes to an end. Give it a link to one"


def test_where_one_step_back_would_not_help_is_named() -> None:
    lost = "- [Let it ring](#lost)"
    more = "\n### Lost {#lost}\n\nToo late.\n\n- [Call back](#missed)\n"

    (fault,) = says(SCENE.replace("- [Let it ring](#missed)", lost) + more)

    assert fault.startswith("31: error: from scene #lost no way leads to a good ending anymore")


def test_a_practice_without_scenes_says_what_it_needs() -> None:
    (fault,) = says("## Play {practice}\n\nWords.\n")

    assert fault.startswith("5: error: {practice} needs scenes: headings one level below it.")


def test_a_role_has_one_scene_to_practice() -> None:
    for_rep = SCENE.replace("{practice}", "{practice for=rep}")

    assert says(for_rep + SCENE.replace("{practice}", "{practice for=support}")) == []
    _, fault = says(for_rep + SCENE.replace("{practice}", "{practice for=rep,support}"))

    assert fault == "30: error: rep would have two scenes to practice. Keep one of them"


def test_a_word_beside_it_is_suggested() -> None:
    assert 'unknown attribute "practise". Did you mean practice?' in changed("ctice", "ctise")[0]


def test_written_and_read_again_it_is_the_same() -> None:
    module = lesson(SCENE)
    text = writer.write(module)

    assert "## A late call {practice}" in text
    assert writer.write(lesson(text.partition("---\n\n")[2])) == text


def test_a_translation_brings_the_words_and_keeps_the_way() -> None:
    original, german = lesson(SCENE), lesson(GERMAN)
    (section,) = translated(original, german).sections

    assert list(faults(german, original)) == []
    assert section.scenes[0].links[0].text == "Abnehmen"
    assert section.scenes[0].links[0].scene == "answered"


def test_a_translation_that_goes_another_way_is_refused() -> None:
    other = lesson(SCENE.replace("- [Say no](#missed)", "- [Say no](#fits)"))

    ((line, fault),) = faults(other, lesson(SCENE))

    assert line == 5
    assert str(fault).startswith("the scenes are built in another way than in the original.")


def test_gift_says_that_it_cannot_carry_a_scene() -> None:
    exported = exporter.gift(lesson(SCENE), file="a.md")

    assert "phone" not in exported.text
    assert any("no scenes to play" in str(problem) for problem in exported.problems)


def test_scenes_may_stand_deeper_but_not_too_deep() -> None:
    deep = dedent(SCENE).replace("\n### It is", "\n#### It is")

    assert any("goes one level below its section" in line for line in says(deep))


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (MOST_SCENES, "from scene #lost no way leads to a good ending"),
        (MOST_SCENES + 1, "more than 200 scenes"),
    ],
)
def test_as_many_scenes_as_there_may_be_are_all_looked_at(count: int, said: str) -> None:
    ways = "".join(f"### On {{#s{n}}}\n\n- [Go](#s{n + 1})\n\n" for n in range(1, count - 3))
    (fault,) = says(
        f"## Play {{practice}}\n\n### Begin {{#begin}}\n\n- [Go](#s1)\n- [Stop](#lost)\n\n{ways}"
        f"### Well {{#s{count - 3} end=good}}\n\nWell.\n\n"
        "### Lost {#lost}\n\n- [Shrug](#poor)\n\n### Over {#poor end=poor}\n\nOver.\n"
    )

    assert said in fault


@pytest.mark.parametrize(
    ("above", "inside"),
    [("Go [there](#missed).", "Go [there](#missed)."), ("", "```\nGo [there](#missed).\n```")],
)
def test_a_link_that_is_no_choice_is_named_only_where_it_is_read(above: str, inside: str) -> None:
    said = says(f"{above}\n\n" + SCENE.replace("- [Say no](#missed)", f"\n{inside}"))

    assert [line for line in said if line.startswith("5:")] == []
    assert len([line for line in said if "this link is no choice" in line]) == bool(above)
