"""MultiSelect, MultiChoice and CrossSelector: any number of several."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.widgets.choices import SeveralChoices
from lanai.core.callables import check_callback, for_new_value, result_of
from lanai.core.callbacks import Function
from lanai.errors import BadValue


@dataclass(frozen=True)
class DoubleClickEvent:
    """An option was clicked twice: its value."""

    option: Any


class MultiSelect(SeveralChoices):
    """A choice of any number among `options`, a list of values or a dict of label to value, as a list.

    New options take out of the choice what they no longer hold. The browser knows options by their labels.
    """

    size = param.Integer(default=4, bounds=(1, None), doc="How many options show at once.")
    width = param.Integer(default=300, bounds=(0, None), allow_None=True, doc="Width in px.")
    double_clicked: DoubleClickEvent | None = param.Parameter(  # type: ignore[assignment]
        default=None, allow_refs=False, doc="The latest double click. Set by the visitor."
    )

    _local: ClassVar[frozenset[str]] = SeveralChoices._local | {"double_clicked"}
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {"double_click": ("double_clicked",)}

    def event(self, name: str, data: dict[str, Any]) -> None:
        """A double click on the option at `place`, counted from 0."""
        place, options = expect(data.get("place"), int, "place"), self.values
        if not 0 <= place < len(options):
            raise BadValue(f"Expected the place of one of {len(options)} options, got {place}.")
        if not self.disabled:
            self.double_clicked = DoubleClickEvent(options[place])

    def on_double_click(self, callback: Callable[[DoubleClickEvent], object]) -> param.parameterized.Watcher:
        """Call `callback` (a function or a coroutine function) with each option that is clicked twice.

        Returns the watcher, for `param.unwatch`.
        """

        check_callback(callback, "a click")
        watcher: param.parameterized.Watcher = self.param.watch(
            for_new_value(callback), "double_clicked", onlychanged=False
        )
        return watcher


class MultiChoice(SeveralChoices):
    """A choice of any number among `options` as a field: what is chosen are tags in it, the rest is found by typing."""

    delete_button = param.Boolean(default=True, doc="Whether each tag has a button that takes it out.")
    max_items = param.Integer(
        default=None, bounds=(1, None), allow_None=True, doc="How many may be chosen; None: all."
    )
    option_limit = param.Integer(
        default=None,
        bounds=(1, None),
        allow_None=True,
        doc="How many options are offered at once; None: all.",
    )
    placeholder = param.String(default="", doc="Text in the empty field.")
    search_option_limit = param.Integer(
        default=None,
        bounds=(1, None),
        allow_None=True,
        doc="How many options are offered while the visitor searches; None: all that match.",
    )
    solid = param.Boolean(default=True, doc="Whether tags are filled, or have an outline only.")
    width = param.Integer(default=300, bounds=(0, None), allow_None=True, doc="Width in px.")

    def decode(self, name: str, data: Any) -> Any:
        chosen = super().decode(name, data)
        if self.max_items is not None and len(chosen) > self.max_items:
            raise BadValue(f"Expected at most {self.max_items} options for {name!r}, got {len(chosen)}.")
        return chosen


def _contains(pattern: str, label: str) -> bool:
    return re.search(pattern, label) is not None


class CrossSelector(SeveralChoices):
    """A choice of any number among `options` as two lists, what is not chosen and what is, each with a filter.

    `filter_fn(pattern, label)` says which labels a filter's text leaves; by default those in which the regular
    expression is found. It is asked while the visitor types.
    """

    definition_order: Any = param.Boolean(
        default=True, doc="Whether what is chosen keeps the order of the options, or that of choosing."
    )
    filter_fn: Callable[[str, str], bool] = Function(  # type: ignore[assignment]
        default=_contains, doc="Called with the filter's text and a label: whether it is shown."
    )
    height = param.Integer(default=200, bounds=(0, None), allow_None=True, doc="Height in px.")
    size = param.Integer(default=10, bounds=(1, None), doc="How many options show at once.")
    width = param.Integer(default=600, bounds=(0, None), allow_None=True, doc="Width in px.")
    hidden: Any = param.Dict(
        default=None,
        allow_None=True,
        doc="For each list's filter, the labels that it hides. Set by filtering.",
    )

    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {"filter": ("hidden",)}

    def decode(self, name: str, data: Any) -> Any:
        chosen = super().decode(name, data)
        if name != "value" or not self.definition_order:
            return chosen
        return [value for label, value in zip(self.labels, self.values, strict=True) if label in set(data)]

    def event(self, name: str, data: dict[str, Any]) -> None:
        """The visitor typed into a filter."""
        side, pattern = data.get("side"), data.get("pattern")
        if side not in ("left", "right") or not isinstance(pattern, str) or len(pattern) > LONGEST_FILTER:
            raise BadValue(f"Expected a side and a text of at most {LONGEST_FILTER} characters to filter by.")
        labels = self.labels
        hidden = [place for place, label in enumerate(labels) if pattern and not self._shows(pattern, label)]
        self.hidden = {**(self.hidden or {}), side: hidden}

    def _shows(self, pattern: str, label: str) -> bool:
        try:
            return bool(result_of(self.filter_fn, pattern, label))
        except re.error:  # a pattern that is being typed is often not yet one
            return pattern in label


LONGEST_FILTER = 200
"""Characters of a filter's text."""
