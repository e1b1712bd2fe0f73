"""What a visitor can enter: a value as Python has it, checked, as the property that the page sends."""

from __future__ import annotations

import datetime as dt
import difflib
import json
import re
from collections.abc import Callable, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

from lanai.errors import TestingError

if TYPE_CHECKING:
    from lanai.testing.element import Element

MOST_LISTED = 20
"""Options that an error message lists."""

_EPOCH = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - a picker's own clock
_MILLISECOND = dt.timedelta(milliseconds=1)
_COLOR = re.compile(r"#[0-9a-f]{6}\Z")


def sent_for(element: Element, value: Any) -> Any:
    """What the page sends as the `value` of the element. Raises `TestingError` for what a visitor cannot enter."""
    read = _READERS.get(element.type)
    if read is not None:
        return read(element, value)
    if "value" in element._user.browser.edits(element._node):
        return value  # a component of the app's own: its values are its own matter
    raise TestingError(f"A visitor cannot change a {element.type}.")


def refuse(element: Element, expected: str, value: Any) -> NoReturn:
    """Raise that a visitor could not enter `value`."""
    raise TestingError(f"Expected {expected} for the {element.type} {element.label!r}, got {value!r}.")


# -- choices ----------------------------------------------------------------------------------------


def option(element: Element, value: Any, options: Sequence[str]) -> str:
    """The label among `options` that is meant. Raises with the nearest ones, or all."""
    label = str(value)
    if label in options:
        return label
    near = difflib.get_close_matches(label, options, 3, 0.5)
    meant = f" Did you mean {' or '.join(map(repr, near))}?" if near else ""
    listed = ", ".join(map(repr, options[:MOST_LISTED])) or "none"
    more = f" and {len(options) - MOST_LISTED} more" if len(options) > MOST_LISTED else ""
    raise TestingError(
        f"Expected one of the options {listed}{more} for the {element.type} {element.label!r}, got {value!r}.{meant}"
    )


def one_each(element: Element, value: Any) -> list[str]:
    """For a choice by levels: the label of each level, of a list or a dict by level."""
    return [str(label) for label in (value.values() if isinstance(value, dict) else value)]


def _choice(element: Element, value: Any) -> str:
    closed = element.read("disabled_options") or []
    return option(element, value, [each for each in element.options if each not in closed])


def _suggested(element: Element, value: Any) -> str:
    return _choice(element, value) if element.read("restrict") and value != "" else check_text(element, value)


def _several(element: Element, value: Any) -> list[str]:
    if not isinstance(value, (list, tuple)):
        refuse(element, "a list of options", value)
    most = element.read("max_items")
    if most is not None and len(value) > most:
        refuse(element, f"at most {most} options", value)
    return [option(element, each, element.options) for each in value]


def _switch(element: Element, value: Any) -> bool:
    if not isinstance(value, bool):
        refuse(element, "True or False", value)
    return value


# -- numbers ----------------------------------------------------------------------------------------


def _number(element: Element, value: Any, low: Any, high: Any, whole: bool) -> Any:
    wanted = "a whole number" if whole else "a number"
    if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
        refuse(element, wanted, value)
    _check_limits(element, wanted, value, value, low, high)
    return value


def _check_limits(element: Element, wanted: str, value: Any, found: Any, low: Any, high: Any) -> None:
    """Refuse `value` where `found`, which it is on the wire, lies outside; either end may be None."""
    if (low is not None and found < low) or (high is not None and found > high):
        refuse(element, f"{wanted} {_limits(low, high)}", value)


def _limits(low: Any, high: Any) -> str:
    if low is None or high is None:
        return f"of at most {high}" if low is None else f"of at least {low}"
    return f"from {low} to {high}"


def _field(element: Element, value: Any, *, whole: bool) -> Any:
    return (
        None if value is None else _number(element, value, element.read("start"), element.read("end"), whole)
    )


def _slide(element: Element, value: Any, *, whole: bool) -> Any:
    """Where a handle can stand: in steps from the start, and at the end."""
    start, end, step = (element.read(name) for name in ("start", "end", "step"))
    number = _number(element, value, start, end, whole)
    steps = (number - start) / step if step else 0
    if number != end and abs(steps - round(steps)) > 1e-6:
        below = start + int(steps) * step
        refuse(
            element, f"a step of {step} from {start}, such as {below:g} or {min(below + step, end):g}", value
        )
    return value


def _typed(element: Element, value: Any, *, whole: bool) -> Any:
    return _number(element, value, element.read("fixed_start"), element.read("fixed_end"), whole)


def _pair(element: Element, value: Any, *, each: Callable[[Element, Any], Any]) -> list[Any]:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        refuse(element, "a pair, the lower end first,", value)
    low, high = each(element, value[0]), each(element, value[1])
    if low > high:
        refuse(element, "the lower end first", value)
    return [low, high]


# -- dates ------------------------------------------------------------------------------------------


def _moment(element: Element, value: Any) -> dt.datetime:
    try:
        if isinstance(value, str):
            return dt.datetime.fromisoformat(value).replace(tzinfo=None)
        if isinstance(value, dt.datetime):
            return value.replace(tzinfo=None)
        return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001
    except (ValueError, AttributeError, TypeError):
        refuse(element, "a date, a datetime, or its ISO text", value)


