"""The base of the indicators: what shows a value and takes none."""

from __future__ import annotations

import math
from typing import Any

import param

from lanai.components.base import SIZING_MODES
from lanai.components.parameters import Choice
from lanai.components.widgets.base import Widget
from lanai.core.times import Milliseconds
from lanai.errors import BadArgument

COLORS = ("primary", "secondary", "success", "info", "danger", "warning", "light", "dark")
"""Colours by what they mean; each is right in the light and in the dark theme."""


class Indicator(Widget):
    """Shows `value` at a glance. A visitor cannot change it."""

    __abstract = True

    sizing_mode = Choice("fixed", SIZING_MODES, doc="How it fills its place.")

    def __init__(self, **params: Any) -> None:
        mode = type(self).param["sizing_mode"].default
        if mode is not None:
            params.setdefault("sizing_mode", mode)  # the page's setting is for what has no size of its own
        super().__init__(**params)


class BooleanIndicator(Indicator):
    """Shows whether something is so, such as `pn.state.param.busy`."""

    __abstract = True

    throttle = Milliseconds(
        default=500, bounds=(0, None), doc="How long in ms each state shows at least, so that it can be seen."
    )
    value = param.Boolean(default=False, doc="Whether it is so.")


class ValueIndicator(Indicator):
    """Shows a number."""

    __abstract = True

    value = param.Number(default=None, allow_None=True, doc="The number; None where there is none.")


def write_number(form: str, number: Any, nan_format: str) -> str:
    """A number as a `format` of the app's has it; None and NaN as `nan_format`. Raises `BadArgument` for no such format."""
    missing = number is None or number != number
    try:
        text = form.format(value=math.nan if missing else number)
    except (KeyError, IndexError, ValueError, AttributeError) as error:
        raise BadArgument(
            f"Expected a `format` for one value, such as '{{value:.1f}} %', got {form!r}. Write braces that are text twice."
        ) from error
    return text.replace("nan", nan_format) if missing else text
