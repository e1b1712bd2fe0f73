"""A value with two ends, on one slider: what the sliders over ranges share, and those over numbers."""

from __future__ import annotations

from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.widgets.look import NumberFormat, SliderLook
from lanai.components.widgets.number import fraction
from lanai.components.widgets.slider import FORMAT
from lanai.errors import BadArgument, BadValue

THROTTLED = "The range when a handle was let go."


class RangeLook(SliderLook):
    """A slider with two handles. `value` is a tuple of lower and upper end; `value_start` and `value_end` are these.

    `value` follows while a handle is dragged, `value_throttled` when it is let go. Without a value the range is all
    there is, from `start` to `end`.
    """

    __abstract = True

    end: Any = param.Parameter(default=None, doc="The largest value.")
    start: Any = param.Parameter(default=None, doc="The smallest value.")
    value_end: Any = param.Parameter(
        default=None, doc="The upper end of `value`: setting one sets the other."
    )
    value_start: Any = param.Parameter(
        default=None, doc="The lower end of `value`: setting one sets the other."
    )

    _local: ClassVar[frozenset[str]] = SliderLook._local | {"value_start", "value_end"}

    _quick: ClassVar[frozenset[str]] = frozenset({"value", "value_throttled"})

    def __init__(self, **params: Any) -> None:
        if params.get("value") is None:
            limits = (params.get("start", type(self).start), params.get("end", type(self).end))
            if None not in limits:
                params["value"] = limits
        params.setdefault("value_throttled", params.get("value"))
        super().__init__(**params)
        self._check_order()

    def _check_order(self) -> None:
        """Raise `BadArgument` for a range that ends before it begins."""
        value = self.value
        if isinstance(value, (tuple, list)) and self._sent(value[0]) > self._sent(value[1]):
            raise BadArgument(
                f"Expected the lower end first as value of a {type(self).__name__}, got {value!r}."
            )

    def _changed(self, name: str) -> None:
        value = self.value
        if name == "value" and value is not None:
            for part, end in zip(("value_start", "value_end"), value, strict=True):
                if getattr(self, part) != end:
                    self._store(part, end)
        elif name in {"value_start", "value_end"} and self._param__private.initialized:
            self._take_end(name)
        super()._changed(name)

    def _take_end(self, name: str) -> None:
        """Let the range follow one of its ends; where there is none yet, once there are both."""
        start, end = (self.value_start, self.value_end) if self.value is None else self.value
        ends = (self.value_start, end) if name == "value_start" else (start, self.value_end)
        if None not in ends and self.value != ends:
            self.value = ends

    def encode(self, name: str, value: Any) -> Any:
        if name in {"value", "value_throttled"}:
            return None if value is None else [self._sent(end) for end in value]
        return super().encode(name, value)

    def decode(self, name: str, data: Any) -> Any:
        """A tuple of two ends within the limits, the lower one first."""
        ends = expect(super().decode(name, data), list, name)
        if len(ends) != 2:
            raise BadValue(f"Expected two ends for {name!r}, got {len(ends)}.")
        low, high = (self._taken(name, end) for end in ends)
        if low > high:
            raise BadValue(f"Expected the lower end first for {name!r}, got {low} and {high}.")
        return low, high

    def _sent(self, end: Any) -> Any:
        """An end as it travels."""
        return end

    def _taken(self, name: str, end: Any) -> Any:
        """The end for what a visitor's edit holds. Raises `BadValue`. Each kind of slider has its own."""
        raise NotImplementedError


class _NumberRange(RangeLook):
    """What the sliders over ranges of numbers share."""

    __abstract = True

    format = NumberFormat(default=None, allow_None=True, doc=FORMAT)
    value: Any = param.Range(default=(0, 1), doc="The lower and the upper end of the range.")
    value_throttled = param.Range(default=None, allow_None=True, doc=THROTTLED)

    _whole: ClassVar[bool] = False

    def _taken(self, name: str, end: Any) -> Any:
        number = expect(end, int if self._whole else (int, float), name)
        if not self._whole:
            number = fraction(number, name)
        if not self.start <= number <= self.end:
            raise BadValue(f"Expected {name!r} from {self.start} to {self.end}, got {number}.")
        return number

    @classmethod
    def _from_parameter(cls, parameter: param.Parameter[Any]) -> dict[str, Any]:
        given = super()._from_parameter(parameter)
        if isinstance(parameter, param.Range):
            start, end = parameter.get_soft_bounds()
            limits = {"start": start, "end": end, "step": parameter.step}
            given.update({name: limit for name, limit in limits.items() if limit is not None})
        return given


class RangeSlider(_NumberRange):
    """A slider over a range of numbers."""

    end = param.Number(default=1, doc="The largest value.")
    start = param.Number(default=0, doc="The smallest value.")
    step = param.Number(
        default=0.1,
        bounds=(0, None),
        inclusive_bounds=(False, True),
        doc="Distance from one value to the next.",
    )
    value_end = param.Number(default=1, allow_None=True, doc="The upper end: setting it sets `value`.")
    value_start = param.Number(default=0, allow_None=True, doc="The lower end: setting it sets `value`.")


class IntRangeSlider(_NumberRange):
    """A slider over a range of whole numbers."""

    end = param.Integer(default=1, doc="The largest value.")
    start = param.Integer(default=0, doc="The smallest value.")
    step = param.Integer(default=1, bounds=(1, None), doc="Distance from one value to the next.")
    value_end = param.Number(default=1, allow_None=True, doc="The upper end: setting it sets `value`.")
    value_start = param.Number(default=0, allow_None=True, doc="The lower end: setting it sets `value`.")

    _whole: ClassVar[bool] = True
