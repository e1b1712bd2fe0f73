"""Vega: a specification of Vega or Vega-Lite, or a chart of Altair's."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.frames import is_frame, open_frame
from lanai.components.limits import Limit
from lanai.components.pane.base import Pane
from lanai.components.pane.suitability import VEGA_LAYERS, is_altair_chart, is_vega
from lanai.components.parameters import Choice
from lanai.core.lazy import load
from lanai.errors import BadArgument, BadValue
from lanai.wire.codec import Raw, dumps

THEMES = (
    None, "excel", "ggplot2", "quartz", "vox", "fivethirtyeight", "dark", "latimes", "urbaninstitute", "googlecharts",
    "powerbi", "carbonwhite", "carbong10", "carbong90", "carbong100",
)  # fmt: skip
_translating = threading.Lock()
"""Altair's choice of what it does with data belongs to the whole process."""


class Selection(param.Parameterized):
    """What a visitor has selected in a chart: a parameter for each selection that has a name."""


class Vega(Pane):
    """Shows `object`: a chart of Altair's, or a dict of Vega or Vega-Lite.

    What the visitor selects is in `selection`, by the selection's name, to be read and to be watched:
    `pane.selection.param.brush`. An interval is a dict of field to bounds, or to values; chosen points are a list of
    dicts of field to value, or of the points' numbers in the order of the data from 1 where no fields are named.
    """

    debounce = param.ClassSelector(
        default=20,
        class_=(int, dict),
        doc="ms for which a selection has to rest before it is told; or a dict of them by the selection's name.",
    )
    selection: Any = param.ClassSelector(
        class_=param.Parameterized, default=None, allow_None=True, constant=False, doc="What is selected."
    )
    show_actions = param.Boolean(
        default=False, doc="Whether there is a menu to save the chart and see its source."
    )
    theme = Choice(None, THEMES, doc="A theme of Vega's; None: as the page is, light or dark.")

    # What of the object is a selection, for the browser.
    selections = param.Dict(default={}, precedence=-1, doc="Names of selections to their kinds.")

    priority: ClassVar[float] = 0.8
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {"select": ("selection",)}
    _limits: ClassVar[Mapping[str, Limit]] = {"select": Limit(5_000_000, 200_000, 10)}
    _local: ClassVar[frozenset[str]] = Pane._local | {"selection"}
    _renamed: ClassVar[Mapping[str, str]] = {"object": "chart"}

    def __init__(self, object: Any = None, **params: Any) -> None:
        super().__init__(object, **params)

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return is_vega(obj)

    def read(self, obj: Any) -> Any:
        """The specification as JSON. Raises `BadArgument` for what is none."""
        spec = None if obj is None else _specification(obj)
        kinds = {} if spec is None else _selections(spec)
        if kinds != self.selections or self.selection is None:
            self._store("selections", kinds)
            self._store("selection", _holder(kinds))
        return None if spec is None else Raw(dumps(spec))

    def event(self, name: str, data: dict[str, Any]) -> None:
        selection, value = data.get("name"), data.get("value")
        kind = self.selections.get(selection) if isinstance(selection, str) else None
        if kind is None:
            raise BadValue(f"Expected the name of a selection, one of {sorted(self.selections)}.")
        if not isinstance(value, dict if kind == "interval" else list):
            raise BadValue(f"Expected what is selected by a selection of the kind {kind!r}.")
        setattr(self.selection, str(selection), value)


def _specification(obj: Any) -> dict[str, Any]:
    if isinstance(obj, dict):
        return {**obj, **_inline(obj)}
    if not is_altair_chart(obj):
        raise BadArgument(
            f"pn.pane.Vega shows a chart of Altair's or a dict of Vega or Vega-Lite, got {type(obj).__qualname__}."
        )
    altair: Any = load("altair", needed_for="a chart of Altair's")
    with _translating:
        if altair.data_transformers.active != "default":  # the app's own choice
            return dict(obj.to_dict())
        with altair.data_transformers.disable_max_rows():
            return dict(obj.to_dict())


def _inline(spec: Mapping[str, Any]) -> dict[str, Any]:
    """What of a specification changes when data frames in it become rows."""
    found: dict[str, Any] = {}
    data = spec.get("data")
    if is_frame(data):
        found["data"] = {"values": _rows(data)}
    elif isinstance(data, Mapping):
        found["data"] = _with_rows(data)
    elif isinstance(data, list):
        found["data"] = [_with_rows(each) if isinstance(each, Mapping) else each for each in data]
    if isinstance(spec.get("datasets"), Mapping):
        found["datasets"] = {
            name: _rows(values) if is_frame(values) else values for name, values in spec["datasets"].items()
        }
    for key in VEGA_LAYERS:
        if isinstance(spec.get(key), list):
            found[key] = [{**each, **_inline(each)} for each in spec[key]]
    if isinstance(spec.get("spec"), Mapping):
        found["spec"] = {**spec["spec"], **_inline(spec["spec"])}
    return found


def _with_rows(data: Mapping[str, Any]) -> dict[str, Any]:
    values = data.get("values")
    return {**data, "values": _rows(values)} if is_frame(values) else dict(data)


def _rows(frame: Any) -> list[dict[str, Any]]:
    """The rows of a data frame as JSON has them: moments as ISO text, what is empty as None."""
    narwhals: Any = load("narwhals", needed_for="data frames in a specification of Vega's")
    native = open_frame(frame).native
    return [
        {name: _plain(value) for name, value in row.items()}
        for row in narwhals.from_native(native, eager_only=True, allow_series=False).iter_rows(named=True)
    ]


def _plain(value: Any) -> Any:
    if value is None or value != value:  # NaN and NaT differ from themselves
        return None
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value


def _selections(spec: Mapping[str, Any]) -> dict[str, str]:
    """The named selections of a specification and of those in it, with their kinds: 'interval' or 'point'."""
    found: dict[str, str] = {}
    for each in spec.get("params") or ():
        select = each.get("select") if isinstance(each, Mapping) else None
        kind = select.get("type") if isinstance(select, Mapping) else select
        if kind in ("interval", "point") and each.get("bind") != "scales":
            found[str(each["name"])] = str(kind)
    for name, select in (spec.get("selection") or {}).items():  # Vega-Lite before its fifth version
        if isinstance(select, Mapping) and select.get("bind") != "scales":
            found[str(name)] = "interval" if select.get("type") == "interval" else "point"
    for key in VEGA_LAYERS:
        for each in spec.get(key) or ():
            found.update(_selections(each))
    return {**found, **(_selections(spec["spec"]) if isinstance(spec.get("spec"), Mapping) else {})}


def _holder(kinds: Mapping[str, str]) -> Selection:
    parameters = {
        name: param.Dict(default={}) if kind == "interval" else param.List(default=[])
        for name, kind in kinds.items()
    }
    made: type[Selection] = type("Selection", (Selection,), parameters)
    return made()
