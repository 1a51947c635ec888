"""How is a text of the interface said? In the reader's language, and in this site's own words."""

from __future__ import annotations

from typing import Any

from babel.support import NullTranslations
from flask import Flask, g, has_app_context
from flask_babel import (
    Babel,
    Domain,
    _get_current_context,
    force_locale,
    get_domain,
    get_locale,
)
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from tandem.content.own_words import OwnWords
from tandem.web.site_identity import own_words


class SiteDomain(Domain):  # type: ignore[misc]  # flask_babel is untyped
    """Catalogues whose texts get the words of the site before anything else is filled in."""

    def get_translations(self) -> NullTranslations:
        """The catalogue of the reader's language. It is looked for once in a request, and again
        where a letter in another language begins or ends (`force_locale` sets it aside)."""
        space = g.get("_flask_babel") if has_app_context() else None
        kept: NullTranslations | None = getattr(space, "babel_translations", None)
        if kept is None:
            kept = super().get_translations()
            if (context := _get_current_context()) is not None:
                context.babel_translations = kept
        return kept

    @pass_context
    def in_template(self, context: Context, text: str, /, **variables: Any) -> str:
        """A text of a template, in which everything is filled in escaped."""
        return filled_in(context, self.get_translations().ugettext(text), variables)

    @pass_context
    def counted_in_template(
        self, context: Context, singular: str, plural: str, num: int, /, **variables: Any
    ) -> str:
        """A text of a template with a number."""
        text = self.get_translations().ungettext(singular, plural, num)
        return filled_in(context, text, {"num": num, **variables})

    def gettext(self, string: str, **variables: Any) -> str:
        """A text. Like that of Flask-Babel, it is formatted only where something is filled in."""
        text = in_own_words(self.get_translations().ugettext(string))
        return text % variables if variables else text

    def ngettext(self, singular: str, plural: str, num: int, **variables: Any) -> str:
        """A text with a number."""
        found = self.get_translations().ungettext(singular, plural, num)
        return in_own_words(found) % {"num": num, **variables}


class SiteBabel(Babel):  # type: ignore[misc]
    """Flask-Babel with one domain for all requests, and its texts in the words of the site."""

    def init_app(self, app: Flask, *given: Any, **named: Any) -> None:
        """Let templates say their texts like the code."""
        self.domain_of_site = SiteDomain()
        super().init_app(app, *given, **named)
        jinja: Any = app.jinja_env
        # One function instead of the four that Jinja puts around each other for every text.
        jinja.newstyle_gettext = True
        jinja.globals.update(
            _=self.domain_of_site.in_template,
            gettext=self.domain_of_site.in_template,
            ngettext=self.domain_of_site.counted_in_template,
        )
        app.add_template_global(own_words)

    @property
    def domain_instance(self) -> Domain:
        """The domain of every request: a catalogue is read once in a process."""
        return self.domain_of_site


def catalogue_of(app: Flask, language: str) -> NullTranslations:
    """The texts in a language, whoever is reading."""
    with app.app_context(), force_locale(language):
        catalogue: NullTranslations = get_domain().get_translations()
        return catalogue


def in_own_words(text: str) -> str:
    """A text in the words of the site."""
    if "[" not in text:
        return text
    return own_words().filled(text, str(get_locale() or "en"))


def filled_in(context: Context, text: str, variables: dict[str, Any]) -> str:
    """A text in the words of the site, with what is filled in; escaped where the template does."""
    is_escaped = context.eval_ctx.autoescape
    if "[" in text:
        words = own_words()
        if is_escaped:
            words = OwnWords(str(escape(words.name)), words.roles)
        text = words.filled(text, str(get_locale() or "en"))
    if is_escaped:
        # It comes from a catalogue, not from anybody's hand.
        text = Markup(text)  # noqa: S704
    return text % variables if "%" in text else text
