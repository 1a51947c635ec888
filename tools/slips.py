"""Which small slips could somebody make in a file? Few of them are nothing that Python reads."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

FILTERS = {"where", "filter", "filter_by", "having", "distinct"}
# What stands for the other half of a pair; whole words between underscores.
HALVES = {"rep": "support", "REP": "SUPPORT", "reps": "supports"}
OTHER_HALF = {**HALVES, **{other: half for half, other in HALVES.items()}}
# What is said for a log, and nobody decides by; and what the session does by itself before it asks.
SAYS = {"debug", "info", "warning", "error", "exception", "critical", "flush"}
OPPOSITE: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
TURNED: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add}
CONDITION = re.compile(rb"\{%-? if (?P<it>[^%]+?) -?%\}")
SHOWN = re.compile(rb"\{\{-? (?P<it>(?![^}]*_\()[^}]+?) -?\}\}")
TOKEN = re.compile(rb'(?P<it><input type="hidden" name="csrf_token"[^>]*>)')
LABEL = re.compile(rb"(?P<it><label\b.*?</label>)", re.DOTALL)
Change = tuple[str, ast.AST, str]


@dataclass(frozen=True)
class Slip:
    """What is changed in a file: the bytes from `start` to `end` become `after`."""

    name: str
    line: int
    start: int
    end: int
    before: str
    after: str

    def planted_in(self, source: bytes) -> bytes:
        """The file with the slip."""
        return source[: self.start] + self.after.encode() + source[self.end :]


def slips_in(source: bytes, *, is_code: bool) -> list[Slip]:
    """Every slip that could be made in a file of Python, or in a template."""
    return list(slips_in_code(source) if is_code else slips_in_template(source))


def slips_in_code(source: bytes) -> Iterator[Slip]:
    """Those of a file of Python, in the order of the file."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in decided_by(ast.parse(source)):
        for name, place, after in changes(node):
            start = starts[place.lineno - 1] + place.col_offset  # type: ignore[attr-defined]
            end = starts[place.end_lineno - 1] + place.end_col_offset  # type: ignore[attr-defined]
            yield Slip(name, place.lineno, start, end, ast.unparse(place), after)  # type: ignore[attr-defined]


def is_readable(source: bytes) -> bool:
    """Does Python take it? Asked only of what is planted: it takes longer than finding a slip."""
    try:
        compile(source, "planted", "exec")
    except SyntaxError:
        return False
    return True


def decided_by(node: ast.AST) -> Iterator[ast.AST]:
    """A node and all within it that decide something: no annotation, no text, and nothing that only
    guards: whether a value can be changed, and that what is gone through side by side is equally
    long."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "dataclass":
        return
    yield node
    is_zip = isinstance(node, ast.Call) and ast.unparse(node.func) == "zip"
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns"} or isinstance(value, ast.JoinedStr):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.JoinedStr):
                continue
            if not (is_zip and ast.unparse(child) == "strict=True"):
                yield from decided_by(child)


def changes(node: ast.AST) -> Iterator[Change]:
    """What could be changed at a node: the name of the slip, the place, what stands there then."""
    yield from dropped(node)
    yield from turned(node)
    yield from moved(node)


def dropped(node: ast.AST) -> Iterator[Change]:
    """A filter, a condition or a call that is left out."""
    match node:
        case ast.Call(func=ast.Attribute(attr=name, value=rest), args=conditions) if (
            name in FILTERS
        ):
            yield "drop a filter", node, ast.unparse(rest)
            if len(conditions) > 1:
                yield from (("drop a condition", one, "True") for one in conditions)
        case ast.BoolOp(values=values):
            for value in values:
                left = [other for other in values if other is not value]
                yield "drop a condition", node, f"({ast.unparse(joined(node.op, left))})"
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            for part in node.generators:
                yield from (("drop a filter", condition, "True") for condition in part.ifs)
        case ast.Expr(value=ast.Call(func=called)) if not says(called):
            yield "drop a call", node, "pass"


def joined(operator: ast.boolop, values: list[ast.expr]) -> ast.expr:
    """What is left of several conditions."""
    return values[0] if len(values) == 1 else ast.BoolOp(op=operator, values=values)


def says(called: ast.expr) -> bool:
    """Does this only write into a log, or write rows before they are asked for?"""
    return isinstance(called, ast.Attribute) and called.attr in SAYS


def turned(node: ast.AST) -> Iterator[Change]:
    """A condition that is turned round."""
    match node:
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            for other in OPPOSITE[type(operator)]:
                compared = ast.Compare(left=left, ops=[other()], comparators=[right])
                yield "compare otherwise", node, f"({ast.unparse(compared)})"
        case ast.BoolOp(op=operator, values=values):
            other = ast.Or() if isinstance(operator, ast.And) else ast.And()
            yield "and for or", node, f"({ast.unparse(ast.BoolOp(op=other, values=values))})"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "drop a not", node, f"({ast.unparse(operand)})"
        case ast.If(test=ast.Name() | ast.Attribute() | ast.Call() as test):
            yield "negate a condition", test, f"not ({ast.unparse(test)})"
        case ast.IfExp(test=test, body=body, orelse=otherwise):
            changed = ast.IfExp(test=test, body=otherwise, orelse=body)
            yield "the other of two", node, f"({ast.unparse(changed)})"
        case ast.Constant(value=bool() as value):
            yield "no for yes", node, str(not value)


def moved(node: ast.AST) -> Iterator[Change]:
    """A number that is off by one, and the one half for the other."""
    match node:
        case ast.Constant(value=int() as value) if not isinstance(value, bool):
            yield "one more", node, str(value + 1)
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in TURNED:
            other = ast.BinOp(left=left, op=TURNED[type(operator)](), right=right)
            yield "minus for plus", node, f"({ast.unparse(other)})"
        case ast.Attribute(value=value, attr=name, ctx=ast.Load()) if other_half(name) != name:
            yield "the other half", node, f"{ast.unparse(value)}.{other_half(name)}"
        case ast.Name(id=name, ctx=ast.Load()) if other_half(name) != name:
            yield "the other half", node, other_half(name)


def other_half(name: str) -> str:
    """The same of the other half: `support_id` for `rep_id`."""
    return "_".join(OTHER_HALF.get(word, word) for word in name.split("_"))


def slips_in_template(source: bytes) -> Iterator[Slip]:
    """Those of a template."""
    for name, pattern, after in (
        ("negate a condition", CONDITION, "not ({})"),
        ("show nothing", SHOWN, "''"),
        ("drop the token", TOKEN, ""),
        ("drop a label", LABEL, ""),
    ):
        for match in pattern.finditer(source):
            start, end = match.span("it")
            before = source[start:end].decode()
            line = source.count(b"\n", 0, start) + 1
            yield Slip(name, line, start, end, " ".join(before.split()), after.format(before))
