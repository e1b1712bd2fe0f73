"""Trend: a number, how it changed, and a small plot of how it came to be."""

from __future__ import annotations

import base64
import datetime as dt
import math
from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

import param

from lanai.components.frames import is_frame, open_frame
from lanai.components.frames.encoding import no_rows
from lanai.components.indicators.base import Indicator
from lanai.components.parameters import Choice, OwnList
from lanai.core.lazy import loaded
from lanai.errors import BadArgument

PLOT_TYPES = ("line", "step", "area", "bar")
AUTO = "auto"
DAY = 86_400_000.0
"""ms."""


class NumberOrAuto(param.Parameter[Any]):
    """A number, None, or 'auto': what the data say."""

    def _validate_value(self, value: Any, allow_None: bool) -> None:
        if (
            value is None
            or value == AUTO
            or (hasattr(value, "__float__") and not isinstance(value, (bool, str)))
        ):
            return
        raise ValueError(f"Expected for {self.name!r} a number, None or 'auto', got {value!r}.")


class Trend(Indicator):
    """Shows the last number of a column, by how much it changed, and the column as a plot.

    `data` is a dict of columns or a data frame; `stream` adds rows and sends nothing else.
    """

    data = param.Parameter(default=None, doc="The rows: a dict of columns, or a data frame.")
    height = param.Integer(default=None, bounds=(0, None), allow_None=True, doc="Height in px.")
    layout = Choice("column", ("column", "row"), doc="Whether the plot is below the number or beside it.")
    neg_color = param.String(default="#d9534f", doc="Colour of a change downwards, as CSS.")
    plot_color = param.String(default="#428bca", doc="Colour of the plot, as CSS.")
    plot_type = Choice("bar", PLOT_TYPES, doc="How the column is drawn.")
    plot_x = param.String(default="x", doc="The column along the plot.")
    plot_y = param.String(default="y", doc="The column that is drawn.")
    pos_color = param.String(default="#5cb85c", doc="Colour of a change upwards, as CSS.")
    selection = OwnList(doc="Accepted for compatibility: rows cannot be selected.")
    sizing_mode = Choice(None, Indicator.param["sizing_mode"].objects, doc="How it fills its place.")
    title = param.String(default="", doc="The title; another name of `label`.")
    value = NumberOrAuto(default=AUTO, doc="The number; 'auto' is the last of the column.")
    value_change = NumberOrAuto(
        default=AUTO, doc="The change as a part of the number: 0.1 is 10 %; 'auto' is that of the last two."
    )
    width = param.Integer(default=None, bounds=(0, None), allow_None=True, doc="Width in px.")

    _local: ClassVar[frozenset[str]] = Indicator._local | {"plot_x", "plot_y", "selection", "title"}
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {"plot_x": ("data",), "plot_y": ("data",)}

    def __init__(self, data: Any = None, **params: Any) -> None:
        self._first = 0
        self._rolled: int | None = None
        super().__init__(**params, **({} if data is None else {"data": data}))

    def _changed(self, name: str) -> None:
        if name == "data":
            if self.data is not None and not isinstance(self.data, Mapping) and not is_frame(self.data):
                raise BadArgument(
                    f"Expected the data of a Trend as a dict of columns or a data frame, got {type(self.data).__name__}."
                )
            self._first += self._rolled or 0
        if name in ("name", "label", "title"):
            self._rename(getattr(self, name))
        super()._changed(name)

    def _rename(self, title: str) -> None:
        for twin in ("name", "label", "title"):
            if getattr(self, twin) != title:
                self._store(twin, title)

    # -- the wire -----------------------------------------------------------------------------------

    def encode(self, name: str, value: Any) -> Any:
        if name == "data":
            return _table(value, self.plot_x, self.plot_y, self._first)
        if name in ("value", "value_change"):
            return value if value is None or value == AUTO else _floated(value, 0)
        return super().encode(name, value)

    def _later(self, name: str, value: Any) -> Callable[[], Any]:
        if name != "data":
            return super()._later(name, value)
        return partial(_table, value, self.plot_x, self.plot_y, self._first)

    def weight_of(self, name: str, value: Any) -> int:
        if name != "data":
            return super().weight_of(name, value)
        return int(value["rows"]) if value is not self.data else _length(value, self.plot_y)

    # -- what the app does --------------------------------------------------------------------------

    def stream(self, stream_value: Any, rollover: int | None = None) -> None:
        """Add rows at the end: a dict of columns, or a data frame where `data` is one; only they travel.

        At most the last `rollover` rows stay.
        """
        if rollover is not None and rollover < 0:
            raise BadArgument(f"Expected a rollover of 0 or more rows, got {rollover}.")
        before = 0 if self.data is None else _length(self.data, self.plot_y)
        whole, added = _extended(self.data, stream_value, rollover)
        x, y = _column(added, self.plot_x), _column(added, self.plot_y)
        delta = {
            "rows": len(y),
            "columns": {"x": _packed(x, self._first + before, len(y)), "y": _packed(y, 0, len(y))},
            **({} if rollover is None else {"keep": rollover}),
        }
        self._rolled = before + len(y) - _length(whole, self.plot_y)
        try:
            self._extend("data", whole, delta)
        finally:
            self._rolled = None

    def patch(self, patch_value: Mapping[str, Sequence[tuple[Any, Any]]]) -> None:
        """Change cells: `{column: [(row or slice, value or values), ...]}`, with rows counted from 0."""
        if not isinstance(self.data, Mapping):
            raise BadArgument("Expected data as a dict of columns to patch; set `data` of a frame anew.")
        patched = dict(self.data)
        for name, changes in patch_value.items():
            cells = list(_column(self.data, name))
            for row, value in changes:
                _put(cells, row, value)
            patched[name] = _like(self.data[name], cells)
        self.data = patched


