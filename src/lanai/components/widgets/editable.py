"""Sliders with fields: a number, or the ends of a range, can be typed as well, also beyond the slider's own ends."""

from __future__ import annotations

from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.widgets.base import Widget
from lanai.components.widgets.look import NumberFormat, SliderLook
from lanai.components.widgets.number import fraction
from lanai.components.widgets.range import THROTTLED, RangeSlider
from lanai.components.widgets.slider import FORMAT, FloatSlider, IntSlider
from lanai.errors import BadArgument, BadValue


class _Editable(SliderLook):
    """What sliders with fields share.

    What is typed may lie beyond `start` and `end`: the slider then reaches so far. `fixed_start` and `fixed_end` are
    limits that hold.
    """

    __abstract = True

    fixed_end: Any = param.Number(default=None, allow_None=True, doc="The largest value that can be typed.")
    fixed_start: Any = param.Number(
        default=None, allow_None=True, doc="The smallest value that can be typed."
    )
    show_value = param.Boolean(
        default=False, doc="Whether the value stands beside the label too, not only in the field."
    )

    _whole: ClassVar[bool] = False

    def __init__(self, **params: Any) -> None:
        for fixed, limit in (("fixed_start", "start"), ("fixed_end", "end")):
            if params.get(fixed) is not None:
                params.setdefault(limit, params[fixed])
        super().__init__(**params)
        self._refuse_beyond()

    def _refuse_beyond(self) -> None:
        value = getattr(self, "value", None)
        for number in value if isinstance(value, (tuple, list)) else (value,):
            if number is not None and not self._allows(number):
                raise BadArgument(
                    f"Expected a value from {self.fixed_start} to {self.fixed_end} (fixed_start, fixed_end) for "
                    f"a {type(self).__name__}, got {number}."
                )

    def _allows(self, number: float) -> bool:
        low, high = self.fixed_start, self.fixed_end
        return (low is None or number >= low) and (high is None or number <= high)

    def _typed(self, name: str, data: Any) -> Any:
        """A number as it was typed, within the limits that hold. Raises `BadValue`."""
        number = expect(data, int if self._whole else (int, float), name)
        if not self._whole:
            number = fraction(number, name)
        if not self._allows(number):
            raise BadValue(f"Expected {name!r} from {self.fixed_start} to {self.fixed_end}, got {number}.")
        return number


class _EditableNumber(_Editable):
    """What sliders with one field share."""

    __abstract = True

    editable = param.Boolean(default=True, doc="Whether the value can be typed.")

    _quick: ClassVar[frozenset[str]] = frozenset({"value", "value_throttled"})

    def decode(self, name: str, data: Any) -> Any:
        """A number within the limits that hold."""
        return self._typed(name, Widget.decode(self, name, data))


class EditableFloatSlider(_EditableNumber, FloatSlider):
    """A slider over numbers with a field. `value_throttled` follows when the handle is let go or the field is left."""


class EditableIntSlider(_EditableNumber, IntSlider):
    """A slider over whole numbers with a field. `value_throttled` follows as for `EditableFloatSlider`."""

    fixed_end: Any = param.Integer(default=None, allow_None=True, doc="The largest value that can be typed.")
    fixed_start: Any = param.Integer(
        default=None, allow_None=True, doc="The smallest value that can be typed."
    )

    _whole: ClassVar[bool] = True


class EditableRangeSlider(_Editable, RangeSlider):
    """A slider over a range of numbers with a field for each end."""

    editable = param.Tuple(default=(True, True), doc="Whether the lower and the upper end can be typed.")
    end = param.Number(default=1.0, doc="The largest value of the slider.")
    format = NumberFormat(default="0.0[0000]", allow_None=True, doc=FORMAT)
    start = param.Number(default=0.0, doc="The smallest value of the slider.")
    value: Any = param.Range(default=(0, 1), doc="The lower and the upper end of the range.")
    value_throttled = param.Range(default=None, allow_None=True, doc=THROTTLED)

    def _taken(self, name: str, end: Any) -> Any:
        return self._typed(name, end)
