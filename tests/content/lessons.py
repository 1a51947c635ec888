"""Whole lessons for property tests: sections, every kind of question, odd but sound texts."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        "Late orders", "What helps?", "A # b", "C#", "{braces}", "Hint: no", "a -> b", "x {} y",
        "Zwölf", "'quoted'", '"said"', "16:30", "No", "a | b", "*why*", "`code`", "1. June", "_",
        "Ende #", "\\[x]", "a: b", "- dash", "> said", "[ ] box", "###", "½",
    ]
)  # fmt: skip
TITLE = WORDS.filter(lambda text: text.strip("# ") != "")
LINE = st.sampled_from(
    [
        "Text.", "  two spaces", "More text  ", "| a | b |", "* point", "#### Deep", "> quote", "",
        "```\n# no heading\n- [x] no option\n```", "Hint: think", "#### Deep {x} {}", "    code",
    ]
)  # fmt: skip
TEXT = st.lists(LINE, max_size=4).map("\n".join)
FEEDBACK = st.sampled_from(["", "  > Good.", "  > Good.\n  >\n  > Really.", "> Unindented\nlazy"])
MORE = st.sampled_from(["", "\n  more", "\n\n    deep\n    - [ ] nested", "\n  ```\n  code\n  ```"])
OPTION = st.tuples(TITLE, MORE, FEEDBACK)
ROLES = st.sampled_from(["", " for=rep", " for=support", " for=rep,support", " for=leader"])
NUMBER = st.one_of(
    st.integers(-(10**14), 10**14).map(str),
    st.decimals(-1000, 1000, places=6).map(lambda number: format(number, "f")),
)


@st.composite
def choices(draw: st.DrawFn) -> tuple[str, str]:
    """The words and the lines of a choice."""
    options = draw(st.lists(OPTION, min_size=2, max_size=4))
    right = draw(st.integers(0, len(options) - 1))
    every = draw(st.booleans())
    lines = [
        f"- [{'x' if every or at == right else ' '}] {text}{more}\n{said}".rstrip("\n")
        for at, (text, more, said) in enumerate(options)
    ]
    return draw(st.sampled_from(["", " multi"])), "\n".join(lines)


@st.composite
def others(draw: st.DrawFn) -> tuple[str, str]:
    """The words and the lines of a question without boxes."""
    one, two = draw(st.lists(TITLE, min_size=2, max_size=2, unique=True))
    number, spread = draw(NUMBER), draw(st.integers(0, 10**14))
    scene = f"{one}\n\n- [{one}](#end)\n\n#### {two} {{#end end=good}}\n\n{draw(TEXT)}"
    return draw(
        st.sampled_from(
            [
                (" order", f"1. {one}\n2. {two}\n   - more"),
                (" match", f"- left -> {one}\n- right -> {two}\n- -> spare"),
                ("", f"A [[gap | {number}]] and [[{spread}]] more."),
                ("", f"= yes\n= {number} or so"),
                ("", f"= {number} +- {spread}\n= {spread}"),
                ("", f"= {number} +- {spread} min | minutes\n= {spread} boxes\n= {number} %"),
                ("", f"= {number} +- 0 boxes\n= 3..7 km/h"),
                ("", f"= {number} min\n= a while"),
                (" scenario", scene),
                (" write", f"+ {one}\n+ {two}\n  more\n\n> A model.\n\n> Another.\n>\n> - end"),
                (" write", f"> Said before.\n\n- none\n\n+ {one}\n\n> A model."),
            ]
        )
    )


@st.composite
def questions(draw: st.DrawFn) -> str:
    """A question in Markdown, its id left to be put in."""
    words, answer = draw(st.one_of(choices(), others()))
    hint = draw(st.sampled_from(["", "Hint: look back", "Hint: one\n```\ntwo\n```"]))
    if "scenario" in words:
        return f"### {draw(TITLE)} {{#ID{words}}}\n\n{answer}"
    pieces = [draw(TEXT), hint, answer, draw(TEXT)]
    return f"### {draw(TITLE)} {{#ID{words}}}\n\n" + "\n\n".join(pieces)


HEADS = st.tuples(
    st.sampled_from(["T", '"A: b"', "'No'", r'"tab\t"', '"line\\nbreak"', "16:30"]),
    st.sampled_from(["", "minutes: 7\nshuffle: no\n", "show: each\nattempts: 2\n"]),
).map(lambda parts: f"---\ntitle: {parts[0]}\n{parts[1]}---")
READ = st.tuples(st.sampled_from(["#", "##", "###"]), TITLE, ROLES, TEXT).map(
    lambda parts: f"{parts[0]} {parts[1]} {{{parts[2].strip()}}}\n\n{parts[3]}"
)


SEALED = "### Said? {#seal sealed}\n\n____"
STEPS = st.sampled_from(
    [
        "### Think {#think}\n\nWell.\n____\n____\n\nMore.",
        "### Share {#share share=pair for=rep}\n\n____",
        "### Guess {#guess guess=seal}\n\nWhat?",
        "### How often? {#often scale}\n\n- kept\n\n1 (never) ... 5 (every week)\n- a\n- b\n  c",
        "### How much? {#much scale}\n\n-2 (little) … 2 (a lot)",
        "### Agree {#agree agreement}\n\n#### Deep {x} {}\n\n____",
        "### Thank {#thank thanks for=support}",
        "### Plan {#plan plan}\n\nWhy?\n\nWhen ____,\nthen I ____.\n\nMore.",
        "### Plan {#plans plan for=rep}\n\nIf \\_\\_\\_ then ___________",
        "### Talk {#talk talked was=spoke}\n\n```\n____\n```",
    ]
)
TOGETHER = st.lists(STEPS, max_size=4, unique=True).map(
    lambda steps: "\n\n".join(["## Two {together}\n\nFor two.", SEALED, *steps])
)


# What can stand behind the sign of an item, or in a cell, and means nothing there.
CALM = TITLE.filter(lambda text: text[0] not in "->[_" and text != "1. June")
PROSE = st.lists(
    st.sampled_from(["Text.", "More text  ", "> quote", "", "##### Deep {x} {}", "    code"]),
    max_size=3,
).map("\n".join)


@st.composite
def of_seats(draw: st.DrawFn) -> str:
    """Two choices and a hand-over, with whatever words."""
    rep, support = (draw(st.lists(CALM, min_size=2, max_size=3, unique=True)) for _ in range(2))
    lists = ["\n".join(f"- {text}" for text in texts) for texts in (rep, support)]
    rows = [["", *support], ["---"] * (len(support) + 1)]
    rows += [[label, *(draw(CALM) for _ in support)] for label in rep]
    cells = [" | ".join(cell.replace("|", "\\|") for cell in row) for row in rows]
    table = "\n".join(f"| {line} |" for line in cells)
    third = draw(st.sampled_from(["", f"#### {draw(CALM)} {{}}"]))
    seats = ["#### Rep", draw(PROSE), lists[0], f"#### {draw(CALM)} {{for=support}}", lists[1]]
    cases = ["#### Support", "Case.", lists[0], draw(PROSE), "#### One {for=rep}", "Two.", lists[1]]
    choice = ["### Ward {#ward choice}", *seats, third, table, draw(PROSE)]
    return "\n\n".join([*choice, "### Over {#over handover}", *cases])


PLACED = st.sampled_from(["", "", " first", " last", " sibling=q0", " sibling=q1"])


@st.composite
def lessons(draw: st.DrawFn) -> str:
    """A lesson in Markdown. Most are sound."""
    asked = draw(st.lists(questions(), min_size=1, max_size=3))
    words = draw(st.sampled_from(["", " pass=60%", " pick=1", " recap=3"]))
    quiz = f"## {draw(TITLE)} {{quiz{words}}}"
    body = [one.replace("#ID", f"#q{number}{draw(PLACED)}") for number, one in enumerate(asked)]
    sections = draw(st.lists(READ, max_size=4))
    steps = draw(st.one_of(st.just(""), TOGETHER))
    steps += f"\n\n{draw(of_seats())}" if steps and draw(st.booleans()) else ""
    return "\n\n".join([draw(HEADS), draw(TEXT), *sections, quiz, *body, steps])
