"""What all widgets share that let a visitor choose among options: one of them, or any number."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any, ClassVar

import param

from lanai.components.base import LARGE, expect
from lanai.components.limits import Limit
from lanai.components.parameters import OwnList, OwnOptions
from lanai.components.widgets.base import Widget
from lanai.errors import BadValue
from lanai.wire.codec import Later

MANY = 2_000
"""Options from which on what a visitor chooses is found on a worker thread."""

FEW = 8
"""Values that are looked for one by one."""

LONGEST = 20_000_000
"""Characters of the labels that a visitor chooses, all together."""


class Choices(Widget):
    """A widget with `options`, a list of values or a dict of label to value. The browser knows them by their labels."""

    __abstract = True

    options = OwnOptions(doc="The values, or a dict of label to value.")

    _edits: ClassVar[tuple[str, ...]] = ("value",)
    _foreign: ClassVar[frozenset[str]] = frozenset({"options", "value"})
    _wired: ClassVar[frozenset[str]] = _foreign
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {"options": ("value",)}

    def _takes_long(self, name: str, data: Any) -> bool:
        return len(self.options or ()) > MANY or super()._takes_long(name, data)

    def _read(self, name: str) -> Any:
        if name == "value" and len(self.options or ()) > LARGE:
            return Later(partial(self.encode, name, self.value))  # whose label is looked for among so many
        return super()._read(name)

    @property
    def labels(self) -> list[str]:
        """What the visitor reads, in order."""
        return labels_of(self.options)

    @property
    def values(self) -> list[Any]:
        """What can be chosen, in order."""
        return values_of(self.options)

    def _chosen(self, name: str, label: str) -> Any:
        """The value of the option with that label. Raises `BadValue` where there is none."""
        for own, value in zip(self.labels, self.values, strict=True):
            if own == label:
                return value
        raise BadValue(f"Expected one of the {len(self.options)} options for {name!r}, got another text.")

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
        return self._chosen(name, expect(super().decode(name, data), str, name))


class SeveralChoices(Choices):
    """A choice of any number among the options. New options take out of the choice what they no longer hold."""

    __abstract = True

    value = OwnList(doc="The values chosen.")

    def _changed(self, name: str) -> None:
        if name == "options" and self._param__private.initialized:
            values = self.values
            places = finder(values, len(self.value))
            kept = [value for value in self.value if places(value) is not None]
            if len(kept) != len(self.value):
                self.value = kept
        super()._changed(name)

    def encode(self, name: str, value: Any) -> Any:
        if name != "value":
            return super().encode(name, value)
        return self._labels_of(value or ())

    def _labels_of(self, chosen: Collection[Any]) -> list[str]:
        labels, values = self.labels, self.values
        places = finder(values, len(chosen))
        return [labels[place] for item in chosen if (place := places(item)) is not None]

    def _limit_of(self, name: str) -> Limit:
        """Each option at most once. However long their labels are, none is looked at more than once."""
        return Limit(LONGEST, len(self.options or ()), 1) if name == "value" else super()._limit_of(name)

    def decode(self, name: str, data: Any) -> Any:
        if name != "value":
            return super().decode(name, data)
        chosen = expect(super().decode(name, data), list, name)
        known = dict(zip(reversed(self.labels), reversed(self.values), strict=True))  # of two alike the first
        if not all(isinstance(label, str) and label in known for label in chosen):
            raise BadValue(f"Expected some of the {len(known)} options for {name!r}, got others.")
        if len(set(chosen)) != len(chosen):
            raise BadValue(f"Expected each option at most once for {name!r}, got one more often.")
        return [known[label] for label in chosen]

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


def finder(values: list[Any], questions: int) -> Callable[[Any], int | None]:
    """Answers as `place_of(value, values)`: for many `questions` by a table, where the values can be in one."""
    if questions < FEW:
        return partial(place_of, values=values)
    places: dict[Any, int] = {}
    try:
        for place, value in enumerate(values):
            places.setdefault(value, place)
    except TypeError:  # one that cannot be a key
        return partial(place_of, values=values)

    def find(value: Any) -> int | None:
        try:
            known = places.get(value)
        except TypeError:
            return place_of(value, values)
        return place_of(value, values) if known is None and value != value else known

    return find


def _same(one: Any, other: Any) -> bool:
    try:
        return bool(one == other)
    except ValueError:  # arrays and tables have no single answer
        return False
