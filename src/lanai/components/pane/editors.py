"""Which widget edits which kind of parameter."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import param

from lanai.components.widgets import (
    ArrayInput,
    Button,
    Checkbox,
    ColorPicker,
    DatePicker,
    DateRangePicker,
    DateRangeSlider,
    DatetimePicker,
    DatetimeRangePicker,
    DatetimeRangeSlider,
    FloatInput,
    FloatSlider,
    IntInput,
    IntSlider,
    LiteralInput,
    MultiSelect,
    RangeSlider,
    Select,
    StaticText,
    TextInput,
    Widget,
)
from lanai.errors import BadArgument

WIDGETS: tuple[tuple[type[param.Parameter[Any]], type[Widget]], ...] = (
    (param.Event, Button),
    (param.Action, Button),
    (param.Boolean, Checkbox),
    (param.CalendarDate, DatePicker),
    (param.CalendarDateRange, DateRangePicker),
    (param.Date, DatetimePicker),
    (param.DateRange, DatetimeRangePicker),
    (param.Integer, IntInput),
    (param.Number, FloatInput),
    (param.ListSelector, MultiSelect),
    (param.Selector, Select),
    (param.String, TextInput),
    (param.Color, ColorPicker),
    (param.Filename, TextInput),
    (param.Foldername, TextInput),
    (param.Array, ArrayInput),
    (param.Dict, LiteralInput),
    (param.List, LiteralInput),
    (param.Range, LiteralInput),
    (param.Tuple, LiteralInput),
)
"""The first kind of parameter that fits decides. Numbers and ranges with two limits get a slider instead."""

SLIDERS: Mapping[type[Widget], type[Widget]] = MappingProxyType(
    {
        IntInput: IntSlider,
        FloatInput: FloatSlider,
        LiteralInput: RangeSlider,
        DateRangePicker: DateRangeSlider,
        DatetimeRangePicker: DatetimeRangeSlider,
    }
)

LITERALS = (type(None), bool, int, float, complex, str, bytes, list, tuple, dict, set)
"""What a literal can be."""


def widget_type(parameter: param.Parameter[Any]) -> type[Widget]:
    """The class of the widget that suits a parameter by its kind, limits and, where that says little, its value."""
    kind = next((widget for known, widget in WIDGETS if isinstance(parameter, known)), None)
    if kind is None:
        value = getattr(parameter.owner, str(parameter.name))
        return LiteralInput if isinstance(value, LITERALS) else StaticText
    return SLIDERS.get(kind, kind) if _has_place(parameter) else kind


def editor_of(parameter: param.Parameter[Any], wish: Any, given: Mapping[str, Any]) -> Widget:
    """A widget that edits `parameter`.

    `wish` is the widget, its class, a dict of its parameters (with its class as `widget_type`), or None for the kind
    that suits. `given` are parameters of the widget that the wish may override. Raises `BadArgument` for other wishes.
    """
    if isinstance(wish, Widget):
        wish.edit_parameter(parameter, wish.param.values(onlychanged=True))
        return wish
    options = {**given, **wish} if isinstance(wish, Mapping) else dict(given)
    kind: Any = (
        wish if isinstance(wish, type) else options.pop("widget_type", None) or options.pop("type", None)
    )
    if not (wish is None or isinstance(wish, (type, Mapping))) or not _is_widget(kind or Widget):
        raise BadArgument(
            f"Expected a widget, a class of widgets or a dict of a widget's parameters for {parameter.name!r}, "
            f"got {wish!r}."
        )
    made: Widget = (kind or widget_type(parameter)).from_param(parameter, **options)
    return made


def _is_widget(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Widget)


def _has_place(parameter: param.Parameter[Any]) -> bool:
    """Whether the parameter's value is a place, or a range of them, between two limits."""
    if not isinstance(parameter, (param.Number, param.Range)) or None in parameter.get_soft_bounds():
        return False
    return getattr(parameter.owner, str(parameter.name)) is not None
