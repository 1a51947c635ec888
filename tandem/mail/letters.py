"""What does a letter look like? Text and HTML in the reader's language, in the site's hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import css_inline
from flask import Flask, current_app, has_app_context, has_request_context, render_template
from flask_babel import force_locale
from itsdangerous import BadSignature, URLSafeSerializer

from tandem.figures.accents import Accents
from tandem.mail.smtp import in_ascii
from tandem.models import Letter
from tandem.web.links import full_address
from tandem.web.site_identity import own_colors, own_look

TOKEN = re.compile(r"^\s*(--[\w-]+):\s*([^;]+);", re.MULTILINE)
# An address must not be broken over two lines; words may be, and an encoded one must (RFC 2047).
LONGEST_HEADER, LONGEST_SUBJECT = 900, 76
USE = re.compile(r"var\((--[\w-]+)\)")
# A rule of the letters' style sheet, and what of it tells a color.
RULE = re.compile(r"^([^{}/]+?) *\{([^}]*)\}", re.MULTILINE)
COLORED = re.compile(r"([\w-]+): *[^;]*(var\(--[\w-]+\))[^;]*;")


@dataclass(frozen=True)
class LetterText:
    """A letter's words. `off` is the address that switches such letters off, where there is one."""

    subject: str
    text: str
    html: str
    off: str = ""


@contextmanager
def reading_as(app: Flask, language: str) -> Iterator[None]:
    """Write for somebody: in their language, and with the site's own address outside requests."""
    if has_request_context():
        with force_locale(language):
            yield
        return
    if has_app_context():
        # A command looks it up; what stands for a request below would not ask.
        own_look()
    with app.test_request_context(base_url=app.config["BASE_URL"] or None), force_locale(language):
        yield


def short_letter(
    template: str, *, subject: str, link: str, button: str, **facts: Any
) -> LetterText:
    """A letter of a few paragraphs with one link, as text and as HTML from the same words."""
    text = render_template(template, link=link, **facts).strip() + "\n"
    html = render_template(
        "mail/short.html", title=subject, paragraphs=text.split("\n\n"), link=link, button=button
    )
    return LetterText(subject=subject, text=text, html=in_our_hand(html))


def in_our_hand(html: str) -> str:
    """The HTML with the style beside each element, as mail programs want it."""
    static, colors = str(current_app.static_folder), own_colors()
    inside = css_inline.inline(html, extra_css=style(static, colors))
    return inside.replace("</head>", f"<style>{in_the_dark(static, colors)}</style></head>", 1)


@lru_cache(maxsize=4)
def style(static: str, colors: Accents) -> str:
    """The letters' style sheet with the light colours of the site filled in."""
    own = {"--rep": colors.rep, "--support": colors.support, "--both": colors.both.light}
    return filled(sheet_of(static), tokens_of(static)[0] | own)


@lru_cache(maxsize=4)
def in_the_dark(static: str, colors: Accents) -> str:
    """The colors of the same sheet in the dark; they win over what is inline."""
    light, dark = tokens_of(static)
    own = {"--rep": colors.rep_dark, "--support": colors.support_dark, "--both": colors.both.dark}
    rules = (
        f"{names} {{ {' '.join(f'{color_of(what)}: {to} !important;' for what, to in told)} }}"
        for names, inside in RULE.findall(sheet_of(static))
        if (told := COLORED.findall(inside))
    )
    sheet = filled(" ".join(rules), light | dark | own)
    return f"@media (prefers-color-scheme: dark) {{ {sheet} }}"


def color_of(what: str) -> str:
    """The color of a border alone: the dark draws no line where the light has none."""
    return f"{what}-color" if what.startswith("border") else what


def tokens_of(static: str) -> tuple[dict[str, str], dict[str, str]]:
    """The colors of the site, in light and in dark."""
    light, dark, *_rest = (Path(static) / "css" / "tokens.css").read_text("utf-8").split("@media")
    return dict(TOKEN.findall(light)), dict(TOKEN.findall(dark))


def sheet_of(static: str) -> str:
    """The letters' style sheet as it is written."""
    return (Path(static) / "mail.css").read_text("utf-8")


def filled(sheet: str, values: dict[str, str]) -> str:
    """A style sheet with values in the place of names."""
    return USE.sub(lambda use: values[use[1]], sheet)


class LetterPolicy(EmailPolicy):
    """How headers are written: the subject in lines of its own length."""

    def fold_binary(self, name: str, value: str) -> bytes:
        """A header as it travels."""
        if name.lower() == "subject" and self.max_line_length == LONGEST_HEADER:
            return self.clone(max_line_length=LONGEST_SUBJECT).fold_binary(name, value)
        return super().fold_binary(name, value)


def message_of(letter: Letter, written: LetterText, *, host: str) -> EmailMessage:
    """The message as it travels. Its Message-ID is the same on every try.

    Raises ValueError where it cannot be written, as with a line break in its subject.
    """
    message = EmailMessage()
    message.set_content(written.text)
    if written.html:
        message.add_alternative(written.html, subtype="html")
    message.policy = LetterPolicy(max_line_length=LONGEST_HEADER)
    message["Subject"] = written.subject
    message["To"] = in_ascii(letter.recipient)
    message["Date"] = format_datetime(letter.created_at)
    message["Message-ID"] = f"<{letter.id}.{letter.key}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = letter.language
    if written.off:
        message["List-Unsubscribe"] = f"<{written.off}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return message


def off_address(person_id: int) -> str:
    """The address that switches a person's regular mail off. Only we can make one."""
    return full_address("daily.off", token=off_signer().dumps(person_id))


def person_of(token: str) -> int | None:
    """Whose mail a link switches off; None where the link is not ours."""
    try:
        return int(off_signer().loads(token))
    except BadSignature:
        return None


def off_signer() -> URLSafeSerializer:
    """The signer of the links that switch mail off."""
    return URLSafeSerializer(current_app.secret_key or "", salt="mail-off")
