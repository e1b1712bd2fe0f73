"""ECharts: a specification of Apache ECharts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import param

from lanai.components.limits import Limit
from lanai.components.pane.base import Pane
from lanai.components.pane.suitability import is_echarts, is_echarts_chart
from lanai.components.parameters import Choice
from lanai.core.callables import check_callback
from lanai.core.calling import call_placed
from lanai.errors import BadArgument, BadValue, ComponentError
from lanai.wire.codec import Raw, dumps


@dataclass(frozen=True)
class EChartsEvent:
    """Something that happened in a chart: its `type`, the `query` that it was asked for by, and its `data`."""

    type: str
    query: Any
    data: dict[str, Any]


class ECharts(Pane):
    """Shows `object`: a dict as `setOption` of ECharts takes it, or a chart of pyecharts.

    A dict that was changed in place is shown after `pane.param.trigger("object")`. There are no functions in it:
    formatters are ECharts' templates such as `"{b}: {c}"`.
    """

    options = param.Dict(
        default=None, allow_None=True, doc="Settings of `setOption`, such as `{'replaceMerge': ['series']}`."
    )
    renderer = Choice("canvas", ["canvas", "svg"], doc="How it is drawn: in dots, or in lines.")
    theme = Choice(
        "default",
        ["default", "light", "dark"],
        doc="Its colours; 'default' is as the page is, light or dark.",
    )

    # What the browser is to report.
    subscriptions = param.List(default=[], precedence=-1, doc="Events asked for: numbers, types and queries.")

    priority: ClassVar[float] = 0.8
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {"chart": ()}
    _limits: ClassVar[Mapping[str, Limit]] = {"chart": Limit(1_000_000, 50_000, 20)}
    _renamed: ClassVar[Mapping[str, str]] = {"object": "chart"}

    def __init__(self, object: Any = None, **params: Any) -> None:
        self._callbacks: tuple[tuple[str, Any, Callable[[EChartsEvent], Any]], ...] = ()
        super().__init__(object, **params)

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return is_echarts(obj)

    def read(self, obj: Any) -> Any:
        """The specification as JSON. Raises `BadArgument` for what is none."""
        if obj is None:
            return None
        if is_echarts_chart(obj):
            return Raw(obj.dump_options_with_quotes().encode())
        if not isinstance(obj, dict):
            raise BadArgument(
                f"pn.pane.ECharts shows a dict of ECharts or a chart of pyecharts, got {type(obj).__qualname__}."
            )
        return Raw(dumps(_plain(obj)))

    def on_event(self, event: str, callback: Callable[[EChartsEvent], Any], query: Any = None) -> None:
        """Call `callback` (a function or a coroutine function) with an `EChartsEvent` when `event` happens.

        `event` is ECharts' name of it, such as 'click' or 'legendselectchanged'; `query` says in which part of the
        chart, such as 'series.line' or `{'seriesName': 'Sales'}`.
        """
        check_callback(callback, "on_event")
        self._callbacks = (*self._callbacks, (event, query, callback))
        self._store("subscriptions", [*self.subscriptions, [len(self._callbacks) - 1, event, query]])

    def js_on_event(self, event: str, callback: Any, query: Any = None, **args: Any) -> None:
        """Not supported. Raises `ComponentError`, which says what to use."""
        raise ComponentError(
            "pn.pane.ECharts reports events to Python only: use on_event(event, callback). For JavaScript beside a chart, "
            "make a pn.custom.JSComponent."
        )

    def event(self, name: str, data: dict[str, Any]) -> None:
        number, told = data.get("number"), data.get("data")
        if (
            not isinstance(number, int)
            or not 0 <= number < len(self._callbacks)
            or not isinstance(told, dict)
        ):
            raise BadValue("Expected the number of an event that was asked for, and its data.")
        event, query, callback = self._callbacks[number]
        call_placed(partial(callback, EChartsEvent(event, query, told)), callback)


def _plain(obj: dict[Any, Any]) -> Any:
    """What JSON has, of numbers and arrays of numpy's too."""
    return json.loads(json.dumps(obj, default=_number, allow_nan=True), parse_constant=lambda _: None)


def _number(value: Any) -> Any:
    if hasattr(value, "tolist"):
        return value.tolist()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    raise BadArgument(
        f"pn.pane.ECharts shows what JSON can be made of, got {type(value).__qualname__} in it."
    )
