"""NestedSelect: a choice in steps, each of which decides what the next one offers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, NamedTuple

import param

from lanai.components.base import expect
from lanai.components.parameters import OwnList
from lanai.components.widgets.base import Widget
from lanai.components.widgets.choices import labels_of
from lanai.core.placing import off_loop
from lanai.errors import BadArgument, BadValue

DEEPEST = 50
"""Levels at most: options that are functions could go on for ever."""


class Step(NamedTuple):
    """What one level offers, and what of it is chosen."""

    key: Any
    title: str
    options: Mapping[str, Any]
    """Label to the value."""
    label: str | None


class NestedSelect(Widget):
    """Menus of which each depends on those before it.

    `options` is a dict of label to what follows: another dict, a list of values, or a function, which is called as
    `function(level=..., value=...)` with the level to fill and the values chosen above it, and gives one of these.
    `levels` names the levels; without it they are counted from 0. `value` is a dict of level to the value chosen.
    """

    layout = param.Parameter(
        default=None,
        doc="How the menus lie: a layout such as pn.Row, or a dict with it as 'type'; None: pn.Column.",
    )
    levels = OwnList(doc="Names of the levels, or dicts with a 'name'.")
    options = param.Parameter(
        default=None, doc="What can be chosen: dicts, lists and functions in each other."
    )
    value = param.Dict(default=None, allow_None=True, doc="What is chosen, by level.")

    _foreign: ClassVar[frozenset[str]] = frozenset({"levels", "options", "value"})
    _local: ClassVar[frozenset[str]] = Widget._local | {"levels"}
    _renamed: ClassVar[Mapping[str, str]] = {"options": "steps", "layout": "arrangement"}
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {"levels": ("options",), "value": ("options",)}
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {"choose": ("value",)}

    _steps: tuple[Step, ...] = ()

    def __init__(self, **params: Any) -> None:
        super().__init__(**params)
        if self._calls_code("options"):
            off_loop(self._renew)
        else:
            self._renew()

    def _changed(self, name: str) -> None:
        if name in {"options", "levels", "value"} and self._param__private.initialized:
            self._renew()
        super()._changed(name)

    def _renew(self) -> None:
        """Work out what each level offers now, and choose where what is chosen is not offered."""
        given = self.value or {}
        self._steps = tuple(self._walk(given))
        held = {step.key: step.options[step.label] for step in self._steps if step.label is not None}
        if held != given:
            self.value = held or None

    def _walk(self, given: Mapping[Any, Any]) -> Iterator[Step]:
        node: Any = self.options
        chosen: dict[Any, Any] = {}
        for place in range(DEEPEST):
            key, title = self._level(place)
            found = node(level=key, value=dict(chosen)) if callable(node) else node
            if not found:
                return
            options = _offered(found)
            label = next((label for label, value in options.items() if value == given.get(key)), None)
            label = next(iter(options)) if label is None else label
            chosen[key] = options[label]
            yield Step(key, title, options, label)
            if isinstance(found, Mapping):
                node = _below(found, label)
            elif not callable(node) or place + 1 >= len(self.levels):
                return

    def _level(self, place: int) -> tuple[Any, str]:
        if place >= len(self.levels):
            return place, ""
        level = self.levels[place]
        name = level.get("name", place) if isinstance(level, Mapping) else level
        return name, str(name) if isinstance(name, str) else ""

    # -- the wire -----------------------------------------------------------------------------------

    def definition(self) -> dict[str, Any]:
        return {**super().definition(), "steps": self.property("options")}

    def encode(self, name: str, value: Any) -> Any:
        if name == "options":
            return [
                {"title": each.title, "options": list(each.options), "value": each.label}
                for each in self._steps
            ]
        if name == "layout":
            return _arrangement(value)
        if name == "value":
            return None
        return super().encode(name, value)

    def event(self, name: str, data: dict[str, Any]) -> None:
        """The visitor chose `label` at `level`: what is below starts afresh."""
        level, label = expect(data.get("level"), int, "level"), expect(data.get("label"), str, "label")
        if self.disabled or not 0 <= level < len(self._steps) or label not in self._steps[level].options:
            raise BadValue("Expected an option that one of the levels of a NestedSelect offers.")
        above = {step.key: step.options[str(step.label)] for step in self._steps[:level]}
        self.value = {**above, self._steps[level].key: self._steps[level].options[label]}


def _offered(found: Any) -> dict[str, Any]:
    """Label to value of one level."""
    if isinstance(found, Mapping):
        return {str(label): label if _goes_on(below) else below for label, below in found.items()}
    if isinstance(found, (list, tuple)):
        return dict(zip(labels_of(found), found, strict=True))
    raise BadArgument(
        f"Expected dicts, lists and functions that give these as options of a NestedSelect, got {type(found).__name__}."
    )


def _goes_on(below: Any) -> bool:
    return below is None or callable(below) or isinstance(below, (Mapping, list, tuple))


def _below(found: Mapping[Any, Any], label: str) -> Any:
    below = next(value for key, value in found.items() if str(key) == label)
    return below if _goes_on(below) else None


def _arrangement(layout: Any) -> str:
    kind = layout.get("type") if isinstance(layout, Mapping) else layout
    title = kind if isinstance(kind, str) else getattr(kind, "__name__", type(kind).__name__)
    return "row" if title.lower() in {"row", "flexbox", "gridbox"} else "column"
