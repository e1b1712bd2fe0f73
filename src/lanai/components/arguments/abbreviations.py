"""Widgets out of plain values: what `pn.interact` and `pn.widget` make of a number, a text, a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from lanai.components.widgets import (
    Checkbox,
    DatePicker,
    DatetimePicker,
    FloatSlider,
    IntSlider,
    Select,
    TextInput,
    Widget,
)
from lanai.errors import BadArgument


class Fixed(NamedTuple):
    """A value that gets no widget."""

    value: Any


def fixed(value: Any) -> Fixed:
    """`value` as an argument of `pn.interact` that the visitor does not see."""
    return Fixed(value)


def widget(value: Any, /, name: str = "", **params: Any) -> Any:
    """A widget that suits `value`, titled `name`; `params` are parameters of the widget.

    A truth value becomes a checkbox, a text an input, a number a slider around it, a date a picker, a tuple
    `(start, end)`, `(start, end, step)` or `(start, end, step, value)` of numbers a slider, another list or a dict a choice.
    A widget is given back as it is. Raises `BadArgument` for anything else.
    """
    if isinstance(value, Widget):
        return value
    kind, own = _described(value)
    return kind(**{"name": name, **own, **params})


def with_default(value: Any, default: Any) -> dict[str, Any]:
    """What a widget made of `value` begins with, where a function's own default says so."""
    is_choice = isinstance(value, (tuple, list, Mapping)) and not isinstance(value, str)
    if not is_choice or default is _described(value)[1].get("value"):
        return {}
    options = value.values() if isinstance(value, Mapping) else value
    if _is_range(value):
        return {"value": default} if _is_number(default) and value[0] <= default <= value[1] else {}
    return {"value": default} if default in list(options) else {}


def _described(value: Any) -> tuple[type[Widget], dict[str, Any]]:
    if isinstance(value, bool):
        return Checkbox, {"value": value}
    if isinstance(value, str):
        return TextInput, {"value": value}
    if _is_number(value):
        start, end = _around(value)
        return _slider((start, end, value))[0], {"start": start, "end": end, "value": value}
    if isinstance(value, dt.datetime):
        return DatetimePicker, {"value": value}
    if isinstance(value, dt.date):
        return DatePicker, {"value": value}
    if _is_range(value):
        return _slider(value)
    if isinstance(value, Mapping):
        return Select, {"options": dict(value)}
    if isinstance(value, Iterable):
        return Select, {"options": list(value)}
    raise BadArgument(
        "Expected a number, a text, a truth value, a date, a tuple (start, end), a list or dict of choices, or a widget "
        f"to make a widget of, got {type(value).__qualname__}. Use fixed(value) for what gets no widget."
    )


def _slider(numbers: tuple[Any, ...]) -> tuple[type[Widget], dict[str, Any]]:
    whole = all(isinstance(number, int) for number in numbers if number is not None)
    start, end, step, value = (*numbers, None, None)[:4]
    if start > end:
        raise BadArgument(f"Expected a tuple (start, end) with start before end, got {numbers!r}.")
    middle = start + (end - start) // 2 if whole else start + (end - start) / 2
    given: dict[str, Any] = {"start": start, "end": end, "value": middle if value is None else value}
    return (IntSlider if whole else FloatSlider), given if step is None else {**given, "step": step}


def _around(value: Any) -> tuple[Any, Any]:
    if value == 0:
        return value, type(value)(1)
    return (-value, 3 * value) if value > 0 else (3 * value, -value)


def _is_range(value: Any) -> bool:
    return isinstance(value, tuple) and 2 <= len(value) <= 4 and all(map(_is_number, value))


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
