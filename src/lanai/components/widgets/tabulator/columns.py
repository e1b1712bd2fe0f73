"""What the browser is told of each column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lanai.components.frames import Column, Frame
from lanai.components.frames.base import INTEGER, NUMBER
from lanai.components.widgets.tabulator.formatting import editor_of, formatter_of
from lanai.errors import BadArgument

ALIGNMENTS = ("left", "center", "right")

SETTINGS = frozenset(
    {
        "aggregators", "buttons", "disabled", "editables", "editors", "formatters", "frozen_columns", "groups",
        "header_align", "header_filters", "header_tooltips", "hidden_columns", "hierarchical", "show_index",
        "sortable", "text_align", "title_formatters", "titles", "widths", "value",
    }
)  # fmt: skip
"""The table's parameters of which its columns are made."""


def describe_columns(table: Any, frame: Frame) -> list[dict[str, Any]]:
    """The columns of `table` in the order in which they show. Raises `BadArgument` for settings that cannot be."""
    shown = [column for column in frame.columns if not column.index or table.show_index or table.hierarchical]
    described = [_describe(table, frame, column) for column in shown]
    return [*described, *(_button(name, markup) for name, markup in table.buttons.items())]


def _describe(table: Any, frame: Frame, column: Column) -> dict[str, Any]:
    formatter = formatter_of(column, _pick(table.formatters, column))
    aligned = "left" if formatter["type"] in ("progress", "star") else _default_alignment(column)
    entry: dict[str, Any] = {
        "field": column.field,
        "title": str(_pick(table.titles, column, _title(column))),
        "kind": column.kind,
        "formatter": formatter,
        "align": _alignment(_pick(table.text_align, column, aligned), column),
        "headerAlign": _alignment(_pick(table.header_align, column, _default_alignment(column)), column),
        "sortable": bool(_pick(table.sortable, column, True)),
    }
    optional = {
        "index": column.index or None,
        "path": _path(table, column) or None,
        "editor": _editor(table, column),
        "width": _pick(table.widths, column),
        "hidden": column.field in _fields(frame, table.hidden_columns) or None,
        "frozen": _frozen(table, frame, column),
        "tooltip": _pick(table.header_tooltips, column),
        "titleFormatter": _title_formatter(table, column),
        "headerFilter": _header_filter(table, frame, column),
        "aggregator": _pick(table.aggregators, column),
    }
    return {**entry, **{key: value for key, value in optional.items() if value is not None}}


def _pick(setting: Any, column: Column, default: Any = None) -> Any:
    """What a setting says for a column: one thing for all, or a dict of columns."""
    if not isinstance(setting, Mapping):
        return default if setting is None else setting
    for key in (column.field, column.name):
        if isinstance(key, (str, int, float, tuple)) and key in setting:
            return setting[key]
    return default


def _title(column: Column) -> str:
    if column.index and column.name is None and column.field == "index":
        return "index"
    return str(column.name[-1]) if isinstance(column.name, tuple) else column.field


def _default_alignment(column: Column) -> str:
    if column.index:
        return "left"
    return "right" if column.kind in (INTEGER, NUMBER) else "left"


def _alignment(given: Any, column: Column) -> str:
    if given not in ALIGNMENTS:
        raise BadArgument(
            f"Expected the column {column.field!r} aligned as one of {ALIGNMENTS}, got {given!r}."
        )
    return str(given)


def _fields(frame: Frame, names: Any) -> list[str]:
    return [frame.find(name).field for name in names if _known(frame, name)]


def _known(frame: Frame, name: Any) -> bool:
    return any(name in (column.field, column.name) for column in frame.columns)


def _path(table: Any, column: Column) -> list[str]:
    for heading, names in table.groups.items():
        if column.field in names or column.name in names:
            return [str(heading)]
    return list(column.path)


def _editor(table: Any, column: Column) -> Any:
    """None where the column cannot be edited: index levels, a disabled table, an editor of None."""
    if column.index or table.disabled or not _pick(table.editables, column, True):
        return None
    named = isinstance(table.editors, Mapping) and any(
        key in table.editors for key in (column.field, column.name)
    )
    given = _pick(table.editors, column)
    return None if named and given is None else editor_of(column, given)


def _frozen(table: Any, frame: Frame, column: Column) -> str | None:
    given = table.frozen_columns
    if isinstance(given, Mapping):
        side = _pick(given, column)
        return side if side is None else str(side)
    return "left" if column.field in _fields(frame, given) else None


def _title_formatter(table: Any, column: Column) -> Any:
    given = _pick(table.title_formatters, column)
    return None if given is None else formatter_of(column, given)


def _header_filter(table: Any, frame: Frame, column: Column) -> Any:
    """A dict `type`, `params`, `func`, `placeholder`; None for a column without a field for filtering."""
    given = table.header_filters
    if isinstance(given, Mapping):
        given = _pick(given, column)
    if given is None or given is False or (given is True and column.index and len(frame.columns) == 1):
        return None
    described = editor_of(column, None if given is True else given)
    if described is None:
        return None
    params = {**described["params"]}
    func, placeholder = params.pop("func", None), params.pop("placeholder", None)
    if params.pop("valuesLookup", False) and "values" not in params:
        params["values"] = _distinct(frame, column)
    found = {
        "type": _filter_field(described["type"]),
        "params": params,
        "func": func or _func(described["type"]),
    }
    return {**found, "placeholder": placeholder} if placeholder is not None else found


def _filter_field(kind: str) -> str:
    return "input" if kind in ("date", "datetime", "textarea") else kind


def _func(kind: str) -> str:
    return "=" if kind in ("list", "tickCross") else "like"


def _distinct(frame: Frame, column: Column) -> list[Any]:
    values = {value for value in frame.array(column).tolist() if value is not None and value == value}
    return sorted(values, key=lambda value: (str(type(value)), value))


def _button(name: str, markup: Any) -> dict[str, Any]:
    return {
        "field": str(name),
        "title": "",
        "label": str(name),
        "kind": "button",
        "formatter": {"type": "button", "params": {"markup": str(markup)}},
        "align": "center",
        "headerAlign": "center",
        "sortable": False,
    }
