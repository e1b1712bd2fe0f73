"""Card: a column with a frame and a title, which can be folded up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import param

from lanai.components.base import Component, expect
from lanai.components.layout.base import Child
from lanai.components.layout.linear import Column
from lanai.components.parameters import OwnList


class Card(Column):
    """Components in a frame below a title (or a `header` of components) that folds them up."""

    active_header_background = param.String(
        default=None, allow_None=True, doc="Background of the header while the card is open, as CSS."
    )
    button_css_classes = OwnList(["card-button"], doc="CSS classes of the mark that folds and unfolds.")
    collapsed = param.Boolean(default=False, doc="Whether it is folded up.")
    collapsible = param.Boolean(default=True, doc="Whether a visitor can fold it up.")
    css_classes = OwnList(["card"], doc="CSS classes of the outermost element.")
    header = Child(default=None, doc="A component in place of the title.")
    header_background = param.String(default="", doc="Background of the header, as CSS.")
    header_color = param.String(default="", doc="Colour of the header, as CSS.")
    header_css_classes = OwnList(["card-header"], doc="CSS classes of the header.")
    hide_header = param.Boolean(default=False, doc="Whether to leave out the header.")
    title = param.String(default="", doc="What the header says, as text.")
    title_css_classes = OwnList(["card-title"], doc="CSS classes of the title.")

    _children: ClassVar[tuple[str, ...]] = ("header", "objects")
    _edits: ClassVar[tuple[str, ...]] = (*Column._edits, "collapsed")

    def __init__(self, *objects: Any, **params: Any) -> None:
        if "title" not in params and params.get("name"):
            params["title"] = params["name"]
        super().__init__(*objects, **params)

    def below(self, name: str) -> Sequence[Component]:
        if name != "header":
            return super().below(name)
        return [] if self.header is None else [self.header]

    def decode(self, name: str, data: Any) -> Any:
        value = super().decode(name, data)
        return expect(value, bool, name) if name == "collapsed" else value
