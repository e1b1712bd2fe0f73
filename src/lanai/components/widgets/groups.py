"""Groups of boxes and of buttons: options that all show at once, of which one or any number is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

import param

from lanai.components.parameters import Choice
from lanai.components.widgets.base import Widget
from lanai.components.widgets.button import STYLES, TYPES
from lanai.components.widgets.choices import Choices, OneChoice, SeveralChoices
from lanai.core.times import Milliseconds
from lanai.errors import BadArgument


class CheckBoxGroup(SeveralChoices):
    """Options with a box each: any number of them can be ticked."""

    inline = param.Boolean(default=False, doc="Whether they lie side by side.")


class RadioBoxGroup(OneChoice):
    """Options of which one is chosen."""

    inline = param.Boolean(default=False, doc="Whether they lie side by side.")


class _ButtonGroup(Choices):
    """What groups of buttons share: how they look. `color` and `variant` are other names for type and style."""

    __abstract = True

    button_style = Choice("solid", STYLES, doc="Filled, or an outline only.")
    button_type = Choice("default", TYPES, doc="What it means, shown as its colour.")
    color = Choice("default", TYPES, doc="Another name for `button_type`.")
    description_delay = Milliseconds(default=500, doc="Time before the description shows in ms.")
    orientation = Choice(
        "horizontal", ["horizontal", "vertical"], doc="Side by side, or one below the other."
    )
    variant = Choice("solid", STYLES, doc="Another name for `button_style`.")

    _local: ClassVar[frozenset[str]] = Choices._local | {"color", "description_delay", "variant"}
    _twins: ClassVar[Mapping[str, str]] = {
        **Widget._twins,
        "button_style": "variant",
        "button_type": "color",
        "color": "button_type",
        "variant": "button_style",
    }


class CheckButtonGroup(_ButtonGroup, SeveralChoices):
    """Buttons that lie together: any number of them can be pressed."""


class RadioButtonGroup(_ButtonGroup, OneChoice):
    """Buttons that lie together, of which one is pressed."""


GROUPS: Mapping[tuple[str, str], type[Choices]] = MappingProxyType(
    {
        ("button", "check"): CheckButtonGroup,
        ("button", "radio"): RadioButtonGroup,
        ("box", "check"): CheckBoxGroup,
        ("box", "radio"): RadioBoxGroup,
    }
)


class ToggleGroup(Choices):
    """Makes one of the four groups: `ToggleGroup(widget_type='button', behavior='check', **params)`.

    widget_type: 'button' or 'box'. behavior: 'check', any number of options, or 'radio', one of them.
    Raises `BadArgument` for others.
    """

    __abstract = True

    def __new__(cls, widget_type: str = "button", behavior: str = "check", **params: Any) -> Any:
        kind = GROUPS.get((widget_type, behavior))
        if kind is None:
            raise BadArgument(
                "Expected widget_type 'button' or 'box' and behavior 'check' or 'radio' of a ToggleGroup, "
                f"got {widget_type!r} and {behavior!r}."
            )
        return kind(**params)
