"""Numbers: what all widgets for them share, and the fields, for whole numbers and for fractions."""

from __future__ import annotations

from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.widgets.base import Widget
from lanai.core.times import Milliseconds
from lanai.errors import BadValue

WIDTH = "Width in px."


class Numeric(Widget):
    """What the widgets for one number share: limits, and a value that waits for the end of a change."""

    __abstract = True

    end: Any = param.Number(default=None, allow_None=True, doc="The largest value.")
    start: Any = param.Number(default=None, allow_None=True, doc="The smallest value.")

    _edits: ClassVar[tuple[str, ...]] = ("value", "value_throttled")
    _quick: ClassVar[frozenset[str]] = frozenset({"value", "value_throttled"})
    _whole: ClassVar[bool] = False
    """Whether fractions are refused."""
    _needs_limits: ClassVar[bool] = False

    def __init__(self, **params: Any) -> None:
        if "value" not in params and params.get("start") is not None:
            params["value"] = params["start"]
        if "value_throttled" not in params and "value" in params:
            params["value_throttled"] = params["value"]
        super().__init__(**params)

    def decode(self, name: str, data: Any) -> Any:
        """A number within the limits."""
        number = expect(super().decode(name, data), int if self._whole else (int, float), name)
        if not self._whole:
            number = fraction(number, name)
        start, end = self.start, self.end
        if (start is not None and number < start) or (end is not None and number > end):
            raise BadValue(f"Expected {name!r} from {start} to {end}, got {number}.")
        return number

    @classmethod
    def _from_parameter(cls, parameter: param.Parameter[Any]) -> dict[str, Any]:
        given = super()._from_parameter(parameter)
        if isinstance(parameter, param.Number):
            start, end = parameter.get_soft_bounds()
            limits = {"start": start, "end": end}
            given.update(
                {name: limit for name, limit in limits.items() if limit is not None or not cls._needs_limits}
            )
            if parameter.step is not None:
                given["step"] = parameter.step
        return given


class _Field(Numeric):
    """What fields for a number share: they can be empty (None)."""

    __abstract = True

    format = param.Parameter(
        default=None, doc="Accepted for compatibility; the number in the field is shown as it is."
    )
    page_step_multiplier = param.Integer(
        default=10, bounds=(0, None), doc="Steps that page up and page down make."
    )
    placeholder = param.String(default="", doc="Text in the empty field.")
    wheel_wait = Milliseconds(default=100, doc="Time between steps of the mouse wheel in ms.")
    width = param.Integer(default=300, bounds=(0, None), allow_None=True, doc=WIDTH)

    _quick: ClassVar[frozenset[str]] = frozenset({"value", "value_throttled"})
    _local: ClassVar[frozenset[str]] = Numeric._local | {"format", "mode"}

    def decode(self, name: str, data: Any) -> Any:
        """A number within the limits, or None for an empty field."""
        return None if data is None and not self.disabled else super().decode(name, data)


class IntInput(_Field):
    """A field for a whole number, or nothing (None)."""

    end = param.Integer(default=None, allow_None=True, doc="The largest value.")
    mode = param.String(default="int", doc="Accepted for compatibility.")
    start = param.Integer(default=None, allow_None=True, doc="The smallest value.")
    step = param.Integer(default=1, allow_None=True, doc="What the arrows add and take away.")
    value = param.Integer(default=0, allow_None=True, doc="The number entered.")
    value_throttled = param.Integer(
        default=None, allow_None=True, doc="The number when it was entered for good."
    )

    _whole: ClassVar[bool] = True


class FloatInput(_Field):
    """A field for a number, or nothing (None)."""

    mode = param.String(default="float", doc="Accepted for compatibility.")
    step = param.Number(default=0.1, allow_None=True, doc="What the arrows add and take away.")
    value = param.Number(default=0, allow_None=True, doc="The number entered.")
    value_throttled = param.Number(
        default=None, allow_None=True, doc="The number when it was entered for good."
    )


def fraction(number: float, name: str) -> float:
    """`number` as a float. Raises `BadValue` where it is too large for one."""
    try:
        return float(number)
    except OverflowError:
        raise BadValue(f"Expected a number below 1e308 for {name!r}, got a larger one.") from None


class NumberInput(Widget):
    """Makes an `IntInput` where value, start, end and step are whole numbers, else a `FloatInput`."""

    __abstract = True

    def __new__(cls, **params: Any) -> Any:
        """The field that suits the numbers given."""
        numbers = [params[name] for name in ("value", "start", "end", "step") if params.get(name) is not None]
        kind = IntInput if all(isinstance(number, int) for number in numbers) else FloatInput
        return kind(**params)


Spinner = NumberInput
