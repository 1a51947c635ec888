"""What does the checker say where the right options of a whole module look alike?"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.content.reading import says

TYPED = "### What time? {#typed}\n\n= 16:30"


def advice(
    *choices: Sequence[str], more: str = TYPED, head: str = "title: T\nshuffle: yes"
) -> list[str]:
    """What is said of these choices all together, in the line of the quiz."""
    asked = [
        f"### Why {place}? {{#q{place}}}\n\n"
        + "\n".join(f"- [{'x' if text[0] == '+' else ' '}] {text[1:]}\n  > F" for text in options)
        for place, options in enumerate(choices)
    ]
    said = says("\n\n".join(["## Check {quiz}", *asked, more]), head=head)
    line = 5 + head.count("\n")
    return [each.removeprefix(f"{line}: warning: ") for each in said if each.startswith(f"{line}:")]


LONG = ["-short", "+the longest one", "-middle one"]
MIDDLE = ["-the longest one", "-short", "+middle one"]
LAST = ["-the longest one", "-short one", "+no"]
FIRST = ["+mid one", "-the longest one", "-no"]


def test_choices_without_a_pattern_are_left_in_peace() -> None:
    assert advice(FIRST, LONG, LAST) == []


def test_two_of_five_are_the_longest_by_chance() -> None:
    assert advice(LONG, LONG, FIRST, LAST, MIDDLE) == []


def test_the_longest_one_too_often_names_the_mark_and_the_chance() -> None:
    (said,) = advice(LONG, LONG, FIRST, LAST)

    assert said.startswith("whoever always takes the longest option answers 50 % of the choices")
    assert "chance it would be 33 %: in 2 of 4 choices the right one is the longest" in said


def test_two_options_are_marked_by_the_score_alone() -> None:
    two = ["-no", "+yes it is"]

    assert advice(["+yes", "-no it is"], two, LONG, FIRST) == []
    assert len(advice(two, two, two, ["+yes", "-no it is"])) == 1


def test_two_of_three_are_too_many_also_where_the_score_is_low() -> None:
    short = ["+yes", "-no it is"]

    (said,) = advice(LONG, LONG, FIRST, short, short, short)

    assert "in 2 of 6 choices the right one is the longest" in said


def test_with_several_right_ones_the_score_alone_counts() -> None:
    short, several = ["+yes", "-no it is"], ["-no", "+yes it is", "-never", "+it always is"]

    assert advice(several, several, several, short, short, short) == []


@pytest.mark.parametrize(
    ("shuffle", "ending"), [("yes", "a print of it, doesn’t"), ("no", "in the same place")]
)
def test_the_right_one_always_at_one_place_is_noticed(shuffle: str, ending: str) -> None:
    (said,) = advice(LAST, MIDDLE, LAST, MIDDLE, head=f"title: T\nshuffle: {shuffle}")

    assert said.startswith("the right option is always in the same place")
    assert said.endswith(ending)


def test_last_is_one_place_however_many_there_are() -> None:
    four = ["-longer than all", "-short", "-mid one", "+no"]

    assert len(advice(LAST, four, LAST, head="title: T\nshuffle: no")) == 1
    assert advice(LAST, four, LAST) == []


@pytest.mark.parametrize(("sign", "says_it"), [("16:30", "with a figure"), ("“Now”", "in quotes")])
def test_the_only_one_with_a_sign_is_noticed_where_it_is_right_oftener(
    sign: str, says_it: str
) -> None:
    right = [f"+at {sign}", "-the longest of all", "-never"]
    turned = ["-never", f"+at {sign}", "-the longest of all"]
    wrong = ["-the longest of all", f"-at {sign}", "+never"]

    said = advice(right, turned, wrong)

    assert len(said) == 1
    assert f"the only one {says_it} in 2 choices, a wrong one in 1" in said[0]
    assert advice(right, wrong, wrong, LONG) == []
    assert advice(right, turned, wrong, wrong) == []
    assert advice(right, FIRST, LONG, LAST) == []


def test_a_figure_in_two_options_gives_nothing_away() -> None:
    both = ["+at 16:30", "-at 17:30 or at 18:30", "-never"]
    turned = ["-never", "+at 16:30", "-at 17:30 or at 18:30"]

    assert advice(both, turned, LAST) == []


def test_a_quiz_where_all_is_picked_is_noticed() -> None:
    (said,) = advice(FIRST, LONG, LAST, FIRST, more="")

    assert said.startswith("every question here is answered by picking an option")


def test_it_is_said_in_the_line_of_the_first_quiz() -> None:
    asked = "".join(
        f"### Why {n}?\n\n- [{'x '[n % 2]}] a\n- [{' x'[n % 2]}] b\n\n" for n in range(4)
    )

    said = says(f"Everybody.\n\n## You\n\nDrive.\n\n## Check {{quiz}}\n\n{asked}")

    assert any(line.startswith("11: warning: every question here is answered") for line in said)


def test_a_scene_to_play_is_more_than_picking() -> None:
    scene = "## Play {practice}\n\n### A\n\n- [Go](#b)\n\n### B {#b end=good}\n\nDone."

    assert advice(FIRST, LONG, LAST, FIRST, more=scene) == []


def test_fewer_than_three_choices_show_no_pattern() -> None:
    assert advice(LONG, LONG, more="") == []
    assert advice(FIRST, LONG, LAST, more="") == []
