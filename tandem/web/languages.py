"""Which languages are the pages in, and how does a language call itself?"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from flask import Flask, current_app, request
from flask_babel import get_locale
from markupsafe import Markup, escape

from tandem.web.language_names import NAMES

NOTHING = Markup()


def languages_of_pages() -> tuple[str, ...]:
    """English and every language with compiled messages, in order of code."""
    return compiled(current_app.root_path)


@cache
def compiled(root: str) -> tuple[str, ...]:
    """The languages below translations/."""
    codes = {path.parts[-3] for path in Path(root).glob("translations/*/LC_MESSAGES/*.mo")}
    return tuple(sorted(codes | {"en"}))


def named_languages(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Codes with the names that the languages give themselves, by code: `("de", "Deutsch")`."""
    return [(code, name_of(code)) for code in sorted(codes)]


@cache
def known_languages() -> tuple[tuple[str, str], ...]:
    """Every language with two letters that has a name in its own words, by that name."""
    return tuple(sorted(NAMES.items(), key=itemgetter(1)))


def name_of(code: str) -> str:
    """The name of a language in that language; the code where nobody knows one."""
    if code in NAMES:
        return NAMES[code]
    try:
        name = Locale.parse(code, sep="-").get_display_name()
    except (ValueError, UnknownLocaleError):
        return code
    return name[:1].upper() + name[1:] if name else code


def name_for_reader(code: str) -> str:
    """The name of a language in that of the page, as its sentences say it: `German`, `Deutsch`."""
    locale = get_locale() or Locale("en")
    name = locale.languages.get(code.replace("-", "_"))
    try:
        return name or Locale.parse(code, sep="-").get_display_name(locale) or name_of(code)
    except (ValueError, UnknownLocaleError):
        return name_of(code)


def init_app(app: Flask) -> None:
    """Give the templates `name_of_language`, `language_for_reader`, `tongue` and its like."""
    app.add_template_filter(name_of, "name_of_language")
    app.add_template_filter(name_for_reader, "language_for_reader")
    app.add_template_filter(titled)
    app.add_template_filter(in_tongue)
    app.add_template_global(tongue)
    app.add_template_global(own_tongue)


def language_of_starters(language: str) -> str:
    """The language that a new text of this one begins in: English where no page is in it."""
    return language if language in languages_of_pages() else "en"


def tongue(language: str) -> Markup:
    """The attributes of a text in that language; none where the page is in it anyway (WCAG 3.1.2),
    or where nobody knows the language.

    What is written from right to left says so too.
    """
    marks = tongue_marks(language).items()
    return NOTHING.join(Markup(' {}="{}"').format(name, value) for name, value in marks)


def tongue_marks(language: str) -> dict[str, str]:
    """The same attributes by name, for what a form makes into a tag."""
    if language in {"", page_language()}:
        return {}
    try:
        direction = Locale.parse(language, sep="-").text_direction
    except (ValueError, UnknownLocaleError):
        direction = "ltr"
    return {"lang": language, "dir": "rtl"} if direction == "rtl" else {"lang": language}


def titled(served: Any) -> Markup:
    """The title of a module or a course, marked with its language where the page has another.

    It may stand within a sentence of the page. A module is in the language of its lesson.
    """
    return in_tongue(served.title, getattr(served, "lesson", served).language)


def in_tongue(text: str, language: str) -> Markup:
    """A text within a sentence of the page, marked with its language where that is another."""
    words = tongue(language)
    return Markup("<span{}>{}</span>").format(words, text) if words else escape(text)


def own_tongue(around: str) -> Markup:
    """The attributes of the page's own words within a text with these attributes."""
    return Markup(' lang="{}" dir="ltr"').format(page_language()) if around else NOTHING


def page_language() -> str:
    """The language of the page."""
    locale = get_locale()
    return "en" if locale is None else tag_of(locale)


@cache
def tag_of(locale: Locale) -> str:
    """A language as HTML names it."""
    return str(locale).replace("_", "-")


def language_without_doubt() -> str:
    """The reader's language; the browser's where the reader cannot be loaded."""
    try:
        return str(get_locale())
    except Exception:
        return request.accept_languages.best_match(languages_of_pages()) or "en"
