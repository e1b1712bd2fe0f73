"""Select: one of several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.parameters import OwnList, OwnOptions
from lanai.components.widgets.base import Widget
from lanai.errors import BadArgument, BadValue


class Select(Widget):
    """A choice of one among `options`, a list of values or a dict of label to value.

    `groups` instead of `options` puts them under headings: a dict of heading to options. Where nothing is chosen,
    and where new options no longer hold what was, the first option is. The browser knows options by their labels.
    """

    disabled_options = OwnList(doc="Values among the options that cannot be chosen.")
    groups = param.Dict(default=None, allow_None=True, doc="Options by heading, instead of `options`.")
    options = OwnOptions(doc="The values, or a dict of label to value.")
    size = param.Integer(default=1, bounds=(1, None), doc="How many options show at once.")
    width = param.Integer(default=300, bounds=(0, None), allow_None=True, doc="Width in px.")

    _edits: ClassVar[tuple[str, ...]] = ("value",)
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "groups": ("options", "value", "disabled_options"),
        "options": ("value", "disabled_options"),
    }

    def __init__(self, **params: Any) -> None:
        super().__init__(**params)
        if self.options and self.groups:
            raise BadArgument("Expected either `options` or `groups` of a Select, got both. Leave one out.")
        if closed := params.get("disabled_options"):
            self._check_disabled(closed)

    @property
    def labels(self) -> list[str]:
        """What the visitor reads, in order."""
        return [label for options in self._groups() for label in labels_of(options)]

    @property
    def values(self) -> list[Any]:
        """What can be chosen, in order."""
        return [value for options in self._groups() for value in values_of(options)]

    def _groups(self) -> list[Any]:
        return list(self.groups.values()) if self.groups else [self.options]

    def _changed(self, name: str) -> None:
        if name in {"options", "groups"}:
            self._keep_valid()
        super()._changed(name)

    def _keep_valid(self) -> None:
        """Choose the first option where what is chosen is none of them."""
        private = self._param__private
        if not private.initialized and "value" in private.values:
            return
        values = self.values
        if place_of(self.value, values) is None:
            closed = self.disabled_options
            self.value = next((value for value in values if place_of(value, closed) is None), None)

    def _check_disabled(self, closed: Any) -> None:
        unknown = [value for value in closed if place_of(value, self.values) is None]
        if unknown:
            raise BadArgument(
                f"Expected options as `disabled_options` of a Select, got {unknown}, which are none."
            )
        if place_of(self.value, closed) is not None:
            raise BadArgument(
                f"Expected an option that is not disabled as value of a Select, got {self.value!r}."
            )

    # -- the wire -----------------------------------------------------------------------------------

    def definition(self) -> dict[str, Any]:
        return {**super().definition(), "options": self.property("options"), "value": self.property("value")}

    def encode(self, name: str, value: Any) -> Any:
        if name == "options":
            return self.labels
        if name == "value":
            return self._label(value)
        if name == "disabled_options":
            return [label for item in value if (label := self._label(item)) is not None]
        if name == "groups":
            return value and {str(heading): labels_of(options) for heading, options in value.items()}
        return super().encode(name, value)

    def decode(self, name: str, data: Any) -> Any:
        label = expect(super().decode(name, data), str, name)
        labels = self.labels
        if label not in labels:
            raise BadValue(f"Expected one of the {len(labels)} options for {name!r}, got another text.")
        value = self.values[labels.index(label)]
        if place_of(value, self.disabled_options) is not None:
            raise BadValue(f"Expected an option that is not disabled for {name!r}.")
        return value

    def _label(self, value: Any) -> str | None:
        place = place_of(value, self.values)
        return None if place is None else self.labels[place]

    @classmethod
    def _from_parameter(cls, parameter: param.Parameter[Any]) -> dict[str, Any]:
        given = super()._from_parameter(parameter)
        choices = getattr(parameter, "get_range", None)
        return {**given, "options": dict(choices())} if choices is not None else given


def labels_of(options: Any) -> list[str]:
    return [str(option) for option in options]


def values_of(options: Any) -> list[Any]:
    return list(options.values()) if isinstance(options, Mapping) else list(options)


def place_of(value: Any, values: list[Any]) -> int | None:
    """Where in `values` the value is."""
    return next((place for place, other in enumerate(values) if _same(value, other)), None)


def _same(one: Any, other: Any) -> bool:
    if one is other:
        return True
    try:
        return bool(one == other)
    except ValueError:  # arrays and tables have no single answer
        return False
