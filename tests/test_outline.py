"""Is what a page says told line by line, and nothing of how it looks?"""

from __future__ import annotations

from tests.outline import MANY_OPTIONS, said_in


def test_what_is_read_and_sent_is_told_and_not_how_it_looks() -> None:
    page = """<header>Tandem</header><main id="x" class="wide"><h1>Your <b>pair</b></h1>
      <form method="post" action="/go"><input type="hidden" name="csrf_token" value="by lot">
      <label for="a">How much</label><input id="a" name="much" value="3" required></form></main>
      <footer>end</footer>"""

    assert said_in(page) == [
        "Your",
        "pair",
        "<form action=/go method=post>",
        "<input name=csrf_token type=hidden>",
        "<label for=a>",
        "How much",
        "<input name=much required value=3>",
    ]


def test_a_class_that_tells_a_state_is_told_and_what_a_script_goes_by() -> None:
    page = '<main><li class="stop stop--here" data-state="open">Here</li></main>'

    assert said_in(page) == ["<li class=stop--here data-state=open>", "Here"]


def test_of_a_long_list_only_the_choice_is_told() -> None:
    many = "".join(f"<option value={number}>{number}" for number in range(MANY_OPTIONS))

    said = said_in(f"<main><select name=zone>{many}<option value=a selected>Apia</select></main>")

    assert said == [
        "<select name=zone>",
        f"{2 * MANY_OPTIONS + 2} lines, of them chosen:",
        "<option selected value=a>",
        "Apia",
    ]


def test_what_is_drawn_by_lot_is_not_told() -> None:
    secret = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

    assert said_in(f"<main>{secret}<input value=gAAAAAbcd-_=></main>") == [
        "(secret)",
        "<input value=(sealed)>",
    ]
