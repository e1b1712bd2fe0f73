"""How large what a visitor sends may be, for each property and event: declared by components, held in one place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from lanai.errors import BadValue


class Limit(NamedTuple):
    """How large the value of an edit, or the data of an event, may be."""

    length: int = 10_000
    """Characters of all its texts together, keys included."""
    values: int = 100
    """Values in it: each text, number, list and dict."""
    depth: int = 4
    """Levels of lists and dicts."""


USUAL = Limit()
"""What holds where a component declares nothing."""

ANY_JSON = Limit(20_000_000, 200_000, 100)
"""For values of which nothing is known but that they are JSON: those of an app's own front end."""


def check_size(data: Any, limit: Limit, what: str) -> None:
    """Raise `BadValue` where `data` is larger than that. Looks at no more than `limit` allows."""
    if data.__class__ is str:
        _check_length(len(data), limit, what)
    elif data.__class__ in (list, dict):
        _check_parts(data, limit, what)


def decoded(component: Any, name: str, data: Any) -> Any:
    """The Python value for what an edit of a component's parameter holds. Raises `BadValue`."""
    check_size(data, component._limit_of(name), repr(name))
    return component.decode(name, data)


def _check_parts(data: Any, limit: Limit, what: str) -> None:
    length, count, level = 0, 0, [data]
    for _ in range(limit.depth):
        count += sum(map(len, level))
        if count > limit.values:
            raise BadValue(f"Expected at most {limit.values} values for {what}, got more.")
        length += sum(_characters(part) for part in level)
        _check_length(length, limit, what)
        level = [each for part in level for each in _inner(part)]
        if not level:
            return
    raise BadValue(f"Expected at most {limit.depth} levels of lists and dicts for {what}, got more.")


def _check_length(length: int, limit: Limit, what: str) -> None:
    if length > limit.length:
        raise BadValue(f"Expected at most {limit.length} characters for {what}, got {length}.")


def _characters(part: Any) -> int:
    keys = sum(map(len, part)) if isinstance(part, dict) else 0
    return keys + sum(len(each) for each in _values(part) if each.__class__ is str)


def _inner(part: Any) -> Iterable[Any]:
    return (each for each in _values(part) if each.__class__ in (list, dict))


def _values(part: Any) -> Iterable[Any]:
    return part.values() if isinstance(part, dict) else part
