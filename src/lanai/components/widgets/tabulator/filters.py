"""Filters: what of a frame stays, by values, ranges, choices or a function of the app's."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import param

from lanai.components.frames import Frame
from lanai.components.frames.base import DATE, DATETIME, INTEGER, NUMBER, Column
from lanai.components.frames.encoding import plain
from lanai.components.widgets.base import Widget
from lanai.core.lazy import load
from lanai.core.references import dependencies, evaluate
from lanai.errors import BadArgument

OPERATORS = ("like", "=", "!=", "<", "<=", ">", ">=", "in", "starts", "ends", "regex", "keywords")


class Filter(NamedTuple):
    """One filter of the app's: a value, something that stands for one, or a function of the frame."""

    given: Any
    column: Any = None

    @property
    def calls_code(self) -> bool:
        """Whether it runs code of the app's."""
        return callable(self.given) and not isinstance(self.given, (Widget, param.Parameter))

    @property
    def parameters(self) -> list[param.Parameter[Any]]:
        """What it depends on."""
        if isinstance(self.given, Widget):
            return [self.given.param.value]
        return dependencies(self.given)

    def keep(self, frame: Frame) -> Any:
        """The rows that stay, as positions."""
        if self.calls_code and not isinstance(self.given, param.rx):
            return frame.filtered(self.given)
        value = self.given.value if isinstance(self.given, Widget) else self.given
        if isinstance(value, (param.Parameter, param.rx)):
            value = evaluate(value)
        return _positions(matching(frame, frame.find(self.column), value))


def check_filter(given: Any, column: Any, frame: Frame) -> Filter:
    """A filter that makes sense for the frame. Raises `BadArgument`."""
    made = Filter(given, column)
    if column is None:
        if not made.calls_code:
            raise BadArgument(
                "Expected the column that the filter is for, got none. "
                "Only a function of the whole data frame goes without: add_filter(function)."
            )
    elif not made.calls_code:
        frame.find(column)
    return made


def matching(frame: Frame, column: Column, wanted: Any) -> Any:
    """Which cells are what is `wanted`: a value, one of a list, or within a tuple (from, to); None, [] mean all."""
    numpy = load("numpy", needed_for="tables")
    everything = numpy.ones(frame.rows, dtype=bool)
    if wanted is None or (isinstance(wanted, (list, set)) and not wanted):
        return everything
    if isinstance(wanted, tuple):
        return _within(frame, column, wanted, everything)
    if isinstance(wanted, (list, set)):
        return _each(frame, column, lambda cell: cell in wanted)
    if isinstance(wanted, slice):
        return _within(frame, column, (wanted.start, wanted.stop), everything)
    return _each(frame, column, lambda cell: bool(cell == wanted))


def _each(frame: Frame, column: Column, test: Callable[[Any], bool]) -> Any:
    numpy = load("numpy", needed_for="tables")
    return numpy.array([test(cell) for cell in frame.array(column).tolist()], dtype=bool)


def _within(frame: Frame, column: Column, limits: Sequence[Any], everything: Any) -> Any:
    if len(limits) != 2:
        raise BadArgument(f"Expected a range as a tuple (from, to), got {tuple(limits)!r}.")
    values = frame.floats(column) if column.kind in (INTEGER, NUMBER, DATE, DATETIME) else frame.array(column)
    low, high = (_limit(column, limit) for limit in limits)
    kept = everything
    if low is not None:
        kept = kept & (values >= low)
    return kept & (values <= high) if high is not None else kept


def _limit(column: Column, limit: Any) -> Any:
    if limit is None or column.kind not in (DATE, DATETIME):
        return limit
    numpy = load("numpy", needed_for="tables")
    return float(numpy.datetime64(limit, "ms").astype("int64"))


def _positions(mask: Any) -> Any:
    return load("numpy", needed_for="tables").flatnonzero(mask)


# -- what a visitor enters above a column -----------------------------------------------------------


def header_matching(frame: Frame, entries: Sequence[Mapping[str, Any]]) -> Any:
    """Which rows every header filter keeps; None where there are none."""
    kept = None
    for entry in entries:
        if not frame.has(entry["field"]) or entry.get("value") in (None, "", []):
            continue
        column = frame.find(entry["field"])
        test = _test(str(entry.get("type", "like")), entry["value"], column)
        mask = _each_text(frame, column, test)
        kept = mask if kept is None else kept & mask
    return kept


def _each_text(frame: Frame, column: Column, test: Callable[[Any], bool]) -> Any:
    return _each(frame, column, lambda cell: test(plain(cell)))


def _test(operator: str, wanted: Any, column: Column) -> Callable[[Any], bool]:
    """As Tabulator's filters in the browser: texts without case, the rest by value."""
    text = str(wanted).lower()
    if operator == "in":
        known, texts = _quick(wanted), {str(each) for each in wanted}
        return lambda cell: cell in known or str(cell) in texts
    if operator == "regex":
        pattern = re.compile(str(wanted))
        return lambda cell: cell is not None and pattern.search(str(cell)) is not None
    if operator == "keywords":
        words = text.split()
        return lambda cell: cell is not None and any(word in str(cell).lower() for word in words)
    if operator in _TEXT_TESTS:
        compare = _TEXT_TESTS[operator]
        return lambda cell: cell is not None and compare(str(cell).lower(), text)
    number = _number(wanted) if column.kind in (INTEGER, NUMBER) else None
    compare_values = _VALUE_TESTS[operator]
    return lambda cell: compare_values(cell, number if number is not None else wanted)


def _quick(values: Any) -> Any:
    """The values as what is quick to look into, where they can be that."""
    try:
        return frozenset(values)
    except TypeError:
        return values


_TEXT_TESTS: Mapping[str, Callable[[str, str], bool]] = MappingProxyType(
    {
        "like": lambda cell, text: text in cell,
        "starts": lambda cell, text: cell.startswith(text),
        "ends": lambda cell, text: cell.endswith(text),
    }
)


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def test(cell: Any, wanted: Any) -> bool:
        if cell is None or isinstance(cell, str) != isinstance(wanted, str):
            return False
        return compare(cell, wanted)

    return test


_VALUE_TESTS: Mapping[str, Callable[[Any, Any], bool]] = MappingProxyType(
    {
        "=": lambda cell, wanted: bool(cell == wanted),
        "!=": lambda cell, wanted: bool(cell != wanted),
        "<": _ordered(lambda cell, wanted: bool(cell < wanted)),
        "<=": _ordered(lambda cell, wanted: bool(cell <= wanted)),
        ">": _ordered(lambda cell, wanted: bool(cell > wanted)),
        ">=": _ordered(lambda cell, wanted: bool(cell >= wanted)),
    }
)


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        return None
