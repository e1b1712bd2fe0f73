"""Widgets for the key dimensions of a HoloViews object."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from lanai.components.widgets import (
    DateSlider,
    DiscretePlayer,
    DiscreteSlider,
    FloatSlider,
    IntSlider,
    Select,
    Widget,
)
from lanai.errors import BadArgument

DEFAULTS: Mapping[str, type[Widget]] = MappingProxyType(
    {
        "date": DateSlider,
        "discrete": DiscreteSlider,
        "float": FloatSlider,
        "int": IntSlider,
        "scrubber": DiscretePlayer,
        "select": Select,
    }
)
"""By what kind of dimension it is, what sets it."""


def widgets_for(
    dimensions: Sequence[Any],
    keys: Sequence[tuple[Any, ...]],
    dynamic: bool,
    wishes: Mapping[str, Any],
    kinds: Mapping[str, type[Widget]],
) -> list[Widget]:
    """A widget for each dimension, in order. `keys` are the known combinations of values.

    `wishes`: by name of a dimension a widget, a class of widgets, or a dict of parameters. Raises `BadArgument` for
    wishes of other kinds and for dimensions without known values.
    """
    unknown = sorted(set(wishes) - {dimension.name for dimension in dimensions})
    if unknown:
        names = ", ".join(dimension.name for dimension in dimensions) or "none"
        raise BadArgument(f"There are no dimensions {unknown} to make widgets for. There are: {names}.")
    return [
        _widget(dimension, _values(dimension, index, keys, dynamic), wishes.get(dimension.name), kinds)
        for index, dimension in enumerate(dimensions)
    ]


def scrubber(
    dimensions: Sequence[Any], keys: Sequence[tuple[Any, ...]], kinds: Mapping[str, type[Widget]]
) -> Widget:
    """One widget that runs through all the combinations of values."""
    labels = [
        ", ".join(
            f"{dimension.label}: {dimension.pprint_value(value)}"
            for dimension, value in zip(dimensions, key, strict=True)
        )
        for key in keys
    ]
    options = dict(zip(labels, keys, strict=True))
    return kinds["scrubber"](options=options, value=keys[0], **_as("DiscretePlayer", kinds["scrubber"]))


def _as(name: str, kind: type[Widget]) -> dict[str, Any]:
    return {"width": 400} if kind.__name__ == name else {}


def _values(dimension: Any, index: int, keys: Sequence[tuple[Any, ...]], dynamic: bool) -> list[Any]:
    """The values that a dimension can have, where there are but a few."""
    if dimension.values:
        return [_native(value) for value in dimension.values]
    return [] if dynamic else sorted({_native(key[index]) for key in keys})


def _widget(dimension: Any, values: list[Any], wish: Any, kinds: Mapping[str, type[Widget]]) -> Widget:
    if isinstance(wish, Widget):
        return wish
    kind, options = _kind(dimension, values)
    chosen = kinds[kind]
    if isinstance(wish, type) and issubclass(wish, Widget):
        chosen = wish
    elif isinstance(wish, Mapping):
        wish = dict(wish)
        chosen = wish.pop("type", wish.pop("widget_type", chosen))
        options.update(wish)
    elif wish is not None:
        raise BadArgument(
            f"Expected a widget, a class of widgets or a dict of parameters for the dimension {dimension.name!r}, "
            f"got {wish!r}."
        )
    return chosen(**{"name": dimension.label, **options})


def _kind(dimension: Any, values: list[Any]) -> tuple[str, dict[str, Any]]:
    default = _native(dimension.default)
    if values:
        value = default if default in values else values[0]
        numbers = all(isinstance(each, (int, float)) and not isinstance(each, bool) for each in values)
        days = all(isinstance(each, (dt.date, dt.datetime)) for each in values)
        return "discrete" if numbers or days else "select", {"options": values, "value": value}
    start, end = (_native(bound) for bound in _range(dimension))
    if start is None or end is None:
        raise BadArgument(
            f"Expected values or a range for the dimension {dimension.name!r}, which has none: give them by "
            f"`.redim.values({dimension.name}=[...])` or `.redim.range({dimension.name}=(low, high))`."
        )
    given = {"start": start, "end": end, "value": start if default is None else default}
    step = {} if dimension.step is None else {"step": dimension.step}
    if isinstance(start, (dt.date, dt.datetime)):
        return "date", given
    if isinstance(start, int) and isinstance(end, int) and dimension.type in (None, int):
        return "int", {**given, **step}
    return "float", {
        "step": (end - start) / 40 or 0.1,
        **{name: float(each) for name, each in given.items()},
        **step,
    }


def _range(dimension: Any) -> tuple[Any, Any]:
    """The hard bounds of a dimension, else the soft ones."""
    hard, soft = dimension.range, dimension.soft_range
    return (
        soft[0] if hard[0] is None else hard[0],
        soft[1] if hard[1] is None else hard[1],
    )


def _native(value: Any) -> Any:
    """Python's own kind of a value that may be numpy's or pandas'."""
    if hasattr(value, "to_pydatetime"):
        return value.to_pydatetime()
    return value.item() if hasattr(value, "item") else value
