"""MultiSelect: any number of several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.parameters import OwnList, OwnOptions
from lanai.components.widgets.base import Widget
from lanai.components.widgets.select import labels_of, place_of, values_of
from lanai.errors import BadValue


class MultiSelect(Widget):
    """A choice of any number among `options`, a list of values or a dict of label to value.

    New options take out of the choice what they no longer hold. The browser knows options by their labels.
    """

    options = OwnOptions(doc="The values, or a dict of label to value.")
    size = param.Integer(default=4, bounds=(1, None), doc="How many options show at once.")
    value = OwnList(doc="The values chosen, in the order of the options.")
    width = param.Integer(default=300, bounds=(0, None), allow_None=True, doc="Width in px.")

    _edits: ClassVar[tuple[str, ...]] = ("value",)
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {"options": ("value",)}

    @property
    def labels(self) -> list[str]:
        """What the visitor reads, in order."""
        return labels_of(self.options)

    @property
    def values(self) -> list[Any]:
        """What can be chosen, in order."""
        return values_of(self.options)

    def _changed(self, name: str) -> None:
        if name == "options" and self._param__private.initialized:
            values = self.values
            kept = [value for value in self.value if place_of(value, values) is not None]
            if len(kept) != len(self.value):
                self.value = kept
        super()._changed(name)

    def encode(self, name: str, value: Any) -> Any:
        if name == "options":
            return self.labels
        if name == "value":
            places = [place_of(item, self.values) for item in value or ()]
            return [self.labels[place] for place in places if place is not None]
        return super().encode(name, value)

    def decode(self, name: str, data: Any) -> Any:
        chosen = expect(super().decode(name, data), list, name)
        labels, values = self.labels, self.values
        if any(label not in labels for label in chosen):
            raise BadValue(f"Expected some of the {len(labels)} options for {name!r}, got others.")
        return [values[labels.index(label)] for label in chosen]

    @classmethod
    def _from_parameter(cls, parameter: param.Parameter[Any]) -> dict[str, Any]:
        given = super()._from_parameter(parameter)
        choices = getattr(parameter, "get_range", None)
        value = given["value"] or []
        return {**given, "value": value, **({} if choices is None else {"options": dict(choices())})}
