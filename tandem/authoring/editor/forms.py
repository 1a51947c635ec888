"""Which forms does a trainer need to write?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice

from tandem.authoring.editor.queries import Desk
from tandem.content.comparing.merging import ClashChoice
from tandem.content.files.workshop import plain
from tandem.terms import READERS, Role
from tandem.web.forms import RecordingForm
from tandem.web.words import ROLES


class EditForm(RecordingForm):
    """Write a file. `base` and `version` are the file that was opened: nobody's work is
    overwritten. `kept` is the draft this page showed."""

    source = TextAreaField(
        _("The lesson"),
        render_kw={"rows": 32, "spellcheck": "true", "class": "editor", "wrap": "soft"},
    )
    reader = RadioField(
        _("Preview as"),
        choices=[SelectChoice(role, ROLES[role]) for role in READERS],
        default=Role.REP,
        validate_choice=False,
    )
    base = HiddenField()
    version = HiddenField()
    kept = HiddenField()
    picture = FileField(
        _("Add an image"),
        description=_("PNG, JPEG, GIF, WebP or SVG, at most 2 MB."),
        render_kw={"accept": "image/png,image/jpeg,image/gif,image/webp,image/svg+xml"},
    )

    @classmethod
    def opened(cls, desk: Desk) -> Self:
        """The form for what lies on the desk."""
        return cls(
            formdata=None, source=desk.source, base=desk.base, version=desk.version, kept=desk.kept
        )

    def text(self) -> str:
        """The text as a file holds it."""
        return plain(self.source.data or "")

    def base_text(self) -> str:
        """What the file said when it was opened; empty where it was not there."""
        return plain(self.base.data) if self.base.data else ""

    def role(self) -> Role:
        """As whom the preview is read."""
        return Role(self.reader.data) if self.reader.data in set(READERS) else Role.REP


class MergeForm(RecordingForm):
    """Put two texts together. `theirs` is the version that was shown against one's own."""

    source = HiddenField()
    base = HiddenField()
    version = HiddenField()
    kept = HiddenField()
    theirs = HiddenField()

    def text(self) -> str:
        """One's own text."""
        return plain(self.source.data or "")

    def base_text(self) -> str:
        """What both began from."""
        return plain(self.base.data) if self.base.data else ""


def choices_in(fields: Mapping[str, str]) -> dict[int, ClashChoice]:
    """What was chosen of each clash."""
    choices = {}
    for name, value in fields.items():
        number = name.removeprefix("clash-")
        is_number = number.isascii() and number.isdigit() and len(number) < 10
        if name != number and is_number and value in set(ClashChoice):
            choices[int(number)] = ClashChoice(value)
    return choices
