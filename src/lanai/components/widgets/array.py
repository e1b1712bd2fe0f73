"""ArrayInput: a NumPy array as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.limits import Limit
from lanai.components.widgets.literal import LiteralInput
from lanai.core.lazy import load
from lanai.errors import BadValue

NEEDED_FOR = "arrays in an ArrayInput"


WIDEST = 32
"""Characters of a number, with what stands around it."""


class ArrayInput(LiteralInput):
    """A field for a NumPy array, written as a list of numbers or of lists of them.

    An array of more than `max_array_size` numbers is shown with its middle left out, and cannot be edited.
    """

    max_array_size = param.Integer(
        default=1000, bounds=(1, None), doc="How many numbers an array may have to be edited."
    )

    _local: ClassVar[frozenset[str]] = LiteralInput._local | {"max_array_size"}
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {
        **LiteralInput._implied,
        "value": ("disabled",),
        "max_array_size": ("value", "disabled"),
    }

    def _changed(self, name: str) -> None:
        if name == "max_array_size":
            super()._changed("value")
        super()._changed(name)

    @property
    def _too_large(self) -> bool:
        return int(getattr(self.value, "size", 0)) > self.max_array_size

    def definition(self) -> dict[str, Any]:
        return {**super().definition(), "disabled": self.property("disabled")}

    def encode(self, name: str, value: Any) -> Any:
        return bool(value) or self._too_large if name == "disabled" else super().encode(name, value)

    def _write(self, value: Any) -> str:
        numpy = load("numpy", needed_for=NEEDED_FOR)
        array = numpy.asarray(value)
        if array.size > self.max_array_size:
            return " ".join(numpy.array2string(array, separator=", ", threshold=self.max_array_size).split())
        return super()._write(array.tolist())

    def _limit_of(self, name: str) -> Limit:
        limit = super()._limit_of(name)
        return (
            limit._replace(length=max(limit.length, WIDEST * self.max_array_size))
            if name == "value"
            else limit
        )

    def decode(self, name: str, data: Any) -> Any:
        """An array of the kind of numbers that the present one holds. None for an empty field."""
        if self._too_large:
            raise BadValue(f"The array of {self.label!r} is too large to be edited.")
        value = super().decode(name, data)
        if value is None:
            return None
        numpy = load("numpy", needed_for=NEEDED_FOR)
        try:
            array = numpy.asarray(value)
            if getattr(self.value, "dtype", None) is not None and array.size:
                array = array.astype(numpy.promote_types(self.value.dtype, array.dtype))
        except (ValueError, TypeError, OverflowError):
            raise BadValue(f"Expected an array for {self.label!r}, such as [[1, 2], [3, 4]].") from None
        if array.dtype.kind not in "biufc":
            raise BadValue(f"Expected an array of numbers for {self.label!r}.")
        return array
