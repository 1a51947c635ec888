"""Which form says that a lesson was read?"""

from __future__ import annotations

from tandem.web.forms import FactsForm


class ReadForm(FactsForm):
    """I have read this. The form's id names the module and the revision that was shown."""

    def revision_shown(self, *, module_id: int) -> int | None:
        """The revision on the page, if this form was made for this module."""
        facts = self.facts
        revision: int | None = facts.get("revision") if facts.get("module") == module_id else None
        return revision
