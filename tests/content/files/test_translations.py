"""Is a file in another language the same lesson?"""

from __future__ import annotations

import pytest

from tandem.content.files import translations
from tandem.content.lesson import Lesson
from tests.content.reading import lesson

ORIGINAL = """
    ## You {for=rep}

    The drive.

    ## Check {quiz pass=60%}

    ### What helps? {#helps}

    - [ ] Wait
      > Why wait?
    - [x] Go
      > Yes.

    ### Fill {#fill}

    The [[frame]] holds.

    ### Pair {#pair match}

    - drive -> rep
    - frame -> support

    ### Tell them {#tell write}

    + Names the day
    + Names the limit

    > Friday, half of it.

    ## Two {together}

    ### Thanks {#thanks sealed}

    ____

    ### Plan {#plan plan}

    When ____, then I ____.
    """
GERMAN = """
    ## Du {for=rep}

    Der Antrieb.

    ## Prüfe dich {quiz}

    ### Was hilft? {#helps}

    - [ ] Warten
      > Warum warten?
    - [x] Losgehen
      > Ja.

    ### Lücke {#fill}

    Der [[Rahmen]] hält.

    ### Paare {#pair match}

    - Antrieb -> Rep
    - Rahmen -> Support

    ### Sag es {#tell write}

    + Nennt den Tag
    + Nennt die Grenze

    > Am Freitag die Hälfte.

    ## Zu zweit {together}

    ### Danke {#thanks sealed}

    ____

    ### Vorsatz {#plan plan}

    Wenn ____, dann ____.
    """


def both(change: tuple[str, str] = ("", "")) -> tuple[Lesson, Lesson]:
    """The German lesson with a change, and its original."""
    assert change[0] in GERMAN
    german = GERMAN.replace(*change) if change[0] else GERMAN
    return lesson(german, head="title: Motor"), lesson(ORIGINAL)


def faults(*change: str) -> list[str]:
    """What keeps the changed German lesson from standing for the original."""
    return [said for _, said in translations.faults(*both((change[0], change[1])))]


def test_a_translation_with_the_same_ids_and_shape_has_no_fault() -> None:
    assert list(translations.faults(*both())) == []


def test_words_come_from_the_translation_and_all_else_from_the_original() -> None:
    german, original = both()

    made = translations.translated(original, german)

    quiz, asked = made.sections[1], made.sections[1].questions[0]
    assert (made.title, quiz.title, asked.title) == ("Motor", "Prüfe dich", "Was hilft?")
    assert [option.text for option in asked.options] == ["Warten", "Losgehen"]
    assert [o.key for o in asked.options] == [
        o.key for o in original.sections[1].questions[0].options
    ]
    assert quiz.pass_share == 0.6


def test_the_right_sides_of_a_match_keep_their_keys() -> None:
    german, original = both()

    made = translations.translated(original, german).sections[1].questions[2]

    assert made.matches[0].right == "Rep"
    assert made.matches[0].side != ""


def test_what_is_typed_counts_in_the_language_that_is_read() -> None:
    german, original = both()

    made = translations.translated(original, german).sections[1].questions[1]

    assert made.gaps[0][0].text == "Rahmen"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("{#helps}", "{#helped}", "#helps of the original is missing here"),
        ("{#helps}", "{#helped}", "the original has no #helped"),
        ("- [ ] Warten", "- [x] Warten", "#helps is a true/false question"),
        ("### Was hilft? {#helps}", "### Was hilft? {#helps for=rep}", "#helps is a true/false"),
        ("hält.", "hält und [[trägt]].", "#fill is built in another way"),
        ("{#thanks sealed}", "{#thanks}", "the step #thanks is built in another way"),
    ],
)
def test_another_structure_is_a_fault(before: str, after: str, said: str) -> None:
    assert any(said in one for one in faults(before, after))


def test_a_translation_without_the_quiz_is_a_fault() -> None:
    german, original = lesson("Nur Text.", head="title: Motor"), both()[1]

    assert list(translations.faults(german, original)) == [
        (1, "this needs 2 sections with questions or steps, as the original")
    ]


def test_a_translation_of_an_earlier_edition_is_behind() -> None:
    old, new = lesson("A.", head="title: A"), lesson("A.", head="title: A\nedition: 2")

    assert translations.is_behind(old, new)
    assert not translations.is_behind(new, new)
