"""Values in a URL's query: how a parameter's value is written there, and read again.

A value is written as people would write it where that is clear, and as JSON where it is not: the text `red` is `red`,
the number 7 is `7`, and the text "7" is `"7"` for a parameter that may hold either.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl, quote

import param

from lanai.errors import BadArgument

CONSTANTS = MappingProxyType({"True": True, "False": False, "None": None})
"""Python's own spellings, which are read as well as JSON's."""

WHOLE = re.compile(r"[+-]?[0-9]{1,400}")
PLAIN = "/:@!$*(),?~"
"""Characters that may stand in a query as they are, beside letters, digits and `_.-`."""


Choices = Sequence[tuple[str, Any]]
"""Labels and values."""


def texts_in(search: str) -> dict[str, str]:
    """The keys of a query, '?a=1&b=2', with their texts. Where a key comes several times the last one counts."""
    return _texts(search.removeprefix("?"))


def with_texts(search: str, changes: Mapping[str, str | None]) -> str:
    """The query with those keys' texts changed, None for none; the others stay as they are written.

    A key that comes several times comes once where it is changed.
    """
    present = texts_in(search)
    changed = {key: text for key, text in changes.items() if text != present.get(key)}
    if not changed:
        return search
    pieces = [(key, piece) for piece in search.removeprefix("?").split("&") for key in _texts(piece)]
    first = {key: place for place, (key, _) in reversed(list(enumerate(pieces)))}
    kept = [
        piece if key not in changed else _pair(key, changed[key])
        for place, (key, piece) in enumerate(pieces)
        if key not in changed or first[key] == place
    ]
    kept += [_pair(key, text) for key, text in changed.items() if key not in first]
    query = "&".join(filter(None, kept))
    return f"?{query}" if query else ""


def _texts(query: str) -> dict[str, str]:
    return dict(parse_qsl(query, keep_blank_values=True))


def _pair(key: str, text: str | None) -> str:
    return "" if text is None else f"{quote(key, PLAIN)}={quote(text, PLAIN)}"


def parse(text: str) -> Any:
    """What a text means where nothing is known of the value: JSON, or else the text itself."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return CONSTANTS.get(text, text)


def write(value: Any, parameter: param.Parameter[Any] | None = None) -> str:
    """The text for a value of that parameter, or of any. Raises `BadArgument` for what has no text."""
    return _unicode(_written_as(value, parameter))


def write_choice(value: Any, choices: Choices) -> str:
    """The text for one of several values: its own, else its label. Raises `BadArgument`."""
    return write(value) if isinstance(value, (str, dt.date)) else _unicode(_spell(value, choices))


def read(text: str, parameter: param.Parameter[Any], like: Any) -> Any:
    """The value for a text; `like` is one that the parameter has had. Raises `ValueError` where there is none.

    Whether the parameter takes the value is not asked here.
    """
    if isinstance(parameter, param.String):
        return _read_string(text, parameter)
    if isinstance(parameter, param.Selector) and not isinstance(parameter, param.ListSelector):
        return read_choice(text, _choices_of(parameter), open_=not parameter.check_on_set)
    if isinstance(parameter, param.Number) and WHOLE.fullmatch(text):
        return int(text)
    return _shape(parse(text), parameter, like)


def read_choice(text: str, choices: Choices, *, open_: bool = False) -> Any:
    """The choice that a text means: by how it is written, by its value as text, by its label. Raises `ValueError`.

    With `open_` it may be something else as well.
    """
    for label, value in choices:
        if _written(label, value) == text:
            return value
    for label, value in choices:
        if text in (label, value if isinstance(value, str) else None):
            return value
    value = parse(text)
    if open_ or value is None:
        return value
    raise ValueError(f"Expected one of {[label for label, _ in choices]}, got {text!r}.")


def choices_among(options: Mapping[Any, Any] | Iterable[Any]) -> Choices:
    """The choices that a list of values offers, or a dict of label to value."""
    if isinstance(options, Mapping):
        return [(str(label), value) for label, value in options.items()]
    return [(str(value), value) for value in options]


def _choices_of(parameter: param.Selector[Any]) -> Choices:
    return choices_among(parameter.names or list(parameter.objects))


def _written_as(value: Any, parameter: param.Parameter[Any] | None) -> str:
    if isinstance(value, str):
        clear = _is_clear(value) if isinstance(parameter, param.String) else _means(parse(value), value)
        return value if clear else json.dumps(value, ensure_ascii=False)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(parameter, param.Selector) and not isinstance(parameter, param.ListSelector):
        return _spell(value, _choices_of(parameter))
    return _json(value)


def _unicode(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadArgument(f"A URL holds Unicode, and {text!r} is none: {error.reason}.") from None
    return text


def _is_clear(text: str) -> bool:
    return text != "null" and not text.startswith('"')


def _means(parsed: Any, text: str) -> bool:
    return isinstance(parsed, str) and parsed == text


def _read_string(text: str, parameter: param.Parameter[Any]) -> str | None:
    if text == "null" and parameter.allow_None:
        return None
    if text.startswith('"'):
        parsed = parse(text)
        return parsed if isinstance(parsed, str) else text
    return text


def _spell(value: Any, choices: Choices) -> str:
    try:
        return _json(value)
    except BadArgument:
        for label, choice in choices:
            if choice is value:
                return label
        raise


def _written(label: str, value: Any) -> str:
    return write_choice(value, [(label, value)])


def _json(value: Any) -> str:
    try:
        return json.dumps(value, default=_plain, separators=(",", ":"), ensure_ascii=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise BadArgument(
            f"A {type(value).__name__} cannot be written into a URL ({error}). Texts, numbers, True and False, None, "
            "dates, and lists, tuples and dicts of them can."
        ) from None


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if hasattr(value, "tolist"):  # NumPy's arrays and scalars
        return value.tolist()
    raise TypeError(f"{type(value).__name__} is not JSON")


def _shape(value: Any, parameter: param.Parameter[Any] | None, like: Any) -> Any:
    """The value with what JSON does not tell: lists that are tuples, texts that are dates."""
    if isinstance(value, list) and (isinstance(parameter, param.Tuple) or isinstance(like, tuple)):
        dated = isinstance(parameter, (param.DateRange, param.CalendarDateRange))
        return tuple(_moment(item, None) if dated else item for item in value)
    if isinstance(parameter, (param.Date, param.CalendarDate)) or isinstance(like, dt.date):
        return _moment(value, like)
    return value


def _moment(value: Any, like: Any) -> Any:
    """The date or time that a text says. Raises `ValueError`."""
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = dt.date.fromisoformat(value)
        return dt.datetime.combine(day, dt.time()) if isinstance(like, dt.datetime) else day
    return dt.datetime.fromisoformat(re.sub("Z$", "+00:00", value))
