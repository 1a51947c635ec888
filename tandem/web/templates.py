"""How do templates come ready from the disk, and how is each compiled only once?

What one template takes from another (macros) is made once in a process where it asks nothing of
the page: Jinja makes it anew for each page that says `with context`, several times on most.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import Environment, FileSystemBytecodeCache, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.environment import TemplateModule
from jinja2.meta import find_undeclared_variables
from jinja2.runtime import Context

FOLDER = "compiled-templates"
KINDS = ["html", "txt"]
# Counts up where `SiteCode` compiles differently.
COMPILED_BY = 1
DEFINING = (nodes.Macro, nodes.Import, nodes.FromImport)


class SiteCode(CodeGenerator):
    """Compiles a template, and writes down what it needs of a page that takes macros from it."""

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:  # noqa: N802 (Jinja)
        """Compile it. `needs` are names and templates, None where it does more than define."""
        super().visit_Template(node, frame)
        self.writeline(f"needs = {needs_of(node)!r}")


def needs_of(node: nodes.Template) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Which names and which templates macros of a template use; None where it says or sets
    anything beside them, or takes in a template that only the page names."""
    if any(not isinstance(part, DEFINING) and not is_text(part) for part in node.body):
        return None
    taken: list[Any] = [*node.find_all((nodes.Import, nodes.FromImport, nodes.Include))]
    names = [part.template.value for part in taken if isinstance(part.template, nodes.Const)]
    if len(names) < len(taken) or not all(isinstance(name, str) for name in names):
        return None
    return tuple(sorted(find_undeclared_variables(node))), tuple(sorted(set(names)))


def is_text(part: nodes.Node) -> bool:
    """Is it nothing but what stands between the tags?"""
    return isinstance(part, nodes.Output) and all(
        isinstance(piece, nodes.TemplateData) for piece in part.nodes
    )


class SiteTemplate(Template):
    """A template whose macros are made once where that is the same for every page."""

    needs: tuple[tuple[str, ...], tuple[str, ...]] | None = None

    @classmethod
    def _from_namespace(
        cls, environment: Environment, namespace: MutableMapping[str, Any], globals: Any
    ) -> Template:
        template = super()._from_namespace(environment, namespace, globals)
        template.needs = namespace.get("needs")  # type: ignore[attr-defined]  # it is one of ours
        return template

    @cached_property
    def is_for_every_page(self) -> bool:
        """Is it the same for every page, whoever reads it?"""
        if self.needs is None:
            return False
        names, templates = self.needs
        taken: list[Any] = [self.environment.get_template(name) for name in templates]
        return self.environment.globals.keys() >= {*names} and all(
            template.is_for_every_page for template in taken
        )

    def make_module(
        self, vars: Any = None, shared: bool = False, locals: Any = None
    ) -> TemplateModule:
        """Its macros, for a page that takes them with its context."""
        if vars is not None and self.is_for_every_page:
            return self._get_default_module()
        return super().make_module(vars, shared, locals)

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """The same without a context. No template of the site has globals of its own."""
        if self._module is None:
            self._module = super().make_module()
        return self._module


class CompiledTemplates(FileSystemBytecodeCache):
    """Compiled templates in a private folder, each with a mark of the text it was made from."""

    def get_source_checksum(self, source: str) -> str:
        """What tells whether a compiled template is still that of its text, and of `SiteCode`."""
        return f"{super().get_source_checksum(source)}-{COMPILED_BY}"

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one. Where the disk takes no more, the next process compiles it again."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def init_app(app: Flask) -> None:
    """Let this site keep its compiled templates in its own folder."""
    app.jinja_env.code_generator_class = SiteCode
    app.jinja_env.template_class = SiteTemplate
    folder = Path(app.instance_path) / FOLDER
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        app.jinja_env.bytecode_cache = CompiledTemplates(str(folder))


def load_all(app: Flask) -> int:
    """Load every template, so that nobody's page waits for one; how many there are.

    Takes a second or two where none is kept, else less than a tenth of one.
    """
    names = app.jinja_env.list_templates(extensions=KINDS)
    for name in names:
        app.jinja_env.get_template(name)
    return len(names)
