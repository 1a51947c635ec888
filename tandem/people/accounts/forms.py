"""Which forms does an account need?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    HiddenField,
    PasswordField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Email, EqualTo, Length, Optional

from tandem.people.accounts.passwords import is_easy_to_guess
from tandem.terms import QuizView
from tandem.web.clock import zone_names
from tandem.web.forms import (
    OF_ADDRESS,
    AddressField,
    NameField,
    PlainSelect,
    RecordingForm,
    SiteForm,
)

LONG_ENOUGH = Length(
    min=10, max=200, message=_("Use at least 10 characters. A short sentence works well.")
)
# What somebody types of themselves in the same form.
OWN_FIELDS = ("given_name", "surname", "email")
QUIZ_VIEWS = {
    QuizView.AUTO: _("One question at a time on a phone"),
    QuizView.ONE: _("Always one question at a time"),
    QuizView.ALL: _("All questions on one page"),
}
NEEDED = DataRequired(_("Please fill this in."))
ADDRESS = Email(_("This doesn’t look like a mail address. It needs the form name@example.com."))


class SignInForm(SiteForm):
    """Sign in. `kept` is a form that was under way when the session ended."""

    # As it was typed: of two accounts that are spelled in two ways each is found by its own.
    email = StringField(
        _("Mail address"), [NEEDED], render_kw={**OF_ADDRESS, "autocomplete": "username"}
    )
    password = PasswordField(
        _("Password"), [NEEDED], render_kw={"autocomplete": "current-password"}
    )
    kept = HiddenField()


class MailLinkForm(SiteForm):
    """Ask for a letter that lets one in. `kept` is as above."""

    email = AddressField(
        _("Mail address"), [NEEDED, ADDRESS], render_kw={"autocomplete": "username"}
    )
    kept = HiddenField()


class CodeOfLetterForm(SiteForm):
    """Type the code of such a letter."""

    code = StringField(
        _("Code"),
        [NEEDED, Length(max=64)],
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"},
    )
    kept = HiddenField()


class ForgottenForm(SiteForm):
    """Ask for a link that sets a new password."""

    email = AddressField(
        _("Mail address"), [NEEDED, ADDRESS], render_kw={"autocomplete": "username"}
    )


class NewPasswordForm(SiteForm):
    """Set a password, behind a link. `own_words` are names and the address of whoever sets it."""

    new_password = PasswordField(
        _("New password"),
        [NEEDED, LONG_ENOUGH],
        description=_("At least 10 characters."),
        render_kw={"autocomplete": "new-password"},
    )
    repeat_password = PasswordField(
        _("The same again"),
        [EqualTo("new_password", _("The two passwords differ."))],
        render_kw={"autocomplete": "new-password"},
    )

    def __init__(self, *args: Any, own_words: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own_words = tuple(own_words)

    def validate_new_password(self, field: PasswordField) -> None:
        """It may not be easy to guess, for whoever knows this person either."""
        typed = [self[name].data or "" for name in OWN_FIELDS if name in self]
        if is_easy_to_guess(field.data, (*self.own_words, *typed)):
            raise ValidationError(
                _(
                    "This password is easy to guess: many people use one like it, or your name or"
                    " address is in it. A short sentence of your own works well."
                )
            )


class JoinForm(NewPasswordForm):
    """Take up an invitation, with a password or, where one can do without, without."""

    given_name = NameField(_("Given name"), [NEEDED, Length(max=100)])
    surname = NameField(_("Surname"), [NEEDED, Length(max=100)])
    time_zone = SelectField(_("Time zone"), widget=PlainSelect())
    language = SelectField(_("Language"))

    def __init__(
        self,
        *args: Any,
        languages: list[tuple[str, str]],
        needs_password: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.time_zone.choices = zone_names()
        self.language.choices = languages
        self.needs_password = needs_password
        if not needs_password:
            self.new_password.validators = [Optional(strip_whitespace=False), LONG_ENOUGH]
            self.new_password.flags.required = False

    def begin_with(self, *, zone: str, language: str) -> None:
        """Preselect what the browser says, until somebody has chosen.

        A script knows the zone better than the language does; it chooses once the page stands.
        """
        if not self.time_zone.raw_data:
            self.time_zone.data = zone
        if not self.language.raw_data:
            self.language.data = language
        if not self.is_submitted():
            self.time_zone.render_kw = {"data-own-zone": True}


class FirstAccountForm(JoinForm):
    """Make the first account."""

    email = AddressField(
        _("Mail address"),
        [NEEDED, ADDRESS, Length(max=254)],
        render_kw={"autocomplete": "username"},
    )


class DetailsForm(RecordingForm):
    """Change name, time zone and language. `languages` are (code, name)."""

    given_name = NameField(_("Given name"), [NEEDED, Length(max=100)])
    surname = NameField(_("Surname"), [NEEDED, Length(max=100)])
    time_zone = SelectField(_("Time zone"), widget=PlainSelect())
    language = SelectField(
        _("Language"), description=_("Lessons and pages come in it as far as they are translated.")
    )

    quiz_view = SelectField(
        _("Quizzes"),
        description=_("Each quiz can be switched, too."),
        choices=[SelectChoice(view.value, words) for view, words in QUIZ_VIEWS.items()],
    )

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.time_zone.choices = zone_names()
        self.language.choices = languages


class MailForm(SiteForm):
    """Give an account another mail address."""

    email = AddressField(
        _("New mail address"),
        [NEEDED, ADDRESS, Length(max=254)],
        render_kw={"autocomplete": "email"},
    )


class ChangePasswordForm(NewPasswordForm):
    """Change the password of a signed-in person."""

    password = PasswordField(
        _("Your present password"),
        [NEEDED],
        render_kw={"autocomplete": "current-password"},
    )
