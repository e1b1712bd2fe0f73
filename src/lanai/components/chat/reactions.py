"""ChatReactionIcons: icons by which a visitor reacts to a message."""

from __future__ import annotations

from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.limits import Limit
from lanai.components.parameters import Margin, OwnDict, OwnList
from lanai.components.widgets.base import Widget
from lanai.errors import BadValue


class ChatReactionIcons(Widget):
    """Icons that stay pressed; `value` lists those that are."""

    active_icons = OwnDict(
        doc="Icons of those that are pressed, by reaction; else the filled form where there is one."
    )
    css_classes = OwnList(["reaction-icons"], doc="CSS classes of the outermost element.")
    default_layout = param.Parameter(default=None, doc="Accepted for compatibility; icons stand in a row.")
    margin = Margin(default=0, allow_None=True, doc="Space around it in px.")
    options = OwnDict({"favorite": "heart"}, doc="The reactions, each with the name of its icon.")
    value = OwnList(doc="The reactions that are active.")

    _edits: ClassVar[tuple[str, ...]] = ("value",)
    _local: ClassVar[frozenset[str]] = Widget._local | {"default_layout"}

    def _limit_of(self, name: str) -> Limit:
        return reactions_limit(self.options) if name == "value" else super()._limit_of(name)

    def decode(self, name: str, data: Any) -> Any:
        return checked(super().decode(name, data), self.options)


def reactions_limit(known: dict[str, str]) -> Limit:
    """How large a choice among the `known` reactions may be."""
    return Limit(length=sum(map(len, known)), values=len(known), depth=1)


def checked(data: Any, known: dict[str, str]) -> list[str]:
    """The reactions that a visitor has chosen. Raises `BadValue` where one is not `known`."""
    chosen: list[str] = expect(data, list, "reactions")
    if not all(isinstance(each, str) and each in known for each in chosen):
        raise BadValue(f"Expected reactions among {sorted(known)}, got {chosen!r}.")
    return list(dict.fromkeys(chosen))
