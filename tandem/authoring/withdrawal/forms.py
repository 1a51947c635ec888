"""Which form withdraws a module?"""

from __future__ import annotations

from typing import Self

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField

from tandem.authoring.withdrawal.queries import Leaving
from tandem.web.forms import RecordingForm


class WithdrawModuleForm(RecordingForm):
    """Withdraw a module. `version` stands for the files as they were shown."""

    version = HiddenField()
    keep = BooleanField(
        _("Save what the file says as my draft"),
        description=_("Without it the text is gone for good, and the module leaves the list."),
    )

    @classmethod
    def shown(cls, leaving: Leaving) -> Self:
        """The form for these files."""
        return cls(formdata=None, version=leaving.version, keep=True)