def _put(cells: list[Any], row: Any, value: Any) -> None:
    if isinstance(row, slice):
        places = range(*row.indices(len(cells)))
        values = [value] * len(places) if isinstance(value, (str, int, float)) else list(value)
        for place, each in zip(places, values, strict=True):
            cells[place] = each
    else:
        cells[row] = value


def _column(data: Any, name: str) -> Any:
    """A column of a dict or of a frame. Raises `BadArgument` where there is none."""
    if isinstance(data, Mapping):
        if name in data:
            return data[name]
        raise BadArgument(
            f"Expected a column {name!r} in the data of the Trend, got {sorted(map(str, data))}."
        )
    frame = open_frame(data)
    return frame.array(frame.find(name)).tolist()


def _table(data: Any, plot_x: str, plot_y: str, first: int) -> dict[str, Any]:
    """The points as they travel; `first` is the number of the first one."""
    if data is None:
        return no_rows()
    x, y = _column(data, plot_x), _column(data, plot_y)
    rows = min(len(x), len(y))
    return {
        "first": first,
        "rows": rows,
        "columns": {"x": _packed(x, first, rows), "y": _packed(y, 0, rows)},
    }


def _length(data: Any, name: str) -> int:
    return len(data.get(name, ())) if isinstance(data, Mapping) else open_frame(data).rows


def _extended(data: Any, added: Any, rollover: int | None) -> tuple[Any, Any]:
    """All rows, and the added ones, in the kind of thing that `data` is."""
    if data is None:
        data = {name: [] for name in added} if isinstance(added, Mapping) else open_frame(added).native[:0]
    if not isinstance(data, Mapping):
        return open_frame(data).extended(added, rollover, True)
    rows = added if isinstance(added, Mapping) else {column: _column(added, column) for column in data}
    missing = [name for name in data if name not in rows]
    if missing:
        raise BadArgument(f"Expected rows with the columns {list(data)}, got rows without {missing}.")
    lengths = {name: len(rows[name]) for name in data}
    if len(set(lengths.values())) > 1:
        raise BadArgument(f"Expected columns of one length to stream, got {lengths}.")
    whole = {name: _joined(values, rows[name], rollover) for name, values in data.items()}
    return whole, {name: rows[name] for name in data}


def _joined(values: Any, added: Any, rollover: int | None) -> Any:
    cells = [*values, *added]
    return _like(values, cells if rollover is None else cells[max(0, len(cells) - rollover) :])


def _like(values: Any, cells: list[Any]) -> Any:
    """The cells as an array where the values were one."""
    numpy = loaded("numpy")
    return numpy.asarray(cells) if numpy is not None and isinstance(values, numpy.ndarray) else cells


def _packed(cells: Any, start: int, rows: int) -> dict[str, str]:
    """Cells as 64-bit floats; what is no number is counted from `start`."""
    numbers = array("d", (_floated(cell, start + place) for place, cell in enumerate(cells[:rows])))
    return {"f8": base64.b64encode(numbers.tobytes()).decode("ascii")}


def _floated(cell: Any, place: int) -> float:
    """A cell as a number: a moment as ms since 1970, what is empty as NaN, and what is no number as `place`."""
    try:
        if cell is None or cell != cell:  # NaN, NaT
            return math.nan
        if isinstance(cell, dt.datetime):
            return (cell if cell.tzinfo else cell.replace(tzinfo=dt.timezone.utc)).timestamp() * 1000
        if isinstance(cell, dt.date):
            return (cell.toordinal() - dt.date(1970, 1, 1).toordinal()) * DAY
        return float(cell)
    except OverflowError:
        return math.inf if cell > 0 else -math.inf
    except (TypeError, ValueError):
        return float(place)
