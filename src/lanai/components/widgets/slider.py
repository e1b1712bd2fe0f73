"""Sliders over numbers: IntSlider over whole ones, FloatSlider over fractions."""

from __future__ import annotations

from typing import ClassVar

import param

from lanai.components.widgets.look import NumberFormat, SliderLook
from lanai.components.widgets.number import Numeric

FORMAT = (
    "How the value is written: '0.00' with two decimals, '0,0' with thousands set apart, '0%' in percent, '0.0a' "
    "short (1.2k); or Bokeh's PrintfTickFormatter or NumeralTickFormatter."
)


class NumberSlider(SliderLook, Numeric):
    """What the sliders for one number share."""

    __abstract = True

    format = NumberFormat(default=None, allow_None=True, doc=FORMAT)

    _needs_limits: ClassVar[bool] = True


class IntSlider(NumberSlider):
    """A slider over whole numbers. `value` follows while it is dragged, `value_throttled` when it is let go."""

    end = param.Integer(default=1, allow_None=True, doc="The largest value.")
    start = param.Integer(default=0, allow_None=True, doc="The smallest value.")
    step = param.Integer(default=1, bounds=(1, None), doc="Distance from one value to the next.")
    value = param.Integer(default=0, allow_None=True, doc="The number chosen.")
    value_throttled = param.Integer(
        default=None, allow_None=True, doc="The number when the handle was let go."
    )

    _whole: ClassVar[bool] = True


class FloatSlider(NumberSlider):
    """A slider over numbers. `value` follows while it is dragged, `value_throttled` when it is let go."""

    end = param.Number(default=1.0, allow_None=True, doc="The largest value.")
    start = param.Number(default=0.0, allow_None=True, doc="The smallest value.")
    step = param.Number(
        default=0.1,
        bounds=(0, None),
        inclusive_bounds=(False, True),
        doc="Distance from one value to the next.",
    )
    value = param.Number(default=0.0, allow_None=True, doc="The number chosen.")
    value_throttled = param.Number(
        default=None, allow_None=True, doc="The number when the handle was let go."
    )
