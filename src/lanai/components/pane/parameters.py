"""Param: the parameters of an object as widgets."""

from __future__ import annotations

import html
import re
from typing import Any, ClassVar

import param

from lanai.components.pane.base import Pane
from lanai.components.pane.editors import editor_of, widget_type
from lanai.components.pane.html import HTML
from lanai.components.pane.parts import INDENT, Part, holds_parts, may_hold_parts
from lanai.components.pane.suitability import has_parameters, owner_of
from lanai.components.parameters import Margin, OwnDict, OwnList
from lanai.components.widgets import StaticText, Widget
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
    expand = param.Boolean(
        default=False,
        doc="Whether the parameters of objects that parameters hold are shown from the beginning.",
    )
    expand_button = param.Boolean(
        default=None, allow_None=True, doc="Whether a button shows and hides these; None: it does."
    )
    expand_layout = param.Parameter(
        default=None, doc="A class of layouts to put these in; None: below, set off to the right."
    )
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
    _handed_on: ClassVar[tuple[str, ...]] = (
        *("default_layout", "default_precedence", "display_threshold", "expand_button", "expand_layout"),
        *("hide_constant", "show_labels", "sort"),
    )
    """Parameters that hold for the objects that parameters hold, too."""
    _steers: ClassVar[frozenset[str]] = frozenset(
        {*_handed_on, "expand", "name", "object", "parameters", "show_name", "widgets"}
    )
    """Parameters that decide what is shown."""
    _foreign: ClassVar[frozenset[str]] = frozenset()
    _local: ClassVar[frozenset[str]] = Pane._local | _steers | {"initializer"}

    def __init__(self, object: Any = None, **params: Any) -> None:
        self._editors: dict[str, Widget] = {}
        self._parts: dict[str, Part] = {}
        self._ancestors: tuple[Any, ...] = ()
        self._subscriptions: list[Subscription] = []
        super().__init__(object, **params)
        self._build()

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return has_parameters(obj)

    def _changed(self, name: str) -> None:
        super()._changed(name)
        if name in self._steers and self._param__private.initialized:
            self._editors, self._parts = {}, {}
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
        owner = owner_of(self.object)
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
        known = {str(parameter.name): parameter for parameter in self._shown_ones(parameters)}
        self._editors = {name: self._editor_of(parameter) for name, parameter in known.items()}
        lines = (each for name in self._editors for each in self._line(known[name]))
        objects: list[Any] = [*self._title(), *lines]
        self._store("objects", objects if self.default_layout is None else [self.default_layout(*objects)])

    def _watch(self, parameters: list[param.Parameter[Any]]) -> None:
        for subscription in self._subscriptions:
            subscription.release()
        self._subscriptions = [Subscription(parameters, self._build, what=DECIDE)] if parameters else []
        holders = [parameter for parameter in parameters if may_hold_parts(parameter)]
        if holders:
            self._subscriptions.append(Subscription(holders, self._build))

    def _line(self, parameter: param.Parameter[Any]) -> list[Any]:
        """What stands for one parameter: its widget, and where it holds an object what there is of that."""
        name = str(parameter.name)
        editor = self._editors[name]
        if not holds_parts(parameter):
            self._parts.pop(name, None)
            return [editor]
        if name not in self._parts:
            self._parts[name] = self._part_of(parameter)
        part = self._parts[name]
        says_it_all = part.button is not None and isinstance(editor, StaticText)
        return [*([] if says_it_all else [editor]), *part.components()]

    def _part_of(self, parameter: param.Parameter[Any]) -> Part:
        """An object that holds itself, or one that holds it, stays closed until it is opened."""
        value = getattr(parameter.owner, str(parameter.name))
        known = any(value is other for other in (*self._ancestors, owner_of(self.object)))
        opened = self.expand and not known
        return Part(
            parameter, self._inner, self._build, opened=opened, button=self.expand_button is not False
        )

    def _inner(self, value: Any) -> Any:
        """The parameters of an object that one of them holds."""
        same = {name: getattr(self, name) for name in self._handed_on}
        inner = Param(None, expand=self.expand, show_name=False, margin=INDENT, **same)
        inner._ancestors = (*self._ancestors, owner_of(self.object))
        inner.object = value
        return inner if self.expand_layout is None else self.expand_layout(inner)

    def _editor_of(self, parameter: param.Parameter[Any]) -> Widget:
        name = str(parameter.name)
        present, wish = self._editors.get(name), self.widgets.get(name)
        if present is not None and (wish is not None or type(present) is widget_type(parameter)):
            return present
        return editor_of(parameter, wish, {} if self.show_labels else {"label": ""})

    def _title(self) -> list[Any]:
        if not self.show_name or self.object is None or isinstance(self.object, param.Parameter):
            return []
        name = self.name or _title_of(owner_of(self.object))
        return [HTML(f"<strong>{html.escape(name)}</strong>")] if name else []


def _title_of(owner: Any) -> str:
    """A Parameterized's name, without the number that Param gives to those that have none of their own."""
    return re.sub(r"(?<=\D)\d{5,}$", "", str(owner.name))
