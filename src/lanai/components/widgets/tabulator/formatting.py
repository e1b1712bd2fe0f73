"""Formatters and editors: Tabulator's own by name or as a dict, and Bokeh's objects in its terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from lanai.components.frames.base import BOOLEAN, DATE, DATETIME, INTEGER, NUMBER, Column
from lanai.errors import BadArgument

Described = dict[str, Any]
"""A formatter or an editor: its name as `type`, and its options as `params`."""

_FORMATS: Mapping[str, Described] = MappingProxyType(
    {
        INTEGER: {"type": "number", "params": {"format": "0,0"}},
        NUMBER: {"type": "number", "params": {"format": "0,0.0[00000]"}},
        BOOLEAN: {"type": "tickCross", "params": {}},
        DATETIME: {"type": "date", "params": {"format": "%Y-%m-%d %H:%M:%S"}},
        DATE: {"type": "date", "params": {"format": "%Y-%m-%d"}},
    }
)
_EDITORS: Mapping[str, Described] = MappingProxyType(
    {
        INTEGER: {"type": "number", "params": {"step": 1}},
        NUMBER: {"type": "number", "params": {"step": "any"}},
        BOOLEAN: {"type": "tickCross", "params": {}},
        DATETIME: {"type": "datetime", "params": {}},
        DATE: {"type": "date", "params": {}},
    }
)
_NAMED_EDITORS = MappingProxyType(
    {
        "select": "list",
        "checkbox": "tickCross",
        "bool": "tickCross",
        "text": "input",
        "autocomplete": "list",
    }
)

# -- formatters -------------------------------------------------------------------------------------


def formatter_of(column: Column, given: Any) -> Described:
    """How the cells of a column are written; `given` by the app, or by the kind of the column.

    A name, a dict with the name as `type` and its options beside it, or a Bokeh CellFormatter.
    Raises `BadArgument` for anything else.
    """
    if given is None:
        return _FORMATS.get(column.kind) or {"type": "plaintext", "params": {}}
    described = _described(given, _BOKEH_FORMATTERS, column, "formatter")
    if described["type"] == "datetime":
        return {"type": "date", "params": {"format": "%Y-%m-%d %H:%M:%S", **described["params"]}}
    return described


def _string(model: Any) -> Described:
    return {"type": "text", "params": _font(model)}


def _number(model: Any) -> Described:
    return {"type": "number", "params": {"format": model.format, "rounding": model.rounding, **_font(model)}}


def _scientific(model: Any) -> Described:
    params = {"precision": model.precision, "low": model.power_limit_low, "high": model.power_limit_high}
    return {"type": "scientific", "params": {**params, **_font(model)}}


def _date(model: Any) -> Described:
    return {"type": "date", "params": {"format": model.format, **_font(model)}}


def _boolean(model: Any) -> Described:
    return {"type": "tickCross", "params": {"crossElement": False}}


def _template(model: Any) -> Described:
    return {"type": "template", "params": {"template": model.template}}


def _font(model: Any) -> dict[str, Any]:
    """What every text formatter of Bokeh's has; only what is plain and set."""
    found = {
        name: getattr(model, name, None) for name in ("font_style", "text_align", "text_color", "nan_format")
    }
    return {name: value for name, value in found.items() if isinstance(value, str)}


_BOKEH_FORMATTERS: Mapping[str, Callable[[Any], Described]] = MappingProxyType(
    {
        "BooleanFormatter": _boolean,
        "DateFormatter": _date,
        "HTMLTemplateFormatter": _template,
        "NumberFormatter": _number,
        "ScientificFormatter": _scientific,
        "StringFormatter": _string,
    }
)

# -- editors ----------------------------------------------------------------------------------------


def editor_of(column: Column, given: Any) -> Described | None:
    """How a visitor edits the cells of a column; None where not at all. What may be `given` is as for formatters."""
    if given is None:
        return _default_editor(column)
    described = _described(given, _BOKEH_EDITORS, column, "editor")
    named = _NAMED_EDITORS.get(described["type"], described["type"])
    if named == "list" and described["type"] == "autocomplete":
        described["params"].setdefault("autocomplete", True)
    return {**described, "type": named}


def _default_editor(column: Column) -> Described:
    if column.categories is not None:
        return {"type": "list", "params": {"values": list(column.categories)}}
    return _EDITORS.get(column.kind, {"type": "input", "params": {}})


def _select(model: Any) -> Described:
    return {"type": "list", "params": {"values": list(model.options)}}


def _plain(kind: str, **params: Any) -> Callable[[Any], Described]:
    return lambda model: {"type": kind, "params": dict(params)}


def _stepped(model: Any) -> Described:
    return {"type": "number", "params": {"step": model.step}}


_BOKEH_EDITORS: Mapping[str, Callable[[Any], Described]] = MappingProxyType(
    {
        "CheckboxEditor": _plain("tickCross"),
        "DateEditor": _plain("date"),
        "IntEditor": _stepped,
        "NumberEditor": _stepped,
        "PercentEditor": _plain("number", step="any"),
        "SelectEditor": _select,
        "StringEditor": _plain("input"),
        "TextEditor": _plain("textarea"),
        "TimeEditor": _plain("input"),
    }
)


def _described(
    given: Any, bokeh: Mapping[str, Callable[[Any], Described]], column: Column, what: str
) -> Described:
    if isinstance(given, str):
        return {"type": given, "params": {}}
    if isinstance(given, Mapping) and isinstance(given.get("type"), str):
        return {
            "type": given["type"],
            "params": {key: value for key, value in given.items() if key != "type"},
        }
    translate = bokeh.get(type(given).__name__)
    if translate is not None and type(given).__module__.startswith("bokeh."):
        return translate(given)
    raise BadArgument(
        f"Expected as {what} of the column {column.field!r} the name of one of Tabulator's, a dict with its name as "
        f"'type', or one of Bokeh's {sorted(bokeh)}; got {given!r}."
    )
