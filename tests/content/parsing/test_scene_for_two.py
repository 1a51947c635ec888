"""Whose turn is it in a scene for two, and do both have a part in a good end?"""

from __future__ import annotations

import pytest

from tandem.content.files.translations import faults, translated
from tandem.content.formats import writer
from tandem.content.lesson import Ending, PairStep, StepKind
from tandem.content.parsing.scenes import MOST_SCENES
from tandem.content.rendering.html import rendered
from tandem.terms import Role
from tests.content.reading import lesson, says

SCENE = """\
## The two of you {together}

### The harbour order {#harbour scene}

It is Friday, ten past three.

#### The buyer calls {#call for=rep}

Forty on **Monday**, or none.

- [“I call back at four.” Go over.](#desk)
- [“Yes.” Hang up.](#promised)

#### At the desk {#desk for=support}

There are twenty-four.

- [“I'll see what I can do.”](#loose)
- [“Twenty-four. What are they for?”](#shifts)

#### The shifts {#shifts for=rep}

They have two shifts.

- [“Sixteen on Wednesday, then.”](#good)

#### Monday, six o'clock {#good end=good}

Everybody scans.

#### A loose yes {#loose end=poor}

Nobody knows.

#### Promised {#promised end=poor}

Sixteen stand about.
"""


def step_in(text: str) -> PairStep:
    """The scene for two of a module."""
    (section,) = lesson(text).sections
    return section.steps[0]


def test_a_scene_for_two_says_whose_turn_it_is() -> None:
    step = step_in(SCENE)

    assert (step.id, step.kind, step.body) == (
        "harbour",
        StepKind.SCENE,
        "It is Friday, ten past three.",
    )
    assert [(scene.id, scene.seat) for scene in step.scenes] == [
        ("call", Role.REP),
        ("desk", Role.SUPPORT),
        ("shifts", Role.REP),
        ("good", None),
        ("loose", None),
        ("promised", None),
    ]
    assert step.scenes[3].end is Ending.GOOD
    assert says(SCENE) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{#desk for=support}", "{#desk}", "18: error: whose turn is it in scene #desk?"),
        ("for=support", "for=rep", "11: error: support never has a turn here."),
        ("for=support", "for=rep,support", "18: error: whose turn is it in scene #desk?"),
        ("{#good end=good}", "{#good for=rep end=good}", "31: error: an ending is read by both."),
        (
            "(#promised)",
            "(#good)",
            "31: error: the good ending #good can be reached without a decision of support.",
        ),
        ("end=good", "end=poor", "11: error: a scene needs a good ending"),
        ("(#loose)", "(#lose)", "22: error: there is no scene #lose."),
        ("{#harbour scene}", "{#harbour scene for=rep}", "7: error: a step {scene} needs both."),
        ("It is Friday, ten past three.\n", "____\n", "9: error: nothing is written in a step"),
        ("{#harbour scene}", "{#harbour scene talked}", "7: error: two signs in one step"),
        ("- [“Yes.” Hang up.](#promised)", "- [x] Yes", "16: error: options belongs to a question"),
    ],
)
def test_what_keeps_two_from_playing(old: str, new: str, said: str) -> None:
    assert old in SCENE

    messages = says(SCENE.replace(old, new))

    assert any(line.startswith(said) for line in messages), messages


def test_where_one_step_back_would_not_help_is_named() -> None:
    lost = SCENE.replace("(#loose)", "(#lost)") + (
        "\n#### Lost {#lost for=rep}\n\nToo late.\n\n- [Shrug](#loose)\n"
    )

    (fault,) = says(lost)

    assert fault.startswith("43: error: from scene #lost no way leads to a good ending")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([(" for=rep}", "}"), (" for=support}", "}")],
         ["11: whose turn", "18: whose turn", "25: whose turn"]),
        ([("for=support", "for=rep"), ("{#good ", "{#good for=support ")],
         ["11: support never has a turn", "31: an ending is read by both"]),
        ([("end=good", "end=poor")], ["11: a scene needs a good ending"]),
        ([("{#loose end=poor}\n", "{#loose for=rep}\n\n- [Wait](#loose)\n")],
         ["35: from scene #loose no way comes to an end"]),
    ],
)  # fmt: skip
def test_nothing_is_said_twice_of_one_fault(
    changes: list[tuple[str, str]], said: list[str]
) -> None:
    text = SCENE
    for old, new in changes:
        text = text.replace(old, new)

    found = [line.replace("error: ", "") for line in says(text)]

    assert [line[: len(start)] for line, start in zip(found, said, strict=True)] == said


def test_without_scenes_it_says_what_it_needs() -> None:
    (fault,) = says("## T {together}\n\n### Play {scene}\n\nWords.\n")

    assert fault.startswith(
        "7: error: {scene} needs scenes: headings one level below it, each with"
    )


def test_it_is_shown_as_html() -> None:
    (section,) = rendered(lesson(SCENE), picture_address=lambda path: path).sections

    assert section.steps[0].scenes[0].text == "<p>Forty on <strong>Monday</strong>, or none.</p>"


def test_written_and_read_again_it_is_the_same() -> None:
    text = writer.write(lesson(SCENE))

    assert "#### At the desk {#desk for=support}" in text
    assert writer.write(lesson(text.partition("---\n\n")[2])) == text


def test_a_translation_brings_the_words_and_keeps_seats_and_ways() -> None:
    german = lesson(SCENE.replace("There are twenty-four.", "Es sind vierundzwanzig."))
    (section,) = translated(lesson(SCENE), german).sections

    assert list(faults(german, lesson(SCENE))) == []
    assert section.steps[0].scenes[1].text == "Es sind vierundzwanzig."


def test_a_translation_in_which_another_has_the_turn_is_refused() -> None:
    changed = SCENE.replace(
        "[“Sixteen on Wednesday, then.”](#good)", "[“Then.”](#desk)\n- [“So.”](#good)"
    )
    other = lesson(changed)

    ((line, fault),) = faults(other, lesson(SCENE))

    assert line == 7
    assert str(fault).startswith("the step #harbour is built in another way")


@pytest.mark.parametrize(
    ("count", "said"),
    [(MOST_SCENES, "support never has a turn here"), (MOST_SCENES + 1, "more than 200 scenes")],
)
def test_as_many_scenes_as_there_may_be_are_asked_for_both_seats(count: int, said: str) -> None:
    ways = "".join(f"#### On {{#s{n} for=rep}}\n\n- [Go](#s{n + 1})\n\n" for n in range(1, count))
    end = f"#### Good {{#s{count} end=good}}\n\nOk.\n"

    found = says(f"## T {{together}}\n\n### Play {{#p scene}}\n\n{ways}{end}")

    assert [line for line in found if said in line], found
    assert len(found) == 1 or count == MOST_SCENES
