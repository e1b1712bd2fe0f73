"""FlexBox: components that flow like words."""

from __future__ import annotations

import param

from lanai.components.layout.base import ListLike
from lanai.components.parameters import Choice

_ENDS = ("flex-start", "flex-end", "center")
_SPACED = ("space-between", "space-around", "space-evenly", "stretch")
_BASELINES = ("baseline", "first baseline", "last baseline")


class FlexBox(ListLike):
    """Components beside each other that wrap where there is no room, as CSS's flex box arranges them."""

    align_content = Choice(
        "flex-start", ["normal", *_ENDS, *_SPACED, "start", "end", *_BASELINES], doc="Space across lines."
    )
    align_items = Choice(
        "flex-start",
        ["stretch", *_ENDS, *_BASELINES, "start", "end", "self-start", "self-end"],
        doc="Place across the line.",
    )
    flex_direction = Choice(
        "row", ["row", "row-reverse", "column", "column-reverse"], doc="Which way they flow."
    )
    flex_wrap = Choice("wrap", ["nowrap", "wrap", "wrap-reverse"], doc="Whether they wrap, and which way.")
    gap = param.String(default="", doc="Space between them, as CSS: '10px' or '1em 2em'.")
    justify_content = Choice(
        "flex-start",
        [*_ENDS, *_SPACED, "start", "end", "left", "right"],
        doc="Place along the line.",
    )
