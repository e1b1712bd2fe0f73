"""What all widgets share that let a visitor choose among options: one of them, or any number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.parameters import OwnList, OwnOptions
from lanai.components.widgets.base import Widget
from lanai.errors import BadValue


class Choices(Widget):
    """A widget with `options`, a list of values or a dict of label to value. The browser knows them by their labels."""

    __abstract = True

    options = OwnOptions(doc="The values, or a dict of label to value.")

    _edits: ClassVar[tuple[str, ...]] = ("value",)
    _foreign: ClassVar[frozenset[str]] = frozenset({"options", "value"})
    _wired: ClassVar[frozenset[str]] = _foreign
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {"options": ("value",)}

    @property
    def labels(self) -> list[str]:
        """What the visitor reads, in order."""
        return labels_of(self.options)

    @property
    def values(self) -> list[Any]:
        """What can be chosen, in order."""
        return values_of(self.options)

    def _label(self, value: Any) -> str | None:
        place = place_of(value, self.values)
        return None if place is None else self.labels[place]

    def encode(self, name: str, value: Any) -> Any:
        return self.labels if name == "options" else super().encode(name, value)

    @classmethod
    def _from_parameter(cls, parameter: param.Parameter[Any]) -> dict[str, Any]:
        given = super()._from_parameter(parameter)
        choices = getattr(parameter, "get_range", None)
        return {**given, "options": dict(choices())} if choices is not None else given


class OneChoice(Choices):
    """A choice of one among the options.

    Where nothing is chosen, and where new options no longer hold what was, the first option is.
    """

    __abstract = True

    def _changed(self, name: str) -> None:
        if name == "options":
            self._keep_valid()
        super()._changed(name)

    def _keep_valid(self) -> None:
        """Choose the first option where what is chosen is none of them."""
        private = self._param__private
        if not private.initialized and "value" in private.values:
            return
        if place_of(self.value, self.values) is None:
            self.value = self._first()

    def _first(self) -> Any:
        return next(iter(self.values), None)

    def definition(self) -> dict[str, Any]:
        return {**super().definition(), "options": self.property("options"), "value": self.property("value")}

    def encode(self, name: str, value: Any) -> Any:
        return self._label(value) if name == "value" else super().encode(name, value)

    def decode(self, name: str, data: Any) -> Any:
        if name != "value":
            return super().decode(name, data)
        label = expect(super().decode(name, data), str, name)
        labels = self.labels
        if label not in labels:
            raise BadValue(f"Expected one of the {len(labels)} options for {name!r}, got another text.")
        return self.values[labels.index(label)]


class SeveralChoices(Choices):
    """A choice of any number among the options. New options take out of the choice what they no longer hold."""

    __abstract = True

    value = OwnList(doc="The values chosen.")

    def _changed(self, name: str) -> None:
        if name == "options" and self._param__private.initialized:
            values = self.values
            kept = [value for value in self.value if place_of(value, values) is not None]
            if len(kept) != len(self.value):
                self.value = kept
        super()._changed(name)

    def encode(self, name: str, value: Any) -> Any:
        if name != "value":
            return super().encode(name, value)
        return [label for item in value or () if (label := self._label(item)) is not None]

    def decode(self, name: str, data: Any) -> Any:
        if name != "value":
            return super().decode(name, data)
        chosen = expect(super().decode(name, data), list, name)
        labels, values = self.labels, self.values
        if any(label not in labels for label in chosen):
            raise BadValue(f"Expected some of the {len(labels)} options for {name!r}, got others.")
        if len(set(chosen)) != len(chosen):
            raise BadValue(f"Expected each option at most once for {name!r}, got one more often.")
        return [values[labels.index(label)] for label in chosen]

    @classmethod
    def _from_parameter(cls, parameter: param.Parameter[Any]) -> dict[str, Any]:
        given = super()._from_parameter(parameter)
        return {**given, "value": given["value"] or []}


def labels_of(options: Any) -> list[str]:
    """What the visitor reads for options, a list of values or a dict of label to value."""
    return [str(option) for option in options]


def values_of(options: Any) -> list[Any]:
    """The values of options, a list of them or a dict of label to value."""
    return list(options.values()) if isinstance(options, Mapping) else list(options)


def place_of(value: Any, values: list[Any]) -> int | None:
    """Where in `values` the value is."""
    for place, other in enumerate(values):
        if value is other:
            return place
    return next((place for place, other in enumerate(values) if _same(value, other)), None)


def _same(one: Any, other: Any) -> bool:
    try:
        return bool(one == other)
    except ValueError:  # arrays and tables have no single answer
        return False
