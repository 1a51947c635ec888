"""How is a text of the interface said? In the reader's language, and in this site's own words."""

from __future__ import annotations

from typing import Any

from babel.support import NullTranslations
from flask import Flask
from flask_babel import Babel, Domain, _get_current_context, get_locale
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import escape

from tandem.content.own_words import OwnWords
from tandem.web.site_identity import own_words


class SiteDomain(Domain):  # type: ignore[misc]  # flask_babel is untyped
    """Catalogues whose texts get the words of the site before anything else is filled in."""

    def get_translations(self) -> NullTranslations:
        """The catalogue of the reader's language. It is looked for once in a request, and again
        where a letter in another language begins or ends (`force_locale` sets it aside)."""
        context = _get_current_context()
        kept: NullTranslations | None = getattr(context, "babel_translations", None)
        if kept is None:
            kept = super().get_translations()
            if context is not None:
                context.babel_translations = kept
        return kept

    @pass_context
    def in_template(self, context: Context, text: str) -> str:
        """A text of a template; Jinja takes it for safe, so the words of the site are escaped."""
        return said_in(context, self.get_translations().ugettext(text))

    @pass_context
    def counted_in_template(self, context: Context, singular: str, plural: str, num: int) -> str:
        """A text of a template with a number."""
        return said_in(context, self.get_translations().ungettext(singular, plural, num))

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
        jinja.install_gettext_callables(
            gettext=self.domain_of_site.in_template,
            ngettext=self.domain_of_site.counted_in_template,
            newstyle=True,
        )
        app.add_template_global(own_words)

    @property
    def domain_instance(self) -> Domain:
        """The domain of every request: a catalogue is read once in a process."""
        return self.domain_of_site


def in_own_words(text: str) -> str:
    """A text in the words of the site."""
    if "[" not in text:
        return text
    return own_words().filled(text, str(get_locale() or "en"))


def said_in(context: Context, text: str) -> str:
    """A text in the words of the site, escaped where the template escapes."""
    if "[" not in text:
        return text
    words = own_words()
    if context.eval_ctx.autoescape:
        words = OwnWords(str(escape(words.name)), words.roles)
    return words.filled(text, str(get_locale() or "en"))
