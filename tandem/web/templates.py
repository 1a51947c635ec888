"""How do templates come ready from the disk, and how is each compiled only once?

Each is compiled once for every language of the pages, with its texts in it (`template_texts.py`):
no page looks a text up. What one template takes from another (macros) is made once in a process
where it asks nothing of the page: Jinja makes it anew for each page that says `with context`,
several times on most.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

from flask import Flask
from flask.templating import Environment
from flask_babel import get_locale
from jinja2 import Environment as AnyEnvironment
from jinja2 import FileSystemBytecodeCache, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.environment import TemplateModule
from jinja2.meta import find_undeclared_variables
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from tandem.web import interface_texts, languages
from tandem.web.template_texts import TemplateTexts

FOLDER = "compiled-templates"
KINDS = ["html", "txt"]
# Counts up where `SiteCode` compiles differently.
COMPILED_BY = 3
DEFINING = (nodes.Macro, nodes.Import, nodes.FromImport)
# What may be another thing on another page.
ASKING: Any = (nodes.Name, nodes.Call, nodes.Filter, nodes.Test)
PLAIN_FUNCTIONS = (FunctionType, MethodType)


class SiteCode(CodeGenerator):
    """Compiles a template for a language, and writes down what it needs of a page that takes macros
    from it."""

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:  # noqa: N802 (Jinja)
        """Compile it. `needs` are names and templates, None where it does more than define."""
        if isinstance(self.environment, SiteEnvironment) and self.environment.texts:
            self.environment.texts.visit(node)
        super().visit_Template(node, frame)
        self.writeline(f"needs = {needs_of(node)!r}")
        self.writeline(f"from {__name__} import shown")

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("shown(")
        else:
            super()._output_child_pre(node, frame, finalize)


def shown(value: Any) -> str:
    """A value as it stands on a page: escaped, but for what is HTML already. Most of it is, and
    `escape` copies that."""
    return value if type(value) is Markup else escape(value)


class SiteContext(Context):
    """What a template knows. Most of what it calls is a macro or a plain function."""

    def call(__self, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 (as in Jinja)
        """Call one of these without asking whether it is something else."""
        kind = type(__obj)
        if kind is Macro or (kind in PLAIN_FUNCTIONS and not hasattr(__obj, "jinja_pass_arg")):
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return (
                __obj(__self.eval_ctx, *args, **kwargs) if kind is Macro else __obj(*args, **kwargs)
            )
        return super().call(__obj, *args, **kwargs)


def needs_of(node: nodes.Template) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Which names and which templates macros of a template use; None where it says or sets
    anything beside them but what is always the same, or takes in a template that only the page
    names."""
    if not all(isinstance(part, DEFINING) or is_text(part) or is_fixed(part) for part in node.body):
        return None
    taken: list[Any] = [*node.find_all((nodes.Import, nodes.FromImport, nodes.Include))]
    names = [part.template.value for part in taken if isinstance(part.template, nodes.Const)]
    if len(names) < len(taken):
        return None
    return tuple(sorted(find_undeclared_variables(node))), tuple(sorted(set(names)))


def is_text(part: nodes.Node) -> bool:
    """Is it nothing but what stands between the tags?"""
    return isinstance(part, nodes.Output) and all(
        isinstance(piece, nodes.TemplateData) for piece in part.nodes
    )


def is_fixed(part: nodes.Node) -> bool:
    """Is it a name for what stands there itself, as a number or a drawing?"""
    if not isinstance(part, nodes.Assign) or isinstance(part.node, ASKING):
        return False
    return part.node.find(ASKING) is None


class SiteTemplate(Template):
    """A template whose macros are made once where that is the same for every page."""

    needs: tuple[tuple[str, ...], tuple[str, ...]] | None = None

    @classmethod
    def _from_namespace(
        cls, environment: AnyEnvironment, namespace: MutableMapping[str, Any], globals: Any
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


class SiteEnvironment(Environment):
    """All templates. Whoever asks for one gets it in the language of the reader."""

    # Of the templates of one language.
    texts: TemplateTexts | None = None

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        self.site: Flask = app
        self.context_class = SiteContext
        self.code_generator_class = SiteCode
        self.template_class = SiteTemplate
        self.sets: dict[str, SiteEnvironment] = {}

    def in_language(self, language: str) -> SiteEnvironment:
        """The templates of one language."""
        if language not in self.sets:
            own = self.overlay()
            own.texts = TemplateTexts(interface_texts.catalogue_of(self.site, language))
            if isinstance(self.bytecode_cache, CompiledTemplates):
                marks = language, own.texts.mark
                own.bytecode_cache = CompiledTemplates(self.bytecode_cache.directory, *marks)
            self.sets[language] = own
        return self.sets[language]

    def _load_template(self, name: str, globals: Any) -> Template:
        if self.texts is None:
            return self.in_language(str(get_locale() or "en"))._load_template(name, globals)
        return super()._load_template(name, globals)


class CompiledTemplates(FileSystemBytecodeCache):
    """Compiled templates in a private folder, each with a mark of the text it was made from, and
    of all texts of its language."""

    def __init__(self, directory: str, language: str = "", texts: str = "") -> None:
        super().__init__(directory)
        self.language, self.texts = language, texts

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """A name for its file: one for each language."""
        return super().get_cache_key(f"{self.language}:{name}", filename)

    def get_source_checksum(self, source: str) -> str:
        """What tells whether a compiled template is still that of its text, and of `SiteCode`."""
        return f"{super().get_source_checksum(source)}-{self.texts}-{COMPILED_BY}"

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one. Where the disk takes no more, the next process compiles it again."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def init_app(app: Flask) -> None:
    """Let this site keep its compiled templates in its own folder."""
    folder = Path(app.instance_path) / FOLDER
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        app.jinja_env.bytecode_cache = CompiledTemplates(str(folder))


def load_all(app: Flask) -> int:
    """Load every template in every language, so that nobody's page waits for one; how many there
    are.

    Takes a second or two for each language where none is kept, else less than a tenth of one.
    """
    site: Any = app.jinja_env
    names = site.list_templates(extensions=KINDS)
    for language in languages.compiled(app.root_path):
        for name in names:
            site.in_language(language).get_template(name)
    return len(names)
