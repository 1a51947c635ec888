"""What do we build pages from, and how does it look in every state?"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, current_app, render_template
from flask.typing import ResponseReturnValue

from tandem.content.comparing.difference import difference
from tandem.content.rendering.html import rendered_text
from tandem.styleguide import forms
from tandem.terms import PairState, Stage, Together
from tandem.web import clock
from tandem.web.access import EVERYBODY, open_to

blueprint = Blueprint("styleguide", __name__, url_prefix="/styleguide")
STATE = re.compile(r":(hover|focus-visible|active)\b")
TOKEN = re.compile(r"^    --([\w-]+): ", re.MULTILINE)
SHOWN = (("text", "font-size"), ("space", "inline-size"), ("radius", "border-radius"))
BEFORE = ("Hello.", "You bring the energy.", "They hold it.", "Three", "Four", "Five", "Six")
AFTER = ("Hello.", "You bring the drive.", "They give it a frame.", *BEFORE[3:], "Seven")


@blueprint.get("/")
@open_to(EVERYBODY)
def guide() -> ResponseReturnValue:
    """Every component, with made-up content."""
    return render_template(
        "styleguide/guide.html",
        tokens=token_names(),
        form=forms.open_form(),
        rejected=forms.rejected_form(),
        states=[Together.NOBODY_YET, Stage.BEGUN, *list(Together)[1:]],
        lives=list(PairState),
        pieces=difference(BEFORE, AFTER, around=1),
        prose=rendered_text(sample("prose.md"), picture_address=str),
        day=(clock.now() + timedelta(days=9)).date(),
    )


@blueprint.get("/states.css")
@open_to(EVERYBODY)
def states() -> ResponseReturnValue:
    """Our style once more, with a class for each state that only a hand brings about."""
    css = current_app.extensions["assets"]["css"].content.decode()
    forced = STATE.sub(r".is-\1", css)
    return Response(f"{forced}\n{swatches()}\n{sample('guide.css')}", mimetype="text/css")


def swatches() -> str:
    """A class for each token, so that the guide can show it without a style of its own."""
    names = token_names()
    rules = [f".guide__colour--{name} {{ background: var(--{name}) }}" for name in names["colour"]]
    rules += [
        f".guide__{kind}--{name} {{ {what}: var(--{name}) }}"
        for kind, what in SHOWN
        for name in names[kind]
    ]
    return "@layer features {{ {} }}".format("\n".join(rules))


def token_names() -> dict[str, list[str]]:
    """The tokens by kind, as `tokens.css` gives them."""
    light = tokens_file().partition("@media")[0]
    found = dict.fromkeys(TOKEN.findall(light))
    kinds = {
        kind: [name for name in found if name == kind or name.startswith(f"{kind}-")]
        for kind, _ in SHOWN
    }
    colours = re.findall(r"--([\w-]+): #", light)
    return {"colour": colours, **kinds}


@cache
def tokens_file() -> str:
    """The tokens."""
    return (Path(str(current_app.static_folder)) / "css" / "tokens.css").read_text("utf-8")


@cache
def sample(name: str) -> str:
    """A file that stands beside this one."""
    return (Path(__file__).parent / name).read_text("utf-8")
