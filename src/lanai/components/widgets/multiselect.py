"""MultiSelect, MultiChoice and CrossSelector: any number of several."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.limits import Limit
from lanai.components.widgets.choices import SeveralChoices
from lanai.core.callables import check_callback, for_new_value, result_of
from lanai.core.callbacks import Function
from lanai.core.failures import call_app
from lanai.core.times import Count
from lanai.errors import BadValue

LONGEST_FILTER = 300
"""Characters of what is sent of a filter: its text, and which it is."""

PATTERNS: tuple[Any, ...] = (re.search, re.match, re.fullmatch)
"""Functions that would take a visitor's text for a regular expression."""


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
    max_items = Count(
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


def _contains(text: str, label: str) -> bool:
    return text in label


class CrossSelector(SeveralChoices):
    """A choice of any number among `options` as two lists, what is not chosen and what is, each with a filter.

    `filter_fn(text, label)` says which labels a filter's text leaves; by default those that contain it. It is asked while
    the visitor types. `re.search`, Panel's default, means the same: a visitor's text is never a regular expression, as
    there are some that take years.
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
    _limits: ClassVar[Mapping[str, Limit]] = {"filter": Limit(LONGEST_FILTER, depth=1)}

    def decode(self, name: str, data: Any) -> Any:
        chosen = super().decode(name, data)
        if name != "value" or not self.definition_order:
            return chosen
        labels = set(data)
        return [value for label, value in zip(self.labels, self.values, strict=True) if label in labels]

    def event(self, name: str, data: dict[str, Any]) -> None:
        """The visitor typed into a filter."""
        side, text = data.get("side"), data.get("pattern")
        if side not in ("left", "right") or not isinstance(text, str):
            raise BadValue("Expected a side and a text to filter by.")
        hidden = [place for place, label in enumerate(self.labels) if text and not self._shows(text, label)]
        self.hidden = {**(self.hidden or {}), side: hidden}

    def _shows(self, text: str, label: str) -> bool:
        if self.filter_fn in PATTERNS:
            return text in label
        try:
            return bool(call_app(result_of, self.filter_fn, text, label))
        except (
            re.error
        ):  # an app may give regular expressions a chance; what is being typed is often not yet one
            return text in label
