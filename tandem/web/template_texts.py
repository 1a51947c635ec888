"""How do the texts of the interface come into a template before anybody reads it?

A template is compiled once for each language. A text that is the same for every reader of the
language then stands in it as if it had been written there; one into which something is filled in
needs no look-up any more. A text with a word of the site's own (`[Tandem]`, `[rep]`) is looked up
for each page as before: a site may change its words at any time.
"""

from __future__ import annotations

import hashlib

from babel.support import NullTranslations
from jinja2 import nodes
from jinja2.visitor import NodeTransformer


class TemplateTexts(NodeTransformer):
    """The texts of one language. Visiting a template puts them in."""

    def __init__(self, catalogue: NullTranslations) -> None:
        self.catalogue = catalogue
        known = sorted(getattr(catalogue, "_catalog", {}).items(), key=repr)
        # What tells whether a template that is kept still says what the catalogue says.
        self.mark = hashlib.sha256(repr(known).encode()).hexdigest()[:12]

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 (as Jinja calls it)
        """Put a text in the place where a template asks for it."""
        self.generic_visit(node)
        asked = asked_for(node)
        if asked is None:
            return node
        text: str = self.catalogue.ugettext(asked)
        if "[" in text:
            return node
        if "%" not in text:
            return nodes.TemplateData(text, lineno=node.lineno)
        if not node.kwargs:
            return nodes.TemplateData(text % {}, lineno=node.lineno)
        # It comes from a catalogue, not from anybody's hand; what is filled in is escaped.
        pairs = [nodes.Pair(nodes.Const(named.key), named.value) for named in node.kwargs]
        return nodes.Mod(nodes.TemplateData(text), nodes.Dict(pairs), lineno=node.lineno)


def asked_for(node: nodes.Call) -> str | None:
    """The text that a template asks for by its name; None for any other call."""
    if not isinstance(node.node, nodes.Name) or node.node.name not in {"_", "gettext"}:
        return None
    if len(node.args) != 1 or node.dyn_args or node.dyn_kwargs:
        return None
    text = node.args[0]
    return text.value if isinstance(text, nodes.Const) and isinstance(text.value, str) else None
