"""One of several options in their order: DiscreteSlider, and what it shares with DiscretePlayer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import param

from lanai.components.widgets.choices import OneChoice, place_of
from lanai.components.widgets.look import SliderLook
from lanai.errors import BadArgument


class Ordered(OneChoice):
    """A choice of one among `options`, a list of values or a dict of label to value, which have an order."""

    __abstract = True

    value = param.Parameter(default=None, doc="The option chosen.")
    value_throttled = param.Parameter(default=None, doc="The option chosen when the change was over.")

    _edits: ClassVar[tuple[str, ...]] = ("value", "value_throttled")
    _foreign: ClassVar[frozenset[str]] = OneChoice._foreign | {"value_throttled"}
    _wired: ClassVar[frozenset[str]] = _foreign

    def __init__(self, **params: Any) -> None:
        super().__init__(**params)
        values = self.values
        if params.get("value") is not None and values and place_of(self.value, values) is None:
            raise BadArgument(
                f"Expected one of the {len(values)} options as value of a {type(self).__name__}, got {self.value!r}."
            )
        if "value_throttled" not in params:
            self._store("value_throttled", self.value)

    @property
    def labels(self) -> list[str]:
        return distinct(self.options, self._written)

    def _written(self, option: Any) -> str:
        return str(option)

    def encode(self, name: str, value: Any) -> Any:
        return super().encode("value" if name == "value_throttled" else name, value)

    def decode(self, name: str, data: Any) -> Any:
        return super().decode("value" if name == "value_throttled" else name, data)


class DiscreteSlider(SliderLook, Ordered):
    """A slider over options: numbers, days, texts. `value` follows the drag, `value_throttled` its end."""

    formatter = param.String(default="%.3g", doc="How numbers among the options are written, as for `%`.")

    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "options": ("value",),
        "formatter": ("options", "value"),
    }
    _local: ClassVar[frozenset[str]] = SliderLook._local | {"formatter"}

    def _written(self, option: Any) -> str:
        is_number = isinstance(option, (int, float)) and not isinstance(option, bool)
        return self.formatter % option if is_number else str(option)


def distinct(options: Any, written: Callable[[Any], str]) -> list[str]:
    """A text for each option: its label in a dict, else as `written`, and in full where that says the same of two."""
    if isinstance(options, Mapping):
        return [str(label) for label in options]
    labels = [str(written(option)) for option in options]
    return labels if len(set(labels)) == len(labels) else [str(option) for option in options]
