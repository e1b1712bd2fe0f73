"""Param: the parameters of an object as widgets."""

from __future__ import annotations

import html
import re
from typing import Any, ClassVar

import param
from param.parameterized import Parameters

from lanai.components.pane.base import Pane
from lanai.components.pane.editors import editor_of, widget_type
from lanai.components.pane.html import HTML
from lanai.components.parameters import Margin, OwnDict, OwnList
from lanai.components.widgets import Widget
from lanai.core.subscription import Subscription
from lanai.errors import BadArgument

DECIDE = ("bounds", "constant", "precedence", "readonly", "softbounds")
"""What of a parameter decides whether it is shown, and by which widget."""


class Param(Pane):
    """Shows the parameters of `object` as widgets, each of which follows its parameter and sets it.

    `object` is a Parameterized, its `param`, or a single Parameter. A parameter whose precedence is below
    `display_threshold` is not shown. `widgets` maps names of parameters to what is to edit them: a class of widgets,
    a widget, or a dict of a widget's parameters with its class as `widget_type`.
    """

    default_layout = param.Parameter(
        default=None, doc="A class of layouts to put the widgets in, such as Row; None: one below the other."
    )
    default_precedence = param.Number(default=1e-8, doc="Precedence of parameters that have none.")
    display_threshold = param.Number(default=0, doc="Precedence below which a parameter is not shown.")
    expand = param.Boolean(default=False, doc="Accepted for compatibility; nested objects are shown as text.")
    expand_button = param.Boolean(default=None, allow_None=True, doc="Accepted for compatibility.")
    expand_layout = param.Parameter(default=None, doc="Accepted for compatibility.")
    hide_constant = param.Boolean(default=False, doc="Whether constant parameters are left out.")
    initializer = param.Callable(default=None, allow_None=True, doc="Accepted for compatibility.")
    margin = Margin(default=0, allow_None=True, doc="Space around it in px, beside that of the widgets.")
    object = param.Parameter(default=None, allow_refs=False, doc="What is edited.")
    objects = OwnList(doc="What is shown: the title and the widgets, or the layout that holds them.")
    parameters = OwnList(doc="Names of the parameters to show, in order; all where it is empty.")
    show_labels = param.Boolean(default=True, doc="Whether the widgets have labels.")
    show_name = param.Boolean(default=True, doc="Whether the object's name stands above them.")
    sort = param.Parameter(
        default=False,
        doc="Whether they are in the order of their labels; or a key for tuples of name and parameter.",
    )
    widgets = OwnDict(doc="By the name of the parameter, what is to edit it.")

    priority: ClassVar[float] = 0.8
    _type: ClassVar[str] = "Param"
    _children: ClassVar[tuple[str, ...]] = ("objects",)
    _steers: ClassVar[frozenset[str]] = frozenset(
        {"default_layout", "default_precedence", "display_threshold", "hide_constant", "name", "object"}
        | {"parameters", "show_labels", "show_name", "sort", "widgets"}
    )
    """Parameters that decide what is shown."""
    _local: ClassVar[frozenset[str]] = (
        Pane._local | _steers | {"expand", "expand_button", "expand_layout", "initializer"}
    )

    def __init__(self, object: Any = None, **params: Any) -> None:
        self._editors: dict[str, Widget] = {}
        self._subscription: Subscription | None = None
        super().__init__(object, **params)
        self._build()

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return _owner_of(obj) is not None

    def _changed(self, name: str) -> None:
        super()._changed(name)
        if name in self._steers and self._param__private.initialized:
            self._editors = {}
            self._build()

    def widget(self, name: str) -> Widget:
        """The widget that edits the parameter `name`. Raises `BadArgument` where none is shown."""
        if name not in self._editors:
            raise BadArgument(f"There is no widget for {name!r}. There are: {', '.join(self._editors)}.")
        return self._editors[name]

    # -- which ----------------------------------------------------------------------------------------

    def _parameters(self) -> list[param.Parameter[Any]]:
        """The parameters that may be shown, in order."""
        if isinstance(self.object, param.Parameter):
            return [self.object]
        owner = _owner_of(self.object)
        if owner is None:
            return []
        known = owner.param
        unknown = [name for name in self.parameters if name not in known]
        if unknown:
            raise BadArgument(f"{_title_of(owner)} has no parameters {unknown}. It has: {', '.join(known)}.")
        names = self.parameters or [name for name in known if name != "name" and not name.startswith("_")]
        return [known[name] for name in names]

    def _shown_ones(self, parameters: list[param.Parameter[Any]]) -> list[param.Parameter[Any]]:
        shown = [
            parameter
            for parameter in parameters
            if self._precedence(parameter) >= self.display_threshold
            and not (self.hide_constant and parameter.constant)
        ]
        if callable(self.sort):
            return sorted(shown, key=lambda parameter: self.sort((parameter.name, parameter)))
        if self.sort:
            return sorted(shown, key=lambda parameter: parameter.label or "")
        return shown if self.parameters else sorted(shown, key=self._precedence)

    def _precedence(self, parameter: param.Parameter[Any]) -> float:
        return float(self.default_precedence if parameter.precedence is None else parameter.precedence)

    # -- how ------------------------------------------------------------------------------------------

    def _build(self, *_: Any) -> None:
        """Put together what is shown. A widget that still suits its parameter stays."""
        parameters = self._parameters()
        if not self._editors:
            self._watch(parameters)
        self._editors = {
            str(parameter.name): self._editor_of(parameter) for parameter in self._shown_ones(parameters)
        }
        objects: list[Any] = [*self._title(), *self._editors.values()]
        self._store("objects", objects if self.default_layout is None else [self.default_layout(*objects)])

    def _watch(self, parameters: list[param.Parameter[Any]]) -> None:
        if self._subscription is not None:
            self._subscription.release()
        self._subscription = Subscription(parameters, self._build, what=DECIDE) if parameters else None

    def _editor_of(self, parameter: param.Parameter[Any]) -> Widget:
        name = str(parameter.name)
        present, wish = self._editors.get(name), self.widgets.get(name)
        if present is not None and (wish is not None or type(present) is widget_type(parameter)):
            return present
        return editor_of(parameter, wish, {} if self.show_labels else {"label": ""})

    def _title(self) -> list[Any]:
        if not self.show_name or self.object is None or isinstance(self.object, param.Parameter):
            return []
        name = self.name or _title_of(_owner_of(self.object))
        return [HTML(f"<strong>{html.escape(name)}</strong>")] if name else []


def _owner_of(obj: Any) -> Any:
    """The Parameterized, or class of them, whose parameters `obj` means; None where it means none."""
    if isinstance(obj, Parameters):
        return obj.self_or_cls
    if isinstance(obj, param.Parameter):
        return obj.owner
    is_class = isinstance(obj, type) and issubclass(obj, param.Parameterized)
    return obj if is_class or isinstance(obj, param.Parameterized) else None


def _title_of(owner: Any) -> str:
    """A Parameterized's name, without the number that Param gives to those that have none of their own."""
    return re.sub(r"(?<=\D)\d{5,}$", "", str(owner.name))
