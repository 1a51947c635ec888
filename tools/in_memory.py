"""Puts a slip into functions that a process has read already, as if it had read it with them."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from inspect import CO_OPTIMIZED
from types import CodeType, FunctionType

# The name of some code with all it stands in, and which one of that name it is in its file.
Name = tuple[str, int]


def functions_by_file() -> dict[str, list[FunctionType]]:
    """All functions in memory, by the file they were written in. What is there now is no garbage
    any more, and shared with each process that splits off."""
    gc.unfreeze()
    found: dict[str, list[FunctionType]] = {}
    for each in gc.get_objects():
        if isinstance(each, FunctionType):
            found.setdefault(each.__code__.co_filename, []).append(each)
    gc.freeze()
    return found


def has_planted(functions: Sequence[FunctionType], file: str, before: str, after: str) -> bool:
    """Give the functions of a file the code of its changed text.

    False, and nothing is changed, where something else than the inside of a function is: then the
    file has to be read anew.
    """
    was = dict(codes_in(compile(before, file, "exec")))
    now = dict(codes_in(compile(after, file, "exec")))
    changed = {name for name in {*was, *now} if not are_alike(was.get(name), now.get(name))}
    if any(not is_inside(name, was.get(name) or now[name]) for name in changed):
        return False
    outermost = {outermost_of(name) for name, _ in changed}
    names = {(code.co_qualname, code.co_firstlineno): name for name, code in was.items()}
    found: list[tuple[FunctionType, CodeType]] = []
    for function in functions:
        code = function.__code__
        if outermost_of(code.co_qualname) in outermost:
            other = now.get(names[code.co_qualname, code.co_firstlineno])
            if other is None or len(other.co_freevars) != len(code.co_freevars):
                return False
            found.append((function, other))
    for function, code in found:
        function.__code__ = code
    return bool(found)


def codes_in(whole: CodeType) -> Iterator[tuple[Name, CodeType]]:
    """Some code and all within it, in their order."""
    seen: dict[str, int] = {}
    waiting = [whole]
    while waiting:
        code = waiting.pop()
        seen[code.co_qualname] = seen.get(code.co_qualname, 0) + 1
        yield (code.co_qualname, seen[code.co_qualname]), code
        waiting += [part for part in code.co_consts if isinstance(part, CodeType)][::-1]


def are_alike(one: CodeType | None, other: CodeType | None) -> bool:
    """Do both do the same, apart from what stands within them?"""
    return one is not None and other is not None and own_part(one) == own_part(other)


def own_part(code: CodeType) -> tuple[object, ...]:
    """What some code does by itself."""
    values = [repr(value) for value in code.co_consts if not isinstance(value, CodeType)]
    names = (code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars)
    return (code.co_code, code.co_exceptiontable, values, *names)


def is_inside(name: Name, code: CodeType) -> bool:
    """Does this run only when a function is called that has a name of its own?"""
    return bool(code.co_flags & CO_OPTIMIZED) and not outermost_of(name[0]).endswith(">")


def outermost_of(name: str) -> str:
    """The function that holds all of it."""
    return name.partition(".<locals>")[0]
