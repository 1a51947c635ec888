"""What do Python files say? Each is parsed once in a test process, however many rules ask."""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TypeVar

Node = TypeVar("Node", bound=ast.AST)


@cache
def tree(path: Path) -> ast.Module:
    """A file as it was parsed. Shared by all rules: look, and change nothing."""
    return ast.parse(path.read_text("utf-8"))


@cache
def by_kind(path: Path) -> dict[type[ast.AST], list[ast.AST]]:
    """Every node of a file by its kind, in the order of `ast.walk`."""
    kinds: dict[type[ast.AST], list[ast.AST]] = defaultdict(list)
    for node in ast.walk(tree(path)):
        kinds[type(node)].append(node)
    return kinds


def nodes(path: Path, kind: type[Node]) -> list[Node]:
    """Every node of a kind in a file."""
    return by_kind(path).get(kind, [])  # type: ignore[return-value]  # its key says its kind
