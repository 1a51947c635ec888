"""Which forms does an account need?"""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, Email, EqualTo, Length

from tandem.web.clock import zone_names
from tandem.web.forms import PlainSelect, RecordingForm

LONG_ENOUGH = Length(
    min=10, max=200, message=_("Use at least 10 characters. A short sentence works well.")
)
NEEDED = DataRequired(_("Please fill this in."))
ADDRESS = Email(_("This does not look like a mail address. It needs the form name@example.com."))


class SignInForm(FlaskForm):
    """Sign in. `kept` is a form that was under way when the session ended."""

    email = EmailField(_("Mail address"), [NEEDED], render_kw={"autocomplete": "username"})
    password = PasswordField(
        _("Password"), [NEEDED], render_kw={"autocomplete": "current-password"}
    )
    kept = HiddenField()


class ForgottenForm(FlaskForm):
    """Ask for a link that sets a new password."""

    email = EmailField(_("Mail address"), [NEEDED, ADDRESS], render_kw={"autocomplete": "username"})


class NewPasswordForm(FlaskForm):
    """Set a password, behind a link."""

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


class JoinForm(NewPasswordForm):
    """Take up an invitation."""

    given_name = StringField(_("Given name"), [NEEDED, Length(max=100)])
    surname = StringField(_("Surname"), [NEEDED, Length(max=100)])
    time_zone = SelectField(_("Time zone"), widget=PlainSelect())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.time_zone.choices = zone_names()


class FirstAccountForm(JoinForm):
    """Make the first account."""

    email = EmailField(_("Mail address"), [NEEDED, ADDRESS, Length(max=254)])


class DetailsForm(RecordingForm):
    """Change name, mail address, time zone and language. `languages` are (code, name)."""

    given_name = StringField(_("Given name"), [NEEDED, Length(max=100)])
    surname = StringField(_("Surname"), [NEEDED, Length(max=100)])
    email = EmailField(_("Mail address"), [NEEDED, ADDRESS, Length(max=254)])
    time_zone = SelectField(_("Time zone"), widget=PlainSelect())
    language = SelectField(
        _("Language"), description=_("Lessons and pages come in it as far as they are translated.")
    )
    password = PasswordField(
        _("Your password"),
        description=_("Only needed to change the mail address."),
        render_kw={"autocomplete": "current-password"},
    )

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.time_zone.choices = zone_names()
        self.language.choices = languages


class ChangePasswordForm(NewPasswordForm):
    """Change the password of a signed-in person."""

    password = PasswordField(
        _("Your present password"),
        [NEEDED],
        # The page has a field of that name already, in its first form.
        id="present-password",
        render_kw={"autocomplete": "current-password"},
    )