def _instant(element: Element, value: Any) -> int:
    """A place on a slider over time, in ms."""
    number: int = value if type(value) is int else (_moment(element, value) - _EPOCH) // _MILLISECOND
    start, end = element.read("start"), element.read("end")
    if (start is not None and number < start) or (end is not None and number > end):
        first, last = (None if each is None else _EPOCH + each * _MILLISECOND for each in (start, end))
        refuse(element, f"a date {_limits(first, last)}", value)
    return number


def _day(element: Element, value: Any) -> Any:
    return None if value is None else _picked(element, value, _moment(element, value).date().isoformat())


def _time(element: Element, value: Any) -> Any:
    if value is None:
        return None
    return _picked(element, value, _moment(element, value).isoformat(timespec="seconds"))


def _picked(element: Element, value: Any, text: str) -> str:
    """`text`, where the calendar offers it. ISO texts sort as what they mean."""
    _check_limits(element, "a date", value, text, element.read("start"), element.read("end"))
    closed, open_ = element.read("disabled_dates") or [], element.read("enabled_dates")
    day = text[:10]
    if _among(closed, day) or (open_ is not None and not _among(open_, day)):
        refuse(element, "a day that can be chosen", value)
    return text


def _among(spans: Sequence[Sequence[str]], day: str) -> bool:
    return any(first <= day <= last for first, last in spans)


def _pair_or_none(element: Element, value: Any, *, each: Callable[[Element, Any], Any]) -> Any:
    return None if value is None else _pair(element, value, each=each)


def _clock(element: Element, value: Any) -> Any:
    """A time of the day."""
    if value is None:
        return None
    try:
        time = dt.time.fromisoformat(value) if isinstance(value, str) else value
        text: str = time.isoformat(timespec="seconds")
    except (ValueError, AttributeError, TypeError):
        refuse(element, "a time, or its text such as '09:30'", value)
    _check_limits(element, "a time", value, text, element.read("start"), element.read("end"))
    return text


# -- texts ------------------------------------------------------------------------------------------


def check_text(element: Element, value: Any) -> str:
    """The text, where it fits into the field."""
    if not isinstance(value, str):
        refuse(element, "a text", value)
    most = element.read("max_length")
    if most is not None and len(value) > most:
        refuse(element, f"a text of at most {most} characters", value)
    if element.read("readonly"):
        raise TestingError(f"The {element.type} {element.label!r} can be read only.")
    return value


def _written(element: Element, value: Any) -> str:
    """The text of a literal; what is no text is written as Python has it."""
    return value if isinstance(value, str) else repr(value)


def _color(element: Element, value: Any) -> str:
    text = str(value).lower()
    if not _COLOR.match(text):
        refuse(element, "a colour as '#1f77b4'", value)
    return text


def _json(element: Element, value: Any) -> Any:
    try:
        return json.loads(json.dumps(value))
    except (TypeError, ValueError):
        refuse(element, "what JSON can hold", value)


def _files(element: Element, value: Any) -> NoReturn:
    raise TestingError(f"Files are given to the {element.type} {element.label!r} with upload(path, ...).")


def _texts(element: Element, value: Any) -> list[str]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(each, str) for each in value):
        refuse(element, "a list of texts", value)
    return list(value)


_WHOLE = partial(_slide, whole=True)
_SLIDE = partial(_slide, whole=False)
_READERS: MappingProxyType[str, Callable[[Any, Any], Any]] = MappingProxyType(
    {
        "ArrayInput": _written,
        "AutocompleteInput": _suggested,
        "CheckBoxGroup": _several,
        "CheckButtonGroup": _several,
        "Checkbox": _switch,
        "CodeEditor": check_text,
        "ColorMap": _choice,
        "ColorPicker": _color,
        "CrossSelector": _several,
        "DatePicker": _day,
        "DateRangePicker": partial(_pair_or_none, each=_day),
        "DateRangeSlider": partial(_pair, each=_instant),
        "DateSlider": _instant,
        "DatetimeInput": _written,
        "DatetimePicker": _time,
        "DatetimeRangeInput": _texts,
        "DatetimeRangePicker": partial(_pair_or_none, each=_time),
        "DatetimeRangeSlider": partial(_pair, each=_instant),
        "DatetimeSlider": _instant,
        "DiscretePlayer": _choice,
        "DiscreteSlider": _choice,
        "EditableFloatSlider": partial(_typed, whole=False),
        "EditableIntSlider": partial(_typed, whole=True),
        "EditableRangeSlider": partial(_pair, each=partial(_typed, whole=False)),
        "FileDropper": _files,
        "FileInput": _files,
        "FileSelector": _texts,
        "FloatInput": partial(_field, whole=False),
        "FloatSlider": _SLIDE,
        "IntInput": partial(_field, whole=True),
        "IntRangeSlider": partial(_pair, each=_WHOLE),
        "IntSlider": _WHOLE,
        "JSONEditor": _json,
        "LiteralInput": _written,
        "MultiChoice": _several,
        "MultiSelect": _several,
        "PasswordInput": check_text,
        "Player": _WHOLE,
        "RadioBoxGroup": _choice,
        "RadioButtonGroup": _choice,
        "RangeSlider": partial(_pair, each=_SLIDE),
        "Select": _choice,
        "Swipe": _SLIDE,
        "Switch": _switch,
        "ChatAreaInput": check_text,
        "TextAreaInput": check_text,
        "TextEditor": check_text,
        "TextInput": check_text,
        "TimePicker": _clock,
        "Toggle": _switch,
        "ToggleIcon": _switch,
    }
)
"""For each type that a visitor gives a value to, how it is read."""
