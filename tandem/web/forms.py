"""What do all forms share? A CSRF token and, where something is recorded, an id of their own."""

from __future__ import annotations

import secrets
from functools import cache, lru_cache
from typing import Any

from babel.support import Translations
from flask import current_app
from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from flask_login import current_user
from flask_wtf import FlaskForm
from itsdangerous import BadSignature, URLSafeSerializer
from markupsafe import Markup, escape
from wtforms import (
    DateField,
    HiddenField,
    SelectMultipleField,
    StringField,
    ValidationError,
    widgets,
)
from wtforms.i18n import DefaultTranslations, messages_path

from tandem.content.spelling import address_of, name_of
from tandem.dates import FIRST_YEAR, LAST_YEAR, is_plausible
from tandem.web import inputs

# By this name an id says of which kind of form it is.
KIND = "form"


class SiteForm(FlaskForm):
    """What every form of the site is."""

    class Meta(FlaskForm.Meta):
        """What the library behind the forms says, in the reader's language, and how it says it."""

        def get_translations(self, form: Any) -> Any:
            """The catalogue. It is read once in a process, not once in a request."""
            return form_texts(str(get_locale() or "en"))

        def render_field(self, field: Any, render_kw: dict[str, Any]) -> Any:
            """A field as HTML."""
            given = {**(field.render_kw or {}), **render_kw}
            if inputs.is_plain(field) and not any("_" in name for name in given):
                return inputs.input_tag(field, given)
            return super().render_field(field, render_kw)


@cache
def form_texts(language: str) -> DefaultTranslations:
    """What WTForms says, in a language."""
    return DefaultTranslations(Translations.load(messages_path(), [language], domain="wtforms"))


class RecordingForm(SiteForm):
    """A form that records something: sent twice, it counts once (`web/submit_once.py`).

    Its id is signed and names the person it was made for.
    """

    form_id = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form_id.data = self.form_id.data or self.new_id()

    def validate_form_id(self, field: HiddenField) -> None:
        """The id must be one of ours, made for this person and for a form of this kind.

        Whoever sent one of another kind has one that fits when they press again.
        """
        facts = facts_of(field.data)
        if facts is None:
            raise ValidationError(_("This form is out of date. Reload the page and send it again."))
        if not self.is_own(facts):
            field.data = self.new_id()
            raise ValidationError(
                _("This page was out of date. Nothing is lost: press the button again.")
            )

    def is_own(self, facts: dict[str, Any]) -> bool:
        """Is the id that says this one of a form of this kind?"""
        return KIND not in facts

    def new_id(self) -> str:
        """An id for a page that shows this form."""
        return new_form_id()


class FactsForm(RecordingForm):
    """A form whose id says, signed, what its page showed: for a quiz, the revision.

    It takes no id of a form of another kind, which says other things or nothing.
    """

    def __init__(self, *args: Any, facts: dict[str, Any] | None = None, **kwargs: Any) -> None:
        self.facts_of_page = facts or {}
        super().__init__(*args, **kwargs)

    @property
    def facts(self) -> dict[str, Any]:
        """What the form's id says about its page; empty where it is not one of this kind."""
        facts = facts_of(self.form_id.data) or {}
        return facts if self.is_own(facts) else {}

    def is_own(self, facts: dict[str, Any]) -> bool:
        """Is the id that says this one of a form of this kind?"""
        return facts.get(KIND) == type(self).__name__

    def new_id(self) -> str:
        """An id for a page that shows this form. Without what it shows it is one of no kind."""
        if not self.facts_of_page:
            return new_form_id()
        return new_form_id(**self.facts_of_page, **{KIND: type(self).__name__})

    def show(self, **facts: Any) -> None:
        """Let a page that shows the form anew say this of itself."""
        self.facts_of_page = facts
        self.form_id.data = self.new_id()


# A phone shows the keys of an address. No browser checks it: what browsers call an address has no
# letter such as ü before the @, and many do.
OF_ADDRESS = {"inputmode": "email", "autocapitalize": "off", "spellcheck": "false"}


class AddressField(StringField):
    """A mail address in the one spelling that is kept and looked for."""

    def __init__(self, *args: Any, render_kw: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, render_kw={**OF_ADDRESS, **(render_kw or {})}, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed."""
        super().process_formdata([address_of(typed) for typed in valuelist])


class NameField(StringField):
    """A name of somebody or of a team in the one spelling that is kept."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed."""
        super().process_formdata([name_of(typed) for typed in valuelist])


class TickField(SelectMultipleField):
    """Several choices as boxes to tick."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class PlainSelect(widgets.Select):
    """A list of many choices that have no attributes of their own, such as all time zones.

    The usual one weighs each attribute of each choice: that took longer than the rest of the page.
    """

    @classmethod
    def render_option(cls, choice: Any, **kwargs: Any) -> Markup:
        """A choice as the usual list writes it."""
        chosen = "selected " if choice.selected else ""
        value, label = escape(choice.value), escape(choice.label or choice.value)
        return Markup(f'<option {chosen}value="{value}">{label}</option>')  # noqa: S704 (escaped)


def plausible_day(form: FlaskForm, field: DateField) -> None:
    """Take no day that nobody can have meant. A validator for fields of days."""
    if field.data and not is_plausible(field.data):
        raise ValidationError(
            _("Choose a day from %(first)s to %(last)s.", first=FIRST_YEAR, last=LAST_YEAR)
        )


def signer() -> URLSafeSerializer:
    """What signs the forms' ids."""
    return signer_with(current_app.secret_key or "")


@lru_cache(maxsize=4)
def signer_with(key: str | bytes) -> URLSafeSerializer:
    """The same for one key; a site has one."""
    return URLSafeSerializer(key, salt="form-id")


def person_id() -> int:
    """The signed-in person's id; 0 for a visitor."""
    return int(current_user.id) if current_user.is_authenticated else 0


def new_form_id(**facts: Any) -> str:
    """A new form's id, for the person who is looking."""
    return str(signer().dumps({**facts, "person": person_id(), "n": secrets.token_urlsafe(9)}))


def facts_of(form_id: str | None) -> dict[str, Any] | None:
    """What a form's id says, or None where it is not ours or was made for somebody else."""
    try:
        facts = signer().loads(form_id or "")
    except BadSignature:
        return None
    return facts if facts.get("person") == person_id() else None
