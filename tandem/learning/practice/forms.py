"""Which button of a scene was pressed, on which page?"""

from __future__ import annotations

from tandem.web.forms import FactsForm


class MoveForm(FactsForm):
    """A scene. The form's id names the revision whose text the page showed."""

    def has_text_of(self, revision_id: int) -> bool:
        """Did the page show the text of this revision?"""
        return self.facts.get("revision") == revision_id
