"""Widgets: components that a visitor can change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

import param
from param.parameterized import register_reference_transform

from lanai.components.base import Viewable
from lanai.components.parameters import Margin
from lanai.components.widgets.editor import Editor
from lanai.components.widgets.inference import infer
from lanai.errors import BadValue


class Widget(Viewable):
    """A control with a label.

    Wherever a reference is expected (`pn.bind`, `pn.depends`, `pn.rx`, a parameter's value) a widget means its `value`.
    """

    __abstract = True

    description = param.String(default=None, allow_None=True, doc="Help shown beside the control.")
    disabled = param.Boolean(default=False, doc="Whether the visitor cannot use it.")
    label = param.String(default="", doc="The control's title.")
    margin = Margin(default=(5, 10), allow_None=True, doc="Space around it in px.")
    value = param.Parameter(default=None, doc="What the visitor has chosen.")

    _editor: Editor | None = None
    """What keeps it in step with a parameter, where it was made for one."""
    _twins: ClassVar[Mapping[str, str]] = {"name": "label", "label": "name"}
    """Parameters that are two names for one thing: setting one sets the other."""

    def _changed(self, name: str) -> None:
        twin = self._twins.get(name)
        if twin is not None:
            value = getattr(self, name)
            if getattr(self, twin) != value:
                self._store(twin, value)
        super()._changed(name)

    def decode(self, name: str, data: Any) -> Any:
        if self.disabled:
            raise BadValue(f"The {type(self).__name__} {self.label!r} is disabled.")
        return super().decode(name, data)

    @property
    def rx(self) -> Any:
        """A reactive expression of `value`: call it, `widget.rx()`, and compute with what it gives."""
        return self.param.value.rx

    @classmethod
    def from_param(cls, parameter: param.Parameter[Any], **params: Any) -> Any:
        """A widget of this kind that edits `parameter`: each follows the other.

        Label, help, bounds and choices are the parameter's, and follow them, unless `params` say otherwise.
        """
        widget = cls(**{**cls._from_parameter(parameter), **_titled(params)})
        widget.edit_parameter(parameter, _titled(params))
        return widget

    @classmethod
    def from_values(cls, values: Any, **params: Any) -> Any:
        """A widget of this kind to choose among `values`: its options, or its limits, are theirs.

        `values` are a list, an array, a series, or a dict of label to value; `params` are preferred to what follows from
        them. Raises `BadArgument` where nothing does.
        """
        return cls(**{**infer(cls.param, values), **_titled(params)})

    def edit_parameter(self, parameter: param.Parameter[Any], fixed: Collection[str] = ()) -> None:
        """Let this widget and `parameter` follow each other from now on; `fixed` names what does not follow."""
        if self._editor is not None:
            self._editor.release()
        self._editor = Editor(self, parameter, fixed)

    def edit(self, values: dict[str, Any]) -> None:
        if self._editor is not None:
            self._editor.check(values)
        super().edit(values)

    @classmethod
    def _from_parameter(cls, parameter: param.Parameter[Any]) -> dict[str, Any]:
        """What a widget of this kind takes over from a parameter."""
        return {
            "label": parameter.label or "",
            "disabled": bool(parameter.constant or parameter.readonly),
            "description": parameter.doc,
            "value": getattr(parameter.owner, str(parameter.name)),
        }


WidgetBase = Widget
"""Panel's name of it."""


def _titled(params: dict[str, Any]) -> dict[str, Any]:
    """The parameters given for a widget, with its title under one name."""
    named = {"label": params["name"]} if params.get("name") and "label" not in params else {}
    return {**params, **named}


def _value_of(obj: Any) -> Any:
    return obj.param.value if isinstance(obj, Widget) else obj


register_reference_transform(_value_of)
