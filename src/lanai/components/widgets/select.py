"""Select: one of several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.parameters import OwnList
from lanai.components.widgets.choices import OneChoice, labels_of, place_of, values_of
from lanai.errors import BadArgument, BadValue


class Select(OneChoice):
    """A choice of one among `options`, a list of values or a dict of label to value.

    `groups` instead of `options` puts them under headings: a dict of heading to options. Where nothing is chosen,
    and where new options no longer hold what was, the first option is. The browser knows options by their labels.
    """

    disabled_options = OwnList(doc="Values among the options that cannot be chosen.")
    groups = param.Dict(default=None, allow_None=True, doc="Options by heading, instead of `options`.")
    size = param.Integer(default=1, bounds=(1, None), doc="How many options show at once.")
    width = param.Integer(default=300, bounds=(0, None), allow_None=True, doc="Width in px.")

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
        if name == "groups":
            self._keep_valid()
        super()._changed(name)

    def _first(self) -> Any:
        closed = self.disabled_options
        return next((value for value in self.values if place_of(value, closed) is None), None)

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

    def encode(self, name: str, value: Any) -> Any:
        if name == "disabled_options":
            return [label for item in value if (label := self._label(item)) is not None]
        if name == "groups":
            return value and {str(heading): labels_of(options) for heading, options in value.items()}
        return super().encode(name, value)

    def decode(self, name: str, data: Any) -> Any:
        value = super().decode(name, data)
        if place_of(value, self.disabled_options) is not None:
            raise BadValue(f"Expected an option that is not disabled for {name!r}.")
        return value
