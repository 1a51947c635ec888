"""What is Markdown here? CommonMark with GitHub's signs, footnotes, definitions and admonitions.

One grammar decides for the checker, the importers and the page what is code, a list, a heading.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

OPTIONS = {
    "tasklists": True,
    "alerts": True,
    "strikethrough_single_tilde": True,
    # Twenty lists and quotes in each other, as `nesting.py` allows, and what stands in them.
    "maxNesting": 64,
}
ADDRESS_BEFORE = re.compile(r"[A-Za-z0-9.+-][A-Za-z0-9._+-]{0,63}\Z")
ADDRESS_BEHIND = re.compile(r"_[A-Za-z0-9._+-]{0,63}@[A-Za-z0-9]")


class LessonReader(MarkdownIt):
    """Reads a text into tokens."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        """May a link lead there? Yes: what could act is taken out of the page afterwards."""
        return True


@cache
def reader(*, footnotes: bool) -> LessonReader:
    """What reads a text into tokens; without `footnotes` their signs mean nothing."""
    reader = LessonReader("commonmark", OPTIONS)
    reader.enable(["table", "strikethrough"])
    reader.use(gfm_autolink_plugin).use(deflist_plugin).use(admon_plugin)
    reader.inline.ruler.before("emphasis", "underscore_of_address", underscore_of_address)
    if footnotes:
        reader.use(footnote_plugin, inline=False)
    return reader


@cache
def block_reader() -> LessonReader:
    """What reads the blocks of a text and leaves the words in them alone: a third of the time."""
    reader = LessonReader("commonmark", OPTIONS)
    reader.enable("table").use(deflist_plugin).use(admon_plugin)
    reader.use(footnote_plugin, move_to_end=False)
    reader.core.ruler.disable(["inline", "text_join"])
    return reader


def underscore_of_address(state: StateInline, silent: bool) -> bool:
    """Let the underscore in sam_rep@example.com be a letter, or the link is to rep@example.com."""
    at = state.pos
    if not ADDRESS_BEHIND.match(state.src, at):
        return False
    if not ADDRESS_BEFORE.search(state.src[max(0, at - 64) : at]):
        return False
    if not silent:
        state.pending += "_"
    state.pos += 1
    return True
