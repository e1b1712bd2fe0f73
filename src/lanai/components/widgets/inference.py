"""What a widget can be made of where all that is given is the values that it is to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lanai.errors import BadArgument


def infer(known: Iterable[str], values: Any) -> dict[str, Any]:
    """Parameters for `values`, a list, an array, a series of a data frame, or a dict of label to value.

    `known` names the parameters of the widget: `options` become the values, each once and in order, `start` and `end` the
    least and the greatest. A series gives its name, too. None and NaN do not count. Raises `BadArgument` where `values`
    are no such thing, or nothing is left of them for `start`.
    """
    names = set(known)
    title = getattr(values, "name", None)
    found: dict[str, Any] = {"name": title} if isinstance(title, str) else {}
    if "options" in names:
        return {
            **found,
            "options": dict(values) if isinstance(values, Mapping) else _distinct(_plain(values)),
        }
    if {"start", "end"} <= names:
        ordered = _distinct(_plain(values))
        if not ordered:
            raise BadArgument("Expected values to choose from, got none but None and NaN.")
        found.update(start=ordered[0], end=ordered[-1])
    return found


def _plain(values: Any) -> list[Any]:
    """The values as objects of Python's own, where their library has such."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise BadArgument(f"Expected values to choose from, got a {type(values).__qualname__}.")
    if getattr(getattr(values, "dtype", None), "kind", "") == "M" and hasattr(values, "astype"):
        values = values.astype("datetime64[us]")  # nanoseconds would come as numbers
    return list(values.tolist() if hasattr(values, "tolist") else values)


def _distinct(values: list[Any]) -> list[Any]:
    """Each value once, in order: sorted where they have an order, else as they came."""
    known = list(dict.fromkeys(value for value in values if value is not None and value == value))
    try:
        return sorted(known)
    except TypeError:
        return known
