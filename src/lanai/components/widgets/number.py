"""Whole numbers: IntSlider and IntInput."""

from __future__ import annotations

from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.parameters import Choice
from lanai.components.widgets.base import Widget
from lanai.errors import BadValue


class _Whole(Widget):
    """What the widgets for whole numbers share: limits, and a value that waits for the end of a change."""

    end = param.Integer(default=None, allow_None=True, doc="The largest value.")
    start = param.Integer(default=None, allow_None=True, doc="The smallest value.")

    _edits: ClassVar[tuple[str, ...]] = ("value", "value_throttled")
    _local: ClassVar[frozenset[str]] = Widget._local | {"format"}

    def __init__(self, **params: Any) -> None:
        if "value" not in params and params.get("start") is not None:
            params["value"] = params["start"]
        if "value_throttled" not in params and "value" in params:
            params["value_throttled"] = params["value"]
        super().__init__(**params)

    def decode(self, name: str, data: Any) -> Any:
        """A whole number within the limits."""
        number = expect(super().decode(name, data), int, name)
        start, end = self.start, self.end
        if (start is not None and number < start) or (end is not None and number > end):
            raise BadValue(f"Expected {name!r} from {start} to {end}, got {number}.")
        return number

    @classmethod
    def _from_parameter(cls, parameter: param.Parameter[Any]) -> dict[str, Any]:
        given = super()._from_parameter(parameter)
        if isinstance(parameter, param.Number):
            start, end = parameter.get_soft_bounds()
            limits = {"start": start, "end": end, "step": parameter.step}
            given.update({name: limit for name, limit in limits.items() if limit is not None})
        return given


class IntSlider(_Whole):
    """A slider over whole numbers. `value` follows while it is dragged, `value_throttled` when it is let go."""

    bar_color = param.Color(
        default="#e6e6e6", doc="Colour of the bar, as CSS; the default leaves it to the theme."
    )
    direction = Choice("ltr", ["ltr", "rtl"], doc="From left to right, or the other way.")
    end = param.Integer(default=1, allow_None=True, doc="The largest value.")
    format = param.Parameter(
        default=None, doc="Accepted for compatibility; whole numbers are shown as they are."
    )
    orientation = Choice("horizontal", ["horizontal", "vertical"], doc="Which way it lies.")
    show_value = param.Boolean(default=True, doc="Whether the value stands beside the label.")
    start = param.Integer(default=0, allow_None=True, doc="The smallest value.")
    step = param.Integer(default=1, doc="Distance from one value to the next.")
    tooltips = param.Boolean(default=True, doc="Whether the value shows at the handle.")
    value = param.Integer(default=0, allow_None=True, doc="The number chosen.")
    value_throttled = param.Integer(
        default=None, allow_None=True, doc="The number when the handle was let go."
    )


class IntInput(_Whole):
    """A field for a whole number, or nothing (None)."""

    format = param.Parameter(
        default=None, doc="Accepted for compatibility; whole numbers are shown as they are."
    )
    mode = param.String(default="int", doc="Accepted for compatibility.")
    page_step_multiplier = param.Integer(
        default=10, bounds=(0, None), doc="Steps that page up and page down make."
    )
    placeholder = param.String(default="", doc="Text in the empty field.")
    step = param.Integer(default=1, allow_None=True, doc="What the arrows add and take away.")
    value = param.Integer(default=0, allow_None=True, doc="The number entered.")
    value_throttled = param.Integer(
        default=None, allow_None=True, doc="The number when it was entered for good."
    )
    wheel_wait = param.Integer(default=100, doc="Time between steps of the mouse wheel in ms.")
    width = param.Integer(default=300, bounds=(0, None), allow_None=True, doc="Width in px.")

    _local: ClassVar[frozenset[str]] = _Whole._local | {"mode"}

    def decode(self, name: str, data: Any) -> Any:
        """A whole number within the limits, or None for an empty field."""
        return None if data is None and not self.disabled else super().decode(name, data)
